//! The sheet of clauses: what the agreements say, and which findings rest on it.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::{
    sheet::{Column, Sheet},
    styles::Styles,
};
use crate::report::{
    office::{Clauses, agreement, annotation},
    view::{View, standing},
};

pub(super) const COLUMNS: [Column; 9] = [
    ("column.agreement", 26.0),
    ("column.reference", 24.0),
    ("column.document", 26.0),
    ("column.page", 9.0),
    ("column.line", 12.0),
    ("column.text", 70.0),
    ("column.annotations", 60.0),
    ("sheet.findings", 34.0),
    ("column.standing", 26.0),
];

/// Writes a row for each clause of an agreement. `findings_from` is the row of its first finding.
pub(super) fn add(
    (sheet, findings): (&mut Sheet, &Sheet),
    view: &View<'_>,
    findings_from: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let extract = view.extract;
    let agreement = agreement(view);
    let used = used(view);
    let mut annotations = extract.annotations.iter().peekable();
    for (place, clause) in extract.clauses.iter().enumerate() {
        let document = &extract.documents[clause.document];
        sheet.text(0, &agreement, &styles.text)?;
        sheet.text(1, &clause.reference, &styles.text)?;
        sheet.text(2, &document.title, &styles.text)?;
        match clause.shown_page() {
            Some(page) => sheet.cells.write_number_with_format(sheet.row, 3, page, &styles.number).map(|_| ())?,
            None => sheet.text(3, "", &styles.text)?,
        }
        sheet.cells.write_number_with_format(sheet.row, 4, clause.line, &styles.number)?;
        let texts: Vec<&str> = clause.text.iter().chain(&clause.summary).map(String::as_str).collect();
        sheet.text(5, &texts.join("\n"), &styles.text)?;
        let mut said = Vec::new();
        // Annotations stand in the order of their clauses.
        while let Some(one) = annotations.next_if(|one| one.clause == place) {
            said.push(annotation(view, one));
        }
        sheet.text(6, &said.join("\n"), &styles.text)?;
        match used.get(&place) {
            Some((first, titles)) => {
                sheet.link(7, &findings.target(findings_from + first), &titles.join("; "), styles)?;
            }
            None => sheet.text(7, "", &styles.text)?,
        }
        let standing = standing(clause.standing.is_verified(), clause.shown_line(), view.words);
        sheet.text(8, &standing.unwrap_or_default(), &styles.text)?;
        sheet.next()?;
    }
    Ok(())
}

/// The clauses that findings point to, by their places: the first of these findings, by its place, and the titles of all.
fn used<'v>(view: &'v View<'_>) -> BTreeMap<usize, (u32, Vec<&'v str>)> {
    let clauses = Clauses::of(view);
    let mut used: BTreeMap<usize, (u32, Vec<&str>)> = BTreeMap::new();
    let lines = view.sections.iter().flat_map(|section| &section.areas).flat_map(|area| &area.lines);
    for (place, line) in (0..).zip(lines) {
        for clause in line.evidence.iter().chain(&line.related).filter_map(|pointer| clauses.find(pointer)) {
            let (_, titles) = used.entry(clause).or_insert((place, Vec::new()));
            if titles.last() != Some(&line.title) {
                titles.push(line.title);
            }
        }
    }
    used
}
