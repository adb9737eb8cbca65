//! Values that many entries share, by number.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};

/// Values that entries share, numbered in the order in which they come.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Numbered {
    names: Vec<String>,
    numbers: HashMap<String, u32, RandomState>,
}

impl Numbered {
    /// The number of a value, new ones included; `key` is how values are
    /// compared, `name` how they are shown.
    pub fn number(&mut self, key: &str, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(key.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    /// Takes the values of another. The new number of each of them.
    fn append(&mut self, other: Self) -> Vec<u32> {
        let mut keys: Vec<(u32, String)> = other.numbers.into_iter().map(|(key, number)| (number, key)).collect();
        keys.sort_unstable();
        keys.into_iter().zip(&other.names).map(|((_, key), name)| self.number(&key, name)).collect()
    }

    /// The number of a value that an entry has.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// Every value as shown, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}

/// The values of a directory.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Values {
    /// Codes of languages.
    pub languages: Numbered,
    /// Codes of countries.
    pub countries: Numbered,
    /// Cities, by their plain names.
    pub cities: Numbered,
    /// Ids of publishers.
    pub publishers: Numbered,
}

/// The new numbers of values that were taken over.
#[derive(Debug)]
pub struct Renumbered {
    /// By the number before.
    pub languages: Vec<u32>,
    /// The same.
    pub countries: Vec<u32>,
    /// The same.
    pub cities: Vec<u32>,
    /// The same.
    pub publishers: Vec<u32>,
}

impl Values {
    /// Takes the values of another.
    pub fn append(&mut self, other: Self) -> Renumbered {
        Renumbered {
            languages: self.languages.append(other.languages),
            countries: self.countries.append(other.countries),
            cities: self.cities.append(other.cities),
            publishers: self.publishers.append(other.publishers),
        }
    }
}

/// Gives each of some numbers its new one.
pub fn renumber(all: &mut [u32], numbers: &[u32]) {
    for number in all {
        *number = numbers.get(*number as usize).copied().unwrap_or_default();
    }
}
