//! Taking a bundle, wherever it comes from: whom to trust, what changes, and
//! the question before it.

use std::{
    cell::OnceCell,
    io::{BufRead, Write},
    ops::ControlFlow,
    sync::Arc,
};

use serde::Serialize;

use super::{
    ask,
    differences::{self, Difference},
    environment::Environment,
    error::Failure,
    import::failure,
    listed::{self, Listed},
    refusal, trusted,
    verify::Report,
    words::{fact, one_line},
};
use crate::{
    app::updates::EntryChange,
    bundle::{self, Fetch, Fingerprint, Refusal, Trust, Verified},
    directory::Shelf,
    i18n::I18n,
    runtime::library,
    sheet::phrases::number,
    store::{
        Opened, Store,
        collected::Begin,
        take::{self, Offer, TakeError},
    },
    sync::asking,
};

/// How a bundle is taken, wherever it comes from.
pub struct Taking<'a> {
    /// Only say what would change.
    pub dry_run: bool,
    /// Without a question.
    pub yes: bool,
    /// Fingerprint of a publisher that is not known yet.
    pub trust: Option<&'a str>,
    /// A program is listening.
    pub json: bool,
    /// Everything outside.
    pub environment: &'a Environment,
    /// The shortlist, once something is compared with it.
    pub listed: OnceCell<Listed>,
    /// Where answers to questions come from.
    pub input: &'a mut dyn BufRead,
    /// The language of questions and remarks.
    pub i18n: &'a I18n,
}

/// What taking a bundle came to.
pub struct Settled {
    /// What changed, for a person.
    pub text: String,
    /// The same for a program.
    pub value: serde_json::Value,
    /// False when it is only said, or in use already.
    pub taken: bool,
    /// False when its publisher is switched off.
    pub shown: bool,
    /// What has to be said besides.
    pub remarks: Vec<String>,
    /// What has to be said once the changes are said.
    pub after: Vec<String>,
}

