//! The index over a directory: as the store keeps it, or else built.

use crate::{directory::Directory, search::Index, store::Store};

/// The index that is kept, if this program can read it, or a new one. A new one
/// is kept for the next start where there is a store; if that fails, the next
/// start builds it again.
pub fn index(directory: &Directory, kept: Option<Vec<u8>>, store: Option<&mut (dyn Store + 'static)>) -> Index {
    if let Some(index) = kept.and_then(|bytes| Index::from_bytes(bytes).ok()) {
        return index;
    }
    let index = Index::build(directory);
    if let Some(store) = store {
        let bytes = index.to_bytes();
        if !bytes.is_empty() {
            store.keep(&bytes).and_then(|blob| store.set_index(blob)).and_then(|()| store.tidy()).ok();
        }
    }
    index
}

/// A new index as bytes, for the store.
pub fn index_bytes(directory: &Directory) -> Vec<u8> {
    Index::build(directory).to_bytes()
}
