//! One line of text into a JSON tree: within limits, without duplicate keys,
//! and with every text sanitised. After this no reader meets raw text.

use std::{borrow::Cow, fmt};

use bumpalo::{Bump, collections::Vec as ArenaVec};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, value::RawValue};

use super::{
    log::Log,
    path::Path,
    profile::{CONFIDENTIAL, mentions_confidential},
    terms::{TERM, Terms},
    tree::{Pair, Tree, is_key},
};
use crate::{
    directory::problem::{Code, Outcome},
    formats::limits,
    text::sanitise::{is_clean_ascii, sanitise},
};

/// Why a line is not taken.
pub(super) struct Fault {
    /// What is wrong.
    pub(super) code: Code,
    /// Where.
    pub(super) pointer: String,
}

/// What a line holds.
pub(super) struct Parsed<'t> {
    /// All of it.
    pub(super) tree: Tree<'t>,
    /// True when something in it is marked as a confidential place.
    pub(super) confidential: bool,
}

/// Parses one line. A duplicate key refuses the record: two readers could
/// take different ones, and one of them may be the checked one. `terms` are
/// those of the lines before; `arena` takes what is not in the line as it is.
pub(super) fn parse<'t>(text: &'t str, log: &Log<'_>, terms: &'t Terms, arena: &'t Bump) -> Result<Parsed<'t>, Fault> {
    // Room for what most lines have open at a time.
    let (open_pairs, open_items) = (ArenaVec::with_capacity_in(96, arena), ArenaVec::with_capacity_in(32, arena));
    let mut context = Context { fault: None, says_confidential: false, log, terms, arena, open_pairs, open_items };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // Our own limit is far below the depth at which the stack would end.
    let mut tree = Tree::Null;
    let root = Node { context: &mut context, slot: &mut tree, path: &Path::Root, depth: 0 };
    match root.deserialize(&mut deserializer).and_then(|()| deserializer.end()) {
        // Few records have the word at all: the others need no second look.
        Ok(()) => Ok(Parsed { confidential: context.says_confidential && mentions_confidential(&tree), tree }),
        Err(_) => Err(context.fault.unwrap_or(Fault { code: Code::NotJson, pointer: String::new() })),
    }
}

/// What the parser has to remember.
struct Context<'c, 't> {
    /// The fields of the objects that have not ended, the innermost last.
    open_pairs: ArenaVec<'t, Pair<'t>>,
    /// The same of lists.
    open_items: ArenaVec<'t, Tree<'t>>,
    fault: Option<Fault>,
    /// True when some text is the key that marks confidential places.
    says_confidential: bool,
    log: &'c Log<'c>,
    terms: &'t Terms,
    arena: &'t Bump,
}

