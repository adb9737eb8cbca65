//! The Updates screen, as a person sees it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use std::{path::PathBuf, sync::Arc};

use harness::{Script, Session, fixture};
use jiff::Timestamp;
use parasol::{
    app::{
        Effect, Event, Library, Theme,
        updates::{
            Ask, Because, EntryChange, FieldChange, Have, Listed, Offer, Preview, Refused, Stage, Step, Told,
            UpdateSource,
        },
    },
    directory::Directory,
    search::Index,
};

/// The sizes that every screen is looked at in.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn stick() -> UpdateSource {
    UpdateSource::File(PathBuf::from("/media/ana/RED-8GB/nswp-demo-14.parasol"))
}

fn site() -> UpdateSource {
    UpdateSource::Site("http://updates.example/nswp/".into())
}

fn listed() -> Vec<Listed> {
    let file = Listed {
        source: stick(),
        name: "RED-8GB".into(),
        file: "nswp-demo-14.parasol".into(),
        bytes: Some(1_412_000),
        answered: None,
        secret: true,
    };
    let site = Listed {
        source: site(),
        name: "updates.example/nswp".into(),
        file: String::new(),
        bytes: None,
        answered: Some(at("2026-11-15T12:00:00Z")),
        secret: false,
    };
    vec![site, file]
}

fn offer() -> Box<Offer> {
    Box::new(Offer {
        name: "NSWP-test".into(),
        contact: "desk@nswp.example".into(),
        words: "orbit lemon tunnel basic virus candy fiction jungle".split(' ').map(str::to_owned).collect(),
        hex: "ab12".repeat(16),
        known: true,
        looks_like: None,
        version: 14,
        published: at("2026-11-23T08:00:00Z"),
        expires: at("2027-02-23T08:00:00Z"),
        have: Some(Have { version: 12, published: Some(at("2026-11-02T08:00:00Z")) }),
        bytes: 1_412_000,
        kept: 0,
        organizations: 411,
        services: 1_204,
        clock_behind: false,
    })
}

fn preview() -> Preview {
    let field = |label: &str, before: &str, after: &str| FieldChange {
        label: label.into(),
        before: before.into(),
        after: after.into(),
    };
    Preview {
        added: 23,
        changed: 112,
        withdrawn: 4,
        left_out: 2,
        entries: vec![
            EntryChange {
                because: Because::Shortlist,
                name: "Legal clinic".into(),
                fields: vec![
                    field("CALL", "+33 4 00 00 00 01", "+33 4 00 00 00 09"),
                    field("COST", "free", ""),
                    field("BRING", "", "any letter from the court, and the child’s birth certificate if there is one"),
                ],
                withdrawn: None,
            },
            EntryChange {
                because: Because::Read,
                name: "Beds for the night".into(),
                fields: Vec::new(),
                withdrawn: Some("closed".into()),
            },
        ],
    }
}

fn told(script: &mut Script, told: Told) {
    script.event(Event::Updates(told));
}

/// A session with both sources, on Updates.
fn opened(columns: u16, rows: u16) -> Script {
    let mut script = Script::loaded(columns, rows);
    script.keys("alt-u");
    told(&mut script, Told::Listed(listed()));
    script
}

/// The same with the stick looked at and previewed.
fn previewed(columns: u16, rows: u16) -> Script {
    let mut script = opened(columns, rows);
    told(&mut script, Told::Offered(stick(), offer()));
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    script
}

fn in_every_size(name: &str, session: impl Fn(u16, u16) -> Script, steps: impl Fn(&mut Script)) {
    for (columns, rows) in SIZES {
        let mut script = session(columns, rows);
        steps(&mut script);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.snap());
    }
}

