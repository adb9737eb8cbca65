//! Asking a site for its `timestamp.json` first: the one file that changes.
//! Where it is the one that is remembered, that is all there is to ask.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    bundle::{Fetch, FetchError, Hurdle, limits},
    store::{Publisher, Store, StoreError},
};

/// Where the file lies.
const TIMESTAMP: &str = "metadata/timestamp.json";

/// What a site answered to the first question.
pub struct Asked {
    /// Through this the rest is asked for, no metadata twice; where nothing is
    /// new, it has what is remembered, and asks for nothing.
    pub fetch: Arc<dyn Fetch>,
    /// The version in use, where the site has nothing else.
    pub unchanged: Option<u64>,
}

/// Asks a site. `before` is what is remembered of the publisher that it had
/// the last time, with the version of it that is in use.
pub fn ask(site: Arc<dyn Fetch>, before: Option<&(Publisher, u64)>) -> Result<Asked, FetchError> {
    let mut timestamp = Vec::new();
    let limit = limits::METADATA_BYTES;
    site.fetch(TIMESTAMP, limit)?.take(limit.saturating_add(1)).read_to_end(&mut timestamp)?;
    no_page(&timestamp)?;
    if let Some((publisher, version)) = before
        && !publisher.removed
        && let Ok(Some(trusted)) = publisher.trusted()
        // After going back to the version before, the newest can be had again.
        && trusted.floor() == *version
    {
        let files = trusted.to_files();
        if files.get("timestamp.json") == Some(&timestamp) {
            return Ok(Asked { fetch: Arc::new(Remembered(files)), unchanged: Some(*version) });
        }
    }
    let got = Mutex::new(BTreeMap::from([(TIMESTAMP.to_owned(), Some(timestamp))]));
    Ok(Asked { fetch: Arc::new(Begun { site, got }), unchanged: None })
}

/// What [`ask`] has to know of the publisher that a site had the last time.
pub fn remembered(store: &dyn Store, publisher: &str) -> Result<Option<(Publisher, u64)>, StoreError> {
    let Some(current) = store.current()? else { return Ok(None) };
    let Some(shelf) = current.shelves.into_iter().find(|shelf| shelf.publisher == publisher) else { return Ok(None) };
    Ok(store.publishers()?.remove(publisher).map(|known| (known, shelf.version)))
}

/// A network in which somebody has to log in first answers in the place of the
/// site, with a page. Nobody was reached then, and nothing is damaged.
fn no_page(bytes: &[u8]) -> Result<(), FetchError> {
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Err(FetchError::Unreachable { detail: "a page came instead".to_owned(), hurdle: Hurdle::Page });
    }
    Ok(())
}

fn ready(bytes: Option<&Vec<u8>>, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
    match bytes {
        None => Err(FetchError::NotFound),
        Some(bytes) if bytes.len() as u64 > limit => Err(FetchError::TooLong),
        Some(bytes) => Ok(Box::new(Cursor::new(bytes.clone()))),
    }
}

/// A site of which some metadata are here already. It is asked for each only
/// once, so that looking again (with the words that a person typed) sees what
/// was seen before, and costs nothing.
struct Begun {
    site: Arc<dyn Fetch>,
    /// What came by path; `None` where there was no such file.
    got: Mutex<BTreeMap<String, Option<Vec<u8>>>>,
}

impl Fetch for Begun {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
        if !path.starts_with("metadata/") {
            return self.site.fetch(path, limit);
        }
        let known = |path: &str| self.got.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some(bytes) = known(path) {
            return ready(bytes.as_ref(), limit);
        }
        let bytes = match self.site.fetch(path, limit) {
            Err(FetchError::NotFound) => None,
            reader => {
                let mut bytes = Vec::new();
                reader?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
                Some(bytes)
            }
        };
        let outcome = ready(bytes.as_ref(), limit);
        self.got.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
        outcome
    }

    fn listing(&self) -> Option<Vec<(String, u64)>> {
        self.site.listing()
    }

    fn spoiled(&self, path: &str) {
        self.site.spoiled(path);
    }
}

/// The metadata that are remembered of a publisher, as a place without
/// targets.
struct Remembered(BTreeMap<String, Vec<u8>>);

impl Fetch for Remembered {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
        let name = path.strip_prefix("metadata/").unwrap_or_default();
        // `14.snapshot.json` is remembered as `snapshot.json`, roots by number.
        let plain = name.split_once('.').map_or(name, |(_, rest)| rest);
        ready(self.0.get(name).or_else(|| self.0.get(plain)), limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place that counts how often it is asked.
    #[derive(Default)]
    struct Counting(Mutex<Vec<String>>);

    impl Fetch for Counting {
        fn fetch(&self, path: &str, _limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
            self.0.lock().unwrap().push(path.to_owned());
            if path.ends_with("2.root.json") { Err(FetchError::NotFound) } else { Ok(Box::new(Cursor::new(b"{}"))) }
        }
    }

    #[test]
    fn no_metadata_are_asked_for_twice() {
        let site = Arc::new(Counting::default());
        let asked = ask(Arc::clone(&site) as Arc<dyn Fetch>, None).unwrap();
        assert_eq!(asked.unchanged, None);
        for _ in 0..2 {
            assert!(asked.fetch.fetch(TIMESTAMP, 10).is_ok());
            assert!(asked.fetch.fetch("metadata/1.root.json", 10).is_ok());
            assert!(matches!(asked.fetch.fetch("metadata/1.root.json", 1).err(), Some(FetchError::TooLong)));
            assert!(matches!(asked.fetch.fetch("metadata/2.root.json", 10).err(), Some(FetchError::NotFound)));
            asked.fetch.fetch("targets/x", 10).ok();
        }
        let paths = site.0.lock().unwrap().clone();
        let expected = [TIMESTAMP, "metadata/1.root.json", "metadata/2.root.json", "targets/x", "targets/x"];
        assert_eq!(paths, expected);
    }

    #[test]
    fn what_is_remembered_has_its_names() {
        let files = ["1.root.json", "timestamp.json", "snapshot.json"].map(|name| (name.to_owned(), vec![1]));
        let remembered = Remembered(files.into());
        for path in ["metadata/1.root.json", "metadata/timestamp.json", "metadata/14.snapshot.json"] {
            assert!(remembered.fetch(path, 9).is_ok(), "{path}");
        }
        for path in ["metadata/2.root.json", "targets/x", "1.root.json"] {
            assert!(remembered.fetch(path, 9).is_err(), "{path}");
        }
    }
}
