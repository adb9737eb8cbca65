//! `verify`: whose bundle a file is and whether all of it is as it was signed.
//! Nothing is taken, nothing is written.

use std::{fs::Metadata, io, ops::ControlFlow, path::Path, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use super::{
    answer::Answer,
    environment::Environment,
    error::Failure,
    refusal::failure,
    words::{fact, json_line, one_line},
};
use crate::{
    bundle::{Counts, Fetch, Obtained, Refusal, Trust, Verified, file::Container, folder::Site, verify as check},
    i18n::I18n,
    sheet::phrases::{self, counted},
};

/// The answer for a program.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// Id of the publisher.
    pub publisher: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its fingerprint in hex, as `--trust` takes it.
    pub fingerprint: String,
    /// The same as words.
    pub words: String,
    /// The version of the directory.
    pub version: u64,
    /// When it was published.
    pub published: String,
    /// When the promise for it ends.
    pub expires: String,
    /// True when that is past.
    pub expired: bool,
    /// True when the clock is behind the day it was signed.
    pub clock_behind: bool,
    /// Both days, for a person.
    #[serde(skip)]
    days: (Timestamp, Timestamp),
    /// What it holds.
    #[serde(flatten)]
    pub counts: Counts,
    /// Bytes of the file; `None` for a folder or a site.
    pub bytes: Option<u64>,
}

impl<'a> Report<'a> {
    /// What is to be said about a verified version.
    pub fn of(verified: &'a Verified, bytes: Option<u64>) -> Self {
        let manifest = &verified.manifest;
        Self {
            publisher: &manifest.publisher,
            name: &manifest.name,
            fingerprint: verified.fingerprint.hex(),
            words: verified.fingerprint.words().join(" "),
            version: verified.version,
            published: manifest.published.to_string(),
            expires: verified.expires.to_string(),
            days: (manifest.published, verified.expires),
            expired: verified.expired(),
            clock_behind: verified.clock_behind(),
            counts: manifest.counts,
            bytes,
        }
    }

    /// A fact a line.
    pub fn lines(&self, i18n: &I18n) -> String {
        let mut text = fact(i18n, "bundle-publisher", self.name);
        text += &fact(i18n, "bundle-words", &self.words);
        text += &fact(i18n, "bundle-fingerprint", &self.fingerprint);
        text += &fact(i18n, "bundle-version", &self.version.to_string());
        text += &fact(i18n, "bundle-published", &day(self.days.0, i18n));
        text += &fact(i18n, "bundle-expires", &day(self.days.1, i18n));
        text += &fact(i18n, "bundle-holds", &held(self.counts, i18n));
        if let Some(bytes) = self.bytes {
            text += &fact(i18n, "bundle-bytes", &count(bytes, i18n));
        }
        text
    }

    /// What has to be said besides, a line each.
    pub fn remarks(&self, i18n: &I18n) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.expired {
            remarks.push(i18n.with("bundle-expired", &[("date", day(self.days.1, i18n).into())]));
        }
        if self.clock_behind {
            remarks.push(i18n.with("bundle-clock-behind", &[("date", day(self.days.0, i18n).into())]));
        }
        remarks
    }
}

/// A day as a person reads it.
pub fn day(at: Timestamp, i18n: &I18n) -> String {
    phrases::date(i18n, at.to_zoned_datetime(TimeZone::UTC).date())
}

/// A count as a person reads it.
pub fn count(number: u64, i18n: &I18n) -> String {
    phrases::number(i18n, usize::try_from(number).unwrap_or(usize::MAX))
}

/// What a directory holds, as a person reads it.
pub fn held(counts: Counts, i18n: &I18n) -> String {
    let Counts { organizations, services, locations, tombstones } = counts;
    let counts = [
        counted(i18n, ["organizations", "organizations_count"], organizations),
        counted(i18n, ["services", "services_count"], services),
        counted(i18n, ["locations", "locations_count"], locations),
        counted(i18n, ["withdrawn", "withdrawn_count"], tombstones),
    ];
    i18n.with("bundle-counts", counts.as_flattened())
}

/// Bytes of a bundle that is a file.
pub fn bytes_of(path: &Path) -> Option<u64> {
    path.metadata().ok().filter(Metadata::is_file).map(|about| about.len())
}

/// Opens a bundle in a file, or unpacked in a folder. A pipe or a device is
/// neither: opening one may wait for ever.
pub fn open(path: &Path) -> Result<Arc<dyn Fetch>, Refusal> {
    if path.metadata().is_ok_and(|about| !about.is_file() && !about.is_dir()) {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "it is neither a file nor a folder");
        return Err(Refusal::CannotRead { part: path.display().to_string(), source });
    }
    if path.is_dir() { Ok(Arc::new(Site::new(path))) } else { Ok(Arc::new(Container::open(path)?)) }
}

/// Verifies everything in a bundle without asking who published it, and gets
/// its records.
pub fn verify_all(path: &Path, environment: &Environment) -> Result<(Verified, Obtained), Refusal> {
    let verified = check(open(path)?, None, &Trust::Look, environment.clock.now())?;
    let obtained = verified.directory(None, &mut |_| ControlFlow::Continue(()))?;
    Ok((verified, obtained))
}

/// Says whose bundle it is.
pub fn verify(path: &Path, json: bool, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let (verified, _) = verify_all(path, environment).map_err(|refusal| failure(&refusal, i18n))?;
    let report = Report::of(&verified, bytes_of(path));
    let text = if json { json_line(&report) } else { report.lines(i18n) };
    let remarks = report.remarks(i18n).iter().map(|remark| one_line(remark)).collect();
    Ok(Answer { remarks, ..Answer::of(text) })
}
