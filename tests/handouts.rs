//! Handouts as people get them: in six languages, in every form, printed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

#[allow(dead_code, reason = "each test program uses the part it needs")]
#[path = "harness/fixture.rs"]
mod fixture;

use std::{path::Path, process::Command};

use jiff::{civil::time, tz::TimeZone};
use parasol::{
    directory::{Directory, Location, schedule::Day},
    handout::{self, Form, Handout, Item, Request, Step, codes, qr},
    i18n::{I18n, on_paper},
    sheet::{
        Context,
        paper::{Plan, Start, Visit},
    },
};
use proptest::prelude::*;

/// Noon on a Tuesday.
const NOW: &str = "2026-11-24T12:00:00Z";

/// The directory of the screens with its places on the map.
fn on_the_map() -> Directory {
    let mut release = fixture::release();
    let mut put = |id: &str, latitude: f64, longitude: f64| {
        let organizations = release.organizations.iter_mut();
        let place: &mut Location =
            organizations.flat_map(|one| &mut one.locations).find(|place| place.id == id).unwrap();
        (place.latitude, place.longitude) = (Some(latitude), Some(longitude));
    };
    put("l1", 45.7676, 4.8345);
    put("p1", 45.7831, 4.8572);
    Directory::new(vec![release])
}

/// A handout of these entries.
fn of(directory: &Directory, ids: &[&str], language: &str, form: Form, note: &str) -> Handout {
    let i18n = I18n::on_paper(language);
    let context =
        Context { i18n: &i18n, text_language: i18n.language(), now: NOW.parse().unwrap(), zone: &TimeZone::UTC };
    let entries: Vec<_> = ids.iter().map(|id| directory.find(id).unwrap()).collect();
    let items: Vec<Item<'_>> = entries.iter().map(|entry| Item { entry: *entry, note }).collect();
    let start = directory.find("permits").and_then(|entry| Start::of(&entry, &context));
    let plan = Plan { visit: Some(Visit { day: Some(Day::Friday), time: time(17, 0, 0, 0) }), start };
    let request = Request {
        directory,
        items: &items,
        note,
        steps: &[Step::AskFor, Step::BringId, Step::ComeBack],
        own_step: "Mina <3",
        plan: &plan,
        form,
    };
    handout::handout(&request, &context)
}

/// One of each kind: fresh, stale, confidential, not checked.
const FOUR: [&str; 4] = ["legal-clinic", "permits", "beds", "starter"];

/// The page without the style and the patterns of the codes.
fn skeleton(page: &str) -> String {
    let (before, after) = page.split_once("<style>").unwrap();
    let (_, rest) = after.split_once("</style>").unwrap();
    let mut out = before.to_owned();
    let mut pieces = rest.split(" d=\"");
    out.push_str(pieces.next().unwrap());
    for piece in pieces {
        out.push_str(piece.split_once('"').unwrap().1);
    }
    out
}

#[test]
fn of_several_directories_it_is_said_which_entries_are_of_which() {
    let mut other = fixture::release();
    other.publication.publisher = "casa".into();
    other.publication.name = "Casa Lumen".into();
    other.publication.version = 3;
    let directory = Directory::new(vec![fixture::release(), other]);
    let ids = ["legal-clinic", "casa/permits", "beds"];
    for (language, ours, theirs) in [
        (
            "en",
            "From the directory NSWP-test, version 12 of 15 Nov 2026: 1, 3",
            "From the directory Casa Lumen, version 3",
        ),
        ("fr", "De l’annuaire NSWP-test, version 12 du", "De l’annuaire Casa Lumen, version 3"),
        ("zh", "出自名录 NSWP-test，第 12 版", "出自名录 Casa Lumen，第 3 版"),
    ] {
        let text = handout::plain(&of(&directory, &ids, language, Form::default(), ""));
        let of = |words: &str| text.lines().find(|line| line.starts_with(words)).unwrap_or_else(|| panic!("{text}"));
        assert!(of(ours).ends_with("1, 3"), "{text}");
        assert!(of(theirs).ends_with('2'), "{text}");
    }
    // Who wants nothing told is told nothing of it.
    let discreet = handout::plain(&of(&directory, &ids, "en", Form { discreet: true, ..Form::default() }, ""));
    assert!(!discreet.contains("Casa Lumen"), "{discreet}");
    // Of one directory, there is nothing to tell apart.
    let one = handout::plain(&of(&directory, &["legal-clinic", "beds"], "en", Form::default(), ""));
    assert!(one.contains("version 12 of") && !one.contains(": 1"), "{one}");
}

