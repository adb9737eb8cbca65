//! Reading one page.

use std::collections::BTreeMap;

use super::{Page, Refusal};
use crate::{directory::profile::PRIORITY_AREAS, formats::hsds::values};

/// A label of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Email,
    WhoWeWorkWith,
    Involvement,
    PriorityAreas,
    Challenges,
    OtherWork,
    Country,
}

/// The labels as the site writes them, on its pages in every language.
const LABELS: [(Label, &str); 7] = [
    (Label::Email, "Contact email"),
    (Label::WhoWeWorkWith, "Who do you work with?"),
    (Label::Involvement, "How are sex workers involved in your organisation?"),
    (Label::PriorityAreas, "Which of NSWP priority areas does your organisation work on?"),
    (Label::Challenges, "What are the two main challenges that the sex workers you work with face"),
    (Label::OtherWork, "Describe other areas of your work"),
    (Label::Country, "Country"),
];

/// How many of the questions a page has at least.
const QUESTIONS: usize = 2;

/// Reads one page.
pub fn read(bytes: &[u8]) -> Result<Page, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::InvalidUtf8)?;
    let mut warnings = Vec::new();
    let text = clean(text, &mut warnings);
    if text.trim().is_empty() {
        return Err(Refusal::EmptyInput);
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let labels = find_labels(&lines);
    if labels.values().filter(|label| is_question(**label)).count() < QUESTIONS {
        return Err(Refusal::NotAMemberProfile);
    }
    let mut page = Page { warnings, ..Page::default() };
    if text.split_whitespace().any(is_node_path) {
        page.warn("bare_node_url");
    }
    let first = labels.keys().next().copied().unwrap_or(lines.len());
    page.header(lines.get(..first).unwrap_or_default());
    let section = |wanted: Label| {
        let (start, _) = labels.iter().find(|(_, label)| **label == wanted)?;
        let end = labels.range(start + 1..).next().map_or(lines.len(), |(end, _)| *end);
        Some(paragraph(lines.get(start + 1..end).unwrap_or_default())).filter(|text| !text.is_empty())
    };
    page.emails(section(Label::Email));
    page.who_we_work_with = page.text(section(Label::WhoWeWorkWith), "missing_who_we_work_with");
    page.sex_worker_involvement = page.text(section(Label::Involvement), "missing_sex_worker_involvement");
    page.areas(section(Label::PriorityAreas));
    page.main_challenges = page.text(section(Label::Challenges), "missing_main_challenges");
    page.other_work = page.text(section(Label::OtherWork), "missing_other_work");
    page.country(section(Label::Country));
    Ok(page)
}

/// True when a text has the labels that make a page.
pub(super) fn is_page(text: &str) -> bool {
    let text = clean(text, &mut Vec::new());
    let lines: Vec<&str> = text.split('\n').collect();
    find_labels(&lines).values().filter(|label| is_question(**label)).count() >= QUESTIONS
}

/// True for a line that is the last label of a page.
pub(super) fn is_country_label(line: &str) -> bool {
    label_of(line) == Some(Label::Country)
}

/// True for a line that is the first label of a page.
pub(super) fn is_email_label(line: &str) -> bool {
    label_of(line) == Some(Label::Email)
}

fn is_question(label: Label) -> bool {
    !matches!(label, Label::Email | Label::Country)
}

/// Takes out what drives a terminal or turns the direction of text, and makes
/// every line end a line feed. Unlike elsewhere nothing is composed: a page
/// is given as it is.
fn clean(text: &str, warnings: &mut Vec<&'static str>) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut bidi, mut control) = (false, false);
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                kept.push('\n');
            }
            '\n' | '\t' => kept.push(c),
            '\u{a0}' | '\u{202f}' => kept.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => bidi = true,
            '\u{200b}' | '\u{2060}' | '\u{feff}' => control = true,
            c if c.is_control() => control = true,
            c => kept.push(c),
        }
    }
    warnings.extend(bidi.then_some("bidi_controls_removed"));
    warnings.extend(control.then_some("control_chars_removed"));
    kept
}

/// A line as labels are compared: one blank between words, no case, nothing of
/// the end that some pages have and others not.
fn bare(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ").trim_end_matches([':', '?', ' ']).to_lowercase()
}

fn label_of(line: &str) -> Option<Label> {
    let line = bare(line);
    LABELS.iter().find(|(_, text)| bare(text) == line).map(|(label, _)| *label)
}

/// Where the labels stand. Each counts once; the country only at the end,
/// since its label is a word that a text may well have on a line of its own.
fn find_labels(lines: &[&str]) -> BTreeMap<usize, Label> {
    let mut found: BTreeMap<usize, Label> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(label) = label_of(line).filter(|label| !found.values().any(|known| known == label)) else { continue };
        let following = || lines.iter().skip(at + 1).filter(|line| !line.trim().is_empty()).count();
        if label != Label::Country || following() <= 1 {
            found.insert(at, label);
        }
    }
    found
}

