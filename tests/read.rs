//! Documents of every format become lines, or a problem with words for it.

mod common;
mod documents;

use common::{Folder, Run, art28, art28_with_input, program, run};
use documents::{at, below, docx, level, list, numbered, odt, paragraph, pdf, pdf_of, stream};
use insta::assert_snapshot;
use proptest::{collection::vec, prelude::*, sample::Index};

/// What is read of a document.
fn read(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    let run = art28(&["draft", "--text", &folder.write(name, bytes)]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
    run.out
}

/// What is said of a document that cannot be read.
fn refused(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    folder.write(name, bytes);
    // In the folder itself: a long path would break the lines of messages elsewhere.
    let Run { code, out, err } = run(program().current_dir(folder.path()).args(["draft", "--text", name]));
    assert_eq!((code, out.as_str()), (2, ""), "{name}: {err}");
    err
}

#[test]
fn markdown_becomes_lines_with_its_numbers() {
    assert_snapshot!(read(
        "a.md",
        "---\nversion: 2\n---\n# 1. Terms\n\nSome **bold** and\n*soft* words<br>and more.\n\n3. third\n4. fourth\n   1. inner\n   \
         - point\n\n1.1 Own number\n\n| Term | Meaning |\n|---|---|\n| Data | all data |\n\n1. a\n1. b\n   goes on\n\n- [A](#a)\n- see [B](#b) and [the list](https://example.com/list)\n\nx[^n]\n\n[^n]: A note.\n"
    ));
}

#[test]
fn pages_become_what_a_browser_shows() {
    assert_snapshot!(read(
        "a.html",
        "<!doctype html><title>T</title><style>ol ol {list-style-type: lower-alpha} ol.r {list-style: upper-roman}</style>\
         <nav>Home <a>Shop</a></nav><header>Log in<h1>Agreement</h1></header><script>no()</script><ol start=3><li>three\
         <p>goes on<ol><li>sub<li value=4>fourth</ol><li>four</ol><ol class=r><li>roman</ol><ol type=i><li>1.1 own</ol>\
         <p style='display: none'>secret</p><p>a <del>old</del><ins>new</ins><br>b</p><dl><dt>Term<dd>Meaning</dl>\
         <table><tr><th>Who<th>What<tr><td>we<td><p>help</p><ul><li>you</ul></table><pre>one\n  two</pre>\
         <footer>Cookies</footer>"
    ));
}

#[test]
fn a_page_that_calls_everything_furniture_is_read_all_the_same() {
    assert_snapshot!(read("a.html", "<html><aside><p>1. The processor helps.</p></aside>"));
}

#[test]
fn numbers_of_word_are_counted_as_word_counts_them() {
    let levels = [
        level(0, "decimal", "Artikel %1", "<w:pStyle w:val=\"Kop1\"/>"),
        level(1, "decimal", "%1.%2", ""),
        level(2, "lowerLetter", "%3)", ""),
        level(3, "upperRoman", "%4.", ""),
        level(4, "decimal", "%4-%5", "<w:isLgl/>"),
    ];
    let again = "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
    let never = level(1, "decimal", "%2.", "<w:lvlRestart w:val=\"0\"/>");
    let numbering = format!(
        "{}{}{again}",
        list(1, &levels.concat()),
        list(2, &format!("{}{never}{}", level(0, "upperLetter", "%1.", ""), level(2, "bullet", "-", "")))
    );
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>\
                  <w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Sub\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"Kop1\"/></w:style>";
    let heading = |text: &str| paragraph("<w:pStyle w:val=\"Kop1\"/>", text);
    let body = [
        heading("Begrippen"),
        numbered(1, 1, "eerste lid"),
        numbered(1, 2, "onder a"),
        numbered(1, 2, "onder b"),
        numbered(1, 3, "romeins"),
        numbered(1, 4, "wettelijk"),
        numbered(1, 1, "tweede lid"),
        numbered(1, 2, "weer onder a"),
        paragraph("<w:pStyle w:val=\"Sub\"/>", "Geerfd"),
        numbered(1, 1, "eerste lid van twee"),
        paragraph("<w:pStyle w:val=\"Kop1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "Zonder nummer"),
        numbered(8, 0, "Opnieuw"),
        numbered(8, 1, "lid"),
        numbered(2, 0, "A"),
        numbered(2, 1, "een"),
        numbered(2, 0, "B"),
        numbered(2, 1, "twee, niet opnieuw"),
        numbered(2, 2, "punt"),
        numbered(9, 0, "onbekende lijst"),
    ];
    assert_snapshot!(read("a.docx", docx(&body.concat(), &numbering, styles)));
}

#[test]
fn word_documents_are_read_as_word_shows_them() {
    let body = [
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>",
        &paragraph("", "1 Begrippen 3"),
        "</w:sdtContent></w:sdt>",
        "<w:p><w:r><w:t>Een</w:t></w:r><w:del><w:r><w:delText>oud</w:delText></w:r></w:del><w:ins><w:r><w:t> nieuw</w:t></w:r></w:ins>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:tab/><w:t>woord</w:t><w:noBreakHyphen/><w:br/><w:t>regel</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Een alinea die </w:t></w:r></w:p>",
        &paragraph("", "verder gaat"),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Dienst</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>wat</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>wij doen</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:br w:type=\"page\"/><w:t>Volgende pagina</w:t></w:r></w:p>",
    ];
    assert_snapshot!(read("a.docx", docx(&body.concat(), "", "")));
}

#[test]
fn opendocument_lists_and_headings_get_their_numbers() {
    let styles = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-suffix=\".\" style:num-format=\"1\"/>\
                  <text:list-level-style-number text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/>\
                  <text:list-level-style-number text:level=\"3\" style:num-prefix=\"(\" style:num-suffix=\")\" style:num-format=\"a\"/></text:list-style>\
                  <text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"I\" style:num-suffix=\".\"/></text:outline-style>";
    let item = |text: &str, more: &str| format!("<text:list-item><text:p>{text}</text:p>{more}</text:list-item>");
    let list =
        |attributes: &str, items: &str| format!("<text:list text:style-name=\"L\" {attributes}>{items}</text:list>");
    let inner = list("", &item("diep", &list("", &item("dieper", ""))));
    let body = [
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>".to_owned(),
        "<text:h text:outline-level=\"1\">Kop</text:h><text:soft-page-break/>".to_owned(),
        list("xml:id=\"a\"", &format!("{}{}", item("een", &inner), item("twee", ""))),
        "<text:p>tussen<text:s text:c=\"9\"/>door</text:p>".to_owned(),
        list("text:continue-list=\"a\"", &item("drie", "")),
        list("", &item("opnieuw", "")),
        "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p>\
         </table:table-cell></table:table-row></table:table>".to_owned(),
        "<text:h text:outline-level=\"1\">Slot</text:h>".to_owned(),
    ];
    assert_snapshot!(read("a.odt", odt(&body.concat(), styles)));
}

const LEFT: [&str; 6] = [
    "1.1 The left column is about what",
    "the processor does for others, and",
    "goes on until all of its lines have",
    "been used up for the test that is",
    "made of them here, which takes six",
    "lines and ends with an unfinished",
];
const RIGHT: [&str; 6] = [
    "sentence. 1.2 The right column says",
    "what the controller does, and that",
    "it does so in writing wherever that",
    "is asked for by the law or by this",
    "agreement, so that nobody can say",
    "afterwards that it was not known.",
];

#[test]
fn columns_of_a_pdf_are_read_one_after_the_other_however_they_are_drawn() {
    let (left, right) = (below(60, 700, &LEFT), below(310, 700, &RIGHT));
    let title = at(60, 740, 16, "A title over both of the columns of this page");
    let interleaved: String =
        left.lines().zip(right.lines()).map(|(left, right)| format!("{right}\n{left}\n")).collect();
    let in_order = read("a.pdf", pdf(&[format!("{title}{left}{right}")]));
    assert_eq!(in_order, read("a.pdf", pdf(&[format!("{interleaved}{title}")])));
    assert_snapshot!(in_order);
}

#[test]
fn heads_and_feet_of_a_pdf_are_left_out() {
    let page = |number: u32| {
        let words = ["first", "second", "third"][number as usize - 1];
        let text = below(60, 700, &[&format!("The {words} page goes on"), &format!("with what is {words} of all.")]);
        format!("{}{text}{}", at(60, 800, 8, "Agreement v2"), at(250, 30, 8, &format!("Pagina {number} van 3")))
    };
    assert_snapshot!(read("a.pdf", pdf(&[page(1), page(2), page(3)])));
}

#[test]
fn cells_of_a_table_in_a_pdf_stand_apart() {
    let rows = [
        ("Service", "All that the vendor does under the"),
        ("", "agreement between the parties."),
        ("Data", "Personal data."),
        ("Breach", "A loss of data."),
    ];
    let rows: String = rows
        .iter()
        .zip(0..)
        .map(|((term, meaning), index)| {
            format!("{}{}", at(60, 700 - 14 * index, 10, term), at(200, 700 - 14 * index, 10, meaning))
        })
        .collect();
    assert_snapshot!(read("a.pdf", pdf(&[rows])));
}

#[test]
fn a_text_is_read_in_the_encoding_that_it_has() {
    let text = "Bijlage 1 – privé\r\nreële zaken";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> =
        text.chars().map(|c| if c == '–' { 0x96 } else { u8::try_from(u32::from(c)).expect("Latin") }).collect();
    let plain = read("a.txt", text);
    assert_eq!(plain, "    1                Bijlage 1 – privé\n    2                reële zaken\n");
    assert_eq!(plain, read("a.txt", latin));
    assert_eq!(plain, read("a.txt", &wide));
    assert_eq!(plain, read("a.txt", [b"\xff\xfe".as_slice(), &wide].concat()));
    assert_eq!(plain, read("a.txt", format!("\u{feff}{text}")));
}

#[test]
fn what_a_document_is_shows_in_its_bytes() {
    let page = "<html><body><h1>Title</h1></body></html>";
    let lines = "    1  heading 1     Title\n    2\n";
    assert_eq!(read("a.pdf", page), lines);
    for bytes in [page.as_bytes(), &docx(&paragraph("<w:outlineLvl w:val=\"0\"/>", "Title"), "", "")] {
        assert_eq!(art28_with_input(&["draft", "--text", "-"], bytes).out, lines);
    }
    let run = art28_with_input(&["draft", "--text", "-"], &pdf(&[at(60, 700, 10, "Words of a PDF")]));
    assert_eq!((run.code, run.out.as_str()), (0, "--- page 1 ---\n    1                Words of a PDF\n"));
}

#[test]
fn what_is_left_of_a_line_is_plain() {
    assert_eq!(
        read("a.txt", "a\u{a0}b \u{fb01}n ver\u{ad}wer\u{ad}\nc\u{2011}d\u{37e} e\u{308}\n"),
        "    1                a b fin verwer-\n    2                c-d; ë\n"
    );
}

#[test]
fn files_that_are_no_documents_are_refused_each_in_its_words() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &wide(name)].concat();
    let mut said = String::new();
    let files: [(&str, Vec<u8>); 12] = [
        ("old.doc", compound("WordDocument")),
        ("old.xls", compound("Workbook")),
        ("locked.docx", compound("EncryptedPackage")),
        ("a.rtf", b"{\\rtf1 text}".to_vec()),
        ("a.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("a.xlsx", documents::archive(&[("xl/workbook.xml", b"<x/>")])),
        ("a.zip", documents::archive(&[("a.txt", b"text")])),
        ("a.eml", b"MIME-Version: 1.0\r\n".to_vec()),
        ("a.bin", vec![0, 1, 2, 3, 250, 0, 7]),
        ("empty.txt", Vec::new()),
        ("cut.docx", docx("", "", "").split_at(300).0.to_vec()),
        ("no.docx", docx("<w:p>", "", "")),
    ];
    for (name, bytes) in files {
        said.push_str(&refused(name, bytes));
    }
    assert_snapshot!(said);
}

#[test]
fn pdfs_that_cannot_be_read_are_refused_each_in_its_words() {
    let picture =
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"x");
    let scan = pdf_of(&[stream("", b"/Im Do"), picture], "/XObject <</Im 7 0 R>>", "");
    let keys = format!("/O <{}> /U <{}>", "00".repeat(32), "11".repeat(32));
    let lock = format!("<</Filter /Standard /V 2 /R 3 /Length 128 /P -4 {keys}>>").into_bytes();
    let secret = stream("", at(60, 700, 10, "Secret").as_bytes());
    let encrypted = pdf_of(&[secret, lock], "", "/ID [<00> <00>] /Encrypt 7 0 R");
    let mut said = String::new();
    for (name, bytes) in [
        ("scan.pdf", scan),
        ("encrypted.pdf", encrypted),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj".to_vec()),
        ("blank.pdf", pdf(&[String::new()])),
    ] {
        said.push_str(&refused(name, bytes));
    }
    assert_snapshot!(said);
}

