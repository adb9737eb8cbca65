//! Looking at sources: which there are, and what each has, its signatures
//! checked. Nothing is written but when a site has answered.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
};

use super::{
    Message, Ways,
    words::{self, Unmade},
};
use crate::{
    app::{
        Library,
        updates::{Accepted, Have, Listed, NoUse, Offer, Refused, UpdateSource},
    },
    bundle::{Fetch, Refusal, Trust, Verified, file::Container},
    runtime::Clock,
    runtime::shared::Shared,
    store::{
        Place, Store,
        take::{self, TakeError},
    },
    sync::{
        Bytes, Cost, Stop, Watch,
        asking::{self, Asked},
        drives::search,
        sources::{self, Answer, Failed, Sources},
        web::{Parts, Web},
    },
};

/// What a look has to know.
#[derive(Clone)]
pub(super) struct Eye {
    pub(super) data_dir: Option<PathBuf>,
    pub(super) ways: Ways,
    pub(super) store: Shared,
    pub(super) clock: Clock,
    /// The directory in use.
    pub(super) library: Arc<Mutex<Option<Arc<Library>>>>,
    /// Downloads of a directory that is in the vault.
    pub(super) parts: Parts,
    pub(super) sender: Sender<Message>,
}

impl Eye {
    pub(super) fn library(&self) -> Option<Arc<Library>> {
        self.library.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_library(&self, library: &Arc<Library>) {
        *self.library.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(library));
    }

    /// Forgets the directory and what was fetched of it.
    pub(super) fn forget(&self) {
        *self.library.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.parts.clear();
    }

    /// The list of sites.
    fn sources(&self) -> Sources {
        let seal = self.store.seal();
        let place = |data_dir| Place { data_dir, seal: seal.as_ref() };
        // A list that cannot be read is for the command `sources` to explain.
        self.data_dir.as_deref().and_then(|folder| Sources::load(place(folder)).ok()).unwrap_or_default()
    }

    /// Where downloads lie.
    pub(super) fn parts(&self) -> Result<Parts, Unmade> {
        if self.store.seal().is_some() {
            return Ok(self.parts.clone());
        }
        self.data_dir.as_deref().filter(|_| self.store.is_there()).map(Parts::below).ok_or_else(words::no_store)
    }

    /// Every source that there is now.
    pub(super) fn list(&self) -> Vec<Listed> {
        let sites = self.sources();
        let on_drives = search(&self.ways.drives.list()).into_iter().map(|found| Listed {
            name: plain(&found.drive.name),
            file: plain(&found.name()),
            bytes: Some(found.bytes),
            answered: None,
            failed: None,
            secret: true,
            source: UpdateSource::File(found.path),
        });
        let on_sites = sites.list.iter().map(|site| Listed {
            source: UpdateSource::Site(site.url.to_string()),
            name: plain(site.short()),
            file: String::new(),
            bytes: None,
            answered: site.answer.as_ref().map(|answer| answer.at),
            failed: site.failed.as_ref().map(|failed| NoUse { at: failed.at, code: plain(&failed.code) }),
            secret: site.is_secret(),
        });
        on_drives.chain(on_sites).collect()
    }

    /// Asks a site for the one file that changes.
    pub(super) fn ask_site(
        &self,
        url: &str,
        stop: &Stop,
        report: impl Fn(Bytes) + Send + Sync + 'static,
    ) -> Result<Asked, Unmade> {
        let site = sources::address(url).map_err(|problem| words::other(&problem.to_string()))?;
        let watch = Watch { stop: stop.clone(), report: Arc::new(report) };
        let parts = self.parts()?;
        let place = words::Place::of(&UpdateSource::Site(url.to_owned()));
        let failed = |error| words::of_fetch(error, &place, Cost::default());
        let web = Web::new(&site, &self.ways.proxies, self.ways.pace.clone(), parts, watch).map_err(failed)?;
        let known = self.sources();
        let answer = known.find(&site).and_then(|source| source.answer.clone());
        let before = answer.map(|answer| asking::remembered(&self.store, &answer.publisher)).transpose();
        let before = before.map_err(|error| words::of_store(&error))?.flatten();
        asking::ask(Arc::new(web), before.as_ref()).map_err(failed)
    }

