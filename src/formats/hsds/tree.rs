//! A record as a tree of JSON values, in the form that is cheapest to read:
//! texts and keys stay in the line they came from wherever nothing in them had
//! to be changed, and fields are a list, since objects have few of them.

use std::{borrow::Cow, rc::Rc};

use serde_json::{Number, Value};

/// A key of an object with its value.
pub(super) type Pair<'t> = (Cow<'t, str>, Tree<'t>);

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree<'t> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Box<[Self]>),
    /// An object: no key stands in it twice.
    Object(Box<[Pair<'t>]>),
    /// An object that others have too.
    Shared(Rc<[Pair<'static>]>),
}

/// True for the key that is looked for. Most others are told by their length or
/// last letter, without a look at the whole.
pub(super) fn is_key(known: &str, key: &str) -> bool {
    known.len() == key.len() && known.as_bytes().last() == key.as_bytes().last() && known == key
}

impl<'t> Tree<'t> {
    pub(super) fn is_null(&self) -> bool {
        matches!(self, Tree::Null)
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Tree::Text(_))
    }

    pub(super) fn is_object(&self) -> bool {
        self.pairs().is_some()
    }

    /// The fields of an object.
    pub(super) fn pairs(&self) -> Option<&[Pair<'t>]> {
        match self {
            Tree::Object(pairs) => Some(pairs),
            Tree::Shared(pairs) => Some(pairs),
            _ => None,
        }
    }
}

impl From<Number> for Tree<'_> {
    fn from(number: Number) -> Self {
        Tree::Number(number)
    }
}

impl From<String> for Tree<'_> {
    fn from(text: String) -> Self {
        Tree::Text(Cow::Owned(text))
    }
}

impl From<Value> for Tree<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Tree::Null,
            Value::Bool(value) => Tree::Bool(value),
            Value::Number(number) => Tree::Number(number),
            Value::String(text) => Tree::from(text),
            Value::Array(items) => Tree::List(items.into_iter().map(Tree::from).collect()),
            Value::Object(map) => {
                Tree::Object(map.into_iter().map(|(key, value)| (Cow::Owned(key), Tree::from(value))).collect())
            }
        }
    }
}

impl From<Tree<'_>> for Value {
    fn from(tree: Tree<'_>) -> Self {
        match tree {
            Tree::Null => Value::Null,
            Tree::Bool(value) => Value::Bool(value),
            Tree::Number(number) => Value::Number(number),
            Tree::Text(text) => Value::String(text.into_owned()),
            Tree::List(items) => Value::Array(items.into_iter().map(Value::from).collect()),
            Tree::Object(pairs) => {
                Value::Object(pairs.into_iter().map(|(key, value)| (key.into_owned(), Value::from(value))).collect())
            }
            Tree::Shared(pairs) => Tree::Object(pairs.iter().cloned().collect()).into(),
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
            Tree::Text(text) => Some(text.clone().into_owned()),
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
        let tree = Tree::from(value.clone());
        assert_eq!(tree.field("a").and_then(|a| a.field("z")).and_then(Json::shown).as_deref(), Some("true"));
        assert_eq!(Value::from(tree).to_string(), value.to_string());
    }
}
