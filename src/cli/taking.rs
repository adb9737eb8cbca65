//! Taking a bundle, wherever it comes from: whom to trust, what changes, and
//! the question before it.

use std::{
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
    trusted,
    verify::Report,
    words::{fact, one_line},
};
use crate::{
    bundle::{Fetch, Refusal, Trust, Verified},
    directory::Shelf,
    i18n::I18n,
    runtime::library,
    sheet::phrases::number,
    store::{
        Opened,
        take::{self, Offer, TakeError},
    },
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
                let typed = ask::line(&question, self.input, i18n)?;
                outcome = look(&Trust::FirstWords(typed));
            }
        }
        outcome.map_err(|error| {
            let another = matches!(error, TakeError::Refused(Refusal::UnknownPublisher { .. })) && self.trust.is_some();
            let failed = failure(&error, i18n);
            // Not the paper's publisher: no advice to try once more.
            if another { failed.hinting(&i18n.text("store-other-fingerprint")) } else { failed }
        })
    }

    /// Says what would change, asks, and takes it. `bytes`: of the file, where
    /// it is one.
    pub fn settle(&mut self, offer: Offer, bytes: Option<u64>, opened: &mut Opened) -> Result<Settled, Failure> {
        let i18n = self.i18n;
        let shelf = in_use(opened, &offer.verified);
        let have = shelf.map(|shelf| shelf.publication.version);
        let mut preview = Preview::of(&offer, shelf, bytes);
        let mut remarks = preview.remarks(i18n);
        let same = have == Some(offer.verified.version) && offer.changes.are_none() && offer.verified.known;
        let taken = !(self.dry_run || same);
        preview.taken = taken;
        let mut text = preview.lines(i18n);
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
        if same {
            remarks.push(i18n.text("store-already"));
        }
        let mut after = Vec::new();
        if taken {
            let first = opened.directory.publications().all(|one| one.fingerprint.is_none());
            let now = take::take(&mut *opened.store, offer, &library::index_pieces, &mut |_| ControlFlow::Continue(()))
                .map_err(|error| failure(&error, i18n))?;
            (opened.directory, opened.generation) = (now.directory, now.generation);
            after.push(i18n.text("store-imported"));
            if first {
                after.push(i18n.text("store-starter-stays"));
            }
        }
        Ok(Settled { text, value, taken, remarks, after })
    }
}

/// What an import would change, or has changed.
#[derive(Debug, Serialize)]
struct Preview<'a> {
    #[serde(flatten)]
    about: Report<'a>,
    /// True when the publisher was accepted before.
    known: bool,
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
}

impl<'a> Preview<'a> {
    fn of(offer: &'a Offer, have: Option<&Shelf>, bytes: Option<u64>) -> Self {
        Self {
            about: Report::of(&offer.verified, bytes),
            known: offer.verified.known,
            have: have.map(|shelf| shelf.publication.version),
            added: offer.changes.added,
            changed: offer.changes.changed,
            gone: offer.changes.gone,
            newly_withdrawn: offer.changes.withdrawn,
            unreadable: offer.refused,
            told_where: offer.told_where,
            looks_like: offer.looks_like.as_deref(),
            changes: have.map(|have| differences::between(have, &offer.shelf)).unwrap_or_default(),
            taken: false,
        }
    }

    fn lines(&self, i18n: &I18n) -> String {
        let mut text = self.about.lines(i18n);
        let have = self.have.map_or_else(|| i18n.text("store-have-nothing"), |version| version.to_string());
        text += &fact(i18n, "store-have", &have);
        let counts = [
            ("added", number(i18n, self.added).into()),
            ("changed", number(i18n, self.changed).into()),
            ("gone", number(i18n, self.gone).into()),
            ("withdrawn", number(i18n, self.newly_withdrawn).into()),
        ];
        text += &fact(i18n, "store-changes", &i18n.with("store-changed", &counts));
        text
    }

    fn remarks(&self, i18n: &I18n) -> Vec<String> {
        let mut remarks = self.about.remarks(i18n);
        if let Some(other) = self.looks_like {
            let names = [("name", self.about.name.into()), ("other", other.into())];
            remarks.push(i18n.with("store-looks-like", &names));
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