    /// Notes what a site has answered.
    pub(super) fn note(&self, url: &str, verified: &Verified) {
        let answer =
            Answer { at: (self.clock)(), publisher: verified.manifest.publisher.clone(), version: verified.version };
        if let (Some(folder), Ok(url)) = (&self.data_dir, sources::address(url)) {
            // It is a courtesy: the update does not depend on it.
            let seal = self.store.seal();
            Sources::note_in(Place { data_dir: folder, seal: seal.as_ref() }, &url, answer).ok();
        }
    }

    /// Notes that asking a site was no use, where that has to do with the site.
    pub(super) fn note_failure(&self, url: &str, refused: &Refused) {
        let failed = words::no_use(refused).map(|code| Failed { at: (self.clock)(), code: code.to_owned() });
        if let (Some(folder), Ok(url), Some(failed)) = (&self.data_dir, sources::address(url), failed) {
            let seal = self.store.seal();
            Sources::note_failure_in(Place { data_dir: folder, seal: seal.as_ref() }, &url, failed).ok();
        }
    }

    /// Checks the signatures. Whom nobody has accepted is looked at all the
    /// same; `words` are the first two that a person typed.
    pub(super) fn verify(&self, fetch: &Arc<dyn Fetch>, words: Option<String>) -> Result<Verified, TakeError> {
        let look = |trust: &Trust| take::look(&self.store, Arc::clone(fetch), trust, (self.clock)());
        if let Some(words) = words {
            return look(&Trust::FirstWords(words));
        }
        match look(&Trust::Fingerprints(self.ways.accepted.clone())) {
            Err(TakeError::Refused(Refusal::UnknownPublisher { .. })) => look(&Trust::Look),
            other => other,
        }
    }

    /// Looks at a bundle where it lies.
    pub(super) fn look_at_file(&self, path: &Path) -> Result<Offer, Unmade> {
        if !self.store.is_there() {
            return Err(words::no_store());
        }
        let place = words::Place::of(&UpdateSource::File(path.to_owned()));
        let failed = |error: TakeError| words::of_take(&error, &place, 0);
        let container = Container::open(path).map_err(|refusal| failed(refusal.into()))?;
        let length = path.metadata().map_or(0, |about| about.len());
        let fetch: Arc<dyn Fetch> = Arc::new(container);
        let verified = self.verify(&fetch, None).map_err(failed)?;
        self.offer(&verified, Cost { bytes: length, kept: 0 }, Accepted::ByAdministrator)
    }

    /// What is to be said about a version. `accepts` is who has accepted its
    /// publisher, if that is done and nothing was taken from it yet.
    pub(super) fn offer(&self, verified: &Verified, cost: Cost, accepts: Accepted) -> Result<Offer, Unmade> {
        let manifest = &verified.manifest;
        let id = manifest.publisher.as_str();
        let in_use = asking::remembered(&self.store, id).map_err(|error| words::of_store(&error))?;
        let library = self.library();
        let shown = library.as_ref().and_then(|one| one.directory.publications().find(|one| one.publisher == id));
        let off = in_use.as_ref().is_some_and(|(publisher, _)| publisher.off);
        let have = in_use.map(|(_, version)| Have { version, published: shown.and_then(|one| one.published) });
        let looks_like = take::looks_like(&manifest.name, id, &self.store).map_err(|error| words::of_store(&error))?;
        let accepted = match (verified.known, verified.accepted) {
            (true, _) => Accepted::Before,
            (false, true) => accepts,
            (false, false) => Accepted::Not,
        };
        Ok(Offer {
            publisher: manifest.publisher.clone(),
            name: manifest.name.clone(),
            contact: manifest.contact.clone(),
            words: verified.fingerprint.words().iter().map(ToString::to_string).collect(),
            hex: verified.fingerprint.hex(),
            accepted,
            looks_like,
            version: verified.version,
            published: manifest.published,
            expires: verified.expires,
            have,
            off,
            bytes: cost.bytes,
            kept: cost.kept,
            organizations: manifest.counts.organizations,
            services: manifest.counts.services,
            clock_behind: verified.clock_behind(),
        })
    }
}

/// A name from outside: a drive or a file can be called anything.
pub(super) fn plain(text: &str) -> String {
    crate::text::sanitise::sanitise(text).text.replace('\n', " ")
}
