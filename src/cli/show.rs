//! `show`: one entry in full.

use serde_json::Value;

use super::{
    answer::Answer,
    directory::{self, Loaded},
    environment::Environment,
    error::{Code, Failure},
    find::context,
    words::{list, one_line},
};
use crate::{
    directory::{Directory, Entry},
    formats::hsds,
    i18n::I18n,
    sheet,
};

/// Ids less alike than this are not worth offering.
const ALIKE: f64 = 0.8;
/// At most so many ids are offered.
const OFFERED: usize = 3;

/// Shows the entry with this id.
pub fn show(id: &str, json: bool, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let Loaded { directory, mut remarks, .. } = directory::load(environment, "show", i18n)?;
    let Some(entry) = directory.find(id) else {
        return Ok(Answer { remarks, failure: Some(unknown(id, &directory, i18n)), ..Answer::default() });
    };
    let text = if json {
        let mut value = match entry.service {
            Some(service) => hsds::service(entry.organization, service),
            None => hsds::organization(entry.organization),
        };
        forget_editors(&mut value);
        let others: Vec<Value> = namesakes(id, &entry, &directory).iter().map(namesake).collect();
        if let (Value::Object(fields), false) = (&mut value, others.is_empty()) {
            fields.insert("same_id".to_owned(), others.into());
        }
        format!("{value:#}\n")
    } else {
        sheet::plain(&sheet::sheet(&directory, &entry, &context(environment, i18n)))
    };
    remarks.extend(same_id(id, &entry, &directory, i18n));
    Ok(Answer { remarks, ..Answer::of(text) })
}

/// The entries of other publishers that have the id by which one was asked for.
fn namesakes<'d>(asked: &str, entry: &Entry<'_>, directory: &'d Directory) -> Vec<Entry<'d>> {
    if asked != entry.id() {
        // It was said whose is meant.
        return Vec::new();
    }
    let others = directory.publications().filter(|one| one.publisher != entry.publication.publisher);
    let found = others.filter_map(|one| directory.find(&format!("{}/{asked}", one.publisher)));
    found.filter(|other| other.number != entry.number && other.id() == asked).collect()
}

fn namesake(entry: &Entry<'_>) -> Value {
    let publication = entry.publication;
    serde_json::json!({"id": entry.full_id(), "publisher": publication.publisher, "name": publication.name})
}

/// That another publisher has an entry of the same id, and how to ask for it.
pub(super) fn same_id(asked: &str, entry: &Entry<'_>, directory: &Directory, i18n: &I18n) -> Option<String> {
    let others = namesakes(asked, entry, directory);
    let other = others.first()?;
    let whose = |entry: &Entry<'_>| one_line(&entry.publication.name);
    let ids: Vec<String> = others.iter().map(Entry::full_id).collect();
    let values = [
        ("publisher", whose(entry).into()),
        ("own", entry.full_id().into()),
        ("other", whose(other).into()),
        ("id", one_line(asked).into()),
        ("ids", list(&ids).into()),
    ];
    Some(i18n.with("cli-remark-same-id", &values))
}

/// Empties every `updated_by`: who keeps a directory is nobody's business. The
/// field itself stays, since HSDS wants it there.
fn forget_editors(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(forget_editors),
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "updated_by" {
                    *value = Value::String(String::new());
                } else {
                    forget_editors(value);
                }
            }
        }
        _ => {}
    }
}

/// That no entry has this id, with those that are near.
pub(super) fn unknown(id: &str, directory: &Directory, i18n: &I18n) -> Failure {
    let failure = Failure::new(i18n, Code::UnknownId, &[("id", id.into())]);
    let mut ids = Vec::with_capacity(directory.len());
    directory.walk(|entry| ids.push(entry.id().to_owned()));
    let near = nearest(id, ids.iter().map(String::as_str));
    if near.is_empty() {
        return failure;
    }
    failure.hinting(&i18n.with("cli-did-you-mean", &[("words", list(&near).into())]))
}

/// The ids most like `id`, the nearest first; equally near ones by name.
fn nearest<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = id.to_lowercase();
    let mut near: Vec<(f64, &str)> = ids
        .map(|known| (strsim::jaro_winkler(&wanted, &known.to_lowercase()), known))
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.dedup_by_key(|(_, known)| *known);
    near.into_iter().take(OFFERED).map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_edited_a_record_is_not_told() {
        let mut value = serde_json::json!({"metadata": [{"id": "m", "updated_by": "A. Name"}], "name": "x"});
        forget_editors(&mut value);
        assert_eq!(value, serde_json::json!({"metadata": [{"id": "m", "updated_by": ""}], "name": "x"}));
    }

    #[test]
    fn ids_that_are_near_are_offered_the_nearest_first() {
        let ids = ["us-swp", "us-swop", "fr-cabinet", "us-swop-legal"];
        assert_eq!(nearest("us-swpo", ids.into_iter()).first(), Some(&"us-swop"));
        assert!(nearest("zzzz", ids.into_iter()).is_empty());
        assert_eq!(nearest("FR-CABINET", ids.into_iter()), ["fr-cabinet"]);
    }
}
