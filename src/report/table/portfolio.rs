//! How the agreements of a portfolio did: requirements by agreements as far as the page is wide enough, else areas.

use comfy_table::Cell;
use textwrap::core::display_width;

use super::layout::{coloured, drawn_width, table};
use crate::{
    checklist::Verdict,
    clean::one_line,
    report::{
        Setup,
        matrix::{Column, Matrix, Verdicts, is_open},
        sheet::{Sheet, symbol, verdict, wrap},
    },
};

/// What stands for a gap that is accepted.
const ACCEPTED: &str = "○";

/// The widest name of a requirement or agreement; longer ones are broken into lines.
const WIDEST_NAME: usize = 34;

/// The narrowest column for names: below it they are hard to read.
const NARROWEST_NAME: usize = 18;

/// The narrowest page on which columns are drawn.
const NARROWEST: usize = 56;

/// The matrix as text, the worst first.
pub(super) fn write(matrix: &Matrix, setup: &Setup<'_>) -> String {
    let mut sheet = Sheet::new(&setup.page, setup.words);
    let columns = Matrix::columns(setup.checklists, setup.words);
    let mut portfolio = Portfolio { matrix, columns: &columns, order: matrix.worst_agreements(), sheet: &mut sheet };
    portfolio.sheet.blank();
    let heading = setup.words.count("portfolio.heading", matrix.agreements.len());
    portfolio.sheet.heading(&heading);
    if setup.options.confirmed_only {
        portfolio.sheet.paragraph("", setup.words.get("confirmed-only.all"));
    }
    let names: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    let gaps: Vec<usize> = matrix.agreements.iter().map(Verdicts::gaps).collect();
    match widths(&names, &gaps, setup.page.width) {
        Some(widths) => portfolio.requirements(&widths),
        None => portfolio.areas(),
    }
    sheet.text
}

struct Portfolio<'p, 's> {
    matrix: &'p Matrix,
    columns: &'p [Column],
    /// The places of the agreements, the worst first.
    order: Vec<usize>,
    sheet: &'p mut Sheet<'s>,
}

