//! Text that stays text in Markdown and HTML, whatever an agreement or a file says.

use crate::clean::one_line;

/// A text as Markdown shows it letter for letter, wherever it stands: in a paragraph, a heading, a list, a link, or the cell of
/// a table.
pub(super) fn markdown(text: &str) -> String {
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    // Spaces at the start of a line are code to Markdown, and elsewhere it shows several as one.
    for word in text.split_whitespace() {
        if escaped.is_empty() {
            start(&mut escaped, word);
        } else {
            escaped.push(' ');
            inline(&mut escaped, word);
        }
    }
    escaped
}

/// The first word of a text, which could make a list or a heading of its line.
fn start(escaped: &mut String, word: &str) {
    let number = word.strip_suffix(['.', ')']).filter(|number| number.chars().all(|c| c.is_ascii_digit()));
    if let Some(number) = number {
        escaped.push_str(&format!("{number}\\{}", &word[number.len()..]));
        return;
    }
    if word.starts_with(['-', '+', '=']) {
        escaped.push('\\');
    }
    inline(escaped, word);
}

/// A word inside a line.
fn inline(escaped: &mut String, word: &str) {
    // Readers make links of words that look like addresses.
    let address = word.to_ascii_lowercase().contains("www.");
    for (at, c) in word.char_indices() {
        let next = word[at + c.len_utf8()..].chars().next();
        match c {
            // The one escape on which all readers agree inside tables, also behind a backslash.
            '|' => escaped.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '&' | '!' | '$' | '@' => {
                escaped.extend(['\\', c]);
            }
            // Before a space it ends a phrase; elsewhere it may make an address or a picture.
            ':' if next.is_some() => escaped.push_str("\\:"),
            '.' if address => escaped.push_str("\\."),
            _ => escaped.push(c),
        }
    }
}

/// A text as HTML shows it letter for letter.
pub(super) fn html(text: &str) -> String {
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A text that is escaped for Markdown and links to an address, where that is one of the web.
pub(super) fn markdown_link(text: &str, to: &str) -> String {
    let text = markdown(text);
    address(to).map_or(text.clone(), |address| format!("[{text}](<{address}>)"))
}

/// The same for HTML.
pub(super) fn html_link(text: &str, to: &str) -> String {
    let text = html(text);
    address(to).map_or(text.clone(), |address| format!("<a href=\"{address}\">{text}</a>"))
}

/// An address on the web that can stand in a link of Markdown or HTML; nothing for what is no such address.
fn address(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#@!$&*+,;=%:".contains(c);
    let web = text.starts_with("https://") || text.starts_with("http://");
    (web && text.chars().all(plain)).then(|| text.replace('&', "&amp;"))
}

/// The address, if it is one of the web: a checklist or a report may bring any.
pub(crate) fn web(address: &str) -> Option<&str> {
    let scheme = address.split(':').next().unwrap_or_default();
    ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(address)
}
