//! The words by which agreements name their divisions, in the languages that are read.

/// A language that decides how provisions are cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tongue {
    /// `art. 6 lid 1 onder a`
    #[default]
    Dutch,
    /// `art. 9(2)(a)`
    English,
}

/// What is said of an article that has no number, and how its divisions are named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    /// What stands before the first provision.
    pub(super) opening: &'static str,
    /// What stands after the last one.
    pub(super) closing: &'static str,
    /// What follows the list of a provision.
    pub(super) after_list: &'static str,
    /// Recitals without letters.
    pub(super) recitals: &'static str,
    /// A recital, before its letter.
    pub(super) recital: &'static str,
}

impl Tongue {
    /// The language of a text, by its small words.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let (mut dutch, mut english) = (0u32, 0u32);
        for word in lines.flat_map(|line| line.split(|c: char| !c.is_alphabetic())) {
            match word {
                "de" | "het" | "een" | "van" | "en" | "met" | "voor" | "wordt" | "niet" | "dat" | "wij" | "op" => {
                    dutch += 1;
                }
                "the" | "of" | "and" | "to" | "shall" | "with" | "for" | "by" | "you" | "your" | "any" | "not"
                | "or" => {
                    english += 1;
                }
                _ => {}
            }
        }
        if english > dutch { Self::English } else { Self::Dutch }
    }

    pub(super) fn names(self) -> Names {
        match self {
            Self::Dutch => Names {
                opening: "aanhef",
                closing: "ondertekening",
                after_list: " slot",
                recitals: "overwegingen",
                recital: "overweging ",
            },
            Self::English => Names {
                opening: "preamble",
                closing: "signature",
                after_list: ", closing words",
                recitals: "recitals",
                recital: "recital ",
            },
        }
    }
}

/// What an annex is called; the word is kept as it stands.
pub(super) const ANNEXES: &str = "\
    bijlage annex appendix schedule exhibit aanhangsel attachment addendum bijvoegsel anhang anlage";

/// What a division above the articles is called. It is cited only where the numbers start anew in it.
pub(super) const DIVISIONS: &str = "\
    deel part hoofdstuk chapter titel title afdeling onderdeel module";

/// What an article is called, and how a citation begins.
pub(super) const ARTICLES: &[(&str, &str)] = &[
    ("artikel", "art. "),
    ("article", "art. "),
    ("art.", "art. "),
    ("art", "art. "),
    ("section", "section "),
    ("sectie", "sectie "),
    ("clause", "clause "),
    ("clausule", "clausule "),
    ("paragraph", "paragraph "),
    ("paragraaf", "paragraaf "),
];

/// What a number refers to when it follows one of these: a reference in running text.
const POINTERS: &str = "\
    artikel artikelen article articles art. artt. lid leden section sections sectie clause clauses paragraph \
    paragraphs paragraaf bijlage bijlagen annex schedule appendix exhibit onder sub punt nr. nr nummer no. \
    par. point number onderdeel overweging versie version § regulation verordening iso nen pagina page \
    hoofdstuk chapter";

/// What a text that ends with one of these goes on with: no provision ends so.
const DANGLING: &str = "\
    de het een van in op aan met door voor tot binnen uit bij naar te om dan als die dat is wordt zijn haar \
    hun ten ter the a an of to by with for from within on at than are be shall will its their this deze dit \
    maximaal uiterlijk minimaal tenminste circa € eur euro per";

/// What is measured or dated rather than numbered when it follows a figure.
const UNITS: &str = "\
    dag dagen werkdagen kalenderdagen uur uren week weken maand maanden jaar jaren minuten euro eur procent \
    percent days day business working hours hour weeks months month years year minutes januari februari \
    maart april mei juni juli augustus september oktober november december january february march may june \
    july august october keer times cm gb mb km";

/// Verbs that titles hardly have.
const VERBS: &str = "\
    is zijn wordt worden heeft hebben zal zullen mag mogen kan kunnen moet moeten dient dienen blijft geldt geven verwerkt \
    verleent garandeert stelt treft shall will may must has have are was can provides ensures agrees warrants";

