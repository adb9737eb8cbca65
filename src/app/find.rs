//! The screen on which everything begins: the query, the results, the offer
//! when there are none.

use tui_input::Input;

use super::{action::Action, keymap::Mode};
use crate::{
    directory::EntryNo,
    search::{Completion, Excluded, Filter, Hit, Outcome, Partial, Query, QueryProblem},
};

/// Which part of Find has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The query.
    #[default]
    Query,
    /// The results, or the needs to choose from.
    List,
    /// The filter panel.
    Filters,
}

impl Focus {
    /// The mode of the keymap.
    pub fn mode(self) -> Mode {
        match self {
            Self::Query => Mode::Query,
            Self::List => Mode::List,
            Self::Filters => Mode::Filters,
        }
    }

    /// The next part, round and round; backward with `forward` false.
    #[must_use]
    pub fn next(self, forward: bool) -> Self {
        match (self, forward) {
            (Self::Query, true) | (Self::Filters, false) => Self::List,
            (Self::List, true) | (Self::Query, false) => Self::Filters,
            (Self::Filters, true) | (Self::List, false) => Self::Query,
        }
    }
}

/// The state of Find.
#[derive(Debug, Default)]
pub struct Find {
    /// What is typed. Never written to disk.
    pub input: Input,
    /// The filters that stand as chips, in the order in which they came.
    pub filters: Vec<Filter>,
    /// Which part has the focus.
    pub focus: Focus,
    /// The answer to the newest search that has come back.
    pub outcome: Outcome,
    /// The filters of the question that `outcome` answers.
    pub asked: Vec<Filter>,
    /// The place of a `place:` or `near:` filter that the directory has not.
    pub unknown_place: Option<UnknownPlace>,
    /// How often the question has changed: an answer to an older question is
    /// thrown away.
    pub generation: u64,
    /// True until the answer to the newest question is here.
    pub waiting: bool,
    /// What was asked of the results before they were there: done when they
    /// are, so that a quick Enter never opens an entry of an older question.
    pub pending: Option<Action>,
    /// Which result, or which need of the start menu, is selected.
    pub selected: usize,
    /// Id of the entry to select when the answer is here: another directory
    /// has come under the question.
    pub selected_id: Option<String>,
    /// The first result on the screen.
    pub offset: usize,
    /// What is wrong with a filter in the words.
    pub problem: Option<QueryProblem>,
    /// What the filter being typed could become.
    pub completions: Vec<Completion>,
}

/// What a key can do when nothing was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Search this word instead of that.
    Replace {
        /// The word that nothing has.
        word: String,
        /// A word that something has.
        with: String,
    },
    /// Drop this word.
    DropWord(String),
    /// Drop these filters.
    DropFilters(Vec<Filter>),
}

/// A place that the directory has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPlace {
    /// As asked for.
    pub name: String,
    /// The city that may have been meant.
    pub nearest: Option<String>,
}

impl Find {
    /// The whole question: words and filters.
    pub fn query(&self, words: Query) -> Query {
        let mut query = words;
        for filter in &self.filters {
            if !query.filters.contains(filter) {
                query.filters.push(filter.clone());
            }
        }
        query
    }

    /// The results on the screen: those that have every word, or else the
    /// best of those that have most.
    pub fn hits(&self) -> &[Hit] {
        self.outcome.shown()
    }

    /// What is shown where no entry has every word.
    pub fn partial(&self) -> Option<&Partial> {
        self.outcome.partial()
    }

    /// The entry selected in the results.
    pub fn selected_entry(&self) -> Option<EntryNo> {
        self.hits().get(self.selected).map(|hit| hit.entry)
    }

    /// What can be done about an empty result.
    pub fn offer(&self) -> Option<Offer> {
        if self.waiting {
            return None;
        }
        Some(match self.outcome.excluded.as_ref()? {
            Excluded::Word { word, nearest: Some(with) } => Offer::Replace { word: word.clone(), with: with.clone() },
            Excluded::Word { nearest: None, .. } | Excluded::WordCombination { .. } if self.partial().is_some() => {
                // What is left without the word is on the screen already.
                return None;
            }
            Excluded::Word { word, nearest: None } | Excluded::WordCombination { word, .. } => {
                Offer::DropWord(word.clone())
            }
            Excluded::Filter { filter, .. } => Offer::DropFilters(vec![filter.clone()]),
            Excluded::Filters { filters, without } if *without > 0 => Offer::DropFilters(filters.clone()),
            Excluded::Filters { .. } => return None,
        })
    }
}
