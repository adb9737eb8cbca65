//! What an index is made of, collected while records are read.
//!
//! An index could as well be made of the packed records: to unpack and read all
//! of them a second time takes a tenth of an import.

use std::any::Any;

use crate::directory::{Organization, Publication};

/// Collects of records, one after the other, what an index is made of.
pub trait Collector: Any + Send {
    /// Takes the next organisation, with its services.
    fn add(&mut self, publication: &Publication, organization: &Organization);
}

/// Begins with no records; one is begun for each thread that reads.
pub type Begin<'b> = &'b (dyn Fn() -> Box<dyn Collector> + Sync);

/// What was collected of all records of one publisher.
#[derive(Default)]
pub struct Collected {
    /// Whose they are; nobody's where nothing was collected.
    pub publisher: String,
    /// In the order of the records.
    pub parts: Vec<Box<dyn Collector>>,
}