/// The address of a page without its host: `/node/12`, `/fr/node/12`,
/// `/zh-hans/node/12`.
fn is_node_path(word: &str) -> bool {
    let around = |c: char| c.is_ascii_punctuation() && c != '/' || "«»“”‘’…。，".contains(c);
    let parts: Vec<&str> = word.trim_matches(around).split('/').collect();
    let letters = |text: &str, count: usize| text.len() == count && text.chars().all(|c| c.is_ascii_alphabetic());
    let language = |tag: &str| match tag.split_once('-') {
        None => letters(tag, 2),
        Some((tag, script)) => letters(tag, 2) && letters(script, 4),
    };
    let node =
        |word: &str, number: &str| word == "node" && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        ["", word, number] => node(word, number),
        ["", tag, word, number] => language(tag) && node(word, number),
        _ => false,
    }
}

/// Lines as one text: trimmed, without blank lines around it, and with one
/// between paragraphs.
fn paragraph(lines: &[&str]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in lines.iter().map(|line| line.trim()) {
        if !(line.is_empty() && kept.last().is_none_or(|last| last.is_empty())) {
            kept.push(line);
        }
    }
    if kept.last().is_some_and(|last| last.is_empty()) {
        kept.pop();
    }
    kept.join("\n")
}

impl Page {
    fn warn(&mut self, warning: &'static str) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// The name: the first line above the labels that is no address of a page.
    fn header(&mut self, lines: &[&str]) {
        let mut rest = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty() && !is_node_path(line));
        let Some(name) = rest.next() else { return self.warn("missing_name") };
        if rest.next().is_some() {
            self.warn("extra_header_lines");
        }
        let capitals = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
        if capitals && name.split_whitespace().count() >= 2 {
            self.warn("name_all_caps");
        }
        self.name = Some(name.to_owned());
    }

    fn text(&mut self, section: Option<String>, missing: &'static str) -> Option<String> {
        if section.is_none() {
            self.warn(missing);
        }
        section
    }

    fn emails(&mut self, section: Option<String>) {
        let Some(text) = section else { return self.warn("missing_email") };
        let (text, decoded) = plain_addresses(&text);
        let divider = |c: char| c.is_whitespace() || "<>(),;:\"[]{}|".contains(c);
        for word in text.split(divider) {
            let word = word.trim_matches(['.', '\'', '/']);
            let Some((user, domain)) = word.split_once('@').filter(|_| values::is_email(word)) else { continue };
            let address = format!("{user}@{}", domain.to_lowercase());
            if !self.email.contains(&address) {
                self.email.push(address);
            }
        }
        match self.email.len() {
            0 => return self.warn("invalid_email"),
            1 => {}
            _ => self.warn("multiple_emails"),
        }
        if decoded {
            self.warn("email_obfuscated");
        }
    }

    fn areas(&mut self, section: Option<String>) {
        let Some(text) = section else { return self.warn("missing_priority_areas") };
        for line in text.lines().filter(|line| !line.is_empty()) {
            let item = line.trim_start_matches(['-', '*', '•', ' ', '\t']).trim_end_matches(['.', ';', ' ']);
            let same = |title: &str| {
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                words(title) == words(item)
            };
            match PRIORITY_AREAS.iter().find(|(_, title)| same(title)) {
                Some((id, _)) if self.priority_areas.contains(id) => {}
                Some((id, _)) => self.priority_areas.push(id),
                None => self.warn("unknown_priority_area"),
            }
        }
    }

    fn country(&mut self, section: Option<String>) {
        let Some(text) = section else { return self.warn("missing_country") };
        self.country_code = values::country_by_name(&text);
        if self.country_code.is_none() {
            self.warn("unknown_country");
        }
        self.country_text = Some(text);
    }
}

/// Addresses that were hidden from machines, as they are meant: `a [at] b
/// (dot) c`. Says whether there were any.
fn plain_addresses(text: &str) -> (String, bool) {
    let mut plain = String::with_capacity(text.len());
    let mut decoded = false;
    let mut rest = text;
    while let Some(at) = rest.find(['[', '(', '{']) {
        let Some((before, bracket)) = rest.split_at_checked(at) else { break };
        let close = match bracket.chars().next() {
            Some('[') => ']',
            Some('(') => ')',
            _ => '}',
        };
        let word = bracket.get(1..).and_then(|inside| inside.split_once(close));
        let sign = word.and_then(|(word, after)| match word.trim().to_lowercase().as_str() {
            "at" => Some(('@', after)),
            "dot" => Some(('.', after)),
            _ => None,
        });
        if let Some((sign, after)) = sign {
            plain.push_str(before.trim_end_matches([' ', '\t']));
            plain.push(sign);
            rest = after.trim_start_matches([' ', '\t']);
            decoded = true;
        } else {
            plain.push_str(before);
            plain.extend(bracket.chars().next());
            rest = bracket.get(1..).unwrap_or_default();
        }
    }
    plain.push_str(rest);
    (plain, decoded)
}
