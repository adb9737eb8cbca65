//! The curator's desk: how good a directory is, what to mend in it, and what
//! differs between two versions of a record. Pure: files, clock and questions
//! are the business of `cli`; the screen is drawn by `ui`.

pub mod coverage;
pub mod differences;
pub mod draft;
mod hours;
pub mod merge;
mod page;
pub mod quality;
pub mod record;
pub mod report;

pub use coverage::{By, Coverage};
pub use page::page;
pub use quality::{Finding, Kind, Quality, Twins};
pub use report::{Fault, Report};
