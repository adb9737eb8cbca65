//! Sessions without a screen: keys in, state and effects out.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{
    Effect, Event, Library, Screen, Settings, State, Theme,
    find::{Focus, Offer},
    keymap::{Chord, Keymap, Mode},
    lock::{LockSettings, Wipe},
    update,
};
use crate::{
    directory::{Directory, Need, Organization, Phone, Service, Text, catalog::tests::release},
    search::{Cancel, Filter, Index, Request},
    text::secret::Secret,
};

/// A session on a small made-up directory. Searches are answered at once.
struct Session {
    state: State,
    now: Timestamp,
    effects: Vec<Effect>,
}

fn organization() -> Organization {
    let service = |id: &str, name: &str, need| Service {
        id: id.into(),
        name: Text::plain(name),
        needs: vec![need],
        ..Default::default()
    };
    Organization {
        id: "lumiere".into(),
        name: Text::plain("Association Lumière"),
        phones: vec![Phone { number: "+33 1 99 00 00 01".into(), ..Default::default() }],
        services: vec![
            service("lumiere.legal", "Legal clinic", Need::LegalAdvice),
            service("lumiere.beds", "Night shelter", Need::HousingShelter),
        ],
        ..Default::default()
    }
}

impl Session {
    fn new() -> Self {
        let mut session = Self::unloaded();
        let directory = Directory::new(vec![release(vec![organization()])]);
        let index = Index::build(&directory);
        let library = Library { directory, index, store_bytes: 0, generation: 0 };
        session.send(Event::Loaded(Arc::new(library), None));
        session
    }

    fn unloaded() -> Self {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let settings = Settings {
            language: "en".into(),
            zone: TimeZone::UTC,
            theme: Theme::Dark,
            keymap: Keymap::default(),
            size: (80, 24),
            warning: None,
        };
        Self { state: State::new(settings, now), now, effects: Vec::new() }
    }

    fn send(&mut self, event: Event) {
        for effect in update(&mut self.state, event, self.now) {
            if let (Effect::Search(generation, query), Some(library)) = (&effect, self.state.library.clone()) {
                let today = self.now.to_zoned_datetime(TimeZone::UTC).date();
                let request = Request { query, now: self.now, today, limit: 100, explained: 100 };
                let outcome = library.index.search(&library.directory, request, &Cancel::default()).unwrap();
                self.send(Event::Found(*generation, Box::new(outcome)));
            }
            self.effects.push(effect);
        }
    }

    /// Presses keys as keymap files write them, a second apart.
    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.now = self.now.checked_add(SignedDuration::from_secs(1)).unwrap();
            self.send(Event::Key(Chord::parse(key).unwrap()));
        }
        self
    }

    fn write(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let key = if c == ' ' { "space".to_owned() } else { c.to_string() };
            self.press(&key);
        }
        self
    }

    fn query(&self) -> &str {
        self.state.find.input.value()
    }
}

#[test]
fn letters_type_in_the_query_whatever_they_do_elsewhere() {
    let mut session = Session::new();
    session.write("qcin?/");
    assert_eq!(session.query(), "qcin?/");
    assert_eq!(session.state.mode(), Mode::Query);
}

#[test]
fn a_finished_filter_becomes_a_chip_and_backspace_drops_it() {
    let mut session = Session::new();
    session.write("need:legal-advice clinic");
    assert_eq!(session.state.find.filters, [Filter::Need(Need::LegalAdvice)]);
    assert_eq!(session.query(), "clinic");
    session.press("ctrl-u backspace");
    assert!(session.state.find.filters.is_empty());
    assert!(session.state.start_menu());
}

#[test]
fn an_unfinished_filter_is_completed_by_tab_and_does_not_move_the_focus() {
    let mut session = Session::new();
    session.write("need:legal").press("tab");
    assert_eq!(session.state.find.filters, [Filter::Need(Need::LegalAdvice)]);
    assert_eq!(session.state.find.focus, Focus::Query);
    session.press("tab");
    assert_eq!(session.state.find.focus, Focus::List);
}

