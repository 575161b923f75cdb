//! The sheet of a portfolio: how each agreement did on each requirement, the worst agreement first.

use rust_xlsxwriter::XlsxError;

use super::{sheet::Sheet, styles::Styles};
use crate::{
    checklist::Verdict,
    report::{
        Matrix, Setup,
        sheet::{symbol, verdict},
    },
};

/// How many columns stand before those of the requirements: the agreement, and how often each verdict was given.
const BEFORE: u16 = 1 + 6;

/// How wide a column of one sign is, and how high their headings are.
const NARROW: f64 = 5.0;
const HEADINGS: f64 = 190.0;

/// Writes the sheet. `firsts` are the rows of the first findings of the agreements, in the order in which they were judged.
pub(super) fn write(
    (sheet, findings): (&mut Sheet, &Sheet),
    setup: &Setup<'_>,
    matrix: &Matrix,
    firsts: &[u32],
    styles: &Styles,
) -> Result<(), XlsxError> {
    head(sheet, setup, styles)?;
    let mut totals: Vec<[u32; 6]> = Vec::new();
    for place in matrix.worst_agreements() {
        let agreement = &matrix.agreements[place];
        let name = format!("{} – {}", agreement.processor, agreement.title);
        let first = firsts.get(place).copied().unwrap_or_default();
        sheet.link(0, &findings.target(first), &name, styles)?;
        for (column, (count, verdict)) in (1..).zip(agreement.counts().iter().zip(Verdict::ALL)) {
            let count = u32::try_from(*count).unwrap_or_default();
            sheet.cells.write_number_with_format(sheet.row, column, count, styles.mark(verdict))?;
        }
        totals.resize(totals.len().max(agreement.verdicts.len()), [0; 6]);
        for (column, ((verdict, _, accepted), totals)) in (BEFORE..).zip(agreement.verdicts.iter().zip(&mut totals)) {
            let sign = symbol(*verdict);
            let sign = if *accepted { format!("({sign})") } else { sign.to_owned() };
            sheet.text(column, &sign, styles.mark(*verdict))?;
            if let Some(place) = Verdict::ALL.iter().position(|known| known == verdict) {
                totals[place] += 1;
            }
        }
        sheet.next()?;
    }
    foot(sheet, &totals, styles)
}

/// The areas, and below them the requirements.
fn head(sheet: &mut Sheet, setup: &Setup<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let words = setup.words;
    let columns = Matrix::columns(setup.checklists, words);
    for column in 0..BEFORE {
        sheet.text(column, "", &styles.head)?;
    }
    let mut area = None;
    for (column, requirement) in (BEFORE..).zip(&columns) {
        let this = (&requirement.checklist, &requirement.area.0);
        let title = if area == Some(this) { "" } else { requirement.area.1.as_str() };
        sheet.text(column, title, &styles.upright)?;
        area = Some(this);
    }
    sheet.cells.set_row_height(0, HEADINGS)?;
    sheet.row = 1;
    sheet.cells.set_row_height(1, HEADINGS)?;
    sheet.width(0, 40.0)?;
    sheet.text(0, words.get("column.agreement"), &styles.head)?;
    for (column, verdict) in (1..).zip(Verdict::ALL) {
        sheet.cells.set_column_width(column, NARROW)?;
        sheet.text(column, words.named("verdict", verdict.name()), &styles.upright)?;
    }
    for (column, requirement) in (BEFORE..).zip(&columns) {
        sheet.cells.set_column_width(column, NARROW)?;
        sheet.text(column, &requirement.title, &styles.upright)?;
    }
    sheet.row = 2;
    sheet.cells.set_freeze_panes(2, 1)?.set_repeat_rows(0, 1)?;
    Ok(())
}

/// How often each verdict was given on each requirement, and what the signs mean.
fn foot(sheet: &mut Sheet, totals: &[[u32; 6]], styles: &Styles) -> Result<(), XlsxError> {
    let words = sheet.words();
    for (place, one) in Verdict::ALL.into_iter().enumerate() {
        let name = words.say("matrix.total", &[("verdict", words.named("verdict", one.name()))]);
        sheet.text(0, &name, &styles.strong)?;
        let sum: u32 = totals.iter().map(|counts| counts[place]).sum();
        let column = u16::try_from(place + 1).unwrap_or_default();
        sheet.cells.write_number_with_format(sheet.row, column, sum, styles.mark(one))?;
        for (column, counts) in (BEFORE..).zip(totals) {
            sheet.cells.write_number_with_format(sheet.row, column, counts[place], &styles.number)?;
        }
        sheet.next()?;
    }
    sheet.next()?;
    for one in Verdict::ALL {
        sheet.text(0, &verdict(one, words), styles.verdict(one))?;
        sheet.next()?;
    }
    sheet.text(0, words.get("matrix.legend"), &styles.text)
}
