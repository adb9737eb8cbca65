//! `publish rotate` and `publish revoke`: other keys.

use std::path::PathBuf;

use super::{
    arguments::{KeyArguments, RevokeArguments, RotateArguments},
    folder::Folder,
    init::{Share, file_names, make_role},
    keyring::{self, Keyring},
    places::{AtHand, Places},
    renewed::{CORRECTIONS, NewKey, Renewed},
};
use crate::{
    bundle::{
        publish::{
            Keys, PublishError,
            roots::{self, ROLES, Roles},
        },
        tuf::root_name,
    },
    cli::{
        answer::Answer,
        environment::Environment,
        error::{Code, Failure},
        words::list,
    },
    i18n::I18n,
};

/// Digits of a key's id that have to be given at least.
const DIGITS: usize = 8;

/// New keys for roles.
pub fn rotate(arguments: &RotateArguments, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let folder = Folder::open(&arguments.dir, i18n)?;
    let wanted: Vec<&str> = arguments.role.iter().map(String::as_str).collect();
    if let Some(unknown) = wanted.iter().find(|role| !ROLES.contains(role)) {
        let failure =
            Failure::new(i18n, Code::InvalidValue, &[("given", "--role".into()), ("value", (*unknown).into())]);
        return Err(failure.hinting(&i18n.with("cli-choose-one-of", &[("choices", list(&ROLES).into())])));
    }
    let roles = Roles::of(&folder.root()?);
    let share = |role: &roots::Role| Share { need: role.threshold, of: role.keys.len() as u64 };
    let root = Share::given("--root", arguments.root.as_ref(), share(&roles.root), i18n)?;
    let targets = Share::given("--targets", arguments.targets.as_ref(), share(&roles.targets), i18n)?;
    let changes = |name: &str| {
        wanted.is_empty()
            || wanted.contains(&name)
            || name == "root" && arguments.root.is_some()
            || name == "targets" && arguments.targets.is_some()
    };
    let shares = |name: &str| match name {
        "root" => root,
        "targets" => targets,
        _ => Share::ONE,
    };
    let plan: Vec<(&str, Share)> =
        ROLES.into_iter().filter(|name| changes(name)).map(|name| (name, shares(name))).collect();
    let renewal = Renewal {
        keys: &arguments.keys,
        new_passphrase: arguments.new_passphrase,
        corrections: wanted.is_empty(),
        json: arguments.json,
    };
    renew(&folder, &renewal, environment, i18n, |_| Ok(plan))
}

/// Takes trust away from keys: every role that a key had gets new keys, and so
/// do those that say what is newest, so that a version that a thief raised
/// does not count any more.
pub fn revoke(arguments: &RevokeArguments, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let folder = Folder::open(&arguments.dir, i18n)?;
    let renewal = Renewal {
        keys: &arguments.keys,
        new_passphrase: arguments.new_passphrase,
        corrections: false,
        json: arguments.json,
    };
    renew(&folder, &renewal, environment, i18n, |roles| {
        let ids: Vec<String> = arguments.ids.iter().map(|id| id.to_lowercase()).collect();
        let all: Vec<&str> = roles.all().iter().flat_map(|(_, role)| &role.keys).map(|key| key.id.as_str()).collect();
        for id in &ids {
            if id.len() < DIGITS || !all.iter().any(|known| known.starts_with(id.as_str())) {
                return Err(PublishError::NoSuchKey { id: id.clone() });
            }
        }
        let hit = |role: &roots::Role| role.keys.iter().any(|key| ids.iter().any(|id| key.id.starts_with(id.as_str())));
        let plan =
            roles.all().into_iter().filter(|(name, role)| hit(role) || matches!(*name, "snapshot" | "timestamp"));
        Ok(plan.map(|(name, role)| (name, Share { need: role.threshold, of: role.keys.len() as u64 })).collect())
    })
}

/// What is renewed beside roles, and how.
struct Renewal<'a> {
    keys: &'a KeyArguments,
    new_passphrase: bool,
    corrections: bool,
    /// The answer is for a program.
    json: bool,
}

