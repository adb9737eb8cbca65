//! Where a release is written: seen to before anything is signed, so that no
//! version number is given to what cannot be written.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    arguments::BuildArguments,
    folder::{Folder, write_public},
};
use crate::{
    bundle::publish::Release,
    cli::{
        bundle_file,
        error::{Code, Failure},
    },
    i18n::I18n,
    store::{
        StoreError,
        files::{Pending, folder_of, make_folder},
    },
};

/// The one file of a site that changes; it comes last.
const LAST: &str = "metadata/timestamp.json";

/// The bundle that is to be written, and the site.
pub struct Outputs<'a> {
    out: &'a Path,
    site: Option<&'a Path>,
    /// The file that becomes the bundle.
    pending: Pending,
    i18n: &'a I18n,
}

impl<'a> Outputs<'a> {
    /// Refuses places where neither bundle nor site may lie. Writes nothing.
    pub fn check(arguments: &BuildArguments, folder: &Folder<'_>, i18n: &I18n) -> Result<(), Failure> {
        bundle_file::may_be_written(&arguments.out, i18n)?;
        let Some(site) = &arguments.site else { return Ok(()) };
        match beside_it(site, folder, &arguments.keys.keys) {
            None => Ok(()),
            Some(other) => {
                let shown = |path: &Path| path.display().to_string();
                let values = [("path", shown(site).into()), ("other", shown(&other).into())];
                Err(Failure::new(i18n, Code::SitePlace, &values))
            }
        }
    }

    /// Begins to write, as far as it shows whether it can be done.
    pub fn begin(arguments: &'a BuildArguments, i18n: &'a I18n) -> Result<Self, Failure> {
        let begin = |path: &Path| make_folder(folder_of(path)).and_then(|()| Pending::begin(path));
        let failed = |path: &Path, error: &StoreError| Failure::of_output(i18n, path, error);
        let out = arguments.out.as_path();
        let pending = begin(out).map_err(|error| failed(out, &error))?;
        let site = arguments.site.as_deref();
        if let Some(site) = site {
            begin(&site.join(LAST)).map_err(|error| failed(site, &error))?;
        }
        Ok(Self { out, site, pending, i18n })
    }

    /// Writes both.
    pub fn write(mut self, release: &Release, packed: &[u8]) -> Result<(), Failure> {
        let (out, i18n) = (self.out, self.i18n);
        self.pending.write_all(packed).map_err(|error| Failure::of_io(i18n, Code::FileNotWritten, out, &error))?;
        self.pending.finish().map_err(|error| Failure::of_output(i18n, out, &error))?;
        self.site.map_or(Ok(()), |site| write_site(site, release, self.i18n))
    }
}

/// Writes a site. Its timestamp comes last: until then, visitors get the
/// release before.
fn write_site(site: &Path, release: &Release, i18n: &I18n) -> Result<(), Failure> {
    let is_root = |path: &str| path.ends_with(".root.json");
    let order = |path: &str| (path == LAST, is_root(path), path.starts_with("metadata/"));
    let mut files: Vec<_> = release.files.iter().collect();
    files.sort_by_key(|(path, _)| order(path));
    files.into_iter().try_for_each(|(path, bytes)| write_public(site, path, bytes, i18n))
}

/// What must not be put on the web, or be mixed with a site, and lies in its
/// folder or around it.
fn beside_it(site: &Path, folder: &Folder<'_>, keys: &[PathBuf]) -> Option<PathBuf> {
    let (here, whole) = (real(site), real(&folder.path("")));
    let overlaps = |path: &PathBuf| {
        let other = real(path);
        // A working folder with everything in it holds keys, sites and all.
        other.starts_with(&here) || here.starts_with(&other) && !whole.starts_with(&other)
    };
    let own = ["records", "metadata", "releases"].map(|name| folder.path(name));
    own.into_iter().chain(keys.iter().cloned()).find(overlaps)
}

/// The path without links and dots, as far as there is something at it.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for there in whole.ancestors() {
        if let Ok(real) = there.canonicalize() {
            return real.join(whole.strip_prefix(there).unwrap_or(Path::new("")));
        }
    }
    whole
}
