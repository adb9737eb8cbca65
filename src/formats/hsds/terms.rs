//! Taxonomy terms that come again and again: every attribute of the profile
//! names its own in full, which is two fifths of what there is to read in a
//! directory, and there are some dozens of them.

use std::{cell::OnceCell, hash::BuildHasher};

use bumpalo::Bump;
use foldhash::fast::FixedState;

use super::{log::Log, parse::parse, profile::CONFIDENTIAL, tree::Tree};
use crate::formats::limits;

/// The key of an attribute under which its term stands.
pub(super) const TERM: &str = "taxonomy_term";

/// Places for terms: some times as many as a directory has.
const PLACES: usize = 1 << 10;
/// So many places one after the other are tried for a term.
const TRIES: usize = 8;

/// A term of some line: its JSON and its fields. `None`: to be read anew every
/// time, since there is something to tell of it.
type Term = (Box<str>, Option<Box<[(String, String)]>>);

/// The terms of the lines so far, each where the hash of its JSON says or soon
/// behind. They stay, so that trees can have their texts from here; what finds
/// no place is read every time. There are no places before the first term.
#[derive(Default)]
pub(super) struct Terms(OnceCell<Box<[OnceCell<Term>]>>);

impl Terms {
    /// The term that this JSON is, if others may share it.
    pub(super) fn get<'t>(&'t self, json: &str, arena: &'t Bump) -> Option<Tree<'t>> {
        // A term has no objects in it, which might be terms with terms in them.
        if json.len() > limits::REMEMBERED_BYTES || memchr::memchr_iter(b'{', json.as_bytes()).nth(1).is_some() {
            return None;
        }
        let first = FixedState::default().hash_one(json) as usize % PLACES;
        let all = self.0.get_or_init(|| std::iter::repeat_with(OnceCell::new).take(PLACES).collect());
        let places = (first..first + TRIES).filter_map(|place| all.get(place % PLACES));
        let mut terms = places.map(|place| place.get_or_init(|| (json.into(), shareable(json))));
        let (_, fields) = terms.find(|(known, _)| **known == *json)?;
        let pairs = fields.as_ref()?.iter().map(|(key, value)| (key.as_str(), Tree::Text(value)));
        Some(Tree::Object(arena.alloc_slice_fill_iter(pairs)))
    }
}

/// Reads a term. `None` where it is no object of texts alone, where something
/// in it had to be put right, which is told with its place, and where it may
/// mark a confidential place, which nothing shared ever does.
fn shareable(json: &str) -> Option<Box<[(String, String)]>> {
    let (log, terms, arena) = (Log::new("", 0), Terms::default(), Bump::new());
    let parsed = parse(json, &log, &terms, &arena).ok()?;
    let owned = parsed.tree.pairs()?.iter().map(|(key, value)| match value {
        Tree::Text(text) if *text != CONFIDENTIAL => Some(((*key).to_owned(), (*text).to_owned())),
        _ => None,
    });
    let owned: Option<Box<[_]>> = owned.collect();
    owned.filter(|_| log.into_problems().is_empty())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::Value;

    use super::{
        super::{LineReader, tree::Json},
        *,
    };
    use crate::directory::problem::Code;

    const NEED: &str = r#"{"id":"parasol:need:drop-in","code":"drop-in","name":"drop-in","taxonomy":"parasol"}"#;

    #[test]
    fn a_term_is_read_once_and_is_what_it_was() {
        let (terms, arena) = (Terms::default(), Bump::new());
        let [first, again] = [(); 2].map(|()| terms.get(NEED, &arena).unwrap());
        let code = |term: Tree<'_>| term.field("code").and_then(Json::as_text).map(str::as_ptr);
        assert!(code(first).is_some());
        assert_eq!(code(first), code(again));
        assert_eq!(Value::from(first).to_string(), NEED);
    }

    #[rstest]
    #[case::a_text_that_was_put_right("{\"code\":\"a\\u001b\"}")]
    #[case::what_marks_a_confidential_place(r#"{"code":"confidential","taxonomy":"parasol"}"#)]
    #[case::a_key_twice(r#"{"code":"a","code":"b"}"#)]
    #[case::more_than_texts(r#"{"code":["a"]}"#)]
    #[case::no_object(r#""a""#)]
    fn nothing_of_which_there_is_something_to_tell_is_shared(#[case] json: &str) {
        let (terms, arena) = (Terms::default(), Bump::new());
        assert!(terms.get(json, &arena).is_none());
        assert!(terms.get(json, &arena).is_none());
    }

    #[test]
    fn terms_within_terms_are_read_once_each() {
        // Twice as much work for each would never end.
        let nested = |depth: usize| format!("{}1{}", r#"{"taxonomy_term":"#.repeat(depth), "}".repeat(depth));
        let log = Log::new("f", 1);
        assert!(parse(&nested(limits::DEPTH), &log, &Terms::default(), &Bump::new()).is_ok());
        let fault = parse(&nested(limits::DEPTH + 1), &log, &Terms::default(), &Bump::new()).err().unwrap();
        assert_eq!(fault.code, Code::TooLong);
    }

    #[test]
    fn more_terms_than_there_is_room_for_are_read_every_time() {
        let (terms, arena) = (Terms::default(), Bump::new());
        let json = |number: usize| format!(r#"{{"code":"{number}"}}"#);
        for number in 0..PLACES * 2 {
            if let Some(term) = terms.get(&json(number), &arena) {
                assert_eq!(Value::from(term).to_string(), json(number));
            }
        }
        let shared = (0..PLACES * 2).filter(|number| terms.get(&json(*number), &arena).is_some()).count();
        assert!((PLACES / 2..=PLACES).contains(&shared), "{shared}");
    }

    #[test]
    fn a_long_term_is_not_shared() {
        let long = format!(r#"{{"code":"{}"}}"#, "x".repeat(limits::REMEMBERED_BYTES));
        assert!(Terms::default().get(&long, &Bump::new()).is_none());
    }

    #[test]
    fn what_is_wrong_in_a_term_is_told_of_every_line_and_in_its_place() {
        let line = |id: &str| {
            format!(
                r#"{{"id":"{id}","name":"N","attributes":[{{"label":"x","value":"y","taxonomy_term":{{"code":"a\u0007b"}}}}]}}"#
            )
        };
        let mut reader = LineReader::new("f");
        for (number, id) in (1..).zip(["a", "b", "c"]) {
            let (item, problems) = reader.read(number, line(id).as_bytes());
            assert!(item.is_some());
            let told: Vec<_> = problems.iter().map(|one| (one.line, one.field.as_str())).collect();
            assert!(told.contains(&(number, "/attributes/0/taxonomy_term/code")), "{told:?}");
        }
    }
}
