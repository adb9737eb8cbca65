//! Where a bundle is written: a slip of the finger in its name costs nobody a
//! file.

use std::{fs::File, path::Path};

use super::error::{Code, Failure};
use crate::{bundle::file::begins_as_bundle, i18n::I18n};

/// Refuses a path at which something lies that no bundle may replace: only an
/// older bundle, or a file with nothing in it, is written over.
pub fn may_be_written(path: &Path, i18n: &I18n) -> Result<(), Failure> {
    let shown = || path.display().to_string();
    // What cannot be looked at cannot be written either, which says why.
    let Ok(about) = path.metadata() else { return Ok(()) };
    if about.is_dir() {
        return Err(Failure::new(i18n, Code::OutIsFolder, &[("path", shown().into())]));
    }
    let replaceable =
        about.is_file() && (about.len() == 0 || File::open(path).is_ok_and(|mut file| begins_as_bundle(&mut file)));
    if replaceable { Ok(()) } else { Err(Failure::new(i18n, Code::OutNotABundle, &[("path", shown().into())])) }
}
