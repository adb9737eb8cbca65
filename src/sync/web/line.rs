//! One request over a bad line: limits of patience, proxies, what went wrong.

use std::{io, sync::Arc, time::Duration};

use ureq::{
    Agent, Body, Proxy, ProxyProtocol,
    http::Response,
    tls::{RootCerts, TlsConfig, TlsProvider},
    unversioned::resolver::DefaultResolver,
};

use super::{WebError, proxied::Proxying};
use crate::{bundle::Hurdle, sync::Stop};

/// All that a site learns about who asks.
const AGENT: &str = "parasol";
/// More redirects than these go round in circles.
const REDIRECTS: u32 = 5;

/// How patient to be with a line. The defaults suit a telephone with two bars.
#[derive(Debug, Clone)]
pub struct Pace {
    /// For finding the host, and for a connection to it, each.
    pub connect: Duration,
    /// For the beginning of an answer, and between any two pieces of it.
    pub stall: Duration,
    /// Fewer than [`Pace::LEAST`] bytes within this time are a stalled line.
    pub window: Duration,
    /// Before the second try; twice as long before each one after that.
    pub pause: Duration,
    /// Tries in a row that bring nothing, before giving up.
    pub tries: u32,
}

impl Pace {
    /// Bytes that a line has to bring within [`Pace::window`], and that a try
    /// has to bring to count as one that brought something.
    pub const LEAST: u64 = 1024;
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            stall: Duration::from_secs(45),
            window: Duration::from_mins(1),
            pause: Duration::from_secs(1),
            tries: 5,
        }
    }
}

/// The proxies that the environment asks for. Without the variable of its
/// scheme, a request takes the one for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// `HTTP_PROXY`.
    pub http: Option<String>,
    /// `HTTPS_PROXY`.
    pub https: Option<String>,
    /// `ALL_PROXY`.
    pub all: Option<String>,
    /// `NO_PROXY`: hosts to ask without a proxy, divided by commas.
    pub none: Option<String>,
}

impl Proxies {
    /// The proxy for addresses of a scheme.
    fn of(&self, scheme: &str) -> Result<Option<Proxy>, WebError> {
        let own = if scheme == "https" { &self.https } else { &self.http };
        let Some(address) = own.as_ref().or(self.all.as_ref()) else { return Ok(None) };
        let name = without_secrets(address);
        let bad = |detail| WebError::Unreachable(Hurdle::BadProxy(name.to_owned()), detail);
        let wrong = |_| bad(format!("the proxy {name} cannot be used"));
        let proxy = Proxy::new(address).map_err(wrong)?;
        // A proxy of another kind must not be passed over in silence: whoever
        // sets one has a reason not to be seen.
        if !matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) {
            return Err(bad(format!("the proxy {name} is of a kind that is not supported")));
        }
        let Some(none) = &self.none else { return Ok(Some(proxy)) };
        let mut builder = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
        if let Some(name) = proxy.username() {
            builder = builder.username(name);
        }
        if let Some(password) = proxy.password() {
            builder = builder.password(password);
        }
        for host in none.split(',').map(str::trim).filter(|host| !host.is_empty()) {
            builder = builder.no_proxy(host);
        }
        builder.build().map(Some).map_err(wrong)
    }
}

/// A proxy's address without the name and password that may stand in it.
fn without_secrets(address: &str) -> &str {
    address.rsplit('@').next().unwrap_or_default()
}

/// Connections to one site. Dropped connections are made anew by themselves.
pub(super) struct Line {
    agent: Agent,
    pub(super) pace: Pace,
    /// What connections go through.
    proxy: Option<Proxy>,
}

impl Line {
    /// Prepares to ask a site of this scheme; asks nothing yet. Once `stop` is
    /// stopped, whatever waits for the site fails at once.
    pub(super) fn new(scheme: &str, proxies: &Proxies, pace: Pace, stop: &Stop) -> Result<Self, WebError> {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::WebPki)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .build();
        let config = |proxy| {
            Agent::config_builder()
                .user_agent(AGENT)
                .accept("*/*")
                .accept_encoding("identity")
                .http_status_as_error(false)
                // A site asked for secretly must not answer in the open.
                .https_only(scheme == "https")
                .max_redirects(REDIRECTS)
                .max_redirects_will_error(true)
                .proxy(proxy)
                .timeout_resolve(Some(pace.connect))
                .timeout_connect(Some(pace.connect))
                .timeout_per_read(Some(pace.stall))
                .timeout_per_write(Some(pace.stall))
                .timeout_recv_response(Some(pace.stall))
                .tls_config(tls.clone())
                .build()
        };
        let through = Proxying::new(config(None));
        let proxy = proxies.of(scheme)?;
        let agent = Agent::with_parts(config(proxy.clone()), through, DefaultResolver::default());
        let theirs = agent.clone();
        stop.on_stop(move || theirs.shutdown());
        Ok(Self { agent, pace, proxy })
    }

    /// Asks for what lies at `url`, from byte `from` on.
    pub(super) fn ask(&self, url: &str, from: u64) -> Result<Response<Body>, Trouble> {
        let mut request = self.agent.get(url);
        if from > 0 {
            request = request.header("Range", format!("bytes={from}-"));
        }
        request.call().map_err(|error| self.trouble(url, error))
    }

    /// Where connections go through a proxy, it is the proxy that was not there.
    fn trouble(&self, url: &str, error: ureq::Error) -> Trouble {
        let proxy = self.proxy.as_ref().filter(|proxy| url.parse().is_ok_and(|uri| !proxy.is_no_proxy(&uri)));
        let at_proxy = matches!(error, ureq::Error::ConnectProxyFailed(_));
        let trouble = Trouble::from(error);
        let at_proxy = at_proxy || matches!(trouble.hurdle, Hurdle::NoHost | Hurdle::NoAnswer);
        match proxy.filter(|_| at_proxy) {
            Some(proxy) => Trouble { hurdle: Hurdle::Proxy(format!("{}:{}", proxy.host(), proxy.port())), ..trouble },
            None => trouble,
        }
    }
}

