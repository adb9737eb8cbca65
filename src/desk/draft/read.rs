//! A draft being read, and where in it something stands.

use serde_json::{Map, Value};
use toml::de::DeTable;

use super::PROFILE;
use crate::formats::hsds::edit::marks;

/// Something in a draft that is not TOML, or that no record can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The line, from 1; 0 where none is to blame.
    pub line: usize,
    /// What is wrong, in the words of the parser.
    pub detail: String,
}

/// Reads a draft.
pub fn read(text: &str) -> Result<Value, Slip> {
    let table: toml::Table = toml::from_str(text).map_err(|error| Slip {
        line: error.span().map_or(0, |span| line_at(text, span.start)),
        detail: error.message().to_owned(),
    })?;
    as_json(toml::Value::Table(table)).ok_or_else(|| Slip { line: 0, detail: "nan, inf".to_owned() })
}

/// The line of a byte.
fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

/// JSON has everything that TOML has, but for numbers that are none. Dates are
/// texts in HSDS.
fn as_json(value: toml::Value) -> Option<Value> {
    Some(match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => Value::Number(serde_json::Number::from_f64(number)?),
        toml::Value::Boolean(yes) => yes.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(as_json).collect::<Option<Vec<_>>>()?.into(),
        toml::Value::Table(table) => {
            let pairs = table.into_iter().map(|(key, value)| Some((key, as_json(value)?)));
            Value::Object(pairs.collect::<Option<Map<_, _>>>()?)
        }
    })
}

/// The line of a draft on which the value at a JSON pointer of its record
/// stands.
pub fn line_of(text: &str, record: &Value, pointer: &str) -> Option<usize> {
    let root = DeTable::parse(text).ok()?;
    let mut here = record;
    let mut path: Vec<Step> = Vec::new();
    for part in pointer.split('/').skip(1) {
        if path.last() == Some(&Step::Key("attributes".to_owned()))
            && let Ok(position) = part.parse::<usize>()
            && let Some(key) = profile_key(record, &path, position)
        {
            path.pop();
            path.extend([Step::Key(PROFILE.to_owned()), Step::Key(key)]);
            break;
        }
        let step = match here {
            Value::Array(_) => Step::At(part.parse().ok()?),
            _ => Step::Key(part.replace("~1", "/").replace("~0", "~")),
        };
        here = match &step {
            Step::At(at) => here.get(at),
            Step::Key(key) => here.get(key),
        }
        .unwrap_or(&Value::Null);
        path.push(step);
    }
    let (first, rest) = path.split_first()?;
    let Step::Key(first) = first else { return None };
    let mut place = root.get_ref().iter().find(|(key, _)| key.get_ref() == first).map(|(_, value)| value)?;
    for step in rest {
        let below = match step {
            Step::At(at) => place.get_ref().get(*at),
            Step::Key(key) => place.get_ref().get(key.as_str()),
        };
        // The last that is there is the nearest to what is missing.
        let Some(below) = below else { break };
        place = below;
    }

    Some(line_at(text, place.span().start))
}

/// A step of a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    At(usize),
}

/// Key of the attribute of the profile at a position of the object's
/// attributes, to which a path leads.
fn profile_key(record: &Value, path: &[Step], position: usize) -> Option<String> {
    let object = path.iter().take(path.len().saturating_sub(1)).try_fold(record, |here, step| match step {
        Step::At(at) => here.get(at),
        Step::Key(key) => here.get(key),
    })?;
    let found = marks(object.as_object()?).into_iter().find(|mark| mark.position == position)?;
    Some(found.key)
}
