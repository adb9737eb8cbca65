//! A draft being written.

use std::{collections::BTreeSet, fmt::Write as _};

use serde_json::{Map, Value};

use super::{PROFILE, entity, lift_object};
use crate::{
    directory::{Access, Need, vocabulary},
    i18n::I18n,
    text::wrap::wrap,
};

/// Columns of a comment.
const COMMENT: usize = 78;

/// Fields that a curator mostly wants and that a record may not have yet, with
/// what one looks like.
const USUAL_OF_ORGANIZATION: [(&str, &str); 4] =
    [("alternate_name", "\"\""), ("description", "\"\""), ("email", "\"\""), ("website", "\"https://\"")];
const USUAL_OF_SERVICE: [(&str, &str); 10] = [
    ("description", "\"\""),
    ("url", "\"https://\""),
    ("email", "\"\""),
    ("status", "\"active\""),
    ("application_process", "\"\""),
    ("fees_description", "\"\""),
    ("eligibility_description", "\"\""),
    ("minimum_age", "18"),
    ("assured_date", "\"2026-01-31\""),
    ("alert", "\"\""),
];
/// The same for the profile.
const USUAL_MARKS: [(&str, &str); 4] =
    [("need", "[\"\"]"), ("population", "[\"\"]"), ("language", "[\"\"]"), ("assured_date", "\"2026-01-31\"")];
const USUAL_MARKS_OF_SERVICE: [(&str, &str); 3] = [("need", "[\"\"]"), ("population", "[\"\"]"), ("access", "[\"\"]")];

/// Lists that may be missing, and one item of each.
const USUAL_LISTS: [(&str, &str); 2] = [
    ("phones", "[[phones]]\nnumber = \"+33 4 00 00 00 00\"\ntype = \"voice\"\ndescription = \"\""),
    (
        "schedules",
        "[[schedules]]\nfreq = \"WEEKLY\"\nbyday = \"MO,TU,WE\"\nopens_at = \"09:00\"\ncloses_at = \"17:00\"",
    ),
];

/// Writes the draft of an organisation or a service.
pub fn write(object: &Map<String, Value>, of: &'static str, i18n: &I18n) -> String {
    let mut draft = Draft { out: String::new(), i18n, told: BTreeSet::new() };
    draft.comment(&i18n.text("edit-help"));
    draft.out.push('\n');
    let lifted = lift_object(object);
    let service = of == "service";
    draft.values(&lifted, of);
    draft.usual(
        if service { &USUAL_OF_SERVICE } else { &USUAL_OF_ORGANIZATION },
        |key| lifted.contains_key(key),
        false,
    );
    let none = Map::new();
    let profile = lifted.get(PROFILE).filter(|value| is_table(value)).and_then(Value::as_object);
    draft.out.push('\n');
    draft.comment(&i18n.text("edit-field-parasol"));
    // A field of this very name is no table of the profile.
    if !lifted.contains_key(PROFILE) || profile.is_some() {
        draft.out.push_str(if profile.is_some() { "[parasol]\n" } else { "# [parasol]\n" });
        draft.marks(profile.unwrap_or(&none));
        let usual: &[_] = if service { &USUAL_MARKS_OF_SERVICE } else { &USUAL_MARKS };
        draft.usual(usual, |key| profile.is_some_and(|profile| profile.contains_key(key)), true);
        draft.tables(profile.unwrap_or(&none), &[PROFILE.to_owned()], &|_, _| true);
    }
    draft.tables(&lifted, &[], &|key, value| key != PROFILE || !value.is_object());
    for (key, example) in USUAL_LISTS.iter().filter(|(key, _)| service || *key == "phones") {
        if !lifted.contains_key(*key) {
            draft.out.push('\n');
            draft.explain(&format!("edit-field-{key}"));
            example.lines().for_each(|line| draft.line(&format!("# {line}")));
        }
    }
    draft.out
}

struct Draft<'d> {
    out: String,
    i18n: &'d I18n,
    /// What was explained already.
    told: BTreeSet<String>,
}

