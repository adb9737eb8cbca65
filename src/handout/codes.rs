//! What a code for the camera of a phone can hold: a number to call, a web
//! page, a contact (vCard 3.0, RFC 2426), or the handout itself.

use super::{Form, qr};
use crate::{
    directory::{Entry, Phone},
    i18n::I18n,
    sheet::{Context, phrases},
};

/// One code to scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// What kind.
    pub kind: CodeKind,
    /// What to write beside it: the number, the address.
    pub caption: String,
    /// What a phone reads.
    pub payload: String,
}

/// The kinds of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// A number to call.
    Phone,
    /// A web page.
    Web,
    /// Name, number, address: to be kept.
    Card,
    /// A part of the whole text, from 1.
    Text {
        /// Which part.
        part: usize,
        /// Of how many.
        parts: usize,
    },
}

impl CodeKind {
    /// Says what it is: "Phone".
    pub fn name(self, i18n: &I18n) -> String {
        i18n.text(match self {
            Self::Phone => "handout-code-phone",
            Self::Web => "handout-code-web",
            Self::Card => "handout-code-card",
            Self::Text { .. } => "handout-code-text",
        })
    }
}

/// The codes printed beside an entry: one to call and one to look. A discreet
/// handout has no web address, since its name tells.
pub(super) fn on_paper(entry: &Entry<'_>, form: Form, context: &Context<'_>) -> Vec<Code> {
    let all = of_entry(entry, context);
    let first = |kind| all.iter().find(|code| code.kind == kind).cloned();
    let web = first(CodeKind::Web).filter(|_| !form.discreet && !form.pocket);
    first(CodeKind::Phone).into_iter().chain(web).filter(|code| qr::Matrix::of(&code.payload).is_some()).collect()
}

/// Everything about an entry that a phone can take: each number, each web
/// page, and the contact.
pub fn of_entry(entry: &Entry<'_>, context: &Context<'_>) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    let mut add = |kind, caption: &str, payload: String| {
        if !codes.iter().any(|code| code.payload == payload) {
            codes.push(Code { kind, caption: caption.to_owned(), payload });
        }
    };
    for phone in voices(entry) {
        if let Some(payload) = tel(phone) {
            add(CodeKind::Phone, &phone.number, payload);
        }
    }
    let more = entry.service.map_or(&entry.organization.additional_websites, |service| &service.additional_urls);
    let pages = entry.website().map(|site| site.value).into_iter().chain(more.iter().map(|url| url.url.as_str()));
    for page in pages.filter(|page| !page.trim().is_empty()) {
        add(CodeKind::Web, page, page.trim().to_owned());
    }
    let name = phrases::reading(entry.name(), context.text_language).0;
    add(CodeKind::Card, name, vcard(entry, context));
    codes
}

/// Numbers that a person answers.
fn voices<'a>(entry: &Entry<'a>) -> impl Iterator<Item = &'a Phone> {
    let silent = |kind: &str| ["fax", "tty", "textphone"].iter().any(|other| kind.trim().eq_ignore_ascii_case(other));
    entry.phones().value.into_iter().filter(move |phone| !phone.kind.as_deref().is_some_and(silent))
}

/// The number as a phone dials it (RFC 3966): digits, with a plus where the
/// source has one. `None` when there is nothing to dial.
fn tel(phone: &Phone) -> Option<String> {
    // What follows letters is an extension or a remark.
    let number: String = phone.number.trim().chars().take_while(|c| !c.is_alphabetic()).collect();
    // A trunk zero in brackets is not dialled from abroad: +33 (0)4 …
    let number = if number.starts_with('+') { number.replace("(0)", "") } else { number };
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, '*' | '#')).collect();
    let plus = if number.starts_with('+') { "+" } else { "" };
    (digits.len() >= 2).then(|| format!("tel:{plus}{digits}"))
}

