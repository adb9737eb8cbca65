//! Everything in a bundle, for people who want to see it.

use serde::Serialize;

use super::{
    manifest::Patch,
    publish::roots::{Role, Roles},
    tuf::target_path,
    verify::Verified,
};

/// Everything in a bundle.
#[derive(Debug, Serialize)]
pub struct Contents {
    /// The roots, and whose keys count.
    pub root: RootContents,
    /// The files that the metadata list.
    pub parts: Vec<PartContents>,
}

/// The newest root.
#[derive(Debug, Serialize)]
pub struct RootContents {
    /// Its version: one more than there were changes of keys.
    pub version: u64,
    /// Until when it holds.
    pub expires: jiff::Timestamp,
    /// Who signs what.
    pub roles: Vec<RoleContents>,
}

/// Who signs for a role.
#[derive(Debug, Serialize)]
pub struct RoleContents {
    /// Which role.
    pub role: &'static str,
    /// How many have to sign.
    pub threshold: u64,
    /// Ids of the keys that may.
    pub keys: Vec<String>,
}

/// One listed file.
#[derive(Debug, Serialize)]
pub struct PartContents {
    /// Its name.
    pub name: String,
    /// Where it lies, or would.
    pub path: String,
    /// Its bytes.
    pub bytes: u64,
    /// True when it is there; `None` where the place has no list.
    pub present: Option<bool>,
    /// Digest of the directory that it is a patch for, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

impl RoleContents {
    /// Who signs for each role.
    pub fn of_all(roles: &Roles) -> Vec<Self> {
        let of = |(role, own): (&'static str, &Role)| Self {
            role,
            threshold: own.threshold,
            keys: own.keys.iter().map(|key| key.id.clone()).collect(),
        };
        roles.all().into_iter().map(of).collect()
    }
}

impl Verified {
    /// Everything in it, by name.
    pub fn contents(&self) -> Contents {
        let listing = self.fetch.listing();
        let parts = self.targets.iter().map(|(name, meta)| {
            let path = target_path(&self.root, name, meta);
            PartContents {
                name: name.clone(),
                present: listing.as_ref().map(|files| files.iter().any(|(listed, _)| *listed == path)),
                path,
                bytes: meta.length,
                from: Patch::read(&meta.custom).map(|patch| patch.from.to_string()),
            }
        });
        let roles = RoleContents::of_all(&Roles::of(&self.root));
        Contents {
            parts: parts.collect(),
            root: RootContents { version: self.root.version, expires: self.root.expires, roles },
        }
    }
}