/// Words that say which documents are agreements: a heading with one of them can start a part.
const AGREEMENTS: &str = "\
    overeenkomst voorwaarden agreement addendum terms reglement convenant contract regeling bepalingen \
    conditions dpa voorwaarde protocol";

/// Whether a word is in a list of words.
pub(super) fn is_one_of(word: &str, words: &str) -> bool {
    !word.is_empty() && words.split(' ').any(|other| other == word)
}

fn last_word(text: &str) -> &str {
    text.trim_end().rsplit([' ', '\t', '(']).next().unwrap_or_default()
}

/// Whether a number after this text refers to something elsewhere.
pub(super) fn points(text: &str) -> bool {
    let word = last_word(text).to_lowercase();
    is_one_of(&word, POINTERS)
}

/// Whether a text breaks off before its sentence can end.
pub(super) fn dangles(text: &str) -> bool {
    let word = last_word(text).to_lowercase();
    is_one_of(&word, DANGLING)
}

/// Whether a text before a number ends with the `and` or `or` that announces the last item of a list.
pub(super) fn announces_last(text: &str) -> bool {
    let word = last_word(text);
    ["en", "of", "and", "or", "en/of", "and/or", "alsmede"].contains(&word)
}

/// Whether a text starts with what a figure measures.
pub(super) fn starts_with_unit(text: &str) -> bool {
    let first =
        text.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')')).next().unwrap_or_default();
    first.starts_with('%') || is_one_of(&first.to_lowercase(), UNITS)
}

/// Whether a text has a verb that makes a sentence of it.
pub(super) fn is_sentence(text: &str) -> bool {
    text.split(' ').skip(1).any(|word| is_one_of(word, VERBS))
}

/// Whether a heading names an agreement; `Duration of this agreement` is about one.
pub(super) fn names_agreement(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let words: Vec<&str> = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &str| AGREEMENTS.split(' ').any(|name| word.ends_with(name));
    let speaks_of =
        |word: &str| ["of", "the", "this", "our", "van", "de", "het", "deze", "dit", "onze"].contains(&word);
    words.iter().enumerate().any(|(at, word)| {
        is_name(word) && !at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| speaks_of(word))
    })
}

/// Whether a line announces recitals.
pub(super) fn opens_recitals(line: &str) -> bool {
    let line = line.to_lowercase();
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "overweging",
        "considering",
        "in aanmerking nemend",
        "nemen in aanmerking",
        "in overweging",
        "whereas",
        "recital",
        "considerans",
    ]
    .iter()
    .any(|cue| line.starts_with(cue))
        || ["nemen in aanmerking dat", "overwegende dat", "overwegende", "background"].contains(&line)
}

/// Whether a heading stands above what comes before the first provision.
pub(super) fn opens_document(line: &str) -> bool {
    let line = line.to_lowercase();
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "preamble",
        "preambule",
        "aanhef",
        "partijen",
        "parties",
        "de partijen",
        "the parties",
        "inleiding",
        "introduction",
    ]
    .contains(&line)
}

/// Whether a line ends the recitals and begins what is agreed.
pub(super) fn opens_agreement(line: &str) -> bool {
    let line = line.to_lowercase();
    [
        "komen overeen",
        "komen als volgt overeen",
        "komen het volgende overeen",
        "volgende overeen",
        "spreken het volgende af",
        "zijn overeengekomen",
        "overeengekomen als volgt",
        "wordt overeengekomen",
        "verklaren te zijn overeengekomen",
        "have agreed",
        "hereby agree",
        "agree as follows",
        "agreed as follows",
    ]
    .iter()
    .any(|cue| line.contains(cue))
}

/// Whether a paragraph begins the signatures.
pub(super) fn opens_signatures(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "aldus ",
        "opgemaakt ",
        "getekend ",
        "ondertekend te",
        "voor akkoord",
        "namens ",
        "in witness whereof",
        "signed ",
        "executed ",
        "done at ",
        "handtekening",
        "signature",
    ]
    .iter()
    .any(|cue| text.starts_with(cue))
}
