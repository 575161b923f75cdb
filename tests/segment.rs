//! The division of documents into clauses: each style of numbering, the agreements beside the checkout, and what holds of any
//! document.

mod common;

use std::{collections::HashSet, fs, time::Instant};

use art28::ingest::{
    Document, Kind, Line, read,
    segment::{Outline, segment},
};
use common::{Folder, art28, root, shared};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    let paged = text.contains('\u{c}');
    let mut page = 1;
    let mut lines = Vec::new();
    for (number, text) in (1..).zip(text.split('\n')) {
        for (index, text) in text.split('\u{c}').enumerate() {
            page += u32::from(index > 0);
            lines.push(Line { page: paged.then_some(page), number, text: text.to_owned(), kind: Kind::Plain });
        }
    }
    Document { name: "agreement.txt".to_owned(), lines, ..Document::default() }
}

fn references(text: &str) -> Vec<String> {
    segment(&document(text)).clauses.into_iter().map(|clause| clause.reference).collect()
}

fn texts(text: &str) -> Vec<(String, String)> {
    segment(&document(text)).clauses.into_iter().map(|clause| (clause.reference, clause.text)).collect()
}

/// What counts of a text: not its spaces, nor the hyphens that line ends put into words.
fn letters<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<char> {
    let hyphen = |c: &char| matches!(c, '-' | '\u{ad}' | '\u{2010}');
    let mut letters: Vec<char> = texts.flat_map(str::chars).filter(|c| !c.is_whitespace() && !hyphen(c)).collect();
    letters.sort_unstable();
    letters
}

/// What holds of the division of any document.
fn holds(document: &Document, outline: &Outline) -> Result<(), TestCaseError> {
    let given = letters(document.lines.iter().map(|line| line.text.as_str()));
    let clauses = outline.clauses.iter().map(|clause| clause.text.as_str());
    let labels = outline.labels.iter().map(|label| label.text.as_str());
    let dropped = outline.dropped.iter().map(|dropped| dropped.text.as_str());
    prop_assert_eq!(given, letters(clauses.chain(labels).chain(dropped)), "every character is somewhere");
    let mut seen = HashSet::new();
    let mut line = 0;
    for (index, clause) in outline.clauses.iter().enumerate() {
        prop_assert!(!clause.reference.is_empty());
        prop_assert!(seen.insert(clause.reference.as_str()), "{} twice", clause.reference);
        prop_assert!(!clause.text.is_empty(), "{} has no text", clause.reference);
        prop_assert!(clause.lines.0 <= clause.lines.1 && line <= clause.lines.0, "{:?}", clause.lines);
        prop_assert!(clause.parent.is_none_or(|parent| parent < index));
        prop_assert!(clause.part < outline.parts.len());
        prop_assert!(clause.text.lines().all(|line| line.trim() == line && !line.is_empty() || line.contains('\t')));
        line = clause.lines.0;
    }
    Ok(())
}