/// Makes new keys for some roles and the next root. `plan` says which from the
/// roles as they are.
fn renew(
    folder: &Folder<'_>,
    renewal: &Renewal<'_>,
    environment: &Environment,
    i18n: &I18n,
    plan: impl FnOnce(&Roles) -> Result<Vec<(&'static str, Share)>, PublishError>,
) -> Result<Answer, Failure> {
    let root = folder.root()?;
    let before = Roles::of(&root);
    let mut roles = before.clone();
    let plan = plan(&roles).map_err(|error| folder.failed(&error))?;
    let mut keyring = Keyring::existing(renewal.keys, environment, i18n)?;
    let at_hand = keyring.at_hand(folder)?;
    let mut keys: Keys = keyring.load(folder, &root)?;
    // Before any new key is made: without enough old ones it is in vain.
    roots::next(&root, &roles, &keys, environment.clock.now()).map_err(|error| folder.failed(&error))?;
    let version = root.version + 1;
    let files = Files::choose(&plan, renewal, (&keyring, &at_hand), (folder, &before, version))?;
    files.all().try_for_each(|file| keyring::free(file, i18n))?;
    if renewal.new_passphrase {
        keyring.change_passphrase(environment)?;
    }

    let mut new_keys = Vec::new();
    for (name, role) in roles.all_mut() {
        if let Some((name, share, files)) = files.roles.iter().find(|(planned, ..)| *planned == name) {
            *role = make_role(&mut keyring, name, files, share.need, &mut keys)?;
            let made = files.iter().zip(&role.keys);
            new_keys.extend(made.map(|(file, key)| NewKey { role: name, file: file.clone(), key: key.id.clone() }));
        }
    }
    let corrections = files.corrections.map(|file| Ok((keyring.make_box(&file)?.public(), file))).transpose()?;
    let bytes = roots::next(&root, &roles, &keys, environment.clock.now()).map_err(|error| folder.failed(&error))?;
    folder.write(&format!("metadata/{}", root_name(version)), &bytes)?;
    let mut renewed: Vec<&'static str> = plan.iter().map(|(name, _)| *name).collect();
    if let Some((key, file)) = corrections {
        folder.seal_corrections_to(key)?;
        renewed.push(CORRECTIONS);
        new_keys.push(NewKey { role: CORRECTIONS, file, key: key.to_string() });
    }
    let mut done = Renewed::new(renewed, version, (&before, &roles), &at_hand, new_keys, i18n);
    if let Some(warning) = plan.iter().find(|(name, _)| *name == "root").and_then(|(_, share)| share.warning(i18n)) {
        done.warn("root-share", warning);
    }
    if keyring.is_short() {
        done.warn("passphrase-short", i18n.text("passphrase-short"));
    }
    Ok(done.answer(renewal.json, i18n))
}

/// The files of the keys that are to be made.
struct Files {
    roles: Vec<(&'static str, Share, Vec<PathBuf>)>,
    corrections: Option<PathBuf>,
}

impl Files {
    /// Each beside the one that it replaces.
    fn choose(
        plan: &[(&'static str, Share)],
        renewal: &Renewal<'_>,
        (keyring, at_hand): (&Keyring<'_>, &[AtHand]),
        (folder, before, version): (&Folder<'_>, &Roles, u64),
    ) -> Result<Self, Failure> {
        // What tells the files of new keys from older ones.
        let suffix = format!("-v{version}");
        let mut places = Places::new(renewal.keys.keys.len(), at_hand, before);
        let mut roles = Vec::with_capacity(plan.len());
        for (name, old) in before.all() {
            let Some((name, share)) = plan.iter().find(|(planned, _)| *planned == name) else { continue };
            let chosen = file_names(name, &suffix, share.of).into_iter().zip(places.of_role(name, old, share.of));
            roles.push((*name, *share, chosen.map(|(file, place)| keyring.path(place, &file)).collect()));
        }
        let corrections = if renewal.corrections {
            let sealed_to = folder.settings()?.corrections_key.map(|key| key.to_string());
            let place = places.of_corrections(sealed_to.as_deref());
            Some(keyring.path(place, &format!("{CORRECTIONS}{suffix}")))
        } else {
            None
        };
        Ok(Self { roles, corrections })
    }

    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        self.roles.iter().flat_map(|(_, _, files)| files).chain(&self.corrections)
    }
}
