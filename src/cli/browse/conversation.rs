//! The conversation of `browse`: a line in, the answer out. No input or output
//! here, so that tests can talk to it.

use super::command::Command;
use crate::{
    app::{notes, why},
    cli::{
        environment::Environment,
        find::{count, search},
        query::{checked, nothing, remarks},
    },
    directory::{Directory, EntryNo, LanguageTag},
    i18n::I18n,
    search::{Filter, Hit, Index, Query},
    sheet::{self, Context},
    text::names,
};

/// Results on a page: few enough to keep in mind while they are read aloud.
const PAGE: usize = 10;

/// Where a conversation stands.
pub struct Conversation<'a> {
    environment: &'a Environment,
    directory: &'a Directory,
    index: &'a Index,
    i18n: I18n,
    reading: LanguageTag,
    /// The results, all of them, best first.
    results: Vec<Hit>,
    /// The filters that they passed.
    filters: Vec<Filter>,
    /// The first result of the page.
    first: usize,
    /// The entry being read.
    open: Option<EntryNo>,
}

impl<'a> Conversation<'a> {
    /// The beginning: nothing found yet.
    pub fn new(environment: &'a Environment, directory: &'a Directory, index: &'a Index) -> Self {
        Self {
            environment,
            directory,
            index,
            i18n: I18n::new(environment.language.interface),
            reading: environment.language.reading.clone(),
            results: Vec::new(),
            filters: Vec::new(),
            first: 0,
            open: None,
        }
    }

    /// What is said first.
    pub fn welcome(&self) -> String {
        let entries = sheet::phrases::number(&self.i18n, self.directory.len());
        format!("{}\n", self.i18n.with("cli-browse-welcome", &[("entries", entries.into())]))
    }

    /// What stands before what is typed.
    pub fn prompt(&self) -> String {
        format!("{}: ", self.i18n.text("cli-browse-prompt"))
    }

    /// The answer to a line; `None` when the user leaves.
    pub fn answer(&mut self, line: &str) -> Option<String> {
        Some(match Command::of(line) {
            Command::Quit => return None,
            Command::Help => self.say("cli-browse-help"),
            Command::Find(words) => self.find(&words),
            Command::Read(number) => self.read(number),
            Command::Next => self.turn(true),
            Command::Previous => self.turn(false),
            Command::Back => {
                self.open = None;
                self.page()
            }
            Command::Language(tag) => self.speak(tag),
        })
    }

    fn say(&self, id: &str) -> String {
        format!("{}\n", self.i18n.text(id))
    }

    fn find(&mut self, words: &str) -> String {
        let query = match checked(Query::parse(words), self.directory, self.index, &self.i18n) {
            Ok(query) => query,
            Err(failure) => return failure.lines(&self.i18n),
        };
        let outcome = search(self.directory, self.index, &query, self.directory.len(), self.environment);
        let total = outcome.shown_total();
        if total == 0 {
            return nothing(outcome.excluded.as_ref(), &self.i18n).lines(&self.i18n);
        }
        let mut said = remarks(&query, &outcome, self.index, self.directory.len(), &self.i18n);
        said.push(count(&query, &outcome, self.directory, self.index, &self.i18n));
        self.results = outcome.shown().to_vec();
        self.filters = query.filters;
        self.first = 0;
        self.open = None;
        format!("{}\n{}", said.join("\n"), self.page())
    }

    /// The page of results, a line each, numbered through all pages.
    fn page(&self) -> String {
        if self.results.is_empty() {
            return self.say("cli-browse-no-results");
        }
        let mut text = String::new();
        let apart = notes::set_apart(&self.i18n, self.index, &self.filters, &self.results);
        for (at, hit) in self.results.iter().enumerate().skip(self.first).take(PAGE) {
            for (_, words) in apart.iter().filter(|(first, _)| *first == at) {
                text.push_str(words);
                text.push_str(":\n");
            }
            text.push_str(&self.result(at, hit));
        }
        let left = self.results.len().saturating_sub(self.first + PAGE);
        if left > 0 {
            text.push_str(&self.i18n.with("cli-browse-more", &[("left", left.into())]));
            text.push('\n');
        }
        text
    }

    /// A result on one line.
    fn result(&self, at: usize, hit: &Hit) -> String {
        let Some(entry) = self.directory.entry(hit.entry) else { return String::new() };
        let row = sheet::row(&entry, &self.context());
        let why = why::shortly(&self.i18n, hit, &row.names().collect::<Vec<_>>());
        let distance = notes::how_far(&self.i18n, self.index, &self.filters, hit);
        let parts = [row.name, row.organization.unwrap_or_default(), row.place, distance, row.open, row.checked, why];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}. {}\n", at + 1, said.join("; "))
    }

    fn turn(&mut self, forward: bool) -> String {
        let first = if forward { self.first + PAGE } else { self.first.saturating_sub(PAGE) };
        if self.results.is_empty() {
            return self.say("cli-browse-no-results");
        }
        if first >= self.results.len() {
            return self.say("cli-browse-last-page");
        }
        if !forward && self.first == 0 {
            return self.say("cli-browse-first-page");
        }
        self.first = first;
        self.open = None;
        self.page()
    }

    fn read(&mut self, number: usize) -> String {
        let entry = number.checked_sub(1).and_then(|at| self.results.get(at)).map(|hit| hit.entry);
        let Some(entry) = entry else {
            if self.results.is_empty() {
                return self.say("cli-browse-no-results");
            }
            let values = [("number", number.into()), ("last", self.results.len().into())];
            return format!("{}\n", self.i18n.with("cli-browse-no-such-number", &values));
        };
        self.open = Some(entry);
        self.entry(entry)
    }

    /// An entry as plain text.
    fn entry(&self, number: EntryNo) -> String {
        match self.directory.entry(number) {
            Some(entry) => sheet::plain(&sheet::sheet(self.directory, &entry, &self.context())),
            None => String::new(),
        }
    }

    /// Switches the language and says again what was said last.
    fn speak(&mut self, tag: LanguageTag) -> String {
        self.i18n = I18n::new(tag.as_str());
        self.reading = tag;
        let name = names::languages().name(self.reading.primary(), self.i18n.language());
        let changed = format!("{}\n", self.i18n.with("cli-browse-language", &[("language", name.into())]));
        match self.open {
            Some(entry) => changed + &self.entry(entry),
            None if self.results.is_empty() => changed,
            None => changed + &self.page(),
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            i18n: &self.i18n,
            text_language: self.reading.as_str(),
            now: self.environment.clock.now(),
            zone: &self.environment.zone.zone,
        }
    }
}
