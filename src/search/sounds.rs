//! Names that are written in several scripts or in several ways: `kiev` and
//! `київ`.

use super::{
    IndexProblem,
    bytes::{Reader, Writer},
};
use crate::text::{fingerprint::fingerprint, translit};

/// The words of names and places by what all ways of writing them have in
/// common.
#[derive(Debug, Default)]
pub struct Sounds {
    /// Fingerprints of sounds, sorted.
    prints: Vec<u32>,
    /// The word of each.
    words: Vec<u32>,
}

/// The sounds of a folded word: as read with vowels, and as Arabic writes it.
/// Many Latin words have the same consonants, so that by these an `asked` word
/// of one script leads only to words of the other.
fn sounds(word: &str, asked: bool) -> impl Iterator<Item = u32> {
    let arabic = word.starts_with(|c| matches!(c, 'ء'..='ۿ'));
    let script = if arabic == asked { "latin" } else { "arabic" };
    let consonants = translit::consonants(word).map(|sound| format!("{sound} {script}"));
    let sound = translit::skeleton(word).filter(|_| !arabic);
    sound.into_iter().chain(consonants).map(|sound| fingerprint(sound.as_bytes()) as u32)
}

impl Sounds {
    /// Of words and their numbers.
    pub fn new<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut all: Vec<(u32, u32)> =
            words.flat_map(|(word, number)| sounds(word, false).map(move |sound| (sound, number))).collect();
        all.sort_unstable();
        let (prints, words) = all.into_iter().unzip();
        Self { prints, words }
    }

    /// The numbers of the words that may sound like this one, in order.
    pub fn like(&self, word: &str) -> impl Iterator<Item = u32> {
        let found = sounds(word, true).flat_map(|sound| {
            let from = self.prints.partition_point(|one| *one < sound);
            let to = self.prints.partition_point(|one| *one <= sound);
            self.words.get(from..to).unwrap_or_default()
        });
        found.copied().collect::<Vec<_>>().into_iter()
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        (self.prints.len() + self.words.len()) * 4
    }

    /// Writes everything.
    pub fn write(&self, writer: &mut Writer) {
        writer.numbers(&self.prints);
        writer.numbers(&self.words);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        Ok(Self { prints: reader.numbers()?, words: reader.numbers()? })
    }
}
