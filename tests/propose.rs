//! What is proposed of clauses: small sentences, each for one thing that the engine must understand.

mod common;

use std::{collections::BTreeMap, fmt::Write, sync::LazyLock, time::Instant};

use art28::{
    checklist,
    ingest::{
        Document, Kind, Line,
        propose::{self, Genre, Reading, lexicon::Lexicons},
        segment::{Outline, segment},
    },
    language::Language,
    vocabulary::Vocabulary,
    words::Words,
};
use common::{Folder, art28};
use proptest::prelude::*;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| checklist::vocabulary(None).expect("it is valid"));
static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::built_in(&VOCABULARY).expect("they are valid"));

fn outline(text: &str) -> Outline {
    let line = |(number, text): (u32, &str)| Line { number, text: text.to_owned(), page: None, kind: Kind::Plain };
    segment(&Document { lines: (1..).zip(text.lines()).map(line).collect(), ..Document::default() })
}

fn read(outline: &Outline) -> Reading {
    propose::propose(outline, &VOCABULARY, &LEXICONS)
}

/// The facts that are proposed of a topic, each with its value in English; nothing where the topic is not proposed.
fn told(text: &str, topic: &str) -> Option<BTreeMap<String, String>> {
    let reading = read(&outline(text));
    let id = VOCABULARY.find(topic).expect("it is in the vocabulary");
    let known = VOCABULARY.topic(id);
    let words = Words::of(Language::DEFAULT);
    let proposal = reading.proposals.iter().find(|proposal| proposal.topic == id)?;
    let fact = |stated: &propose::Stated| {
        let fact = known.fact(stated.fact);
        (fact.name.clone(), stated.value.show(&fact.kind, words))
    };
    Some(proposal.facts.iter().map(fact).collect())
}

const DUTCH: &str = "Verwerkersovereenkomst\n\nArtikel 1 Partijen\n1.1 Dorpel is de verwerker en Wijkzorg is de \
                     verwerkingsverantwoordelijke van de persoonsgegevens.\n\nArtikel 2 ";
const ENGLISH: &str = "Data processing agreement\n\nArticle 1 Parties\n1.1 Tarn is the processor and Fell is the controller of \
                       the personal data.\n\nArticle 2 ";

/// A clause under a heading in an agreement between Dorpel and Wijkzorg.
fn nl(heading: &str, clause: &str) -> String {
    format!("{DUTCH}{heading}\n2.1 {clause}\n")
}

/// A clause under a heading in an agreement between Tarn and Fell.
fn en(heading: &str, clause: &str) -> String {
    format!("{ENGLISH}{heading}\n2.1 {clause}\n")
}

#[track_caller]
fn assert_told(text: &str, topic: &str, expected: &[(&str, &str)]) {
    let told = told(text, topic).unwrap_or_else(|| panic!("{topic} is not proposed of\n{text}"));
    for (fact, value) in expected {
        assert_eq!(told.get(*fact).map(String::as_str), Some(*value), "{fact} of\n{text}\n{told:?}");
    }
}

#[track_caller]
fn assert_silent(text: &str, topic: &str) {
    assert_eq!(told(text, topic), None, "{topic} of\n{text}");
}

#[test]
fn parties_are_known_by_the_names_that_the_document_gives_them() {
    let reading = read(&outline(&nl("Algemeen", "Dorpel verwerkt persoonsgegevens voor Wijkzorg.")));
    assert_eq!((reading.processor.as_deref(), reading.controller.as_deref()), (Some("Dorpel"), Some("Wijkzorg")));
    let text = "Overeenkomst\n\nPartijen: Bakkerij Zuid B.V., hierna: de Klant, en Loonhuis B.V., hierna: Loonhuis, die als verwerker \
                optreedt.\n\nArtikel 1 Datalekken\n1.1 Loonhuis meldt een datalek binnen 24 uur aan de Klant.\n";
    let reading = read(&outline(text));
    assert_eq!((reading.processor.as_deref(), reading.controller.as_deref()), (Some("Loonhuis"), Some("Klant")));
    let reading = read(&outline(&en("General", "Tarn processes personal data for Fell.")));
    assert_eq!((reading.processor.as_deref(), reading.controller.as_deref()), (Some("Tarn"), Some("Fell")));
}

