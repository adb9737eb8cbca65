//! Taxonomy terms that come again and again: every attribute of the profile
//! names its own in full, which is two fifths of what there is to read in a
//! directory, and there are some dozens of them.

use std::{borrow::Cow, cell::RefCell, rc::Rc};

use super::{
    log::Log,
    parse::parse,
    profile::CONFIDENTIAL,
    tree::{Pair, Tree},
};
use crate::formats::{limits, memo::Memo};

/// The key of an attribute under which its term stands.
pub(super) const TERM: &str = "taxonomy_term";

/// The fields of a term that attributes share.
type Shared = Rc<[Pair<'static>]>;

/// The terms of the lines so far, by their JSON. `None`: to be read anew every
/// time, since there is something to tell of it.
#[derive(Default)]
pub(super) struct Terms(RefCell<Memo<Option<Shared>>>);

impl Terms {
    /// The term that this JSON is, if others may share it.
    pub(super) fn get(&self, json: &str) -> Option<Tree<'static>> {
        // A term has no objects in it, which might be terms with terms in them.
        if json.len() > limits::REMEMBERED_BYTES || memchr::memchr_iter(b'{', json.as_bytes()).nth(1).is_some() {
            return None;
        }
        self.0.borrow_mut().get(json, shareable).map(Tree::Shared)
    }
}

/// Reads a term. `None` where it is no object of texts alone, where something
/// in it had to be put right, which is told with its place, and where it may
/// mark a confidential place, which nothing shared ever does.
fn shareable(json: &str) -> Option<Shared> {
    let log = Log::new("", 0);
    let parsed = parse(json, &log, &Terms::default()).ok()?;
    let Tree::Object(pairs) = parsed.tree else { return None };
    let owned = pairs.into_iter().map(|(key, value)| match value {
        Tree::Text(text) if text != CONFIDENTIAL => Some((Cow::Owned(key.into_owned()), text.into_owned().into())),
        _ => None,
    });
    let owned: Option<Shared> = owned.collect();
    owned.filter(|_| log.into_problems().is_empty())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::Value;

    use super::{super::LineReader, *};
    use crate::directory::problem::Code;

    const NEED: &str = r#"{"id":"parasol:need:drop-in","code":"drop-in","name":"drop-in","taxonomy":"parasol"}"#;

    #[test]
    fn a_term_is_read_once_and_is_what_it_was() {
        let terms = Terms::default();
        let first = terms.get(NEED).unwrap();
        let Some(Tree::Shared(again)) = terms.get(NEED) else { panic!("it can be shared") };
        assert!(matches!(&first, Tree::Shared(pairs) if Rc::ptr_eq(pairs, &again)));
        assert_eq!(Value::from(first).to_string(), NEED);
    }

    #[rstest]
    #[case::a_text_that_was_put_right("{\"code\":\"a\\u001b\"}")]
    #[case::what_marks_a_confidential_place(r#"{"code":"confidential","taxonomy":"parasol"}"#)]
    #[case::a_key_twice(r#"{"code":"a","code":"b"}"#)]
    #[case::more_than_texts(r#"{"code":["a"]}"#)]
    #[case::no_object(r#""a""#)]
    fn nothing_of_which_there_is_something_to_tell_is_shared(#[case] json: &str) {
        let terms = Terms::default();
        assert!(terms.get(json).is_none());
        assert!(terms.get(json).is_none());
    }

    #[test]
    fn terms_within_terms_are_read_once_each() {
        // Twice as much work for each would never end.
        let nested = |depth: usize| format!("{}1{}", r#"{"taxonomy_term":"#.repeat(depth), "}".repeat(depth));
        let log = Log::new("f", 1);
        assert!(parse(&nested(limits::DEPTH), &log, &Terms::default()).is_ok());
        let fault = parse(&nested(limits::DEPTH + 1), &log, &Terms::default()).err().unwrap();
        assert_eq!(fault.code, Code::TooLong);
    }

    #[test]
    fn a_long_term_is_not_shared() {
        let long = format!(r#"{{"code":"{}"}}"#, "x".repeat(limits::REMEMBERED_BYTES));
        assert!(Terms::default().get(&long).is_none());
    }

    #[test]
    fn what_is_wrong_in_a_term_is_told_of_every_line_and_in_its_place() {
        let line = |id: &str| {
            format!(
                r#"{{"id":"{id}","name":"N","attributes":[{{"label":"x","value":"y","taxonomy_term":{{"code":"a\u0007b"}}}}]}}"#
            )
        };
        let reader = LineReader::new("f");
        for (number, id) in (1..).zip(["a", "b", "c"]) {
            let (item, problems) = reader.read(number, line(id).as_bytes());
            assert!(item.is_some());
            let told: Vec<_> = problems.iter().map(|one| (one.line, one.field.as_str())).collect();
            assert!(told.contains(&(number, "/attributes/0/taxonomy_term/code")), "{told:?}");
        }
    }
}
