//! Follows what draws a page of a PDF, and notes where which characters come to stand.

use std::{collections::HashMap, rc::Rc};

use lopdf::{Dictionary, Document, Object, content::Content};

use super::{Fault, font::Font, matrix::Matrix};

/// How deep forms may stand in each other.
const DEEPEST: usize = 8;

/// How many states may be kept to come back to.
const MOST_STATES: usize = 512;

/// How many characters a page may have.
const MOST_GLYPHS: usize = 200_000;

/// How many lines are noted on a page.
const MOST_RULES: usize = 2_000;

/// Lines shorter than this are no lines between rows of a table.
const SHORTEST_RULE: f32 = 8.0;

/// How many drawing steps a page may take, those of its forms included.
const MOST_STEPS: usize = 3_000_000;

/// The most bytes that draw a page or a form.
const LARGEST: usize = 32 * 1024 * 1024;

/// A character on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Where it begins.
    pub(super) from: (f32, f32),
    /// Where the next one would begin.
    pub(super) to: (f32, f32),
    /// How large it is.
    pub(super) size: f32,
    pub(super) text: String,
    pub(super) is_bold: bool,
    /// Whether the page says that it belongs to a head or foot.
    pub(super) is_running: bool,
}

/// A line that is level or upright, such as those around the cells of a table, as it is seen: to the right and down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Whether it is level.
    pub(super) is_level: bool,
    /// How far down it is, or how far to the right if it is upright.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) glyphs: Vec<Glyph>,
    /// Whether there are pictures on it.
    pub(super) has_pictures: bool,
    /// Lines and edges that are level or upright.
    pub(super) rules: Vec<Rule>,
}

/// The state of the text, which `q` keeps and `Q` brings back.
#[derive(Clone, Debug)]
struct State {
    space: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    between: f32,
    word: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// What follows the drawing of one page after the other; fonts are read once.
pub(super) struct Artist<'d> {
    document: &'d Document,
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    shown: Shown,
    steps: usize,
}

