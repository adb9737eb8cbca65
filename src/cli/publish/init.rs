//! `publish init`: a publisher's folder, and keys elsewhere.

use std::{
    collections::BTreeMap,
    io::BufRead,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    answers,
    arguments::InitArguments,
    folder::Folder,
    keyring::{self, Keyring},
    renewed::{self, CORRECTIONS, NewKey},
};
use crate::{
    bundle::{
        Fingerprint,
        publish::{
            Keys, Settings,
            roots::{self, ROLES, Role, Roles},
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

    /// What is dangerous about a root with this share, if anything is.
    pub fn warning(self, i18n: &I18n) -> Option<String> {
        match (self.need, self.of) {
            (1, 1) => Some(i18n.text("publish-one-root-key")),
            (1, of) => Some(i18n.with("publish-any-root-key", &[("of", of.into())])),
            (need, of) if need == of => Some(i18n.with("publish-all-root-keys", &[("of", of.into())])),
            _ => None,
        }
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
    let root = if arguments.single_key { Share::ONE } else { root };
    let plan = Plan::new(arguments, root, targets);
    // Before anybody answers in vain.
    plan.files().try_for_each(|file| keyring::free(file, i18n))?;
    let mut settings = ask_settings(arguments, environment, input, i18n)?;
    settings.check().map_err(|error| folder.failed(&error))?;

    let mut keyring = Keyring::new(&arguments.keys, environment, i18n)?;
    let (roles, keys) = make_keys(&mut keyring, &plan)?;
    let corrections = keyring.make_box(&plan.corrections)?.public();
    let new_keys = plan.new_keys(&roles, corrections.to_string());
    settings.corrections_key = Some(corrections);
    let now = environment.clock.now();
    let bytes = roots::first(&roles, &keys, now).map_err(|error| folder.failed(&error))?;
    let fingerprint = fingerprint(&bytes).map_err(|error| folder.failed(&error.into()))?;

    let toml = settings.to_toml().map_err(|error| folder.failed(&error))?;
    folder.write(&format!("metadata/{}", root_name(1)), &bytes)?;
    files::make_folder(&folder.path("records")).map_err(|error| Failure::of_store(i18n, &error))?;
    // Last, since it is what makes the folder a publisher's.
    folder.write("publisher.toml", toml.as_bytes())?;

    let mut remarks = vec![i18n.text("publish-init-next")];
    remarks.extend(warnings(arguments, root, &keyring, i18n));
    if plan.places > 1 {
        // What lies together all the same.
        remarks.extend(renewed::warnings(&roles, &[], &new_keys, i18n).into_iter().map(|warning| warning.message));
    }
    if arguments.json {
        return Ok(Answer::of(as_json(&settings.name, &fingerprint, &new_keys, &remarks)));
    }
    // Of one place, nobody has to be told which key lies there.
    let apart = if plan.places > 1 { new_keys.as_slice() } else { &[] };
    Ok(Answer { remarks, ..Answer::of(as_text(&settings.name, &fingerprint, apart, i18n)) })
}

/// What is to be thought of before anything else is done.
fn warnings(arguments: &InitArguments, root: Share, keyring: &Keyring<'_>, i18n: &I18n) -> Vec<String> {
    let mut said = Vec::new();
    if arguments.single_key {
        said.push(i18n.text("publish-single-key"));
    } else {
        said.extend(root.warning(i18n));
        // Over several places they are spread already.
        if root.of > 1 && arguments.keys.keys.len() < 2 {
            let shares = [("need", root.need.into()), ("of", root.of.into())];
            said.push(i18n.with("publish-keys-apart", &shares));
        }
    }
    if arguments.keys.keys.iter().any(|keys| keys.starts_with(&arguments.dir)) {
        said.push(i18n.text("publish-keys-inside"));
    }
    said.extend(keyring.is_short().then(|| i18n.text("passphrase-short")));
    said
}

fn as_json(name: &str, fingerprint: &Fingerprint, new_keys: &[NewKey], remarks: &[String]) -> String {
    json_line(&json!({
        "name": name,
        "publisher": fingerprint.publisher(),
        "fingerprint": fingerprint.hex(),
        "words": fingerprint.words().join(" "),
        "files": new_keys.iter().map(|key| key.file.display().to_string()).collect::<Vec<_>>(),
        "new_keys": new_keys,
        "remarks": remarks,
    }))
}

fn as_text(name: &str, fingerprint: &Fingerprint, new_keys: &[NewKey], i18n: &I18n) -> String {
    let mut text = fact(i18n, "bundle-publisher", name);
    text += &fact(i18n, "bundle-words", &fingerprint.words().join(" "));
    text += &fact(i18n, "bundle-fingerprint", &fingerprint.hex());
    text += &new_keys.iter().map(|key| key.line(i18n)).collect::<String>();
    text
}

/// The fingerprint of a publisher with this first root.
fn fingerprint(root: &[u8]) -> Result<Fingerprint, crate::bundle::Refusal> {
    Kept::from_files(BTreeMap::from([(root_name(1), root.to_vec())]))?.fingerprint()
}

/// What the one key is for that does everything.
const EVERYTHING: &str = "root targets snapshot timestamp";

/// Which keys are made, and where their files go.
struct Plan {
    /// How many places there are for them.
    places: usize,
    /// One key for everything.
    single: Option<PathBuf>,
    /// The files of each role, and how many of their keys have to sign.
    roles: Vec<(&'static str, Vec<PathBuf>, u64)>,
    corrections: PathBuf,
}

impl Plan {
    fn new(arguments: &InitArguments, root: Share, targets: Share) -> Self {
        let places = &arguments.keys.keys;
        let first = places.first().map_or(Path::new("."), PathBuf::as_path);
        // Of the places for root keys, the first is left to releases if there is
        // one for each root key besides.
        let apart = usize::try_from(root.of).is_ok_and(|of| places.len() > of);
        let for_root = places.get(usize::from(apart)..).unwrap_or_default();
        let files = |name: &str, share: Share| -> Vec<PathBuf> {
            let chosen: &mut dyn Iterator<Item = &Path> = match name {
                "root" => &mut for_root.iter().map(PathBuf::as_path).cycle(),
                _ => &mut std::iter::repeat(first),
            };
            file_names(name, "", share.of).iter().zip(chosen).map(|(file, place)| keyring::file(place, file)).collect()
        };
        let share = |name: &str| match name {
            "root" => root,
            "targets" => targets,
            _ => Share::ONE,
        };
        let roles = ROLES.map(|name| (name, files(name, share(name)), share(name).need));
        Self {
            places: places.len(),
            single: arguments.single_key.then(|| keyring::file(first, "publisher")),
            roles: if arguments.single_key { Vec::new() } else { roles.into() },
            corrections: keyring::file(first, CORRECTIONS),
        }
    }

    /// Which key lies where, once they are made: those of these roles, and the one
    /// for corrections.
    fn new_keys(&self, roles: &Roles, corrections: String) -> Vec<NewKey> {
        let of_role = |(role, files, _): &(&'static str, Vec<PathBuf>, u64)| {
            let all = roles.all();
            let keys = all.iter().find(|(name, _)| name == role).map(|(_, made)| made.keys.as_slice());
            let made = files.iter().zip(keys.unwrap_or_default());
            made.map(|(file, key)| NewKey { role, file: file.clone(), key: key.id.clone() }).collect::<Vec<_>>()
        };
        let only = roles.root.keys.first().map(|key| key.id.clone()).unwrap_or_default();
        let single = self.single.iter().map(|file| NewKey { role: EVERYTHING, file: file.clone(), key: only.clone() });
        let boxed = NewKey { role: CORRECTIONS, file: self.corrections.clone(), key: corrections };
        single.chain(self.roles.iter().flat_map(of_role)).chain([boxed]).collect()
    }

    fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let of_roles = self.roles.iter().flat_map(|(_, files, _)| files);
        self.single.iter().chain(of_roles).chain([&self.corrections])
    }
}

/// Makes the keys of all roles.
fn make_keys(keyring: &mut Keyring<'_>, plan: &Plan) -> Result<(Roles, Keys), Failure> {
    let mut keys = Keys::default();
    if let Some(file) = &plan.single {
        let key = keyring.make(file, EVERYTHING)?;
        let roles = Roles::one_for_all(&key);
        keys.signing.push(key);
        return Ok((roles, keys));
    }
    let mut role = |wanted: &str| {
        let none = || Role { keys: Vec::new(), threshold: 1 };
        let planned = plan.roles.iter().find(|(name, ..)| *name == wanted);
        planned.map_or_else(|| Ok(none()), |(name, files, need)| make_role(keyring, name, files, *need, &mut keys))
    };
    let roles = Roles {
        root: role("root")?,
        targets: role("targets")?,
        snapshot: role("snapshot")?,
        timestamp: role("timestamp")?,
    };
    Ok((roles, keys))
}

/// Names of the files of a role's keys, without ending. `suffix` tells them
/// from older ones.
pub fn file_names(role: &str, suffix: &str, count: u64) -> Vec<String> {
    let numbered = |number| format!("{role}-{number}{suffix}");
    if count == 1 { vec![format!("{role}{suffix}")] } else { (1..=count).map(numbered).collect() }
}

/// Makes the keys of one role.
pub fn make_role(
    keyring: &mut Keyring<'_>,
    name: &str,
    files: &[PathBuf],
    need: u64,
    keys: &mut Keys,
) -> Result<Role, Failure> {
    let mut public = Vec::new();
    for file in files {
        let key = keyring.make(file, name)?;
        public.push(key.public());
        keys.signing.push(key);
    }
    Ok(Role { keys: public, threshold: need })
}

/// The settings from the options; at a terminal, what is missing is asked for.
/// An answer that cannot be is told why, and asked for again.
fn ask_settings(
    arguments: &InitArguments,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Settings, Failure> {
    let mut asking = Asking { asks: environment.terminal.stdin, input, i18n };
    let name = asking.answer("--name", "publish-ask-name", arguments.name.as_deref(), answers::name)?;
    let Some(name) = name else {
        return Err(Failure::new(i18n, Code::MissingArgument, &[("given", "--name".into())]));
    };
    let mut settings = Settings::named(&name);
    let contact = arguments.contact.as_deref();
    if let Some(contact) = asking.answer("--contact", "publish-ask-contact", contact, answers::contact)? {
        settings.contact = contact;
    }
    let tags = (!arguments.languages.is_empty()).then(|| arguments.languages.join(" "));
    if let Some(tags) = asking.answer("--writes-in", "publish-ask-languages", tags.as_deref(), answers::tags)? {
        settings.languages = tags;
    }
    let days = arguments.expires.map(|days| days.to_string());
    let usual = settings.expires_days;
    let or_usual = |text: &str, i18n: &I18n| if text.is_empty() { Ok(usual) } else { answers::days(text, i18n) };
    if let Some(days) = asking.answer("--expires", "publish-ask-promise", days.as_deref(), or_usual)? {
        settings.expires_days = days;
    }
    Ok(settings)
}

/// Who is asked.
struct Asking<'a> {
    /// There is somebody at a terminal.
    asks: bool,
    input: &'a mut dyn BufRead,
    i18n: &'a I18n,
}

impl Asking<'_> {
    /// What the option says; where there is none, what a person answers.
    fn answer<T>(
        &mut self,
        option: &str,
        question: &str,
        given: Option<&str>,
        check: impl Fn(&str, &I18n) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
        let i18n = self.i18n;
        match given {
            Some(text) => answers::given(option, text, check(text, i18n), i18n).map(Some),
            None if self.asks => {
                let question = format!("{}:", i18n.text(question));
                ask::until(&question, self.input, i18n, |text| check(text, i18n)).map(Some)
            }
            None => Ok(None),
        }
    }
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

    #[test]
    fn a_root_that_hangs_on_one_key_or_on_every_key_is_warned_about() {
        let i18n = I18n::new("en");
        let warning = |text| Share::parse(text).unwrap().warning(&i18n);
        assert_eq!((warning("2-of-3"), warning("3-of-5")), (None, None));
        for dangerous in ["1-of-1", "1-of-3", "2-of-2", "3-of-3"] {
            assert!(warning(dangerous).is_some(), "{dangerous}");
        }
    }
}
