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
            Accepted, Ask, Because, EntryChange, FieldChange, Have, Listed, NoUse, Offer, Preview, Refused, Stage,
            Step, Told, UpdateSource,
        },
    },
    bundle::Hurdle,
    directory::Directory,
    i18n::I18n,
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
        failed: None,
        secret: true,
    };
    let site = Listed {
        source: site(),
        name: "updates.example/nswp".into(),
        file: String::new(),
        bytes: None,
        answered: Some(at("2026-11-15T12:00:00Z")),
        failed: None,
        secret: false,
    };
    vec![site, file]
}

fn offer() -> Box<Offer> {
    Box::new(Offer {
        publisher: "nswp-test".into(),
        name: "NSWP-test".into(),
        contact: "desk@nswp.example".into(),
        words: "orbit lemon tunnel basic virus candy fiction jungle".split(' ').map(str::to_owned).collect(),
        hex: "ab12".repeat(16),
        accepted: Accepted::Before,
        looks_like: None,
        version: 14,
        published: at("2026-11-23T08:00:00Z"),
        expires: at("2027-02-23T08:00:00Z"),
        have: Some(Have { version: 12, published: Some(at("2026-11-02T08:00:00Z")) }),
        off: false,
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
fn one_organisation_is_not_said_as_many() {
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), Box::new(Offer { organizations: 1, services: 0, ..*offer() })));
    script.wait_for("1 organisation, 0 services");
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
    let values = vec![("detail", "the machine is tired".into())];
    told(&mut script, Told::Refused(stick(), Refused { code: "never-heard-of".into(), values }));
    script.wait_for("It did not work: the machine is tired");
}

/// A refusal of a site that bars the way with a hurdle.
fn barred(hurdle: &str, value: &str, kept: &str) -> Refused {
    let values = [
        ("place", "updates.example/nswp"),
        ("hurdle", hurdle),
        ("value", value),
        ("kept", kept),
        ("detail", "timestamp.json: timeout: receive response"),
    ];
    Refused { code: "unreachable".into(), values: values.map(|(name, text)| (name, text.to_owned())).into() }
}

#[test]
fn a_site_that_cannot_be_reached_is_not_called_refused() {
    in_every_size("login_page", opened, |script| {
        script.keys("down");
        told(script, Told::Refused(site(), barred("page", "", "0")));
    });
    let mut script = opened(80, 24);
    script.keys("down");
    told(&mut script, Told::Refused(site(), barred("silent", "", "700000")));
    let screen = script
        .wait_for("not reached")
        .wait_for("No connection to updates.example/nswp: it did not answer in time. 700 kB of it")
        .wait_for("Try again later")
        .snap();
    assert!(!screen.contains("refused") && !screen.contains("timeout"), "{screen}");
    // Whoever helps can be told more.
    script.keys("d").wait_for("For whoever helps you: timestamp.json: timeout: receive response");
    let mut script = opened(80, 24);
    told(&mut script, Told::Refused(site(), barred("proxy", "10.0.0.7:3128", "0")));
    script.keys("down").wait_for("the proxy 10.0.0.7:3128, which this");
}

#[test]
fn not_everything_that_did_not_come_about_was_refused() {
    let rows = [
        ("damaged", "damaged"),
        ("damaged-site", "damaged"),
        ("cannot-read", "cannot be read"),
        ("nothing-there", "nothing there"),
        ("old-keys", "refused"),
        ("not-trusted", "refused"),
        ("disk-full", "did not work"),
        ("other", "did not work"),
    ];
    for (code, words) in rows {
        let mut script = opened(80, 24);
        told(&mut script, Told::Refused(stick(), Refused { code: code.into(), values: Vec::new() }));
        let screen = script.snap();
        let row = screen.lines().find(|line| line.contains("RED-8GB")).unwrap();
        assert!(row.contains(words), "{code}: {row}");
        let messages = [format!("updates-refused-{code}"), format!("updates-hint-{code}")];
        assert!(messages.iter().all(|id| script.state.i18n.has(id)), "{code} has no words");
    }
}

