//! A directory judged, in words and as JSON.

use std::fmt::Write;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{
    coverage::{By, Coverage},
    quality::Quality,
};
use crate::{
    directory::{
        Directory, EntryNo, Need,
        problem::{Outcome, Problem},
        summary::AGE_GROUPS,
        vocabulary,
    },
    i18n::{Arg, I18n},
    sheet::phrases,
    text::wrap::{columns, shorten},
};

/// Ids named on a line of the text; the JSON names all.
const NAMED: usize = 6;
/// Problems told one by one in the text.
const TOLD: usize = 30;
/// Columns of the text.
const WIDTH: usize = 100;
/// Columns of the names of needs.
const NEED_WIDTH: usize = 30;

/// A problem of the source, with the entry that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What, where, and what was done.
    pub problem: Problem,
    /// Id of the organisation or service, if it has one.
    pub id: Option<String>,
    /// True when nothing can be published because of it.
    pub error: bool,
}

/// Everything there is to say.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// Name of the publisher.
    pub name: &'r str,
    /// The directory.
    pub directory: &'r Directory,
    /// What it is like.
    pub quality: &'r Quality,
    /// What is wrong with the files.
    pub faults: &'r [Fault],
}

impl<'r> Report<'r> {
    /// The ids of entries.
    pub fn ids(&self, entries: &[EntryNo]) -> impl Iterator<Item = &'r str> {
        entries.iter().filter_map(|number| Some(self.directory.entry(*number)?.id()))
    }

    fn listed(&self, entries: &[EntryNo]) -> Vec<&'r str> {
        self.ids(entries).collect()
    }

    /// For a program.
    pub fn json(&self, today: Date) -> Value {
        let quality = self.quality;
        let errors = self.faults.iter().filter(|fault| fault.error).count();
        let findings = quality.findings.iter().map(|finding| {
            json!({"kind": finding.kind.word(), "count": finding.entries.len(), "ids": self.listed(&finding.entries)})
        });
        let ages = quality.ages.iter().enumerate().map(|(group, entries)| {
            json!({"within_days": AGE_GROUPS.get(group), "count": entries.len(), "ids": self.listed(entries)})
        });
        let twins =
            quality.twins.iter().map(|twins| json!({"why": twins.why.as_str(), "ids": self.listed(&twins.entries)}));
        json!({
            "name": self.name,
            "date": today.to_string(),
            "entries": quality.entries(),
            "organizations": quality.organizations,
            "services": quality.services,
            "errors": errors,
            "warnings": self.faults.len() - errors,
            "problems": self.faults.iter().map(fault_as_json).collect::<Vec<_>>(),
            "findings": findings.collect::<Vec<_>>(),
            "duplicates": twins.collect::<Vec<_>>(),
            "ages": ages.collect::<Vec<_>>(),
            "coverage": self.coverage_as_json(),
        })
    }

    fn coverage_as_json(&self) -> Value {
        let coverage = &self.quality.coverage;
        let needs = Need::ALL.iter().map(|need| {
            let cells = (0..coverage.columns.len()).map(|column| coverage.cell(*need, column));
            let cell = |entries: &[EntryNo]| json!({"count": entries.len(), "ids": self.listed(entries)});
            (need.slug().to_owned(), cells.map(cell).collect::<Value>())
        });
        json!({
            "by": coverage.by.map(By::word),
            "columns": coverage.columns,
            "needs": needs.collect::<Map<_, _>>(),
        })
    }

    /// For a person.
    pub fn text(&self, i18n: &I18n) -> String {
        let quality = self.quality;
        let counts = i18n.with("desk-counts", counts(quality, i18n).as_flattened());
        let mut out = format!("{}: {counts}\n", self.name);
        for (error, heading) in [(true, "desk-errors"), (false, "desk-warnings")] {
            self.problems(&mut out, error, heading, i18n);
        }
        heading(&mut out, &i18n.text("desk-findings"));
        for finding in quality.findings.iter().filter(|finding| !finding.entries.is_empty()) {
            let what = i18n.text(&format!("desk-kind-{}", finding.kind.word()));
            let _ = writeln!(out, "  {:>6}  {}: {what}", finding.entries.len(), finding.kind.word());
            let _ = writeln!(out, "          {}", self.some_ids(&finding.entries, i18n));
        }
        if quality.findings.iter().all(|finding| finding.entries.is_empty()) {
            let _ = writeln!(out, "  {}", i18n.text("desk-nothing-to-mend"));
        }
        if !quality.twins.is_empty() {
            heading(&mut out, &i18n.text("desk-duplicates"));
        }
        for twins in &quality.twins {
            let why = i18n.text(&format!("desk-why-{}", twins.why.as_str().replace('_', "-")));
            let _ = writeln!(out, "  {}  ({why})", self.listed(&twins.entries).join("  "));
        }
        heading(&mut out, &i18n.text("desk-ages"));
        for (group, entries) in quality.ages.iter().enumerate() {
            let _ = writeln!(out, "  {:>6}  {}", entries.len(), age(group, i18n));
        }
        let never = quality.of_kind(super::Kind::NotChecked).len();
        let _ = writeln!(out, "  {never:>6}  {}", i18n.text("age-not-checked"));
        self.table(&mut out, i18n);
        out
    }

    fn problems(&self, out: &mut String, error: bool, id: &str, i18n: &I18n) {
        let faults: Vec<&Fault> = self.faults.iter().filter(|fault| fault.error == error).collect();
        if faults.is_empty() {
            return;
        }
        heading(out, &format!("{}: {}", i18n.text(id), faults.len()));
        for fault in faults.iter().take(TOLD) {
            let id = fault.id.as_deref().map(|id| format!(" [{id}]")).unwrap_or_default();
            let _ = writeln!(out, "  {}{id}", fault.problem);
        }
        if let Some(more) = faults.len().checked_sub(TOLD).filter(|more| *more > 0) {
            let _ = writeln!(out, "  {}", i18n.with("desk-more", &[("count", more.into())]));
        }
    }

    /// The first ids of a list.
    fn some_ids(&self, entries: &[EntryNo], i18n: &I18n) -> String {
        let mut text = self.ids(entries).take(NAMED).collect::<Vec<_>>().join(" ");
        if let Some(more) = entries.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let _ = write!(text, " {}", i18n.with("desk-more", &[("count", more.into())]));
        }
        text
    }

    /// Needs by country or region, as far as the columns go.
    fn table(&self, out: &mut String, i18n: &I18n) {
        let coverage = &self.quality.coverage;
        let Some(by) = coverage.by else { return };
        heading(out, &i18n.text(&format!("desk-coverage-{}", by.word())));
        let names: Vec<String> =
            (0..coverage.columns.len()).map(|column| column_name(coverage, column, i18n)).collect();
        let name = |name: &String| shorten(name, 10);
        let fitting = WIDTH.saturating_sub(NEED_WIDTH + 2) / 12;
        let mut head = " ".repeat(NEED_WIDTH + 2);
        names.iter().take(fitting).for_each(|one| head += &right(&name(one), 12));
        let _ = writeln!(out, "{}", head.trim_end());
        for need in Need::ALL {
            let label = shorten(vocabulary::need_name(*need, i18n.language()), NEED_WIDTH);
            let mut line = format!("  {label}{}", " ".repeat(NEED_WIDTH.saturating_sub(columns(&label))));
            for column in 0..names.len().min(fitting) {
                let count = coverage.cell(*need, column).len();
                line += &right(&if count == 0 { "·".to_owned() } else { count.to_string() }, 12);
            }
            let _ = writeln!(out, "{}", line.trim_end());
        }
        if let Some(more) = names.len().checked_sub(fitting).filter(|more| *more > 0) {
            let _ = writeln!(out, "  {}", i18n.with("desk-more-columns", &[("count", more.into())]));
        }
    }
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{text}");
}

