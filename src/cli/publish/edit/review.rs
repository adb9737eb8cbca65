//! Whether what was edited can stay as it is.

use serde_json::Value;

use crate::{
    cli::{
        error::Failure,
        publish::{
            folder::Folder,
            raw::{RawRecords, Spot},
            source::Source,
        },
        words::one_line,
    },
    desk::draft,
    directory::problem::Problem,
};

/// What came of an edited draft.
pub(super) enum Reviewed {
    /// It cannot stay; why, a line each.
    Wrong(Vec<String>),
    /// It can.
    Right {
        /// The object as it would be.
        after: Value,
        /// What is doubtful about it, a line each.
        doubts: Vec<String>,
    },
}

impl Reviewed {
    /// Everything that there is to say.
    pub(super) fn complaints(&self) -> &[String] {
        match self {
            Self::Wrong(lines) | Self::Right { doubts: lines, .. } => lines,
        }
    }
}

/// Reads a draft, and all records with what it makes of one of them.
pub(super) fn review(
    text: &str,
    before: &Value,
    of: &'static str,
    (raw, spot): (&RawRecords, &Spot),
    folder: &Folder<'_>,
) -> Result<Reviewed, Failure> {
    let after = match draft::read(text) {
        Ok(edited) => draft::lower(edited, Some(before), of),
        Err(slip) => return Ok(Reviewed::Wrong(vec![place(Some(slip.line), &slip.detail)])),
    };
    let mut changed = raw.clone();
    changed.change(spot, |object, _| {
        if let Value::Object(after) = &after {
            object.clone_from(after);
        }
    });
    let known = Source::of(raw, folder)?.problems;
    let source = Source::of(&changed, folder)?;
    // What was wrong before is no fault of this edit. Positions in lists may
    // have moved, so only what and of which value is compared.
    let new = |problem: &&Problem| {
        !known.iter().any(|one| {
            one.code == problem.code
                && one.value == problem.value
                && one.file == problem.file
                && one.line == problem.line
        })
    };
    let line = |problem: &Problem| {
        let pointer = problem.field.strip_prefix(&spot.pointer).unwrap_or(&problem.field);
        let what = format!("{pointer}: {} ({})", problem.code.as_str(), problem.outcome.as_str());
        let value = if problem.value.is_empty() { String::new() } else { format!(" {:?}", problem.value) };
        place(draft::line_of(text, &after, pointer), &format!("{what}{value}"))
    };
    let errors: Vec<String> = source.errors().filter(new).map(line).collect();
    if !errors.is_empty() {
        return Ok(Reviewed::Wrong(errors));
    }
    let doubts = source.warnings().filter(new).map(line).collect();
    Ok(Reviewed::Right { after, doubts })
}

/// A complaint at its line: `line 12: …`, as editors understand it.
fn place(line: Option<usize>, what: &str) -> String {
    let place = line.filter(|line| *line > 0).map_or_else(String::new, |line| format!("{line}: "));
    one_line(&format!("entry.toml:{place}{what}"))
}
