//! The web sites that updates may be asked of: a list that the user keeps, in
//! a small file in the data folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::store::{Place, StoreError, files, sealed};

/// Name of the file in the data folder.
const FILE: &str = sealed::SOURCES;
/// A list longer than this is not ours.
const LIMIT: u64 = 1 << 20;
/// More sites than these are not kept.
const MOST: usize = 64;

/// A site that has updates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where it is; ends in a slash.
    pub url: Url,
    /// What it last answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// What asking it came to since then, where that was no use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<Failed>,
}

impl Source {
    /// A site that was never asked.
    pub fn new(url: Url) -> Self {
        Self { url, answer: None, failed: None }
    }

    /// False where everybody on the way can read what is asked for. The
    /// signatures protect what comes all the same.
    pub fn is_secret(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The address as a person says it: without scheme and last slash.
    pub fn short(&self) -> &str {
        short(&self.url)
    }
}

/// An address as a person says it: without scheme and last slash.
pub fn short(url: &Url) -> &str {
    let text = url.as_str();
    text.split_once("://").map_or(text, |(_, rest)| rest).trim_end_matches('/')
}

/// What a site last answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// When it was asked.
    pub at: Timestamp,
    /// Id of the publisher whose releases it has.
    pub publisher: String,
    /// The version it had.
    pub version: u64,
}

/// An ask that brought nothing that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failed {
    /// When it was asked.
    pub at: Timestamp,
    /// The word for why it was no use, as commands say it to programs.
    pub code: String,
}

/// The words for what makes a site no use, commands' own. What has to do with
/// this device only, such as a full disk, says nothing about the site.
pub const NO_USE: [&str; 9] = [
    "unreachable",
    "nothing-at-address",
    "older",
    "unknown-publisher",
    "damaged",
    "not-trusted",
    "unsafe",
    "unsupported",
    "expired",
];

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// It cannot be understood.
    #[error("it is not an address")]
    NotAnAddress,
    /// Only these two schemes are spoken.
    #[error("it does not begin with https:// or http://")]
    OtherScheme,
    /// A name and password would lie on the disk in clear.
    #[error("there is a name or password in it")]
    Credentials,
    /// A question or fragment makes no sense before the names of files.
    #[error("there is a ? or # in it")]
    Question,
}

/// Reads the address of a site. The last slash may be left out.
pub fn address(text: &str) -> Result<Url, BadUrl> {
    let mut url = Url::parse(text.trim()).map_err(|_| BadUrl::NotAnAddress)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(BadUrl::OtherScheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BadUrl::Credentials);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(BadUrl::Question);
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// Why the list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SourcesError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {source}", path = .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not as it is written.
    #[error("{path}, line {line}: {problem}", path = .path.display())]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The file cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There are too many already.
    #[error("more than {MOST} sources are not kept")]
    TooMany,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// In the order in which they were added, which is the order in which they
    /// are asked.
    #[serde(default, rename = "source")]
    pub list: Vec<Source>,
}