impl Taking<'_> {
    /// Verifies the signatures. Somebody who sits at a terminal can accept a
    /// new publisher by typing two words of the fingerprint.
    pub fn look(&mut self, fetch: &Arc<dyn Fetch>, opened: &Opened) -> Result<Verified, Failure> {
        let (environment, i18n) = (self.environment, self.i18n);
        let mut given = trusted::fingerprints(environment.config_dir.as_deref(), i18n)?;
        given.extend(self.trust.map(str::to_owned));
        let look = |trust: &Trust| take::look(&*opened.store, Arc::clone(fetch), trust, environment.clock.now());
        let mut outcome = look(&Trust::Fingerprints(given));
        if let Err(TakeError::Refused(Refusal::UnknownPublisher { name, fingerprint })) = &outcome {
            if self.dry_run && self.trust.is_none() {
                outcome = look(&Trust::Look);
            } else if environment.terminal.stdin && self.trust.is_none() && !self.yes {
                let words = fingerprint.words().join(" ");
                let question = i18n.with(
                    "store-trust-question",
                    &[("name", name.into()), ("words", words.into()), ("hex", fingerprint.hex().into())],
                );
                // Before the words are typed: whom the name only looks like is
                // a reason not to type them.
                let alike = self.alike(name, fingerprint, opened)?.map(|other| looks_like(name, &other, i18n));
                let question = alike.into_iter().chain([question]).collect::<Vec<_>>().join("\n");
                let typed = ask::line(&question, self.input, i18n)?;
                outcome = look(&Trust::FirstWords(typed));
            }
        }
        outcome.map_err(|error| self.worded(&error, fetch.as_ref(), opened))
    }

    /// Gets the records and compares them with those in use.
    pub fn prepare(&self, store: &dyn Store, verified: Verified) -> Result<Offer, TakeError> {
        // Of what is not taken, nobody needs an index.
        let begin: Option<Begin<'_>> = if self.dry_run { None } else { Some(&library::collector) };
        take::prepare_collecting(store, verified, begin, &mut |_| ControlFlow::Continue(()))
    }

    /// Another publisher that is known here and whose name looks the same.
    fn alike(&self, name: &str, fingerprint: &Fingerprint, opened: &Opened) -> Result<Option<String>, Failure> {
        let alike = take::looks_like(name, &fingerprint.publisher(), &*opened.store);
        alike.map_err(|error| Failure::of_store(self.i18n, &error))
    }

    /// Why a bundle is not taken, beside what is known of its publisher.
    fn worded(&self, error: &TakeError, fetch: &dyn Fetch, opened: &Opened) -> Failure {
        let i18n = self.i18n;
        let failed = failure(error, i18n);
        match error {
            TakeError::Refused(Refusal::UnknownPublisher { name, fingerprint }) => {
                let mut failed = failed;
                if let Ok(Some(other)) = self.alike(name, fingerprint, opened) {
                    failed.message = one_line(&format!("{} {}", looks_like(name, &other, i18n), failed.message));
                    failed.looks_like = Some(other);
                }
                // Not the paper's publisher: no advice to try once more.
                if self.trust.is_some() { failed.hinting(&i18n.text("store-other-fingerprint")) } else { failed }
            }
            TakeError::Refused(Refusal::Older { have, offered, .. }) => {
                let id = bundle::identify(fetch).map(|fingerprint| fingerprint.publisher()).unwrap_or_default();
                let known = opened.store.publishers().ok().and_then(|mut all| all.remove(&id));
                let in_use = asking::remembered(&*opened.store, &id).ok().flatten().map(|(_, version)| version);
                match known {
                    Some(one) if in_use != Some(*have) => {
                        refusal::older_than_before(failed, &one, in_use, (*have, *offered), i18n)
                    }
                    _ => failed,
                }
            }
            _ => failed,
        }
    }

    /// Says what would change, asks, and takes it. `bytes`: of the file, where
    /// it is one.
    pub fn settle(&mut self, offer: Offer, bytes: Option<u64>, opened: &mut Opened) -> Result<Settled, Failure> {
        let i18n = self.i18n;
        // What is switched off is not in the directory, but it is here.
        let aside =
            if offer.off { take::records_in_use(&*opened.store, &offer.verified.manifest.publisher) } else { Ok(None) };
        let aside = aside.map_err(|error| Failure::of_store(i18n, &error))?;
        let shelf = aside.as_ref().or_else(|| in_use(opened, &offer.verified));
        let have = shelf.map(|shelf| shelf.publication.version);
        // The vault takes its time: only where something can be said.
        let nothing = Listed::default();
        let listed = if shelf.is_some() && !offer.changes.are_none() {
            self.listed.get_or_init(|| Listed::unasked(self.environment, i18n))
        } else {
            &nothing
        };
        let mut preview = Preview::of(&offer, shelf, bytes, listed);
        preview.listed = listed.changes(&opened.directory, &offer, self.environment, i18n);
        let mut remarks = preview.remarks(i18n);
        remarks.extend(listed.remark.clone());
        let same = have == Some(offer.verified.version) && offer.changes.are_none() && offer.verified.known;
        let taken = !(self.dry_run || same);
        preview.taken = taken;
        let mut text = preview.lines(i18n);
        let off = offer.off.then(|| about_publisher("store-off", &offer.verified, i18n));
        if same {
            remarks.push(i18n.text("store-already"));
        }
        // Where nobody is asked, it is said once it is taken.
        remarks.extend(off.filter(|_| !(taken && self.yes)));
        if taken && !self.yes {
            eprint_preview(&preview, &remarks, self.json, i18n);
            ask::confirm(&i18n.text("store-import-question"), self.environment, self.input, i18n)?;
            remarks.clear();
            if self.environment.terminal.stdout {
                // It has just been read.
                text.clear();
            }
        }
        // Text, numbers and lists of them always have a value.
        let value = serde_json::to_value(&preview).unwrap_or_default();
        let shown = !offer.off;
        let after = if taken { self.take(offer, opened)? } else { Vec::new() };
        Ok(Settled { text, value, taken, shown, remarks, after })
    }

    /// Takes it; gives what has to be said then.
    fn take(&self, offer: Offer, opened: &mut Opened) -> Result<Vec<String>, Failure> {
        let i18n = self.i18n;
        let first = opened.directory.publications().all(|one| one.fingerprint.is_none());
        let kept = offer.off.then(|| about_publisher("store-imported-off", &offer.verified, i18n));
        let now = take::take(&mut *opened.store, offer, &library::index_pieces, &mut |_| ControlFlow::Continue(()))
            .map_err(|error| failure(&error, i18n))?;
        (opened.directory, opened.generation) = (now.directory, now.generation);
        if let Some(kept) = kept {
            return Ok(vec![kept]);
        }
        let mut after = vec![i18n.text("store-imported")];
        if first {
            after.push(i18n.text("store-starter-stays"));
        }
        Ok(after)
    }
}

/// That a name looks like another's.
fn looks_like(name: &str, other: &str, i18n: &I18n) -> String {
    let message = if name == other { "store-called-so-too" } else { "store-looks-like" };
    one_line(&i18n.with(message, &[("name", name.into()), ("other", other.into())]))
}

