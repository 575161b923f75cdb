//! A sheet that grows row by row, and what all sheets have in common.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::styles::Styles;
use crate::{clean::for_xml, words::Words};

/// How many characters a cell can hold, as Excel counts them.
const LONGEST: usize = 32_767;

/// How many links a sheet can hold.
pub(crate) const MOST_LINKS: u32 = 65_530;

/// For how many rows of a sheet it is said how high they are: each takes a kilobyte until the sheet is finished. Behind them
/// Excel finds it out by itself.
const MOST_HEIGHTS: u32 = 10_000;

/// Paper of the size A4, as Excel counts sizes.
const A4: u8 = 9;

/// A sheet that is written from top to bottom; what has been written no longer takes memory.
pub(crate) struct Sheet {
    pub(crate) cells: Worksheet,
    /// The row that is written now.
    pub(crate) row: u32,
    pub(crate) name: &'static str,
    words: &'static Words,
    links: u32,
    widths: Vec<f64>,
    /// How many lines the highest cell of the row has.
    lines: f64,
}

/// A column: the key of its heading, and its width in characters.
pub(crate) type Column = (&'static str, f64);

impl Sheet {
    pub(crate) fn new(book: &mut Workbook, key: &'static str, words: &'static Words) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        let name = words.get(key);
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&R&P / &N");
        Ok(Self { cells: sheet, row: 0, name, words, links: 0, widths: Vec::new(), lines: 1.0 })
    }

    /// Writes the headings, which stay in sight and are printed on each page.
    pub(crate) fn head(&mut self, columns: &[Column], styles: &Styles) -> Result<(), XlsxError> {
        for (place, (key, width)) in (0..).zip(columns) {
            self.width(place, *width)?;
            self.text(place, self.words.get(key), &styles.head)?;
        }
        self.next()?;
        self.cells.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Says how wide the next column is, in characters.
    pub(crate) fn width(&mut self, column: u16, width: f64) -> Result<(), XlsxError> {
        self.cells.set_column_width(column, width)?;
        self.widths.push(width);
        Ok(())
    }

    /// Ends a row. It is as high as its longest text: Excel would find that out by itself, other programs do not.
    pub(crate) fn next(&mut self) -> Result<(), XlsxError> {
        /// How high a line is and a row can be, in points.
        const LINE: f64 = 13.5;
        const HIGHEST: f64 = 405.0;
        if self.row < MOST_HEIGHTS {
            self.cells.set_row_height(self.row, (self.lines * LINE + 2.0).min(HIGHEST))?;
        }
        self.row += 1;
        self.lines = 1.0;
        Ok(())
    }

    /// Makes room for a text in a column.
    fn measure(&mut self, column: u16, text: &str) {
        /// How many more characters fit in than a width says, which counts digits in the largest letter.
        const SMALL: f64 = 1.15;
        let Some(width) = self.widths.get(usize::from(column)) else { return };
        let lines = text.lines().map(|line| {
            // More characters than these give rows of the greatest height anyway.
            let characters = u16::try_from(line.chars().take(10_000).count()).unwrap_or(u16::MAX);
            (f64::from(characters) / (width * SMALL)).ceil().max(1.0)
        });
        self.lines = self.lines.max(lines.sum());
    }

    /// Writes a text, as a text whatever it begins with.
    pub(crate) fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = self.fit(text);
        self.measure(column, &text);
        self.cells.write_string_with_format(self.row, column, text, format)?;
        Ok(())
    }

    /// Writes a text that leads to an address, or to a place in this workbook. Where an address is of a kind that Excel does
    /// not know, and where the sheet has all links that it can hold, it is only a text.
    pub(crate) fn link(&mut self, column: u16, to: &str, text: &str, styles: &Styles) -> Result<(), XlsxError> {
        let text = self.fit(text);
        self.measure(column, &text);
        let url = rust_xlsxwriter::Url::new(to).set_text(text.as_str());
        let linked = self.links < MOST_LINKS
            && !text.is_empty()
            && self.cells.write_url_with_format(self.row, column, url, &styles.link).is_ok();
        if linked {
            self.links += 1;
        } else {
            self.cells.write_string_with_format(self.row, column, text, &styles.text)?;
        }
        Ok(())
    }

    /// Writes a name and what it stands for as a row of their own.
    pub(crate) fn entry(&mut self, name: &str, text: &str, styles: &Styles) -> Result<(), XlsxError> {
        self.text(0, name, &styles.strong)?;
        self.text(1, text, &styles.text)?;
        self.next()
    }

    /// Writes texts from the first column on.
    pub(crate) fn texts<'t>(
        &mut self,
        texts: impl IntoIterator<Item = &'t str>,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        for (column, text) in (0..).zip(texts) {
            self.text(column, text, &styles.text)?;
        }
        Ok(())
    }

    /// A row of this sheet as the target of a link.
    pub(crate) fn target(&self, row: u32) -> String {
        format!("internal:'{}'!A{}", self.name, row + 1)
    }

    /// The words of the workbook.
    pub(crate) fn words(&self) -> &'static Words {
        self.words
    }

    /// Whether it has as many links as it can hold.
    pub(crate) fn is_full_of_links(&self) -> bool {
        self.links >= MOST_LINKS
    }

    /// A text that XML and a cell can hold; what is too long is cut, and says so.
    fn fit(&self, text: &str) -> String {
        let text = for_xml(text);
        if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
            return text;
        }
        let mark = self.words.get("office.cut");
        let mut room = LONGEST - mark.encode_utf16().count();
        let fits = |c: &char| {
            let left = room.checked_sub(c.len_utf16());
            room = left.unwrap_or_default();
            left.is_some()
        };
        let kept: String = text.chars().take_while(fits).collect();
        kept + mark
    }
}
