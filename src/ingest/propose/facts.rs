//! Reads the facts of a topic from the sentences that tell it.

use super::{
    Stated,
    evaluate::Scene,
    lexicon::{Cue, FactCues, Place, TopicCues},
    search::{Region, Span},
};
use crate::vocabulary::{FactId, Topic, Value};

/// The facts of a topic: what its cues say outright first, then what its sentences say, then what the rest of the clause does.
pub(super) fn read(
    scene: &Scene<'_>,
    topic: &Topic,
    cues: &TopicCues,
    found: &[&Cue],
    told: &[&Region<'_>],
    all: &[&Region<'_>],
    clause: usize,
) -> Vec<Stated> {
    let mut stated: Vec<Stated> = Vec::new();
    for index in 0..topic.facts.len() {
        let Some(fact) = topic.facts.get(index).and_then(|fact| topic.find(&fact.name)) else { continue };
        let outright = outright(fact, found);
        let cues_of = cues.facts.iter().find(|cues| cues.fact == fact);
        let read = cues_of.and_then(|cues| Reader { scene, cues, told, all, clause }.read());
        let value = match (outright, read) {
            // Several choices add up, whoever tells them.
            (Some(Value::Choices(one)), Some((Value::Choices(other), words))) => {
                Some((Value::Choices(one | other), words))
            }
            (Some(outright), Some((read, words))) if outright == read => Some((outright, words)),
            (Some(outright), _) => Some((outright, None)),
            (None, read) => read,
        };
        let blank = cues_of.and_then(|cues| Reader { scene, cues, told, all, clause }.blank());
        let value = match (value, blank) {
            (Some(_), Some(blank)) => Some((blank, None)),
            (value, _) => value,
        };
        stated.extend(value.map(|(value, words)| Stated { fact, value, words }));
    }
    stated
}

/// What the cues that were found say of a fact: the first of them, or for choices all together.
fn outright(fact: FactId, found: &[&Cue]) -> Option<Value> {
    let mut values =
        found.iter().filter_map(|cue| cue.facts.iter().find(|(known, _)| *known == fact).map(|(_, value)| value));
    let first = values.next()?.clone();
    Some(values.fold(first, |first, next| match (first, next) {
        (Value::Choices(one), Value::Choices(other)) => Value::Choices(one | other),
        (first, _) => first,
    }))
}

type Words = Option<std::ops::Range<usize>>;

struct Reader<'r> {
    scene: &'r Scene<'r>,
    cues: &'r FactCues,
    told: &'r [&'r Region<'r>],
    all: &'r [&'r Region<'r>],
    clause: usize,
}

impl Reader<'_> {
    fn read(&self) -> Option<(Value, Words)> {
        let own = self.told;
        let mut read = if self.cues.place == Place::Clause { self.among(self.all) } else { self.among(own) };
        if read.is_none() && self.cues.place != Place::Sentence {
            read = self.among(self.all);
        }
        if read.is_none() && self.cues.annex {
            read = self.annex().map(|at_hand| (Value::Flag(at_hand), None));
        }
        read.or_else(|| self.cues.otherwise.clone().map(|value| (value, None)))
    }

    /// The value where the annex that the sentences name has not been filled in.
    fn blank(&self) -> Option<Value> {
        let blank = self.cues.blank.as_ref()?;
        self.scene.annexes.is_blank(self.scene.finder, self.told, self.clause).then(|| blank.clone())
    }

    fn among(&self, regions: &[&Region<'_>]) -> Option<(Value, Words)> {
        self.value(regions).or_else(|| self.duration(regions)).or_else(|| self.text(regions))
    }

    /// Whether the annex that the sentences name is there.
    fn annex(&self) -> Option<bool> {
        self.scene.annexes.at_hand(self.scene.finder, self.told)
    }

    fn value(&self, regions: &[&Region<'_>]) -> Option<(Value, Words)> {
        let mut choices: Option<(u64, Words)> = None;
        for (value, conditions) in &self.cues.values {
            let holds = |region: &&Region<'_>| {
                conditions.iter().find_map(|condition| {
                    let spans = condition.holds(self.scene, region)?;
                    Some(spans.first().and_then(|span| self.words(region, *span)))
                })
            };
            let Some(words) = regions.iter().find_map(holds) else { continue };
            match value {
                Value::Choices(bit) => {
                    let (bits, known) = choices.take().unwrap_or_default();
                    choices = Some((bits | bit, known.or(words)));
                }
                value => return Some((value.clone(), words)),
            }
        }
        choices.map(|(bits, words)| (Value::Choices(bits), words))
    }

    fn duration(&self, regions: &[&Region<'_>]) -> Option<(Value, Words)> {
        for region in regions {
            for span in self.cues.durations.iter().flat_map(|phrase| region.find(*phrase).to_vec()) {
                let durations = region.durations();
                let within = durations.iter().find(|(place, _)| span.start <= place.start && place.end <= span.end);
                if let Some((place, duration)) = within {
                    return Some((Value::Duration(*duration), self.words(region, *place)));
                }
            }
        }
        None
    }

    fn text(&self, regions: &[&Region<'_>]) -> Option<(Value, Words)> {
        for region in regions {
            let found = self.cues.text.iter().flat_map(|phrase| region.find(*phrase).to_vec());
            if let Some(longest) = found.max_by_key(|span| span.end - span.start) {
                let words: Vec<&str> = region.tokens[longest.range()]
                    .iter()
                    .map(|token| self.scene.finder.words.word(token.word))
                    .collect();
                return Some((Value::Text(words.join(" ").to_uppercase()), self.words(region, longest)));
            }
        }
        None
    }

    /// The bytes of a span, if it stands in the clause itself.
    fn words(&self, region: &Region<'_>, span: Span) -> Words {
        let tokens = region.tokens.get(span.range())?;
        let (first, last) = (tokens.first()?, tokens.last()?);
        let own = first.clause as usize == self.clause && last.clause as usize == self.clause && first.start < last.end;
        own.then_some(first.start as usize..last.end as usize)
    }
}