#[test]
fn the_start_menu_chooses_a_need_by_number() {
    let mut session = Session::new();
    session.press("alt-3");
    assert_eq!(session.state.find.filters, [Filter::Need(Need::ALL[2])]);
}

#[test]
fn what_is_typed_before_the_directory_is_there_is_searched_when_it_is() {
    let mut session = Session::unloaded();
    session.write("night");
    assert!(session.effects.is_empty(), "{:?}", session.effects);
    let directory = Directory::new(vec![release(vec![organization()])]);
    let index = Index::build(&directory);
    session.send(Event::Loaded(Arc::new(Library { directory, index, store_bytes: 0, generation: 0 }), None));
    let best = session.state.find.selected_entry().unwrap();
    assert_eq!(session.state.library.as_ref().unwrap().directory.entry(best).unwrap().id(), "lumiere.beds");
}

#[test]
fn an_answer_to_an_older_question_is_thrown_away() {
    let mut session = Session::new();
    session.write("night");
    let stale = session.state.find.generation - 1;
    let before = session.state.find.outcome.clone();
    session.send(Event::Found(stale, Box::default()));
    assert_eq!(session.state.find.outcome, before);
}

#[test]
fn enter_before_the_answer_is_there_opens_what_the_answer_brings() {
    let mut session = Session::new();
    let now = session.now;
    let mut ask = None;
    for key in ["n", "i", "g", "h", "t", "enter"] {
        let effects = update(&mut session.state, Event::Key(Chord::parse(key).unwrap()), now);
        ask = effects.into_iter().find(|effect| matches!(effect, Effect::Search(..))).or(ask);
    }
    assert_eq!(session.state.mode(), Mode::Query, "nothing is opened yet");
    let Some(Effect::Search(generation, query)) = ask else { panic!("nothing was asked") };
    let library = session.state.library.clone().unwrap();
    let request =
        Request { query: &query, now, today: now.to_zoned_datetime(TimeZone::UTC).date(), limit: 100, explained: 100 };
    let outcome = library.index.search(&library.directory, request, &Cancel::default()).unwrap();
    session.send(Event::Found(generation, Box::new(outcome)));
    assert_eq!(session.state.mode(), Mode::Read);
    let entry = library.directory.entry(session.state.current_entry().unwrap()).unwrap();
    assert_eq!(entry.id(), "lumiere.beds");
}

#[test]
fn an_entry_is_read_and_left_and_the_query_is_still_there() {
    let mut session = Session::new();
    session.write("night").press("enter");
    assert_eq!(session.state.mode(), Mode::Read);
    session.press("esc");
    assert_eq!(session.state.mode(), Mode::Query);
    assert_eq!(session.query(), "night");
}

#[test]
fn a_number_is_copied_by_choosing_it() {
    let mut session = Session::new();
    session.write("night").press("enter c");
    assert_eq!(session.state.mode(), Mode::Picker);
    session.press("1");
    assert_eq!(session.effects.last(), Some(&Effect::Copy("+33 1 99 00 00 01".into())));
    assert_eq!(session.state.mode(), Mode::Read);
}

#[test]
fn nothing_found_offers_the_nearest_word_and_enter_takes_it() {
    let mut session = Session::new();
    session.write("night lumierx");
    if session.state.find.outcome.total == 0 {
        assert!(matches!(session.state.find.offer(), Some(Offer::Replace { .. } | Offer::DropWord(_))));
        session.press("enter");
    }
    assert!(session.state.find.outcome.total > 0, "typed: {}", session.query());
    session.press("ctrl-u").write("zzzzqqq");
    assert_eq!(session.state.find.offer(), Some(Offer::DropWord("zzzzqqq".into())));
    session.press("enter");
    assert_eq!(session.query(), "");
}

#[test]
fn two_escapes_within_half_a_second_leave_at_once() {
    let mut session = Session::new();
    session.write("night").press("enter esc");
    assert!(!session.effects.contains(&Effect::QuickExit));
    session.now = session.now.checked_add(SignedDuration::from_millis(300)).unwrap();
    session.send(Event::Key(Chord::parse("esc").unwrap()));
    assert_eq!(session.effects.last(), Some(&Effect::QuickExit));
}

