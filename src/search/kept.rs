//! The sets of entries that were found last: a key changes one word, so that
//! the others need not be read again. What comes out does not depend on what
//! was kept.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{candidates::Candidates, found::Found};

/// So many sets are kept: those of the beginnings of one query, and of what it
/// is taken for.
const KEPT: usize = 8;
/// Besides so many bytes, at most [`BYTES_KEPT`] an entry are kept.
const LITTLE: usize = 1 << 16;
/// Bytes an entry that the kept sets take at most.
const BYTES_KEPT: usize = 12;

/// The sets of entries found last.
#[derive(Debug, Default)]
pub struct Kept {
    /// The newest at the end, each with its words, sorted.
    sets: Mutex<Vec<(Vec<String>, Arc<Candidates>)>>,
    /// The cells of a set that is needed no more: the system takes longer to
    /// give new ones than a list takes to be read.
    spare: Mutex<Vec<u16>>,
}

impl Kept {
    fn sets(&self) -> MutexGuard<'_, Vec<(Vec<String>, Arc<Candidates>)>> {
        self.sets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many empty cells.
    pub fn cells(&self, count: usize) -> Vec<u16> {
        let mut cells = std::mem::take(&mut *self.spare.lock().unwrap_or_else(PoisonError::into_inner));
        cells.clear();
        cells.resize(count, 0);
        cells
    }

    /// Takes back the cells of a set that nobody else needs.
    pub fn take_back(&self, set: Arc<Candidates>) {
        if let Some(cells) = Arc::into_inner(set).and_then(Candidates::into_cells) {
            *self.spare.lock().unwrap_or_else(PoisonError::into_inner) = cells;
        }
    }

    /// The smallest set of entries that have some of these words, and the
    /// others of the words.
    pub fn nearest<'f>(&self, found: &[&'f Found]) -> Option<(Arc<Candidates>, Vec<&'f Found>)> {
        let mut kept = self.sets();
        let sets = kept.iter().enumerate().filter(|(_, (words, _))| are_among(words, found));
        let (_, at) = sets.map(|(at, (words, set))| ((set.len(), usize::MAX - words.len()), at)).min()?;
        let (words, set) = kept.remove(at);
        let mut others = found.to_vec();
        for word in &words {
            if let Some(own) = others.iter().position(|found| found.word == *word) {
                others.remove(own);
            }
        }
        let nearest = Arc::clone(&set);
        kept.push((words, set));
        Some((nearest, others))
    }

    /// Keeps what was found for these words, of so many entries, and lets the
    /// oldest go where it is too much.
    pub fn keep(&self, found: &[&Found], set: Arc<Candidates>, entries: usize) {
        let mut words: Vec<String> = found.iter().map(|found| found.word.clone()).collect();
        words.sort_unstable();
        let mut kept = self.sets();
        kept.push((words, set));
        let size = |kept: &[(Vec<String>, Arc<Candidates>)]| kept.iter().map(|(_, set)| set.bytes()).sum::<usize>();
        while kept.len() > 1 && (kept.len() > KEPT || size(&kept) > BYTES_KEPT * entries + LITTLE) {
            let (_, oldest) = kept.remove(0);
            self.take_back(oldest);
        }
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).capacity() * 2;
        spare + self.sets().iter().map(|(_, set)| set.bytes()).sum::<usize>()
    }
}

/// True when each of these words, which are sorted, is one of those found.
fn are_among(words: &[String], found: &[&Found]) -> bool {
    let count = |word: &String| found.iter().filter(|found| found.word == *word).count();
    words.chunk_by(|one, other| one == other).all(|same| same.first().is_some_and(|word| count(word) >= same.len()))
}
