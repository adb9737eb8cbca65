//! The Parasol profile: what HSDS has no field for, as HSDS `attributes`.
//!
//! An attribute of the profile looks like this; other tools keep it, because
//! it is plain HSDS:
//!
//! ```json
//! {"id": "OWNER-KEY-1", "link_id": "OWNER", "link_entity": "service",
//!  "label": "KEY", "value": "VALUE",
//!  "taxonomy_term": {"id": "parasol:KEY", "code": "KEY", "name": "KEY",
//!                    "description": "…", "taxonomy": "parasol"}}
//! ```
//!
//! `label` and `value` are what is read; the rest is for other tools. Where
//! VALUE is of a list, the term is the value's own: code and name are VALUE
//! (for a priority area the name is its title), its id `parasol:KEY:VALUE`.
//!
//! | KEY | on | VALUE |
//! | --- | --- | --- |
//! | `need` | organization, service | slug of a need; one attribute each |
//! | `population` | organization, service | slug of a population; one each |
//! | `access` | service | slug of a kind of access; one each |
//! | `alternate_name` | organization, service | a further name; one each |
//! | `email` | organization, service | a further address; one each |
//! | `language` | organization | language code, or else name; one each |
//! | `assured_date` | organization | `YYYY-MM-DD`: a person checked it |
//! | `last_modified` | organization | RFC 3339: a field changed |
//! | `listing` | organization, service | `unlisted`: never published |
//! | `source_url` | organization, service | page of an unchecked record |
//! | `source_seen` | organization, service | that page's date as written |
//! | `source_period` | organization, service | a part of that date |
//! | `nswp.who_we_work_with` … `nswp.country_text` | organization | text |
//! | `nswp.priority_area` | organization | id of an area; one each |
//! | `confidential` | location | `true`: the address is never shown; on an organization, service or service_at_location it means each of its locations |
//! | `time_zone` | location | IANA name |
//! | `hours` | phone | hours as text |
//! | `closed` | schedule | `true`: closed on these days |
//! | `FIELD@` | wherever FIELD is a text | language of FIELD |
//! | `FIELD@TAG` | wherever FIELD is a text | FIELD in another language |
//!
//! A KEY that is not of this table, or a VALUE that cannot be read, is kept as
//! a foreign attribute.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{
    fields::Fields,
    path::Path,
    tree::{Json, Tree},
};
use crate::directory::{
    Language, LanguageTag, Text,
    problem::{Code, Outcome},
};

/// The name of the taxonomy that all terms of the profile are in.
pub const TAXONOMY: &str = "parasol";

/// Label of an attribute that only attaches a term of another taxonomy.
pub(in crate::formats) const TERM_LABEL: &str = "parasol:term";

/// Key of an attribute that marks a confidential place.
pub(super) const CONFIDENTIAL: &str = "confidential";

/// Keys, and what other tools show for them. `FIELD@TAG` is not here.
const KEYS: [(&str, &str); 22] = [
    ("need", "What a person can get help with"),
    ("population", "Who is served"),
    ("access", "How a service can be reached"),
    ("alternate_name", "Further name"),
    ("email", "Further e-mail address"),
    ("language", "Language spoken"),
    ("assured_date", "Day on which a person checked this"),
    ("last_modified", "Moment at which a field changed"),
    ("listing", "Whether this may be published"),
    ("source_url", "Page where an unchecked record was seen"),
    ("source_seen", "Date of that page"),
    ("source_period", "Part of the date of that page"),
    ("nswp.who_we_work_with", "Who the organisation works with"),
    ("nswp.sex_worker_involvement", "How sex workers are involved"),
    ("nswp.priority_area", "Priority area of the Global Network of Sex Work Projects"),
    ("nswp.main_challenges", "Main challenges"),
    ("nswp.other_work", "Other areas of work"),
    ("nswp.country_text", "Country as the page wrote it"),
    ("confidential", "The address is never shown"),
    ("time_zone", "Time zone of the place"),
    ("hours", "Hours as text"),
    ("closed", "Closed on these days"),
];

/// What other tools show for a key.
pub(super) fn description(key: &str) -> String {
    let known = KEYS.iter().find(|(known, _)| *known == key).map(|(_, description)| (*description).to_owned());
    known.unwrap_or_else(|| match key.split_once('@') {
        Some((field, "")) => format!("Language of {field}"),
        Some((field, tag)) => format!("Translation of {field} ({tag})"),
        None => "Field of the Parasol profile".to_owned(),
    })
}

