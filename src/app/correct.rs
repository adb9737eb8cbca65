//! Corrections: what is being written, and what was noted.

use tui_input::Input;

use crate::{
    directory::{Correction, correction::Correctable},
    i18n::I18n,
};

/// A correction while its words are typed.
#[derive(Debug)]
pub struct Wording {
    /// Id of the entry.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What is being corrected.
    pub what: Correctable,
    /// What is typed.
    pub input: Input,
}

/// The list of what was noted.
#[derive(Debug, Default)]
pub struct Noted {
    /// Which one is selected.
    pub selected: usize,
    /// The file that is being named, to seal them into.
    pub path: Option<Input>,
}

/// A field and its value now, in words.
pub fn label(what: &Correctable, i18n: &I18n) -> String {
    let field = i18n.text(&format!("correct-field-{}", what.field.word()));
    match &what.current {
        Some(current) => i18n.with("correct-field-now", &[("field", field.into()), ("now", current.into())]),
        None if what.field.is_list() => i18n.with("correct-field-another", &[("field", field.into())]),
        None => field,
    }
}

/// What was noted, on one line without the entry.
pub fn summary(correction: &Correction, i18n: &I18n) -> String {
    let what = Correctable { field: correction.field, current: correction.instead_of.clone() };
    let what = label(&what, i18n);
    if !correction.field.wants_text() {
        return what;
    }
    i18n.with("correct-summary", &[("what", what.into()), ("text", correction.text.as_str().into())])
}

/// How it is known, and since when.
pub fn ground(correction: &Correction, i18n: &I18n) -> String {
    let known = i18n.text(&format!("known-{}", correction.known.word()));
    i18n.with("correct-ground", &[("known", known.into()), ("date", correction.noted.to_string().into())])
}
