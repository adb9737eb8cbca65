//! Asking a site for its `timestamp.json` first: the one file that changes.
//! Where it is the one that is remembered, that is all there is to ask.

use std::{
    io::{Cursor, Read},
    sync::Arc,
};

use crate::{
    bundle::{Fetch, FetchError, limits},
    store::{Publisher, Store, StoreError},
};

/// Where the file lies.
const TIMESTAMP: &str = "metadata/timestamp.json";

/// What a site answered to the first question.
pub enum Asked {
    /// Nothing is new: the version in use is the one that the site has.
    Unchanged {
        /// That version.
        version: u64,
    },
    /// There may be something new; the rest has to be asked through this,
    /// which does not ask for the same file twice.
    Open(Arc<dyn Fetch>),
}

/// Asks a site. `before` is what is remembered of the publisher that it had
/// the last time, with the version of it that is in use.
pub fn ask(site: Arc<dyn Fetch>, before: Option<(&Publisher, u64)>) -> Result<Asked, FetchError> {
    let mut timestamp = Vec::new();
    let limit = limits::METADATA_BYTES;
    site.fetch(TIMESTAMP, limit)?.take(limit.saturating_add(1)).read_to_end(&mut timestamp)?;
    if let Some((publisher, version)) = before
        && !publisher.removed
        && let Ok(Some(trusted)) = publisher.trusted()
        // After going back to the version before, the newest can be had again.
        && trusted.floor() == version
        && trusted.to_files().get("timestamp.json") == Some(&timestamp)
    {
        return Ok(Asked::Unchanged { version });
    }
    Ok(Asked::Open(Arc::new(Begun { site, timestamp })))
}

/// What [`ask`] has to know of the publisher that a site had the last time.
pub fn remembered(store: &dyn Store, publisher: &str) -> Result<Option<(Publisher, u64)>, StoreError> {
    let Some(current) = store.current()? else { return Ok(None) };
    let Some(shelf) = current.shelves.into_iter().find(|shelf| shelf.publisher == publisher) else { return Ok(None) };
    Ok(store.publishers()?.remove(publisher).map(|known| (known, shelf.version)))
}

/// A site of which one file is here already.
struct Begun {
    site: Arc<dyn Fetch>,
    timestamp: Vec<u8>,
}

impl Fetch for Begun {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
        if path != TIMESTAMP {
            return self.site.fetch(path, limit);
        }
        if self.timestamp.len() as u64 > limit {
            return Err(FetchError::TooLong);
        }
        Ok(Box::new(Cursor::new(self.timestamp.clone())))
    }

    fn listing(&self) -> Option<Vec<(String, u64)>> {
        self.site.listing()
    }

    fn spoiled(&self, path: &str) {
        self.site.spoiled(path);
    }
}
