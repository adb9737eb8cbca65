//! The directory that commands answer from: the store's, or what lies beside it
//! where the store is in use, or the made-up one.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    environment::Environment,
    error::{Code, Failure},
    find::context,
    vault,
    words::one_line,
};
use crate::{
    directory::{Directory, demo},
    i18n::I18n,
    runtime::library,
    search::Index,
    sheet::currency,
    store::{self, AtStage, Beside, Check, Holder, Notice, Place, Progress, Publisher, ShelfInfo, Store, StoreError},
};

/// A directory and where it came from.
#[derive(Default)]
pub struct Loaded {
    /// The entries.
    pub directory: Directory,
    /// The index over them, as it is kept; `None`: it has to be built.
    pub index: Option<Vec<u8>>,
    /// The store, which is held as long as this lives; `None` without one.
    pub store: Option<Box<dyn Store>>,
    /// Bytes of the store; 0 without one.
    pub bytes: u64,
    /// Number of the generation; 0 without a store.
    pub generation: u64,
    /// Who has the store, where it is not this program.
    pub held: Option<Option<Holder>>,
    /// Why the data folder cannot be written, though it can be read.
    pub unwritable: Option<Failure>,
    /// What the user should know, a line each.
    pub remarks: Vec<String>,
}

/// The data folder, or that there is none.
pub fn data_dir<'a>(environment: &'a Environment, i18n: &I18n) -> Result<&'a Path, Failure> {
    environment.data_dir.as_deref().ok_or_else(|| Failure::new(i18n, Code::NoDataFolder, &[]))
}

/// Opens the directory for a command that only reads, every byte of it
/// checked, and lets go of the store. `purpose` is the command's name, for a
/// second program that wants the store meanwhile.
pub fn load(environment: &Environment, purpose: &str, i18n: &I18n) -> Result<Loaded, Failure> {
    let mut loaded = open(environment, purpose, Check::Whole, i18n, &mut |_| {})?;
    loaded.remarks.extend(currency(&loaded.directory, environment, i18n));
    Ok(Loaded { store: None, ..loaded })
}

/// The same with the index over it.
pub fn load_with_index(environment: &Environment, purpose: &str, i18n: &I18n) -> Result<(Loaded, Index), Failure> {
    let mut loaded = open(environment, purpose, Check::Whole, i18n, &mut |_| {})?;
    loaded.remarks.extend(currency(&loaded.directory, environment, i18n));
    let index = library::index(&loaded.directory, loaded.index.take(), loaded.store.as_deref_mut());
    Ok((Loaded { store: None, ..loaded }, index))
}

/// Opens the store for a command that writes, and says what happened: it does
/// not make do with less.
pub fn open_to_write(
    environment: &Environment,
    purpose: &str,
    at_stage: AtStage,
    i18n: &I18n,
) -> Result<(store::Opened, Vec<String>), Failure> {
    if environment.demo {
        return Err(Failure::new(i18n, Code::NotInDemo, &[]));
    }
    let data_dir = data_dir(environment, i18n)?;
    let seal = vault::seal(environment, i18n)?;
    let place = Place { data_dir, seal: seal.as_ref() };
    let opened = store::open_watched(place, purpose, environment.clock.now(), at_stage);
    let opened = opened.map_err(|error| Failure::of_store(i18n, &error))?;
    let remarks = opened.notices.iter().map(|notice| remark(notice, i18n)).collect();
    Ok((opened, remarks))
}

/// Whose records there are, for commands that only say it or pass them on.
pub struct Known {
    /// The data folder.
    pub folder: PathBuf,
    /// Every entry.
    pub directory: Directory,
    /// What each publisher gives.
    pub shelves: Vec<ShelfInfo>,
    /// What is remembered of every publisher, by id.
    pub publishers: BTreeMap<String, Publisher>,
    /// What the user should know, a line each.
    pub remarks: Vec<String>,
}

/// Reads whose records there are, also while another program has the store.
pub fn known(environment: &Environment, purpose: &str, i18n: &I18n) -> Result<Known, Failure> {
    if environment.demo {
        return Err(Failure::new(i18n, Code::NotInDemo, &[]));
    }
    let loaded = open(environment, purpose, Check::Whole, i18n, &mut |_| {})?;
    let folder = data_dir(environment, i18n)?.to_owned();
    let of = |error: StoreError| Failure::of_store(i18n, &error);
    let (shelves, publishers) = if let Some(store) = &loaded.store {
        let current = store.current().map_err(of)?;
        (current.map(|info| info.shelves).unwrap_or_default(), store.publishers().map_err(of)?)
    } else {
        let seal = vault::seal(environment, i18n)?;
        let beside = store::read_at(Place { data_dir: &folder, seal: seal.as_ref() }, environment.clock.now());
        (beside.shelves, beside.publishers)
    };
    Ok(Known { folder, directory: loaded.directory, shelves, publishers, remarks: loaded.remarks })
}

