//! The Updates screen, as a person sees it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails says where")]

#[path = "screens_updates/after.rs"]
mod after;
#[path = "screens_updates/before.rs"]
mod before;
mod harness;
#[path = "screens_updates/news.rs"]
mod news;
#[path = "screens_updates/refused.rs"]
mod refused;
#[path = "screens_updates/several.rs"]
mod several;
#[path = "screens_updates/whose.rs"]
mod whose;
#[path = "screens_updates/work.rs"]
mod work;

use std::{path::PathBuf, sync::Arc};

use harness::{Script, Session, fixture};
use jiff::Timestamp;
use parasol::{
    app::{
        Effect, Event, Library,
        updates::{
            Accepted, Ask, Because, EntryChange, FieldChange, Have, Listed, Offer, Preview, Refused, Told, UpdateSource,
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

fn snapshot(name: &str, script: &mut Script) {
    insta::assert_snapshot!(name, script.snap());
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
    library(Some(version), other)
}

/// The same; of the publisher of the update nothing where it is switched off.
fn library(version: Option<u64>, other: Option<u64>) -> Arc<Library> {
    let release = |version, other: bool| {
        let mut release = fixture::release();
        release.publication.version = version;
        if other {
            release.publication.publisher = "casa".into();
            release.publication.name = "Casa Lumen".into();
        }
        release
    };
    let own = version.map(|version| release(version, false));
    let all = own.into_iter().chain(other.map(|version| release(version, true)));
    let directory = Directory::new(all.collect());
    let index = Index::build(&directory);
    Arc::new(Library { directory, index, store_bytes: 0, generation: 2 })
}
