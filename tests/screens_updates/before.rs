//! What is said of a source before anything of it is taken, and while it comes.

use super::{asked, in_every_size, listed, offer, opened, preview, previewed, site, snapshot, stick, told};
use crate::harness::{Script, Session, fixture};
use parasol::app::{
    Theme,
    updates::{Ask, Because, Offer, Step, Told},
};

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
fn it_is_said_in_spanish_and_without_colour() {
    let mut script = Script::with(80, 24, "es", Theme::Mono);
    script.load(fixture::directory()).keys("alt-u");
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Offered(stick(), offer()));
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    snapshot("es_preview_80x24", &mut script);
}
