//! Records into files: HSDS for programs, tables for people.

pub mod flat;
pub mod json;
pub mod package;
