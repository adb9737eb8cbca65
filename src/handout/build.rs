//! From entries to a handout in words.

use super::{Card, Fact, FactLine, Form, Handout, Item, Request, Words, codes, steps};
use crate::{
    i18n::I18n,
    sheet::{Context, Emphasis, Line, Section, SectionKind, paper, phrases},
    text::{direction::is_right_to_left, sanitise::sanitise},
};

/// Writes a handout in the language of `context`.
pub fn handout(request: &Request<'_>, context: &Context<'_>) -> Handout {
    let i18n = context.i18n;
    let form = request.form;
    let cards = request.items.iter().enumerate().map(|(at, item)| card(request, item, at, context));
    let title = i18n.text("handout-title");
    Handout {
        language: i18n.language(),
        right_to_left: is_right_to_left(&title),
        form,
        cards: cards.collect(),
        steps: steps::sentences(i18n, request.steps, &clean(request.own_step)),
        note: clean(request.note),
        footer: footer(request, context),
        words: Words {
            steps: i18n.text("handout-steps"),
            note: i18n.text("handout-note"),
            room: i18n.text("handout-room"),
            fold: i18n.text("handout-fold"),
            colon: i18n.text("handout-colon"),
        },
        title: (!form.discreet).then_some(title),
    }
}

/// What somebody typed, without what a terminal or a page would obey.
fn clean(text: &str) -> String {
    sanitise(text).text.trim().to_owned()
}

/// When it was written, and from which directories; of several, which entries are
/// of which.
fn footer(request: &Request<'_>, context: &Context<'_>) -> Vec<String> {
    let i18n = context.i18n;
    let today = phrases::date(i18n, context.today());
    let mut lines = vec![i18n.with("handout-written", &[("date", today.into())])];
    if request.form.discreet {
        return lines;
    }
    let mut directories: Vec<(String, Vec<String>)> = Vec::new();
    for (number, item) in (1..).zip(request.items) {
        let publication = item.entry.publication;
        let (name, version) = (publication.name.as_str(), publication.version);
        let line = match publication.published {
            Some(at) => {
                let date = phrases::date(i18n, at.to_zoned_datetime(context.zone.clone()).date());
                i18n.with(
                    "handout-directory",
                    &[("name", name.into()), ("version", version.into()), ("date", date.into())],
                )
            }
            None => i18n.with("handout-directory-undated", &[("name", name.into()), ("version", version.into())]),
        };
        let number = number.to_string();
        match directories.iter_mut().find(|(known, _)| *known == line) {
            Some((_, numbers)) => numbers.push(number),
            None => directories.push((line, vec![number])),
        }
    }
    let several = directories.len() > 1;
    let colon = i18n.text("handout-colon");
    lines.extend(
        directories.into_iter().map(
            |(line, numbers)| {
                if several { format!("{line}{colon}{}", numbers.join(", ")) } else { line }
            },
        ),
    );
    lines
}

fn card(request: &Request<'_>, item: &Item<'_>, at: usize, context: &Context<'_>) -> Card {
    let form = request.form;
    let mut plan = request.plan.clone();
    // The place one starts from would tell who wrote the paper.
    plan.start = plan.start.filter(|_| !form.discreet);
    let sheet = paper::on_paper(&item.entry, context, &plan);
    let warnings = sheet.sections.iter().flat_map(|section| warnings(section, form));
    let facts = ORDER.iter().filter(|kind| is_shown(**kind, form));
    let facts = facts.filter_map(|kind| sheet.sections.iter().find(|section| section.kind == *kind));
    Card {
        name: if form.discreet { letter(context.i18n, at) } else { sheet.title.clone() },
        subtitle: if form.discreet { String::new() } else { sheet.subtitle.clone() },
        warnings: warnings.collect(),
        facts: facts.filter_map(|section| fact(section, form, context.i18n)).collect(),
        note: clean(item.note),
        codes: codes::on_paper(&item.entry, form, context),
        on_phone: codes::of_entry(&item.entry, context),
    }
}

/// The facts in the order in which a person needs them.
const ORDER: [SectionKind; 13] = [
    SectionKind::Helps,
    SectionKind::Go,
    SectionKind::Hours,
    SectionKind::Call,
    SectionKind::Mail,
    SectionKind::Web,
    SectionKind::Cost,
    SectionKind::Bring,
    SectionKind::Languages,
    SectionKind::For,
    SectionKind::Apply,
    SectionKind::About,
    SectionKind::Checked,
];

/// Whether a form has room for a kind of facts, and may tell it.
fn is_shown(kind: SectionKind, form: Form) -> bool {
    let telling = matches!(
        kind,
        SectionKind::Helps | SectionKind::Mail | SectionKind::Web | SectionKind::For | SectionKind::About
    );
    let wordy = matches!(kind, SectionKind::About | SectionKind::Mail | SectionKind::For | SectionKind::Apply);
    !(form.discreet && telling || form.pocket && wordy)
}

/// A letter in place of a name: A, B … and numbers after Z.
fn letter(i18n: &I18n, at: usize) -> String {
    let letter = u8::try_from(at).ok().filter(|at| *at < 26).map(|at| char::from(b'A' + at).to_string());
    let letter = letter.unwrap_or_else(|| (at + 1).to_string());
    i18n.with("handout-name-not-told", &[("letter", letter.into())])
}

/// What to heed: alerts, and that it has to be called first.
fn warnings(section: &Section, form: Form) -> Vec<String> {
    let heeded = matches!(section.kind, SectionKind::Alert | SectionKind::Checked);
    let lines = section.lines.iter().filter(|line| heeded && line.emphasis == Emphasis::Warning);
    let told = lines.filter(|line| !(form.discreet && tells(&line.text)));
    told.map(|line| match &line.note {
        Some(note) => format!("{} ({note})", line.text),
        None => line.text.clone(),
    })
    .collect()
}

fn fact(section: &Section, form: Form, i18n: &I18n) -> Option<Fact> {
    let label = match section.kind {
        SectionKind::Helps => i18n.text("handout-helps"),
        SectionKind::Go => i18n.text("handout-where"),
        SectionKind::Hours => i18n.text("handout-when"),
        _ => section.word.clone(),
    };
    // A warning about the check stands on top already.
    let shown = |line: &&Line| section.kind != SectionKind::Checked || line.emphasis != Emphasis::Warning;
    let lines: Vec<FactLine> =
        section.lines.iter().filter(shown).filter_map(|line| fact_line(section.kind, line, form)).collect();
    (!lines.is_empty()).then_some(Fact { kind: section.kind, label, lines })
}

fn fact_line(kind: SectionKind, line: &Line, form: Form) -> Option<FactLine> {
    let place = matches!(kind, SectionKind::Go);
    let told = |text: &str| !(form.discreet && tells(text));
    if !told(&line.text) {
        return None;
    }
    Some(FactLine {
        // What a place is called tells what it is.
        label: line.label.clone().filter(|_| !(form.discreet && place)).unwrap_or_default(),
        text: line.text.clone(),
        note: line.note.clone().filter(|note| told(note)).unwrap_or_default(),
        strong: line.emphasis == Emphasis::Today || line.emphasis == Emphasis::Warning,
        number: line.copy.clone().filter(|_| kind == SectionKind::Call),
    })
}

/// True for a text with an address on the net: its name tells what it is.
fn tells(text: &str) -> bool {
    ["@", "://", "www."].iter().any(|mark| text.contains(mark))
}
