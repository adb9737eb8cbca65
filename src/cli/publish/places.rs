//! Where new keys go: beside those that they replace, so that each stick gets
//! what replaces what lies on it, and none comes to hold more than it did.

use std::path::PathBuf;

use crate::bundle::publish::roots::{Role, Roles};

/// A key file at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtHand {
    /// Which of the folders it lies in.
    pub folder: usize,
    /// The file.
    pub path: PathBuf,
    /// The public half of its key.
    pub public: String,
    /// Whether it is a key for corrections.
    pub is_box: bool,
}

/// Chooses among the folders of keys, one role after the other.
pub struct Places<'a> {
    at_hand: &'a [AtHand],
    /// Folders without any key, in which nothing was put yet.
    empty: Vec<usize>,
    /// Where keys that releases need lie, or will.
    release: Option<usize>,
}

impl<'a> Places<'a> {
    /// Among so many folders. `roles` are those of the keys that count now.
    pub fn new(folders: usize, at_hand: &'a [AtHand], roles: &Roles) -> Self {
        let of = |role: &Role, file: &AtHand| role.keys.iter().any(|key| key.id == file.public);
        let signs_releases = |file: &&AtHand| {
            let release = [&roles.targets, &roles.snapshot, &roles.timestamp];
            release.iter().any(|role| of(role, file)) && !of(&roles.root, file)
        };
        let empty = (0..folders).filter(|folder| at_hand.iter().all(|file| file.folder != *folder));
        Self { at_hand, empty: empty.collect(), release: at_hand.iter().find(signs_releases).map(|file| file.folder) }
    }

    /// A folder for each of `count` new keys of a role whose keys are `old`.
    pub fn of_role(&mut self, name: &str, old: &Role, count: u64) -> Vec<usize> {
        let mut beside = self.beside(name, old, count);
        if name == "root" {
            self.part(&mut beside);
        }
        // What each folder holds of the role when all is done.
        let mut held: Vec<usize> = beside.iter().flatten().copied().collect();
        let mut chosen: Vec<usize> = Vec::with_capacity(beside.len());
        for place in beside {
            chosen.push(match place {
                Some(folder) => folder,
                None if name == "root" => {
                    let folder = self.of_lost_root(&held);
                    held.push(folder);
                    folder
                }
                None => held.first().copied().unwrap_or_else(|| self.of_release()),
            });
        }
        if name != "root" {
            self.release = self.release.or(chosen.first().copied());
        }
        chosen
    }

    /// The folder for the new key for corrections; `old` is the public half of
    /// the one that it replaces.
    pub fn of_corrections(&mut self, old: Option<&str>) -> usize {
        let boxes = || self.at_hand.iter().filter(|file| file.is_box);
        let beside = boxes().find(|file| Some(file.public.as_str()) == old).or_else(|| boxes().next());
        beside.map_or_else(|| self.of_release(), |file| file.folder)
    }

    /// For each new key the folder of the one that it replaces: by the number
    /// in the name of the file, or else in the order in which they lie there.
    fn beside(&self, name: &str, old: &Role, count: u64) -> Vec<Option<usize>> {
        let mut places: Vec<Option<usize>> = (0..count).map(|_| None).collect();
        let mut unnumbered = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for file in self.at_hand.iter().filter(|file| old.keys.iter().any(|key| key.id == file.public)) {
            // A copy of a key is no second key.
            if seen.contains(&file.public.as_str()) {
                continue;
            }
            seen.push(&file.public);
            let number = number_of(file, name).and_then(|number| number.checked_sub(1));
            match number.and_then(|number| places.get_mut(number)) {
                Some(place @ None) => *place = Some(file.folder),
                _ => unnumbered.push(file.folder),
            }
        }
        let free = places.iter_mut().filter(|place| place.is_none());
        free.zip(unnumbered).for_each(|(place, folder)| *place = Some(folder));
        places
    }

    /// Where several root keys lay together, all but one get a folder of their
    /// own, as far as there are empty ones.
    fn part(&mut self, places: &mut [Option<usize>]) {
        let mut held = Vec::new();
        for folder in places.iter_mut().flatten() {
            if held.contains(folder) && !self.empty.is_empty() {
                *folder = self.empty.remove(0);
            }
            held.push(*folder);
        }
    }

    /// For a root key whose predecessor is not at hand: a folder of its own, if
    /// there is one, or else where the fewest of the others lie.
    fn of_lost_root(&mut self, held: &[usize]) -> usize {
        if !self.empty.is_empty() {
            return self.empty.remove(0);
        }
        let load = |folder: usize| held.iter().filter(|one| **one == folder).count();
        held.iter().copied().min_by_key(|folder| (load(*folder), *folder)).unwrap_or(0)
    }

    /// For a key that releases need and that replaces none at hand.
    fn of_release(&mut self) -> usize {
        if self.release.is_none() {
            let folder = if self.empty.is_empty() { 0 } else { self.empty.remove(0) };
            self.release = Some(folder);
        }
        self.release.unwrap_or(0)
    }
}

