//! Text itself: folding for comparison, sanitising, names of countries and
//! languages, stems, transliteration, wrapping, direction. Pure.

pub mod direction;
pub mod fingerprint;
pub mod fold;
pub mod inflect;
pub mod names;
pub mod sanitise;
pub mod secret;
pub mod translit;
pub mod words;
pub mod wrap;
pub mod zones;