const SOUP: &[&str] = &[
    "Artikel",
    "ARTIKEL",
    "artikel",
    "Article",
    "Section",
    "1.",
    "2.",
    "3.",
    "1",
    "2",
    "14",
    "1)",
    "(1)",
    "(a)",
    "a.",
    "b.",
    "c)",
    "i.",
    "(ii)",
    "iv)",
    "6.1",
    "6.2",
    "1.1",
    "1.1.1",
    "6.1De",
    "1.De",
    "§",
    "1°",
    "lid",
    "Lid 2",
    "A.",
    "B.",
    "A.1",
    "Bijlage",
    "BIJLAGE 1:",
    "Annex",
    "2",
    "–",
    "-",
    "•",
    ":",
    ";",
    ".",
    "..........",
    "…",
    "dagen",
    "de",
    "De",
    "verwerker",
    "verwerkers-",
    "overeenkomst",
    "VERWERKERSOVEREENKOMST",
    "Definities",
    "overwegende dat:",
    "komen overeen:",
    "Inhoudsopgave",
    "Pagina 1 van 3",
    "Pagina 2 van 3",
    "3 / 9",
    "zie",
    "en",
    "of",
    "\t",
    "\t\t",
    "  ",
    "            ",
    "\u{c}",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n \n",
    "# Kop",
    "## 2. Kop",
    "“Dienst”:",
    "é",
    "İ",
    "ß",
    "\u{ad}",
    "\u{a0}",
    "🙂",
    "http://a.b/c",
    "999999999999",
    "0",
    "00",
    "1.0",
    "1.1.1.1.1.1.1",
    "xxxx.",
    "cccc)",
    "(",
    ")",
    "F",
    "A B C D E F",
    "Deel B",
    "slot",
    "Namens",
    "Aldus getekend",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(SOUP), prop::sample::select(vec!["", " ", " ", "\n"])), 0..160)
        .prop_map(|words| words.into_iter().map(|(word, space)| format!("{word}{space}")).collect())
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        4 => Just(Kind::Plain),
        1 => (0u8..8).prop_map(Kind::Heading),
        1 => (0u8..5).prop_map(Kind::Item),
        1 => Just(Kind::Row),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_of_any_lines(text in soup(), kinds in prop::collection::vec(kinds(), 40)) {
        let mut document = document(&text);
        for (line, kind) in document.lines.iter_mut().zip(kinds) {
            line.kind = kind;
        }
        holds(&document, &segment(&document))?;
    }

    #[test]
    fn nothing_is_lost_of_plain_lines(text in soup()) {
        let document = document(&text);
        holds(&document, &segment(&document))?;
    }

    #[test]
    fn nothing_is_lost_of_a_damaged_agreement(
        sample in prop::sample::select(SAMPLES),
        damage in prop::collection::vec((0usize..4000, 0u8..5), 1..24),
    ) {
        let mut text: Vec<char> = sample.chars().collect();
        for (at, how) in damage {
            let at = at % text.len().max(1);
            match how {
                0 => { text.remove(at); }
                1 => text.insert(at, '\n'),
                2 => text.insert(at, ' '),
                3 => text.truncate(at.max(40)),
                _ => { let line: Vec<char> = text[at..].iter().copied().take(30).collect(); text.splice(at..at, line); }
            }
        }
        let document = document(&text.into_iter().collect::<String>());
        holds(&document, &segment(&document))?;
    }
}

#[test]
fn the_time_is_linear_in_the_length() {
    for unit in [
        "1. a. Artikel 1. i. 6.1 De verwerker. 2. ",
        "\n1 \n",
        "Definities\n",
        "a. x; (i) y\n",
        "BIJLAGE 1: A\n",
        "Naam ....... 3\n",
        "Kop zonder nummer\nTekst. ",
    ] {
        let time = |count: usize| {
            let document = document(&unit.repeat(count));
            let start = Instant::now();
            let outline = segment(&document);
            assert!(outline.clauses.len() <= document.lines.len() * 20 + 20);
            start.elapsed().as_secs_f64()
        };
        time(500);
        let (short, long) = (time(2_000), time(16_000));
        assert!(long < 0.05 || long < short * 8.0 * 3.0, "{unit:?}: {short} s, eight times as much takes {long} s");
    }
}

/// References with ranges, as `tests/segment/outlines.yaml` has them, one by one: `onder a..c`, `lid 1..4`, `6.1..3`.
fn spelled_out(reference: &str) -> Vec<String> {
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let Some((start, last)) = reference.split_once("..") else { return vec![reference.to_owned()] };
    let at = start.rfind(|c: char| !c.is_alphanumeric()).expect("something stands before the range") + 1;
    let (stem, first) = start.split_at(at);
    let items: Vec<String> = match first.parse::<u32>() {
        Ok(first) => (first..=last.parse().expect("a number")).map(|number| number.to_string()).collect(),
        Err(_) if first == "i" => {
            let count = ROMAN.iter().position(|number| *number == last).expect("a Roman number") + 1;
            ROMAN[..count].iter().map(ToString::to_string).collect()
        }
        Err(_) => {
            let letter = |text: &str| text.chars().next().expect("a letter");
            (letter(first)..=letter(last)).map(String::from).collect()
        }
    };
    items.into_iter().map(|item| format!("{stem}{item}")).collect()
}

