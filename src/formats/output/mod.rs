//! Records into files: HSDS for programs, tables for people.

pub mod json;