#[test]
fn parties_are_told_apart_however_a_document_introduces_them() {
    let roles = |text: &str| {
        let reading = read(&outline(text));
        (reading.processor.unwrap_or_default(), reading.controller.unwrap_or_default())
    };
    let pair = |processor: &str, controller: &str| (processor.to_owned(), controller.to_owned());
    // With the role in the same brackets, one behind the other.
    let dutch = "Overeenkomst\n\nTussen Tuinzaad BV (hierna: het Bestuur, de verwerkingsverantwoordelijke) en Loket BV (hierna: het \
                 Bureau, de verwerker).\n\n1. Het Bureau verwerkt persoonsgegevens in opdracht van het Bestuur.\n";
    assert_eq!(roles(dutch), pair("Bureau", "Bestuur"));
    // What is done to somebody, and what is only supposed, makes nobody a party.
    let told = "Overeenkomst\n\nBijeen B.V. (hierna: \"Bijeen\" of \"Verwerker\") werkt voor de organisatie (hierna: \
                \"Verwerkingsverantwoordelijke\").\n\n1. In dat geval stelt Bijeen de Verwerkingsverantwoordelijke op de hoogte.\n2. \
                Bijeen verwerkt persoonsgegevens. Bijeen beveiligt ze.\n";
    assert_eq!(roles(told).0, "Bijeen");
    let supposed = "Agreement\n\n1. Customer is the controller and Provider is the processor.\n2. Where Customer is a processor, \
                    Customer shall tell Provider. If Customer is a processor it pays Provider.\n";
    assert_eq!(roles(supposed), pair("Provider", "Customer"));
    // Names of several words, and of a body that elsewhere is somebody else.
    let long = "Agreement\n\n1. The Service Provider processes personal data for the Data Owner.\n";
    assert_eq!(roles(long), pair("Service Provider", "Data Owner"));
    let authority = "Agreement\n\nMidland Transport (hereinafter the \"Authority\", the controller) and Tarn Ltd (hereinafter \
                     \"Tarn\", the processor) agree as follows.\n\n1. Tarn notifies the Authority of a data breach.\n";
    assert_eq!(roles(authority), pair("Tarn", "Authority"));
}

#[test]
fn what_a_clause_refers_to_is_drawn_on_but_for_laws() {
    let drawn_on = |text: &str, topic: &str| -> Vec<String> {
        let outline = outline(text);
        let topic = VOCABULARY.find(topic).expect("it is in the vocabulary");
        let reading = read(&outline);
        let own = reading.proposals.iter().filter(|proposal| proposal.topic == topic);
        let also = own.flat_map(|proposal| proposal.also.clone());
        also.map(|clause| outline.clauses[clause].reference.clone()).collect()
    };
    let dutch = |sentence: &str| {
        format!(
            "Overeenkomst\n\nDorpel is verwerker. Wijkzorg is verwerkingsverantwoordelijke.\n\nArtikel 1 Datalekken\n1. {sentence}\n2. \
             Iets anders.\n\nArtikel 2 Termijnen\n1. De termijn is een dag.\n2. Of twee.\n"
        )
    };
    let topic = "breach.notification";
    let told = |sentence: &str| drawn_on(&dutch(sentence), topic);
    assert_eq!(told("Dorpel meldt een datalek aan Wijkzorg binnen de termijn van artikel 2 lid 2."), ["art. 2 lid 2"]);
    assert_eq!(told("Dorpel meldt een datalek aan Wijkzorg, met inachtneming van lid 2."), ["art. 1 lid 2"]);
    assert!(told("Dorpel meldt een datalek als bedoeld in artikel 2 van de AVG aan Wijkzorg.").is_empty());
    assert!(told("Dorpel meldt een datalek aan Wijkzorg, ook als artikel 9 dat niet vraagt.").is_empty());
    let english = "Agreement\n\nTarn is the processor. Fell is the controller.\n\n4. Breaches\n\n4.1 Tarn shall notify Fell of a data \
                   breach within the time in Section 5(b), subject to Article 33(2) GDPR.\n\n5. Times\n\n(a) One day.\n\n(b) Two days.\n";
    assert_eq!(drawn_on(english, topic), ["5(b)"]);
}

