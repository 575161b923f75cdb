//! Text from agreements and files is untrusted: what a terminal would obey is made visible before it is shown.

use std::borrow::Cow;

/// Text with control characters and changes of writing direction replaced by their escapes; line breaks and tabs become
/// spaces, so that the result is one line.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| is_white_control(c) || is_unsafe(c)) {
        Cow::Owned(text.chars().fold(String::with_capacity(text.len()), |mut clean, c| {
            if is_white_control(c) {
                clean.push(' ');
            } else if is_unsafe(c) {
                clean.extend(c.escape_unicode());
            } else {
                clean.push(c);
            }
            clean
        }))
    } else {
        Cow::Borrowed(text)
    }
}

/// Text with control characters, changes of writing direction, and characters that no page may hold replaced by their
/// escapes; line breaks of every kind become line feeds.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    if !has_unsafe(text) && !text.chars().any(is_no_character) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\t' => clean.push(c),
            _ if is_white_control(c) => clean.push('\n'),
            _ if is_unsafe(c) || is_no_character(c) => clean.extend(c.escape_unicode()),
            _ => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// The last two places of each plane, and some more, are set aside for what is no text.
fn is_no_character(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Text for a file in XML: unsafe characters, and the two that XML cannot hold although they are no control characters, are
/// replaced by their escapes. Line breaks of every kind become one kind, tabs become spaces.
#[must_use]
pub fn for_xml(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\t' => clean.push(' '),
            c if is_white_control(c) => clean.push('\n'),
            '\u{fffe}' | '\u{ffff}' => clean.extend(c.escape_unicode()),
            c if is_unsafe(c) => clean.extend(c.escape_unicode()),
            c => clean.push(c),
        }
    }
    clean
}

/// Text in which each unsafe character is replaced by question marks of the same number of bytes, so that places in it stay
/// what they were. Line breaks and tabs stay.
#[must_use]
pub fn same_length(text: &str) -> Cow<'_, str> {
    let unsafe_here = |c: char| is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(unsafe_here) {
        let mut clean = String::with_capacity(text.len());
        for c in text.chars() {
            if unsafe_here(c) {
                clean.extend(std::iter::repeat_n('?', c.len_utf8()));
            } else {
                clean.push(c);
            }
        }
        Cow::Owned(clean)
    } else {
        Cow::Borrowed(text)
    }
}

/// JSON in which unsafe characters are escapes: except for line breaks between its values, they can stand in texts only.
#[must_use]
pub fn json_escapes(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_unsafe(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Whether there is a character in a text that hides text or that a terminal would obey.
#[must_use]
pub fn has_unsafe(text: &str) -> bool {
    // Reports are long and mostly plain, so only bytes with which such a character can begin are looked at closely.
    let suspect = |byte: u8| byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3);
    let suspects = text.bytes().enumerate().filter(|(_, byte)| suspect(*byte));
    suspects.into_iter().any(|(at, _)| text[at..].chars().next().is_some_and(is_unsafe))
}

fn is_white_control(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters, changes of direction, and characters without width that hide text.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{e0000}'..='\u{e007f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::{has_unsafe, is_unsafe};

    #[test]
    fn every_unsafe_character_begins_with_a_suspect_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_unsafe(*c)) {
            assert!(has_unsafe(&format!("a{c}b")), "{}", c.escape_unicode());
        }
        assert!(!has_unsafe("Overeenkomst – één “bijlage” … 文字 🙂"));
    }
}
