//! Phone numbers, found by their digits however they are grouped, with or
//! without the country's code.

use std::{borrow::Cow, collections::HashMap};

use foldhash::fast::RandomState;
use memchr::memmem::Finder;

use super::{
    IndexProblem,
    bytes::{Blob, Reader, Writer},
    resolved::Resolved,
};
use crate::directory::Origin;

/// Fewer digits than this are a word, not part of a phone number.
const FROM: usize = 4;
/// What a stored number has at least, to be found behind a country's code.
const NATIONAL_FROM: usize = 7;
/// Bytes of a number: its digits, and nothing behind them.
const SLOT: usize = 16;
/// More numbers than this have nothing in common but some digits.
const MOST: usize = 20_000;

/// How digits typed lie in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// All of it, or its end.
    End,
    /// Somewhere in it.
    Within,
}

/// The numbers of a directory, sorted, each once, without noughts in front.
#[derive(Debug, Default)]
pub struct Phones {
    digits: Blob,
    /// Per number: where its entries begin, and where the last one's end.
    starts: Vec<u32>,
    /// Entries, twice their number; one more where it is inherited.
    entries: Vec<u32>,
}

/// Numbers being collected.
#[derive(Debug, Default)]
pub struct Builder(HashMap<String, Vec<u32>, RandomState>);

impl Builder {
    /// Adds the numbers of an entry.
    pub fn add(&mut self, entry: &Resolved<'_>) {
        let inherited = u32::from(entry.phones.from != Origin::Own);
        for phone in &entry.phones.value {
            for digits in forms(&phone.number) {
                let entries = self.0.entry(digits).or_default();
                let entry = entry.number.0 * 2 + inherited;
                if entries.last() != Some(&entry) {
                    entries.push(entry);
                }
            }
        }
    }

    /// Takes the numbers of the entries that come next, after so many.
    pub fn append(&mut self, other: Self, before: u32) {
        for (digits, entries) in other.0 {
            self.0.entry(digits).or_default().extend(entries.into_iter().map(|entry| before * 2 + entry));
        }
    }

    /// The numbers, of entries by their ranks.
    pub fn finish(self, ranks: &[u32]) -> Phones {
        let mut sorted: Vec<(String, Vec<u32>)> = self.0.into_iter().collect();
        sorted.sort_unstable();
        let mut digits = Vec::with_capacity(sorted.len() * SLOT);
        let (mut starts, mut entries) = (vec![0u32], Vec::new());
        for (number, of) in sorted {
            let end = digits.len() + SLOT;
            digits.extend_from_slice(number.as_bytes());
            digits.resize(end, 0);
            let rank = |entry: u32| ranks.get(entry as usize / 2).copied().unwrap_or_default();
            entries.extend(of.into_iter().map(|entry| rank(entry) * 2 + entry % 2));
            starts.push(entries.len() as u32);
        }
        Phones { digits: digits.into(), starts, entries }
    }
}

impl Phones {
    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn slot(&self, at: usize) -> &[u8] {
        self.digits.get(at * SLOT..(at + 1) * SLOT)
    }

    /// The entries with a number that has these digits, whether it is their
    /// own, and how the digits lie in it. Nothing for a word that is no part
    /// of a number.
    pub fn find(&self, word: &str) -> Vec<(u32, bool, Match)> {
        let Some(digits) = part_of_number(word) else { return Vec::new() };
        let bare = digits.trim_start_matches('0');
        let mut found: Vec<(usize, Match)> = Vec::new();
        if bare.len() + 1 >= FROM {
            for at in Finder::new(bare.as_bytes()).find_iter(self.digits.get(0..usize::MAX)) {
                let number = at / SLOT;
                let end = self.slot(number).get(at % SLOT + bare.len()).is_none_or(|byte| *byte == 0);
                let how = if end { Match::End } else { Match::Within };
                match found.last_mut() {
                    Some(last) if last.0 == number => last.1 = how.min(last.1),
                    _ => found.push((number, how)),
                }
                if found.len() > MOST {
                    return Vec::new();
                }
            }
        }
        // A country's code typed before a number that is stored without it.
        for from in 1..bare.len().saturating_sub(NATIONAL_FROM - 1) {
            let mut wanted = [0; SLOT];
            let Some(digits) = bare.as_bytes().get(from..) else { continue };
            if let Some(place) = wanted.get_mut(..digits.len()) {
                place.copy_from_slice(digits);
            }
            found.extend(self.number(&wanted).map(|number| (number, Match::End)));
        }
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let of = |(number, how): (usize, Match)| {
            let entries = self.entries.get(bound(number)..bound(number + 1)).unwrap_or_default();
            entries.iter().map(move |entry| (entry / 2, entry % 2 == 0, how))
        };
        found.into_iter().flat_map(of).collect()
    }

