//! `publish merge`: the folders of two curators become one.

mod units;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::units::{Unit, units};
use super::{
    arguments::MergeArguments,
    folder::Folder,
    raw::{RawRecords, id_of},
    source::{Source, WITHDRAWN},
};
use crate::{
    cli::{
        answer::Answer,
        error::{Code, Failure},
        words::{json_line, list, one_line},
    },
    desk::{
        differences::Difference,
        draft,
        merge::{Merged, Prefer, Side, merge as merge_versions},
    },
    directory::{Tombstone, problem::Problem},
    formats::hsds,
    i18n::I18n,
};

/// What a merge comes to.
#[derive(Default)]
struct Report {
    added: Vec<String>,
    same: usize,
    changed: Vec<(String, Vec<Difference>)>,
    conflicts: Vec<(String, Option<Side>, Vec<Difference>)>,
    withdrawn: Vec<String>,
    only_ours: Vec<String>,
}

/// Merges their folder into ours: all of it or, where the two say different
/// things and nobody says whose word counts, nothing.
pub fn merge(arguments: &MergeArguments, i18n: &I18n) -> Result<Answer, Failure> {
    let prefer = arguments.prefer.as_deref().map(|word| preference(word, i18n)).transpose()?;
    let folder = Folder::open(&arguments.dir, i18n)?;
    let theirs = Folder::open(&arguments.theirs, i18n)?;
    let mut ours = RawRecords::read(&folder)?;
    let before = Source::of(&ours, &folder)?;
    let base = arguments.base.as_deref().map(|path| RawRecords::read(&Folder::open(path, i18n)?)).transpose()?;
    let mut merging = Merging {
        prefer,
        base: base.as_ref(),
        report: Report::default(),
        touched: BTreeSet::new(),
        done: BTreeSet::new(),
    };
    let their_records = RawRecords::read(&theirs)?;
    let their_units = units(&their_records);
    merging.only_ours(&ours, &their_units);
    for unit in &their_units {
        merging.take(&mut ours, unit);
    }
    let tombstones = new_tombstones(&before, &Source::of(&their_records, &theirs)?);
    merging.report.withdrawn = tombstones.iter().map(|one| one.id.clone()).collect();
    let Merging { report, touched, .. } = merging;
    let mut answer = Answer::of(if arguments.json { String::new() } else { report.text(i18n) });
    let wrong = new_errors(&before, &Source::of(&ours, &folder)?);
    if !report.conflicts.is_empty() {
        answer.failure = Some(Failure::new(i18n, Code::MergeConflicts, &[("count", report.conflicts.len().into())]));
    } else if !wrong.is_empty() {
        answer.remarks.extend(wrong.iter().map(|problem| one_line(&problem.to_string())));
        answer.failure = Some(Failure::new(i18n, Code::RecordsInvalid, &[("count", wrong.len().into())]));
    } else if !arguments.dry_run {
        // Withdrawals first: what is dangerous must not come back if the rest
        // cannot be written.
        withdraw(&folder, &tombstones, i18n)?;
        ours.write(&touched, &folder)?;
    }
    let written = answer.failure.is_none() && !arguments.dry_run;
    if arguments.json {
        answer.text = report.json(written);
    } else if !written && answer.failure.is_none() {
        answer.remarks.push(i18n.text("merge-dry"));
    }
    Ok(answer)
}

fn preference(word: &str, i18n: &I18n) -> Result<Prefer, Failure> {
    Prefer::ALL.into_iter().find(|prefer| prefer.word() == word).ok_or_else(|| {
        let failure = Failure::new(i18n, Code::InvalidValue, &[("given", "--prefer".into()), ("value", word.into())]);
        failure.hinting(&i18n.with("cli-choose-one-of", &[("choices", list(&Prefer::ALL.map(Prefer::word)).into())]))
    })
}

/// A merge under way.
struct Merging<'m> {
    prefer: Option<Prefer>,
    base: Option<&'m RawRecords>,
    report: Report,
    /// Numbers of the files of ours that were changed.
    touched: BTreeSet<usize>,
    /// What came with its organisation.
    done: BTreeSet<String>,
}