impl<'p> Portfolio<'p, '_> {
    /// A row for each requirement that some agreement fails, a column for each agreement.
    fn requirements(&mut self, widths: &[usize]) {
        let words = self.sheet.words;
        let rows: Vec<usize> = self.matrix.worst_requirements();
        let open =
            |row: &usize| self.order.iter().filter(|at| is_open(self.matrix.agreements[**at].verdicts[*row])).count();
        let rows: Vec<usize> = rows.into_iter().filter(|row| open(row) > 0).collect();
        let titles: Vec<String> = rows.iter().map(|row| one_line(&self.columns[*row].title).into_owned()).collect();
        let mut body = Vec::new();
        for (row, title) in rows.iter().zip(&titles) {
            let mut cells = vec![Cell::new_owned(title.clone())];
            for at in &self.order {
                let (given, _, accepted) = self.matrix.agreements[*at].verdicts[*row];
                let text = if accepted { ACCEPTED } else { symbol(given) };
                let cell = Cell::new(text);
                cells.push(if self.sheet.page.colour { coloured(cell, given) } else { cell });
            }
            cells.push(Cell::new(open(row)));
            body.push(cells);
        }
        let totals: Vec<usize> = self.order.iter().map(|at| self.matrix.agreements[*at].gaps()).collect();
        self.draw(widths, body, &totals);
        let shown: Vec<String> =
            Verdict::ALL.into_iter().map(|one| verdict(one, words).replace('\u{a0}', " ")).collect();
        let arguments = [("verdicts", shown.join(", ")), ("accepted", format!("{ACCEPTED} {}", words.get("accepted")))];
        let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.sheet.paragraph("", &words.say("portfolio.key", &arguments));
        for (number, at) in self.order.clone().into_iter().enumerate() {
            let name = self.name(at);
            self.sheet.hanging(&format!("{:>3} ", number + 1), &name);
        }
    }

    /// A row for each agreement, a column for each area: how many gaps it has there.
    fn areas(&mut self) {
        let areas = self.named_areas();
        let open = |at: usize, (checklist, id, _): &(&str, &str, &str)| {
            let cells = self.columns.iter().zip(&self.matrix.agreements[at].verdicts);
            let inside = cells.filter(|(column, _)| column.checklist == *checklist && column.area.0 == *id);
            inside.filter(|(_, cell)| is_open(**cell)).count()
        };
        let totals: Vec<usize> = areas.iter().map(|area| self.order.iter().map(|at| open(*at, area)).sum()).collect();
        let names: Vec<String> = self.order.iter().map(|at| self.name(*at)).collect();
        let shown: Vec<&str> = names.iter().map(String::as_str).collect();
        let Some(widths) = widths(&shown, &totals, self.sheet.page.width) else {
            for (name, at) in names.iter().zip(&self.order) {
                let gaps = self.sheet.words.count("portfolio.gaps", self.matrix.agreements[*at].gaps());
                self.sheet.hanging("  ", &format!("{name}: {gaps}"));
            }
            return;
        };
        let row = |(name, at): (&String, &usize)| {
            let mut cells = vec![Cell::new_owned(name.clone())];
            cells.extend(areas.iter().map(|area| Cell::new(open(*at, area))));
            cells.push(Cell::new(self.matrix.agreements[*at].gaps()));
            cells
        };
        let body: Vec<Vec<Cell>> = names.iter().zip(&self.order).map(row).collect();
        self.draw(&widths, body, &totals);
        for (number, (_, _, title)) in areas.iter().enumerate() {
            self.sheet.hanging(&format!("{:>3} ", number + 1), &one_line(title));
        }
    }

    /// The areas of all checklists: the checklist, the name, and the title of each.
    fn named_areas(&self) -> Vec<(&'p str, &'p str, &'p str)> {
        let mut areas = Vec::new();
        for column in self.columns {
            let area = (column.checklist.as_str(), column.area.0.as_str(), column.area.1.as_str());
            if !areas.contains(&area) {
                areas.push(area);
            }
        }
        areas
    }

    /// Rows with a name before them, numbered columns, and totals at the end of each.
    fn draw(&mut self, widths: &[usize], body: Vec<Vec<Cell>>, totals: &[usize]) {
        let words = self.sheet.words;
        let count = totals.len();
        let mut header = vec![Cell::new("")];
        header.extend((1..=count).map(Cell::new));
        header.push(Cell::new(words.get("total")));
        let mut last = vec![Cell::new(words.get("portfolio.gaps-in-all"))];
        last.extend(totals.iter().map(Cell::new));
        last.push(Cell::new(totals.iter().sum::<usize>()));
        let body = body.into_iter().map(|mut cells| {
            if let Some(first) = cells.first_mut() {
                *first = Cell::new_owned(wrap(&first.content(), widths[0]).join("\n"));
            }
            cells
        });
        let drawn = table(widths, Some(header), body.chain([last]), self.sheet.page.colour);
        // Names were made safe before: cleaning what was drawn would show its colours as text.
        for line in drawn.lines() {
            self.sheet.drawn(&line);
        }
    }

    /// What an agreement is called: who processes, and its file.
    fn name(&self, at: usize) -> String {
        let agreement = &self.matrix.agreements[at];
        one_line(&format!("{} – {}", agreement.processor, agreement.extract)).into_owned()
    }
}

/// The widths of a column for names, of one for each of these totals, and of one for their sum, if they fit the page.
fn widths(names: &[&str], totals: &[usize], page: usize) -> Option<Vec<usize>> {
    const TOTAL: usize = 6;
    let digits = |number: usize| number.to_string().len();
    let numbers = totals.iter().copied().chain([totals.len()]);
    let narrow = numbers.map(digits).max().unwrap_or(0).max(2);
    let mut widths = vec![0];
    widths.extend(std::iter::repeat_n(narrow, totals.len()));
    widths.push(TOTAL);
    let room = page.checked_sub(drawn_width(&widths))?;
    let longest = names.iter().map(|name| display_width(name)).max().unwrap_or(0);
    widths[0] = longest.clamp(NARROWEST_NAME, WIDEST_NAME).min(room);
    (widths[0] >= NARROWEST_NAME && page >= NARROWEST).then_some(widths)
}
