//! Refused bundles and failures of publishing, worded.

use super::{
    error::{Code, Failure, io_detail},
    words::one_line,
};
use crate::{
    bundle::{Fingerprint, Hurdle, Refusal, publish::PublishError},
    i18n::I18n,
    store::Publisher,
};

/// Why a bundle is not taken. What exactly is wrong in it tells a worker nothing,
/// and has no words in other languages: programs get it.
pub fn failure(refusal: &Refusal, i18n: &I18n) -> Failure {
    let of = |code, values: &[(&str, crate::i18n::Arg<'_>)]| Failure::new(i18n, code, values);
    match refusal {
        Refusal::Damaged { .. } => of(Code::Damaged, &[]).detailed(refusal.detail()),
        Refusal::NotTrusted { .. } => of(Code::NotTrusted, &[]).detailed(refusal.detail()),
        Refusal::OldKeys { .. } => {
            let [message, hint] = ["updates-refused-old-keys", "updates-hint-old-keys"].map(|id| i18n.text(id));
            Failure { code: Code::NotTrusted, message, hint, looks_like: None, detail: refusal.detail() }
        }
        Refusal::Older { have, offered, .. } => {
            of(Code::Older, &[("have", have.to_string().into()), ("offered", offered.to_string().into())])
        }
        Refusal::UnknownPublisher { name, fingerprint } => unknown_publisher(name, fingerprint, i18n),
        Refusal::Unsafe { .. } => of(Code::Unsafe, &[]).detailed(refusal.detail()),
        Refusal::Unsupported { format } => of(Code::Unsupported, &[("format", format.to_string().into())]),
        Refusal::Expired { expires, .. } => of(Code::Expired, &[("date", expires.to_string().into())]),
        Refusal::Unreachable { hurdle, .. } => unreachable(hurdle, i18n),
        Refusal::CannotRead { part, source } => {
            of(Code::CannotRead, &[("part", part.into()), ("detail", io_detail(i18n, source).into())])
        }
        Refusal::Cancelled => of(Code::Cancelled, &[]),
    }
}

/// What bars the way, and what can be done about it.
fn unreachable(hurdle: &Hurdle, i18n: &I18n) -> Failure {
    let values = [("value", hurdle.value().into())];
    let why = i18n.with(&format!("line-{}", hurdle.word()), &values);
    let hint = i18n.with(&format!("line-hint-{}", hurdle.word()), &values);
    Failure::new(i18n, Code::Unreachable, &[("detail", why.into())]).hinting(&hint)
}

/// The same failure where the newer version is not the one in use: its
/// publisher was removed, or somebody went back.
pub fn older_than_before(
    failure: Failure,
    publisher: &Publisher,
    in_use: Option<u64>,
    (have, offered): (u64, u64),
    i18n: &I18n,
) -> Failure {
    let message = if publisher.removed { "store-older-removed" } else { "store-older-than-before" };
    let values = [
        ("name", publisher.name.as_str().into()),
        ("have", have.to_string().into()),
        ("offered", offered.to_string().into()),
        ("inuse", in_use.map_or_else(|| i18n.text("store-have-nothing"), |version| version.to_string()).into()),
    ];
    Failure { message: one_line(&i18n.with(message, &values)), ..failure }
}

fn unknown_publisher(name: &str, fingerprint: &Fingerprint, i18n: &I18n) -> Failure {
    let words = fingerprint.words().join(" ");
    let values = [("name", name.into()), ("words", words.into()), ("hex", fingerprint.hex().into())];
    Failure::new(i18n, Code::UnknownPublisher, &values)
}

/// What stops a curator.
pub fn of_publishing(error: &PublishError, i18n: &I18n) -> Failure {
    let of = |code, values: &[(&str, crate::i18n::Arg<'_>)]| Failure::new(i18n, code, values);
    match error {
        PublishError::WrongPassphrase { name } => of(Code::WrongKeyPassphrase, &[("name", name.into())]),
        PublishError::NotAKey { name, detail } => {
            of(Code::NotAKey, &[("name", name.into()), ("detail", detail.into())])
        }
        PublishError::TooFewKeys { role, have, need } => {
            of(Code::TooFewKeys, &[("role", (*role).into()), ("have", (*have).into()), ("need", (*need).into())])
        }
        PublishError::NoSuchKey { id } => of(Code::NoSuchKey, &[("id", id.into())]),
        PublishError::Settings { detail } => of(Code::PublisherSettings, &[("detail", detail.into())]),
        PublishError::Metadata(refusal) => of(Code::PublisherMetadata, &[("detail", refusal.to_string().into())]),
        PublishError::TooLarge { what, have, most } => {
            of(Code::TooLarge, &[("what", (*what).into()), ("have", (*have).into()), ("most", (*most).into())])
        }
        PublishError::Internal(detail) => of(Code::Internal, &[("place", detail.into())]),
    }
}
