//! `wipe`: takes away what was kept, or everything.

use std::io::BufRead;

use super::{answer::Answer, ask, directory::data_dir, environment::Environment, error::Failure};
use crate::{
    i18n::I18n,
    store::wipe::{self, Extent},
};

/// Wipes, once the person says so.
pub fn wipe(
    extent: Extent,
    yes: bool,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let folder = data_dir(environment, i18n)?;
    let (question, done) = match extent {
        Extent::Personal => ("wipe-question", "wipe-done"),
        Extent::Everything => ("wipe-everything-question", "wipe-everything-done"),
    };
    if !yes {
        ask::confirm(&i18n.text(question), environment, input, i18n)?;
    }
    wipe::wipe(folder, environment.config_dir.as_deref(), extent).map_err(|error| Failure::of_store(i18n, &error))?;
    Ok(Answer { remarks: vec![i18n.text(done), i18n.text("wipe-flash")], ..Answer::default() })
}
