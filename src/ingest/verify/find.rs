//! Finds many texts in one, in a time that grows with their length only: a window runs over the document once, and only where
//! the letters in it are those of a text's rarest window is the text itself compared.

use std::collections::{BTreeSet, HashMap};

use super::fold::Folded;

/// How many letters the window has; shorter texts have shorter ones.
const WINDOW: usize = 12;

/// How many places of a text are kept. What stands more often in a document is no clause.
const MAX_PLACES: usize = 1_024;

/// How many bytes may be compared for each byte of the document and the texts, so that nothing that repeats itself without end
/// takes long.
const COMPARED: usize = 64;

/// For how many kinds of windows is counted how often they occur.
const BUCKETS: usize = 1 << 16;

/// Where some texts stand in a document: for each the places of its first letters, in order.
pub(super) fn find(document: &Folded, texts: &[Folded]) -> Vec<Vec<usize>> {
    let mut search = Search::new(document, texts);
    let lengths: BTreeSet<usize> = texts.iter().map(|text| text.bytes.len().min(WINDOW)).collect();
    let common = lengths.contains(&WINDOW).then(|| counts(&document.bytes));
    for length in lengths.into_iter().filter(|length| *length > 0) {
        search.run(length, common.as_deref());
    }
    search.places
}

struct Search<'t> {
    document: &'t Folded,
    texts: &'t [Folded],
    places: Vec<Vec<usize>>,
    /// How many bytes may still be compared.
    budget: usize,
}

/// A text, and where in it its window begins.
type Wanted = (usize, usize);

impl<'t> Search<'t> {
    fn new(document: &'t Folded, texts: &'t [Folded]) -> Self {
        let total = texts.iter().map(|text| text.bytes.len()).sum::<usize>() + document.bytes.len();
        Self { document, texts, places: vec![Vec::new(); texts.len()], budget: total.saturating_mul(COMPARED) }
    }

    /// Looks for the texts whose windows have this length.
    fn run(&mut self, length: usize, common: Option<&[u32]>) {
        let mut wanted: HashMap<u64, Vec<Wanted>> = HashMap::new();
        let mut marked = vec![false; BUCKETS];
        for (index, text) in self.texts.iter().enumerate() {
            if text.bytes.len().min(WINDOW) != length {
                continue;
            }
            let rarity = |hash: u64| common.filter(|_| length == WINDOW).map_or(0, |counts| counts[bucket(hash)]);
            let rarest = windows(&text.bytes, length).min_by_key(|(_, hash)| rarity(*hash));
            if let Some((offset, hash)) = rarest {
                wanted.entry(hash).or_default().push((index, offset));
                marked[bucket(hash)] = true;
            }
        }
        for (at, hash) in windows(&self.document.bytes, length) {
            if !marked[bucket(hash)] {
                continue;
            }
            for (index, offset) in wanted.get(&hash).into_iter().flatten() {
                let Some(start) = at.checked_sub(*offset) else { continue };
                if self.places[*index].len() < MAX_PLACES && self.stands_at(start, *index) {
                    self.places[*index].push(start);
                }
                if self.budget == 0 {
                    return;
                }
            }
        }
    }

    fn stands_at(&mut self, start: usize, index: usize) -> bool {
        let text = &self.texts[index];
        let Some(there) = self.document.bytes.get(start..start + text.bytes.len()) else { return false };
        // A difference is mostly found at once; only what is the same takes time.
        let same = there.iter().zip(&text.bytes).take_while(|(one, other)| one == other).count();
        self.budget = self.budget.saturating_sub(same + 1);
        same == text.bytes.len() && self.document.has_words_at(start, text)
    }
}

/// How often each kind of window occurs.
fn counts(bytes: &[u8]) -> Vec<u32> {
    let mut counts = vec![0_u32; BUCKETS];
    for (_, hash) in windows(bytes, WINDOW) {
        let count = &mut counts[bucket(hash)];
        *count = count.saturating_add(1);
    }
    counts
}

/// The kind of a window.
#[allow(clippy::cast_possible_truncation)] // the upper 16 bits
fn bucket(hash: u64) -> usize {
    (hash >> 48) as usize
}

/// Every window of a length with where it begins; a number stands for its letters.
fn windows(bytes: &[u8], length: usize) -> impl Iterator<Item = (usize, u64)> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let value = |byte: u8| u64::from(byte) + 1;
    let first = bytes.iter().take(length).fold(0_u64, |hash, byte| hash.wrapping_mul(BASE).wrapping_add(value(*byte)));
    let leaving = (1..length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let pairs = bytes.iter().zip(bytes.iter().skip(length));
    let later = pairs.scan(first, move |hash, (old, new)| {
        let kept = hash.wrapping_sub(value(*old).wrapping_mul(leaving));
        *hash = kept.wrapping_mul(BASE).wrapping_add(value(*new));
        Some(*hash)
    });
    let all = std::iter::once(first).filter(move |_| bytes.len() >= length).chain(later);
    // The upper bits of a product depend on all of its factors.
    all.map(|hash| hash.wrapping_mul(BASE) ^ hash.rotate_left(32)).enumerate()
}
