//! Text itself: folding for comparison, sanitising, HTML, names of countries and
//! languages, stems, transliteration, wrapping, direction. Pure.

pub mod direction;
pub mod fingerprint;
pub mod fold;
pub mod html;
pub mod inflect;
pub mod names;
pub mod sanitise;
pub mod secret;
pub mod translit;
pub mod words;
pub mod wrap;
pub mod zones;
