//! The fields of one JSON object, taken out one by one. What nobody took is
//! the object's `extra`, so that exchange loses nothing.

use std::{borrow::Cow, cell::Cell};

use bumpalo::Bump;
use serde_json::{Number, Value};

use super::{
    log::Log,
    path::Path,
    profile::mentions_confidential,
    tree::{Json, Pair, Tree, is_key},
};
use crate::directory::{
    Extra,
    problem::{Code, Outcome},
};

/// A number, as an integer where it is one. `None` for what JSON cannot say.
pub(super) fn json_number(value: f64) -> Option<Number> {
    // 2^53: up to here every integer has its own float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT { Some((value as i64).into()) } else { Number::from_f64(value) }
}

/// An object being read, and where it stands in the record.
pub(super) struct Fields<'a> {
    /// The fields in their order.
    pairs: &'a [Pair<'a>],
    /// Of each field: true when it was taken.
    taken: &'a [Cell<bool>],
    /// Values that were taken and put back, behind the fields.
    back: Vec<Pair<'a>>,
    pub(super) path: &'a Path<'a>,
    pub(super) log: &'a Log<'a>,
    /// For what is put back in another form.
    arena: &'a Bump,
}

impl<'a> Fields<'a> {
    /// The fields of `tree`, if it is an object. `arena` lives as long as the
    /// tree.
    pub(super) fn of(tree: Tree<'a>, path: &'a Path<'a>, log: &'a Log<'a>, arena: &'a Bump) -> Option<Self> {
        let pairs = tree.pairs()?;
        let taken = arena.alloc_slice_fill_with(pairs.len(), |_| Cell::new(false));
        Some(Self { pairs, taken, back: Vec::new(), path, log, arena })
    }

    /// The fields of another object in this one.
    pub(super) fn inner<'i>(&'i self, tree: Tree<'i>, path: &'i Path<'i>) -> Option<Fields<'i>> {
        Fields::of(tree, path, self.log, self.arena)
    }

