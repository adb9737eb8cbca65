//! The screen on which something is handed over: what, in which language, how
//! it looks, and the handout itself as it will be read.

use tui_input::Input;

use super::state::State;
use crate::{
    directory::{Directory, Point},
    handout::{self, Form, Handout, Item, Request, Shortlist},
    i18n::{self, I18n},
    search::Filter,
    sheet::{
        Context, currency,
        paper::{Plan, Start, Visit},
    },
};

/// The state of the screen.
#[derive(Debug)]
pub struct Handover {
    /// What is handed over.
    pub what: What,
    /// Id of the entry from which the screen was opened.
    pub entry: Option<String>,
    /// Tag of the language of whoever takes it along.
    pub language: &'static str,
    /// How it looks.
    pub form: Form,
    /// When the person can go.
    pub visit: Option<Visit>,
    /// Where the person starts from: which of `starts`.
    pub start: Option<usize>,
    /// Where one could start from.
    pub starts: Vec<StartAt>,
    /// Which of the [`Row`]s is selected.
    pub selected: usize,
    /// The handout, unless nothing of it is in the directory, or it is
    /// withheld.
    pub made: Option<Handout>,
    /// Nothing is handed over before a key asks for it: something of it is
    /// much too old.
    pub withheld: bool,
    /// That key was pressed.
    pub revealed: bool,
    /// The same as plain text.
    pub text: String,
    /// The first line of the text on the screen.
    pub scroll: usize,
    /// Keys scroll the text instead of choosing.
    pub reading: bool,
    /// What is being typed.
    pub typing: Option<Typing>,
    /// A file that is there already: the next Enter writes over it.
    pub exists: Option<String>,
}

/// What is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// One entry, by its id.
    Entry(String),
    /// Everything on the shortlist, with its notes and steps.
    Shortlist,
}

/// A place to start from.
#[derive(Debug, Clone, PartialEq)]
pub enum StartAt {
    /// A town by its name.
    Town(String, Point),
    /// An entry by its id.
    Entry(String),
}

/// A line being typed.
#[derive(Debug)]
pub struct Typing {
    /// What for.
    pub asked: Asked,
    /// What is typed.
    pub input: Input,
    /// Id of the message before it.
    pub label: &'static str,
}

/// What can be typed on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// When the person can go.
    When,
    /// The name of a file.
    File,
}

/// What can be chosen, in the order of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// What is handed over.
    What,
    /// In which language.
    Language,
    /// How large.
    Letters,
    /// Whether it tells what it is.
    Discreet,
    /// When the person can go.
    When,
    /// Where the person starts from.
    From,
}

impl Row {
    /// Every row.
    pub const ALL: [Self; 6] = [Self::What, Self::Language, Self::Letters, Self::Discreet, Self::When, Self::From];
}

