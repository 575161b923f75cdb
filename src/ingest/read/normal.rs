//! Characters that look alike or that nobody sees become the plain ones that people search for.

/// A line's text with one kind of space and hyphen, without ligatures and invisible characters, and with accents on their
/// letters. White space at its end goes.
pub(super) fn line(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.trim_end().to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\t' => plain.push('\t'),
            // A soft hyphen is seen only where a line ends in it.
            '\u{ad}' if characters.peek().is_none() => plain.push('-'),
            '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {}
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' => plain.push(' '),
            c if c.is_control() => {}
            '\u{2010}' | '\u{2011}' => plain.push('-'),
            '\u{37e}' => plain.push(';'),
            '\u{132}' => plain.push_str("IJ"),
            '\u{133}' => plain.push_str("ij"),
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            '\u{300}'..='\u{36f}' => accent(&mut plain, c),
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Puts an accent on the last letter, where there is one character for both.
fn accent(plain: &mut String, mark: char) {
    const MARKS: [(char, &str, &str); 7] = [
        ('\u{300}', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        ('\u{301}', "aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        ('\u{302}', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        ('\u{303}', "anoANO", "ãñõÃÑÕ"),
        ('\u{308}', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
        ('\u{30a}', "aA", "åÅ"),
        ('\u{327}', "cC", "çÇ"),
    ];
    let whole = plain.chars().next_back().and_then(|letter| {
        let (_, letters, wholes) = MARKS.iter().find(|(known, ..)| *known == mark)?;
        let place = letters.chars().position(|known| known == letter)?;
        wholes.chars().nth(place)
    });
    match whole {
        Some(whole) => {
            plain.pop();
            plain.push(whole);
        }
        None => plain.push(mark),
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_looks_alike_becomes_alike() {
        assert_eq!(line("a\u{a0}b\u{2011}c\u{37e} \u{fb01}n e\u{308}n \u{133}s\u{200b} "), "a b-c; fin ën ijs");
        assert_eq!(line("ver\u{ad}wer\u{ad}"), "verwer-");
        assert_eq!(line("x\u{1}y\u{301}z q\u{308}"), "xýz q\u{308}");
    }
}
