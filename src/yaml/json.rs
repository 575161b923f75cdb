//! What `jsonschema` needs to check a tree without copying it.

use std::borrow::Cow;

use jsonschema::{
    JsonType,
    json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object},
};
use serde_json::Value as JsonValue;

use super::{Children, Data, Members, Node, Tree, Value};

/// Names [`Node`] as an instance of JSON for `jsonschema`.
pub struct YamlJson;

impl Json for YamlJson {
    type Node<'a> = Node<'a>;
    type PreparedKey = String;
    type StringBuffer = Tree<'static>;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(buffer: &mut Tree<'static>, string: &str, f: impl FnOnce(Node<'_>) -> T) -> T {
        let value = Value::Text(Cow::Owned(string.to_owned()));
        buffer.nodes = vec![Data { value, start: 0, end: 0, line: 0, next: 1 }];
        f(buffer.root())
    }
}

/// A number of a tree.
pub struct Number(serde_json::Number);

impl JsonNumber for Number {
    fn as_u64(&self) -> Option<u64> {
        self.0.as_u64()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Borrowed(&self.0)
    }
}

impl<'a> JsonNode<'a, YamlJson> for Node<'a> {
    type Object = Self;
    type Array = Self;
    type Number = Number;

    fn as_object(&self) -> Option<Self> {
        self.is_map().then_some(*self)
    }

    fn as_array(&self) -> Option<Self> {
        self.is_list().then_some(*self)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.text().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<Number> {
        match self.data().value {
            Value::Int(number) => Some(Number(number.into())),
            Value::Float(number) => serde_json::Number::from_f64(number).map(Number),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        self.flag()
    }

    fn is_null(&self) -> bool {
        matches!(self.data().value, Value::Null)
    }

    fn json_type(&self) -> JsonType {
        match self.data().value {
            Value::Null => JsonType::Null,
            Value::Bool(_) => JsonType::Boolean,
            Value::Int(_) | Value::Float(_) => JsonType::Number,
            Value::Text(_) => JsonType::String,
            Value::List(_) => JsonType::Array,
            Value::Map(_) => JsonType::Object,
        }
    }

    fn to_value(&self) -> Cow<'a, JsonValue> {
        Cow::Owned(match &self.data().value {
            Value::Null => JsonValue::Null,
            Value::Bool(flag) => JsonValue::Bool(*flag),
            Value::Int(_) | Value::Float(_) => self.as_number().map_or(JsonValue::Null, |n| JsonValue::Number(n.0)),
            Value::Text(text) => JsonValue::String(text.to_string()),
            Value::List(_) => self.items().map(|item| item.to_value().into_owned()).collect(),
            Value::Map(_) => {
                let member = |(key, value): (Cow<'a, str>, Node<'a>)| (key.into_owned(), value.to_value().into_owned());
                JsonValue::Object(NamedMembers(Members(self.children())).map(member).collect())
            }
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(std::ptr::from_ref(self.tree) as usize, self.index))
    }
}

impl<'a> Object<'a, YamlJson> for Node<'a> {
    type Node = Self;
    type MemberName = Cow<'a, str>;
    type MembersIter = NamedMembers<'a>;

    fn len(&self) -> usize {
        match self.data().value {
            Value::Map(count) => count as usize,
            _ => 0,
        }
    }

    fn get(&self, key: &String) -> Option<Self> {
        Node::get(*self, key)
    }

    fn members(&self) -> NamedMembers<'a> {
        NamedMembers(Members(self.children()))
    }
}

/// The members of a map with the text of their keys.
pub struct NamedMembers<'t>(Members<'t>);

impl<'t> Iterator for NamedMembers<'t> {
    type Item = (Cow<'t, str>, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.name(), value))
    }
}

impl<'a> Array<'a, YamlJson> for Node<'a> {
    type Node = Self;
    type ElementsIter = Children<'a>;

    fn len(&self) -> usize {
        match self.data().value {
            Value::List(count) => count as usize,
            _ => 0,
        }
    }

    fn elements(&self) -> Children<'a> {
        self.children()
    }
}
