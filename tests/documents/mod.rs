//! Makes documents for the tests, as simple as their formats allow.
#![allow(dead_code)] // each test file uses what it needs

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// An archive of these files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file(*name, options).expect("a file can be begun");
        archive.write_all(bytes).expect("a file can be written");
    }
    archive.finish().expect("an archive can be ended").into_inner()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A Word document with this body, these lists, and these styles.
pub fn docx(body: &str, numbering: &str, styles: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}</w:body></w:document>");
    let numbering = format!("<w:numbering {WORD}>{numbering}</w:numbering>");
    let styles = format!("<w:styles {WORD}>{styles}</w:styles>");
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ])
}

/// A paragraph of Word with these properties.
pub fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph of Word at a level of a list.
pub fn numbered(list: u32, level: u32, text: &str) -> String {
    paragraph(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

/// A level of a list of Word.
pub fn level(at: u32, format: &str, pattern: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/>{more}</w:lvl>"
    )
}

/// A list of Word, and a use of it under the same number.
pub fn list(number: u32, levels: &str) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"{number}\">{levels}</w:abstractNum>\
         <w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{number}\"/></w:num>"
    )
}

/// An `OpenDocument` text with this body and these styles.
pub fn odt(body: &str, styles: &str) -> Vec<u8> {
    let spaces: String = ["office", "text", "style", "table", "draw"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .concat();
    let content = format!(
        "<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

/// A text at a place of a page: how far right and up, how large.
pub fn at(x: u32, y: u32, size: u32, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

/// Lines of text below each other, from a place of a page on.
pub fn below(x: u32, y: u32, lines: &[&str]) -> String {
    let placed = lines.iter().zip(0..).map(|(line, index)| at(x, y - 14 * index, 10, line));
    placed.collect()
}

/// A PDF with these pages.
pub fn pdf(pages: &[String]) -> Vec<u8> {
    pdf_of(&pages.iter().map(|page| stream("", page.as_bytes())).collect::<Vec<_>>(), "", "")
}

/// A stream of a PDF.
pub fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries} /Length {}>>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF whose pages are drawn by these streams, with further entries of its resources and of its trailer.
pub fn pdf_of(streams: &[Vec<u8>], resources: &str, trailer: &str) -> Vec<u8> {
    let page = |index: usize| 4 + 2 * index;
    let kids: String = (0..streams.len()).map(|index| format!("{} 0 R ", page(index))).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        format!("<</Type /Pages /Kids [{kids}] /Count {}>>", streams.len()).into_bytes(),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>".to_vec(),
    ];
    for (index, stream) in streams.iter().enumerate() {
        let page = format!(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources <</Font <</F1 3 0 R>> {resources}>>>>",
            page(index) + 1
        );
        objects.extend([page.into_bytes(), stream.clone()]);
    }
    write_pdf(&objects, trailer)
}

/// A PDF of these objects, the first of which is its catalogue.
pub fn write_pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(
        format!("trailer <</Size {} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes(),
    );
    file
}