fn asked(script: &mut Script) -> Vec<Ask> {
    let effects = std::mem::take(&mut script.effects);
    effects
        .into_iter()
        .map(|effect| match effect {
            Effect::Updates(ask) => ask,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn without_sources_it_says_where_updates_come_from() {
    in_every_size("none", Script::loaded, |script| {
        script.keys("tab u");
    });
}

#[test]
fn a_site_is_asked_only_when_somebody_says_so() {
    in_every_size("site_unasked", opened, |script| {
        told(script, Told::Offered(stick(), offer()));
        told(script, Told::Previewed(stick(), offer(), preview()));
        script.keys("down");
        let asked = asked(script);
        assert!(!asked.iter().any(|ask| matches!(ask, Ask::Look(source) if *source == site())), "{asked:?}");
    });
    let mut script = previewed(80, 24);
    script.keys("down");
    asked(&mut script);
    script.keys("enter");
    assert_eq!(asked(&mut script), [Ask::Look(site())]);
}

#[test]
fn a_stick_is_looked_at_by_itself_and_taken_with_one_key() {
    let mut script = opened(80, 24);
    assert_eq!(asked(&mut script), [Ask::List, Ask::Look(stick())]);
    told(&mut script, Told::Offered(stick(), offer()));
    assert!(matches!(&asked(&mut script)[..], [Ask::Preview { source, .. }] if *source == stick()));
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    assert!(asked(&mut script).is_empty());
    script.keys("enter");
    assert_eq!(asked(&mut script), [Ask::Take(stick())]);
}

#[test]
fn what_would_change_is_said_before_it_is_taken() {
    in_every_size("preview", previewed, |_| {});
    in_every_size("details", previewed, |script| {
        script.keys("d");
    });
}

#[test]
fn progress_has_bytes_rate_and_time_left() {
    in_every_size("getting", opened, |script| {
        told(script, Told::Offered(stick(), offer()));
        script.passes(100);
        told(script, Told::Step(stick(), Step::Getting, 100_000, 1_412_000));
        script.passes(30_000);
        told(script, Told::Step(stick(), Step::Getting, 700_000, 1_412_000));
    });
    in_every_size("writing", previewed, |script| {
        script.keys("enter");
        told(script, Told::Step(stick(), Step::Writing, 100, 1_500));
        script.passes(2_000);
        told(script, Told::Step(stick(), Step::Writing, 915, 1_500));
    });
}

#[test]
fn a_refusal_says_what_why_it_is_safe_and_what_to_do() {
    in_every_size("refused", opened, |script| {
        told(script, Told::Refused(stick(), Refused { code: "damaged".into(), values: Vec::new() }));
    });
    let mut script = opened(80, 24);
    let values = vec![("place", "updates.example".into()), ("detail", "timeout".into()), ("kept", "700000".into())];
    told(&mut script, Told::Refused(stick(), Refused { code: "unreachable".into(), values }));
    script.wait_for("No connection to updates.example (timeout). 700 kB are kept.");
    let values = vec![("detail", "the machine is tired".into())];
    told(&mut script, Told::Refused(stick(), Refused { code: "never-heard-of".into(), values }));
    script.wait_for("It did not work: the machine is tired");
}

#[test]
fn a_new_publisher_is_accepted_only_by_typing_the_first_two_words() {
    let stranger = || {
        Box::new(Offer {
            known: false,
            have: None,
            name: "NSWP-tset".into(),
            looks_like: Some("NSWP-test".into()),
            ..*offer()
        })
    };
    in_every_size("stranger", opened, |script| {
        told(script, Told::Offered(stick(), stranger()));
        script.keys("enter").types("orbit le");
    });
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), stranger()));
    asked(&mut script);
    script.keys("enter enter").wait_for("first two words").types("lemon orbit").keys("enter");
    script.types(" tunnel").keys("enter");
    assert!(asked(&mut script).is_empty());
    script.keys("ctrl-u").types("Orbit-lemon").keys("enter");
    match &asked(&mut script)[..] {
        [Ask::Preview { source, words: Some(words), .. }] => {
            assert_eq!((source, words.as_str()), (&stick(), "Orbit-lemon"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_stick_put_in_says_so_and_takes_no_focus() {
    let mut script = Script::loaded(80, 24);
    script.types("leg");
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Offered(stick(), offer()));
    script.types("al");
    insta::assert_snapshot!("news_80x24", script.snap());
    script.keys("tab enter").wait_for("Update from NSWP-test on USB: version 14, 3 weeks newer — u to look");
    // Taken out again, it is no news any more.
    told(&mut script, Told::Listed(Vec::new()));
    assert!(!script.snap().contains("Update from"));
}

#[test]
fn nothing_is_said_of_a_stick_with_nothing_new_or_of_strangers() {
    let same = Offer { have: Some(Have { version: 14, published: None }), ..*offer() };
    let stranger = Offer { known: false, have: None, ..*offer() };
    for offer in [same, stranger] {
        let mut script = Script::loaded(80, 24);
        told(&mut script, Told::Listed(listed()));
        told(&mut script, Told::Offered(stick(), Box::new(offer)));
        assert!(!script.snap().contains("Update from"));
    }
}

#[test]
fn esc_stops_what_is_being_done_and_then_leaves() {
    let mut script = opened(80, 24);
    asked(&mut script);
    script.keys("esc");
    assert_eq!(asked(&mut script), [Ask::Stop]);
    script.wait_for("Stopped. Your directory is unchanged.");
    // What was on its way when it was stopped changes nothing.
    told(&mut script, Told::Step(stick(), Step::Getting, 1, 2));
    assert!(!script.state.updates.is_busy());
    script.passes(600).keys("esc").wait_for("What is needed?");
}

#[test]
fn an_update_comes_while_another_screen_is_up() {
    let mut script = opened(80, 24);
    asked(&mut script);
    script.keys("u").wait_for("It goes on. Alt-u shows how far it is.");
    assert!(asked(&mut script).is_empty(), "nothing is stopped");
    assert!(script.state.updates.is_busy());
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    script.wait_for("NSWP-test version 14 is here — Alt-u to look");
    script.keys("alt-u").wait_for("Signed by NSWP-test");
}

#[test]
fn one_thing_is_done_at_a_time() {
    let mut script = opened(80, 24);
    asked(&mut script);
    script.keys("down enter enter");
    assert!(asked(&mut script).is_empty(), "the stick is still being looked at");
}

/// The directory of the fixture without some organisations.
fn without(ids: &[&str]) -> Arc<Library> {
    let mut release = fixture::release();
    release.organizations.retain(|organization| !ids.contains(&organization.id.as_str()));
    release.publication.version = 14;
    let directory = Directory::new(vec![release]);
    let index = Index::build(&directory);
    Arc::new(Library { directory, index, store_bytes: 0, generation: 2 })
}

fn taken(library: Arc<Library>) -> Told {
    Told::Taken { source: stick(), version: 14, withdrawn: 4, library }
}

#[test]
fn the_new_directory_appears_under_the_same_query_and_selection() {
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("down down");
    let id = |script: &Script| {
        let number = script.state.find.selected_entry().unwrap();
        script.state.library.as_ref().unwrap().directory.entry(number).unwrap().id().to_owned()
    };
    let before = id(&script);
    assert!(before != "hebrew" && before != "chinese");
    told(&mut script, taken(without(&["hebrew", "chinese"])));
    assert_eq!(id(&script), before);
    script
        .wait_for("NSWP-test v14")
        .wait_for("legal")
        .wait_for("Version 14 in use. 4 entries were withdrawn. Alt-z goes back.");
    told(&mut script, Told::WentBack { now: Some(("NSWP-test".into(), 12)), library: without(&[]) });
    assert_eq!(id(&script), before);
}

#[test]
fn an_open_entry_stays_open_or_is_said_to_be_gone() {
    let mut script = Script::loaded(80, 24);
    script.read("legal-clinic").keys("down");
    told(&mut script, taken(without(&["hebrew"])));
    script.wait_for("+33 4 00 00 00 01").keys("home").wait_for("Legal clinic");
    told(&mut script, taken(without(&["lumiere"])));
    script.wait_for("\"Legal clinic\" is not in the new version.");
    assert!(script.state.screens.is_empty());
}

#[test]
fn what_was_read_matters_for_the_preview() {
    let mut script = Script::loaded(80, 24);
    script.read("legal-clinic").keys("esc");
    script.keys("alt-x").passes(1).read("beds").keys("u");
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Offered(stick(), offer()));
    match asked(&mut script).pop() {
        Some(Ask::Preview { matters, language, .. }) => {
            let read = |id: &str| (format!("nswp-test/{id}"), Because::Read);
            assert_eq!(matters, [read("beds"), read("legal-clinic")]);
            assert_eq!(language, "en");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn z_goes_back_only_when_there_is_something_to_undo() {
    let mut script = Script::loaded(80, 24);
    script.keys("tab z").wait_for("Nothing was taken that could be undone.");
    assert!(asked(&mut script).is_empty());
    told(&mut script, taken(without(&["hebrew"])));
    script.keys("z");
    assert_eq!(asked(&mut script), [Ask::GoBack]);
}

#[test]
fn z_pressed_again_while_it_goes_back_does_not_go_forth() {
    let mut script = Script::loaded(80, 24);
    told(&mut script, taken(without(&["hebrew"])));
    script.keys("tab z").wait_for("Going back…");
    script.keys("z z");
    assert_eq!(asked(&mut script), [Ask::GoBack]);
    let library = script.state.library.clone().unwrap();
    told(&mut script, Told::WentBack { now: Some(("Casa Abierta".into(), 13)), library });
    script.wait_for("Back to Casa Abierta version 13.").keys("u z");
    assert_eq!(asked(&mut script).last(), Some(&Ask::GoBack), "asked for on purpose, it is done again");
}

#[test]
fn locking_forgets_what_was_read() {
    let mut script = previewed(80, 24);
    script.keys("ctrl-l");
    assert!(script.state.recent.is_empty());
    assert!(script.state.updates.rows.iter().all(|row| !matches!(row.stage, Stage::Previewed(..))));
}

#[test]
fn it_is_said_in_spanish_and_without_colour() {
    let mut script = Script::with(80, 24, "es", Theme::Mono);
    script.load(fixture::directory()).keys("alt-u");
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Offered(stick(), offer()));
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    insta::assert_snapshot!("es_preview_80x24", script.snap());
}
