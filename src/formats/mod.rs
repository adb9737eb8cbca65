//! Formats of exchange: bytes in, records and problems out, and back. Pure:
//! this room opens no file; it reads what it is handed.

pub mod corrections;
pub mod decode;
pub mod elements;
pub mod guard;
pub mod hours;
pub mod hsds;
pub mod html;
pub mod intake;
pub mod limits;
mod memo;
pub mod nswp;
pub mod output;
pub mod package;
pub mod phones;
pub mod report;
pub mod spreadsheet;
pub mod table;

/// ISO 3166-1 code of a country, by code or by name in any language.
pub fn country(text: &str) -> Option<String> {
    hsds::values::country(text).map(|(code, _)| code)
}