#[test]
fn every_hurdle_has_its_words_and_what_to_do() {
    let words = |hurdle: &Hurdle| [format!("line-{}", hurdle.word()), format!("line-hint-{}", hurdle.word())];
    let address = || "10.0.0.7:3128".to_owned();
    let all = [
        Hurdle::NoHost,
        Hurdle::NoAnswer,
        Hurdle::Silent,
        Hurdle::Broken,
        Hurdle::NotSecret,
        Hurdle::Page,
        Hurdle::Status(503),
        Hurdle::Redirects,
        Hurdle::Proxy(address()),
        Hurdle::BadProxy(address()),
    ];
    let i18n = I18n::new("en");
    for hurdle in all {
        assert!(words(&hurdle).iter().all(|id| i18n.has(id)), "{hurdle:?}");
        let said = i18n.with(&format!("line-{}", hurdle.word()), &[("value", hurdle.value().into())]);
        assert!(said.contains(&hurdle.value()), "{said}");
    }
}

#[test]
fn a_new_publisher_is_accepted_only_by_typing_the_first_two_words() {
    let stranger = || {
        Box::new(Offer {
            accepted: Accepted::Not,
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
    script.types(" tunnel").keys("enter").wait_for("Those are not the first two words");
    assert!(asked(&mut script).is_empty());
    // Whoever gives up and comes back begins anew.
    script.keys("esc").wait_for("Enter: they are the same.");
    assert!(!script.snap().contains("Those are not"));
    script.keys("enter ctrl-u").types("Orbit-lemon").keys("enter");
    match &asked(&mut script)[..] {
        [Ask::Preview { source, words: Some(words), .. }] => {
            assert_eq!((source, words.as_str()), (&stick(), "Orbit-lemon"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_a_publisher_that_is_switched_off_it_is_said_that_nothing_will_be_shown() {
    let off = || Box::new(Offer { off: true, ..*offer() });
    in_every_size("off", opened, |script| {
        told(script, Told::Offered(stick(), off()));
        told(script, Told::Previewed(stick(), off(), preview()));
    });
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), off()));
    script.wait_for("Switched off here: kept and not shown.");
    script.keys("d").wait_for("\"parasol publishers on nswp-test\" shows it.").keys("d");
    told(&mut script, Told::Previewed(stick(), off(), preview()));
    script.keys("enter");
    told(&mut script, taken(without(&[])));
    insta::assert_snapshot!("off_taken_80x24", script.snap());
    // Looked at again, it is still not said to be in use.
    let again = Offer { off: true, have: Some(Have { version: 14, published: None }), ..*offer() };
    told(&mut script, Told::Offered(stick(), Box::new(again)));
    script.wait_for("version 14, kept, not shown");
}

#[test]
fn a_site_that_was_no_use_the_last_time_is_still_said_to_be_so_after_a_restart() {
    let failed = |code: &str| Some(NoUse { at: at("2026-11-21T12:00:00Z"), code: code.into() });
    for (code, short, long) in [
        ("unreachable", "not reached, asked 3 days ago", "The last time, 3 days ago: no connection."),
        ("nothing-at-address", "nothing there, asked 3 days ago", "no directory there."),
        ("older", "refused, asked 3 days ago", "an older version than before."),
        ("unsafe", "refused, asked 3 days ago", "refused (unsafe)."),
    ] {
        let mut script = Script::loaded(80, 24);
        script.keys("alt-u");
        let [site, stick] = <[Listed; 2]>::try_from(listed()).unwrap();
        told(&mut script, Told::Listed(vec![Listed { failed: failed(code), ..site }, stick]));
        script.keys("down").wait_for(short).wait_for(long);
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
    let stranger = Offer { accepted: Accepted::Not, have: None, ..*offer() };
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
fn esc_pressed_twice_to_stop_leaves_the_screen_and_not_the_program() {
    let mut script = opened(80, 24);
    script.keys("esc").passes(100).keys("esc").wait_for("What is needed?");
    assert!(!script.effects.contains(&Effect::QuickExit), "{:?}", script.effects);
    script.passes(100).keys("esc");
    assert!(script.effects.contains(&Effect::QuickExit), "two more leave at once, as everywhere");
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

/// The directory of the fixture in this version, beside one of another
/// publisher if that has a version.
fn in_use(version: u64, other: Option<u64>) -> Arc<Library> {
    let mut release = fixture::release();
    release.publication.version = version;
    let mut all = vec![release];
    if let Some(version) = other {
        let mut release = fixture::release();
        release.publication.publisher = "casa".into();
        release.publication.name = "Casa Lumen".into();
        release.publication.version = version;
        all.push(release);
    }
    let directory = Directory::new(all);
    let index = Index::build(&directory);
    Arc::new(Library { directory, index, store_bytes: 0, generation: 2 })
}

#[test]
fn a_publisher_accepted_just_now_is_never_said_to_be_the_same_as_before() {
    let new = |accepted| {
        Box::new(Offer {
            publisher: "casa".into(),
            accepted,
            have: None,
            looks_like: Some("NSWP-test".into()),
            ..*offer()
        })
    };
    in_every_size("just_accepted", opened, |script| {
        told(script, Told::Offered(stick(), new(Accepted::Not)));
        script.keys("enter").types("orbit lemon").keys("enter");
        told(script, Told::Previewed(stick(), new(Accepted::JustNow), preview()));
        let screen = script.snap();
        assert!(!screen.contains("same publisher"), "{screen}");
    });
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), new(Accepted::ByAdministrator)));
    script.wait_for("New publisher, accepted for this machine");
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), new(Accepted::Before)));
    script.wait_for("accepted before, not in use now");
    // What was accepted is so for what was prepared, and no longer.
    told(&mut script, Told::Previewed(stick(), new(Accepted::JustNow), preview()));
    script.keys("ctrl-l").keys("x").keys("enter");
    let stage = script.state.updates.rows.iter().find(|row| row.listed.source == stick()).map(|row| &row.stage);
    assert!(stage.and_then(Stage::offer).is_some_and(|offer| !offer.is_accepted()), "{stage:?}");
}

/// A second stick, of another publisher.
fn blue() -> UpdateSource {
    UpdateSource::File(PathBuf::from("/media/ana/BLUE/casa-3.parasol"))
}

fn casa() -> Box<Offer> {
    let have = Some(Have { version: 2, published: Some(at("2026-11-02T08:00:00Z")) });
    Box::new(Offer { publisher: "casa".into(), name: "Casa Lumen".into(), version: 3, have, ..*offer() })
}

/// The list with both sticks.
fn three() -> Vec<Listed> {
    let file = listed().remove(1);
    let blue = Listed { source: blue(), name: "BLUE".into(), file: "casa-3.parasol".into(), ..file };
    [listed(), vec![blue]].concat()
}

fn stage(script: &Script, source: &UpdateSource) -> Stage {
    let row = script.state.updates.rows.iter().find(|row| row.listed.source == *source);
    row.unwrap_or_else(|| panic!("{source:?} is not listed")).stage.clone()
}

#[test]
fn what_is_known_of_other_sources_stays_when_one_is_taken_or_undone() {
    let mut script = Script::new(80, 24);
    script.event(Event::Loaded(in_use(12, Some(2)), None)).keys("alt-u");
    told(&mut script, Told::Listed(three()));
    let older = Box::new(Offer { version: 13, ..*offer() });
    told(&mut script, Told::Offered(site(), older));
    told(&mut script, Told::Offered(blue(), casa()));
    told(&mut script, Told::Previewed(blue(), casa(), preview()));
    told(&mut script, Told::Offered(stick(), offer()));
    script.keys("end up");
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    script.keys("enter");
    told(&mut script, taken(in_use(14, Some(2))));
    script.wait_for("version 3, 8 days newer").wait_for("version 13, older than yours").wait_for("version 14 in use");
    // What was taken is said in full.
    script.keys("d").wait_for("411 organisations").wait_for("23 added").wait_for("orbit lemon").keys("esc");
    script.keys("z");
    told(&mut script, Told::WentBack { library: in_use(12, Some(2)) });
    script.wait_for("version 13, 8 days newer").wait_for("version 3, 8 days newer");
    assert!(matches!(stage(&script, &stick()), Stage::Offered(offer) if offer.is_newer()));
    assert!(!script.snap().contains("not looked at"));
}

#[test]
fn one_version_is_kept_ready_and_the_others_are_compared_again() {
    let mut script = Script::new(80, 24);
    script.event(Event::Loaded(in_use(12, Some(2)), None)).keys("alt-u");
    told(&mut script, Told::Listed(three()));
    told(&mut script, Told::Offered(blue(), casa()));
    told(&mut script, Told::Previewed(blue(), casa(), preview()));
    told(&mut script, Told::Offered(stick(), offer()));
    script.keys("down");
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    assert!(matches!(stage(&script, &blue()), Stage::Offered(_)));
    asked(&mut script);
    script.keys("up");
    assert!(matches!(&asked(&mut script)[..], [Ask::Preview { source, .. }] if *source == blue()));
    // Where the marker is by then is looked at next.
    script.keys("down");
    assert!(asked(&mut script).is_empty());
    told(&mut script, Told::Previewed(blue(), casa(), preview()));
    assert!(matches!(&asked(&mut script)[..], [Ask::Preview { source, .. }] if *source == stick()));
}

#[test]
fn the_marker_starts_on_the_first_source_with_something_newer() {
    let selected = |script: &Script| script.state.updates.current().unwrap().listed.source.clone();
    let mut script = Script::loaded(80, 24);
    // The sites are known before the drives.
    let site_alone: Vec<Listed> = three().into_iter().filter(|listed| listed.source == site()).collect();
    told(&mut script, Told::Listed(site_alone));
    told(&mut script, Told::Listed(three()));
    script.keys("alt-u");
    assert_eq!(selected(&script), blue(), "nothing is known: the first");
    script.keys("esc esc").passes(600);
    let same = Offer { have: Some(Have { version: 3, published: None }), ..*casa() };
    told(&mut script, Told::Offered(blue(), Box::new(same)));
    told(&mut script, Told::Offered(stick(), offer()));
    script.state.updates.news = None;
    script.keys("alt-u");
    assert_eq!(selected(&script), stick());
    // Whoever has moved it keeps it where it is.
    script.keys("down");
    told(&mut script, Told::Offered(blue(), casa()));
    told(&mut script, Told::Listed(three()));
    assert_eq!(selected(&script), site());
}

#[test]
fn what_is_being_done_can_be_left_or_stopped_and_the_keys_say_so() {
    let mut script = previewed(80, 24);
    script.keys("enter").wait_for("Esc stops it. u leaves this screen and lets it go on.");
    let screen = script.wait_for("u let it go on").wait_for("Esc stop").snap();
    assert!(!screen.contains("Enter"), "{screen}");
}

#[test]
fn a_stick_taken_out_while_its_version_is_written_is_shown_until_that_has_ended() {
    in_every_size("pulled_out", previewed, |script| {
        script.keys("enter");
        told(script, Told::Listed(vec![listed().remove(0)]));
        told(script, Told::Step(stick(), Step::Writing, 915, 1_500));
    });
    let mut script = previewed(80, 24);
    script.keys("enter");
    told(&mut script, Told::Listed(Vec::new()));
    script.wait_for("Writing").wait_for("The drive was taken out");
    told(&mut script, taken(without(&["hebrew"])));
    script.wait_for("version 14 in use");
    told(&mut script, Told::Listed(Vec::new()));
    script.wait_for("There is no drive with an update");
    // Where it cannot go on, there is nothing left to show.
    let mut script = opened(80, 24);
    told(&mut script, Told::Listed(Vec::new()));
    told(&mut script, Told::Stopped(stick()));
    script.wait_for("There is no drive with an update");
}

#[test]
fn a_site_that_says_nothing_is_said_to_be_waited_for_by_the_second() {
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), offer()));
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    script.keys("down enter").wait_for("Asking …");
    assert!(!script.snap().contains("Checking"));
    assert_eq!(script.state.deadline(), Some(at("2026-11-24T12:00:01Z")));
    script.passes(12_300).wait_for("updates.example/nswp has said nothing for 12 s.").wait_for("Esc stops it.");
    assert_eq!(script.state.deadline(), Some(at("2026-11-24T12:00:13Z")));
    // While bytes come it is not silent; when they end, it is.
    told(&mut script, Told::Step(site(), Step::Getting, 1_000, 5_000));
    script.wait_for("1.0 kB of 5.0 kB");
    assert!(!script.snap().contains("has said nothing"));
    script.passes(9_000).wait_for("has said nothing for 9 s").wait_for("1.0 kB of 5.0 kB").wait_for("waiting for 9 s");
    // What was the matter the last time is not said while it is tried again.
    told(&mut script, Told::Refused(site(), barred("page", "", "0")));
    script.wait_for("Open a browser").keys("enter");
    assert!(!script.wait_for("Asking …").snap().contains("Open a browser"));
    script.keys("esc").passes(5_000);
    assert_eq!(script.state.deadline(), None, "nothing is waited for any more");
}

