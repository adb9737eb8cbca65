//! One line of text into a JSON tree: within limits, without duplicate keys,
//! and with every text sanitised. After this no reader meets raw text.

use std::{borrow::Cow, fmt};

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::log::Log;
use crate::{
    directory::problem::{Code, Outcome},
    formats::limits,
    text::sanitise::sanitise,
};

/// Why a line is not taken.
pub(super) struct Fault {
    /// What is wrong.
    pub(super) code: Code,
    /// Where.
    pub(super) pointer: String,
}

/// Parses one line. A duplicate key refuses the record: two readers could
/// take different ones, and one of them may be the checked one.
pub(super) fn parse(text: &str, log: &Log<'_>) -> Result<Value, Fault> {
    let mut context = Context { path: String::new(), fault: None, log };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // Our own limit is far below the depth at which the stack would end.
    let parsed = Node { context: &mut context, depth: 0 }.deserialize(&mut deserializer);
    match parsed.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(_) => Err(context.fault.unwrap_or(Fault { code: Code::NotJson, pointer: String::new() })),
    }
}

/// Where the parser stands.
struct Context<'c> {
    path: String,
    fault: Option<Fault>,
    log: &'c Log<'c>,
}

impl Context<'_> {
    /// Cleans a text and tells what was removed.
    fn clean(&self, text: &str) -> String {
        let clean = sanitise(text);
        if clean.control {
            self.log.tell(&self.path, Code::ControlCharacters, &clean.text, Outcome::Repaired);
        }
        if clean.bidi {
            self.log.tell(&self.path, Code::BidiControls, &clean.text, Outcome::Repaired);
        }
        // Bytes are the cheaper bound, and never less than characters.
        if clean.text.len() > limits::TEXT_CHARS && clean.text.chars().count() > limits::TEXT_CHARS {
            self.log.tell(&self.path, Code::TooLong, &clean.text, Outcome::Repaired);
            let cut: String = clean.text.chars().take(limits::TEXT_CHARS).collect();
            return cut.trim_end().to_owned();
        }
        clean.text.into_owned()
    }

    /// Gives up on the record.
    fn refuse<E: de::Error>(&mut self, code: Code) -> E {
        self.fault = Some(Fault { code, pointer: self.path.clone() });
        E::custom("refused")
    }

    /// Runs `inside` one step further down.
    fn step<T>(&mut self, key: &str, inside: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(&escape(key));
        let result = inside(self);
        self.path.truncate(length);
        result
    }
}

/// A key as a part of a JSON pointer (RFC 6901).
pub(super) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { Cow::Owned(key.replace('~', "~0").replace('/', "~1")) } else { Cow::Borrowed(key) }
}

/// One value of the tree.
struct Node<'n, 'c> {
    context: &'n mut Context<'c>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(self.context.clean(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let Self { context, depth } = self;
        if depth >= limits::DEPTH {
            return Err(context.refuse(Code::TooLong));
        }
        let mut list = Vec::new();
        loop {
            if list.len() >= limits::LIST_ITEMS {
                if items.next_element::<IgnoredAny>()?.is_some() {
                    context.log.tell(&context.path, Code::TooLong, "", Outcome::LeftOut);
                    while items.next_element::<IgnoredAny>()?.is_some() {}
                }
                return Ok(Value::Array(list));
            }
            let position = list.len().to_string();
            let item =
                context.step(&position, |context| items.next_element_seed(Node { context, depth: depth + 1 }))?;
            match item {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let Self { context, depth } = self;
        if depth >= limits::DEPTH {
            return Err(context.refuse(Code::TooLong));
        }
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<Cow<'de, str>>()? {
            let key = context.clean(&key);
            if map.contains_key(&key) {
                return Err(context.step(&key, |context| context.refuse(Code::DuplicateKey)));
            }
            if map.len() >= limits::OBJECT_KEYS {
                return Err(context.refuse(Code::TooLong));
            }
            let value = context.step(&key, |context| entries.next_value_seed(Node { context, depth: depth + 1 }))?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::problem::Problem;

    fn fault(text: &str) -> (Code, String) {
        let fault = parse(text, &Log::new("f", 1)).err().unwrap();
        (fault.code, fault.pointer)
    }

    fn problems(text: &str) -> (Value, Vec<Problem>) {
        let log = Log::new("f", 1);
        let value = parse(text, &log).ok().unwrap();
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
        assert!(parse(&fits, &Log::new("f", 1)).is_ok());
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
