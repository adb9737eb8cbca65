//! Parasol: a directory you can trust, in a terminal, with no network.
//!
//! The rooms and the arrows between them are described in `ARCHITECTURE.md`
//! and kept by `tests/rooms.rs`.

pub mod app;
pub mod bundle;
pub mod cli;
pub mod desk;
pub mod directory;
pub mod formats;
pub mod handout;
pub mod i18n;
pub mod runtime;
pub mod search;
pub mod sheet;
pub mod store;
pub mod sync;
pub mod text;
pub mod ui;
