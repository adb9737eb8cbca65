//! The index over a directory: as the store keeps it, or else built.

use std::any::Any;

use crate::{
    directory::{Directory, Organization, Publication},
    search::{self, Index},
    store::{
        Pieces, Store,
        collected::{Collected, Collector},
    },
};

impl Collector for search::Collected {
    fn add(&mut self, publication: &Publication, organization: &Organization) {
        self.add_organization(publication, organization);
    }
}

/// Begins to collect what an index is made of.
pub fn collector() -> Box<dyn Collector> {
    Box::new(search::Collected::of_many())
}

/// The index that is kept, if this program can read it, or a new one. A new one
/// is kept for the next start where there is a store; if that fails, the next
/// start builds it again.
pub fn index(directory: &Directory, kept: Option<Vec<u8>>, store: Option<&mut (dyn Store + 'static)>) -> Index {
    if let Some(index) = kept.and_then(|bytes| Index::from_bytes(bytes).ok()) {
        return index;
    }
    let Some(store) = store else { return Index::build(directory) };
    let pieces = index_pieces(directory, Collected::default());
    store.keep_pieces(&pieces).and_then(|blob| store.set_index(blob)).and_then(|()| store.tidy()).ok();
    Index::from_bytes(pieces.concat()).unwrap_or_else(|_| Index::build(directory))
}

/// A new index as bytes, for the store.
pub fn index_pieces(directory: &Directory, collected: Collected) -> Pieces {
    let Collected { publisher, parts } = collected;
    let ours = |part: Box<dyn Collector>| (part as Box<dyn Any>).downcast().map(|ours| *ours).ok();
    let parts: Vec<search::Collected> = parts.into_iter().filter_map(ours).collect();
    Index::build_around(directory, &publisher, parts).into_pieces()
}