#[test]
fn the_agreements_beside_the_checkout_are_divided_as_a_reader_does() {
    let Some(shared) = shared() else { return };
    let outlines = fs::read_to_string(root().join("tests/segment/outlines.yaml")).expect("readable");
    let outlines: std::collections::BTreeMap<String, Vec<String>> = serde_yaml::from_str(&outlines).expect("YAML");
    for (name, references) in outlines {
        let path = shared.join(format!("agreements/{name}.txt"));
        let run = art28(&["draft", "--outline", &path.display().to_string()]);
        assert_eq!(run.code, 0, "{}", run.err);
        let found: Vec<&str> = run.out.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
        let expected: Vec<String> = references.iter().flat_map(|reference| spelled_out(reference)).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn the_outline_shows_a_clause_on_each_line() {
    let folder = Folder::new();
    let path = folder
        .write("terms.txt", "Terms\n\n1. Scope\n\n1.1 We host.\n\u{c}1.2 You pay the bill. It is\ndue at once.\n");
    let run = art28(&["draft", "--outline", &path]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "1.1\t1\t5-5\tWe host.\n1.2\t2\t6-7\tYou pay the bill. It is due at once.\n");
    let missing = art28(&["draft", "--outline", "missing.txt"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
}

const ARTICLES: &str = "\
Verwerkersovereenkomst Maanlicht

Deze overeenkomst is gesloten tussen Maanlicht B.V. en de klant.

Artikel 1. Begrippen
In deze overeenkomst betekent:
a. Dienst: het platform;
b. Gegevens: wat de klant invoert.

Artikel 2. Melden
1. Maanlicht meldt een lek binnen
14 dagen nadat zij het kent, zoals bedoeld in artikel
33 AVG, en belt
030 1234567 of schrijft naar
3511 AB Utrecht. 2. De klant beslist over de melding aan de
toezichthouder.
3. De melding noemt:
a. de aard, bedoeld in artikel 2
lid 1;
b. de gevolgen:
(i) nu; en
(ii) later.
Wat nog niet bekend is, volgt zo snel mogelijk.
4. Zie Bijlage 1.

Artikel 3
Slotbepalingen
Wijzigingen gaan schriftelijk.

Aldus opgemaakt in tweevoud.
";

#[test]
fn articles_have_paragraphs_and_items() {
    let expected = [
        "aanhef",
        "art. 1",
        "art. 1 onder a",
        "art. 1 onder b",
        "art. 2 lid 1",
        "art. 2 lid 2",
        "art. 2 lid 3",
        "art. 2 lid 3 onder a",
        "art. 2 lid 3 onder b",
        "art. 2 lid 3 onder b sub i",
        "art. 2 lid 3 onder b sub ii",
        "art. 2 lid 3 slot",
        "art. 2 lid 4",
        "art. 3",
        "ondertekening",
    ];
    assert_eq!(references(ARTICLES), expected);
    let outline = segment(&document(ARTICLES));
    assert_eq!(outline.title.as_deref(), Some("Verwerkersovereenkomst Maanlicht"));
    let clause = |reference: &str| outline.clauses.iter().find(|clause| clause.reference == reference).unwrap();
    let parent = |reference: &str| clause(reference).parent.map(|parent| outline.clauses[parent].reference.as_str());
    assert_eq!(parent("art. 1 onder a"), Some("art. 1"));
    assert_eq!(parent("art. 2 lid 3 onder b sub ii"), Some("art. 2 lid 3 onder b"));
    assert_eq!(parent("art. 2 lid 3 slot"), Some("art. 2 lid 3"));
    assert_eq!(parent("art. 2 lid 1"), None);
    assert_eq!(clause("art. 2 lid 1").headings, ["Melden"]);
    assert_eq!(clause("art. 3").headings, ["Slotbepalingen"]);
    assert_eq!(clause("art. 2 lid 1").lines, (11, 15));
    assert_eq!(clause("art. 2 lid 2").text, "De klant beslist over de melding aan de toezichthouder.");
    assert!(clause("art. 2 lid 1").text.contains("binnen 14 dagen nadat"));
}

const DECIMALS: &str = "\
ALGEMENE VOORWAARDEN

ARTIKEL 1 – BEGRIPPEN
1.1De Leverancier is Zeewier.
1.2 De Klant is wie een abonnement heeft voor
1.5 jaar of langer.
1.2.1 Een klant is geen consument.
ARTIKEL 2 – GEHEIMHOUDING
2.1
Partijen zwijgen.
2.2
Zij zwijgen ook later. 2.3 Dat geldt tien jaar.

B I J L A G E  1

VERWERKERSOVEREENKOMST

1. Doel
Opslag van foto's. Zie ook
Bijlage 2 voor de rest.
2. Duur
Zolang het abonnement loopt.

Bijlage 2: Subverwerkers
Wolkenkast, Groningen.
";

#[test]
fn numbers_with_points_stand_alone_glued_and_within_lines() {
    let expected = [
        "art. 1.1",
        "art. 1.2",
        "art. 1.2.1",
        "art. 2.1",
        "art. 2.2",
        "art. 2.3",
        "Bijlage 1, 1",
        "Bijlage 1, 2",
        "Bijlage 2",
    ];
    assert_eq!(references(DECIMALS), expected);
    let parts: Vec<(String, Option<String>)> =
        segment(&document(DECIMALS)).parts.into_iter().map(|part| (part.name, part.title)).collect();
    let part = |name: &str, title: Option<&str>| (name.to_owned(), title.map(str::to_owned));
    let named =
        [part("", None), part("Bijlage 1", Some("VERWERKERSOVEREENKOMST")), part("Bijlage 2", Some("Subverwerkers"))];
    assert_eq!(parts, named);
}

const ENGLISH: &str = "\
Data Processing Terms

Article 1 Scope
The processor processes data on behalf of the controller.
Article 2 Security
(1) The processor takes measures.
(2) It shall in particular
(a) encrypt the data; and
(b) test its measures.
These measures are listed in Schedule A.
(3)It reviews them. See
Article 1 for the scope.

Schedule A
Encryption at rest.
";

#[test]
fn english_articles_are_cited_with_brackets() {
    let expected = [
        "art. 1",
        "art. 2(1)",
        "art. 2(2)",
        "art. 2(2)(a)",
        "art. 2(2)(b)",
        "art. 2(2), closing words",
        "art. 2(3)",
        "Schedule A",
    ];
    assert_eq!(references(ENGLISH), expected);
}

#[test]
fn english_numbers_are_cited_by_the_word_of_the_document() {
    let text = |own: &str| {
        format!(
            "Terms of the app\n\n1. Scope\n\n1.1 We host, subject to {own} 2.1 and with care.\n\n2. Pay\n\n2.1 You pay.\n"
        )
    };
    assert_eq!(references(&text("Section")), ["1.1", "2.1"]);
    assert_eq!(references(&text("section")), ["section 1.1", "section 2.1"]);
    assert_eq!(references(&text("clause")), ["clause 1.1", "clause 2.1"]);
    let worded =
        "Terms of the app\n\nSection 1 Scope\n\nWe host.\n\nSection 2 Pay\n\n2.1 You pay.\n\nClause 3 is odd.\n";
    assert_eq!(references(worded), ["section 1", "section 2.1"]);
}

#[test]
fn two_counts_may_begin_a_line() {
    let text = "Voorwaarden\n\n1. Artikel 1. Begrippen\n1. Klant: wie koopt.\n2. Dienst: wat hij koopt.\n\n2. Artikel 2.Rangorde\n\
                1. De rangorde is:\n\n1. offerte;\n2. voorwaarden; en\n3. bijlage.\n\n2. De bijlage gaat voor.\n";
    let expected = [
        "art. 1 lid 1",
        "art. 1 lid 2",
        "art. 2 lid 1",
        "art. 2 lid 1 onder 1",
        "art. 2 lid 1 onder 2",
        "art. 2 lid 1 onder 3",
        "art. 2 lid 2",
    ];
    assert_eq!(references(text), expected);
}

#[test]
fn signs_degrees_and_words_are_numbers() {
    let text = "Overeenkomst\n\noverwegende dat:\n\nA. partijen samenwerken;\nB. daarbij gegevens worden verwerkt;\n\nkomen als \
                volgt overeen:\n\nArtikel 1 – Kosten\n\n§ 1. De verwerker rekent niets.\n\n§ 2. Behalve:\n1° reistijd;\n2° papier.\n\n\
                Artikel 2 – Slot\n\nLid 1 Dit is alles.\nLid 2 Echt.\n";
    let expected = [
        "overweging A",
        "overweging B",
        "art. 1 § 1",
        "art. 1 § 2",
        "art. 1 § 2, 1°",
        "art. 1 § 2, 2°",
        "art. 2 lid 1",
        "art. 2 lid 2",
    ];
    assert_eq!(references(text), expected);
}

const HEADINGS: &str = "\
PRIVACY TERMS OF LARCH

WHO WE ARE
Larch runs the app.

YOUR DATA
We keep it safe.
We tell you of a breach.

ANNEX A: SUB-PROCESSORS

Hosting
Cloudy, Dublin.

Mail
Posty, Cork.
";

#[test]
fn headings_alone_divide_a_text() {
    let expected = ["\"WHO WE ARE\"", "\"YOUR DATA\"", "Annex A, \"Hosting\"", "Annex A, \"Mail\""];
    assert_eq!(references(HEADINGS), expected);
    let markdown = "# Privacy terms\n\nHello, and welcome to the app.\n\n## Who we are\n\nLarch.\n\n## Your data\n\nSafe.\n\n- one\n- two\n\n## Your data\n\nAgain.\n";
    let expected = ["preamble", "\"Who we are\"", "\"Your data\"", "\"Your data\" (2)"];
    assert_eq!(references(markdown), expected);
}

#[test]
fn numbers_may_start_anew_under_headings() {
    let text = "Voorwaarden\n\nDEFINITIES\n1. Onder dienst wordt de app verstaan.\n2. Onder klant wordt de koper verstaan.\n\n\
                GEHEIMHOUDING\n1. Wij zwijgen.\n2. De klant zwijgt ook.\n\nVERWERKERSOVEREENKOMST\n\n1. Wij verwerken in \
                opdracht.\n2. De klant is verantwoordelijk.\n";
    let expected = [
        "\"DEFINITIES\" lid 1",
        "\"DEFINITIES\" lid 2",
        "\"GEHEIMHOUDING\" lid 1",
        "\"GEHEIMHOUDING\" lid 2",
        "Verwerkersovereenkomst, art. 1",
        "Verwerkersovereenkomst, art. 2",
    ];
    assert_eq!(references(text), expected);
}

#[test]
fn an_agreement_within_terms_is_a_part_of_its_own() {
    let text = "Algemene voorwaarden\n\nArtikel 1. Prijs\n1. De prijs is tien euro.\n\nArtikel 2. Slot\n1. Dit is alles.\n\n\
                Verwerkersovereenkomst\n\nArtikel 1. Doel\n1. Wij verwerken in opdracht.\n\nArtikel 2. Duur\n1. Een jaar.\n";
    let expected = [
        "art. 1 lid 1",
        "art. 2 lid 1",
        "Verwerkersovereenkomst, art. 1 lid 1",
        "Verwerkersovereenkomst, art. 2 lid 1",
    ];
    assert_eq!(references(text), expected);
}

#[test]
fn articles_of_one_number_are_told_apart_by_their_titles() {
    let text = "Voorwaarden\n\nArtikel 1. Prijs\n1. Tien euro.\n\nArtikel 2. Duur\n1. Een jaar.\n\nArtikel 2. Slot\n1. Klaar.\n\
                2. Echt.\n\nArtikel 3. Nog iets\n1. Niets.\n";
    let expected =
        ["art. 1 lid 1", "art. 2 (Duur) lid 1", "art. 2 (Slot) lid 1", "art. 2 (Slot) lid 2", "art. 3 lid 1"];
    assert_eq!(references(text), expected);
}

#[test]
fn tables_of_contents_and_running_lines_are_dropped() {
    let text = "Voorwaarden Zeewier\n\nInhoud\n\nArtikel 1. Prijs ........ 1\nArtikel 2. Duur ......... 2\n\nArtikel 1. Prijs\n\n1. De \
                prijs is Pagina 1 van 2 tien euro.\n\nZeewier B.V. – voorwaarden          Pagina 1 van 2\n\u{c}2. Betalen mag per\n\
                jaar.\n\nArtikel 2. Duur\n\n1. Een jaar.\n\nZeewier B.V. – voorwaarden          Pagina 2 van 2\n";
    let expected = [
        ("art. 1 lid 1".to_owned(), "De prijs is tien euro.".to_owned()),
        ("art. 1 lid 2".to_owned(), "Betalen mag per jaar.".to_owned()),
        ("art. 2 lid 1".to_owned(), "Een jaar.".to_owned()),
    ];
    assert_eq!(texts(text), expected);
    assert_eq!(segment(&document(text)).dropped.len(), 6);
}

#[test]
fn lines_that_all_come_back_are_a_table_of_contents_but_a_list_that_stands_there_twice_is_none() {
    let articles = ["Scope", "Breaches", "Audits", "Transfers", "Costs"];
    let list: String = articles.iter().zip(1..).map(|(name, number)| format!("{number}. {name}\n")).collect();
    let body: String =
        articles.iter().zip(1..).map(|(name, number)| format!("{number}. {name}\n\nWe agree on {name}.\n\n")).collect();
    let found = texts(&format!("Data processing agreement\n\n{list}\n{body}"));
    assert_eq!(found.len(), 5, "{found:?}");
    let twice = texts(&format!("Gegevens\n\nVan medewerkers:\n\n{list}\nVan klanten:\n\n{list}"));
    assert!(twice.len() >= 10, "{twice:?}");
}

#[test]
fn an_overview_of_the_annexes_is_no_annex() {
    let text = "Agreement\n\nBackground\n\nThese schedules belong to it.\n\nSchedule 1 –\n\nServices\n\nSchedule 2 –\n\nMeasures\n\n1. \
                Terms\n\n1.1 We keep to it.\n\nSchedule 1 – Services\n\nWe store data.\n\nSchedule 2 – Measures\n\nWe lock doors.\n";
    let names: Vec<String> = segment(&document(text)).clauses.into_iter().map(|clause| clause.reference).collect();
    assert_eq!(names[names.len() - 3..], ["1.1", "Schedule 1", "Schedule 2"], "{names:?}");
    let twice = "Agreement\n\nSchedule 1\n\n1. One.\n\n2. Two.\n\n3. Three.\n\nSchedule 2\n\n1. One.\n\nSchedule 1\n\nNew.\n\n\
                 Schedule 2\n\nNew.\n";
    let clauses = segment(&document(twice)).clauses;
    assert!(clauses[0].reference.starts_with("Schedule 1, "), "{}", clauses[0].reference);
}

#[test]
fn recitals_end_with_what_is_agreed_and_definitions_with_the_first_article() {
    let text = "Agreement\n\nWHEREAS\n\n1) The customer stores data.\n\n2) The vendor helps.\n\nNow therefore, in consideration of the \
                mutual promises in this agreement and for other good and valuable consideration, the customer and the vendor agree \
                as follows.\n\nDEFINITIONS\n\n\"Data\" means all data.\n\n1. SECRECY\n\n1.1 The vendor keeps data \
                secret.\n\n2. COSTS\n\n2.1 There are none.\n";
    let document = document(text);
    let clauses = segment(&document).clauses;
    let references: Vec<&str> = clauses.iter().map(|clause| clause.reference.as_str()).collect();
    assert_eq!(references[references.len() - 2..], ["1.1", "2.1"], "{references:?}");
    assert!(references.contains(&"recital 2"), "{references:?}");
    assert_eq!(clauses.last().map(|clause| clause.headings.clone()), Some(vec!["COSTS".to_owned()]));
}

#[test]
fn a_wrapped_item_of_markdown_is_one_sentence() {
    let folder = Folder::new();
    let path = folder.write(
        "a.md",
        "# Terms\n\n1. The vendor keeps to\n   Dutch law and\n   to nothing else.\n2. It stays.\n\n   It does.\n",
    );
    let document = read::read(std::path::Path::new(&path)).expect("it is text");
    let clauses = segment(&document).clauses;
    assert_eq!(clauses[0].text, "The vendor keeps to Dutch law and to nothing else.");
    assert_eq!(clauses.last().map(|clause| clause.text.as_str()), Some("It stays.\nIt does."));
}

#[test]
fn articles_may_have_roman_figures_and_lists_go_on_behind_lists() {
    let text = "Terms\n\nArticle I: Scope\n\n1. We store data.\n\nArticle II: Duties\n\n1. We shall:\n\n(a) not move data, unless:\n\n\
                (i) you agree;\n\n(ii) it is safe; and\n\n(b) delete it.\n\nArticle III: Costs\n\n1. None.\n";
    let document = document(text);
    let clauses = segment(&document).clauses;
    let references: Vec<&str> = clauses.iter().map(|clause| clause.reference.as_str()).collect();
    assert_eq!(
        references,
        [
            "art. I(1)",
            "art. II(1)",
            "art. II(1)(a)",
            "art. II(1)(a)(i)",
            "art. II(1)(a)(ii)",
            "art. II(1)(b)",
            "art. III(1)"
        ]
    );
}

#[test]
fn hyphens_at_line_ends_are_undone_by_the_words_of_the_document() {
    let text = "Verwerkersovereenkomst\n\nArtikel 1. Beveiliging\n1. De verwerker zorgt voor IT-\nbeveiliging en voor persoons-\nen \
                bedrijfsgegevens in de verwerkers-\novereenkomst, ook voor back-\nups, met de hoofd-\nverwerker en de deel-verwerker. \
                Een back-up is er elke dag.\n2. Een verwerkersovereenkomst is verplicht.\n";
    assert_eq!(
        texts(text)[0].1,
        "De verwerker zorgt voor IT-beveiliging en voor persoons- en bedrijfsgegevens in de verwerkersovereenkomst, ook voor \
         back-ups, met de hoofdverwerker en de deel-verwerker. Een back-up is er elke dag."
    );
}

#[test]
fn lines_may_be_broken_anywhere() {
    // Every line of the articles cut in two, with an empty line between all: the same clauses with the same texts.
    let words = |text: &str| {
        texts(text).into_iter().map(|(reference, text)| (reference, text.replace('\n', " "))).collect::<Vec<_>>()
    };
    let doubled = ARTICLES.replace('\n', "\n\n");
    let names = |clauses: Vec<(String, String)>| clauses.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(words(&doubled)), names(words(ARTICLES)));
}

#[test]
fn rows_of_definitions_and_of_themes_are_clauses() {
    let folder = Folder::new();
    let path = folder.write(
        "terms.html",
        "<h1>Afspraken</h1><p>Dit is afgesproken.</p><table><tr><th>Thema</th><th>Afspraak</th></tr><tr><td>Geheim</td><td>Wij \
         zwijgen over alles wat wij van u en uw klanten weten.</td></tr><tr><td>Lek</td><td>Wij bellen u binnen een dag als wij een \
         lek hebben ontdekt.</td></tr></table>",
    );
    let run = art28(&["draft", "--outline", &path]);
    let found: Vec<&str> = run.out.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
    assert_eq!(found, ["aanhef", "\"Geheim\"", "\"Lek\""]);
    let path = folder.write(
        "definitions.html",
        "<h1>Overeenkomst</h1><h2>1. Begrippen</h2><p>Hierna is:</p><table><tr><td>Klant</td><td>wie koopt</td></tr><tr><td>Dienst\
         </td><td>wat de klant koopt</td></tr></table><h2>2. Duur</h2><p>Een jaar.</p>",
    );
    let run = art28(&["draft", "--outline", &path]);
    let found: Vec<&str> = run.out.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
    assert_eq!(found, ["art. 1", "art. 1, Klant", "art. 1, Dienst", "art. 2"]);
}

const SAMPLES: &[&str] = &[ARTICLES, DECIMALS, ENGLISH, HEADINGS];
