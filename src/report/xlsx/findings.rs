//! The sheet of findings: a row for each requirement of each agreement, with room for what is done about it.

use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, XlsxError};

use super::{
    sheet::{Column, Sheet},
    styles::Styles,
};
use crate::{
    report::{
        office::{Clauses, agreement, other_basis},
        view::{AreaView, Line, Section, View},
    },
    words::Words,
};

pub(super) const COLUMNS: [Column; 17] = [
    ("column.agreement", 18.0),
    ("heading.checklist", 11.0),
    ("heading.area", 16.0),
    ("column.id", 16.0),
    ("heading.requirement", 22.0),
    ("heading.verdict", 12.0),
    ("level", 11.0),
    ("column.until", 14.0),
    ("heading.basis", 20.0),
    ("heading.finding", 44.0),
    ("column.notes", 32.0),
    ("heading.clauses", 26.0),
    ("column.request", 44.0),
    ("column.owner", 14.0),
    ("column.action", 20.0),
    ("column.due", 15.0),
    ("column.status", 14.0),
];

/// Where the empty columns begin: owner, action, due date, status.
const OWNER: u16 = 13;
const DUE: u16 = 15;
const STATUS: u16 = 16;

/// What can be done about a finding, by the keys of the words.
const STATUSES: [&str; 6] =
    ["status.open", "status.sent", "status.in-progress", "status.agreed", "status.done", "status.dropped"];

/// Writes a row for each requirement of an agreement. `clauses_from` is the row of its first clause.
pub(super) fn add(
    (sheet, clauses_sheet): (&mut Sheet, &Sheet),
    view: &View<'_>,
    clauses_from: u32,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let clauses = Clauses::of(view);
    let agreement = agreement(view);
    for section in &view.sections {
        for area in &section.areas {
            for line in &area.lines {
                describe(sheet, &agreement, (section, area, line), styles)?;
                basis(sheet, line, styles)?;
                sheet.text(9, &line.finding, &styles.text)?;
                sheet.text(10, &clauses.notes(line).join("\n"), &styles.text)?;
                let cited = [clauses.cited(line).join("; ")].into_iter().chain(clauses.see_too(line));
                let cited = cited.collect::<Vec<_>>().join("\n");
                let first = line.evidence.iter().chain(&line.related).find_map(|pointer| clauses.find(pointer));
                match first.and_then(|place| u32::try_from(place).ok()) {
                    Some(place) => sheet.link(11, &clauses_sheet.target(clauses_from + place), &cited, styles)?,
                    None => sheet.text(11, &cited, &styles.text)?,
                }
                sheet.text(12, line.request(), &styles.text)?;
                for column in OWNER..=STATUS {
                    let format = if column == DUE { &styles.input_date } else { &styles.input };
                    sheet.cells.write_blank(sheet.row, column, format)?;
                }
                sheet.next()?;
            }
        }
    }
    Ok(())
}

/// What is judged, and how.
fn describe(
    sheet: &mut Sheet,
    agreement: &str,
    (section, area, line): (&Section<'_>, &AreaView<'_>, &Line<'_>),
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = sheet.words();
    let texts = [agreement, &section.checklist.id, area.title, line.id, line.title];
    for (column, text) in (0..).zip(texts) {
        sheet.text(column, text, &styles.text)?;
    }
    sheet.text(5, words.named("verdict", line.verdict.name()), styles.verdict(line.verdict))?;
    sheet.text(6, words.named("level", line.level.name()), &styles.text)?;
    match line.waiver.filter(|_| line.is_accepted()).and_then(|waiver| excel_date(waiver.waiver.until)) {
        Some(until) => sheet.cells.write_datetime_with_format(sheet.row, 7, until, &styles.date).map(|_| ()),
        None => sheet.text(7, "", &styles.text),
    }
}

/// The provisions, of which the first can be opened.
fn basis(sheet: &mut Sheet, line: &Line<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let cites = line.basis.iter().map(|(cite, _)| cite.clone()).chain(other_basis(line));
    let text = cites.collect::<Vec<_>>().join("; ");
    match line.basis.first() {
        Some((_, address)) => sheet.link(8, address, &text, styles),
        None => sheet.text(8, &text, &styles.text),
    }
}

/// A day as Excel counts them; it knows none before 1900.
pub(super) fn excel_date(date: jiff::civil::Date) -> Option<ExcelDateTime> {
    let [month, day] = [date.month(), date.day()].map(|number| u8::try_from(number).ok());
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, month?, day?).ok()
}

/// What can be filled in, and what can be filtered.
pub(super) fn finish(sheet: &mut Sheet, words: &Words) -> Result<(), XlsxError> {
    let last = sheet.row.max(2) - 1;
    let statuses = STATUSES.map(|key| words.get(key));
    let statuses =
        DataValidation::new().allow_list_strings(&statuses)?.set_error_message(words.get("status.choose"))?;
    let first_day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let due = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(first_day))
        .set_error_message(words.get("due.enter"))?;
    sheet.cells.add_data_validation(1, STATUS, last, STATUS, &statuses)?;
    sheet.cells.add_data_validation(1, DUE, last, DUE, &due)?;
    sheet.cells.autofilter(0, 0, last, STATUS)?;
    Ok(())
}