#[test]
fn hostile_files_end_soon_as_problems() {
    let began = std::time::Instant::now();
    let nested = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let deep = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(50_000), "</w:sdtContent></w:sdt>".repeat(50_000));
    let attributes: String = (0..50_000).map(|number| format!(" a{number}=\"\"")).collect();
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
    let files: [(&str, Vec<u8>); 8] = [
        ("nested.pdf", documents::write_pdf(&[nested.clone().into_bytes()], "")),
        ("nested-page.pdf", pdf(&[format!("{nested} TJ")])),
        ("bomb.pdf", pdf_of(&[stream("/Filter /FlateDecode", &deflated(200_000_000))], "", "")),
        ("bomb.docx", docx(&" ".repeat(60_000_000), "", "")),
        ("deep.docx", docx(&deep, "", "")),
        ("wide.docx", docx(&format!("<w:p{attributes}/>"), "", "")),
        ("entities.docx", documents::archive(&[("word/document.xml", format!("{entities}<x>&b;</x>").as_bytes())])),
        (
            "loop.pdf",
            documents::write_pdf(
                &[b"<</Type /Catalog /Pages 2 0 R>>".to_vec(), b"<</Type /Pages /Kids [2 0 R] /Count 9>>".to_vec()],
                "",
            ),
        ),
    ];
    let mut said = String::new();
    for (name, bytes) in files {
        let err = refused(name, bytes);
        let line = err.lines().find(|line| line.contains("art28:") || line.contains(name));
        said.push_str(line.unwrap_or_default());
        said.push('\n');
    }
    assert!(began.elapsed().as_secs() < 240, "{said}");
    assert_snapshot!(said);
}

