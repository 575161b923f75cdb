//! From an agreement itself to a draft extract.
//!
//! ```text
//!  document ─ read ─ lines ─ segment ─ clauses ─ propose ─ proposals ─ draft ─ extract.yaml
//!                                   cues/*.yaml ┘
//! ```
//!
//! [`read`] turns the bytes of a document into [`Line`]s, whatever its format. [`segment`] finds the clauses in them, with the
//! references that a lawyer would cite. [`propose`] reads the clauses with lexicons of cues and proposes annotations, each with
//! the words that it rests on. [`draft`] writes all of it as an extract that a person confirms. [`listing`] shows what was read.
//!
//! Later, [`verify`] looks whether the clauses of an extract still stand in its documents, and [`update`] carries them over to a
//! new version.

mod difference;
pub mod draft;
pub mod listing;
pub mod propose;
pub mod read;
pub mod segment;
pub mod update;
pub mod verify;

/// A document as it was read: its lines in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The name under which messages speak of it.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its lines, in reading order, without running heads and feet.
    pub lines: Vec<Line>,
    /// What was left out: running heads and feet, page numbers.
    pub dropped: Vec<Dropped>,
}

/// A line of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The page it stands on (from 1), where the format has pages.
    pub page: Option<u32>,
    /// Its number (from 1): in a text file the line of the file, otherwise the place among all lines that were read.
    pub number: u32,
    /// Its text, in which numbers that a word processor counts by itself are written out.
    pub text: String,
    /// What the format says that it is.
    pub kind: Kind,
}

/// What a format says that a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Nothing in particular.
    #[default]
    Plain,
    /// A heading of a level (from 1).
    Heading(u8),
    /// An item of a list, by how deep the list stands in others (from 1); its number, if it has one, begins the text.
    Item(u8),
    /// A row of a table; tabs stand between its cells.
    Row,
    /// What goes on with the line above, whatever it looks like.
    More,
}

/// A line, or a part of one, that is no part of the agreement's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The page it stood on (from 1), where the format has pages.
    pub page: Option<u32>,
    /// The number of its line, counted as those that were kept.
    pub number: u32,
    /// Its text.
    pub text: String,
    /// Why it was dropped.
    pub why: Why,
}

/// Why something was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A head or foot that comes back on other pages, such as a page number.
    Running,
    /// An entry of a table of contents.
    Contents,
    /// Something that only a screen shows, such as the navigation of a page.
    Furniture,
    /// Text that was deleted with tracked changes, or struck out.
    Deleted,
    /// Text that nobody sees who looks at the document.
    Hidden,
    /// A page that is a picture, so that whatever it says could not be read.
    Picture,
}
