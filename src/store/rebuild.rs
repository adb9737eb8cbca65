//! Building anew what was lost: the records in use and those that `rollback`
//! goes back to, each from the bundles that are kept.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    GenerationInfo, Notice, Publisher, ShelfInfo, Store, StoreError,
    disk::FLOOR,
    files, starter,
    take::{self, Offer, TakeError},
};

/// In a folder that was made anew, what stood beside the database before.
pub(super) const LOST: &str = "lost";

/// The version of each publisher, by id.
type Versions = BTreeMap<String, u64>;

/// What is known of the generation that was lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// The versions that were in use; nothing where that is not known.
    now: Option<Versions>,
    /// Those that `rollback` would have gone back to, if there were any.
    before: Before,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Before {
    /// There was nothing to go back to.
    Nothing,
    /// These.
    Known(Versions),
    /// Nobody knows.
    #[default]
    Unknown,
}

impl Before {
    /// The generation of this number, if there was one, had these versions.
    fn of(previous: Option<u64>, versions: Option<Versions>) -> Self {
        match (previous, versions) {
            (None, _) => Self::Nothing,
            (Some(_), Some(versions)) => Self::Known(versions),
            (Some(_), None) => Self::Unknown,
        }
    }
}

/// The part that is read of a generation beside the database, whatever form its
/// records have.
#[derive(Deserialize)]
struct Beside {
    previous: Option<u64>,
    shelves: Vec<Had>,
    before: Option<Versions>,
}

#[derive(Deserialize)]
struct Had {
    publisher: String,
    version: u64,
}

impl Lost {
    /// What the two generations had.
    pub(super) fn of(now: &GenerationInfo, before: Option<&GenerationInfo>) -> Self {
        Self { now: Some(now.versions()), before: Before::of(now.previous, before.map(GenerationInfo::versions)) }
    }

    /// What stands beside a database, or is left of it in a folder made anew.
    pub(super) fn read(folder: &Path) -> Self {
        let read = [LOST, FLOOR].iter().find_map(|name| fs::read(folder.join(name)).ok());
        read.and_then(|bytes| Self::from_beside(&bytes)).unwrap_or_default()
    }

    fn from_beside(bytes: &[u8]) -> Option<Self> {
        let at = bytes.iter().position(|byte| *byte == b'\n')?;
        let Beside { previous, shelves, before } = serde_json::from_slice(bytes.get(at..)?).ok()?;
        let now = shelves.into_iter().map(|had| (had.publisher, had.version)).collect();
        Some(Self { now: Some(now), before: Before::of(previous, before) })
    }

    /// The version of a publisher that was in use; nothing where it had none.
    fn in_use(&self, publisher: &Publisher) -> Option<u64> {
        let newest = publisher.newest();
        let Some(now) = &self.now else { return Some(newest) };
        let before = match &self.before {
            Before::Known(before) => before.get(&publisher.id),
            Before::Nothing | Before::Unknown => None,
        };
        let version = now.get(&publisher.id);
        // A program that was ended after it had taken something could not say so
        // any more.
        if version.max(before).is_some_and(|known| newest <= *known) { version.copied() } else { Some(newest) }
    }

    /// What `rollback` would have gone back to. Where nobody knows, and there is
    /// one publisher only, it is the older version of it. `Err`: it cannot be
    /// told.
    fn before(&self, publishers: &[Publisher]) -> Result<Option<Versions>, ()> {
        match (&self.before, publishers) {
            (Before::Nothing, _) => Ok(None),
            (Before::Known(before), _) => Ok(Some(before.clone())),
            (Before::Unknown, all) if all.iter().all(|one| one.bundles.len() < 2) => Ok(None),
            (Before::Unknown, [one]) => {
                let in_use = self.in_use(one);
                let other = one.bundles.iter().map(|kept| kept.version).find(|version| Some(*version) != in_use);
                Ok(other.map(|other| BTreeMap::from([(one.id.clone(), other), (starter::PUBLISHER.to_owned(), 0)])))
            }
            (Before::Unknown, _) => Err(()),
        }
    }
}

/// Sets the database's folder aside under a dated name. What it had in use stands
/// in the new one, to be built anew.
pub(super) fn set_aside(folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    let noted = [FLOOR, LOST].iter().find_map(|name| fs::read(folder.join(name)).ok());
    let aside = files::set_aside(folder, now)?;
    if let Some(bytes) = noted.filter(|bytes| aside.is_some() && Lost::from_beside(bytes).is_some()) {
        // Without it, the newest of everything is built anew.
        files::make_folder(folder).and_then(|()| files::write_whole(&folder.join(LOST), &bytes)).ok();
    }
    Ok(aside)
}

/// What was built anew.
#[derive(Default)]
pub(super) struct Rebuilt {
    /// What is in use.
    pub(super) shelves: Vec<ShelfInfo>,
    /// What `rollback` goes back to.
    pub(super) before: Option<Vec<ShelfInfo>>,
    /// True where the starter was in that too.
    pub(super) starter_before: bool,
}