/// What has to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Write a file.
    Save {
        /// Its name, as typed.
        path: String,
        /// What goes into it.
        text: String,
        /// Also where there is one already.
        over: bool,
    },
    /// List the printers.
    Printers,
    /// Print plain text.
    Print {
        /// The printer.
        printer: String,
        /// The text.
        text: String,
        /// Letters twice as large.
        large: bool,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The file is written.
    Saved(String),
    /// There is such a file already.
    Exists(String),
    /// It cannot be written.
    NotSaved {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
    /// The printers.
    Printers {
        /// Their names.
        names: Vec<String>,
        /// The usual one.
        usual: Option<String>,
    },
    /// It went to this printer.
    Printed(String),
    /// Nothing was printed; why, in the words of the printing system, or
    /// because there is none.
    NotPrinted(Option<String>),
}

impl Handover {
    /// The screen for an entry, or for the shortlist.
    pub fn new(state: &State, entry: Option<String>) -> Self {
        let what = entry.clone().map_or(What::Shortlist, What::Entry);
        let reads = state.context().text_language;
        Self {
            what,
            entry,
            language: i18n::negotiate_on_paper(reads).unwrap_or(state.i18n.language()),
            form: Form::default(),
            visit: None,
            start: None,
            starts: starts(state),
            selected: 0,
            made: None,
            withheld: false,
            revealed: false,
            text: String::new(),
            scroll: 0,
            reading: false,
            typing: None,
            exists: None,
        }
    }

    /// What else could be handed over.
    pub fn whats(&self, state: &State) -> Vec<What> {
        let listed = (!state.shortlist.entries.is_empty()).then_some(What::Shortlist);
        self.entry.clone().map(What::Entry).into_iter().chain(listed).collect()
    }

    /// Writes the handout anew: something about it has changed.
    pub fn make(&mut self, state: &State) {
        self.withheld = !self.revealed && is_too_old(state, &self.what);
        self.made = if self.withheld { None } else { made(state, self) };
        self.text = self.made.as_ref().map(handout::plain).unwrap_or_default();
    }
}

/// Every place on the map that a person could start from: the town that was
/// searched, entries of the shortlist, entries read.
fn starts(state: &State) -> Vec<StartAt> {
    let Some(library) = &state.library else { return Vec::new() };
    let towns = state.find.asked.iter().filter_map(|filter| match filter {
        Filter::Near(place) | Filter::Place(place) => {
            Some(StartAt::Town(super::filters::place_name(state, place), library.index.point_of(place)?))
        }
        _ => None,
    });
    let mut starts: Vec<StartAt> = towns.collect();
    let listed = state.shortlist.entries.iter().map(|listed| &listed.id);
    for id in listed.chain(state.recent.iter().rev()) {
        let on_the_map = library.directory.find(id).and_then(|entry| Start::of(&entry, &state.context()));
        let same = |start: &StartAt| matches!(start, StartAt::Entry(other) if is_same(&library.directory, other, id));
        if on_the_map.is_some() && !starts.iter().any(same) {
            starts.push(StartAt::Entry(id.clone()));
        }
    }
    starts
}

fn is_same(directory: &Directory, one: &str, other: &str) -> bool {
    let number = |id| directory.find(id).map(|entry| entry.number);
    number(one) == number(other)
}

/// A start in the language of `context`.
pub fn start(directory: &Directory, at: &StartAt, context: &Context<'_>) -> Option<Start> {
    match at {
        StartAt::Town(name, point) => Some(Start { name: name.clone(), point: *point }),
        StartAt::Entry(id) => Start::of(&directory.find(id)?, context),
    }
}

/// The entries that are handed over, each with its note.
fn items<'a>(directory: &'a Directory, list: &'a Shortlist, what: &What) -> Vec<Item<'a>> {
    match what {
        What::Shortlist => list.in_directory(directory).map(|(entry, note)| Item { entry, note }).collect(),
        What::Entry(id) => {
            let Some(entry) = directory.find(id) else { return Vec::new() };
            let listed = list.position(&entry).and_then(|at| list.entries.get(at));
            vec![Item { entry, note: listed.map_or("", |listed| &listed.note) }]
        }
    }
}

/// True when some entry is so old that its publisher wants nobody to be sent
/// there without a second thought.
fn is_too_old(state: &State, what: &What) -> bool {
    let Some(library) = &state.library else { return false };
    let items = items(&library.directory, &state.shortlist, what);
    items.iter().any(|item| currency::is_withheld(&item.entry, state.now))
}

/// The handout as it is chosen; `None` when there is nothing to hand over.
fn made(state: &State, handover: &Handover) -> Option<Handout> {
    let directory = &state.library.as_ref()?.directory;
    let theirs = I18n::on_paper(handover.language);
    let worker = state.context();
    let context = handout::context(&theirs, &worker);
    let list = &state.shortlist;
    let items = items(directory, list, &handover.what);
    // The other notes may be about somebody else.
    let whole = handover.what == What::Shortlist;
    if items.is_empty() {
        return None;
    }
    let start = handover.start.and_then(|at| start(directory, handover.starts.get(at)?, &context));
    let request = Request {
        directory,
        items: &items,
        note: if whole { &list.note } else { "" },
        steps: if whole { &list.steps } else { &[] },
        own_step: if whole { &list.own_step } else { "" },
        plan: &Plan { visit: handover.visit, start },
        form: handover.form,
    };
    Some(handout::handout(&request, &context))
}
