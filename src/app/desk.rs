//! The curator's desk: the directory in use at a glance, and the entries that
//! each line leads to.

use super::state::State;
use crate::{
    desk::{Kind, Quality, report},
    directory::{EntryNo, Need, vocabulary},
    text::wrap::{columns, shorten},
};

/// Everything about the desk.
#[derive(Debug, Default)]
pub struct Desk {
    /// What the directory is like; `None` until that is known.
    pub quality: Option<Box<Quality>>,
    /// Number of the last question: an older answer is of another directory.
    pub asked: u64,
    /// Which of the lines that lead somewhere is selected.
    pub selected: usize,
    /// The entries of a line, where one is open.
    pub list: Option<DeskList>,
}

/// The entries that a line leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskList {
    /// The line.
    pub line: Choice,
    /// Its entries.
    pub entries: Vec<EntryNo>,
    /// Which of them is selected.
    pub selected: usize,
}

/// A line that leads to entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A kind of fault.
    Fault(Kind),
    /// A group of ages of checks.
    Age(usize),
    /// A need.
    Need(Need),
}

/// One line of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskLine {
    /// Above a group of lines.
    Heading(String),
    /// A sentence.
    Said(String),
    /// Names of the columns of the coverage, as wide as [`cell_columns`].
    Columns(Vec<String>),
    /// A count, and what is counted.
    Count {
        /// The count.
        count: usize,
        /// What is counted.
        label: String,
        /// Where it leads.
        choice: Choice,
    },
    /// A count as a bar.
    Bar {
        /// What is counted.
        label: String,
        /// The count.
        count: usize,
        /// The largest count of the group.
        largest: usize,
        /// Where it leads.
        choice: Choice,
    },
    /// A need, and the entries in each column of the coverage.
    Need {
        /// Its name.
        label: String,
        /// The counts.
        counts: Vec<usize>,
        /// Where it leads.
        choice: Choice,
    },
    /// Nothing.
    Blank,
}

impl DeskLine {
    /// Where the line leads.
    pub fn choice(&self) -> Option<Choice> {
        match self {
            Self::Count { choice, .. } | Self::Bar { choice, .. } | Self::Need { choice, .. } => Some(*choice),
            _ => None,
        }
    }
}

/// The entries of a line.
pub fn entries(quality: &Quality, choice: Choice) -> Vec<EntryNo> {
    match choice {
        Choice::Fault(kind) => quality.of_kind(kind).to_vec(),
        Choice::Age(group) => quality.ages.get(group).cloned().unwrap_or_default(),
        Choice::Need(need) => quality.coverage.row(need),
    }
}

/// What a line is about, in words.
pub fn title(state: &State, choice: Choice) -> String {
    let i18n = &state.i18n;
    match choice {
        Choice::Fault(kind) => i18n.text(&format!("desk-kind-{}", kind.word())),
        Choice::Age(group) => format!("{}: {}", i18n.text("desk-ages"), report::age(group, i18n)),
        Choice::Need(need) => vocabulary::need_name(need, i18n.language()).to_owned(),
    }
}

/// Columns for the names of bars and needs, on a screen `width` columns wide.
pub fn label_columns(width: u16) -> u16 {
    (width * 2 / 5).min(32)
}

/// Columns of a cell of the coverage: a country is two letters, a region more.
pub fn cell_columns(quality: &Quality) -> u16 {
    if quality.coverage.by == Some(crate::desk::By::Region) { 10 } else { 6 }
}

/// Cells that fit on a screen.
fn cells(state: &State, quality: &Quality) -> usize {
    // The marker and a margin on either side.
    let room = state.size.0.saturating_sub(label_columns(state.size.0) + 4);
    usize::from(room / cell_columns(quality))
}

/// Every line of the desk, each of which fits on one row.
pub fn lines(state: &State) -> Vec<DeskLine> {
    let i18n = &state.i18n;
    let Some(quality) = state.desk.quality.as_deref() else {
        let id = if state.library.is_none() { "loading" } else { "desk-judging" };
        return vec![DeskLine::Said(i18n.text(id))];
    };
    let mut lines = vec![DeskLine::Heading(i18n.text("desk-findings"))];
    lines.extend(quality.findings.iter().map(|finding| {
        let choice = Choice::Fault(finding.kind);
        DeskLine::Count { count: finding.entries.len(), label: title(state, choice), choice }
    }));
    lines.extend([DeskLine::Blank, DeskLine::Heading(i18n.text("desk-ages"))]);
    lines.extend(ages(state, quality));
    lines.push(DeskLine::Blank);
    lines.extend(coverage(state, quality));
    lines
}

/// How long ago entries were checked.
fn ages(state: &State, quality: &Quality) -> Vec<DeskLine> {
    let never = quality.of_kind(Kind::NotChecked).len();
    let largest = quality.ages.iter().map(Vec::len).max().unwrap_or(0).max(never);
    let bar = |label, count, choice| DeskLine::Bar { label, count, largest, choice };
    let ages = quality.ages.iter().enumerate();
    let mut lines: Vec<DeskLine> =
        ages.map(|(group, entries)| bar(report::age(group, &state.i18n), entries.len(), Choice::Age(group))).collect();
    lines.push(bar(state.i18n.text("age-not-checked"), never, Choice::Fault(Kind::NotChecked)));
    lines
}

/// Needs by place, as far as the columns go.
fn coverage(state: &State, quality: &Quality) -> Vec<DeskLine> {
    let (coverage, i18n) = (&quality.coverage, &state.i18n);
    let Some(by) = coverage.by else { return Vec::new() };
    let shown = coverage.columns.len().min(cells(state, quality));
    let width = usize::from(cell_columns(quality)) - 1;
    let name = |place: &Option<String>| shorten(place.as_deref().unwrap_or("–"), width);
    let mut lines = vec![
        DeskLine::Heading(i18n.text(&format!("desk-coverage-{}", by.word()))),
        DeskLine::Columns(coverage.columns.iter().take(shown).map(name).collect()),
    ];
    lines.extend(Need::ALL.iter().map(|need| DeskLine::Need {
        label: title(state, Choice::Need(*need)),
        counts: (0..shown).map(|column| coverage.cell(*need, column).len()).collect(),
        choice: Choice::Need(*need),
    }));
    if let Some(more) = coverage.columns.len().checked_sub(shown).filter(|more| *more > 0) {
        lines.push(DeskLine::Said(i18n.with("desk-columns-hidden", &[("count", more.into())])));
    }
    lines
}

/// The lines that lead somewhere, by their place among all.
pub fn choices(lines: &[DeskLine]) -> Vec<(usize, Choice)> {
    lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.choice()?))).collect()
}

/// What an entry of a list says: name, and where and when checked.
pub fn row(state: &State, entry: EntryNo, width: usize) -> (String, String) {
    let found = state.library.as_ref().and_then(|library| library.directory.entry(entry));
    let Some(entry) = found else { return Default::default() };
    let row = crate::sheet::row(&entry, &state.context());
    let name = match row.organization {
        Some(organization) => format!("{} — {organization}", row.name),
        None => row.name,
    };
    let mut facts: Vec<String> = [row.place, row.checked].into_iter().filter(|fact| !fact.is_empty()).collect();
    // The name says more than the place.
    if facts.len() > 1 && columns(&name) + columns(&facts.join(" · ")) + 4 > width {
        facts.remove(0);
    }
    (name, facts.join(" · "))
}

/// The whole directory in a line.
pub fn counts(state: &State) -> String {
    let Some(quality) = &state.desk.quality else { return String::new() };
    state.i18n.with("desk-counts", report::counts(quality, &state.i18n).as_flattened())
}