#[test]
fn locking_drops_what_was_typed_and_enter_unlocks() {
    let mut session = Session::new();
    session.write("night").press("enter ctrl-l");
    assert!(session.state.locked && session.state.screens.is_empty());
    assert_eq!(session.effects.last(), Some(&Effect::Clear));
    session.press("f1 x ctrl-k");
    assert_eq!(session.state.mode(), Mode::Lock, "nothing else is done while locked");
    session.press("enter");
    assert_eq!((session.state.mode(), session.query()), (Mode::Query, ""));
    assert!(session.state.find.outcome.total > 0);
}

#[test]
fn the_palette_does_what_it_names_on_the_screen_beneath() {
    let mut session = Session::new();
    session.press("ctrl-k").write("quit").press("enter");
    assert_eq!(session.effects.last(), Some(&Effect::Quit));
    session.press("ctrl-k").write("about").press("enter");
    assert!(matches!(session.state.screens.last(), Some(Screen::Status(_))));
}

#[test]
fn the_language_switches_in_the_middle_of_an_entry() {
    let mut session = Session::new();
    session.write("night").press("enter f2");
    assert_eq!(session.state.i18n.language(), "es");
    assert_eq!(session.state.mode(), Mode::Read);
}

#[test]
fn pasted_text_is_typed_without_its_line_breaks_and_control_characters() {
    let mut session = Session::new();
    session.send(Event::Paste("night\r\nshelter\u{1b}[31m".into()));
    assert_eq!(session.query(), "night  shelter[31m");
}

#[test]
fn a_message_fades_and_a_warning_stays_until_a_key() {
    let mut session = Session::new();
    session.press("esc");
    assert!(session.state.message.is_some());
    let deadline = session.state.deadline().unwrap();
    session.now = deadline;
    session.send(Event::Wake);
    assert!(session.state.message.is_none() && session.state.deadline().is_none());
}

#[test]
fn a_filter_of_the_panel_is_turned_on_and_off() {
    let mut session = Session::new();
    session.press("tab tab enter");
    assert_eq!(session.state.find.focus, Focus::Filters);
    assert_eq!(session.state.find.filters.len(), 1);
    session.press("enter");
    assert!(session.state.find.filters.is_empty());
}

/// A session behind a vault, just started.
fn guarded() -> Session {
    let mut session = Session::new();
    session.state.guard(LockSettings { guarded: true, ..LockSettings::default() });
    session
}

/// What the interface asked of the vault, passphrases as they were typed.
fn asked_of_vault(session: &Session) -> Vec<String> {
    let asked = session.effects.iter().filter_map(|effect| match effect {
        Effect::OpenVault(tried) => {
            let tried: Vec<&str> = tried.iter().map(Secret::text).collect();
            Some(format!("open {}", tried.join(" or ")))
        }
        Effect::CloseVault => Some("close".to_owned()),
        Effect::Wipe(what) => Some(format!("wipe {what:?}")),
        _ => None,
    });
    asked.collect()
}

#[test]
fn a_vault_asks_at_the_start_and_opens_with_the_passphrase() {
    let mut session = guarded();
    assert!(session.state.locked && session.state.lock.asking);
    session.write("orbit lemox").press("backspace").write("n").press("enter");
    assert_eq!(asked_of_vault(&session), ["open orbit lemon"]);
    session.write("more").press("enter esc");
    assert_eq!(asked_of_vault(&session).len(), 1, "one try at a time");
    session.send(Event::VaultOpened(Vec::new()));
    assert!(!session.state.locked);
    assert_eq!(session.query(), "");
}

#[test]
fn a_wrong_passphrase_is_asked_for_again_and_nothing_is_said() {
    let mut session = guarded();
    session.write("wrong").press("enter");
    assert!(!session.state.lock.asking, "silence, while the vault waits");
    session.send(Event::VaultRefused);
    assert!(session.state.locked && session.state.lock.asking && session.state.message.is_none());
    session.write("right").press("enter");
    assert_eq!(asked_of_vault(&session), ["open wrong", "open right"]);
}