    /// The place of a number.
    fn number(&self, wanted: &[u8; SLOT]) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.slot(middle) < wanted.as_slice() { low = middle + 1 } else { high = middle }
        }
        (low < self.len() && self.slot(low) == wanted).then_some(low)
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.digits.get(0..usize::MAX).len() + (self.starts.len() + self.entries.len()) * 4
    }

    /// Writes everything.
    pub fn write(self, writer: &mut Writer) {
        writer.blob(self.digits);
        writer.numbers(&self.starts);
        writer.numbers(&self.entries);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        Ok(Self { digits: reader.blob()?, starts: reader.numbers()?, entries: reader.numbers()? })
    }
}

/// True when a number as written has these digits.
pub fn matches(number: &str, word: &str) -> bool {
    part_of_number(word).is_some_and(|word| forms(number).iter().any(|digits| has(digits, &word)))
}

/// The digits that a word of a query stands for: its own, and those on whose
/// keys the letters are behind them (`1800656hope`). `None` for other words.
fn part_of_number(word: &str) -> Option<Cow<'_, str>> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits < FROM {
        return None;
    }
    let (digits, letters) = word.split_at_checked(digits)?;
    if letters.is_empty() {
        return Some(word.into());
    }
    let dialled: Option<String> = letters.chars().map(key).collect();
    Some((digits.to_owned() + &dialled?).into())
}

/// The key of a telephone that has a letter, as ITU-T E.161 lays them out.
fn key(letter: char) -> Option<char> {
    let key = match letter.to_ascii_uppercase() {
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    };
    Some(key)
}

/// The digits of a number as written, without noughts in front; twice for
/// `+44 (0)20` and `+44 020`, since people dial it with or without the nought,
/// and for `656-HOPE`, since they dial letters.
fn forms(number: &str) -> Vec<String> {
    let digits = |text: &str| {
        let all: String = text.chars().filter(char::is_ascii_digit).collect();
        let bare = all.trim_start_matches('0');
        // What is longer than any number is an extension too.
        bare.chars().take(SLOT - 1).collect::<String>()
    };
    let mut forms = vec![digits(number)];
    if number.contains("(0)") {
        forms.push(digits(&number.replacen("(0)", "", 1)));
    } else if let Some((code, national)) = after_code(number) {
        forms.push(digits(code) + &digits(national));
    }
    // Hardly any number has letters.
    if number.contains(|c: char| c.is_ascii_uppercase()) && !number.contains(char::is_lowercase) {
        let letters = number.chars().filter(char::is_ascii_alphanumeric);
        let dialled: String = letters.map(|c| key(c).unwrap_or(c)).collect();
        forms.extend((dialled.len() < SLOT).then(|| digits(&dialled)));
    }
    forms.retain(|digits| !digits.is_empty());
    forms.dedup();
    forms
}

/// A country's code, and the number behind it where that begins with a nought:
/// `(+254) 020…`.
fn after_code(number: &str) -> Option<(&str, &str)> {
    let (_, all) = number.split_once('+')?;
    let (code, rest) = all.split_at_checked(all.find(|c: char| !c.is_ascii_digit())?)?;
    let national = rest.trim_start_matches([' ', ')', '-', '.', '/', '(']);
    national.starts_with('0').then_some((code, national))
}

/// True when `number` has the digits of `word`; noughts or the country's code
/// before a national number may be there or not.
fn has(number: &str, word: &str) -> bool {
    let bare = word.trim_start_matches('0');
    (bare.len() + 1 >= FROM && number.contains(bare))
        || (number.len() >= NATIONAL_FROM && bare.len() > number.len() && bare.ends_with(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_as_people_dial_it() {
        for (number, typed) in [
            ("+33 4 00 11 22 33", "0400112233"),
            ("+33 4 00 11 22 33", "0033400112233"),
            ("+33 4 00 11 22 33", "1122"),
            ("04 00 11 22 33", "33400112233"),
            ("+44 (0)20 7946 0000", "02079460000"),
            ("+44 (0)20 7946 0000", "442079460000"),
            ("(+254) 020-260-8944", "254202608944"),
            ("(+254) 020-260-8944", "0202608944"),
            ("1.800.656.HOPE", "1800656hope"),
            ("1.800.656.HOPE", "18006564673"),
            ("1.800.656.4673", "800656hope"),
        ] {
            assert!(matches(number, typed), "{number} by {typed}");
            let mut builder = Builder::default();
            for digits in forms(number) {
                builder.0.entry(digits).or_default().push(2);
            }
            builder.0.insert("5550100".to_owned(), vec![1]);
            let found = builder.finish(&[4, 7]).find(typed);
            assert!(found.iter().any(|(entry, own, _)| (*entry, *own) == (7, true)), "{number} by {typed}: {found:?}");
            assert!(found.iter().all(|(entry, _, _)| *entry == 7), "{number} by {typed}: {found:?}");
        }
        assert!(!matches("+33 4 00 11 22 33", "112"), "three digits are no number");
        assert!(!matches("+33 4 00 11 22 33", "0411"));
        assert!(!matches("116 123", "33116123"), "short numbers work in one country only");
    }
}
