//! Locking and unlocking: an empty screen, a question without an answer shown.
//!
//! Locking drops everything that was typed, found or kept in memory; what is
//! kept in the vault comes back with the passphrase. A wrong passphrase is
//! answered by silence that grows; the vault's thread counts it.

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::{
    filters::FilterPanel,
    find::Find,
    keymap::{Chord, Key},
    on_correct, on_find, on_shortlist, on_updates,
    state::{Loading, Message, State},
    update::Effect,
};
use crate::{handout::Shortlist, text::secret::Secret};

/// Values kept in the vault, by name.
pub type Kept = Vec<(String, Zeroizing<Vec<u8>>)>;

/// How much a word typed at the lock wipes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wipe {
    /// What was kept.
    Personal,
    /// That, the directory and the settings.
    Everything,
}

/// What a person can set about locking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockSettings {
    /// A vault in the data folder asks for its passphrase.
    pub guarded: bool,
    /// The directory is in the vault too: it is there as long as the vault is
    /// open.
    pub sealed: bool,
    /// Locks by itself after this long without a key; `None`: never.
    pub idle_after: Option<SignedDuration>,
    /// Typed at the lock, it wipes what was kept; followed by ` everything`,
    /// all there is.
    pub wipe_word: String,
}

impl Default for LockSettings {
    fn default() -> Self {
        Self {
            guarded: false,
            sealed: false,
            idle_after: Some(SignedDuration::from_mins(5)),
            wipe_word: "wipe".to_owned(),
        }
    }
}

impl LockSettings {
    /// What a text typed at the lock wipes, if anything.
    pub fn wiped_by(&self, text: &str) -> Option<Wipe> {
        match text.strip_prefix(self.wipe_word.as_str()).filter(|_| !self.wipe_word.is_empty())? {
            "" => Some(Wipe::Personal),
            " everything" => Some(Wipe::Everything),
            _ => None,
        }
    }
}

/// The lock of the interface.
#[derive(Debug, Default)]
pub struct Lock {
    /// What a person has set.
    pub settings: LockSettings,
    /// The passphrase is asked for; else the screen is empty.
    pub asking: bool,
    /// The vault is being opened, or a wrong passphrase waited for.
    pub busy: bool,
    /// What is typed, unseen.
    typed: Secret,
    /// The letter that woke the empty screen.
    woken_by: Secret,
    /// When a key was last pressed.
    last_key: Option<Timestamp>,
}

impl State {
    /// How locking is set. Where there is a vault, the interface starts locked
    /// and asks.
    pub fn guard(&mut self, settings: LockSettings) {
        self.locked = settings.guarded;
        self.lock.asking = settings.guarded;
        self.lock.settings = settings;
    }
}

/// Drops what was typed and found, and shows nothing.
pub(super) fn lock(state: &mut State) -> Vec<Effect> {
    state.locked = true;
    state.lock = Lock { settings: state.lock.settings.clone(), busy: state.lock.busy, ..Lock::default() };
    state.screens.clear();
    state.find = Find { generation: state.find.generation + 1, ..Default::default() };
    state.filters = FilterPanel::default();
    state.preview = None;
    state.text_language = None;
    state.message = None;
    state.corrections.clear();
    on_updates::forget(state);
    state.shortlist = Shortlist::default();
    if state.lock.settings.sealed {
        state.library = None;
        state.loading = Loading::default();
    }
    vec![Effect::CloseVault, Effect::Clear]
}

/// True when so long no key was pressed that whoever presses one now may be
/// somebody else: the machine slept, or nobody woke the interface in time.
pub(super) fn too_late(state: &mut State) -> bool {
    let before = state.lock.last_key.replace(state.now);
    let idle = before.zip(state.lock.settings.idle_after);
    !state.locked && idle.is_some_and(|(before, after)| state.now.duration_since(before) >= after)
}

/// A key at the lock that the keymap has nothing for.
pub(super) fn on_key(state: &mut State, chord: Chord) {
    let lock = &mut state.lock;
    // While a wrong passphrase is waited for, only the word that wipes counts.
    if lock.settings.guarded && !lock.asking && !lock.busy {
        // Any key wakes, and it may be the first letter of the passphrase, or
        // of the word that wipes: whoever is in a hurry types at once.
        lock.asking = true;
        if let Some(c) = chord.typed() {
            lock.woken_by.push_text(c.encode_utf8(&mut [0; 4]));
        }
        return;
    }
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) => {
            lock.typed.clear();
            lock.woken_by.clear();
            lock.asking = false;
        }
        (Key::Backspace, false) => lock.typed.pop(),
        (Key::Char('u'), true) => lock.typed.clear(),
        _ => {
            if let Some(c) = chord.typed() {
                lock.typed.push_text(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// Text pasted at the lock.
pub(super) fn on_paste(state: &mut State, text: &str) {
    if !state.lock.busy && (state.lock.asking || !state.lock.settings.guarded) {
        state.lock.typed.push_text(text);
    }
}

/// Enter at the lock.
pub(super) fn enter(state: &mut State) -> Vec<Effect> {
    let lock = &mut state.lock;
    let typed = std::mem::take(&mut lock.typed);
    let mut all = std::mem::take(&mut lock.woken_by);
    all.push_text(typed.text());
    if let Some(wipe) = lock.settings.wiped_by(typed.text()).or_else(|| lock.settings.wiped_by(all.text())) {
        return vec![Effect::Wipe(wipe)];
    }
    if lock.busy {
        return Vec::new();
    }
    if !lock.settings.guarded {
        return unlock(state);
    }
    lock.asking = !lock.asking && typed.is_empty();
    if typed.is_empty() {
        return Vec::new();
    }
    lock.busy = true;
    let with_first_letter = (all != typed).then_some(all);
    vec![Effect::OpenVault([typed].into_iter().chain(with_first_letter).collect())]
}

fn unlock(state: &mut State) -> Vec<Effect> {
    state.locked = false;
    state.lock.asking = false;
    state.lock.last_key = Some(state.now);
    on_find::search(state)
}

/// The vault is open.
pub(super) fn opened(state: &mut State, kept: &Kept) -> Vec<Effect> {
    state.lock.busy = false;
    state.lock.typed.clear();
    if !state.locked {
        return Vec::new();
    }
    // Each part of the interface takes back what it kept, by name.
    on_shortlist::take_back(state, kept);
    on_correct::take_back(state, kept);
    unlock(state)
}

/// The passphrase was wrong, and has been waited for: ask again.
pub(super) fn refused(state: &mut State) {
    state.lock.busy = false;
    state.lock.asking = state.locked;
    // What was typed meanwhile, unasked, is no part of the next try.
    state.lock.typed.clear();
}

/// The vault cannot be used: the directory works, nothing is kept.
pub(super) fn broken(state: &mut State, why: String) -> Vec<Effect> {
    state.lock.busy = false;
    state.lock.settings.guarded = false;
    let effects = if state.locked { unlock(state) } else { Vec::new() };
    state.message = Some(Message { text: why, until: None });
    effects
}