/// So many zeros, packed as PDFs pack their streams.
fn deflated(length: usize) -> Vec<u8> {
    // What an archive holds is the same but for two bytes before and a sum behind, which readers can do without.
    let zeros = vec![b' '; length];
    let archive = documents::archive(&[("z", &zeros)]);
    let packed = archive.get(31..).expect("a head");
    [b"\x78\x9c".as_slice(), packed].concat()
}

#[test]
fn a_pdf_beyond_every_limit_is_refused_before_it_is_read() {
    assert!(refused("large.txt", vec![b'a'; 16 * 1024 * 1024 + 1]).contains("larger than 16 MB"));
    let many: Vec<String> = (0..5_001).map(|_| String::new()).collect();
    assert!(refused("many.pdf", pdf(&many)).contains("more than any agreement"));
}

/// One good document of each format.
fn good() -> Vec<(&'static str, Vec<u8>)> {
    let numbering = list(1, &level(0, "decimal", "%1.", ""));
    let item = "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>";
    let filled = deflated(2_000);
    vec![
        ("a.md", b"# 1. Terms\n\n- a\n\n| a | b |\n|---|---|\n| c | d |\n".to_vec()),
        ("a.html", b"<ol><li>a<table><tr><td>b<td>c</table><p hidden>d</ol><nav>e</nav>".to_vec()),
        ("a.docx", docx(&numbered(1, 0, "one"), &numbering, "")),
        ("a.odt", odt(item, "")),
        ("a.pdf", pdf(&[at(60, 700, 10, "Words"), below(60, 700, &LEFT) + &below(310, 700, &RIGHT)])),
        ("b.pdf", pdf_of(&[stream("/Filter /FlateDecode", &filled)], "", "")),
        ("a.txt", b"1. Text\x0c2. More".to_vec()),
    ]
}

