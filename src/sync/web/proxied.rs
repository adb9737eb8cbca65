//! Asking for `http://` addresses through a proxy.
//!
//! A proxy is given such a request itself, with the whole address in its first
//! line. `ureq` alone asks every proxy for a tunnel (`CONNECT`), which most
//! proxies dig to port 443 only; for `https://` that is what is wanted.

use std::io;

use base64::{Engine, prelude::BASE64_STANDARD};
use ureq::{
    Error, Proxy,
    config::Config,
    http::{Uri, uri::Scheme},
    unversioned::transport::{Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport},
};

/// Makes connections: to a proxy for addresses that it is to ask for, and
/// otherwise as always.
#[derive(Debug)]
pub(super) struct Proxying {
    usual: DefaultConnector,
    /// Settings for the way to the proxy: without a proxy.
    direct: Config,
}

impl Proxying {
    pub(super) fn new(direct: Config) -> Self {
        Self { usual: DefaultConnector::default(), direct }
    }
}

impl Connector for Proxying {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Self::Out>, Error> {
        let in_the_open = details.uri.scheme() == Some(&Scheme::HTTP);
        let proxy = details.config.proxy().filter(|proxy| in_the_open && !proxy.is_no_proxy(details.uri));
        let Some(proxy) = proxy else { return self.usual.connect(details, chained) };
        let to_proxy = ConnectionDetails {
            uri: proxy.uri(),
            addrs: details.resolver.resolve(proxy.uri(), &self.direct, details.timeout)?,
            config: &self.direct,
            request_level: details.request_level,
            resolver: details.resolver,
            now: details.now,
            timeout: details.timeout,
            current_time: details.current_time.clone(),
            run_connector: details.run_connector.clone(),
            register_shutdown: details.register_shutdown.clone(),
        };
        let line = self.usual.connect(&to_proxy, chained)?;
        Ok(line.map(|line| -> Self::Out { Box::new(Forwarded { line, words: Words::new(details.uri, proxy) }) }))
    }
}

/// A connection to a proxy that forwards requests to one site.
#[derive(Debug)]
struct Forwarded {
    line: Box<dyn Transport>,
    words: Words,
}

impl Transport for Forwarded {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.line.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let output = self.line.buffers().output();
        let head = output.get(..amount).and_then(|head| self.words.for_proxy(head));
        let Some(head) = head else { return self.line.transmit_output(amount, timeout) };
        let room = output.get_mut(..head.len()).ok_or(io::Error::from(io::ErrorKind::InvalidInput))?;
        room.copy_from_slice(&head);
        self.line.transmit_output(head.len(), timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.line.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.line.is_open()
    }
}

/// What a request says to a proxy and not to a site.
struct Words {
    /// `http://updates.example:8080`
    site: String,
    /// The line with the name and the password for the proxy; empty without.
    credentials: String,
}

// A password for a proxy stands in no message.
impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("site", &self.site).finish_non_exhaustive()
    }
}

impl Words {
    fn new(uri: &Uri, proxy: &Proxy) -> Self {
        let port = uri.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
        let site = format!("http://{}{port}", uri.host().unwrap_or_default());
        let credentials = match (proxy.username(), proxy.password()) {
            (None, None) => String::new(),
            (name, password) => {
                let both = format!("{}:{}", name.unwrap_or_default(), password.unwrap_or_default());
                format!("Proxy-Authorization: Basic {}\r\n", BASE64_STANDARD.encode(both))
            }
        };
        Self { site, credentials }
    }

    /// The head of a request to a site, as a proxy wants it; `None` for what is
    /// no such head.
    fn for_proxy(&self, head: &[u8]) -> Option<Vec<u8>> {
        let rest = head.strip_prefix(b"GET ").filter(|rest| rest.starts_with(b"/"))?;
        let end = rest.windows(2).position(|two| two == b"\r\n")? + 2;
        let (line, fields) = rest.split_at_checked(end)?;
        Some([b"GET ", self.site.as_bytes(), line, self.credentials.as_bytes(), fields].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(site: &str, proxy: &str) -> String {
        let words = Words::new(&site.parse().unwrap(), &Proxy::new(proxy).unwrap());
        let head = b"GET /nswp/timestamp.json HTTP/1.1\r\nHost: x\r\n\r\n";
        String::from_utf8(words.for_proxy(head).unwrap()).unwrap()
    }

    #[test]
    fn a_proxy_is_told_the_whole_address() {
        let head = said("http://updates.example:8080/", "http://proxy.example:3128");
        assert_eq!(head, "GET http://updates.example:8080/nswp/timestamp.json HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(said("http://[::1]/", "http://proxy.example").starts_with("GET http://[::1]/nswp/"));
    }

    #[test]
    fn a_proxy_that_wants_a_password_gets_it_in_the_head_and_nowhere_else() {
        let head = said("http://updates.example/", "http://name:secret@proxy.example:3128");
        // "name:secret"
        assert!(head.contains(" HTTP/1.1\r\nProxy-Authorization: Basic bmFtZTpzZWNyZXQ=\r\nHost: x\r\n"), "{head}");
        let proxy = Proxy::new("http://name:secret@proxy.example").unwrap();
        let words = Words::new(&"http://updates.example".parse().unwrap(), &proxy);
        assert!(!format!("{words:?}").contains("bmFtZ"), "{words:?}");
    }

    #[test]
    fn what_is_no_head_stays_as_it_is() {
        let words = Words { site: "http://x".into(), credentials: String::new() };
        for other in [&b""[..], b"GET ", b"GET http://y/ HTTP/1.1\r\n", b"GET /x", b"some bytes"] {
            assert_eq!(words.for_proxy(other), None);
        }
    }
}