impl Sources {
    /// Reads the list of a data folder; an empty one where there is none.
    pub fn load<'p>(place: impl Into<Place<'p>>) -> Result<Self, SourcesError> {
        let Place { data_dir, seal } = place.into();
        let path = data_dir.join(FILE);
        if sealed::exists(data_dir) {
            let note = seal.map_or(Ok(None), |seal| sealed::read_note(data_dir, seal, FILE))?;
            let text = note.and_then(|bytes| String::from_utf8(bytes).ok());
            return text.map_or_else(|| Ok(Self::default()), |text| Self::parse(&path, &text));
        }
        let unreadable = |source| SourcesError::Unreadable { path: path.clone(), source };
        match fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(unreadable(error)),
            Ok(about) if about.len() > LIMIT => return Err(unreadable(io::ErrorKind::FileTooLarge.into())),
            Ok(_) => {}
        }
        Self::parse(&path, &fs::read_to_string(&path).map_err(unreadable)?)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, SourcesError> {
        let invalid = |line, problem| SourcesError::Invalid { path: path.to_owned(), line, problem };
        let read: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            invalid(1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count(), error.message().to_owned())
        })?;
        for source in &read.list {
            // What a person wrote into the file is held to the same rules.
            if let Err(problem) = address(source.url.as_str()) {
                let line = text.lines().position(|line| line.contains(source.url.as_str())).unwrap_or(0);
                return Err(invalid(line + 1, problem.to_string()));
            }
        }
        let list = read.list.into_iter().map(|source| {
            let url = address(source.url.as_str());
            Source { url: url.unwrap_or_else(|_| source.url.clone()), ..source }
        });
        Ok(Self { list: list.collect() })
    }

    /// Writes the list.
    pub fn save<'p>(&self, place: impl Into<Place<'p>>) -> Result<(), SourcesError> {
        let Place { data_dir, seal } = place.into();
        // A list of addresses, numbers and dates always has a text.
        let text = toml::to_string(self).unwrap_or_default();
        if sealed::exists(data_dir) {
            // Without its seal nothing is written beside a sealed directory.
            return Ok(seal.map_or(Ok(()), |seal| sealed::write_note(data_dir, seal, FILE, text.as_bytes()))?);
        }
        files::make_folder(data_dir)?;
        Ok(files::write_whole(&data_dir.join(FILE), text.as_bytes())?)
    }

    /// The source at an address.
    pub fn find(&self, url: &Url) -> Option<&Source> {
        self.list.iter().find(|source| source.url == *url)
    }

    /// Adds a site. False when it is there already.
    pub fn add(&mut self, url: Url) -> Result<bool, SourcesError> {
        if self.find(&url).is_some() {
            return Ok(false);
        }
        if self.list.len() >= MOST {
            return Err(SourcesError::TooMany);
        }
        self.list.push(Source::new(url));
        Ok(true)
    }

    /// Removes a site. False when there was none.
    pub fn remove(&mut self, url: &Url) -> bool {
        let before = self.list.len();
        self.list.retain(|source| source.url != *url);
        self.list.len() < before
    }

    /// Notes what a site has answered, if it is one of these. What failed before
    /// is over.
    pub fn note(&mut self, url: &Url, answer: Answer) -> bool {
        let source = self.list.iter_mut().find(|source| source.url == *url);
        source.map(|source| (source.answer, source.failed) = (Some(answer), None)).is_some()
    }

    /// Notes that asking a site was no use, if it is one of these. What it
    /// answered before stays.
    pub fn note_failure(&mut self, url: &Url, failed: Failed) -> bool {
        let source = self.list.iter_mut().find(|source| source.url == *url);
        source.map(|source| source.failed = Some(failed)).is_some()
    }

    /// [`Sources::note`] in the list of a data folder, which is read anew: a
    /// site may have been added meanwhile.
    pub fn note_in<'p>(place: impl Into<Place<'p>>, url: &Url, answer: Answer) -> Result<(), SourcesError> {
        Self::noting(place.into(), |list| list.note(url, answer))
    }

    /// [`Sources::note_failure`] in the list of a data folder.
    pub fn note_failure_in<'p>(place: impl Into<Place<'p>>, url: &Url, failed: Failed) -> Result<(), SourcesError> {
        Self::noting(place.into(), |list| list.note_failure(url, failed))
    }

    fn noting(place: Place<'_>, note: impl FnOnce(&mut Self) -> bool) -> Result<(), SourcesError> {
        let mut list = Self::load(place)?;
        if note(&mut list) { list.save(place) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("https://updates.example/nswp", "https://updates.example/nswp/")]
    #[case(" http://10.0.0.7:8080 ", "http://10.0.0.7:8080/")]
    #[case("HTTPS://Updates.Example/a/../b/", "https://updates.example/b/")]
    fn an_address_has_one_form(#[case] given: &str, #[case] expected: &str) {
        assert_eq!(address(given).unwrap().as_str(), expected);
    }

    #[rstest]
    #[case("updates.example", BadUrl::NotAnAddress)]
    #[case("", BadUrl::NotAnAddress)]
    #[case("ftp://updates.example/", BadUrl::OtherScheme)]
    #[case("file:///etc/passwd", BadUrl::OtherScheme)]
    #[case("https://me:secret@updates.example/", BadUrl::Credentials)]
    #[case("https://updates.example/?id=7", BadUrl::Question)]
    fn what_is_no_address_is_refused(#[case] given: &str, #[case] expected: BadUrl) {
        assert_eq!(address(given).unwrap_err(), expected);
    }

    #[test]
    fn the_list_is_kept_with_what_the_sites_answered() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        assert_eq!(Sources::load(&data).unwrap(), Sources::default());
        let url = |text| address(text).unwrap();
        let mut sources = Sources::default();
        assert!(sources.add(url("https://a.example/x")).unwrap());
        assert!(!sources.add(url("https://a.example/x/")).unwrap());
        assert!(sources.add(url("http://b.example")).unwrap());
        let answer = Answer { at: "2026-11-24T12:00:00Z".parse().unwrap(), publisher: "nswp".into(), version: 14 };
        assert!(!sources.note(&url("http://c.example"), answer.clone()));
        let failed = Failed { at: "2026-11-25T12:00:00Z".parse().unwrap(), code: "unreachable".into() };
        assert!(sources.note_failure(&url("http://b.example"), failed.clone()));
        assert!(sources.note(&url("http://b.example"), answer.clone()));
        assert_eq!(sources.list[1].failed, None, "an answer ends what failed before it");
        assert!(sources.note_failure(&url("http://b.example"), failed.clone()));
        assert_eq!((&sources.list[1].answer, &sources.list[1].failed), (&Some(answer), &Some(failed)));
        sources.save(&data).unwrap();
        assert_eq!(Sources::load(&data).unwrap(), sources);
        assert!(sources.remove(&url("https://a.example/x")) && !sources.remove(&url("https://a.example/x")));
        assert_eq!(sources.list.first().unwrap().short(), "b.example");
    }

    #[rstest]
    #[case("[[source]]\nurl = \"https://a.example/\"\ncookie = 1\n", 3)]
    #[case("\n[[source]]\nurl = \"ftp://a.example/\"\n", 3)]
    #[case("[[source]\n", 1)]
    fn a_file_that_was_spoilt_is_named_with_its_line(#[case] text: &str, #[case] expected: usize) {
        let folder = tempfile::tempdir().unwrap();
        files::write_whole(&folder.path().join(FILE), text.as_bytes()).unwrap();
        match Sources::load(folder.path()) {
            Err(SourcesError::Invalid { line, .. }) => assert_eq!(line, expected),
            other => panic!("{other:?}"),
        }
    }
}
