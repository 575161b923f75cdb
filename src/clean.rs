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

fn is_white_control(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters, changes of direction, and characters without width that hide text.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{e0000}'..='\u{e007f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
