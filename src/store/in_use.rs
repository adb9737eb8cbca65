//! What else brings another generation into use: going back, and switching
//! publishers.

use super::{
    Draft, GenerationInfo, Store, parse,
    take::{Indexer, TakeError, Taken, make_current, open_shelf, refusal},
};

/// The generation that [`roll_back`] goes back to.
pub fn before(store: &dyn Store) -> Result<GenerationInfo, TakeError> {
    let previous = store.current()?.and_then(|current| current.previous);
    previous.map_or(Ok(None), |number| store.generation(number))?.ok_or(TakeError::NothingBefore)
}

/// Goes back to the generation before; a second time, forward again. Floors
/// stay, and what was withdrawn since stays withdrawn.
pub fn roll_back(store: &mut dyn Store, indexer: Indexer<'_>) -> Result<Taken, TakeError> {
    let current = store.current()?.ok_or(TakeError::NothingBefore)?;
    let before = before(store)?;
    let publishers = store.publishers()?;
    let mut shelves = Vec::with_capacity(before.shelves.len());
    for mut info in before.shelves {
        let publisher = publishers.get(&info.publisher);
        if publisher.is_some_and(|one| one.removed) {
            continue;
        }
        if let Some(publisher) = publisher {
            let shelf = open_shelf(store, &info)?;
            if let Some(bytes) = parse::without(&shelf, &publisher.hidden_in(info.version)) {
                info.records = store.keep(&bytes.map_err(|error| refusal(error, "directory"))?)?;
            }
        }
        shelves.push(info);
    }
    make_current(store, Draft { shelves, previous: Some(current.number), ..Draft::default() }, indexer)
}

/// What to do with a publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Show its records.
    On,
    /// Keep its records and do not show them.
    Off,
    /// Drop its records and its bundles, and trust it no longer.
    Remove,
}

/// Switches a publisher, by its id.
pub fn switch(store: &mut dyn Store, id: &str, switch: Switch, indexer: Indexer<'_>) -> Result<Taken, TakeError> {
    let unknown = || TakeError::NoSuchPublisher(id.to_owned());
    let current = store.current()?.filter(|current| current.shelves.iter().any(|info| info.publisher == id));
    let current = current.ok_or_else(unknown)?;
    let mut publisher = store.publishers()?.remove(id).unwrap_or_default();
    id.clone_into(&mut publisher.id);
    publisher.sequence += 1;
    publisher.off = switch == Switch::Off;
    let mut shelves = current.shelves;
    let mut previous = current.previous;
    if switch == Switch::Remove {
        publisher.removed = true;
        publisher.bundles.clear();
        shelves.retain(|info| info.publisher != id);
        // Nothing of it stays to be gone back to.
        previous = None;
    }
    make_current(store, Draft { shelves, previous, index: None, publishers: vec![publisher] }, indexer)
}
