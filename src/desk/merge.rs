//! Two versions of one organisation or service become one.
//!
//! A version is an object as its draft has it, without the services of an
//! organisation: those are merged each on its own.

use serde_json::{Map, Value};

use super::differences::{Difference, differences};

/// The table of the profile in a draft: its keys are merged each on its own.
const PROFILE: &str = "parasol";

/// Whose word counts where both say something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefer {
    /// The one that was changed or checked last.
    Newer,
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

impl Prefer {
    /// Every one, in the order of the help.
    pub const ALL: [Self; 3] = [Self::Newer, Self::Ours, Self::Theirs];

    /// The word in arguments and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Newer => "newer",
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }
}

/// One of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Our folder.
    Ours,
    /// Their folder.
    Theirs,
}

impl Side {
    /// The word in JSON and message ids.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }
}

/// What two versions come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The result.
    pub value: Value,
    /// What differs between ours and the result.
    pub taken: Vec<Difference>,
    /// What differs between ours and theirs and nobody could decide. Ours
    /// stands in the result.
    pub conflicts: Vec<Difference>,
    /// Whose version is the newer one, where the dates tell.
    pub newer: Option<Side>,
}

/// The days that decide whose version is newer, in this order.
const DATES: [&str; 2] = ["last_modified", "assured_date"];

/// Merges two versions. With the version that both come from, what only one
/// side changed is no conflict.
pub fn merge(ours: &Value, theirs: &Value, base: Option<&Value>, prefer: Option<Prefer>) -> Merged {
    let newer = newer(ours, theirs);
    let side = match prefer {
        None => None,
        Some(Prefer::Ours) => Some(Side::Ours),
        Some(Prefer::Theirs) => Some(Side::Theirs),
        Some(Prefer::Newer) => newer,
    };
    let later = prefer == Some(Prefer::Newer);
    let mut merging = Merging { side, later, conflicts: Vec::new() };
    let value = Value::Object(merging.fields("", fields(ours), fields(theirs), base.map(fields)));
    Merged { taken: differences(ours, &value), value, conflicts: merging.conflicts, newer }
}

/// Whose version was changed last, or else checked last.
fn newer(ours: &Value, theirs: &Value) -> Option<Side> {
    DATES.iter().find_map(|key| {
        let (one, other) = (date(ours, key)?, date(theirs, key)?);
        match one.cmp(&other) {
            std::cmp::Ordering::Greater => Some(Side::Ours),
            std::cmp::Ordering::Less => Some(Side::Theirs),
            std::cmp::Ordering::Equal => None,
        }
    })
}

/// A date of a version as something that can be compared.
fn date(version: &Value, key: &str) -> Option<jiff::Timestamp> {
    let found = version.get(key).or_else(|| version.get(PROFILE)?.get(key))?;
    moment(found.as_str()?)
}

fn moment(text: &str) -> Option<jiff::Timestamp> {
    let of_day = |date: jiff::civil::Date| {
        jiff::tz::TimeZone::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok()
    };
    text.parse().ok().or_else(|| text.parse().ok().and_then(of_day))
}

static NOTHING: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);

fn fields(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or(&NOTHING)
}

/// What a field was before either side changed it.
#[derive(Clone, Copy)]
enum Base<'b> {
    /// Nobody knows.
    Unknown,
    /// This, or not there.
    Known(Option<&'b Value>),
}

impl Base<'_> {
    /// True when it is known to have been this.
    fn is(self, value: Option<&Value>) -> bool {
        matches!(self, Self::Known(known) if known == value)
    }
}

struct Merging {
    side: Option<Side>,
    /// The later of two dates counts, whoever's it is.
    later: bool,
    conflicts: Vec<Difference>,
}

impl Merging {
    fn fields(
        &mut self,
        path: &str,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
        base: Option<&Map<String, Value>>,
    ) -> Map<String, Value> {
        let new = theirs.keys().filter(|key| !ours.contains_key(*key));
        let mut out = Map::new();
        for key in ours.keys().chain(new) {
            let (one, other) = (ours.get(key), theirs.get(key));
            let before = base.map_or(Base::Unknown, |base| Base::Known(base.get(key)));
            let value = if key == PROFILE && path.is_empty() {
                let profile = |value: Option<&'_ Value>| value.map_or_else(Map::new, |value| fields(value).clone());
                let base = match before {
                    Base::Known(value) => Some(profile(value)),
                    Base::Unknown => None,
                };
                Some(Value::Object(self.fields(PROFILE, &profile(one), &profile(other), base.as_ref())))
                    .filter(|merged| !fields(merged).is_empty())
            } else {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                self.field(&path, key, one, other, before).cloned()
            };
            out.extend(value.map(|value| (key.clone(), value)));
        }
        out
    }