/// The records of every publisher whose bundle is kept, verified and read anew.
pub(super) fn rebuilt(store: &mut dyn Store, now: Timestamp, notices: &mut Vec<Notice>) -> Result<Rebuilt, StoreError> {
    let known = store.publishers()?.into_values().filter(|one| !one.removed && !one.trusted.is_empty());
    let mut known: Vec<Publisher> = known.collect();
    known.sort_by_key(|one| one.place);
    let lost = store.lost();
    let mut built = Rebuilt::default();
    for publisher in &known {
        let Some(wanted) = lost.as_ref().map_or_else(|| Some(publisher.newest()), |lost| lost.in_use(publisher)) else {
            continue;
        };
        match read_back(store, publisher, wanted, now) {
            Ok(offer) => {
                let version = offer.verified.version;
                if version < wanted {
                    let publisher = publisher.name.clone();
                    notices.push(Notice::RebuiltOlder { publisher, version, newest: wanted });
                }
                built.shelves.push(take::info_of(store, &offer)?);
            }
            Err(TakeError::Store(error)) => return Err(error),
            Err(error) => {
                let publisher = publisher.name.clone();
                notices.push(Notice::NotRebuilt { publisher, detail: error.to_string() });
            }
        }
    }
    let Some(lost) = lost else { return Ok(built) };
    match lost.before(&known) {
        Ok(None) => {}
        Ok(Some(versions)) => {
            built.starter_before = versions.contains_key(starter::PUBLISHER);
            built.before = before(store, &known, &versions, &built.shelves, now)?;
            if built.before.is_none() {
                notices.push(Notice::NoWayBack);
            }
        }
        Err(()) => notices.push(Notice::NoWayBack),
    }
    Ok(built)
}

/// The records of the generation before; nothing where a bundle of it is not
/// kept whole.
fn before(
    store: &mut dyn Store,
    known: &[Publisher],
    versions: &Versions,
    in_use: &[ShelfInfo],
    now: Timestamp,
) -> Result<Option<Vec<ShelfInfo>>, StoreError> {
    let mut shelves = Vec::with_capacity(versions.len());
    for publisher in known {
        let Some(version) = versions.get(&publisher.id) else { continue };
        let same = |info: &&ShelfInfo| info.publisher == publisher.id && info.version == *version;
        if let Some(info) = in_use.iter().find(same) {
            shelves.push(info.clone());
            continue;
        }
        match read_back(store, publisher, *version, now) {
            Ok(offer) if offer.verified.version == *version => shelves.push(take::info_of(store, &offer)?),
            Err(TakeError::Store(error)) => return Err(error),
            Ok(_) | Err(_) => return Ok(None),
        }
    }
    Ok(Some(shelves))
}

/// Reads the kept bundle of a version; another one where that is damaged.
fn read_back(store: &dyn Store, publisher: &Publisher, version: u64, now: Timestamp) -> Result<Offer, TakeError> {
    let mut publisher = publisher.clone();
    publisher.bundles.sort_by_key(|kept| kept.version != version);
    take::read_back(store, &publisher, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Blob, KeptBundle, Origin};

    fn publisher(id: &str, versions: &[u64]) -> Publisher {
        let kept = |version: &u64| KeptBundle { version: *version, file: String::new(), bytes: 0 };
        Publisher { id: id.into(), bundles: versions.iter().map(kept).collect(), ..Publisher::default() }
    }

    fn generation(number: u64, previous: Option<u64>, versions: &[(&str, u64)]) -> GenerationInfo {
        let shelf = |(id, version): &(&str, u64)| ShelfInfo {
            publisher: (*id).to_owned(),
            version: *version,
            origin: Origin::Embedded { fingerprint: 0 },
            records: Blob::default(),
        };
        let shelves = versions.iter().map(shelf).collect();
        GenerationInfo { format: 0, number, previous, shelves, index: None }
    }

    #[test]
    fn what_stands_beside_a_database_tells_both_generations_in_whatever_form_they_are() {
        let before = generation(6, None, &[("a", 1)]);
        let now = generation(7, Some(6), &[("a", 2), ("b", 5)]);
        let read = |bytes: &[u8]| Lost::from_beside(bytes).unwrap();
        assert_eq!(read(&now.beside(Some(&before)).unwrap()), Lost::of(&now, Some(&before)));
        assert_eq!(read(&before.beside(None).unwrap()), Lost::of(&before, None));
        // As programs wrote it that did not know of it.
        assert_eq!(read(&now.beside(None).unwrap()).before, Before::Unknown);
        assert_eq!(Lost::from_beside(b"7\n{}"), None);
    }

    #[test]
    fn the_version_that_was_in_use_is_built_anew_and_else_the_newest() {
        let before = generation(6, None, &[("a", 2), ("b", 5)]);
        let lost = Lost::of(&generation(7, Some(6), &[("a", 1)]), Some(&before));
        assert_eq!(lost.in_use(&publisher("a", &[2, 1])), Some(1), "somebody has gone back");
        assert_eq!(lost.in_use(&publisher("b", &[5])), None, "to where it was not in use");
        assert_eq!(lost.in_use(&publisher("a", &[3, 2])), Some(3), "taken, and no time was left to note it");
        assert_eq!(lost.in_use(&publisher("c", &[4])), Some(4));
        assert_eq!(Lost::default().in_use(&publisher("a", &[2, 1])), Some(2));
    }

    #[test]
    fn what_was_before_is_guessed_only_where_there_is_one_publisher() {
        let one = [publisher("a", &[2, 1])];
        let versions =
            |all: &[(&str, u64)]| Some(all.iter().map(|(id, version)| ((*id).to_owned(), *version)).collect());
        assert_eq!(Lost::default().before(&one), Ok(versions(&[("a", 1), (starter::PUBLISHER, 0)])));
        assert_eq!(Lost::default().before(&[publisher("a", &[2])]), Ok(None));
        assert_eq!(Lost::default().before(&[publisher("a", &[2, 1]), publisher("b", &[5])]), Err(()));
        assert_eq!(Lost::of(&generation(7, None, &[("a", 2)]), None).before(&one), Ok(None));
    }
}