/// The number in the name of a key file: 2 of `root-2-v4.key`.
fn number_of(file: &AtHand, role: &str) -> Option<usize> {
    let name = file.path.file_stem()?.to_str()?;
    name.strip_prefix(role)?.strip_prefix('-')?.split('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::publish::{Keys, SigningKey};

    /// Keys of a publisher with a root of three, and where their files lie.
    struct Layout {
        roles: Roles,
        files: Vec<(String, String)>,
    }

    impl Layout {
        fn new() -> Self {
            let mut keys = Keys::default();
            let mut files = Vec::new();
            let mut role = |names: &[&str], threshold| {
                let mut public = Vec::new();
                for name in names {
                    let key = SigningKey::generate().unwrap();
                    files.push(((*name).to_owned(), key.id()));
                    public.push(key.public());
                    keys.signing.push(key);
                }
                Role { keys: public, threshold }
            };
            let roles = Roles {
                root: role(&["root-1-v3", "root-2-v3", "root-3-v3"], 2),
                targets: role(&["targets"], 1),
                snapshot: role(&["snapshot-v2"], 1),
                timestamp: role(&["timestamp"], 1),
            };
            Self { roles, files }
        }

        /// These files in these folders, by the beginnings of their names.
        fn at_hand(&self, folders: &[&[&str]]) -> Vec<AtHand> {
            let mut at_hand = Vec::new();
            for (folder, names) in folders.iter().enumerate() {
                for name in *names {
                    let (whole, public) = self.files.iter().find(|(file, _)| file.starts_with(name)).unwrap();
                    let path = PathBuf::from(format!("{folder}/{whole}.key"));
                    at_hand.push(AtHand { folder, path, public: public.clone(), is_box: false });
                }
            }
            at_hand
        }
    }

    fn boxed(folder: usize, public: &str) -> AtHand {
        let path = PathBuf::from(format!("{folder}/corrections.key"));
        AtHand { folder, path, public: public.to_owned(), is_box: true }
    }

    #[test]
    fn each_new_key_goes_beside_the_one_that_it_replaces() {
        let layout = Layout::new();
        let mut at_hand =
            layout.at_hand(&[&["root-2"], &["targets", "snapshot", "timestamp"], &["root-3"], &["root-1"]]);
        at_hand.push(boxed(1, "c"));
        let mut places = Places::new(4, &at_hand, &layout.roles);
        assert_eq!(places.of_role("root", &layout.roles.root, 3), [3, 0, 2]);
        assert_eq!(places.of_role("targets", &layout.roles.targets, 1), [1]);
        assert_eq!(places.of_role("snapshot", &layout.roles.snapshot, 1), [1]);
        assert_eq!(places.of_role("timestamp", &layout.roles.timestamp, 1), [1]);
        assert_eq!(places.of_corrections(Some("c")), 1);
    }

    #[test]
    fn a_root_key_that_replaces_a_lost_one_gets_an_empty_folder_or_the_one_with_the_fewest() {
        let layout = Layout::new();
        let at_hand = layout.at_hand(&[&["root-1"], &["root-3"]]);
        let root = &layout.roles.root;
        assert_eq!(Places::new(3, &at_hand, &layout.roles).of_role("root", root, 3), [0, 2, 1]);
        assert_eq!(Places::new(2, &at_hand, &layout.roles).of_role("root", root, 3), [0, 0, 1]);
        assert_eq!(Places::new(2, &at_hand, &layout.roles).of_role("root", root, 5), [0, 0, 1, 1, 0]);
    }

    #[test]
    fn release_keys_that_are_lost_stay_away_from_the_sticks_of_the_root_if_they_can() {
        let layout = Layout::new();
        let Roles { targets, snapshot, timestamp, .. } = &layout.roles;
        let all = |folders: &[&[&str]]| {
            let at_hand = layout.at_hand(folders);
            let mut places = Places::new(folders.len(), &at_hand, &layout.roles);
            let mut chosen = places.of_role("targets", targets, 1);
            chosen.extend(places.of_role("snapshot", snapshot, 1));
            chosen.extend(places.of_role("timestamp", timestamp, 1));
            chosen.push(places.of_corrections(None));
            chosen
        };
        assert_eq!(all(&[&["root-1"], &["root-2"], &[]]), [2, 2, 2, 2]);
        assert_eq!(all(&[&["root-1"], &["root-2"], &["timestamp"]]), [2, 2, 2, 2]);
        assert_eq!(all(&[&["root-1"], &["root-2"]]), [0, 0, 0, 0]);
    }

    #[test]
    fn root_keys_that_lay_together_are_parted_where_there_are_empty_folders() {
        let layout = Layout::new();
        let root = &layout.roles.root;
        let at_hand = layout.at_hand(&[&["root-1", "root-2", "root-3"]]);
        assert_eq!(Places::new(3, &at_hand, &layout.roles).of_role("root", root, 3), [0, 1, 2]);
        assert_eq!(Places::new(2, &at_hand, &layout.roles).of_role("root", root, 3), [0, 1, 0]);
        assert_eq!(Places::new(1, &at_hand, &layout.roles).of_role("root", root, 3), [0, 0, 0]);
    }

    #[test]
    fn a_copy_of_a_key_counts_once() {
        let layout = Layout::new();
        let at_hand = layout.at_hand(&[&["root-1", "root-2"], &["root-1"], &["root-3"]]);
        assert_eq!(Places::new(3, &at_hand, &layout.roles).of_role("root", &layout.roles.root, 3), [0, 0, 2]);
    }

    #[test]
    fn the_keys_that_a_single_one_becomes_spread_over_empty_folders() {
        let key = SigningKey::generate().unwrap();
        let roles = Roles::one_for_all(&key);
        let at_hand = [AtHand { folder: 0, path: "0/publisher.key".into(), public: key.id(), is_box: false }];
        let mut places = Places::new(3, &at_hand, &roles);
        assert_eq!(places.of_role("root", &roles.root, 3), [0, 1, 2]);
        assert_eq!(places.of_role("targets", &roles.targets, 1), [0]);
        let mut alone = Places::new(1, &at_hand, &roles);
        assert_eq!(alone.of_role("root", &roles.root, 3), [0, 0, 0]);
    }
}