#[test]
fn it_matters_who_acts() {
    let topic = "breach.notification";
    let list = "1. Dorpel zal:\n\na. Wijkzorg zonder vertraging informeren over een datalek;\n\nb. de schade beperken.";
    assert_told(&nl("Datalekken", list), topic, &[]);
    let neuter = "Overeenkomst\n\nHet Bureau is verwerker. De Klant is verwerkingsverantwoordelijke.\n\nArtikel 1 Datalekken\n1.1 Wanneer \
                  het Bureau een datalek vaststelt, brengt het de Klant daarvan op de hoogte.\n";
    assert_told(neuter, topic, &[]);
    assert_told(&nl("Datalekken", "Zodra Dorpel een datalek ontdekt, informeert hij Wijkzorg daarover."), topic, &[]);
    assert_told(&nl("Datalekken", "Bij een datalek wordt Wijkzorg binnen een dag geïnformeerd."), topic, &[]);
    assert_told(&nl("Datalekken", "Dorpel meldt ieder datalek aan Wijkzorg."), topic, &[]);
    assert_told(
        &nl("Datalekken", "Binnen twee dagen wordt ieder datalek door Dorpel gemeld aan Wijkzorg."),
        topic,
        &[],
    );
    assert_told(&nl("Datalekken", "Ieder datalek dat Wijkzorg raakt, meldt Dorpel meteen."), topic, &[]);
    assert_silent(&nl("Datalekken", "Wijkzorg meldt een datalek zo nodig aan betrokkenen."), topic);
    assert_told(&en("Breaches", "Every data breach is notified to Fell by Tarn."), topic, &[]);
    assert_silent(&en("Breaches", "Fell shall notify any data breach in its own systems to Tarn."), topic);
}

#[test]
fn durations_are_read_in_figures_and_in_words() {
    let topic = "breach.notification";
    for (words, value) in [
        ("binnen 36 uur", "36 hours"),
        ("binnen tweeënzeventig (72) uur", "72 hours"),
        ("uiterlijk binnen achtenveertig uren", "48 hours"),
        ("binnen twee werkdagen", "2 working days"),
        ("niet later dan één dag", "1 day"),
    ] {
        let text =
            nl("Datalekken", &format!("Dorpel meldt een datalek {words} nadat zij het heeft ontdekt aan Wijkzorg."));
        assert_told(
            &text,
            topic,
            &[("deadline", value), ("trigger", "awareness"), ("urgency", "without any stated urgency")],
        );
    }
    for (words, value) in [
        ("within twenty-four (24) hours", "24 hours"),
        ("no later than 3 business days", "3 working days"),
        ("within a day", "1 day"),
    ] {
        let text =
            en("Breaches", &format!("Tarn shall notify Fell of a data breach {words} after becoming aware of it."));
        assert_told(&text, topic, &[("deadline", value), ("trigger", "awareness")]);
    }
}

#[test]
fn how_firm_a_promise_is_is_read() {
    let text =
        |how: &str| nl("Beveiliging", &format!("Dorpel {how} passende technische en organisatorische maatregelen."));
    assert_told(&text("treft"), "security.measures", &[("commitment", "a firm duty")]);
    assert_told(&text("zal zich inspannen voor het nemen van"), "security.measures", &[("commitment", "best efforts")]);
    let text = |how: &str| en("Security", &format!("Tarn {how} appropriate technical and organisational measures."));
    assert_told(&text("shall take"), "security.measures", &[("commitment", "a firm duty")]);
    assert_told(
        &text("will use reasonable efforts to implement"),
        "security.measures",
        &[("commitment", "best efforts")],
    );
}

