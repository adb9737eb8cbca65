//! Every text a user meets: Fluent messages from `data/locales/TAG/*.ftl`.
//!
//! A folder of messages is a language; no code names one. A language with every
//! file that English has is one that the interface speaks; one with the few
//! files of [`ON_PAPER`] is one in which handouts are written. A message that a
//! language lacks is taken from English.

use std::{borrow::Cow, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/locales");

/// The language whose messages are complete by definition.
const FALLBACK: &str = "en";

/// The files of messages from which a handout is written.
pub const ON_PAPER: [&str; 2] = ["sheet.ftl", "handout.ftl"];

type Bundle = FluentBundle<FluentResource>;

/// Tags of the languages that the interface speaks, sorted, English first.
pub fn available() -> &'static [&'static str] {
    static TAGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let files = |dir: &'static Dir<'_>| dir.files().filter_map(|file| file.path().file_name()?.to_str());
        let all: Vec<&str> = LOCALES.get_dir(FALLBACK).into_iter().flat_map(files).collect();
        with_files(&all)
    });
    &TAGS
}

/// Tags of the languages in which a handout can be written, sorted, English
/// first: those of the interface and more.
pub fn on_paper() -> &'static [&'static str] {
    static TAGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| with_files(&ON_PAPER));
    &TAGS
}

/// The languages that have all of these files, English first.
fn with_files(names: &[&str]) -> Vec<&'static str> {
    let whole = |dir: &&Dir<'_>| names.iter().all(|name| dir.get_file(dir.path().join(name)).is_some());
    let mut tags: Vec<&str> = LOCALES.dirs().filter(whole).filter_map(|dir| dir.path().to_str()).collect();
    tags.sort_unstable_by_key(|tag| (*tag != FALLBACK, *tag));
    tags
}

/// The best language of the interface for the tags a user prefers, in their
/// order. Locale names of POSIX (`es_MX.UTF-8@euro`) are understood too; what
/// is no tag is passed over.
pub fn negotiate(preferred: &[String]) -> &'static str {
    best_of(available(), preferred).unwrap_or(FALLBACK)
}

/// The language in which to write a handout for somebody who reads `tag`;
/// `None` when there is none that they read.
pub fn negotiate_on_paper(tag: &str) -> Option<&'static str> {
    best_of(on_paper(), &[tag.to_owned()])
}

fn best_of(tags: &'static [&'static str], preferred: &[String]) -> Option<&'static str> {
    let parse = |tag: &str| {
        let tag = tag.split(['.', '@']).next().unwrap_or(tag).replace('_', "-");
        tag.parse::<LanguageIdentifier>().ok()
    };
    let wanted: Vec<LanguageIdentifier> = preferred.iter().filter_map(|tag| parse(tag)).collect();
    let offered: Vec<LanguageIdentifier> = tags.iter().filter_map(|tag| parse(tag)).collect();
    let chosen = negotiate_languages(&wanted, &offered, None, NegotiationStrategy::Lookup);
    chosen.first().and_then(|id| tags.iter().find(|tag| ***tag == id.to_string())).copied()
}

/// The messages of one language, with English behind them.
pub struct I18n {
    language: &'static str,
    /// The language's own messages, then English.
    chain: Vec<Bundle>,
}

/// A value put into a message.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number, which also chooses plural forms.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl I18n {
    /// Messages in the language that [`negotiate`] finds for `tag`.
    pub fn new(tag: &str) -> Self {
        Self::of(negotiate(&[tag.to_owned()]))
    }

    /// Messages for a handout in the language that [`negotiate_on_paper`] finds
    /// for `tag`, or in English.
    pub fn on_paper(tag: &str) -> Self {
        Self::of(negotiate_on_paper(tag).unwrap_or(FALLBACK))
    }

    fn of(language: &'static str) -> Self {
        let mut chain = vec![bundle(language)];
        if language != FALLBACK {
            chain.push(bundle(FALLBACK));
        }
        Self { language, chain }
    }

    /// The tag of the language in use.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// The next language of [`available`], round and round.
    pub fn next_language(&self) -> &'static str {
        let tags = available();
        let at = tags.iter().position(|tag| *tag == self.language).unwrap_or(0);
        tags.get((at + 1) % tags.len().max(1)).copied().unwrap_or(FALLBACK)
    }

    /// A message without values.
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message with values put in. A message that exists nowhere shows its
    /// id; a test keeps that from happening.
    pub fn with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(
                (*name).to_owned(),
                match value {
                    Arg::Text(text) => FluentValue::from(text.to_string()),
                    Arg::Number(number) => FluentValue::from(*number),
                },
            );
        }
        for bundle in &self.chain {
            if let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) {
                return bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned();
            }
        }
        id.to_owned()
    }

    /// True when the language in use, or English, has this message.
    pub fn has(&self, id: &str) -> bool {
        self.chain.iter().any(|bundle| bundle.has_message(id))
    }
}

/// Puts together all message files of one language.
fn bundle(tag: &str) -> Bundle {
    let files = LOCALES.get_dir(tag).into_iter().flat_map(Dir::files);
    assembled(tag, files.filter_map(|file| file.contents_utf8()))
}

/// Puts together messages in the language `tag`.
fn assembled<'a>(tag: &str, sources: impl IntoIterator<Item = &'a str>) -> Bundle {
    let id: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks that isolate placed values show as rubbish on some terminals.
    bundle.set_use_isolating(false);
    for source in sources {
        // A file with a mistake still gives the messages around it; a test
        // refuses such a file.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests;
