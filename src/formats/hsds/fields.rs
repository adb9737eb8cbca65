//! The fields of one JSON object, taken out one by one. What nobody took is
//! the object's `extra`, so that exchange loses nothing.

use serde_json::{Map, Value};

use super::{log::Log, parse::escape, profile::mentions_confidential};
use crate::directory::{
    Extra,
    problem::{Code, Outcome},
};

/// A number, as an integer where it is one.
pub(super) fn json_number(value: f64) -> Value {
    // 2^53: up to here every integer has its own float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT { Value::from(value as i64) } else { Value::from(value) }
}

/// An object being read, and where it stands in the record.
pub(super) struct Fields<'a> {
    map: Map<String, Value>,
    /// JSON pointer to the object.
    pub(super) path: String,
    pub(super) log: &'a Log<'a>,
}

impl<'a> Fields<'a> {
    /// The fields of `value`, if it is an object.
    pub(super) fn of(value: Value, path: String, log: &'a Log<'a>) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self { map, path, log }),
            _ => None,
        }
    }

    /// Takes a field out. Nothing and `null` are the same.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.map.shift_remove(key).filter(|value| !value.is_null())
    }

    /// Puts a value back that could not be read: it goes into `extra`.
    pub(super) fn put_back(&mut self, key: &str, value: Value) {
        self.map.insert(key.to_owned(), value);
    }

    /// True when the object has this field as an object.
    pub(super) fn has_object(&self, key: &str) -> bool {
        self.map.get(key).is_some_and(Value::is_object)
    }

    /// True when nobody took this field yet.
    pub(super) fn has(&self, key: &str) -> bool {
        self.map.get(key).is_some_and(|value| !value.is_null())
    }

    /// Pointer to a field.
    pub(super) fn pointer(&self, key: &str) -> String {
        format!("{}/{}", self.path, escape(key))
    }

    /// Notes a problem of a field.
    pub(super) fn tell(&self, key: &str, code: Code, value: &str, outcome: Outcome) {
        self.log.tell(&self.pointer(key), code, value, outcome);
    }

    /// A text that is not empty. Numbers and booleans become text.
    pub(super) fn string(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::String(text) => Some(text).filter(|text| !text.is_empty()),
            value @ (Value::Number(_) | Value::Bool(_)) => {
                let text = value.to_string();
                self.tell(key, Code::WrongType, &text, Outcome::Repaired);
                Some(text)
            }
            other => self.wrong_type(key, other),
        }
    }

    /// A text, or several where HSDS has room for one.
    pub(super) fn strings(&mut self, key: &str) -> Vec<String> {
        match self.map.get(key) {
            Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
                let texts = items.iter().filter_map(Value::as_str).filter(|text| !text.is_empty());
                let texts: Vec<String> = texts.map(str::to_owned).collect();
                self.tell(key, Code::WrongType, texts.first().map_or("", String::as_str), Outcome::Repaired);
                self.map.shift_remove(key);
                texts
            }
            _ => self.string(key).into_iter().collect(),
        }
    }

    /// Leaves out what could not be read of a field that will be written.
    pub(super) fn leave_out(&mut self, key: &str) {
        if self.take(key).is_some() {
            self.tell(key, Code::WrongType, "", Outcome::LeftOut);
        }
    }

    /// A word of a list that is always written back. Since there is no room to
    /// keep what is none, it is left out.
    pub(super) fn word(&mut self, key: &str) -> Option<String> {
        let word = self.string(key);
        self.leave_out(key);
        word
    }

    /// Like [`Self::string`], or empty.
    pub(super) fn string_or_empty(&mut self, key: &str) -> String {
        self.string(key).unwrap_or_default()
    }

    /// A text that HSDS defines as a number, such as a phone extension.
    pub(super) fn digits(&mut self, key: &str) -> Option<String> {
        match self.map.get(key) {
            Some(Value::Number(number)) => {
                let text = number.to_string();
                self.map.shift_remove(key);
                Some(text)
            }
            _ => self.string(key),
        }
    }

    /// A number; one written as text is repaired.
    pub(super) fn number(&mut self, key: &str) -> Option<f64> {
        match self.take(key)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => match text.replace(',', ".").parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    self.tell(key, Code::WrongType, &text, Outcome::Repaired);
                    Some(number)
                }
                _ => self.wrong_type(key, Value::String(text)),
            },
            other => self.wrong_type(key, other),
        }
    }

    /// A whole number of the type asked for.
    pub(super) fn integer<T: TryFrom<i64>>(&mut self, key: &str, code: Code) -> Option<T> {
        let number = self.number(key)?;
        // Compared as text, since a float may be beyond every integer.
        let whole = format!("{number:.0}").parse::<i64>().ok().filter(|_| number.fract() == 0.0);
        let fitting = whole.and_then(|whole| T::try_from(whole).ok());
        if fitting.is_none() {
            self.tell(key, code, &number.to_string(), Outcome::Kept);
            self.put_back(key, json_number(number));
        }
        fitting
    }

    /// A text with a shape: `parse` gives the value and whether it had to be
    /// put right. What has not the shape is kept as it is, in `extra`.
    pub(super) fn shaped<T>(
        &mut self,
        key: &str,
        code: Code,
        parse: impl FnOnce(&str) -> Option<(T, bool)>,
    ) -> Option<T> {
        let text = self.string(key)?;
        let Some((value, repaired)) = parse(&text) else {
            self.tell(key, code, &text, Outcome::Kept);
            self.put_back(key, Value::String(text));
            return None;
        };
        if repaired {
            self.tell(key, code, &text, Outcome::Repaired);
        }
        Some(value)
    }

    /// A text that is kept as it is, with a problem if it has not the shape.
    pub(super) fn checked(&mut self, key: &str, code: Code, fits: impl FnOnce(&str) -> bool) -> Option<String> {
        let text = self.string(key)?;
        if !fits(&text) {
            self.tell(key, code, &text, Outcome::Kept);
        }
        Some(text)
    }

    /// A list of values with their positions; a single object counts as a list
    /// of one.
    pub(super) fn list(&mut self, key: &str) -> Vec<Value> {
        match self.take(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => items,
            Some(object @ Value::Object(_)) => {
                self.tell(key, Code::WrongType, "", Outcome::Repaired);
                vec![object]
            }
            Some(other) => {
                let _: Option<()> = self.wrong_type(key, other);
                Vec::new()
            }
        }
    }

    /// A list of objects. Items that are none are left out.
    pub(super) fn objects(&mut self, key: &str) -> Vec<Fields<'a>> {
        let items = self.list(key);
        if items.is_empty() {
            return Vec::new();
        }
        let pointer = self.pointer(key);
        let mut objects = Vec::with_capacity(items.len());
        for (position, item) in items.into_iter().enumerate() {
            let path = format!("{pointer}/{position}");
            let shown = item.as_str().unwrap_or_default().to_owned();
            match Fields::of(item, path.clone(), self.log) {
                Some(fields) => objects.push(fields),
                None => self.log.tell(&path, Code::NotAnObject, &shown, Outcome::LeftOut),
            }
        }
        objects
    }

    /// An object in a field.
    pub(super) fn object(&mut self, key: &str) -> Option<Fields<'a>> {
        let value = self.take(key)?;
        if value.is_object() { Fields::of(value, self.pointer(key), self.log) } else { self.wrong_type(key, value) }
    }

    /// What nobody took. Empty texts say nothing and are dropped, and so is
    /// what holds a confidential place in an unexpected form: nobody
    /// could take its address out.
    pub(super) fn extra(self) -> Extra {
        let mut kept = Vec::new();
        for (key, value) in self.map {
            let empty = value.is_null() || value.as_str() == Some("");
            if mentions_confidential(&value) {
                let pointer = format!("{}/{}", self.path, escape(&key));
                self.log.tell(&pointer, Code::ConfidentialDetail, "", Outcome::LeftOut);
            } else if !empty {
                kept.push((key, value.to_string()));
            }
        }
        Extra(kept)
    }

    /// Tells of a value that has another type than HSDS says, and keeps it.
    fn wrong_type<T>(&mut self, key: &str, value: Value) -> Option<T> {
        self.tell(key, Code::WrongType, value.as_str().unwrap_or_default(), Outcome::Kept);
        self.put_back(key, value);
        None
    }
}
