//! JSON Schemas: the shape that every file is checked against first, with problems at the places where it differs.

mod check;
pub mod shapes;

pub use check::Shape;