#[test]
fn a_stick_is_told_of_whatever_else_is_being_said() {
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("tab");
    told(&mut script, Told::Listed(listed()));
    script.keys("s").wait_for("On the shortlist");
    told(&mut script, Told::Offered(stick(), offer()));
    script.wait_for("On the shortlist").wait_for("Update from NSWP-test on USB: version 14, 3 weeks newer — u to look");
    insta::assert_snapshot!("news_beside_a_message_80x24", script.snap());
    script.passes(5_000);
    let screen = script.snap();
    assert_eq!(screen.matches("Update from NSWP-test").count(), 1, "{screen}");
}

#[test]
fn a_stick_with_nothing_but_a_damaged_file_is_told_of() {
    let damaged = || Refused { code: "damaged".into(), values: Vec::new() };
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("tab");
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Unusable(stick(), damaged()));
    script.wait_for("The file on RED-8GB cannot be used — u to look");
    script.keys("u").wait_for("The file is damaged or cut short.").wait_for("Copy it again");
    assert!(script.state.updates.news.is_none());
    // It was still being copied.
    let mut script = Script::loaded(80, 24);
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Unusable(stick(), damaged()));
    told(&mut script, Told::Offered(stick(), offer()));
    assert!(!script.wait_for("Update from NSWP-test").snap().contains("cannot be used"));
}

