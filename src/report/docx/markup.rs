//! Pieces of the XML that word processors read. Every text goes through [`escape`], so that no agreement can say anything in XML.

use crate::clean::for_xml;

/// How wide the page is between its margins, in twentieths of a point.
pub(crate) const WIDTH: u32 = 9638;

/// The colour of the ground of header rows.
const INK: u32 = 0x1F_35_50;

/// Text that can stand in XML, in an attribute too.
pub(crate) fn escape(text: &str) -> String {
    for_xml(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text in a character style; `""` is that of the paragraph.
pub(crate) fn run(style: &str, text: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!(r#"<w:rPr><w:rStyle w:val="{style}"/></w:rPr>"#) };
    let text = escape(text).replace('\n', r#"</w:t><w:br/><w:t xml:space="preserve">"#);
    format!(r#"<w:r>{style}<w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph in a style, of runs and links.
pub(crate) fn paragraph(style: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

/// A paragraph of plain text.
pub(crate) fn plain(style: &str, text: &str) -> String {
    paragraph(style, &run("", text))
}

/// An item of a numbered list.
pub(crate) fn numbered(style: &str, list: usize, runs: &str) -> String {
    let number = format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#);
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>{runs}</w:p>"#)
}

/// A link to a bookmark of the same document.
pub(crate) fn link_within(bookmark: &str, text: &str) -> String {
    format!(r#"<w:hyperlink w:anchor="{bookmark}" w:history="1">{}</w:hyperlink>"#, run("Hyperlink", text))
}

/// A place that links lead to.
pub(crate) fn bookmark(id: usize, name: &str, runs: &str) -> String {
    format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{id}"/>"#)
}

/// A cell of a table: its paragraphs, and the colour of its ground.
pub(crate) fn cell(width: u32, ground: Option<u32>, paragraphs: &str) -> String {
    let ground = ground
        .map(|colour| format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{colour:06X}"/>"#))
        .unwrap_or_default();
    format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ground}</w:tcPr>{paragraphs}</w:tc>"#)
}

/// A cell as wide as the table.
pub(crate) fn wide_cell(columns: usize, paragraphs: &str) -> String {
    let ground = r#"<w:shd w:val="clear" w:color="auto" w:fill="E7ECF2"/>"#;
    let width = format!(r#"<w:tcW w:w="{WIDTH}" w:type="dxa"/><w:gridSpan w:val="{columns}"/>"#);
    format!("<w:tc><w:tcPr>{width}{ground}</w:tcPr>{paragraphs}</w:tc>")
}

/// A row of a table.
pub(crate) fn row(cells: &str) -> String {
    format!("<w:tr>{cells}</w:tr>")
}

/// A row that stays on one page.
pub(crate) fn whole_row(cells: &str) -> String {
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
}

/// A row that stays on one page and is repeated at the top of each page.
pub(crate) fn header_row(cells: &str) -> String {
    format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
}

/// A table of rows.
pub(crate) fn table(style: &str, widths: &[u32], rows: &str) -> String {
    let columns: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let properties = format!(
        r#"<w:tblStyle w:val="{style}"/><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>"#,
        widths.iter().sum::<u32>()
    );
    format!("<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>")
}

/// A row of the table: it stays on one page, unless it is so long that a page may not hold it.
pub(crate) fn finding_row(cells: &str) -> String {
    const LONG: usize = 3_500;
    if cells.len() < LONG { whole_row(cells) } else { row(cells) }
}

/// The first row of a table, which each page repeats.
pub(crate) fn header(headings: &[&str], widths: &[u32]) -> String {
    let cells =
        headings.iter().zip(widths).map(|(heading, width)| cell(*width, Some(INK), &plain("TableHeading", heading)));
    header_row(&cells.collect::<String>())
}
