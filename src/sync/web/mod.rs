//! A release on a static web host: files under an address, nothing more.
//!
//! Metadata is small and comes whole; targets come into a file of their own
//! that outlives a broken line ([`Parts`]). What a site says is checked by
//! `bundle`; here it is only kept within its limits.

mod line;
mod part;
mod transfer;

use std::io::{self, Cursor, Read};

use url::Url;

pub use line::{Pace, Proxies};
pub use part::Parts;
pub(in crate::sync) use part::{rewound, scratch};

use self::line::Line;
use super::Watch;

/// Why something did not come.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The site has no such file.
    #[error("there is no such file on the site")]
    NotFound,
    /// The file is longer than it may be.
    #[error("the file is longer than it may be")]
    TooLong,
    /// There is no line to the site, or it broke too often.
    #[error("{detail}")]
    Unreachable {
        /// What happened last, for a person who knows networks.
        detail: String,
        /// Bytes of the file that are kept for the next time.
        kept: u64,
    },
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
    /// What came cannot be kept.
    #[error("what came cannot be kept: {0}")]
    Disk(#[source] io::Error),
}

impl WebError {
    fn unreachable(detail: impl Into<String>) -> Self {
        Self::Unreachable { detail: detail.into(), kept: 0 }
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
    pub fn new(base: &Url, proxies: &Proxies, pace: Pace, parts: Parts, watch: Watch) -> Result<Self, WebError> {
        let line = Line::new(base.scheme(), proxies, pace, &watch.stop)?;
        Ok(Self { line, base: base.clone(), parts, watch })
    }

    /// The file at `path` of the site, at most `limit` bytes of it.
    pub fn open(&self, path: &str, limit: u64) -> Result<Box<dyn Read + Send>, WebError> {
        let url = self.url(path)?;
        match self.parts.part(path) {
            Some(part) => {
                let file = transfer::target(&self.line, &url, &part, limit, &self.watch)?;
                Ok(Box::new(file))
            }
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