#[test]
fn going_back_and_forth_says_what_is_in_use_now() {
    let mut script = Script::new(100, 24);
    script.event(Event::Loaded(in_use(14, None), None));
    let mut goes = |library, says: &str| {
        told(&mut script, Told::WentBack { library });
        let screen = script.wait_for(says).snap();
        assert!(!screen.contains("Back to"), "{screen}");
    };
    goes(in_use(12, None), "In use now: NSWP-test version 12. Withdrawn entries stay withdrawn.");
    goes(in_use(14, None), "In use now: NSWP-test version 14.");
    goes(in_use(14, Some(3)), "In use now: Casa Lumen version 3.");
    goes(in_use(14, None), "Casa Lumen is not in use any more. In use now: NSWP-test version 14.");
    // Two publishers may have one name.
    let namesake = || {
        let mut release = fixture::release();
        release.publication.publisher = "stranger".into();
        let mut ours = fixture::release();
        ours.publication.version = 14;
        let directory = Directory::new(vec![ours, release]);
        let index = Index::build(&directory);
        Arc::new(Library { directory, index, store_bytes: 0, generation: 3 })
    };
    goes(namesake(), "In use now: NSWP-test (the other) version 12.");
    goes(in_use(14, None), "NSWP-test (the other) is not in use any more. In use now: NSWP-test version 14.");
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
    told(&mut script, Told::WentBack { library: without(&[]) });
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
    script.keys("tab z").wait_for("Undoing…");
    script.keys("z z");
    assert_eq!(asked(&mut script), [Ask::GoBack]);
    let library = script.state.library.clone().unwrap();
    told(&mut script, Told::WentBack { library });
    script.wait_for("In use now: NSWP-test version 14.").keys("u z");
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
