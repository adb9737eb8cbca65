//! A client of The Update Framework for the conformance suite
//! (<https://github.com/theupdateframework/tuf-conformance>): the client that
//! takes bundles, asked from outside. `docs/security.md` says how to run the
//! suite and what comes out.
//!
//! ```text
//! tuf_client --metadata-dir D init ROOT
//! tuf_client --metadata-dir D --metadata-url U refresh
//! tuf_client --metadata-dir D --metadata-url U --target-name N --target-base-url B --target-dir T download
//! ```

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use parasol::{
    bundle::{
        Digest, Fetch, FetchError,
        tuf::{Client, Expiry, Kept, Refreshed, root_name},
    },
    store::files::write_whole,
    sync::{
        Watch,
        web::{Pace, Parts, Proxies, Web},
    },
};
use url::Url;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What the suite asks for.
#[derive(Parser)]
struct Arguments {
    /// Where trusted metadata lie.
    #[arg(long, value_name = "DIR")]
    metadata_dir: PathBuf,
    /// The metadata of the repository.
    #[arg(long, value_name = "URL")]
    metadata_url: Option<Url>,
    /// A target to download; may be given several times.
    #[arg(long, value_name = "NAME")]
    target_name: Vec<String>,
    /// The targets of the repository.
    #[arg(long, value_name = "URL")]
    target_base_url: Option<Url>,
    /// Where targets are put.
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begins with a root that is trusted for another reason.
    Init {
        /// The file of that root.
        root: PathBuf,
    },
    /// Brings the metadata up to date.
    Refresh,
    /// The same, then downloads targets.
    Download,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<()> {
    let folder = &arguments.metadata_dir;
    if let Command::Init { root } = &arguments.command {
        let root = fs::read(root)?;
        Kept::begin("root.json", root.clone())?;
        write_whole(&folder.join("root.json"), &root)?;
        return Ok(());
    }
    let place = Place::of(arguments)?;
    #[expect(clippy::disallowed_methods, reason = "this is the edge: nobody else could say what time it is")]
    let now = jiff::Timestamp::now();
    let mut client = Client::new(&place, read(folder)?, now, Expiry::Strict);
    let outcome = client.refresh();
    // What was accepted before a refusal is to be kept.
    write(folder, &client.kept)?;
    let refreshed = outcome?;
    match arguments.command {
        Command::Download => arguments.target_name.iter().try_for_each(|name| {
            download(&client, &refreshed, name, arguments.target_dir.as_deref().ok_or("--target-dir is missing")?)
        }),
        _ => Ok(()),
    }
}

/// Downloads one target, unless it is there already. It is put under a name
/// that cannot leave the folder.
fn download(client: &Client<'_>, refreshed: &Refreshed, name: &str, folder: &Path) -> Outcome<()> {
    let meta = refreshed.targets.body.targets.get(name).ok_or("no such target")?;
    let path = folder.join(Digest::of(name.as_bytes()).to_string());
    if !fs::read(&path).is_ok_and(|bytes| meta.is(&bytes).is_ok()) {
        write_whole(&path, &client.target(&refreshed.root, name, meta)?)?;
    }
    Ok(())
}

const OTHERS: [&str; 3] = ["timestamp.json", "snapshot.json", "targets.json"];

/// The trusted metadata of a folder. Of the roots, the suite wants the newest
/// only, as `root.json`.
fn read(folder: &Path) -> Outcome<Kept> {
    let root = fs::read(folder.join("root.json"))?;
    let version = Kept::begin("root.json", root.clone())?.root()?.version;
    let mut files = BTreeMap::from([(root_name(version), root)]);
    for name in OTHERS {
        match fs::read(folder.join(name)) {
            Ok(bytes) => drop(files.insert(name.to_owned(), bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Kept::from_files(files)?)
}

fn write(folder: &Path, kept: &Kept) -> Outcome<()> {
    write_whole(&folder.join("root.json"), kept.root_bytes())?;
    for name in OTHERS {
        match kept.bytes(name) {
            Some(bytes) => write_whole(&folder.join(name), bytes)?,
            None => fs::remove_file(folder.join(name)).or_else(|error| match error.kind() {
                io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?,
        }
    }
    Ok(())
}

/// The repository: metadata and targets may lie on two hosts.
struct Place {
    metadata: Web,
    targets: Option<Web>,
    /// What comes of a target before it is whole.
    _parts: tempfile::TempDir,
}

impl Place {
    fn of(arguments: &Arguments) -> Outcome<Self> {
        let parts = tempfile::tempdir()?;
        let web = |url: &Url| {
            // The paths of a bundle begin with the folder's name.
            let above = url.join("../")?;
            let parts = Parts::below(parts.path());
            Web::new(&above, &Proxies::default(), Pace::default(), parts, Watch::default())
                .map_err(Box::<dyn Error>::from)
        };
        let metadata = web(arguments.metadata_url.as_ref().ok_or("--metadata-url is missing")?)?;
        let targets = arguments.target_base_url.as_ref().map(web).transpose()?;
        Ok(Self { metadata, targets, _parts: parts })
    }
}

impl Fetch for Place {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
        let place = if path.starts_with("targets/") { self.targets.as_ref() } else { Some(&self.metadata) };
        place.ok_or(FetchError::NotFound)?.fetch(path, limit)
    }
}
