//! `trusted.toml` in the folder of settings: publishers that an administrator
//! accepts for everybody at this machine.

use std::path::Path;

use serde::Deserialize;

use super::{
    error::{Code, Failure},
    settings::read_if_there,
    words::one_line,
};
use crate::i18n::I18n;

/// Name of the file.
pub const FILE: &str = "trusted.toml";

/// What stands in it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trusted {
    /// Fingerprints, as words or hex digits.
    fingerprints: Vec<String>,
}

/// The fingerprints of the publishers that are accepted. A file that cannot be
/// read stops an import: nobody knows whom it meant.
pub fn fingerprints(config_dir: Option<&Path>, i18n: &I18n) -> Result<Vec<String>, Failure> {
    let Some(folder) = config_dir else { return Ok(Vec::new()) };
    let path = folder.join(FILE);
    let bad = |detail: &str| {
        let path = path.display().to_string();
        Failure::new(i18n, Code::TrustedFile, &[("path", path.into()), ("detail", one_line(detail).into())])
    };
    let Some(text) = read_if_there(&path).map_err(|error| bad(&error.to_string()))? else { return Ok(Vec::new()) };
    toml::from_str(&text).map(|file: Trusted| file.fingerprints).map_err(|error| bad(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::write_whole;

    #[test]
    fn a_list_is_read_and_a_wrong_one_stops_the_import() {
        let i18n = I18n::new("en");
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(fingerprints(None, &i18n), Ok(Vec::new()));
        assert_eq!(fingerprints(Some(folder.path()), &i18n), Ok(Vec::new()));
        let write = |text: &str| write_whole(&folder.path().join(FILE), text.as_bytes()).unwrap();
        write("fingerprints = [\"aa bb\", \"cc\"]");
        assert_eq!(fingerprints(Some(folder.path()), &i18n).unwrap(), ["aa bb", "cc"]);
        write("fingerprint = \"aa\"");
        assert_eq!(fingerprints(Some(folder.path()), &i18n).unwrap_err().code, Code::TrustedFile);
    }
}
