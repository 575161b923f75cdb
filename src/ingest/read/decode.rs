//! Bytes become text, in whatever encoding an old editor or a web page has them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    fault::Fault,
    format::{Format, Kind},
};

/// How far into a page it says how it is encoded.
const HEAD: usize = 1024;

/// The text in some bytes.
pub(super) fn decode(bytes: &[u8], format: Format) -> Result<String, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned());
    }
    if let Some(encoding) = wide(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if has_no_text(bytes) {
        return Err(Fault::Kind(Kind::Binary));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let declared = if format == Format::Html { declared(bytes) } else { None };
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or(WINDOWS_1252);
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// UTF-16 without a mark: every second byte of a text in a Latin script is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if half < 2 || bytes.len() % 2 == 1 {
        None
    } else if zeros(1) * 10 > half * 9 && zeros(0) == 0 {
        Some(UTF_16LE)
    } else if zeros(0) * 10 > half * 9 && zeros(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether some bytes are no text in any encoding that is left.
fn has_no_text(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f)).count();
    controls * 100 > bytes.len() || bytes.contains(&0)
}

/// What a page says of its encoding.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, behind) = head.split_once("charset=")?;
    let label = behind.trim_start_matches(['"', '\'', ' ']);
    Encoding::for_label(label.split(['"', '\'', ' ', ';', '>', '/']).next()?.as_bytes())
}
