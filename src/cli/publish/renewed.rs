//! What `rotate` and `revoke` have done, said plainly: which new key lies where,
//! which old files have to go, and what lies together that should not.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::places::AtHand;
use crate::{
    bundle::{
        contents::RoleContents,
        publish::roots::{Role, Roles},
    },
    cli::{
        answer::Answer,
        words::{fact, json_line, list, one_line},
    },
    i18n::I18n,
    store::files::folder_of,
};

/// A key that was made.
#[derive(Debug, Serialize)]
pub struct NewKey {
    /// The role that it is for, or `corrections`.
    pub role: &'static str,
    /// Its file.
    #[serde(serialize_with = "as_shown")]
    pub file: PathBuf,
    /// Its public half.
    pub key: String,
}

/// An old key whose file was not in any of the folders.
#[derive(Debug, Serialize)]
struct Away {
    role: &'static str,
    key: String,
}

impl NewKey {
    /// Which key lies where, a line.
    pub fn line(&self, i18n: &I18n) -> String {
        fact(i18n, "publish-new-key", &format!("{} ({})", shown(&self.file), self.role))
    }
}

/// What lies together that should not.
#[derive(Debug, Serialize)]
pub struct Warning {
    code: &'static str,
    files: Vec<String>,
    /// The same for a person.
    pub message: String,
}

/// The new root, as `publish inspect` names it.
#[derive(Debug, Serialize)]
struct NewRoot {
    version: u64,
    roles: Vec<RoleContents>,
}

/// What was renewed.
#[derive(Debug, Serialize)]
pub struct Renewed {
    #[serde(rename = "renewed")]
    roles: Vec<&'static str>,
    root: NewRoot,
    new_keys: Vec<NewKey>,
    /// Files of keys that count no more once a release is built.
    destroy: Vec<String>,
    /// Files of keys that still open what was sealed to them.
    keep: Vec<String>,
    not_at_hand: Vec<Away>,
    warnings: Vec<Warning>,
}

impl Renewed {
    /// Of the keys at hand and those that were made. `before` and `after` are
    /// the roles of the old root and of the new one.
    pub fn new(
        renewed: Vec<&'static str>,
        version: u64,
        (before, after): (&Roles, &Roles),
        at_hand: &[AtHand],
        new_keys: Vec<NewKey>,
        i18n: &I18n,
    ) -> Self {
        let counts = |id: &str| after.all().iter().any(|(_, role)| has(role, id));
        let counted = |id: &str| before.all().iter().any(|(_, role)| has(role, id));
        let paths = |wanted: &dyn Fn(&AtHand) -> bool| -> Vec<String> {
            at_hand.iter().filter(|file| wanted(file)).map(|file| shown(&file.path)).collect()
        };
        let sealed = new_keys.iter().any(|key| key.role == CORRECTIONS);
        let away = before.all().into_iter().flat_map(|(role, old)| {
            let gone = |id: &str| !counts(id) && at_hand.iter().all(|file| file.public != id);
            old.keys.iter().filter(move |key| gone(&key.id)).map(move |key| Away { role, key: key.id.clone() })
        });
        let mut now = RoleContents::of_all(after);
        for role in &mut now {
            role.keys.sort_unstable();
        }
        Self {
            root: NewRoot { version, roles: now },
            destroy: paths(&|file| !file.is_box && counted(&file.public) && !counts(&file.public)),
            keep: paths(&|file| file.is_box && sealed),
            not_at_hand: away.collect(),
            warnings: warnings(after, at_hand, &new_keys, i18n),
            roles: renewed,
            new_keys,
        }
    }

    /// Puts something else before the warnings.
    pub fn warn(&mut self, code: &'static str, message: String) {
        self.warnings.insert(0, Warning { code, files: Vec::new(), message });
    }

    /// For a program or a person.
    pub fn answer(&self, json: bool, i18n: &I18n) -> Answer {
        if json {
            return Answer::of(json_line(self));
        }
        let values = [("roles", list(&self.roles).into()), ("version", self.root.version.into())];
        let said = i18n.with("publish-renewed", &values);
        let mut after: Vec<String> = self.warnings.iter().map(|warning| one_line(&warning.message)).collect();
        after.push(i18n.text("publish-renewed-next"));
        Answer { remarks: vec![said], after, ..Answer::of(self.lines(i18n)) }
    }

    /// A file a line.
    fn lines(&self, i18n: &I18n) -> String {
        let mut text = String::new();
        for key in &self.new_keys {
            text += &key.line(i18n);
        }
        for file in &self.destroy {
            text += &fact(i18n, "publish-old-key", file);
        }
        for Away { role, key } in &self.not_at_hand {
            let short: String = key.chars().take(SHORT_ID).collect();
            text += &fact(i18n, "publish-old-key-away", &format!("{role} {short}"));
        }
        for file in &self.keep {
            text += &fact(i18n, "publish-old-key-kept", file);
        }
        text
    }
}

/// What the key for corrections is called beside the roles.
pub const CORRECTIONS: &str = "corrections";

/// Digits of an id that name a key.
const SHORT_ID: usize = 16;

fn has(role: &Role, id: &str) -> bool {
    role.keys.iter().any(|key| key.id == id)
}

fn shown(path: &Path) -> String {
    one_line(&path.display().to_string())
}

fn as_shown<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&shown(path))
}

/// What is wrong with where the keys of the new root lie, as far as they are
/// at hand and something new is among them.
pub fn warnings(after: &Roles, at_hand: &[AtHand], new_keys: &[NewKey], i18n: &I18n) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if after.root.keys.len() < 2 {
        return warnings;
    }
    // The files of root keys by folder: a copy of a key is no second key there.
    let mut roots: BTreeMap<&Path, BTreeMap<&str, String>> = BTreeMap::new();
    let old = at_hand.iter().map(|file| (file.path.as_path(), file.public.as_str()));
    let all = old.chain(new_keys.iter().map(|key| (key.file.as_path(), key.key.as_str())));
    for (path, id) in all.filter(|(_, id)| has(&after.root, id)) {
        roots.entry(folder_of(path)).or_default().insert(id, shown(path));
    }
    for (folder, held) in roots.iter().filter(|(_, held)| held.len() > 1) {
        let mut files: Vec<String> = held.values().cloned().collect();
        files.sort_unstable();
        let values = [
            ("folder", shown(folder).into()),
            ("held", held.len().into()),
            ("of", after.root.keys.len().into()),
            ("need", after.root.threshold.into()),
        ];
        let enough = held.len() as u64 >= after.root.threshold;
        let message = i18n.with(if enough { "publish-root-enough" } else { "publish-root-together" }, &values);
        let code = if enough { "root-keys-enough" } else { "root-keys-together" };
        warnings.push(Warning { code, files, message });
    }
    let beside = |key: &&NewKey| key.role != "root" && roots.contains_key(folder_of(&key.file));
    let files: Vec<String> = new_keys.iter().filter(beside).map(|key| shown(&key.file)).collect();
    if !files.is_empty() {
        let message = i18n.with("publish-beside-root", &[("files", list(&files).into())]);
        warnings.push(Warning { code: "beside-root-keys", files, message });
    }
    warnings
}