    /// The fields that nobody took yet. Nothing and `null` are the same.
    fn untaken(&self) -> impl Iterator<Item = &Pair<'a>> {
        let all = self.pairs.iter().zip(self.taken);
        all.filter(|((_, value), taken)| !taken.get() && !value.is_null()).map(|(pair, _)| pair)
    }

    /// A field of this key that nobody took yet, and where that is noted.
    fn find(&self, key: &str) -> Option<(Tree<'a>, &'a Cell<bool>)> {
        let mut all = self.pairs.iter().zip(self.taken);
        let ((_, value), taken) = all.find(|((known, _), _)| is_key(known, key))?;
        (!taken.get() && !value.is_null()).then_some((*value, taken))
    }

    /// A field that nobody took yet.
    pub(super) fn get(&self, key: &str) -> Option<Tree<'a>> {
        let back = || self.back.iter().find(|(known, _)| is_key(known, key)).map(|(_, value)| *value);
        self.find(key).map(|(value, _)| value).or_else(back)
    }

    /// Takes a field out.
    pub(super) fn take(&mut self, key: &str) -> Option<Tree<'a>> {
        if let Some((value, taken)) = self.find(key) {
            taken.set(true);
            return Some(value);
        }
        let at = self.back.iter().position(|(known, _)| is_key(known, key))?;
        Some(self.back.remove(at).1)
    }

    /// Puts a value back that was taken and could not be read: it goes into
    /// `extra`, behind the fields that nobody took.
    pub(super) fn put_back(&mut self, key: &'static str, value: Tree<'a>) {
        self.back.push((key, value));
    }

    /// The same for a text, which may be another one than was taken.
    pub(super) fn put_back_text(&mut self, key: &'static str, text: Cow<'a, str>) {
        let text = match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.arena.alloc_str(&text),
        };
        self.put_back(key, Tree::Text(text));
    }

    /// The same for a number.
    pub(super) fn put_back_number(&mut self, key: &'static str, number: f64) {
        let number = json_number(number).map_or(Tree::Null, |number| Tree::Number(self.arena.alloc(number)));
        self.put_back(key, number);
    }

    /// The same for a list.
    pub(super) fn put_back_list(&mut self, key: &'static str, items: &[Tree<'a>]) {
        self.put_back(key, Tree::List(self.arena.alloc_slice_copy(items)));
    }

    /// True when the object has this field as an object.
    pub(super) fn has_object(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value.is_object())
    }

    /// True when nobody took this field yet.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Where a field stands.
    pub(super) fn place<'p>(&'p self, key: &'p str) -> Path<'p> {
        Path::Field(self.path, key)
    }

    /// Notes a problem of a field.
    pub(super) fn tell(&self, key: &str, code: Code, value: &str, outcome: Outcome) {
        self.log.tell(self.place(key), code, value, outcome);
    }

    /// A text that is not empty. Numbers and booleans become text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Cow<'a, str>> {
        let value = self.take(key)?;
        self.as_text(key, value)
    }

    fn as_text(&mut self, key: &'static str, value: Tree<'a>) -> Option<Cow<'a, str>> {
        match value {
            Tree::Text(text) => Some(Cow::Borrowed(text)).filter(|text| !text.is_empty()),
            value @ (Tree::Number(_) | Tree::Bool(_)) => {
                let text = value.shown()?;
                self.tell(key, Code::WrongType, &text, Outcome::Repaired);
                Some(Cow::Owned(text))
            }
            other => self.wrong_type(key, other),
        }
    }

    /// A text of its own, to be kept.
    pub(super) fn string(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(Cow::into_owned)
    }

    /// A text, or several where HSDS has room for one.
    pub(super) fn strings(&mut self, key: &'static str) -> Vec<String> {
        match self.take(key) {
            Some(Tree::List(items)) if items.iter().all(Tree::is_text) => {
                let texts = items.iter().filter_map(Json::as_text).filter(|text| !text.is_empty());
                let texts: Vec<String> = texts.map(str::to_owned).collect();
                self.tell(key, Code::WrongType, texts.first().map_or("", String::as_str), Outcome::Repaired);
                texts
            }
            Some(other) => self.as_text(key, other).map(Cow::into_owned).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Leaves out what could not be read of a field that will be written.
    pub(super) fn leave_out(&mut self, key: &'static str) {
        if self.take(key).is_some() {
            self.tell(key, Code::WrongType, "", Outcome::LeftOut);
        }
    }

    /// A word of a list that is always written back. Since there is no room to
    /// keep what is none, it is left out.
    pub(super) fn word(&mut self, key: &'static str) -> Option<Cow<'a, str>> {
        let word = self.text(key);
        self.leave_out(key);
        word
    }

    /// Like [`Self::string`], or empty.
    pub(super) fn string_or_empty(&mut self, key: &'static str) -> String {
        self.string(key).unwrap_or_default()
    }

    /// A text that HSDS defines as a number, such as a phone extension.
    pub(super) fn digits(&mut self, key: &'static str) -> Option<String> {
        let Some(Tree::Number(number)) = self.get(key) else { return self.string(key) };
        let text = number.to_string();
        self.take(key);
        Some(text)
    }

    /// A number; one written as text is repaired.
    pub(super) fn number(&mut self, key: &'static str) -> Option<f64> {
        match self.take(key)? {
            Tree::Number(number) => number.as_f64(),
            Tree::Text("") => None,
            Tree::Text(text) => match text.replace(',', ".").parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    self.tell(key, Code::WrongType, text, Outcome::Repaired);
                    Some(number)
                }
                _ => self.wrong_type(key, Tree::Text(text)),
            },
            other => self.wrong_type(key, other),
        }
    }

    /// A whole number of the type asked for.
    pub(super) fn integer<T: TryFrom<i64>>(&mut self, key: &'static str, code: Code) -> Option<T> {
        let number = self.number(key)?;
        // Compared as text, since a float may be beyond every integer.
        let whole = format!("{number:.0}").parse::<i64>().ok().filter(|_| number.fract() == 0.0);
        let fitting = whole.and_then(|whole| T::try_from(whole).ok());
        if fitting.is_none() {
            self.tell(key, code, &number.to_string(), Outcome::Kept);
            self.put_back_number(key, number);
        }
        fitting
    }

    /// A text with a shape: `parse` gives the value and whether it had to be
    /// put right. What has not the shape is kept as it is, in `extra`.
    pub(super) fn shaped<T>(
        &mut self,
        key: &'static str,
        code: Code,
        parse: impl FnOnce(&str) -> Option<(T, bool)>,
    ) -> Option<T> {
        let text = self.text(key)?;
        let Some((value, repaired)) = parse(&text) else {
            self.tell(key, code, &text, Outcome::Kept);
            self.put_back_text(key, text);
            return None;
        };
        if repaired {
            self.tell(key, code, &text, Outcome::Repaired);
        }
        Some(value)
    }

    /// A text that is kept as it is, with a problem if it has not the shape.
    pub(super) fn checked(&mut self, key: &'static str, code: Code, fits: impl FnOnce(&str) -> bool) -> Option<String> {
        let text = self.string(key)?;
        if !fits(&text) {
            self.tell(key, code, &text, Outcome::Kept);
        }
        Some(text)
    }

    /// A list of values; a single object counts as a list of one.
    pub(super) fn list(&mut self, key: &'static str) -> &'a [Tree<'a>] {
        match self.take(key) {
            None => &[],
            Some(Tree::List(items)) => items,
            Some(object) if object.is_object() => {
                self.tell(key, Code::WrongType, "", Outcome::Repaired);
                self.arena.alloc_slice_copy(&[object])
            }
            Some(other) => {
                let _: Option<()> = self.wrong_type(key, other);
                &[]
            }
        }
    }

    /// Calls `read` with every object of a list. Items that are none are left
    /// out, and told of first.
    pub(super) fn each_object(&mut self, key: &'static str, mut read: impl FnMut(Fields<'_>)) {
        let items = self.list(key);
        let list = self.place(key);
        for (position, item) in items.iter().enumerate().filter(|(_, item)| !item.is_object()) {
            let shown = item.as_text().unwrap_or_default();
            self.log.tell(Path::Item(&list, position), Code::NotAnObject, shown, Outcome::LeftOut);
        }
        for (position, item) in items.iter().enumerate() {
            if let Some(fields) = self.inner(*item, &Path::Item(&list, position)) {
                read(fields);
            }
        }
    }

    /// Takes out the object in a field.
    pub(super) fn take_object(&mut self, key: &'static str) -> Option<Tree<'a>> {
        let value = self.take(key)?;
        if value.is_object() { Some(value) } else { self.wrong_type(key, value) }
    }

    /// Reads the object in a field.
    pub(super) fn object<T>(&mut self, key: &'static str, read: impl FnOnce(Fields<'_>) -> T) -> Option<T> {
        let value = self.take_object(key)?;
        self.inner(value, &self.place(key)).map(read)
    }

    /// What nobody took. Empty texts say nothing and are dropped, and so is
    /// what holds a confidential place in an unexpected form: nobody
    /// could take its address out.
    pub(super) fn extra(self) -> Extra {
        let mut kept = Vec::new();
        for (key, value) in self.untaken().chain(&self.back) {
            if mentions_confidential(value) {
                self.log.tell(Path::Field(self.path, key), Code::ConfidentialDetail, "", Outcome::LeftOut);
            } else if value.as_text() != Some("") && !value.is_null() {
                kept.push(((*key).to_owned(), Value::from(*value).to_string()));
            }
        }
        Extra(kept)
    }

    /// Tells of a value that has another type than HSDS says, and keeps it.
    fn wrong_type<T>(&mut self, key: &'static str, value: Tree<'a>) -> Option<T> {
        self.tell(key, Code::WrongType, value.as_text().unwrap_or_default(), Outcome::Kept);
        self.put_back(key, value);
        None
    }
}
