//! How near the words of a sorted list are to what was typed, one after the
//! other: what a word shares with the one before is not worked out again.

/// No word is longer, in characters; what is longer is far.
const DEEPEST: usize = 64;
/// One more than any number of edits that is asked for.
const FAR: u8 = 9;

/// A letter of a word, and its row of the table of distances.
#[derive(Clone, Copy)]
struct Step {
    letter: char,
    /// A column for each letter typed, one before them, and one behind. Only
    /// those are worked out that may be near, and the two beside them.
    row: [u8; DEEPEST + 2],
    /// The distance to all that was typed.
    whole: u8,
    /// The least such distance up to here.
    nearest: u8,
}

/// The table of distances between what was typed and one word after the other,
/// of which only the rows that are new are worked out.
pub struct Walk<'a> {
    wanted: &'a [char],
    most: u8,
    /// One for no letter, and those of the word; what is behind is old.
    steps: Vec<Step>,
    /// How many letters the steps are of.
    pub depth: usize,
    /// True when nothing that begins with these letters can be near.
    pub dead: bool,
    /// True when the word was read to its end.
    whole: bool,
}

impl<'a> Walk<'a> {
    /// For what was typed; what is more than `most` edits away is far.
    pub fn new(wanted: &'a [char], most: u8) -> Self {
        let wanted = wanted.get(..wanted.len().min(DEEPEST)).unwrap_or_default();
        let all = u8::try_from(wanted.len()).unwrap_or(FAR).min(FAR);
        let mut first = Step { letter: '\0', row: [FAR; DEEPEST + 2], whole: all, nearest: all };
        first.row.iter_mut().zip(0..FAR).for_each(|(cell, column)| *cell = column);
        Self { wanted, most, steps: vec![first; DEEPEST], depth: 0, dead: false, whole: false }
    }

    /// Goes to a word that shares so many characters with the last one.
    pub fn go(&mut self, word: &[u8], shared: usize) {
        self.depth = self.depth.min(shared);
        (self.dead, self.whole) = (false, false);
        if word.is_ascii() {
            let letters = word.get(self.depth..).unwrap_or_default();
            self.go_on(letters.iter().map(|letter| char::from(*letter)));
        } else {
            self.go_on(std::str::from_utf8(word).unwrap_or_default().chars().skip(self.depth));
        }
    }

    /// Goes to the end of the word, or as far as it may be near.
    fn go_on(&mut self, letters: impl Iterator<Item = char>) {
        for letter in letters {
            if self.push(letter).is_none_or(|least| least > self.most) {
                self.dead = true;
                // The row that is too far is counted, so that words which
                // share it are skipped.
                return;
            }
        }
        self.whole = true;
    }

    /// Adds the row of a letter; the least in it. `None` for too long a word.
    fn push(&mut self, letter: char) -> Option<u8> {
        let band = usize::from(self.most);
        let (done, new) = self.steps.split_at_mut_checked(self.depth + 1)?;
        let (above, step) = (done.last()?, new.first_mut()?);
        let before = done.len().checked_sub(2).and_then(|at| done.get(at));
        self.depth += 1;
        let (from, to) = (self.depth.saturating_sub(band).max(1), (self.depth + band).min(self.wanted.len()));
        let mut left = if self.depth <= band { self.depth as u8 } else { FAR };
        let mut least = left;
        *step.row.get_mut(from - 1)? = left;
        for column in from..=to {
            let (Some(typed), Some([diagonal, up])) = (self.wanted.get(column - 1), above.row.get(column - 1..=column))
            else {
                break;
            };
            let mut cell = (diagonal + u8::from(*typed != letter)).min(up + 1).min(left + 1);
            // Two letters exchanged are one edit.
            if column > 1 && *typed == above.letter && self.wanted.get(column - 2) == Some(&letter) {
                cell = cell.min(before.and_then(|before| before.row.get(column - 2)).map_or(FAR, |cell| cell + 1));
            }
            left = cell.min(FAR);
            *step.row.get_mut(column)? = left;
            least = least.min(left);
        }
        *step.row.get_mut(to.max(from - 1) + 1)? = FAR;
        step.letter = letter;
        step.whole = if to == self.wanted.len() && from <= to { left } else { FAR };
        step.nearest = above.nearest.min(step.whole);
        Some(least)
    }

    /// The distance to the whole word; far when it was not read to its end.
    pub fn whole(&self) -> u8 {
        self.steps.get(self.depth).filter(|_| self.whole).map_or(FAR, |step| step.whole)
    }

    /// The distance to the nearest beginning of the word.
    pub fn beginning(&self) -> u8 {
        self.steps.get(self.depth).map_or(FAR, |step| step.nearest)
    }
}
