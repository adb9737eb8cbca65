//! Random damage at the door through which records come in: nothing of it is
//! taken, and nothing that is remembered changes.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
};

use proptest::{
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};

use super::{
    GenerationInfo, Publisher, Store,
    files::write_whole,
    samples::open,
    take::{self, TakeError, Taken},
};
use crate::bundle::{
    Trust,
    attacks::{
        House,
        damage::{damaged, damages},
    },
    file::Container,
    samples::{self, packed, records},
};

/// So many damages, and after each of them all is compared.
const CASES: u32 = 10_000;

/// Everything on the disk but the database's own files, which move by
/// themselves, and the lock.
fn on_disk(folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() {
            on_disk(&path, files);
        } else if !(["db", "conf"].contains(&name.as_str()) || name.starts_with("snap.") || name.contains("lock")) {
            files.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
}

/// What may not change: what is in use, whom to trust from which version on,
/// and the files of it.
type Remembered = (Option<GenerationInfo>, BTreeMap<String, Publisher>, BTreeMap<String, Vec<u8>>);

fn remembered(store: &dyn Store, data: &Path) -> Remembered {
    let mut files = BTreeMap::new();
    on_disk(data, &mut files);
    (store.current().unwrap(), store.publishers().unwrap(), files)
}

/// Takes a file as `import` does.
fn import(store: &mut dyn Store, file: &Path, trust: &Trust) -> Result<Taken, TakeError> {
    let verified = take::look(store, Arc::new(Container::open(file)?), trust, samples::now())?;
    let offer = take::prepare(store, verified, &mut |_| ControlFlow::Continue(()))?;
    take::take(store, offer, &|_, _| Vec::new(), &mut |_| ControlFlow::Continue(()))
}

/// Writes the file on the stick. Ten thousand times over, there is no waiting
/// until the disk has it.
fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create(file)?.write_all(bytes)
}

#[test]
fn no_damaged_file_is_imported_and_store_and_floor_stay_as_they_are() {
    let mut house = House::new("Casa");
    let [before, whole] = [1, 2].map(|version| {
        // Without patches, every part of a bundle is needed.
        house.publisher.former.clear();
        packed(&house.publisher.publish_as(version, records(2 + version as usize)))
    });
    let (data, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = elsewhere.path().join("a.parasol");
    let mut opened = open(data.path(), 1, 3).unwrap();
    write_whole(&file, &before).unwrap();
    let first = Trust::Fingerprints(vec![house.fingerprint().hex()]);
    import(&mut *opened.store, &file, &first).unwrap();

    let known = remembered(&*opened.store, data.path());
    let store = RefCell::new(opened.store);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) };
    let outcome = TestRunner::new(config).run(&damages(), |damages| {
        let bytes = damaged(&whole, &before, &damages);
        // What turns out to be one of the two releases is not damaged.
        prop_assume!(bytes != whole && bytes != before);
        put(&file, &bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(import(&mut **store.borrow_mut(), &file, &Trust::Known).is_err(), "it was taken");
        prop_assert!(remembered(&**store.borrow(), data.path()) == known, "something changed");
        Ok(())
    });
    outcome.unwrap();

    write_whole(&file, &whole).unwrap();
    let taken = import(&mut **store.borrow_mut(), &file, &Trust::Known).unwrap();
    assert!(taken.directory.find("org-00003").is_some(), "what is whole comes in afterwards");
    assert!(remembered(&**store.borrow(), data.path()) != known);
}