impl<'t> Context<'_, 't> {
    /// Cleans a text and tells what was removed.
    fn clean(&self, text: &'t str, path: &Path<'_>) -> &'t str {
        if text.len() <= limits::TEXT_CHARS && is_clean_ascii(text) {
            return text;
        }
        match self.clean_any(text, path) {
            Cow::Borrowed(clean) => clean,
            Cow::Owned(clean) => self.arena.alloc_str(&clean),
        }
    }

    /// The same for a text that is not in the line as it is.
    fn clean_other(&self, text: &str, path: &Path<'_>) -> &'t str {
        self.clean(self.arena.alloc_str(text), path)
    }

    /// The same for a text in which there is something to look at.
    fn clean_any<'s>(&self, text: &'s str, path: &Path<'_>) -> Cow<'s, str> {
        let clean = sanitise(text);
        if clean.control {
            self.log.tell(path, Code::ControlCharacters, &clean.text, Outcome::Repaired);
        }
        if clean.bidi {
            self.log.tell(path, Code::BidiControls, &clean.text, Outcome::Repaired);
        }
        // Bytes are the cheaper bound, and never less than characters.
        if clean.text.len() > limits::TEXT_CHARS && clean.text.chars().count() > limits::TEXT_CHARS {
            self.log.tell(path, Code::TooLong, &clean.text, Outcome::Repaired);
            let cut: String = clean.text.chars().take(limits::TEXT_CHARS).collect();
            return Cow::Owned(cut.trim_end().to_owned());
        }
        clean.text
    }

    /// A clean text is a value.
    fn note(&mut self, clean: &'t str) -> Tree<'t> {
        self.says_confidential |= clean == CONFIDENTIAL;
        Tree::Text(clean)
    }

    /// A number.
    fn number(&self, number: impl Into<Number>) -> Tree<'t> {
        Tree::Number(self.arena.alloc(number.into()))
    }

    /// The list whose items are open from `start` on.
    fn close_list(&mut self, start: usize) -> Tree<'t> {
        let items = self.open_items.get(start..).unwrap_or_default();
        let list = Tree::List(self.arena.alloc_slice_copy(items));
        self.open_items.truncate(start);
        list
    }

    /// The object whose fields are open from `start` on.
    fn close_object(&mut self, start: usize) -> Tree<'t> {
        let pairs = self.open_pairs.get(start..).unwrap_or_default();
        let object = Tree::Object(self.arena.alloc_slice_copy(pairs));
        self.open_pairs.truncate(start);
        object
    }

    /// Gives up on the record.
    fn refuse<E: de::Error>(&mut self, code: Code, path: &Path<'_>) -> E {
        self.fault = Some(Fault { code, pointer: path.to_string() });
        E::custom("refused")
    }
}

/// One value of the tree, and what is to be done with it: a tree is written
/// where it stays, since handing each value up as a result costs more than
/// reading it.
struct Node<'n, 'c, 't> {
    context: &'n mut Context<'c, 't>,
    slot: &'n mut Tree<'t>,
    path: &'n Path<'n>,
    depth: usize,
}

impl<'t> Node<'_, '_, 't> {
    fn put(self, value: Tree<'t>) {
        *self.slot = value;
    }

