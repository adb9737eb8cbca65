//! Text itself: folding for comparison, sanitising, names of countries and
//! languages, wrapping, direction. Pure.

pub mod direction;
pub mod fold;
pub mod names;
pub mod sanitise;
pub mod words;
pub mod wrap;
pub mod zones;
