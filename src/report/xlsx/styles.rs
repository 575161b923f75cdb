//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::{checklist::Verdict, report::office::colours, words::Words};

/// The formats of cells.
pub(crate) struct Styles {
    pub(crate) head: Format,
    /// Headings that stand upright, for narrow columns.
    pub(crate) upright: Format,
    pub(crate) strong: Format,
    pub(crate) text: Format,
    pub(crate) link: Format,
    pub(crate) number: Format,
    pub(crate) date: Format,
    /// Cells to fill in.
    pub(crate) input: Format,
    pub(crate) input_date: Format,
    verdicts: [Format; Verdict::ALL.len()],
    marks: [Format; Verdict::ALL.len()],
}

impl Styles {
    pub(crate) fn new(words: &Words) -> Self {
        let plain = Format::new()
            .set_font_size(10)
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xD0_D5_DB));
        // The quote prefix keeps a text a text for whoever edits the cell: "=1+1" is no formula then either.
        let text = plain.clone().set_text_wrap().set_quote_prefix();
        let head = text.clone().set_bold().set_font_color(Color::White).set_background_color(Color::RGB(0x1F_35_50));
        let date = words.get("office.date-format");
        let input = text.clone().set_background_color(Color::RGB(0xFF_FD_EE));
        let verdict = |verdict| {
            let (ground, ink) = colours(verdict);
            text.clone().set_bold().set_background_color(Color::RGB(ground)).set_font_color(Color::RGB(ink))
        };
        Self {
            upright: head.clone().set_rotation(90).set_align(FormatAlign::Bottom),
            head,
            strong: text.clone().set_bold(),
            link: text.clone().set_font_color(Color::RGB(0x1F_4E_9E)).set_underline(FormatUnderline::Single),
            text: text.clone(),
            number: plain.clone(),
            date: plain.clone().set_align(FormatAlign::Left).set_num_format(date),
            input_date: plain.set_background_color(Color::RGB(0xFF_FD_EE)).set_num_format(date),
            input,
            verdicts: Verdict::ALL.map(verdict),
            marks: Verdict::ALL.map(|one| verdict(one).set_align(FormatAlign::Center)),
        }
    }

    /// A verdict as a word.
    pub(crate) fn verdict(&self, verdict: Verdict) -> &Format {
        &self.verdicts[place(verdict)]
    }

    /// A verdict as a sign.
    pub(crate) fn mark(&self, verdict: Verdict) -> &Format {
        &self.marks[place(verdict)]
    }
}

fn place(verdict: Verdict) -> usize {
    Verdict::ALL.iter().position(|known| *known == verdict).unwrap_or_default()
}
