//! A release on a static web host: files under an address, nothing more.
//!
//! Metadata is small and comes whole; targets come into a file of their own
//! that outlives a broken line ([`Parts`]). What a site says is checked by
//! `bundle`; here it is only kept within its limits.

mod line;
mod part;
mod proxied;
mod transfer;

use std::io::{self, Cursor, Read};

use url::Url;

pub use line::{Pace, Proxies};
pub(in crate::sync) use part::rewound;
pub use part::{Parts, Scratch};

use self::line::Line;
use super::Watch;
use crate::bundle::{Fetch, FetchError, Hurdle};

/// Why something did not come.
#[derive(Debug, thiserror::Error)]
enum WebError {
    /// The site has no such file.
    #[error("there is no such file on the site")]
    NotFound,
    /// The file is longer than it may be.
    #[error("the file is longer than it may be")]
    TooLong,
    /// There is no line to the site, or it broke too often.
    #[error("{1}")]
    Unreachable(Hurdle, String),
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
    /// What came cannot be kept.
    #[error("what came cannot be kept: {0}")]
    Disk(#[source] io::Error),
}

impl From<WebError> for FetchError {
    fn from(error: WebError) -> Self {
        match error {
            WebError::NotFound => Self::NotFound,
            WebError::TooLong => Self::TooLong,
            WebError::Unreachable(hurdle, detail) => Self::Unreachable { detail, hurdle },
            WebError::Stopped => Self::Cancelled,
            WebError::Disk(source) => Self::Io(source),
        }
    }
}

/// A site, ready to be asked.
pub struct Web {
    line: Line,
    base: Url,
    parts: Parts,
    watch: Watch,
}

impl Web {
    /// A site at `base`, an address that ends in a slash. Asks nothing yet.
    ///
    /// # Errors
    /// [`FetchError::Unreachable`] where a proxy is asked for that cannot be.
    pub fn new(base: &Url, proxies: &Proxies, pace: Pace, parts: Parts, watch: Watch) -> Result<Self, FetchError> {
        let line = Line::new(base.scheme(), proxies, pace, &watch.stop)?;
        Ok(Self { line, base: base.clone(), parts, watch })
    }

    /// The file at `path` of the site, at most `limit` bytes of it.
    fn open(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, WebError> {
        let url = self.url(path)?;
        match self.parts.part(path) {
            Some(part) => transfer::target(&self.line, &url, &part, limit, &self.watch),
            None => Ok(Box::new(Cursor::new(transfer::metadata(&self.line, &url, limit, &self.watch)?))),
        }
    }

    /// The address of a file. A path with anything in it but plain names never
    /// becomes one.
    fn url(&self, path: &str) -> Result<String, WebError> {
        let plain = |name: &str| {
            !name.is_empty()
                && !name.starts_with('.')
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        };
        if path.split('/').all(plain) { Ok(format!("{}{path}", self.base)) } else { Err(WebError::NotFound) }
    }
}

impl Fetch for Web {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, FetchError> {
        Ok(self.open(path, limit)?)
    }

    fn spoiled(&self, path: &str) {
        if let Some(part) = self.parts.part(path) {
            // What cannot be deleted is found out again by its hash.
            part.remove().ok();
        }
    }
}
