//! The shortlist: entries put aside for somebody, with notes and next steps.
//! What is on it lives in memory, or in the vault where there is one.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::Step;
use crate::directory::{Directory, Entry};

/// The name under which a vault keeps it.
pub const KEPT_AS: &str = "shortlist";
/// The form in which it is kept; another one is not read.
const FORM: u8 = 1;

/// Entries put aside for somebody, in the order in which to hand them over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shortlist {
    /// The entries.
    pub entries: Vec<Listed>,
    /// A note for the whole.
    pub note: String,
    /// What to do next, from the list.
    pub steps: Vec<Step>,
    /// What to do next, in the worker's own words.
    pub own_step: String,
}

/// An entry on the shortlist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// `PUBLISHER/ID`: two publishers may use one id.
    pub id: String,
    /// What it was called when it was put there: an update may take it away.
    pub name: String,
    /// A note about it.
    pub note: String,
}

/// A shortlist as the vault has it.
#[derive(Serialize, Deserialize)]
struct Kept {
    form: u8,
    /// Id, name and note of each entry.
    entries: Vec<(String, String, String)>,
    note: String,
    steps: Vec<String>,
    own_step: String,
}

impl Drop for Shortlist {
    fn drop(&mut self) {
        for entry in &mut self.entries {
            entry.id.zeroize();
            entry.name.zeroize();
            entry.note.zeroize();
        }
        self.note.zeroize();
        self.own_step.zeroize();
    }
}

impl Shortlist {
    /// True when there is nothing to keep or to hand over.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.note.is_empty() && self.steps.is_empty() && self.own_step.is_empty()
    }

    /// Where an entry stands.
    pub fn position(&self, entry: &Entry<'_>) -> Option<usize> {
        let key = entry.full_id();
        self.entries.iter().position(|listed| listed.id == key)
    }

    /// Puts an entry at the end; nothing where it is there already. `name` is
    /// what it is called.
    pub fn add(&mut self, entry: &Entry<'_>, name: &str) {
        if self.position(entry).is_none() {
            self.entries.push(Listed { id: entry.full_id(), name: name.to_owned(), note: String::new() });
        }
    }

    /// Takes the entry at `at` off.
    pub fn remove(&mut self, at: usize) -> Option<Listed> {
        (at < self.entries.len()).then(|| self.entries.remove(at))
    }

    /// Moves the entry at `at` one place up or down; gives its new place.
    pub fn shift(&mut self, at: usize, down: bool) -> usize {
        let to = if down { at + 1 } else { at.saturating_sub(1) };
        if at < self.entries.len() && to < self.entries.len() {
            self.entries.swap(at, to);
            to
        } else {
            at
        }
    }

    /// Takes up a step, or drops it.
    pub fn toggle_step(&mut self, step: Step) {
        if self.steps.contains(&step) {
            self.steps.retain(|other| *other != step);
        } else {
            self.steps.push(step);
        }
    }

    /// The entries that the directory has, each with its note.
    pub fn in_directory<'a>(&'a self, directory: &'a Directory) -> impl Iterator<Item = (Entry<'a>, &'a str)> {
        self.entries.iter().filter_map(|listed| Some((directory.find(&listed.id)?, listed.note.as_str())))
    }

    /// What a vault keeps; `None` when there is nothing.
    pub fn to_bytes(&self) -> Option<Zeroizing<Vec<u8>>> {
        if self.is_empty() {
            return None;
        }
        let entries = self.entries.iter().map(|one| (one.id.clone(), one.name.clone(), one.note.clone()));
        let mut kept = Kept {
            form: FORM,
            entries: entries.collect(),
            note: self.note.clone(),
            steps: self.steps.iter().map(|step| step.slug().to_owned()).collect(),
            own_step: self.own_step.clone(),
        };
        let bytes = postcard::to_allocvec(&kept).ok().map(Zeroizing::new);
        kept.wipe();
        bytes
    }

    /// What a vault has kept; `None` when it is nothing that this program
    /// understands.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let kept: Kept = postcard::from_bytes(bytes).ok().filter(|kept: &Kept| kept.form == FORM)?;
        let Kept { entries, note, steps, own_step, .. } = kept;
        let entries = entries.into_iter().map(|(id, name, note)| Listed { id, name, note }).collect();
        // A step of a newer program is dropped, not the whole list.
        let steps = steps.iter().filter_map(|slug| Step::from_slug(slug)).collect();
        Some(Self { entries, note, steps, own_step })
    }
}

impl Kept {
    fn wipe(&mut self) {
        for (id, name, note) in &mut self.entries {
            id.zeroize();
            name.zeroize();
            note.zeroize();
        }
        self.note.zeroize();
        self.own_step.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::demo;

    fn directory() -> Directory {
        Directory::new(vec![demo::release(jiff::civil::date(2026, 11, 24))])
    }

    fn three(directory: &Directory) -> Shortlist {
        let mut list = Shortlist::default();
        for entry in directory.entries().take(3) {
            list.add(&entry, &entry.name().value);
        }
        list
    }

    #[test]
    fn an_entry_is_on_it_once_and_in_the_order_of_coming() {
        let directory = directory();
        let mut list = three(&directory);
        let second = directory.entries().nth(1).unwrap();
        list.add(&second, "again");
        assert_eq!(list.entries.len(), 3);
        assert_eq!(list.position(&second), Some(1));
        let found: Vec<_> = list.in_directory(&directory).map(|(entry, _)| entry.number).collect();
        assert_eq!(found, directory.entries().take(3).map(|entry| entry.number).collect::<Vec<_>>());
        assert!(list.remove(1).is_some() && list.remove(2).is_none());
        assert_eq!(list.position(&second), None);
    }

    #[test]
    fn entries_move_within_the_list_and_no_further() {
        let mut list = three(&directory());
        let names = |list: &Shortlist| list.entries.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        let before = names(&list);
        assert_eq!(list.shift(0, false), 0);
        assert_eq!(list.shift(2, true), 2);
        assert_eq!(list.shift(9, true), 9);
        assert_eq!(names(&list), before);
        assert_eq!(list.shift(0, true), 1);
        assert_eq!(list.shift(1, true), 2);
        assert_eq!(names(&list), [before[1].clone(), before[2].clone(), before[0].clone()]);
    }

    #[test]
    fn what_a_vault_keeps_comes_back_whole() {
        let mut list = three(&directory());
        list.entries[0].note = "ring twice — дважды".into();
        list.note = "tomorrow".into();
        list.own_step = "Mina".into();
        list.toggle_step(Step::AskFor);
        list.toggle_step(Step::BringId);
        list.toggle_step(Step::BringId);
        let bytes = list.to_bytes().unwrap();
        assert_eq!(Shortlist::from_bytes(&bytes), Some(list));
        assert_eq!(Shortlist::from_bytes(b"\x09nonsense"), None);
        assert_eq!(Shortlist::from_bytes(&[]), None);
        assert_eq!(Shortlist::default().to_bytes(), None);
    }

    #[test]
    fn what_an_update_took_away_is_not_handed_over() {
        let directory = directory();
        let mut list = three(&directory);
        list.entries[1].id = "nobody/nothing".into();
        assert_eq!(list.in_directory(&directory).count(), 2);
        assert_eq!(list.entries.len(), 3, "but it stays on the list");
    }
}