#[test]
fn a_handout_says_the_same_in_six_languages() {
    let directory = on_the_map();
    for language in ["en", "es", "fr", "ru", "zh", "ar"] {
        let made = of(&directory, &FOUR, language, Form::default(), "Ring the lower bell.");
        insta::assert_snapshot!(format!("text_{language}"), handout::plain(&made));
        insta::assert_snapshot!(format!("markdown_{language}"), handout::markdown(&made));
        insta::assert_snapshot!(format!("html_{language}"), skeleton(&handout::html(&made)));
    }
    assert_eq!(on_paper(), ["en", "ar", "es", "fr", "ru", "zh"]);
}

#[test]
fn large_pocket_and_discreet_handouts_are_what_they_say() {
    let directory = on_the_map();
    let form = |large, discreet, pocket| Form { large, discreet, pocket };
    for (name, form) in [
        ("large", form(true, false, false)),
        ("discreet", form(false, true, false)),
        ("pocket", form(false, false, true)),
    ] {
        insta::assert_snapshot!(format!("text_{name}"), handout::plain(&of(&directory, &FOUR, "en", form, "")));
    }
}

#[test]
fn a_discreet_handout_does_not_tell_what_it_is() {
    let directory = on_the_map();
    for language in on_paper() {
        let made = of(&directory, &FOUR, language, Form { discreet: true, ..Form::default() }, "");
        let title = I18n::on_paper(language).text("handout-title");
        for text in [handout::plain(&made), handout::markdown(&made), handout::html(&made)] {
            for telling in
                ["egal", "clinic", "Lumière", "lumiere", "Shelter", "NSWP", "Cabinet", "<h1", "<h2>1", &title]
            {
                assert!(!text.contains(telling), "{telling} in {language}:\n{text}");
            }
            assert!(text.contains("12 rue Exemple") && text.contains("+33 4 00 00 00 01"), "{text}");
        }
    }
}

#[test]
fn a_confidential_address_is_on_no_handout_and_in_no_code() {
    let directory = on_the_map();
    let beds = directory.find("beds").unwrap();
    for language in on_paper() {
        let i18n = I18n::on_paper(language);
        let context = Context { i18n: &i18n, text_language: language, now: NOW.parse().unwrap(), zone: &TimeZone::UTC };
        let made = of(&directory, &["beds"], language, Form::default(), "");
        let mut texts = vec![handout::plain(&made), handout::markdown(&made), handout::html(&made)];
        texts.extend(codes::of_entry(&beds, &context).into_iter().map(|code| code.payload));
        for text in texts {
            assert!(!text.contains("SECRET"), "{text}");
        }
        assert_eq!(Start::of(&beds, &context), None);
    }
}

#[test]
fn plain_text_fits_its_columns() {
    let directory = on_the_map();
    for language in on_paper() {
        for (large, columns) in [(false, handout::COLUMNS), (true, handout::LARGE_COLUMNS)] {
            let made = of(&directory, &FOUR, language, Form { large, ..Form::default() }, &"a long note ".repeat(20));
            for line in handout::plain(&made).lines() {
                assert!(parasol::text::wrap::columns(line) <= columns, "{line:?} in {language}");
            }
        }
    }
}

#[test]
fn a_page_asks_nothing_of_anybody() {
    let made = of(&on_the_map(), &FOUR, "en", Form::default(), "<img src=x onerror=alert(1)>");
    let page = handout::html(&made);
    for asking in ["<script", "<img", "<link", "<a ", "src=", "href=", "url(", "@import", "<iframe"] {
        let harmless = page.replace("&lt;img src=x", "");
        assert!(!harmless.contains(asking), "{asking} in the page");
    }
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\">"));
    let arabic = handout::html(&of(&on_the_map(), &FOUR, "ar", Form::default(), ""));
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(
        arabic.contains("<bdi dir=\"ltr\" class=\"phone\">+33 4 00 00 00 01</bdi>"),
        "a number is never turned round"
    );
}

