//! What can be wrong with a YAML text.

use granit_parser::ErrorKind;

use crate::source::Span;

/// How deep lists and keys may be nested.
pub const MAX_DEPTH: usize = 64;

/// How many values a file may hold.
pub const MAX_NODES: usize = 1_000_000;

/// What is wrong with a YAML text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The offending bytes.
    pub span: Span,
    /// The place that it clashes with: the first of two equal keys, the bracket that is not closed.
    pub related: Option<Span>,
}

/// What can be wrong with a YAML text. The names are those of the problems they become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing but white space and comments.
    Empty,
    /// The syntax is broken in a way that has no name of its own.
    Syntax,
    /// The lines do not line up.
    Indentation,
    /// A tab where YAML wants spaces.
    Tab,
    /// A quote is not closed.
    Quote,
    /// Text behind a quoted part: only the first word is in quotes.
    QuotedPart,
    /// A bracket or brace is not closed.
    Bracket,
    /// A colon or dash where none may stand; mostly text that should be quoted.
    Colon,
    /// A backslash sequence that YAML does not know.
    Escape,
    /// A character that may not occur in YAML text.
    Character,
    /// The same key twice in one place.
    DuplicateKey,
    /// A key that is a list or a map.
    ComplexKey,
    /// `&name` or `*name`.
    Anchor,
    /// `!name`.
    Tag,
    /// A second document after `---`.
    SecondDocument,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More values than [`MAX_NODES`].
    TooLarge,
}

/// Which of the faults that have a name a break of the syntax is, and which bytes show it best.
pub(super) fn syntax_fault(text: &str, error: &ErrorKind, at: usize) -> Fault {
    use ErrorKind as E;
    let kind = match error {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => FaultKind::Tab,
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => FaultKind::Quote,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => FaultKind::QuotedPart,
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::MisplacedFlowCollectionEnd
        | E::MismatchedFlowCollectionEnd { .. }
        | E::UnclosedFlowCollection { .. } => FaultKind::Bracket,
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => FaultKind::Escape,
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidIndentation
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent
        | E::ZeroBlockScalarIndent => FaultKind::Indentation,
        E::MappingKeyNotAllowed
        | E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::InvalidMappingValueWhitespace
        | E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection => FaultKind::Colon,
        E::UnexpectedCharacter { .. } | E::BomInsideDocument => FaultKind::Character,
        E::RecursionLimitExceeded => FaultKind::TooDeep,
        E::UnknownAnchor | E::AnchorCountOverflow | E::MissingAnchorOrAliasName => FaultKind::Anchor,
        E::UndeclaredTagHandle | E::ExpectedTagBang | E::InvalidTagTerminator | E::MissingTagUri => FaultKind::Tag,
        _ => FaultKind::Syntax,
    };
    // A tab that indents is the cause of whatever the parser stumbled over behind it.
    let line = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |start| start + 1);
    let indent = text[line..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    let (kind, at) = match indent.enumerate().find(|(_, byte)| *byte == b'\t') {
        Some((column, _))
            if matches!(kind, FaultKind::Tab | FaultKind::Indentation | FaultKind::Colon | FaultKind::Syntax) =>
        {
            (FaultKind::Tab, line + column)
        }
        _ if kind == FaultKind::Quote => (kind, open_quote(text, at)),
        _ if kind == FaultKind::Colon && is_off_column(text, line, at) => {
            (FaultKind::Indentation, line + text[line..].len() - text[line..].trim_start_matches(' ').len())
        }
        _ => (kind, at),
    };
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |first| at + first.len_utf8());
    Fault { kind, span: at..end, related: None }
}

/// Whether the key before a colon stands one column off the key on the line above, which has a value: YAML takes both lines
/// for one text, and stumbles over the colon.
fn is_off_column(text: &str, line: usize, at: usize) -> bool {
    let is_key = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let column = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let own = &text[line..];
    let spaces = own.len() - own.trim_start_matches(' ').len();
    let key = text.get(line + spaces..at).unwrap_or_default().split(':').next().unwrap_or_default();
    let above = text[..line].lines().rev().find(|above| !above.trim().is_empty()).unwrap_or_default();
    let has_value = above
        .split_once(": ")
        .is_some_and(|(key, value)| is_key(key.trim_start_matches([' ', '-'])) && !value.trim().is_empty());
    is_key(key) && has_value && column(above) + 1 == spaces
}

/// The quote that is probably not closed: the last one on the nearest line at or before a place that has an odd number.
fn open_quote(text: &str, at: usize) -> usize {
    const NEAR: usize = 20;
    let end = text[at..].find('\n').map_or(text.len(), |to_end| at + to_end);
    let mut line_end = end;
    for line in text[..end].rsplit('\n').take(NEAR) {
        let start = line_end - line.len();
        if line.matches('"').count() % 2 == 1
            && let Some(quote) = line.rfind('"')
        {
            return start + quote;
        }
        line_end = start.saturating_sub(1);
    }
    at
}
