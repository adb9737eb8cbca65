//! The index over a directory: as the store keeps it, or else built.

use crate::{
    directory::Directory,
    search::Index,
    store::{Pieces, Store},
};

/// The index that is kept, if this program can read it, or a new one. A new one
/// is kept for the next start where there is a store; if that fails, the next
/// start builds it again.
pub fn index(directory: &Directory, kept: Option<Vec<u8>>, store: Option<&mut (dyn Store + 'static)>) -> Index {
    if let Some(index) = kept.and_then(|bytes| Index::from_bytes(bytes).ok()) {
        return index;
    }
    let Some(store) = store else { return Index::build(directory) };
    let pieces = index_pieces(directory);
    store.keep_pieces(&pieces).and_then(|blob| store.set_index(blob)).and_then(|()| store.tidy()).ok();
    Index::from_bytes(pieces.concat()).unwrap_or_else(|_| Index::build(directory))
}

/// A new index as bytes, for the store.
pub fn index_pieces(directory: &Directory) -> Pieces {
    Index::build(directory).into_pieces()
}
