//! `drives`: the bundles on drives that can be taken out, each verified.

use std::{path::Path, sync::Arc};

use serde::Serialize;

use super::{
    answer::Answer,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    import,
    words::{json_line, one_line},
};
use crate::{
    bundle::{self, Fetch, Trust, Verified, file::Container},
    i18n::I18n,
    sheet::update,
    store::{
        Check,
        take::{self, TakeError},
    },
    sync::{
        asking,
        drives::{Found, search},
    },
};

/// A bundle on a drive, for a program.
#[derive(Debug, Serialize)]
struct Row {
    drive: String,
    file: String,
    bytes: u64,
    publisher: Option<String>,
    name: Option<String>,
    fingerprint: Option<String>,
    version: Option<u64>,
    published: Option<String>,
    /// True when its publisher was accepted before.
    known: bool,
    /// The version in use.
    have: Option<u64>,
    /// True when it is newer than that.
    newer: bool,
    error: Option<Failure>,
}

impl Row {
    fn of(found: &Found, loaded: &Loaded, environment: &Environment, i18n: &I18n) -> Self {
        let row = Self {
            drive: found.drive.name.clone(),
            file: found.path.display().to_string(),
            bytes: found.bytes,
            publisher: None,
            name: None,
            fingerprint: None,
            version: None,
            published: None,
            known: false,
            have: None,
            newer: false,
            error: None,
        };
        match look(&found.path, loaded, environment) {
            Ok(verified) => row.verified(verified, loaded),
            Err(error) => Self { error: Some(import::failure(&error, i18n)), ..row },
        }
    }

    fn verified(self, verified: Verified, loaded: &Loaded) -> Self {
        let id = verified.manifest.publisher.as_str();
        let in_use = loaded.directory.publications().find(|one| one.publisher == id);
        // Who is switched off is not in the directory, but here.
        let kept = loaded.store.as_deref().and_then(|store| asking::remembered(store, id).ok().flatten());
        let have = in_use.map(|one| one.version).or(kept.map(|(_, version)| version));
        Self {
            fingerprint: Some(verified.fingerprint.hex()),
            version: Some(verified.version),
            published: Some(verified.manifest.published.to_string()),
            known: verified.known || in_use.is_some(),
            have,
            newer: have.is_none_or(|have| have < verified.version),
            publisher: Some(verified.manifest.publisher),
            name: Some(verified.manifest.name),
            ..self
        }
    }

    fn line(&self, i18n: &I18n) -> String {
        let text = |text: &Option<String>| one_line(text.as_deref().unwrap_or_default());
        let version = |version: Option<u64>| version.map_or_else(String::new, |version| version.to_string());
        let bytes = update::bytes(i18n, self.bytes);
        let what = if let Some(error) = &self.error {
            error.message.clone()
        } else {
            let id = match (self.known, self.have, self.newer) {
                (false, ..) => "drives-new-publisher",
                (true, None, _) => "drives-known",
                (true, Some(_), true) => "drives-newer",
                (true, Some(_), false) if self.have == self.version => "drives-in-use",
                (true, Some(_), false) => "drives-older",
            };
            let values = [
                ("name", text(&self.name).into()),
                ("version", version(self.version).into()),
                ("have", version(self.have).into()),
            ];
            i18n.with(id, &values)
        };
        let values = [
            ("drive", one_line(&self.drive).into()),
            ("file", one_line(&self.file).into()),
            ("bytes", bytes.into()),
            ("what", what.into()),
        ];
        i18n.with("drives-line", &values) + "\n"
    }
}

/// Checks the signatures, beside what is remembered where the store is free.
fn look(path: &Path, loaded: &Loaded, environment: &Environment) -> Result<Verified, TakeError> {
    let fetch: Arc<dyn Fetch> = Arc::new(Container::open(path)?);
    let now = environment.clock.now();
    match &loaded.store {
        Some(store) => take::look(&**store, fetch, &Trust::Look, now),
        None => Ok(bundle::verify(fetch, None, &Trust::Look, now)?),
    }
}

/// Lists the bundles on drives.
pub fn drives(json: bool, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let found = search(&environment.drives.list());
    let loaded = directory::open(environment, "drives", Check::Heads, i18n, &mut |_| {})?;
    let rows: Vec<Row> = found.iter().map(|found| Row::of(found, &loaded, environment, i18n)).collect();
    let text = if json { json_line(&rows) } else { rows.iter().map(|row| row.line(i18n)).collect() };
    let failure = rows.is_empty().then(|| Failure::new(i18n, Code::NoBundles, &[]));
    Ok(Answer { text, remarks: loaded.remarks, failure, ..Answer::default() })
}
