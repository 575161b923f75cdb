//! Fonts of PDFs: which characters codes stand for, and how wide these are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;

/// The most bytes of a table of a font.
const LARGEST_TABLE: usize = 4 * 1024 * 1024;

/// The most widths that a font lists.
const MOST_WIDTHS: usize = 100_000;

/// Widths of the letters from space to tilde in a common typeface, where a file trusts that readers know them.
#[rustfmt::skip]
const USUAL_WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// A font as far as reading needs it.
#[derive(Debug)]
pub(super) struct Font {
    /// How many bytes a code has.
    pub(super) bytes: usize,
    /// Whether its letters are bold.
    pub(super) is_bold: bool,
    characters: CMap,
    /// What single bytes stand for where the table above does not say.
    simple: Vec<String>,
    widths: HashMap<u32, f32>,
    usual: f32,
    /// What a width of one is in the space of the text.
    scale: f32,
    /// Whether widths have to be guessed.
    guesses: bool,
}

impl Font {
    /// Reads a font.
    pub(super) fn read(document: &Document, font: &Dictionary) -> Self {
        let characters = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
        let characters = characters.and_then(|stream| stream.get_plain_content_with_limit(LARGEST_TABLE));
        let characters = characters.map(|table| CMap::read(&table)).unwrap_or_default();
        let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let name = font.get_deref(b"BaseFont", document).and_then(Object::as_name).unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let is_bold = ["bold", "black", "heavy", "demi"].iter().any(|word| name.contains(word));
        let mut read = Self {
            bytes: 1,
            is_bold,
            characters,
            simple: Vec::new(),
            widths: HashMap::new(),
            usual: 500.0,
            scale: 0.001,
            guesses: false,
        };
        if kind == b"Type0" {
            read.composite(document, font);
        } else {
            read.simple(document, font, kind, &name);
        }
        read
    }

    /// The text and the width (in the space of the text) of a code.
    pub(super) fn glyph(&self, code: u32) -> (String, f32) {
        let known = self.characters.get(code).filter(|text| !text.is_empty() && text != "\0");
        let text = known.or_else(|| self.simple.get(code as usize).cloned());
        let text = text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
        let width = match self.widths.get(&code) {
            Some(width) => *width,
            None if self.guesses => guess(&text),
            None => self.usual,
        };
        (text, width * self.scale)
    }

    fn simple(&mut self, document: &Document, font: &Dictionary, kind: &[u8], name: &str) {
        if let Ok(encoding) = font.get_font_encoding_with_limit(document, LARGEST_TABLE) {
            let byte = |byte: u8| encoding.bytes_to_string(&[byte]).unwrap_or_default();
            self.simple = (0..=u8::MAX).map(byte).collect();
        }
        if kind == b"Type3" {
            let matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array);
            let scale = matrix.ok().and_then(|matrix| matrix.first()?.as_float().ok());
            self.scale = scale.filter(|scale| scale.is_finite()).unwrap_or(self.scale);
        }
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let first = u32::try_from(first).unwrap_or(0);
        let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
        if let Ok(widths) = widths {
            let widths = widths.iter().take(256).map(|width| float(document, width));
            self.widths = (first..).zip(widths).collect();
            let descriptor = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict);
            let missing =
                descriptor.and_then(|font| font.get_deref(b"MissingWidth", document)).and_then(Object::as_float);
            self.usual = missing.unwrap_or(0.0);
        } else {
            self.guesses = !name.contains("courier");
            self.usual = 600.0;
        }
    }

    fn composite(&mut self, document: &Document, font: &Dictionary) {
        self.bytes = 2;
        if let Ok(stream) = font.get_deref(b"Encoding", document).and_then(Object::as_stream)
            && let Ok(table) = stream.get_plain_content_with_limit(LARGEST_TABLE)
        {
            self.bytes = CMap::read(&table).bytes.unwrap_or(2);
        }
        let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array);
        let descendant = descendants.ok().and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        let Some(descendant) = descendant else { return };
        self.usual = descendant.get_deref(b"DW", document).and_then(Object::as_float).unwrap_or(1000.0);
        if let Ok(widths) = descendant.get_deref(b"W", document).and_then(Object::as_array) {
            self.widths(document, widths);
        }
        // Fonts that are numbered by Unicode need no table.
        if self.characters.is_empty()
            && font
                .get(b"Encoding")
                .and_then(Object::as_name)
                .is_ok_and(|name| name.windows(4).any(|part| part == b"UCS2"))
        {
            self.characters = CMap::read(b"beginbfrange <0000> <ffff> <0000> endbfrange");
        }
    }

    /// Widths as composite fonts list them: `code [width …]` or `first last width`.
    fn widths(&mut self, document: &Document, widths: &[Object]) {
        let mut widths = widths.iter();
        let code = |object: Option<&Object>| object.and_then(|object| u32::try_from(object.as_i64().ok()?).ok());
        while let Some(first) = code(widths.next()) {
            let Some(Ok((_, next))) = widths.next().map(|next| document.dereference(next)) else { return };
            if let Ok(list) = next.as_array() {
                self.widths.extend((first..).zip(list.iter().take(MOST_WIDTHS).map(|width| float(document, width))));
            } else if let (Some(last), Some(width)) = (code(Some(next)), widths.next()) {
                let width = float(document, width);
                self.widths.extend((first..=last.min(first.saturating_add(0xffff))).map(|code| (code, width)));
            }
            if self.widths.len() > MOST_WIDTHS {
                return;
            }
        }
    }
}

fn float(document: &Document, object: &Object) -> f32 {
    document.dereference(object).and_then(|(_, object)| object.as_float()).unwrap_or(0.0)
}

fn guess(text: &str) -> f32 {
    let width =
        |c: char| (c as usize).checked_sub(' ' as usize).and_then(|at| USUAL_WIDTHS.get(at)).copied().unwrap_or(556);
    text.chars().next().map_or(0.0, |c| f32::from(width(c)))
}
