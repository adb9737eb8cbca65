//! About the directory: who published it, how old it is, what it covers.

use super::state::State;
use crate::{
    directory::{Need, Publication, Standing, Summary, summary::AGE_GROUPS, vocabulary},
    sheet::{currency, phrases},
    text::wrap::wrap,
};

/// One line of the status screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusLine {
    /// Above a group of lines.
    Heading(String),
    /// A fact with its name.
    Fact {
        /// The name.
        label: String,
        /// The fact.
        value: String,
    },
    /// A count with a bar.
    Bar {
        /// What is counted.
        label: String,
        /// The count.
        count: usize,
        /// The largest count of the group: the length of a full bar.
        largest: usize,
    },
    /// A sentence to heed.
    Warning(String),
    /// Nothing.
    Blank,
}

/// Columns for names, on a screen `width` columns wide.
pub fn label_columns(width: u16) -> u16 {
    (width * 2 / 5).min(32)
}

/// Every line of the status screen, each of which fits on one row.
pub fn lines(state: &State) -> Vec<StatusLine> {
    // A column on either side stays free.
    let width = state.size.0.saturating_sub(2);
    unbroken(state).into_iter().flat_map(|line| broken(line, width)).collect()
}

/// Breaks one line into as many as it needs.
fn broken(line: StatusLine, width: u16) -> Vec<StatusLine> {
    let all = usize::from(width);
    match line {
        StatusLine::Heading(text) => wrap(&text, all).into_iter().map(StatusLine::Heading).collect(),
        StatusLine::Warning(text) => wrap(&text, all).into_iter().map(StatusLine::Warning).collect(),
        StatusLine::Fact { label, value } => {
            let room = all.saturating_sub(usize::from(label_columns(width)) + 2);
            let labels = std::iter::once(label).chain(std::iter::repeat(String::new()));
            wrap(&value, room).into_iter().zip(labels).map(|(value, label)| StatusLine::Fact { label, value }).collect()
        }
        other => vec![other],
    }
}

/// The lines as they are meant.
fn unbroken(state: &State) -> Vec<StatusLine> {
    let Some(library) = &state.library else {
        return vec![StatusLine::Warning(state.i18n.text("loading"))];
    };
    let today = state.now.to_zoned_datetime(state.zone.clone()).date();
    let mut lines = Vec::new();
    for shelf in library.directory.shelves() {
        lines.extend(publication(state, &shelf.publication));
        let summary = Summary::of_shelf(shelf, today);
        lines.extend(counts(state, &summary));
        lines.push(StatusLine::Blank);
    }
    let summary = Summary::of(&library.directory, today);
    lines.push(StatusLine::Heading(state.i18n.text("status-ages")));
    lines.extend(ages(state, &summary));
    lines.push(StatusLine::Blank);
    lines.push(StatusLine::Heading(state.i18n.text("status-coverage")));
    let largest = summary.needs.iter().copied().max().unwrap_or(0);
    for (need, count) in Need::ALL.iter().zip(summary.needs) {
        let label = vocabulary::need_name(*need, state.i18n.language()).to_owned();
        lines.push(StatusLine::Bar { label, count, largest });
    }
    lines
}

fn fact(state: &State, id: &str, value: String) -> StatusLine {
    StatusLine::Fact { label: state.i18n.text(id), value }
}

/// Who published it, and when.
fn publication(state: &State, publication: &Publication) -> Vec<StatusLine> {
    let i18n = &state.i18n;
    let mut lines = vec![StatusLine::Heading(publication.name.clone())];
    let standing = match publication.standing {
        Standing::Embedded => "status-embedded",
        Standing::Demo => "status-demo",
        Standing::Signed => "status-signed",
    };
    match publication.standing {
        Standing::Signed => lines.push(fact(state, "status-standing", i18n.text(standing))),
        _ => lines.push(StatusLine::Warning(i18n.text(standing))),
    }
    lines.extend(currency::banner_of(publication, &state.context()).map(StatusLine::Warning));
    lines.push(fact(state, "status-version", publication.version.to_string()));
    if let Some(fingerprint) = &publication.fingerprint {
        lines.push(fact(state, "status-fingerprint", fingerprint.clone()));
    }
    for (id, instant) in [("status-published", publication.published), ("status-expires", publication.expires)] {
        if let Some(instant) = instant {
            let date = instant.to_zoned_datetime(state.zone.clone()).date();
            lines.push(fact(state, id, phrases::date(i18n, date)));
        }
    }
    lines
}

fn counts(state: &State, summary: &Summary) -> Vec<StatusLine> {
    let i18n = &state.i18n;
    let number = |count: usize| phrases::number(i18n, count);
    let mut lines = vec![
        fact(state, "status-entries", number(summary.entries)),
        fact(state, "status-organizations", number(summary.organizations)),
        fact(state, "status-services", number(summary.services)),
        fact(state, "status-locations", number(summary.locations)),
        fact(state, "status-stale", number(summary.stale)),
        fact(state, "status-not-checked", number(summary.not_checked)),
    ];
    if let Some((first, last)) = summary.checked {
        let dates = [("first", phrases::date(i18n, first).into()), ("last", phrases::date(i18n, last).into())];
        lines.push(fact(state, "status-checked", i18n.with("status-checked-between", &dates)));
    }
    lines
}

/// How long ago entries were checked, as bars.
fn ages(state: &State, summary: &Summary) -> Vec<StatusLine> {
    let largest = summary.ages.iter().copied().max().unwrap_or(0).max(summary.not_checked);
    let counts = summary.ages.iter().zip(AGE_LABELS);
    let mut lines: Vec<StatusLine> =
        counts.map(|(count, id)| StatusLine::Bar { label: state.i18n.text(id), count: *count, largest }).collect();
    lines.push(StatusLine::Bar { label: state.i18n.text("age-not-checked"), count: summary.not_checked, largest });
    lines
}

/// Messages for the groups of [`Summary::ages`].
const AGE_LABELS: [&str; AGE_GROUPS.len() + 1] =
    ["age-month", "age-quarter", "age-half-year", "age-year", "age-two-years", "age-older"];
