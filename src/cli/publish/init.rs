//! `publish init`: a publisher's folder, and keys elsewhere.

use std::{collections::BTreeMap, io::BufRead};

use serde_json::json;

use super::{arguments::InitArguments, folder::Folder, keyring::Keyring};
use crate::{
    bundle::{
        Fingerprint,
        publish::{
            Keys, Settings,
            roots::{self, Role, Roles},
        },
        tuf::{Kept, root_name},
    },
    cli::{
        answer::Answer,
        ask,
        environment::Environment,
        error::{Code, Failure},
        words::{fact, json_line},
    },
    i18n::I18n,
    store::files,
};

/// Signatures and keys of the root role, where nothing else is said.
const ROOT: Share = Share { need: 2, of: 3 };

/// How many of how many keys have to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many have to sign.
    pub need: u64,
    /// How many may.
    pub of: u64,
}

impl Share {
    /// One of one.
    pub const ONE: Self = Self { need: 1, of: 1 };

    /// Understands `2-of-3`.
    pub fn parse(text: &str) -> Option<Self> {
        let (need, of) = text.split_once("-of-")?;
        let share = Self { need: need.parse().ok()?, of: of.parse().ok()? };
        (1..=share.of).contains(&share.need).then_some(share).filter(|share| share.of <= 16)
    }

    /// The share in an option, or another.
    pub fn given(option: &str, text: Option<&String>, otherwise: Self, i18n: &I18n) -> Result<Self, Failure> {
        let Some(text) = text else { return Ok(otherwise) };
        Self::parse(text)
            .ok_or_else(|| Failure::new(i18n, Code::InvalidValue, &[("given", option.into()), ("value", text.into())]))
    }
}

/// Makes a publisher.
pub fn init(
    arguments: &InitArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    let folder = Folder::at(&arguments.dir, i18n);
    if folder.path("publisher.toml").exists() {
        let path = folder.path("publisher.toml").display().to_string();
        return Err(Failure::new(i18n, Code::AlreadyThere, &[("path", path.into())]));
    }
    let root = Share::given("--root", arguments.root.as_ref(), ROOT, i18n)?;
    let targets = Share::given("--targets", arguments.targets.as_ref(), Share::ONE, i18n)?;
    let mut settings = ask_settings(arguments, environment, input, i18n)?;
    settings.check().map_err(|error| folder.failed(&error))?;

    let mut keyring = Keyring::new(&arguments.keys, environment, i18n)?;
    let (roles, keys) = make_keys(&mut keyring, arguments.single_key, root, targets)?;
    settings.corrections_key = Some(keyring.make_box("")?.public());
    let now = environment.clock.now();
    let bytes = roots::first(&roles, &keys, now).map_err(|error| folder.failed(&error))?;
    let fingerprint = fingerprint(&bytes).map_err(|error| folder.failed(&error.into()))?;

    let toml = settings.to_toml().map_err(|error| folder.failed(&error))?;
    folder.write(&format!("metadata/{}", root_name(1)), &bytes)?;
    files::make_folder(&folder.path("records")).map_err(|error| Failure::of_store(i18n, &error))?;
    // Last, since it is what makes the folder a publisher's.
    folder.write("publisher.toml", toml.as_bytes())?;

    let mut remarks = vec![i18n.text("publish-init-next")];
    if arguments.single_key {
        remarks.push(i18n.text("publish-single-key"));
    } else {
        let shares = [("need", root.need.into()), ("of", root.of.into())];
        remarks.push(i18n.with("publish-keys-apart", &shares));
    }
    if arguments.keys.keys.iter().any(|keys| keys.starts_with(&arguments.dir)) {
        remarks.push(i18n.text("publish-keys-inside"));
    }
    Ok(Answer { remarks, ..Answer::of(said(&settings.name, &fingerprint, arguments.json, i18n)) })
}