    /// The value of one field; `None`: it is not in the result.
    fn field<'v>(
        &mut self,
        path: &str,
        key: &str,
        ours: Option<&'v Value>,
        theirs: Option<&'v Value>,
        base: Base<'_>,
    ) -> Option<&'v Value> {
        if ours == theirs || base.is(theirs) {
            return ours;
        }
        if base.is(ours) {
            return theirs;
        }
        if self.later && DATES.contains(&key) {
            let moment = |value: Option<&Value>| value.and_then(Value::as_str).and_then(moment);
            return if moment(theirs) > moment(ours) { theirs } else { ours };
        }
        match self.side {
            Some(Side::Ours) => ours,
            Some(Side::Theirs) => theirs,
            None => {
                let wrap = |value: Option<&Value>| {
                    Value::Object(value.map(|value| (path.to_owned(), value.clone())).into_iter().collect())
                };
                self.conflicts.extend(differences(&wrap(ours), &wrap(theirs)));
                ours
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ours() -> Value {
        json!({"id": "s", "name": "Clinic", "url": "a", "last_modified": "2026-01-02T00:00:00Z",
               "assured_date": "2026-01-01", "parasol": {"need": ["a"]}})
    }

    fn theirs() -> Value {
        json!({"id": "s", "name": "The clinic", "last_modified": "2026-02-01T00:00:00Z",
               "assured_date": "2025-12-01", "parasol": {"need": ["a", "b"], "access": ["phone"]}})
    }

    fn paths(differences: &[Difference]) -> Vec<&str> {
        differences.iter().map(|one| one.path.as_str()).collect()
    }

    #[test]
    fn without_a_word_nothing_of_ours_is_lost() {
        let merged = merge(&ours(), &theirs(), None, None);
        assert_eq!(merged.value, ours());
        assert_eq!(merged.newer, Some(Side::Theirs));
        assert!(merged.taken.is_empty());
        let all = ["name", "url", "last_modified", "assured_date", "parasol.need", "parasol.access"];
        assert_eq!(paths(&merged.conflicts), all);
    }

    #[test]
    fn the_newer_version_counts_and_the_later_of_each_date() {
        let merged = merge(&ours(), &theirs(), None, Some(Prefer::Newer));
        let mut expected = theirs();
        expected["assured_date"] = "2026-01-01".into();
        assert_eq!((merged.value, merged.conflicts), (expected, Vec::new()));
        let undated = |name: &str| json!({"id": "s", "name": name});
        let merged = merge(&undated("a"), &undated("b"), None, Some(Prefer::Newer));
        assert_eq!(paths(&merged.conflicts), ["name"], "without dates nobody is newer");
    }

    #[test]
    fn what_only_one_side_changed_is_no_conflict() {
        let base = json!({"id": "s", "name": "Clinic", "url": "b", "last_modified": "2026-01-01T00:00:00Z",
                          "assured_date": "2025-12-01", "parasol": {"need": ["a"]}});
        let merged = merge(&ours(), &theirs(), Some(&base), None);
        assert_eq!(merged.value["name"], "The clinic");
        assert_eq!(merged.value["assured_date"], "2026-01-01");
        assert_eq!(merged.value["parasol"], json!({"need": ["a", "b"], "access": ["phone"]}));
        assert_eq!(paths(&merged.conflicts), ["url", "last_modified"], "both changed these");
    }

    #[test]
    fn one_side_is_taken_whole_where_that_is_asked_for() {
        assert_eq!(merge(&ours(), &theirs(), None, Some(Prefer::Theirs)).value, theirs());
        let merged = merge(&ours(), &theirs(), None, Some(Prefer::Ours));
        assert_eq!((merged.value, merged.taken), (ours(), Vec::new()));
    }
}
