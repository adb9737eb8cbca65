//! Spreadsheets of any columns: a mapping says what each column holds. It is
//! proposed from the headings and the values, and a curator can correct it.

mod mapping;
mod propose;
mod record;
mod targets;

pub use mapping::{Column, Mapping, MappingError};
pub use propose::propose;
pub(super) use record::{Faults, HoursKnown, Records, heading_of, record};
pub use targets::Target;