/// Opens the directory: the made-up one, the store's, or, where another program
/// has the store or nothing can be written, what lies there to be read.
pub fn open(
    environment: &Environment,
    purpose: &str,
    check: Check,
    i18n: &I18n,
    progress: &mut dyn FnMut(Progress),
) -> Result<Loaded, Failure> {
    if environment.demo {
        let directory = Directory::new(vec![demo::release(environment.today())]);
        return Ok(Loaded { directory, ..Loaded::default() });
    }
    let folder = data_dir(environment, i18n)?;
    let seal = vault::seal(environment, i18n)?;
    let place = Place { data_dir: folder, seal: seal.as_ref() };
    match store::open(place, purpose, environment.clock.now(), check, progress) {
        Ok(store::Opened { store, directory, index, generation, notices }) => Ok(Loaded {
            directory,
            index,
            bytes: store.bytes(),
            generation: generation.number,
            store: Some(store),
            remarks: notices.iter().map(|notice| remark(notice, i18n)).collect(),
            ..Loaded::default()
        }),
        Err(StoreError::InUse { holder }) => {
            let remark = in_use(holder.as_ref(), i18n);
            Ok(Loaded { held: Some(holder), ..without_store(place, remark, environment, i18n) })
        }
        Err(error @ (StoreError::CannotWrite { .. } | StoreError::DiskFull { .. })) if store::is_there(folder) => {
            let failure = Failure::of_store(i18n, &error);
            let remark = i18n.with("store-remark-unwritable", &[("message", (&failure.message).into())]);
            Ok(Loaded { unwritable: Some(failure), ..without_store(place, remark, environment, i18n) })
        }
        Err(error) => Err(Failure::of_store(i18n, &error)),
    }
}

/// The directory as it lies there, without the store.
fn without_store(place: Place<'_>, remark: String, environment: &Environment, i18n: &I18n) -> Loaded {
    let Beside { directory, index, generation, bytes, notices, .. } = store::read_at(place, environment.clock.now());
    let remarks = std::iter::once(remark).chain(notices.iter().map(|notice| self::remark(notice, i18n)));
    Loaded { directory, index, generation, bytes, remarks: remarks.collect(), ..Loaded::default() }
}

/// What has to be said about the age of the directory, and about the clock.
fn currency(directory: &Directory, environment: &Environment, i18n: &I18n) -> Vec<String> {
    let banners = currency::banners(directory, &context(environment, i18n));
    banners.iter().map(|banner| one_line(banner)).collect()
}

/// That another program has the store, and what is answered from instead.
fn in_use(holder: Option<&Holder>, i18n: &I18n) -> String {
    match holder {
        Some(holder) => i18n.with(
            "cli-remark-in-use-by",
            &[("pid", holder.pid.to_string().into()), ("purpose", (&holder.purpose).into())],
        ),
        None => i18n.text("cli-remark-in-use"),
    }
}

/// What happened while opening the store, in words.
pub fn remark(notice: &Notice, i18n: &I18n) -> String {
    one_line(&match notice {
        Notice::SetAside { path, .. } => {
            i18n.with("cli-remark-set-aside", &[("path", path.display().to_string().into())])
        }
        Notice::NotRebuilt { publisher, .. } => {
            i18n.with("store-remark-not-rebuilt", &[("publisher", publisher.into())])
        }
        Notice::RebuiltOlder { publisher, version, newest } => i18n.with(
            "store-remark-rebuilt-older",
            &[
                ("publisher", publisher.into()),
                ("version", version.to_string().into()),
                ("newest", newest.to_string().into()),
            ],
        ),
        Notice::NoWayBack => i18n.text("store-remark-no-way-back"),
        Notice::BuiltAnew { detail } => i18n.with("cli-remark-built-anew", &[("detail", detail.into())]),
        Notice::OnlyInMemory { detail } => i18n.with("cli-remark-only-in-memory", &[("detail", detail.into())]),
    })
}