/// A text at the right end of so many columns.
fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}

/// How much there is, for the message that says so.
pub fn counts(quality: &Quality, i18n: &I18n) -> [[(&'static str, Arg<'static>); 2]; 3] {
    let counted = |names, count: usize| phrases::counted(i18n, names, count as u64);
    [
        counted(["entries", "entries_count"], quality.entries()),
        counted(["organizations", "organizations_count"], quality.organizations),
        counted(["services", "services_count"], quality.services),
    ]
}

/// Name of a group of ages, as the status screen has it.
pub fn age(group: usize, i18n: &I18n) -> String {
    const NAMES: [&str; AGE_GROUPS.len()] = ["age-month", "age-quarter", "age-half-year", "age-year", "age-two-years"];
    i18n.text(NAMES.get(group).unwrap_or(&"age-older"))
}

/// Name of a column: of a country by its code, of a region as it is written.
pub fn column_name(coverage: &Coverage, column: usize, i18n: &I18n) -> String {
    match (coverage.columns.get(column), coverage.by) {
        (Some(Some(code)), Some(By::Country)) => phrases::country(i18n, code).to_owned(),
        (Some(Some(region)), _) => region.clone(),
        _ => i18n.text("desk-nowhere"),
    }
}

fn fault_as_json(fault: &Fault) -> Value {
    let Problem { file, line, field, code, value, outcome } = &fault.problem;
    json!({
        "file": file, "line": line, "field": field, "code": code.as_str(), "value": value,
        "outcome": outcome.as_str(), "id": fault.id, "error": fault.error,
    })
}

/// The word for what was done about a problem.
pub fn outcome(outcome: Outcome, i18n: &I18n) -> String {
    i18n.text(&format!("convert-outcome-{}", outcome.as_str().replace('_', "-")))
}
