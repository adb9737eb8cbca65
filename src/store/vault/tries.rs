//! How often a wrong passphrase was given, so that the wait after it grows
//! although the program is started anew for each try.
//!
//! The file `tries` beside the keys holds the number of wrong ones since the
//! vault was last opened, as one line of text; a right one takes it away. What
//! was tried, and by whom, stands nowhere. It slows down whoever sits at this
//! keyboard, not whoever copies the disk: against them stands the cost of a try.

use std::{
    fs, mem,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{FOLDER, erase};
use crate::store::files;

const FILE: &str = "tries";
/// The wait after the first wrong passphrase; after each further one, twice as
/// long.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// But not longer than this.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// The tries at a vault.
#[derive(Debug)]
pub struct Tries {
    file: PathBuf,
    /// Wrong ones since the vault was last opened.
    wrong: u32,
    /// When the last of them was noted, if that was by another program.
    noted: Option<SystemTime>,
}

impl Tries {
    /// The tries at the vault of a data folder, so far.
    pub fn at(data_dir: &Path) -> Self {
        let file = data_dir.join(FOLDER).join(FILE);
        // A file that cannot be read must not keep the right passphrase out.
        let wrong = fs::read_to_string(&file).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
        let noted = file.metadata().and_then(|about| about.modified()).ok();
        Self { file, wrong, noted }
    }

    /// What is left of the wait that another program did not wait to the end.
    /// Nothing, when asked again.
    pub fn left(&mut self) -> Duration {
        let Some(noted) = mem::take(&mut self.noted) else { return Duration::ZERO };
        // By a clock that was set back the file is of the future: the whole wait.
        wait(self.wrong).saturating_sub(noted.elapsed().unwrap_or_default())
    }

    /// Notes a wrong passphrase; returns how long to wait before saying so.
    pub fn wrong(&mut self) -> Duration {
        self.wrong = self.wrong.saturating_add(1);
        // On a disk that takes nothing, the wait grows in this program only.
        files::write_whole(&self.file, format!("{}\n", self.wrong).as_bytes()).ok();
        wait(self.wrong)
    }

    /// The vault is open: the next wrong one is the first again.
    pub fn right(&mut self) {
        self.wrong = 0;
        erase::file(&self.file).ok();
    }
}

fn wait(wrong: u32) -> Duration {
    match wrong.checked_sub(1) {
        None => Duration::ZERO,
        Some(doublings) => FIRST_WAIT.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST_WAIT),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a file is damaged here, not written")]
mod tests {
    use super::*;
    use crate::store::vault::{self, tests::made};

    const SECOND: Duration = Duration::from_secs(1);

    fn file(data_dir: &Path) -> PathBuf {
        data_dir.join("vault/tries")
    }

    #[test]
    fn the_wait_doubles_from_a_second_to_a_minute() {
        let (data, _) = made();
        let mut tries = Tries::at(data.path());
        assert_eq!(tries.left(), Duration::ZERO);
        let waits: Vec<u64> = (0..8).map(|_| tries.wrong().as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(wait(u32::MAX), LONGEST_WAIT);
    }

    #[test]
    fn a_program_that_is_started_anew_goes_on_where_the_one_before_was() {
        let (data, _) = made();
        for wrong in 1..=5 {
            assert_eq!(Tries::at(data.path()).wrong(), wait(wrong));
        }
        // The one before was ended in the middle of its 16 seconds.
        let mut tries = Tries::at(data.path());
        let left = tries.left();
        assert!(left > 10 * SECOND && left <= 16 * SECOND, "{left:?}");
        assert_eq!(tries.left(), Duration::ZERO, "it is waited for once");
        assert_eq!(tries.wrong(), 32 * SECOND);
    }

    #[test]
    fn a_wait_that_is_long_over_is_not_waited_for() {
        let (data, _) = made();
        for _ in 0..7 {
            Tries::at(data.path()).wrong();
        }
        let yesterday = SystemTime::now() - Duration::from_hours(24);
        fs::File::options().append(true).open(file(data.path())).unwrap().set_modified(yesterday).unwrap();
        assert_eq!(Tries::at(data.path()).left(), Duration::ZERO);
        let tomorrow = SystemTime::now() + Duration::from_hours(24);
        fs::File::options().append(true).open(file(data.path())).unwrap().set_modified(tomorrow).unwrap();
        assert_eq!(Tries::at(data.path()).left(), LONGEST_WAIT, "whatever the clock says, no longer than this");
    }

    #[test]
    fn the_right_passphrase_takes_the_count_away() {
        let (data, _) = made();
        let mut tries = Tries::at(data.path());
        tries.wrong();
        assert_eq!(fs::read_to_string(file(data.path())).unwrap(), "1\n", "a number and nothing else");
        tries.right();
        assert!(!file(data.path()).exists());
        assert_eq!(Tries::at(data.path()).left(), Duration::ZERO);
        assert_eq!(tries.wrong(), SECOND);
        vault::destroy(data.path()).unwrap();
        assert!(!data.path().join("vault").exists(), "a wipe leaves no count either");
    }

    #[test]
    fn a_damaged_count_keeps_nobody_out() {
        let (data, _) = made();
        for nonsense in [&b""[..], b"\xff\xfe", b"-3", b"99999999999999999999"] {
            fs::write(file(data.path()), nonsense).unwrap();
            let mut tries = Tries::at(data.path());
            assert_eq!((tries.left(), tries.wrong()), (Duration::ZERO, SECOND));
        }
    }
}
