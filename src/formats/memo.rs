//! Answers that are asked for again and again: a column of a spreadsheet has a
//! few hours and languages, and each of them on thousands of rows.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::limits;

/// What some work gave for a text, for a limited number of texts.
#[derive(Debug)]
pub(super) struct Memo<V>(HashMap<Box<str>, V, RandomState>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<V: Clone> Memo<V> {
    /// What `work` gives for `text`. It has to give the same every time.
    pub(super) fn get(&mut self, text: &str, work: impl FnOnce(&str) -> V) -> V {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let made = work(text);
        if text.len() <= limits::REMEMBERED_BYTES {
            // What comes again soon is soon known again.
            if self.0.len() >= limits::REMEMBERED {
                self.0.clear();
            }
            self.0.insert(text.into(), made.clone());
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_once_for_a_text_and_not_every_text_is_kept() {
        let (mut memo, mut worked) = (Memo::default(), 0);
        for _ in 0..3 {
            let length = memo.get("lun-ven", |text| {
                worked += 1;
                text.len()
            });
            assert_eq!(length, 7);
        }
        assert_eq!(worked, 1);
        for number in 0..limits::REMEMBERED * 2 {
            memo.get(&number.to_string(), str::len);
            assert!(memo.0.len() <= limits::REMEMBERED);
        }
        memo.get(&"x".repeat(limits::REMEMBERED_BYTES + 1), str::len);
        assert!(!memo.0.keys().any(|text| text.starts_with('x')));
    }
}