/// True when a JSON tree has an attribute of the profile that says that a
/// place is confidential, however deep.
pub(super) fn mentions_confidential(tree: &Tree<'_>) -> bool {
    if let Tree::List(items) = tree {
        return items.iter().any(mentions_confidential);
    }
    tree.pairs().is_some_and(|pairs| {
        (is_of_profile(tree) && key_of(tree) == CONFIDENTIAL)
            || pairs.iter().any(|(_, value)| mentions_confidential(value))
    })
}

/// True for an attribute whose term is of the profile's taxonomy.
fn is_of_profile(attribute: &impl Json) -> bool {
    term_part(attribute, "taxonomy").is_some_and(|name| name.eq_ignore_ascii_case(TAXONOMY))
}

/// A text of the term that an attribute attaches.
fn term_part<'a>(attribute: &'a impl Json, part: &str) -> Option<&'a str> {
    attribute.field("taxonomy_term")?.field(part)?.as_text()
}

/// KEY of an attribute of the profile.
fn key_of(attribute: &impl Json) -> &str {
    key_field(attribute).and_then(Json::as_text).unwrap_or_default()
}

/// What holds the KEY of an attribute of the profile.
fn key_field<J: Json>(attribute: &J) -> Option<&J> {
    let label = attribute.field("label").filter(|label| label.as_text().is_some_and(|text| !text.is_empty()));
    label.or_else(|| attribute.field("taxonomy_term")?.field("code"))
}

/// KEY and VALUE of an attribute of the profile that has both.
pub(super) fn key_and_value(attribute: &Value) -> Option<(String, String)> {
    let (key, value) = (key_of(attribute), attribute.field("value").and_then(Json::shown).unwrap_or_default());
    (is_of_profile(attribute) && !key.is_empty() && !value.is_empty()).then(|| (key.to_owned(), value))
}

/// The attributes of one object, being read.
pub(super) struct Profile<'a> {
    /// Every attribute that nobody took yet.
    rest: Vec<Item<'a>>,
    /// The object.
    owner: &'a Path<'a>,
}

/// An attribute, and what is asked of it again and again.
struct Item<'a> {
    /// Position in the source.
    position: usize,
    /// KEY; `None` for a foreign attribute.
    key: Option<&'a str>,
    /// Where the `@` of a KEY `FIELD@TAG` stands.
    at: Option<usize>,
    raw: Tree<'a>,
}

impl<'a> Item<'a> {
    fn of(position: usize, raw: Tree<'a>) -> Self {
        let key = match key_field(&raw).filter(|_| is_of_profile(&raw)) {
            Some(Tree::Text(key)) => Some(*key),
            _ => None,
        };
        let at = key.and_then(|key| memchr::memchr(b'@', key.as_bytes()));
        Self { position, key, at, raw }
    }

    fn has_key(&self, key: &str) -> bool {
        self.key == Some(key)
    }

    /// TAG, if the KEY is `FIELD@TAG` of this field.
    fn tag_of(&self, field: &str) -> Option<&'a str> {
        if self.at != Some(field.len()) {
            return None;
        }
        self.key?.strip_prefix(field)?.strip_prefix('@')
    }

    /// VALUE.
    fn value(&self) -> Cow<'a, str> {
        match self.raw.field("value") {
            Some(Tree::Text(text)) => Cow::Borrowed(text),
            other => other.and_then(Json::shown).unwrap_or_default().into(),
        }
    }

    fn has_value(&self) -> bool {
        match self.raw.field("value") {
            Some(Tree::Text(text)) => !text.is_empty(),
            Some(Tree::Bool(_) | Tree::Number(_)) => true,
            _ => false,
        }
    }
}

/// One attribute of the profile that was taken.
pub(super) struct Mark<'a> {
    /// VALUE.
    pub(super) value: Cow<'a, str>,
    item: Item<'a>,
}

impl Mark<'_> {
    /// A part of the attribute's term.
    pub(super) fn term(&self, part: &str) -> Option<String> {
        term_part(&self.item.raw, part).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Id of the attribute.
    pub(super) fn id(&self) -> &str {
        self.item.raw.field("id").and_then(Json::as_text).unwrap_or_default()
    }
}

impl<'a> Profile<'a> {
    /// Takes the attributes out of an object.
    pub(super) fn of(fields: &mut Fields<'a>) -> Self {
        let attributes = fields.list("attributes").iter().enumerate();
        Self { rest: attributes.map(|(position, raw)| Item::of(position, *raw)).collect(), owner: fields.path }
    }

