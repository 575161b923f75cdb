//! Numbers as lists count them: `3`, `c`, `iii`.

/// A way of counting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Count {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    Padded,
    /// a, b, c; behind z come aa, bb in word processors.
    Lower,
    /// A, B, C.
    Upper,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// Bullets, or nothing at all.
    None,
}

/// What letters are beyond the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    /// aa, bb, cc, as word processors count.
    Doubled,
    /// aa, ab, ac, as browsers count.
    Columns,
}

/// Beyond this numbers are written in digits: letters and Roman numerals would become longer than any text.
const MOST: u32 = 702;

impl Count {
    /// A number in this way of counting; nothing for bullets.
    pub(super) fn write(self, number: u32, beyond: Beyond) -> String {
        match self {
            Self::None => String::new(),
            Self::Padded => format!("{number:02}"),
            Self::Lower if (1..=MOST).contains(&number) => letters(number, beyond),
            Self::Upper if (1..=MOST).contains(&number) => letters(number, beyond).to_ascii_uppercase(),
            Self::LowerRoman if (1..=MOST).contains(&number) => roman(number),
            Self::UpperRoman if (1..=MOST).contains(&number) => roman(number).to_ascii_uppercase(),
            _ => number.to_string(),
        }
    }
}

fn letters(number: u32, beyond: Beyond) -> String {
    let letter = |index: u32| char::from_u32('a' as u32 + index % 26).unwrap_or('a');
    let (round, last) = ((number - 1) / 26, letter(number - 1));
    match beyond {
        Beyond::Doubled => std::iter::repeat_n(last, round as usize + 1).collect(),
        Beyond::Columns if round > 0 => [letter(round - 1), last].iter().collect(),
        Beyond::Columns => last.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    const STEPS: [(u32, &str); 11] = [
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, letters) in STEPS {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

/// Whether a text begins with a number of its own: `6.1 …`, `a) …`, `(iv) …`.
pub(super) fn begins_with_number(text: &str) -> bool {
    let Some(first) = text.split_whitespace().next() else { return false };
    let bare = first.trim_start_matches('(');
    let inner = bare.trim_end_matches(['.', ')', ':']);
    if inner.is_empty() || inner.len() > 12 {
        return false;
    }
    let closed = inner.len() < bare.len();
    let digits = inner.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let roman = inner.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l'));
    let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
    (digits && (closed || inner.contains('.'))) || (closed && (letter || roman))
}

#[cfg(test)]
mod tests {
    use super::{Beyond, Count, begins_with_number};

    #[test]
    fn numbers_are_written_in_every_way() {
        let written = |count: Count, number| count.write(number, Beyond::Doubled);
        assert_eq!(written(Count::Lower, 28), "bb");
        assert_eq!(Count::Lower.write(28, Beyond::Columns), "ab");
        assert_eq!(written(Count::UpperRoman, 49), "XLIX");
        assert_eq!(written(Count::LowerRoman, 4_000_000_000), "4000000000");
        assert_eq!(written(Count::Padded, 7), "07");
        assert_eq!(written(Count::None, 7), "");
    }

    #[test]
    fn own_numbers_are_known() {
        for text in ["6.1 Text", "6.1. Text", "1. Text", "a) Text", "(iv) Text", "B. Text"] {
            assert!(begins_with_number(text), "{text}");
        }
        for text in ["24 uur", "de", "a man", "i.e. this", "Text", "", "2026 was", "e.g. this"] {
            assert!(!begins_with_number(text), "{text}");
        }
    }
}
