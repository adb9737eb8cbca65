//! The one door through which a bundle comes in, wherever it lies.

use std::io::{self, Read};

/// A place that holds the files of a bundle: a file, a folder, a web host.
///
/// Paths are relative, with `/`: `metadata/NAME` and `targets/NAME`. Nothing
/// that comes out is trusted before it is verified.
pub trait Fetch: Send + Sync {
    /// Opens a file. `limit` is the number of bytes that will be read at most;
    /// a place that knows a file to be longer says so at once. Only
    /// [`FetchError::NotFound`] means that a file is not there: of the next
    /// root, that there is no newer one.
    ///
    /// A reader that fails tells why with a [`FetchError`] inside of its
    /// [`io::Error`] (`io::Error::other`); any other error of it counts as
    /// [`FetchError::Io`].
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError>;

    /// Every file with its length in bytes, where the place has a list: then
    /// each of them has to be vouched for by the metadata. `None` for the web.
    fn listing(&self) -> Option<Vec<(String, u64)>> {
        None
    }

    /// Tells that a file was not what the metadata says, so that what is kept
    /// of it for later is thrown away.
    fn spoiled(&self, _path: &str) {}
}

/// What bars the way to a place: as much of it as a person can do something
/// about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hurdle {
    /// Nobody knows where the host is: a wrong name, or no network at all.
    NoHost,
    /// Nobody answers there.
    NoAnswer,
    /// It was waited long enough.
    Silent,
    /// The connection broke, again and again.
    Broken,
    /// Nobody could be reached with whom the line can be kept secret.
    NotSecret,
    /// A page for people came instead of the file, as networks send where
    /// somebody has to log in.
    Page,
    /// The site itself has failed, with this number of HTTP.
    Status(u16),
    /// It leads from address to address without an end.
    Redirects,
    /// The proxy, by its address, does not answer.
    Proxy(String),
    /// The proxy, by its address, is none that can be spoken to.
    BadProxy(String),
}

impl Hurdle {
    /// The word in message ids.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoHost => "no-host",
            Self::NoAnswer => "no-answer",
            Self::Silent => "silent",
            Self::Broken => "broken",
            Self::NotSecret => "not-secret",
            Self::Page => "page",
            Self::Status(_) => "status",
            Self::Redirects => "redirects",
            Self::Proxy(_) => "proxy",
            Self::BadProxy(_) => "bad-proxy",
        }
    }

    /// What its messages have to be told: the proxy, or the number.
    pub fn value(&self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Proxy(address) | Self::BadProxy(address) => address.clone(),
            _ => String::new(),
        }
    }
}

/// Why a file could not be had.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// There is no such file.
    #[error("there is no such file")]
    NotFound,
    /// The place cannot be reached, or the connection broke off.
    #[error("unreachable: {detail}")]
    Unreachable {
        /// What the network said.
        detail: String,
        /// What that means.
        hurdle: Hurdle,
    },
    /// The file is longer than the limit.
    #[error("longer than allowed")]
    TooLong,
    /// The place itself is not what it says: a file that is no bundle.
    #[error("damaged: {detail}")]
    Damaged {
        /// What is wrong with it.
        detail: String,
    },
    /// The person asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The machine could not read.
    #[error("cannot read: {0}")]
    Io(#[source] io::Error),
}

impl From<io::Error> for FetchError {
    /// Takes a [`FetchError`] out of an [`io::Error`] that carries one.
    fn from(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(inner) => inner,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::NotFound,
            Err(error) => Self::Io(error),
        }
    }
}

impl From<FetchError> for io::Error {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Io(error) => error,
            other => Self::other(other),
        }
    }
}

/// Reads a whole file that may have at most `limit` bytes.
pub(super) fn read_whole(fetch: &dyn Fetch, path: &str, limit: u64) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    fetch.fetch(path, limit)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(FetchError::TooLong) } else { Ok(bytes) }
}
