//! `publish rotate` and `publish revoke`: other keys.

use serde_json::json;

use super::{
    arguments::{KeyArguments, RevokeArguments, RotateArguments},
    folder::Folder,
    init::{Share, make_role},
    keyring::Keyring,
};
use crate::{
    bundle::{
        contents::RoleContents,
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
        words::{json_line, list},
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
    let before = folder.root()?;
    let mut roles = Roles::of(&before);
    let plan = plan(&roles).map_err(|error| folder.failed(&error))?;
    let mut keyring = Keyring::existing(renewal.keys, environment, i18n)?;
    let mut keys: Keys = keyring.load(folder, &before)?;
    // Before any new key is made: without enough old ones it is in vain.
    roots::next(&before, &roles, &keys, environment.clock.now()).map_err(|error| folder.failed(&error))?;

    if renewal.new_passphrase {
        keyring.change_passphrase(environment)?;
    }

    let version = before.version + 1;
    let suffix = format!("-v{version}");
    for (name, role) in roles.all_mut() {
        if let Some((_, share)) = plan.iter().find(|(planned, _)| *planned == name) {
            *role = make_role(&mut keyring, name, &suffix, *share, &mut keys)?;
        }
    }
    let corrections = if renewal.corrections { Some(keyring.make_box(&suffix)?.public()) } else { None };
    let bytes = roots::next(&before, &roles, &keys, environment.clock.now()).map_err(|error| folder.failed(&error))?;
    folder.write(&format!("metadata/{}", root_name(version)), &bytes)?;
    let mut renewed: Vec<&str> = plan.iter().map(|(name, _)| *name).collect();
    if let Some(key) = corrections {
        folder.seal_corrections_to(key)?;
        renewed.push("corrections");
    }
    if renewal.json {
        return Ok(Answer::of(as_json(version, &renewed, &roles)));
    }
    let said = i18n.with("publish-renewed", &[("roles", list(&renewed).into()), ("version", version.into())]);
    Ok(Answer { remarks: vec![said, i18n.text("publish-renewed-next")], ..Answer::default() })
}

/// The new root: which roles have other keys, and everything that counts now,
/// as `publish inspect` names it.
fn as_json(version: u64, renewed: &[&str], roles: &Roles) -> String {
    let mut roles = RoleContents::of_all(roles);
    for role in &mut roles {
        role.keys.sort_unstable();
    }
    json_line(&json!({ "renewed": renewed, "root": { "version": version, "roles": roles } }))
}