fn said(name: &str, fingerprint: &Fingerprint, json: bool, i18n: &I18n) -> String {
    let words = fingerprint.words().join(" ");
    if json {
        return json_line(&json!({
            "name": name,
            "publisher": fingerprint.publisher(),
            "fingerprint": fingerprint.hex(),
            "words": words,
        }));
    }
    let mut text = fact(i18n, "bundle-publisher", name);
    text += &fact(i18n, "bundle-words", &words);
    text += &fact(i18n, "bundle-fingerprint", &fingerprint.hex());
    text
}

/// The fingerprint of a publisher with this first root.
fn fingerprint(root: &[u8]) -> Result<Fingerprint, crate::bundle::Refusal> {
    Kept::from_files(BTreeMap::from([(root_name(1), root.to_vec())]))?.fingerprint()
}

/// Makes the keys of all roles.
fn make_keys(keyring: &mut Keyring<'_>, single: bool, root: Share, targets: Share) -> Result<(Roles, Keys), Failure> {
    let mut keys = Keys::default();
    if single {
        let key = keyring.make("publisher", "root targets snapshot timestamp")?;
        let roles = Roles::one_for_all(&key);
        keys.signing.push(key);
        return Ok((roles, keys));
    }
    let mut role = |name: &str, share: Share| make_role(keyring, name, "", share, &mut keys);
    let roles = Roles {
        root: role("root", root)?,
        targets: role("targets", targets)?,
        snapshot: role("snapshot", Share::ONE)?,
        timestamp: role("timestamp", Share::ONE)?,
    };
    Ok((roles, keys))
}

/// Makes the keys of one role. `suffix` tells their files from older ones.
pub fn make_role(
    keyring: &mut Keyring<'_>,
    name: &str,
    suffix: &str,
    share: Share,
    keys: &mut Keys,
) -> Result<Role, Failure> {
    let mut public = Vec::new();
    for number in 1..=share.of {
        let file = if share.of == 1 { format!("{name}{suffix}") } else { format!("{name}-{number}{suffix}") };
        let key = keyring.make(&file, name)?;
        public.push(key.public());
        keys.signing.push(key);
    }
    Ok(Role { keys: public, threshold: share.need })
}

/// The settings from the options; at a terminal, what is missing is asked for.
fn ask_settings(
    arguments: &InitArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Settings, Failure> {
    let mut ask = |question: &str, given: Option<String>| match given {
        None if environment.terminal.stdin => ask::line(&format!("{}:", i18n.text(question)), input, i18n).map(Some),
        given => Ok(given),
    };
    let name = ask("publish-ask-name", arguments.name.clone())?;
    let Some(name) = name else {
        return Err(Failure::new(i18n, Code::MissingArgument, &[("given", "--name".into())]));
    };
    let mut settings = Settings::named(name.trim());
    if let Some(contact) = ask("publish-ask-contact", arguments.contact.clone())? {
        contact.trim().clone_into(&mut settings.contact);
    }
    let languages = (!arguments.languages.is_empty()).then(|| arguments.languages.join(" "));
    let languages = ask("publish-ask-languages", languages)?.unwrap_or_default();
    settings.languages = languages.split([' ', ',']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let promise = ask("publish-ask-promise", arguments.expires.map(|days| days.to_string()))?.unwrap_or_default();
    if !promise.trim().is_empty() {
        settings.expires_days = promise.trim().parse().map_err(|_| {
            Failure::new(i18n, Code::InvalidValue, &[("given", "--expires".into()), ("value", promise.trim().into())])
        })?;
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_understood_when_it_can_be_reached() {
        assert_eq!(Share::parse("2-of-3"), Some(Share { need: 2, of: 3 }));
        for bad in ["0-of-3", "4-of-3", "2", "2of3", "a-of-b", "1-of-0", "1-of-99"] {
            assert_eq!(Share::parse(bad), None, "{bad}");
        }
    }
}