#[test]
fn a_denial_is_no_promise() {
    let heading = "Eigen gebruik";
    assert_told(
        &nl(heading, "Dorpel gebruikt de persoonsgegevens niet voor eigen doeleinden."),
        "own-use.ban",
        &[("form", "an explicit ban")],
    );
    assert_silent(
        &nl(heading, "Dorpel gebruikt de persoonsgegevens niet voor eigen doeleinden."),
        "own-use.permission",
    );
    let allowed = "Dorpel mag de persoonsgegevens gebruiken voor het ontwikkelen van nieuwe diensten.";
    assert_told(&nl(heading, allowed), "own-use.permission", &[("data", "personal data")]);
    assert_silent(&nl(heading, allowed), "own-use.ban");
    assert_told(
        &en("Own use", "Tarn may use aggregated data for analytics and to improve its services."),
        "own-use.permission",
        &[("data", "data that is made anonymous or aggregated first")],
    );
}

#[test]
fn an_exception_changes_what_is_told() {
    let topic = "subprocessors.authorisation";
    let text = |clause: &str| nl("Subverwerkers", clause);
    let general = "Wijkzorg geeft algemene toestemming om subverwerkers in te schakelen.";
    assert_told(&text(general), topic, &[("kind", "a general authorisation")]);
    let specific = "Dorpel schakelt geen subverwerker in zonder voorafgaande toestemming van Wijkzorg.";
    assert_told(&text(specific), topic, &[("kind", "an authorisation for each sub-processor")]);
    assert_told(&text("Dorpel schakelt geen subverwerkers in."), topic, &[("kind", "a ban on sub-processors")]);
    assert_told(&text("Dorpel mag subverwerkers inschakelen."), topic, &[("kind", "freedom to engage others")]);
    let text = |clause: &str| en("Transfers", clause);
    let never = "Tarn shall not transfer personal data outside the EEA.";
    assert_told(&text(never), "transfers.permission", &[("kind", "a ban")]);
    let asked = "Tarn shall not transfer personal data outside the EEA without the prior written consent of Fell.";
    assert_told(&text(asked), "transfers.permission", &[("kind", "only with the controller's prior consent")]);
}

#[test]
fn the_items_of_a_list_go_on_with_its_sentence() {
    let text = nl(
        "Datalekken",
        "De melding van een datalek bevat in elk geval:\na. de aard ervan;\nb. de gevolgen;\nc. de maatregelen;\nd. het aantal betrokkenen.",
    );
    let items = "the nature, the consequences, the measures and the numbers";
    assert_told(&text, "breach.content", &[("items", items)]);
    let text = en(
        "Assistance",
        "Tarn shall assist Fell with:\n(a) data protection impact assessments;\n(b) prior consultation.",
    );
    assert_told(&text, "assistance.duties", &[]);
}

#[test]
fn an_annex_that_is_blank_or_missing_is_told_apart_from_one_that_is_there() {
    let clause = "De soorten persoonsgegevens staan in Bijlage 1.";
    let with = |annex: &str| format!("{}\nBijlage 1 Persoonsgegevens\n{annex}\n", nl("Verwerking", clause));
    let there = with("De naam, het adres, en de geboortedatum van cliënten.");
    assert_told(
        &there,
        "processing.data-types",
        &[("listing", "an annex that is part of the agreement"), ("at-hand", "yes")],
    );
    let blank = with("Soorten persoonsgegevens: [in te vullen]");
    assert_told(&blank, "processing.data-types", &[("listing", "an annex that has not been filled in")]);
    assert_told(&nl("Verwerking", clause), "processing.data-types", &[("at-hand", "no")]);
}

#[test]
fn whom_an_english_sentence_binds_is_told_from_whom_it_is_done_to() {
    let told = |clause: &str| assert_told(&en("Breaches", clause), "breach.notification", &[]);
    let silent = |clause: &str| assert_silent(&en("Breaches", clause), "breach.notification");
    told("Fell shall be promptly notified of every data breach.");
    told("Once Tarn learns of a data breach, it will notify Fell.");
    told("When Fell calls Tarn shall report each data breach at once.");
    silent("Fell shall promptly notify Tarn of every data breach.");
    silent("Tarn shall keep logs and Fell shall notify data breaches to Tarn.");
    let object = "Tarn shall: (a) keep logs; and (b) provide Fell with full assistance with requests of data subjects.";
    assert_told(&en("Duties", object), "assistance.data-subjects", &[("help", "help in answering")]);
}