/// What a camera reads of a code on paper.
fn scanned(matrix: &qr::Matrix) -> String {
    const SCALE: usize = 4;
    let side = matrix.side() * SCALE;
    let shade = |x: usize, y: usize| if matrix.is_dark(x / SCALE, y / SCALE) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn codes_on_paper_can_be_scanned() {
    let made = of(&on_the_map(), &["legal-clinic"], "en", Form::default(), "");
    let payloads: Vec<&str> = made.cards[0].codes.iter().map(|code| code.payload.as_str()).collect();
    assert_eq!(payloads, ["tel:+33400000001", "https://lumiere.example/clinic"]);
    for payload in payloads {
        assert_eq!(scanned(&qr::Matrix::of(payload).unwrap()), payload);
    }
}

#[test]
fn a_contact_says_who_and_where() {
    let directory = on_the_map();
    let i18n = I18n::on_paper("en");
    let context = Context { i18n: &i18n, text_language: "en", now: NOW.parse().unwrap(), zone: &TimeZone::UTC };
    let codes = codes::of_entry(&directory.find("legal-clinic").unwrap(), &context);
    insta::assert_snapshot!("contact", codes.last().unwrap().payload.replace("\r\n", "\n"));
    assert_eq!(scanned(&qr::Matrix::of(&codes.last().unwrap().payload).unwrap()), codes.last().unwrap().payload);
}

#[test]
fn what_a_code_on_a_screen_can_hold_fits_into_it() {
    assert_eq!(qr::capacity(28), 0, "not even the smallest");
    for side in 29..66 {
        let bytes = qr::capacity(side);
        let matrix = qr::Matrix::on_screen(&"x".repeat(bytes)).unwrap();
        assert!(matrix.side() <= side, "{bytes} bytes in {side} modules");
        let more = qr::Matrix::on_screen(&"é".repeat(bytes / 2 + 1)).unwrap();
        assert!(side >= 65 || more.side() > matrix.side(), "{side} modules hold more than {bytes} bytes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_text_split_over_codes_can_be_put_together_again(text in "(\\PC{0,30}[ \n]){0,12}", bytes in 40usize..160) {
        let codes = codes::of_text(&text, bytes);
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut all = String::new();
        for (at, code) in codes.iter().enumerate() {
            prop_assert!(code.payload.len() <= bytes, "{:?}", code.payload);
            let numbered = format!("({}/{})\n", at + 1, codes.len());
            all.push_str(if codes.len() > 1 { code.payload.strip_prefix(&numbered).unwrap() } else { &code.payload });
        }
        prop_assert_eq!(squeezed(&all), squeezed(&text));
    }

    #[test]
    fn whatever_a_note_says_it_stays_text(note in "\\PC{0,60}") {
        let made = of(&on_the_map(), &["legal-clinic"], "en", Form::default(), &note);
        let page = handout::html(&made);
        let tags = |page: &str| page.matches('<').count();
        let empty = handout::html(&of(&on_the_map(), &["legal-clinic"], "en", Form::default(), "x"));
        prop_assert!(made.note.is_empty() || tags(&page) == tags(&empty));
    }
}

/// A program is there, or the test says that it was skipped.
fn there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().or_else(|_| Command::new(program).arg("-v").output());
    if found.is_err() {
        eprintln!("SKIPPED: {program} is not installed, so nothing was printed");
    }
    found.is_ok()
}

/// Prints a page as a browser does; gives the number of sheets and the text.
fn printed(page: &str, paper: &str, folder: &Path) -> (usize, String) {
    let size = format!("@page {{ size: {paper}; }}</style>");
    let (file, pdf) = (folder.join("page.html"), folder.join("page.pdf"));
    #[allow(clippy::disallowed_methods, reason = "a test writes its own file")]
    std::fs::write(&file, page.replacen("</style>", &size, 1)).unwrap();
    let profile = tempfile::tempdir_in(folder).unwrap();
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    assert!(pdf.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let pdf = pdf.to_str().unwrap();
    let info = said("pdfinfo", &[pdf]);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap();
    (pages, said("pdftotext", &["-layout", pdf, "-"]))
}

#[test]
fn a_page_prints_on_the_papers_of_the_world() {
    if !there("chromium") || !there("pdftotext") || !there("pdfinfo") {
        return;
    }
    let directory = on_the_map();
    let folder = tempfile::tempdir().unwrap();
    let form = |large, discreet, pocket| Form { large, discreet, pocket };
    let cases = [
        ("en", form(false, false, false), 3, "Legal clinic"),
        ("ru", form(false, true, false), 2, "12 rue Exemple"),
        ("zh", form(false, false, true), 1, "下一步"),
        ("en", form(false, false, true), 1, "Bring an identity document."),
        ("en", form(true, false, false), 6, "Legal clinic"),
    ];
    for paper in ["A4", "Letter"] {
        // On the shorter paper: the usual form and the one to fold.
        let cases = cases.iter().enumerate().filter(|(at, _)| paper == "A4" || [0, 3].contains(at));
        for (_, (language, form, most, words)) in cases {
            let page = handout::html(&of(&directory, &FOUR, language, *form, "Ring the lower bell."));
            let (pages, text) = printed(&page, paper, folder.path());
            assert!((1..=*most).contains(&pages), "{language} {form:?} takes {pages} sheets of {paper}");
            for words in [*words, "+33 4 00 00 00 01", "Ring the lower bell."] {
                assert!(text.contains(words), "{words} is not on {paper}, {language} {form:?}:\n{text}");
            }
            assert!(!text.contains("SECRET"));
        }
    }
    // One entry fits on one sheet, in every language.
    for language in ["es", "fr", "ru", "zh", "ar"] {
        let page = handout::html(&of(&directory, &["legal-clinic"], language, Form::default(), ""));
        let (pages, text) = printed(&page, "A4", folder.path());
        assert_eq!(pages, 1, "{language}:\n{text}");
        assert!(text.contains("+33 4 00 00 00 01"), "{language}:\n{text}");
    }
}
