//! The sheet that says what was judged against what, so that the findings can be traced and repeated.

use rust_xlsxwriter::XlsxError;

use super::{
    findings::excel_date,
    sheet::{MOST_LINKS, Sheet},
    styles::Styles,
};
use crate::{
    checklist::Checklist,
    report::{
        Ending, Setup, changes,
        data::sha256,
        office::{TOOL, below, checklist, layer_sum},
        phrase,
        view::{View, show_value},
    },
};

const WIDTHS: [f64; 11] = [30.0, 40.0, 30.0, 24.0, 16.0, 30.0, 68.0, 50.0, 60.0, 18.0, 60.0];

/// The headings of the list of agreements.
const AGREEMENTS: [&str; 11] = [
    "column.agreement",
    "column.processor",
    "column.controller",
    "column.relationship",
    "office.date",
    "office.extract",
    "column.sum",
    "column.not-read",
    "column.waivers",
    "column.as-of",
    "column.verified",
];

/// Writes what holds for all agreements.
pub(super) fn begin(sheet: &mut Sheet, setup: &Setup<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let words = setup.words;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.width(column, width)?;
    }
    sheet.entry(words.get("office.made-with"), TOOL, styles)?;
    for one in setup.checklists {
        asked(sheet, one, styles)?;
    }
    if setup.options.confirmed_only {
        sheet.entry(words.get("column.confirmed-only"), words.get("yes"), styles)?;
    }
    sheet.next()?;
    for (column, key) in (0..).zip(AGREEMENTS) {
        sheet.text(column, words.get(key), &styles.head)?;
    }
    sheet.next()?;
    Ok(())
}

/// A checklist, the sums of its files, its parameters, and what overlays changed.
fn asked(sheet: &mut Sheet, one: &Checklist, styles: &Styles) -> Result<(), XlsxError> {
    let words = sheet.words();
    sheet.entry(words.get("heading.checklist"), &checklist(one, words), styles)?;
    for layer in std::iter::once(one.own()).chain(below(one)) {
        let name = format!("{} {}", layer.id, layer.version);
        sheet.entry(&name, &words.say("office.sum", &[("sum", &layer_sum(layer))]), styles)?;
    }
    for (name, parameter) in &one.parameters {
        let text = format!("{name} = {}", show_value(&parameter.value, words));
        sheet.entry(words.get("about.parameter"), &text, styles)?;
    }
    for change in changes(one, |_| true, words) {
        sheet.entry(words.get("about.change"), &change.sentence(words), styles)?;
    }
    Ok(())
}

/// Writes a row for an agreement.
pub(super) fn add(sheet: &mut Sheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let words = view.words;
    let agreement = &view.extract.agreement;
    let mut relationship = words.named("relationship", agreement.relationship.name()).to_owned();
    if let Some(because) = &view.because {
        relationship.push_str(&format!(" ({})", because.reference));
    }
    if let Some(note) = agreement.because.as_ref().and_then(|because| because.note.as_deref()) {
        relationship.push_str(&format!(" – {note}"));
    }
    let waivers: Vec<String> = view.waivers.iter().map(|waiver| waiver.sentence(words)).collect();
    let date = agreement.date.as_deref().and_then(|date| date.parse().ok()).and_then(excel_date);
    let texts = [
        (0, agreement.title.as_str()),
        (1, &agreement.processor),
        (2, &agreement.controller),
        (3, &relationship),
        (5, view.extract.source.name()),
        (6, &sha256(view.extract.source.text())),
        (7, &view.unread.join("\n")),
        (8, &waivers.join("\n")),
        (10, &phrase::verified(view).join("\n")),
    ];
    for (column, text) in texts {
        sheet.text(column, text, &styles.text)?;
    }
    for (column, date) in [(4, date), (9, view.day.and_then(excel_date))] {
        match date {
            Some(date) => sheet.cells.write_datetime_with_format(sheet.row, column, date, &styles.date).map(|_| ())?,
            None => sheet.text(column, "", &styles.text)?,
        }
    }
    sheet.next()?;
    Ok(())
}

/// Writes what was not judged, and where links end.
pub(super) fn finish(
    sheet: &mut Sheet,
    ending: &Ending<'_>,
    sheets: &[&Sheet],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let words = sheet.words();
    sheet.next()?;
    for name in ending.not_judged {
        sheet.entry(words.get("about.not-judged"), name, styles)?;
    }
    for full in sheets.iter().filter(|sheet| sheet.is_full_of_links()) {
        let most = MOST_LINKS.to_string();
        sheet.entry(full.name, &words.say("about.links", &[("count", &most)]), styles)?;
    }
    Ok(())
}