#[test]
fn english_durations_are_read_however_they_are_written() {
    let period = |words: &str, expected: &str| {
        let clause = format!("Upon termination Tarn shall delete all personal data {words}.");
        assert_told(&en("Deletion of data", &clause), "termination.term", &[("period", expected)]);
    };
    period("within a 30-day period", "30 days");
    period("within thirty (30) days", "30 days");
    period("within twenty four hours", "24 hours");
    period("no later than ten business days after that", "10 working days");
}

#[test]
fn lines_behind_a_colon_are_items_though_their_marks_are_gone() {
    let clause = "Personal data shall not be transferred outside the EEA unless:\n\nAdequate safeguards are in place\n\nFell has \
                  given its prior written consent";
    let permission = "only with the controller's prior consent";
    assert_told(&en("Transfers", clause), "transfers.permission", &[("kind", permission)]);
}

#[test]
fn what_an_english_definition_says_is_no_duty() {
    assert_silent(
        &en("Definitions", "\"Incident\" means a data breach of which Tarn notifies Fell."),
        "breach.notification",
    );
    assert_silent(
        &en("Contact", "\"Erasure\" means that Tarn deletes the personal data at the end."),
        "termination.data",
    );
}

#[test]
fn what_is_no_processor_agreement_is_recognised() {
    let kind = |text: &str| match read(&outline(text)).genre {
        Genre::ProcessorAgreement => None,
        Genre::Other { name, .. } => Some(name),
    };
    let statement = "Privacyverklaring\n\n1 Welke gegevens\nWij bewaren uw naam en adres voor uw bestelling.\n\n2 Rechten\nU heeft recht \
                     op inzage en kunt een klacht indienen.\n";
    assert_eq!(kind(statement), Some("privacy-statement"));
    let joint =
        "Regeling gezamenlijke verwerkingsverantwoordelijken\n\n1 Doel\nPartijen beslissen samen over de middelen.\n";
    assert_eq!(kind(joint), Some("joint-controllers"));
    let secret = "Non-disclosure agreement\n\n1. Purpose\nThe parties talk about a bridge and keep what they hear to themselves.\n";
    assert_eq!(kind(secret), Some("confidentiality-agreement"));
}