/// A message about a version and its publisher.
fn about_publisher(message: &str, verified: &Verified, i18n: &I18n) -> String {
    let manifest = &verified.manifest;
    let values = [
        ("name", manifest.name.as_str().into()),
        ("publisher", manifest.publisher.as_str().into()),
        ("version", verified.version.to_string().into()),
    ];
    one_line(&i18n.with(message, &values))
}

/// What an import would change, or has changed.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own for programs")]
struct Preview<'a> {
    #[serde(flatten)]
    about: Report<'a>,
    /// True when the publisher was accepted before.
    known: bool,
    /// True when it is known, or was accepted now.
    accepted: bool,
    /// False when its publisher is switched off: it is kept and not shown.
    shown: bool,
    /// The version in use.
    have: Option<u64>,
    added: usize,
    changed: usize,
    gone: usize,
    /// Entries in use that it withdraws.
    newly_withdrawn: usize,
    /// Records that cannot be read.
    unreadable: usize,
    /// Records that told where a confidential place is.
    #[serde(skip)]
    told_where: usize,
    /// A publisher in use with a name that looks the same.
    looks_like: Option<&'a str>,
    /// What becomes of the entries in use that do not stay as they are.
    changes: Vec<Difference>,
    taken: bool,
    /// What changes for the entries on the shortlist, for a person; `None`
    /// where the shortlist is not known, or has none of this publisher.
    #[serde(skip)]
    listed: Option<Vec<EntryChange>>,
}

impl<'a> Preview<'a> {
    fn of(offer: &'a Offer, have: Option<&Shelf>, bytes: Option<u64>, listed: &Listed) -> Self {
        let is_listed = |id: &str| listed.has(&offer.verified.manifest.publisher, id);
        Self {
            about: Report::of(&offer.verified, bytes),
            known: offer.verified.known,
            accepted: offer.verified.accepted,
            shown: !offer.off,
            have: have.map(|shelf| shelf.publication.version),
            added: offer.changes.added,
            changed: offer.changes.changed,
            gone: offer.changes.gone,
            newly_withdrawn: offer.changes.withdrawn,
            unreadable: offer.refused,
            told_where: offer.told_where,
            looks_like: offer.looks_like.as_deref(),
            changes: have.map(|have| differences::between(have, &offer.shelf, &is_listed)).unwrap_or_default(),
            taken: false,
            listed: None,
        }
    }

    fn lines(&self, i18n: &I18n) -> String {
        let mut text = self.about.lines(i18n);
        let have = match self.have.map(|version| version.to_string()) {
            None => i18n.text("store-have-nothing"),
            Some(version) if self.shown => version,
            Some(version) => i18n.with("store-have-off", &[("version", version.into())]),
        };
        text += &fact(i18n, "store-have", &have);
        let counts = [
            ("added", number(i18n, self.added).into()),
            ("changed", number(i18n, self.changed).into()),
            ("gone", number(i18n, self.gone).into()),
            ("withdrawn", number(i18n, self.newly_withdrawn).into()),
        ];
        text += &fact(i18n, "store-changes", &i18n.with("store-changed", &counts));
        if let Some(listed) = &self.listed {
            text += &listed::lines(listed, i18n);
        }
        text
    }

    fn remarks(&self, i18n: &I18n) -> Vec<String> {
        let mut remarks = self.about.remarks(i18n);
        if !self.accepted {
            let values = [("name", self.about.name.into()), ("words", self.about.words.as_str().into())];
            remarks.push(i18n.with("store-not-accepted", &values));
        }
        if let Some(other) = self.looks_like {
            remarks.push(looks_like(self.about.name, other, i18n));
        }
        if self.unreadable > 0 {
            remarks.push(i18n.with("store-unreadable", &[("count", self.unreadable.into())]));
        }
        if self.told_where > 0 {
            remarks.push(i18n.with("store-told-where", &[("count", self.told_where.into())]));
        }
        remarks.iter().map(|remark| one_line(remark)).collect()
    }
}

/// What a person has to know before the question.
fn eprint_preview(preview: &Preview<'_>, remarks: &[String], json: bool, i18n: &I18n) {
    if !json {
        let mut err = std::io::stderr().lock();
        // Where nothing can be said, the question finds no answer either.
        write!(err, "{}", preview.lines(i18n)).ok();
        for remark in remarks {
            writeln!(err, "{remark}").ok();
        }
    }
}

/// The records of the same publisher that are in use.
fn in_use<'a>(opened: &'a Opened, verified: &Verified) -> Option<&'a Shelf> {
    opened.directory.shelves().iter().find(|one| one.publication.publisher == verified.manifest.publisher)
}