impl Draft<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn comment(&mut self, text: &str) {
        for paragraph in text.lines() {
            for line in wrap(paragraph, COMMENT - 2) {
                self.line(format!("# {line}").trim_end());
            }
        }
    }

    /// Explains a field the first time that it comes.
    fn explain(&mut self, id: &str) {
        if self.i18n.has(id) && self.told.insert(id.to_owned()) {
            self.comment(&self.i18n.text(id));
        }
    }

    /// What is not a table: it has to stand before the tables.
    fn values(&mut self, map: &Map<String, Value>, of: &str) {
        for (key, value) in map.iter().filter(|(_, value)| !is_table(value)) {
            self.explain(&field_id(of, key));
            self.line(&format!("{} = {}", quoted_key(key), inline(value)));
        }
    }

    /// The keys of the profile. What holds tables is a record's own field that
    /// is called so too.
    fn marks(&mut self, profile: &Map<String, Value>) {
        for (key, value) in profile.iter().filter(|(_, value)| !is_table(value)) {
            self.explain_mark(key);
            self.line(&format!("{} = {}", quoted_key(key), inline(value)));
        }
    }

    fn explain_mark(&mut self, key: &str) {
        if key.contains('@') {
            return self.explain("edit-mark-translation");
        }
        let id = format!("edit-mark-{}", key.replace(['.', '_'], "-"));
        let first = !self.told.contains(&id);
        self.explain(&id);
        let slugs: Vec<&str> = match key {
            "need" => Need::ALL.iter().map(|need| need.slug()).collect(),
            "access" => Access::ALL.iter().map(|access| access.slug()).collect(),
            "population" => vocabulary::populations().iter().map(|term| term.slug.as_str()).collect(),
            _ => return,
        };
        if first {
            self.comment(&slugs.join(", "));
        }
    }

    /// Fields that are not there yet, to be taken out of their comments.
    fn usual(&mut self, fields: &[(&str, &str)], has: impl Fn(&str) -> bool, marks: bool) {
        for (key, example) in fields.iter().filter(|(key, _)| !has(key)) {
            if marks {
                self.explain_mark(key);
            } else {
                self.explain(&field_id("", key));
            }
            self.line(&format!("# {key} = {example}"));
        }
    }

    /// Tables, each under its whole path.
    fn tables(&mut self, map: &Map<String, Value>, path: &[String], wanted: &dyn Fn(&str, &Value) -> bool) {
        for (key, value) in map.iter().filter(|(key, value)| is_table(value) && wanted(key, value)) {
            let path: Vec<String> = path.iter().cloned().chain([quoted_key(key)]).collect();
            match value {
                Value::Object(table) => self.table(table, &path, key, ("[", "]")),
                Value::Array(items) => {
                    for table in items.iter().filter_map(Value::as_object) {
                        self.table(table, &path, key, ("[[", "]]"));
                    }
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &Map<String, Value>, path: &[String], key: &str, (open, close): (&str, &str)) {
        self.out.push('\n');
        if key != PROFILE {
            self.explain(&field_id("", key));
        }
        self.line(&format!("{open}{}{close}", path.join(".")));
        if key == PROFILE {
            self.marks(table);
        } else {
            self.values(table, entity(key));
        }
        self.tables(table, path, &|_, _| true);
    }
}

/// Id of the message about a field. A few names mean something else here and
/// there.
fn field_id(of: &str, key: &str) -> String {
    let key = key.replace('_', "-");
    match (of, key.as_str()) {
        ("phone", "type" | "description") | ("location", "name") => format!("edit-field-{of}-{key}"),
        _ => format!("edit-field-{key}"),
    }
}

/// True for what TOML writes as a table: an object, or a list of objects only.
fn is_table(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_object),
        _ => false,
    }
}

/// A value on one line, or a text of several lines.
fn inline(value: &Value) -> String {
    match value {
        Value::String(text) if text.contains('\n') => lines(text),
        other => on_one_line(other),
    }
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{}\"", escaped(text, false)),
        Value::Array(items) => format!("[{}]", items.iter().map(on_one_line).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{} = {}", quoted_key(key), on_one_line(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        // Nothing that is lifted holds one.
        Value::Null => "\"\"".to_owned(),
    }
}

/// A text of several lines as it is read best.
fn lines(text: &str) -> String {
    format!("\"\"\"\n{}\"\"\"", escaped(text, true))
}

fn escaped(text: &str, several_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' if several_lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // What drives a terminal or turns text around is shown, not done.
            c if c.is_control() || turns(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// True for the controls of the direction of text, and for other breaks.
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn quoted_key(key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { key.to_owned() } else { format!("\"{}\"", escaped(key, false)) }
}