/// How a document may end: read, or refused with a problem.
fn ends_well(name: &str, bytes: &[u8]) {
    let folder = Folder::new();
    let run = art28(&["draft", "--text", &folder.write(name, bytes)]);
    assert!(run.code == 0 && run.err.is_empty() || run.code == 2 && run.out.is_empty(), "{name}: {run:?}");
    assert!(!run.err.contains("panicked"), "{name}: {}", run.err);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_document_breaks_its_reader(
        which in 0_usize..7, cut in any::<Index>(), changes in vec((any::<Index>(), any::<u8>()), 0..12), truncates in any::<bool>(),
    ) {
        let (name, mut bytes) = good().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if truncates {
            bytes.truncate(cut.index(bytes.len()));
        }
        ends_well(name, &bytes);
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in vec(any::<u8>(), 0..2_000), which in 0_usize..7, head in 0_usize..40) {
        let (name, good) = good().swap_remove(which);
        ends_well(name, &[&good[..head.min(good.len())], &bytes].concat());
    }

    #[test]
    fn no_text_breaks_a_reader_of_texts(text in "[<>/a-z0-9 \n#|*.`&;=\"'!-]{0,400}", which in 0_usize..2) {
        ends_well(["a.md", "a.html"][which], text.as_bytes());
    }
}
