//! The interface without a terminal: state, actions, and what an event does.
//! Pure: no file, socket, thread, environment or clock.

pub mod action;
pub mod codes;
pub mod correct;
pub mod desk;
pub mod filters;
pub mod find;
pub mod handover;
pub mod handover_page;
pub mod help;
pub mod keymap;
pub mod lock;
pub mod map;
pub mod matters;
pub mod notes;
pub mod on_correct;
mod on_desk;
pub mod on_find;
mod on_handover;
mod on_list;
pub mod on_palette;
mod on_picker;
mod on_read;
mod on_shortlist;
mod on_updates;
pub mod page;
pub mod picker;
pub mod read;
mod replaced;
pub mod shortlist;
pub mod shortlist_page;
pub mod state;
pub mod status;
mod update;
pub mod updates;
pub mod updates_page;
mod updates_told;
pub mod updates_work;
pub mod why;

#[cfg(test)]
mod tests;

pub use state::{Library, Loading, Message, Screen, Settings, State, Theme};
pub use update::{Effect, Event, update};
