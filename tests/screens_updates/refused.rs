//! What did not come about, and why.

use super::{at, barred, in_every_size, listed, opened, site, stick, told};
use crate::harness::{Script, Session};
use parasol::{
    app::updates::{Listed, NoUse, Refused, Told},
    bundle::Hurdle,
    i18n::I18n,
};

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