/// Why a try brought nothing, or not all.
#[derive(Debug)]
pub(super) struct Trouble {
    /// What happened, for a person who knows networks.
    pub(super) detail: String,
    /// Whether it can be different in a moment.
    pub(super) again: Again,
    /// What it means for everybody else.
    pub(super) hurdle: Hurdle,
}

/// Whether trying again makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// The line broke or stalled: bad lines do.
    Yes,
    /// There is no way to the host. Once more, in case the line just woke up.
    Once,
    /// It will be the same.
    No,
}

impl Trouble {
    pub(super) fn again(detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), again: Again::Yes, hurdle: Hurdle::Broken }
    }

    /// The site, or somebody on the way, answers with a number that is none of
    /// a file.
    pub(super) fn answer(status: u16, again: Again) -> Self {
        // 511: "Network Authentication Required".
        let hurdle = if status == 511 { Hurdle::Page } else { Hurdle::Status(status) };
        Self { detail: format!("the site answers HTTP {status}"), again, hurdle }
    }
}

impl From<ureq::Error> for Trouble {
    fn from(error: ureq::Error) -> Self {
        use ureq::{Error, Timeout};
        let again = match &error {
            Error::HostNotFound | Error::ConnectionFailed | Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                Again::Once
            }
            Error::Io(source) => of_io(source),
            Error::Timeout(_) | Error::Protocol(_) => Again::Yes,
            _ => Again::No,
        };
        let hurdle = hurdle_of(&error);
        let detail = match error {
            Error::Io(source) => source.to_string(),
            other => other.to_string(),
        };
        Self { detail, again, hurdle }
    }
}

impl From<io::Error> for Trouble {
    /// An error in the middle of an answer.
    fn from(error: io::Error) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
        let hurdle = inner.map_or_else(|| hurdle_of_io(&error), hurdle_of);
        Self { again: Again::Yes, detail: error.to_string(), hurdle }
    }
}

fn hurdle_of(error: &ureq::Error) -> Hurdle {
    use ureq::{Error, Timeout};
    match error {
        Error::HostNotFound | Error::Timeout(Timeout::Resolve) => Hurdle::NoHost,
        Error::ConnectionFailed | Error::Timeout(Timeout::Connect) => Hurdle::NoAnswer,
        Error::Timeout(_) => Hurdle::Silent,
        Error::TooManyRedirects => Hurdle::Redirects,
        Error::Tls(_) | Error::Rustls(_) | Error::RequireHttpsOnly(_) => Hurdle::NotSecret,
        Error::Io(source) => hurdle_of_io(source),
        _ => Hurdle::Broken,
    }
}

fn hurdle_of_io(source: &io::Error) -> Hurdle {
    use io::ErrorKind;
    match source.kind() {
        ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => Hurdle::NoHost,
        ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable => Hurdle::NoAnswer,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Hurdle::Silent,
        ErrorKind::InvalidData | ErrorKind::InvalidInput => Hurdle::NotSecret,
        _ => Hurdle::Broken,
    }
}

fn of_io(source: &io::Error) -> Again {
    use io::ErrorKind;
    match source.kind() {
        ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => Again::Once,
        // What TLS has against the other side arrives as this.
        ErrorKind::InvalidData | ErrorKind::InvalidInput => Again::No,
        _ => Again::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scheme_has_its_proxy_and_some_hosts_have_none() {
        let proxies = Proxies {
            http: Some("http://one.example:3128".into()),
            all: Some("http://name:secret@two.example:8080".into()),
            none: Some("localhost, .inside.example".into()),
            ..Proxies::default()
        };
        let http = proxies.of("http").unwrap().unwrap();
        assert_eq!((http.host(), http.port()), ("one.example", 3128));
        let https = proxies.of("https").unwrap().unwrap();
        assert_eq!((https.host(), https.username(), https.password()), ("two.example", Some("name"), Some("secret")));
        let direct = |address: &str| http.is_no_proxy(&address.parse().unwrap());
        assert!(direct("http://localhost/x") && direct("http://www.inside.example/"));
        assert!(!direct("http://updates.example/"));
        assert_eq!(Proxies::default().of("https").unwrap(), None);
    }

    #[test]
    fn a_proxy_of_another_kind_is_refused_and_not_passed_over() {
        for address in ["socks5://127.0.0.1:9050", "socks5h://u:secret@127.0.0.1:9050", "socks4://127.0.0.1:1080"] {
            let proxies = Proxies { all: Some(address.into()), ..Proxies::default() };
            let error = proxies.of("http").unwrap_err().to_string();
            assert!(error.contains("127.0.0.1") && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_proxy_that_is_none_is_named_without_its_password() {
        let proxies = Proxies { all: Some("ftp://name:secret@x.example".into()), ..Proxies::default() };
        let error = proxies.of("http").unwrap_err().to_string();
        assert!(error.contains("x.example") && !error.contains("secret"), "{error}");
    }
}