impl<'d> Artist<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, fonts: HashMap::new(), shown: Shown::default(), steps: 0 }
    }

    /// What a page shows.
    pub(super) fn page(&mut self, page: lopdf::ObjectId) -> Result<Shown, Fault> {
        self.shown = Shown::default();
        self.steps = 0;
        let content = self.document.get_page_content_with_limit(page, LARGEST).map_err(|_| Fault::Swollen)?;
        let (own, shared) = self.document.get_page_resources(page).unwrap_or_default();
        let shared = shared.iter().filter_map(|id| self.document.get_dictionary(*id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(shared).collect();
        self.draw(&content, &resources, Matrix::default(), 0)?;
        Ok(std::mem::take(&mut self.shown))
    }

    fn draw(&mut self, content: &[u8], resources: &[&'d Dictionary], space: Matrix, depth: usize) -> Result<(), Fault> {
        let state =
            State { space, font: None, size: 0.0, between: 0.0, word: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        let mut pen = Pen {
            state,
            kept: Vec::new(),
            text: Matrix::default(),
            line: Matrix::default(),
            marks: Vec::new(),
            point: (0.0, 0.0),
        };
        for operation in Content::decode_iter(content) {
            // What was drawn before something unreadable stays.
            let Ok(operation) = operation else { break };
            self.steps += 1;
            if self.steps > MOST_STEPS || self.shown.glyphs.len() > MOST_GLYPHS {
                return Err(Fault::Endless);
            }
            match operation.operator.as_str() {
                "Do" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    self.form(name, resources, pen.state.space, depth)?;
                }
                "BI" => self.shown.has_pictures = true,
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    pen.state.font = self.font(name, resources);
                    pen.state.size = operation.operands.get(1).and_then(|size| size.as_float().ok()).unwrap_or(0.0);
                }
                "re" | "m" | "l" => pen.path(&operation.operator, &operation.operands, &mut self.shown.rules),
                operator => pen.step(operator, &operation.operands, &mut self.shown.glyphs),
            }
        }
        Ok(())
    }

    /// An entry of the resources.
    fn resource(&self, kind: &[u8], name: &[u8], resources: &[&'d Dictionary]) -> Option<&'d Object> {
        resources.iter().find_map(|resources| {
            let entries = resources.get_deref(kind, self.document).ok()?.as_dict().ok()?;
            entries.get_deref(name, self.document).ok()
        })
    }

    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Option<Rc<Font>> {
        let font = self.resource(b"Font", name, resources)?.as_dict().ok()?;
        let known = self.fonts.entry(std::ptr::from_ref(font));
        Some(Rc::clone(known.or_insert_with(|| Rc::new(Font::read(self.document, font)))))
    }

    fn form(&mut self, name: &[u8], resources: &[&'d Dictionary], space: Matrix, depth: usize) -> Result<(), Fault> {
        let Some(Ok(form)) = self.resource(b"XObject", name, resources).map(Object::as_stream) else { return Ok(()) };
        match form.dict.get_deref(b"Subtype", self.document).and_then(Object::as_name) {
            Ok(b"Image") => self.shown.has_pictures = true,
            Ok(b"Form") if depth < DEEPEST => {
                // Even an empty form costs something, and forms can multiply.
                self.steps += 100;
                let content = form.get_plain_content_with_limit(LARGEST).map_err(|_| Fault::Swollen)?;
                let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
                let own: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).take(DEEPEST).collect();
                let matrix = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array);
                let matrix = matrix.ok().and_then(|numbers| Matrix::of(numbers)).unwrap_or_default();
                return self.draw(&content, &own, matrix.then(&space), depth + 1);
            }
            _ => {}
        }
        Ok(())
    }
}

/// What draws the text of a page or form.
struct Pen {
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// For each marked part around the text, whether it is a head or foot.
    marks: Vec<bool>,
    /// Where a line goes on from.
    point: (f32, f32),
}

impl Pen {
    fn step(&mut self, operator: &str, operands: &[Object], glyphs: &mut Vec<Glyph>) {
        let number = |at: usize| operands.get(at).and_then(|number| number.as_float().ok()).unwrap_or(0.0);
        match operator {
            "q" if self.kept.len() < MOST_STATES => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.state.space = Matrix::of(operands).unwrap_or_default().then(&self.state.space),
            "BT" => self.place(Matrix::default()),
            "Tc" => self.state.between = number(0),
            "Tw" => self.state.word = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.go(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.go(number(0), number(1));
            }
            "Tm" => self.place(Matrix::of(operands).unwrap_or_default()),
            "T*" => self.go(0.0, -self.state.leading),
            "Tj" => operands.iter().for_each(|text| self.show(text, glyphs)),
            "TJ" => operands
                .iter()
                .filter_map(|list| list.as_array().ok())
                .flatten()
                .for_each(|part| self.show(part, glyphs)),
            "'" | "\"" => {
                if operator == "\"" {
                    (self.state.word, self.state.between) = (number(0), number(1));
                }
                self.go(0.0, -self.state.leading);
                operands.iter().filter(|part| part.as_str().is_ok()).for_each(|text| self.show(text, glyphs));
            }
            "BMC" | "BDC" if self.marks.len() < MOST_STATES => self.marks.push(is_running(operands)),
            "EMC" => {
                self.marks.pop();
            }
            _ => {}
        }
    }

    /// Notes the straight parts of a path.
    fn path(&mut self, operator: &str, operands: &[Object], rules: &mut Vec<Rule>) {
        let number = |at: usize| operands.get(at).and_then(|number| number.as_float().ok()).unwrap_or(0.0);
        let (x, y, width, height) = (number(0), number(1), number(2), number(3));
        let point = self.state.space.apply(x, y);
        let mut add = |one: (f32, f32), other: (f32, f32)| {
            let is_level = (one.1 - other.1).abs() < 1.0;
            let (at, from, to) = if is_level { (-one.1, one.0, other.0) } else { (one.0, -one.1, -other.1) };
            let is_straight = is_level || (one.0 - other.0).abs() < 1.0;
            if is_straight && (from - to).abs() > SHORTEST_RULE && rules.len() < MOST_RULES {
                rules.push(Rule { is_level, at, from: from.min(to), to: from.max(to) });
            }
        };
        match operator {
            "re" => {
                let corner = |x: f32, y: f32| self.state.space.apply(x, y);
                let across = corner(x + width, y + height);
                let (right, below) = (corner(x + width, y), corner(x, y + height));
                let edges = [(point, right), (below, across), (point, below), (right, across)];
                for (one, other) in edges {
                    add(one, other);
                }
            }
            "l" => add(self.point, point),
            _ => {}
        }
        self.point = point;
    }

    fn place(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    fn go(&mut self, x: f32, y: f32) {
        self.place(Matrix::moved(x, y).then(&self.line));
    }

    /// Shows a text, or moves on by a number as those between the parts of a text do.
    fn show(&mut self, part: &Object, glyphs: &mut Vec<Glyph>) {
        if let Ok(number) = part.as_float() {
            let shift = -number / 1000.0 * self.state.size * self.state.stretch;
            self.text = Matrix::moved(shift, 0.0).then(&self.text);
        }
        let (Ok(bytes), Some(font)) = (part.as_str(), self.state.font.clone()) else { return };
        let is_running = self.marks.contains(&true);
        for code in bytes.chunks(font.bytes) {
            let single = code == b" ";
            let code = code.iter().fold(0, |code: u32, byte| code << 8 | u32::from(*byte));
            let (text, width) = font.glyph(code);
            let word = if single { self.state.word } else { 0.0 };
            // What stands between letters belongs to a letter, so that spaced out words stay words.
            let own = (width * self.state.size + self.state.between.max(0.0)) * self.state.stretch;
            let step = (width * self.state.size + self.state.between + word) * self.state.stretch;
            let space = self.text.then(&self.state.space);
            let from = space.apply(0.0, self.state.rise);
            let to = space.apply(own, self.state.rise);
            let size = self.state.size.abs() * space.height();
            self.text = Matrix::moved(step, 0.0).then(&self.text);
            let places = [from.0, from.1, to.0, to.1, size];
            if glyphs.len() <= MOST_GLYPHS && places.iter().all(|place| place.is_finite() && place.abs() < 1e6) {
                glyphs.push(Glyph { from, to, size, text, is_bold: font.is_bold, is_running });
            }
        }
    }
}

/// Whether a mark says that what follows is the head or foot of a page.
fn is_running(operands: &[Object]) -> bool {
    let is_artifact = operands.first().and_then(|name| name.as_name().ok()) == Some(b"Artifact");
    let kind = operands.get(1).and_then(|mark| mark.as_dict().ok()).and_then(|mark| mark.get(b"Type").ok());
    is_artifact && kind.and_then(|kind| kind.as_name().ok()) == Some(b"Pagination")
}