    /// Takes every attribute with this key that has a value, in order.
    pub(super) fn all(&mut self, key: &str) -> Vec<Mark<'a>> {
        self.all_where(|item| item.has_key(key))
    }

    fn all_where(&mut self, wanted: impl Fn(&Item<'_>) -> bool) -> Vec<Mark<'a>> {
        let items = self.rest.extract_if(.., |item| wanted(item) && item.has_value());
        items.map(|item| Mark { value: item.value(), item }).collect()
    }

    /// The value of the one attribute with this key; further ones stay.
    pub(super) fn value(&mut self, key: &str) -> Option<String> {
        self.value_where(|item| item.has_key(key))
    }

    fn value_where(&mut self, wanted: impl Fn(&Item<'_>) -> bool) -> Option<String> {
        let mut marks = self.all_where(wanted).into_iter();
        let first = marks.next();
        self.rest.extend(marks.map(|mark| mark.item));
        first.map(|mark| mark.value.into_owned())
    }

    /// The attributes with this key that `parse` understands. The others stay,
    /// with a problem.
    pub(super) fn parsed<T>(
        &mut self,
        key: &str,
        code: Code,
        fields: &Fields<'_>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let marks = self.all(key);
        self.understood(marks, code, fields, parse)
    }

    fn understood<T>(
        &mut self,
        marks: Vec<Mark<'a>>,
        code: Code,
        fields: &Fields<'_>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::with_capacity(marks.len());
        for mark in marks {
            if let Some(value) = parse(&mark.value) {
                values.push(value);
            } else {
                self.tell(&mark, code, fields);
                self.rest.push(mark.item);
            }
        }
        values
    }

    /// Like [`Self::parsed`] for a key that an object has once.
    pub(super) fn parsed_one<T>(
        &mut self,
        key: &str,
        code: Code,
        fields: &Fields<'_>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.parsed(key, code, fields, parse).into_iter().next()
    }

    /// Notes a problem of a value that is kept.
    pub(super) fn tell(&self, mark: &Mark<'_>, code: Code, fields: &Fields<'_>) {
        let list = Path::Field(self.owner, "attributes");
        let place = Path::Item(&list, mark.item.position);
        fields.log.tell(Path::Field(&place, "value"), code, &mark.value, Outcome::Kept);
    }

    /// Adds to a text its own language and its translations.
    pub(super) fn text(&mut self, key: &str, value: Option<String>, fields: &Fields<'_>) -> Option<Text> {
        let tagged = self.all_where(|item| item.tag_of(key).is_some());
        let (mut named, mut translations) = (Vec::new(), Vec::new());
        for mark in tagged {
            match mark.item.tag_of(key) {
                Some("") => named.push(mark),
                // Of several in one language the first counts.
                tag => match tag.and_then(LanguageTag::new) {
                    Some(tag) if translations.iter().all(|(known, _)| *known != tag) => {
                        translations.push((tag, mark.value.into_owned()));
                    }
                    _ => self.rest.push(mark.item),
                },
            }
        }
        let language = self.understood(named, Code::UnknownLanguage, fields, LanguageTag::new).into_iter().next();
        translations.sort();
        if value.is_none() && translations.is_empty() {
            return None;
        }
        Some(Text { value: value.unwrap_or_default(), language, translations })
    }

    /// What is left, with its positions: foreign attributes and those of the
    /// profile that were not understood.
    pub(super) fn foreign(mut self) -> impl Iterator<Item = (usize, Tree<'a>)> {
        self.rest.sort_by_key(|item| item.position);
        self.rest.into_iter().map(|item| (item.position, item.raw))
    }

    /// Puts what is left back into the object, for its `extra`.
    pub(super) fn leave_in(self, fields: &mut Fields<'a>) {
        let foreign: Vec<Tree<'a>> = self.foreign().map(|(_, raw)| raw).collect();
        if !foreign.is_empty() {
            fields.put_back_list("attributes", &foreign);
        }
    }
}

/// The attributes of one object, being written.
pub(super) struct Marks<'o> {
    owner: &'o str,
    entity: &'static str,
    items: Vec<Value>,
}

impl<'o> Marks<'o> {
    /// Of the object with id `owner`, an HSDS `entity`.
    pub(super) fn new(owner: &'o str, entity: &'static str) -> Self {
        Self { owner, entity, items: Vec::new() }
    }

    /// Adds one attribute.
    pub(super) fn add(&mut self, key: &str, value: &str) {
        self.push(key, value, &format!("{TAXONOMY}:{key}"), key, key);
    }

    /// Adds one attribute if there is a value.
    pub(super) fn add_some(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(key, value);
        }
    }

    /// Adds one attribute whose value is of a list; `name` is its name there.
    pub(super) fn add_term(&mut self, key: &str, value: &str, name: &str) {
        self.push(key, value, &format!("{TAXONOMY}:{key}:{value}"), value, name);
    }

    /// Adds the language and the translations of a text.
    pub(super) fn add_text(&mut self, key: &str, text: &Text) {
        self.add_some(&format!("{key}@"), text.language.as_ref().map(LanguageTag::as_str));
        for (tag, translation) in &text.translations {
            self.add(&format!("{key}@{}", tag.as_str()), translation);
        }
    }

    /// Adds an attribute as it is.
    pub(super) fn add_raw(&mut self, attribute: Value) {
        self.items.push(attribute);
    }

    /// Adds an attribute that only attaches a term of another taxonomy.
    pub(super) fn add_free_term(&mut self, term: &Value) {
        let of_terms = |item: &&Value| item.get("label").and_then(Value::as_str) == Some(TERM_LABEL);
        let number = self.items.iter().filter(of_terms).count() + 1;
        self.items.push(json!({
            "id": generated_id(self.owner, "term", number),
            "link_id": self.owner,
            "link_entity": self.entity,
            "label": TERM_LABEL,
            "taxonomy_term": term,
        }));
    }

    /// Adds a language spoken: its code or else its name is the value.
    pub(super) fn add_language(&mut self, language: &Language) {
        let code = language.code.as_ref().map(LanguageTag::as_str);
        self.add("language", code.or(language.name.as_deref()).unwrap_or_default());
        let Some(Value::Object(last)) = self.items.last_mut() else { return };
        if !language.id.is_empty() {
            last.insert("id".to_owned(), language.id.as_str().into());
        }
        let Some(Value::Object(term)) = last.get_mut("taxonomy_term") else { return };
        // A term of its own: in tables, terms of one id are one row.
        let own = [code, language.name.as_deref(), language.note.as_deref()];
        let own: Vec<&str> = own.into_iter().flatten().collect();
        term.insert("id".to_owned(), format!("{TAXONOMY}:language:{}", own.join(":")).into());
        let parts = [("code", code), ("name", language.name.as_deref()), ("description", language.note.as_deref())];
        for (part, value) in parts {
            if let Some(value) = value {
                term.insert(part.to_owned(), value.into());
            }
        }
    }

    /// The id that the next attribute with this key gets.
    fn next_id(&self, key: &str) -> String {
        let before = self.items.iter().filter(|item| is_of_profile(*item) && key_of(*item) == key).count();
        generated_id(self.owner, key, before + 1)
    }

    /// All of them, as the value of `attributes`.
    pub(super) fn into_items(self) -> Vec<Value> {
        self.items
    }

    fn push(&mut self, key: &str, value: &str, term: &str, code: &str, name: &str) {
        self.items.push(json!({
            "id": self.next_id(key),
            "link_id": self.owner,
            "link_entity": self.entity,
            "label": key,
            "value": value,
            "taxonomy_term": {
                "id": term,
                "code": code,
                "name": name,
                "description": description(key),
                "taxonomy": TAXONOMY,
            },
        }));
    }
}

/// One attribute of the profile, for a reader of another format; its ids are
/// left to the writer.
pub(in crate::formats) fn attribute(entity: &'static str, key: &str, value: &str) -> Value {
    let mut marks = Marks::new("", entity);
    marks.add(key, value);
    without_ids(marks)
}

/// A term outside the profile, attached by an attribute that only does that.
pub(in crate::formats) fn free_term(entity: &'static str, term: &Value) -> Value {
    let mut marks = Marks::new("", entity);
    marks.add_free_term(term);
    without_ids(marks)
}

/// The last attribute, for an owner that is not known yet.
fn without_ids(marks: Marks<'_>) -> Value {
    let mut made = marks.into_items().pop().unwrap_or_default();
    if let Value::Object(map) = &mut made {
        map.insert("id".to_owned(), "".into());
        map.shift_remove("link_id");
    }
    made
}

/// The id of an attribute of the profile: `OWNER-KEY-N`.
pub(in crate::formats) fn generated_id(owner: &str, key: &str, number: usize) -> String {
    format!("{owner}-{key}-{number}")
}
