//! A record as a tree of JSON values, in the form that is cheapest to read:
//! texts and keys stay in the line they came from wherever nothing in them had
//! to be changed, and all else lies in an arena, so that nothing has to be
//! freed piece by piece. Fields are a list, since objects have few of them.

use bumpalo::Bump;
use serde_json::{Number, Value};

/// A key of an object with its value.
pub(super) type Pair<'t> = (&'t str, Tree<'t>);

/// A JSON value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tree<'t> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(&'t Number),
    /// A text.
    Text(&'t str),
    /// A list.
    List(&'t [Self]),
    /// An object: no key stands in it twice.
    Object(&'t [Pair<'t>]),
}

/// True for the key that is looked for. Most others are told by their length or
/// last letter, without a look at the whole.
pub(super) fn is_key(known: &str, key: &str) -> bool {
    known.len() == key.len() && known.as_bytes().last() == key.as_bytes().last() && known == key
}

impl<'t> Tree<'t> {
    /// The tree of a value.
    pub(super) fn of(value: &'t Value, arena: &'t Bump) -> Self {
        match value {
            Value::Null => Tree::Null,
            Value::Bool(value) => Tree::Bool(*value),
            Value::Number(number) => Tree::Number(number),
            Value::String(text) => Tree::Text(text),
            Value::Array(items) => {
                Tree::List(arena.alloc_slice_fill_iter(items.iter().map(|item| Tree::of(item, arena))))
            }
            Value::Object(map) => {
                let pairs = map.iter().map(|(key, value)| (key.as_str(), Tree::of(value, arena)));
                Tree::Object(arena.alloc_slice_fill_iter(pairs))
            }
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Tree::Null)
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Tree::Text(_))
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self, Tree::Object(_))
    }

    /// The fields of an object.
    pub(super) fn pairs(&self) -> Option<&'t [Pair<'t>]> {
        if let Tree::Object(pairs) = self { Some(pairs) } else { None }
    }
}

impl From<Tree<'_>> for Value {
    fn from(tree: Tree<'_>) -> Self {
        match tree {
            Tree::Null => Value::Null,
            Tree::Bool(value) => Value::Bool(value),
            Tree::Number(number) => Value::Number(number.clone()),
            Tree::Text(text) => Value::String(text.to_owned()),
            Tree::List(items) => Value::Array(items.iter().copied().map(Value::from).collect()),
            Tree::Object(pairs) => {
                Value::Object(pairs.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect())
            }
        }
    }
}

/// What the profile asks of an attribute, in whichever form it comes: the
/// reader has a [`Tree`], the writer and the editor have a [`Value`].
pub(super) trait Json {
    /// A field of an object.
    fn field(&self, key: &str) -> Option<&Self>;

    /// The text that this is.
    fn as_text(&self) -> Option<&str>;

    /// A text, number or boolean as text.
    fn shown(&self) -> Option<String>;
}

impl Json for Tree<'_> {
    fn field(&self, key: &str) -> Option<&Self> {
        self.pairs()?.iter().find(|(known, _)| is_key(known, key)).map(|(_, value)| value)
    }

    fn as_text(&self) -> Option<&str> {
        if let Tree::Text(text) = self { Some(text) } else { None }
    }

    fn shown(&self) -> Option<String> {
        match self {
            Tree::Text(text) => Some((*text).to_owned()),
            Tree::Bool(value) => Some(value.to_string()),
            Tree::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

impl Json for Value {
    fn field(&self, key: &str) -> Option<&Self> {
        self.get(key)
    }

    fn as_text(&self) -> Option<&str> {
        self.as_str()
    }

    fn shown(&self) -> Option<String> {
        match self {
            Value::String(text) => Some(text.clone()),
            Value::Bool(_) | Value::Number(_) => Some(self.to_string()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_comes_back_as_it_was() {
        let value = json!({"b": [1, -2.5, "x", null], "a": {"z": true, "y": {}}});
        let arena = Bump::new();
        let tree = Tree::of(&value, &arena);
        assert_eq!(tree.field("a").and_then(|a| a.field("z")).and_then(Json::shown).as_deref(), Some("true"));
        assert_eq!(Value::from(tree).to_string(), value.to_string());
    }
}