#[test]
fn the_key_that_wakes_a_locked_vault_may_be_the_first_letter_of_the_passphrase() {
    let mut session = guarded();
    session.send(Event::VaultOpened(Vec::new()));
    session.press("ctrl-l");
    assert!(session.state.locked && !session.state.lock.asking, "an empty screen");
    session.write("orbit").press("enter");
    assert_eq!(asked_of_vault(&session), ["close", "open rbit or orbit"]);
    session.send(Event::VaultRefused);
    session.write("orbit").press("enter");
    assert_eq!(asked_of_vault(&session).last().unwrap(), "open orbit", "where it is asked for, only what was typed");
    session.send(Event::VaultRefused);
    session.press("a b esc");
    assert!(!session.state.lock.asking, "Esc empties the screen again");
    session.press("enter");
    assert!(session.state.lock.asking && session.state.locked);
    session.press("enter");
    assert!(session.state.locked && !session.state.lock.asking, "nothing typed opens nothing");
}

#[test]
fn the_word_that_wipes_may_begin_on_the_empty_screen() {
    let mut session = guarded();
    session.send(Event::VaultOpened(Vec::new()));
    session.press("ctrl-l").write("wipe").press("enter");
    assert_eq!(asked_of_vault(&session), ["close", "wipe Personal"]);
    let mut session = guarded();
    session.press("esc").write("w").press("esc").write("ipe").press("enter");
    assert_eq!(asked_of_vault(&session), ["open pe or ipe"], "Esc takes the letter back, the next key wakes again");
    session.write("wi").send(Event::VaultRefused);
    session.write("orbit").press("enter");
    assert_eq!(asked_of_vault(&session).last().unwrap(), "open orbit", "what was typed too early is no part of it");
    session.write("wipe").press("enter");
    assert_eq!(asked_of_vault(&session).last().unwrap(), "wipe Personal", "while a wrong one is waited for, too");
}

#[test]
fn a_pasted_passphrase_is_typed_only_where_it_is_asked_for() {
    let mut session = guarded();
    session.send(Event::Paste("orbit lemon\n".into()));
    session.press("enter");
    assert_eq!(asked_of_vault(&session), ["open orbit lemon"]);
}

#[test]
fn a_vault_that_is_damaged_lets_the_directory_work() {
    let mut session = guarded();
    session.write("orbit").press("enter");
    session.send(Event::VaultBroken("the vault is damaged".into()));
    assert!(!session.state.locked && session.state.message.as_ref().unwrap().text.contains("damaged"));
    session.press("ctrl-l enter");
    assert!(!session.state.locked, "nothing is left to ask for");
}

#[test]
fn the_word_at_the_lock_wipes_with_a_vault_and_without() {
    for mut session in [guarded(), Session::new()] {
        session.press("ctrl-l");
        if session.state.lock.settings.guarded && !session.state.lock.asking {
            session.press("x");
        }
        session.write("wipe").press("enter");
        assert_eq!(asked_of_vault(&session).last().unwrap(), "wipe Personal");
        session.press("x").press("ctrl-u").write("wipe everything").press("enter");
    }
    let settings = LockSettings::default();
    assert_eq!(settings.wiped_by("wipe everything"), Some(Wipe::Everything));
    for other in ["", "wip", "wipe ", "Wipe", "wipes"] {
        assert_eq!(settings.wiped_by(other), None, "{other:?}");
    }
    let off = LockSettings { wipe_word: String::new(), ..settings };
    assert_eq!((off.wiped_by(""), off.wiped_by(" everything")), (None, None));
}

#[test]
fn silence_locks_and_so_does_the_first_key_after_it() {
    let mut session = Session::new();
    session.write("night").press("enter");
    session.send(Event::Idle);
    assert!(session.state.locked);
    assert_eq!(asked_of_vault(&session), ["close"]);
    session.send(Event::Idle);
    assert_eq!(asked_of_vault(&session).len(), 1, "locked once");
    session.press("enter").write("night");
    assert!(!session.state.locked);
    // The machine slept: no timer ran, and whoever opens the lid presses a key.
    session.now = session.now.checked_add(SignedDuration::from_mins(6)).unwrap();
    session.press("x");
    assert!(session.state.locked);
    session.press("enter");
    assert_eq!(session.query(), "");
}
