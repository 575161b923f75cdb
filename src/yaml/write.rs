//! Values become text.

use serde::Serialize;

use crate::clean::json_escapes;

/// Writes a value as YAML.
///
/// # Errors
/// In plain words, when the value has no form in YAML.
pub fn write(value: &impl Serialize) -> Result<String, String> {
    serde_yaml::to_string(value).map_err(|error| error.to_string())
}

/// Writes a JSON value with indentation, safe to show and ending in a line break.
#[must_use]
pub fn write_json(value: &impl Serialize) -> String {
    // A value made of maps with text keys always has a form in JSON.
    let mut text = json_escapes(&serde_json::to_string_pretty(value).unwrap_or_default());
    text.push('\n');
    text
}

/// Writes a JSON value on one line, safe to show; YAML reads it as it is.
#[must_use]
pub fn write_json_line(value: &impl Serialize) -> String {
    json_escapes(&serde_json::to_string(value).unwrap_or_default())
}
