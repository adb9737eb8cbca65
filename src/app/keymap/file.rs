//! Keymap files: rows of TOML into bindings, every problem with its line.

use serde::Deserialize;
use toml::Spanned;

use super::{Binding, Chord, Condition, Mode};
use crate::app::action::Action;

/// Why a keymap file is refused. The program then uses its own keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapProblem {
    /// Not TOML, or a field that no row has.
    #[error("{file}:{line}: {reason}")]
    Syntax {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// A value that nothing has.
    #[error("{file}:{line}: {field}: no such {field} `{value}`")]
    UnknownValue {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// `mode`, `key`, `action` or `when`.
        field: &'static str,
        /// The value as written.
        value: String,
    },
    /// Two rows say different things about one key.
    #[error("{file}:{first} and {file}:{second}: both bind {key} in {mode}")]
    Conflict {
        /// The file.
        file: String,
        /// Line of the first row.
        first: usize,
        /// Line of the second row.
        second: usize,
        /// The key.
        key: String,
        /// The mode.
        mode: &'static str,
    },
    /// A screen could not be left, locked or quit any more.
    #[error("{file}: no key is left for {action} in {mode}")]
    NoWayOut {
        /// The file.
        file: String,
        /// The mode.
        mode: &'static str,
        /// The action without a key.
        action: String,
    },
}

/// The file as TOML has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    bind: Vec<Spanned<RawRow>>,
}

/// A row as TOML has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    mode: OneOrMore,
    key: OneOrMore,
    action: String,
    when: Option<String>,
    footer: Option<u8>,
}

/// One word or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::More(more) => more,
        }
    }
}

/// Line of a byte of `text`, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// Reads the rows of a file and refuses conflicts within it.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Binding>, KeymapProblem> {
    let raw: RawFile = toml::from_str(text).map_err(|error| KeymapProblem::Syntax {
        file: file.to_owned(),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        reason: error.message().lines().next().unwrap_or_default().to_owned(),
    })?;
    let mut bindings = Vec::new();
    for row in raw.bind {
        let line = line_of(text, row.span().start);
        bindings.extend(expand(file, line, row.into_inner())?);
    }
    refuse_conflicts(file, &bindings)?;
    Ok(bindings)
}

/// One binding for each mode and key of a row.
fn expand(file: &str, line: usize, row: RawRow) -> Result<Vec<Binding>, KeymapProblem> {
    let unknown = |field, value: &str| KeymapProblem::UnknownValue {
        file: file.to_owned(),
        line,
        field,
        value: value.to_owned(),
    };
    let action = match row.action.as_str() {
        "none" => None,
        name => Some(Action::from_name(name).ok_or_else(|| unknown("action", name))?),
    };
    let when = match &row.when {
        None => None,
        Some(name) => {
            let found = Condition::ALL.into_iter().find(|condition| condition.name() == name);
            Some(found.ok_or_else(|| unknown("when", name))?)
        }
    };
    let chords: Vec<Chord> = row
        .key
        .into_vec()
        .iter()
        .map(|key| Chord::parse(key).ok_or_else(|| unknown("key", key)))
        .collect::<Result<_, _>>()?;
    let mut bindings = Vec::new();
    for name in row.mode.into_vec() {
        for (mode, letters) in modes(&name).ok_or_else(|| unknown("mode", &name))? {
            for chord in &chords {
                let chord = if letters && mode.types() { chord.with_alt() } else { *chord };
                bindings.push(Binding { mode, chord, action, when, footer: row.footer, line });
            }
        }
    }
    Ok(bindings)
}

/// The modes a name stands for, and whether keys take Alt where letters type.
///
/// `everywhere` is every mode; `unlocked` every mode but the lock; `letters`
/// is the find and read screens, plain where letters act and with Alt in the
/// query.
fn modes(name: &str) -> Option<Vec<(Mode, bool)>> {
    let all = Mode::ALL.into_iter();
    Some(match name {
        "everywhere" => all.map(|mode| (mode, false)).collect(),
        "unlocked" => all.filter(|mode| *mode != Mode::Lock).map(|mode| (mode, false)).collect(),
        "letters" => all
            .filter(|mode| !matches!(mode, Mode::Lock | Mode::Picker) && (!mode.types() || *mode == Mode::Query))
            .map(|mode| (mode, true))
            .collect(),
        name => vec![(Mode::ALL.into_iter().find(|mode| mode.name() == name)?, false)],
    })
}

/// Refuses two rows of a file that bind one key under one condition.
fn refuse_conflicts(file: &str, bindings: &[Binding]) -> Result<(), KeymapProblem> {
    for (at, second) in bindings.iter().enumerate() {
        let first = bindings
            .iter()
            .take(at)
            .find(|first| first.mode == second.mode && first.chord == second.chord && first.when == second.when);
        if let Some(first) = first {
            return Err(KeymapProblem::Conflict {
                file: file.to_owned(),
                first: first.line,
                second: second.line,
                key: second.chord.to_string(),
                mode: second.mode.name(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        read("keys.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn a_conflict_names_both_lines() {
        let text = "[[bind]]\nmode = \"list\"\nkey = \"x\"\naction = \"copy\"\n\n[[bind]]\nmode = [\"read\", \"list\"]\nkey = [\"y\", \"x\"]\naction = \"help\"\n";
        assert_eq!(problem(text), "keys.toml:1 and keys.toml:6: both bind x in list");
    }

    #[test]
    fn what_nothing_has_is_refused_with_its_line_and_field() {
        let row = |field: &str, value: &str| {
            let mut fields = vec![("mode", "list"), ("key", "x"), ("action", "copy")];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            let lines: Vec<String> = fields.iter().map(|(name, value)| format!("{name} = {value:?}")).collect();
            problem(&format!("# keys\n[[bind]]\n{}\n", lines.join("\n")))
        };
        assert_eq!(row("mode", "kitchen"), "keys.toml:2: mode: no such mode `kitchen`");
        assert_eq!(row("key", "hyper-x"), "keys.toml:2: key: no such key `hyper-x`");
        assert_eq!(row("action", "dance"), "keys.toml:2: action: no such action `dance`");
        assert_eq!(row("when", "hungry"), "keys.toml:2: when: no such when `hungry`");
        assert!(row("colour", "red").starts_with("keys.toml:"), "{}", row("colour", "red"));
        assert!(problem("[[bind]\n").starts_with("keys.toml:1: "));
    }
}
