//! Several sources beside one another.

use std::path::PathBuf;

use super::{asked, at, in_use, library, listed, offer, preview, site, stick, taken, told};
use crate::harness::{Script, Session};
use parasol::app::{
    Event,
    updates::{Ask, Have, Listed, Offer, Stage, Told, UpdateSource},
};

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
fn a_version_that_is_kept_without_being_shown_is_newer_nowhere_else() {
    // The publisher is switched off: it is in no directory.
    let mut script = Script::new(80, 24);
    script.event(Event::Loaded(library(None, Some(2)), None)).keys("alt-u");
    told(&mut script, Told::Listed(three()));
    let off = || Box::new(Offer { off: true, ..*offer() });
    told(&mut script, Told::Offered(blue(), off()));
    told(&mut script, Told::Offered(stick(), off()));
    script.keys("end up");
    told(&mut script, Told::Previewed(stick(), off(), preview()));
    script.keys("enter");
    told(&mut script, taken(library(None, Some(2))));
    script.wait_for("version 14, kept, not shown");
    assert!(matches!(stage(&script, &blue()), Stage::Offered(offer) if !offer.is_newer()));
    script.keys("home").wait_for("There is nothing newer here.");
    // Nobody knows without looking what is kept after going back.
    script.keys("z");
    told(&mut script, Told::WentBack { library: library(None, Some(2)) });
    assert!(!matches!(stage(&script, &blue()), Stage::Offered(_)));
    assert!(matches!(stage(&script, &stick()), Stage::Offered(offer) if offer.is_newer()));
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