impl Merging<'_> {
    fn only_ours(&mut self, ours: &RawRecords, theirs: &[Unit]) {
        let known: BTreeSet<&str> = theirs.iter().map(|unit| unit.id.as_str()).collect();
        let all = units(ours).into_iter().map(|unit| unit.id);
        self.report.only_ours = all.filter(|id| !known.contains(id.as_str())).collect();
    }

    /// Takes one organisation or service of theirs.
    fn take(&mut self, ours: &mut RawRecords, unit: &Unit) {
        if self.done.contains(&unit.id) {
            return;
        }
        let Some(spot) = ours.find(&unit.id) else { return self.add(ours, unit) };
        let Some((mut object, _)) = ours.object(&spot) else { return };
        let apart = unit.take_apart(&mut object);
        let base = self.base.and_then(|base| base.object(&base.find(&unit.id)?)).map(|(mut object, _)| {
            unit.take_apart(&mut object);
            object
        });
        let lifted = |value: &Value| draft::lift(value).unwrap_or_default();
        let base = base.as_ref().map(lifted);
        let merged = merge_versions(&lifted(&object), &lifted(&unit.object), base.as_ref(), self.prefer);
        let Merged { value, taken, conflicts, newer } = merged;
        if !conflicts.is_empty() {
            self.report.conflicts.push((unit.id.clone(), newer, conflicts));
        }
        if taken.is_empty() {
            self.report.same += usize::from(lifted(&object) == lifted(&unit.object));
            return;
        }
        let mut result = draft::lower(value, Some(&object), unit.entity);
        unit.put_together(&mut result, apart);
        ours.change(&spot, |object, _| {
            if let Value::Object(result) = result {
                *object = result;
            }
        });
        self.touched.insert(spot.file);
        self.report.changed.push((unit.id.clone(), taken));
    }

    /// Adds what ours does not have: a service to its organisation where that
    /// is ours too, all else as the record that it is.
    fn add(&mut self, ours: &mut RawRecords, unit: &Unit) {
        if let Some(home) = unit.home.as_ref().and_then(|home| ours.find(home)).filter(|home| home.pointer.is_empty()) {
            ours.change(&home, |organization, _| {
                if let Value::Array(services) = organization.entry("services").or_insert_with(|| json!([])) {
                    services.push(unit.object.clone());
                }
            });
            self.touched.insert(home.file);
        } else {
            let mut record = unit.record.clone();
            if let Some(Value::Array(services)) = record.get_mut("services") {
                services.retain(|service| id_of(service).is_none_or(|id| ours.find(&id).is_none()));
                self.done.extend(services.iter().filter_map(id_of));
            }
            self.touched.insert(ours.add(&unit.file, &record));
        }
        let (added, done) = (&mut self.report.added, &self.done);
        added.push(unit.id.clone());
        if unit.entity == "organization" {
            let services = unit.record.get("services").and_then(Value::as_array).into_iter().flatten();
            added.extend(services.filter_map(id_of).filter(|id| done.contains(id)));
        }
    }
}

/// Their tombstones that ours does not have.
fn new_tombstones(ours: &Source, theirs: &Source) -> Vec<Tombstone> {
    let known: BTreeSet<&str> = ours.records.tombstones.iter().map(|one| one.id.as_str()).collect();
    theirs.records.tombstones.iter().filter(|one| !known.contains(one.id.as_str())).cloned().collect()
}

fn withdraw(folder: &Folder<'_>, tombstones: &[Tombstone], i18n: &I18n) -> Result<(), Failure> {
    if tombstones.is_empty() {
        return Ok(());
    }
    let path = folder.path(WITHDRAWN);
    let mut bytes = if path.is_file() { folder.read(&path)? } else { Vec::new() };
    if !bytes.is_empty() && !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    hsds::write_lines(&mut bytes, &[], tombstones)
        .map_err(|error| Failure::of_io(i18n, Code::CannotWrite, &path, &error))?;
    folder.write(WITHDRAWN, &bytes)
}

/// Errors that were not there before.
fn new_errors(before: &Source, after: &Source) -> Vec<Problem> {
    let known: Vec<(&str, &str)> = before.errors().map(|one| (one.code.as_str(), one.value.as_str())).collect();
    after.errors().filter(|one| !known.contains(&(one.code.as_str(), one.value.as_str()))).cloned().collect()
}

impl Report {
    fn json(&self, written: bool) -> String {
        let fields = |fields: &[Difference], names: [&str; 2]| -> Vec<Value> {
            let field = |one: &Difference| json!({"field": one.path, names[0]: one.before, names[1]: one.after});
            fields.iter().map(field).collect()
        };
        let changed =
            self.changed.iter().map(|(id, all)| json!({"id": id, "fields": fields(all, ["before", "after"])}));
        let conflicts = self.conflicts.iter().map(|(id, newer, all)| {
            json!({"id": id, "newer": newer.map(Side::word), "fields": fields(all, ["ours", "theirs"])})
        });
        json_line(&json!({
            "written": written,
            "added": self.added,
            "same": self.same,
            "only_ours": self.only_ours,
            "withdrawn": self.withdrawn,
            "changed": changed.collect::<Vec<_>>(),
            "conflicts": conflicts.collect::<Vec<_>>(),
        }))
    }

    fn text(&self, i18n: &I18n) -> String {
        let mut lines = Vec::new();
        let mut line = |text: &str| lines.push(one_line(text));
        let counts = [
            ("added", self.added.len().into()),
            ("same", self.same.into()),
            ("changed", self.changed.len().into()),
            ("ours", self.only_ours.len().into()),
            ("withdrawn", self.withdrawn.len().into()),
        ];
        line(&i18n.with("merge-counts", &counts));
        for (heading, ids) in [("merge-added", &self.added), ("merge-withdrawn", &self.withdrawn)] {
            if !ids.is_empty() {
                line(&format!("{}: {}", i18n.text(heading), ids.join(" ")));
            }
        }
        for (id, fields) in &self.changed {
            line(&i18n.with("merge-changed", &[("id", id.into())]));
            for field in fields {
                line(&super::edit::line(field, i18n));
            }
        }
        for (id, newer, fields) in &self.conflicts {
            let message = match newer {
                None => "merge-conflict",
                Some(Side::Ours) => "merge-conflict-ours",
                Some(Side::Theirs) => "merge-conflict-theirs",
            };
            line(&i18n.with(message, &[("id", id.into())]));
            for field in fields {
                line(&super::edit::line(field, i18n));
            }
        }
        lines.join("\n") + "\n"
    }
}