#[test]
fn a_draft_says_that_a_document_is_no_processor_agreement() {
    let folder = Folder::new();
    let file = folder.path().join("joint.txt");
    let text = "Regeling gezamenlijke verwerkingsverantwoordelijken\n\nArtikel 1 Doel\n1.1 Partijen beslissen samen over doel en middelen.\n";
    std::fs::write(&file, text).expect("written");
    let run = art28(&["draft", file.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("relationship: joint-controllers\n  because: {ref:"), "{}", run.out);
    assert!(run.err.contains("no processor agreement"), "{}", run.err);
}

#[test]
fn everything_that_is_wrong_with_a_lexicon_is_said_at_once() {
    let folder = Folder::new();
    let document = folder.path().join("a.txt");
    std::fs::write(&document, "1. De verwerker meldt een datalek.\n").expect("written");
    let cues = folder.path().join("cues.yaml");
    let text = "language: nl\nwords:\n  leak: datalek*\ntopics:\n  breach.notifcation:\n    cues: [leak]\n  breach.mitigation:\n    cues:\n      \
                - sentence: [<leek>, \"(open\"]\n        nott: x\n  breach.content:\n    cues: [leak]\n    facts:\n      items: {natur: leak}\n";
    std::fs::write(&cues, text).expect("written");
    let run = art28(&["draft", document.to_str().expect("UTF-8"), "--cues", cues.to_str().expect("UTF-8")]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for code in ["unknown-topic", "unknown-group", "bad-phrase", "unknown-key", "unknown-cue-value"] {
        assert!(run.err.contains(code), "{code} is missing in\n{}", run.err);
    }
}

/// Words and signs of agreements, and some that nobody expects.
fn soup() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "de", "het", "Verwerker", "verwerker", "Opdrachtgever", "zal", "niet", "persoonsgegevens", "meldt", "datalek", "binnen",
            "24", "uur", "tweeënzeventig", "(72)", "subverwerker", "toestemming", "zonder", "tenzij", "Bijlage", "1", "[…]", "artikel",
            "32", "tot", "en", "met", "36", "wij", "u", "the", "processor", "shall", "of", "to", "delete", "copies", "EEA", "audit",
            "www.a.example/x", "x@y.example", "Artikel 1", "1.1", "a.", "-", "•", "\u{a0}", "d.w.z.",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![".", ",", ";", ":", "\n", "\n\n", "?", "(", ")", "’s", "…", "....", "—"]).prop_map(str::to_owned),
        1 => any::<String>().prop_map(|text| text.chars().take(6).collect()),
    ];
    prop::collection::vec(word, 0..160).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn words_of_proposals_stand_in_their_clauses(text in soup()) {
        let outline = outline(&text);
        let reading = read(&outline);
        for proposal in &reading.proposals {
            let clause = &outline.clauses[proposal.clause];
            let stated = proposal.facts.iter().filter_map(|stated| stated.words.clone());
            for range in proposal.words.iter().cloned().chain(stated) {
                prop_assert!(!range.is_empty() && clause.text.get(range.clone()).is_some(), "{range:?} of {:?}", clause.text);
            }
            prop_assert!(proposal.also.iter().all(|also| *also < outline.clauses.len() && *also != proposal.clause));
        }
        let order: Vec<usize> = reading.proposals.iter().map(|proposal| proposal.clause).collect();
        prop_assert!(order.is_sorted());
        prop_assert_eq!(format!("{reading:?}"), format!("{:?}", read(&outline)));
    }
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    let agreement = |articles: usize| {
        let mut text = DUTCH.to_owned();
        for article in 3..articles + 3 {
            let _ = write!(
                text,
                "\n\nArtikel {article} Datalekken\n{article}.1 Dorpel meldt een datalek binnen 24 uur aan Wijkzorg, tenzij de wet dat \
                 verbiedt: a) de aard; b) de gevolgen.\n{article}.2 Dorpel helpt Wijkzorg met vragen van betrokkenen."
            );
        }
        outline(&text)
    };
    let seconds = |outline: &Outline| {
        let start = Instant::now();
        assert!(!read(outline).proposals.is_empty());
        start.elapsed().as_secs_f64()
    };
    let (small, large) = (agreement(50), agreement(400));
    let (small, large) = (seconds(&small), seconds(&large));
    assert!(large < 24.0 * small.max(0.05), "{small} s for 50 articles, {large} s for 400");
}

/// Heading, sentence, topic, and facts.
type Sentence = (String, String, String, Vec<(String, String)>);

/// The sentences of a language in `tests/propose/sentences.yaml`.
fn sentences(language: &str) -> Vec<Sentence> {
    let text = std::fs::read_to_string(common::root().join("tests/propose/sentences.yaml")).expect("it is there");
    let all: serde_yaml::Value = serde_yaml::from_str(&text).expect("it is YAML");
    let string = |value: &serde_yaml::Value| value.as_str().expect("text").to_owned();
    let entry = |entry: &serde_yaml::Value| {
        let facts = entry[3].as_mapping().expect("facts");
        let facts = facts.iter().map(|(fact, value)| (string(fact), string(value))).collect();
        (string(&entry[0]), string(&entry[1]), string(&entry[2]), facts)
    };
    all[language].as_sequence().expect("a list").iter().map(entry).collect()
}

#[test]
fn sentences_as_lawyers_write_them_tell_their_topics() {
    let mut wrong = Vec::new();
    for (language, before) in [("nl", DUTCH), ("en", ENGLISH)] {
        for (heading, sentence, topic, facts) in sentences(language) {
            let text = format!("{before}{heading}\n2.1 {sentence}\n");
            if let Some(topic) = topic.strip_prefix('!') {
                wrong.extend(told(&text, topic).map(|told| format!("{topic} of {sentence:?}: {told:?}")));
                continue;
            }
            let told = told(&text, &topic);
            let missed =
                facts.iter().filter(|(fact, value)| told.as_ref().and_then(|told| told.get(fact)) != Some(value));
            if told.is_none() || missed.count() > 0 {
                wrong.push(format!("{topic} {facts:?} of {sentence:?}: {told:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
