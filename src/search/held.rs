//! What people say in several words, and whether somebody has typed it.

use std::collections::{BTreeSet, HashMap};

use super::telling::{Form, telling_as};

/// Expressions of several words, of what has a number, and in the form in which
/// words are compared with theirs.
#[derive(Debug)]
pub struct Held {
    form: Form,
    /// By the first word: all words as they stand, and the number.
    phrases: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// By the first in the order of letters: the words that say something, where
    /// they are several, and the number.
    together: HashMap<String, Vec<(BTreeSet<String>, usize)>>,
}

impl Held {
    /// No expressions yet, whose words are compared in this form.
    pub fn by(form: Form) -> Self {
        Self { form, phrases: HashMap::new(), together: HashMap::new() }
    }

    /// Adds an expression, as [`words::wanted`](crate::text::words::wanted)
    /// gives its words.
    pub fn add(&mut self, number: usize, wanted: &[String]) {
        let words = self.spoken(wanted);
        if let (Some(first), true) = (words.first(), words.len() > 1) {
            self.phrases.entry(first.clone()).or_default().push((words, number));
        }
        let told = telling_as(wanted, self.form).into_iter();
        let told: BTreeSet<String> = told.filter(|(_, share)| *share == 1).map(|(word, _)| word).collect();
        if let (Some(first), true) = (told.first(), told.len() > 1) {
            self.together.entry(first.clone()).or_default().push((told, number));
        }
    }

    /// The expressions that the words hold, in a row and in any order: how many
    /// words each has, and its number.
    pub fn all(&self, wanted: &[String]) -> Vec<(usize, usize)> {
        let mut held = self.in_a_row(wanted);
        held.extend(self.in_any_order(wanted));
        held
    }

    /// True when the words hold an expression as it stands.
    pub fn has_any(&self, wanted: &[String]) -> bool {
        !self.in_a_row(wanted).is_empty()
    }

    /// Those that the words hold as they stand.
    fn in_a_row(&self, wanted: &[String]) -> Vec<(usize, usize)> {
        let words = self.spoken(wanted);
        let mut held = Vec::new();
        for (at, first) in words.iter().enumerate() {
            let here = words.get(at..).unwrap_or_default();
            let phrases = self.phrases.get(first).into_iter().flatten();
            let phrases = phrases.filter(|(phrase, _)| here.starts_with(phrase));
            held.extend(phrases.map(|(phrase, number)| (phrase.len(), *number)));
        }
        held
    }

    /// Those of which all that says something is among the words.
    fn in_any_order(&self, wanted: &[String]) -> Vec<(usize, usize)> {
        let told: BTreeSet<String> = telling_as(wanted, self.form).into_iter().map(|(word, _)| word).collect();
        let all = told.iter().filter_map(|first| self.together.get(first)).flatten();
        all.filter(|(words, _)| words.is_subset(&told)).map(|(words, number)| (words.len(), *number)).collect()
    }

    /// Words in the form, without those that French leaves out when it is
    /// spoken: `je (ne) dors plus`.
    fn spoken(&self, wanted: &[String]) -> Vec<String> {
        let spoken = wanted.iter().filter(|word| !matches!(word.as_str(), "ne" | "n"));
        spoken.map(|word| (self.form)(word).into_owned()).collect()
    }
}