/// A contact: what a phone keeps. Never more of a confidential place than its
/// town, which `phrases::town` gives.
fn vcard(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let reading = |text| phrases::reading(text, context.text_language).0;
    let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned()];
    let name = escaped(reading(entry.name()));
    lines.push(format!("N:{name};;;;"));
    lines.push(format!("FN:{name}"));
    if entry.service.is_some() {
        lines.push(format!("ORG:{}", escaped(reading(&entry.organization.name))));
    }
    let numbers = voices(entry).filter_map(tel);
    lines.extend(numbers.take(2).map(|number| format!("TEL:{}", number.trim_start_matches("tel:"))));
    lines.extend(entry.emails().value.first().map(|email| format!("EMAIL:{}", escaped(email))));
    lines.extend(entry.website().map(|site| format!("URL:{}", site.value.trim())));
    if let Some(place) = entry.places().iter().find(|place| !place.location.confidential)
        && let Some(address) = place.location.addresses.first()
    {
        let part = |part: &Option<String>| escaped(part.as_deref().unwrap_or_default());
        let country = address.country.as_deref().map(|code| phrases::country(context.i18n, code));
        lines.push(format!(
            "ADR:;{};{};{};{};{};{}",
            part(&address.address_2),
            part(&address.address_1),
            part(&address.city),
            part(&address.state_province),
            part(&address.postal_code),
            escaped(country.unwrap_or_default()),
        ));
    }
    lines.push("END:VCARD".to_owned());
    lines.join("\r\n")
}

/// The same contact with less and less in it, the whole first: a code on a
/// screen has room for little. What is left in the end is a name and a number.
pub fn shorter_contacts(vcard: &str) -> Vec<String> {
    let mut lines: Vec<&str> = vcard.split("\r\n").collect();
    let mut contacts = vec![vcard.to_owned()];
    for given_up in ["ADR:", "EMAIL:", "URL:", "TEL:", "ORG:"] {
        let many = lines.iter().filter(|line| line.starts_with(given_up)).count();
        // The first number stays.
        let kept = usize::from(given_up == "TEL:");
        if many <= kept {
            continue;
        }
        let mut seen = 0;
        lines.retain(|line| {
            let is_it = line.starts_with(given_up);
            seen += usize::from(is_it);
            !is_it || seen <= kept
        });
        contacts.push(lines.join("\r\n"));
    }
    contacts
}

/// A value of a vCard on one line.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.trim().chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The whole text as codes of at most `bytes` each, cut between lines or, in
/// longer lines, between words, and numbered where there are several.
pub fn of_text(text: &str, bytes: usize) -> Vec<Code> {
    let whole = text.trim_end();
    if whole.is_empty() {
        return Vec::new();
    }
    let parts = if whole.len() <= bytes { vec![whole.to_owned()] } else { parts(whole, bytes) };
    let count = parts.len();
    let numbered = parts.into_iter().enumerate().map(|(at, part)| {
        let payload = if count > 1 { format!("({}/{count})\n{}", at + 1, part.trim()) } else { part };
        Code { kind: CodeKind::Text { part: at + 1, parts: count }, caption: String::new(), payload }
    });
    numbered.collect()
}

/// Bytes that "(12/34)" and its line end take.
const NUMBERING: usize = 8;

fn parts(text: &str, bytes: usize) -> Vec<String> {
    let room = bytes.saturating_sub(NUMBERING).max(8);
    let mut parts = vec![String::new()];
    let mut push = |piece: &str, joint: &str| {
        let fits = parts.last().is_some_and(|part| part.len() + joint.len() + piece.len() <= room);
        match parts.last_mut() {
            Some(part) if fits && part.is_empty() => part.push_str(piece),
            Some(part) if fits => part.extend([joint, piece]),
            _ => parts.push(piece.to_owned()),
        }
    };
    for line in text.lines() {
        if line.len() <= room {
            push(line, "\n");
            continue;
        }
        for (at, word) in line.split(' ').enumerate() {
            let joint = if at == 0 { "\n" } else { " " };
            for (at, piece) in pieces(word, room).into_iter().enumerate() {
                push(piece, if at == 0 { joint } else { "" });
            }
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// A word in pieces of at most `room` bytes: most words are one.
fn pieces(word: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while rest.len() > room {
        let cut = (1..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(cut);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}
