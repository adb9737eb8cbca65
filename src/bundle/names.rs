//! Names that a bundle may have inside: an allow-list, so that nothing in a
//! name can ever reach out of a folder.

use super::limits;

/// True for the name of a target: small letters, digits, `.` and `-`, with a
/// letter or digit at both ends and no two dots in a row.
pub(super) fn is_target(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    !name.is_empty()
        && name.len() <= limits::TARGET_NAME_BYTES
        && name.chars().all(|c| plain(c) || matches!(c, '.' | '-'))
        && name.starts_with(plain)
        && name.ends_with(plain)
        && !name.contains("..")
}

/// True for a path that a bundle may hold.
pub(super) fn is_path(path: &str) -> bool {
    match path.split_once('/') {
        Some(("metadata", name)) => is_metadata(name),
        Some(("targets", name)) => name.split_once('.').is_some_and(|(hash, name)| is_hash(hash) && is_target(name)),
        _ => false,
    }
}

/// `timestamp.json`, `N.root.json`, `N.snapshot.json`, `N.targets.json`.
fn is_metadata(name: &str) -> bool {
    name == "timestamp.json"
        || name.split_once('.').is_some_and(|(number, rest)| {
            is_version(number) && matches!(rest, "root.json" | "snapshot.json" | "targets.json")
        })
}

/// A number from 1 on, as it is always written.
fn is_version(text: &str) -> bool {
    text.parse::<u64>().is_ok_and(|number| number > 0 && number.to_string() == text)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_taken() {
        for good in ["directory.jsonl.zst", "delta-13-14.zst", "a", "messages-zh-hant.ftl"] {
            assert!(is_target(good), "{good}");
        }
        let long = "a".repeat(33);
        for bad in
            ["", ".", "..", "a..b", "../a", "a/b", "a\\b", "a\0b", "A", "é", "-a", "a.", "a b", "c:d", long.as_str()]
        {
            assert!(!is_target(bad), "{bad:?}");
        }
    }

    #[test]
    fn only_the_paths_of_a_bundle_are_taken() {
        let hash = "0".repeat(64);
        for good in ["metadata/timestamp.json", "metadata/1.root.json", "metadata/12.targets.json"] {
            assert!(is_path(good), "{good}");
        }
        assert!(is_path(&format!("targets/{hash}.directory.jsonl.zst")));
        let bad_target = format!("targets/{hash}.../x");
        for bad in [
            "timestamp.json",
            "metadata/",
            "metadata/01.root.json",
            "metadata/0.root.json",
            "metadata/+1.root.json",
            "metadata/timestamp.json/",
            "metadata/../timestamp.json",
            "/metadata/timestamp.json",
            "metadata/1.timestamp.json",
            "targets/directory.jsonl.zst",
            bad_target.as_str(),
        ] {
            assert!(!is_path(bad), "{bad}");
        }
    }
}