    /// Reads what is likely to be a term that other attributes have too.
    fn read_term<E: de::Error>(self, term: &'t RawValue) -> Result<(), E> {
        let shared = self.context.terms.get(term.get(), self.context.arena);
        match shared.filter(|_| self.depth < limits::DEPTH) {
            Some(shared) => {
                self.put(shared);
                Ok(())
            }
            None => self.deserialize(&mut serde_json::Deserializer::from_str(term.get())).map_err(E::custom),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.put(Tree::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        let number = self.context.number(value);
        self.put(number);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        let number = self.context.number(value);
        self.put(number);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        let number = Number::from_f64(value).map_or(Tree::Null, |number| self.context.number(number));
        self.put(number);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.put(Tree::Null);
        Ok(())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<(), E> {
        let clean = self.context.clean(value, self.path);
        let text = self.context.note(clean);
        self.put(text);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        let clean = self.context.clean_other(value, self.path);
        let text = self.context.note(clean);
        self.put(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { context, slot, path, depth } = self;
        if depth >= limits::DEPTH {
            return Err(context.refuse(Code::TooLong, path));
        }
        let start = context.open_items.len();
        let items_so_far = |context: &Context<'_, '_>| context.open_items.len() - start;
        while items_so_far(context) < limits::LIST_ITEMS {
            let item = Path::Item(path, items_so_far(context));
            let mut value = Tree::Null;
            let node = Node { context: &mut *context, slot: &mut value, path: &item, depth: depth + 1 };
            if items.next_element_seed(node)?.is_none() {
                *slot = context.close_list(start);
                return Ok(());
            }
            context.open_items.push(value);
        }
        if items.next_element::<IgnoredAny>()?.is_some() {
            context.log.tell(path, Code::TooLong, "", Outcome::LeftOut);
            while items.next_element::<IgnoredAny>()?.is_some() {}
        }
        *slot = context.close_list(start);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { context, slot, path, depth } = self;
        if depth >= limits::DEPTH {
            return Err(context.refuse(Code::TooLong, path));
        }
        let start = context.open_pairs.len();
        while let Some(key) = entries.next_key_seed(Key)? {
            let key = match key {
                Cow::Borrowed(key) => context.clean(key, path),
                Cow::Owned(key) => context.clean_other(&key, path),
            };
            let field = Path::Field(path, key);
            let known = context.open_pairs.get(start..).unwrap_or_default();
            if known.iter().any(|(known, _)| is_key(known, key)) {
                return Err(context.refuse(Code::DuplicateKey, &field));
            }
            if known.len() >= limits::OBJECT_KEYS {
                return Err(context.refuse(Code::TooLong, path));
            }
            let mut value = Tree::Null;
            let node = Node { context: &mut *context, slot: &mut value, path: &field, depth: depth + 1 };
            if key == TERM {
                node.read_term(entries.next_value()?)?;
            } else {
                entries.next_value_seed(node)?;
            }
            context.open_pairs.push((key, value));
        }
        *slot = context.close_object(start);
        Ok(())
    }
}

/// A key, in the line where it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::directory::problem::Problem;

    fn fault(text: &str) -> (Code, String) {
        let fault = parse(text, &Log::new("f", 1), &Terms::default(), &Bump::new()).err().unwrap();
        (fault.code, fault.pointer)
    }

    fn problems(text: &str) -> (Value, Vec<Problem>) {
        let log = Log::new("f", 1);
        let value = parse(text, &log, &Terms::default(), &Bump::new()).ok().unwrap().tree.into();
        (value, log.into_problems())
    }

    #[test]
    fn a_key_named_twice_is_refused_wherever_it_stands() {
        assert_eq!(fault(r#"{"a":1,"a":2}"#), (Code::DuplicateKey, "/a".into()));
        assert_eq!(fault(r#"{"x":[{"b/c":1,"b/c":1}]}"#), (Code::DuplicateKey, "/x/0/b~1c".into()));
        assert_eq!(fault("{\"id\":1,\"id\\u200b\":2}"), (Code::DuplicateKey, "/id".into()));
    }

    #[test]
    fn depth_ends_before_the_stack_does() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(fault(&deep).0, Code::TooLong);
        let fits = format!("{}{}", "[".repeat(limits::DEPTH), "]".repeat(limits::DEPTH));
        assert!(parse(&fits, &Log::new("f", 1), &Terms::default(), &Bump::new()).is_ok());
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in ["{", "nonsense", "{} {}", r#"{"a":1,}"#, "\"\\ud800\""] {
            assert_eq!(fault(text).0, Code::NotJson, "{text}");
        }
    }

    #[test]
    fn every_text_is_cleaned_and_told_once() {
        let (value, problems) = problems("{\"a\":[\"x\\u001b[2Jy\",\"\\u202e1\\u0000\"]}");
        assert_eq!(value, serde_json::json!({"a": ["x[2Jy", "1"]}));
        let told: Vec<_> = problems.iter().map(|problem| (problem.field.as_str(), problem.code)).collect();
        assert_eq!(
            told,
            [("/a/0", Code::ControlCharacters), ("/a/1", Code::ControlCharacters), ("/a/1", Code::BidiControls)]
        );
    }

    #[test]
    fn long_lists_and_texts_are_cut_and_told() {
        let list = format!("[{}0]", "0,".repeat(limits::LIST_ITEMS));
        let (value, told) = problems(&list);
        assert_eq!(value.as_array().unwrap().len(), limits::LIST_ITEMS);
        assert_eq!((told[0].code, told[0].outcome), (Code::TooLong, Outcome::LeftOut));
        let (value, told) = problems(&format!("\"{}\"", "é".repeat(limits::TEXT_CHARS + 1)));
        assert_eq!(value.as_str().unwrap().chars().count(), limits::TEXT_CHARS);
        assert_eq!((told[0].code, told[0].outcome), (Code::TooLong, Outcome::Repaired));
    }
}
