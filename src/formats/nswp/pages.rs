//! Several pages in one text.

use super::read::{is_country_label, is_email_label, is_page};

/// The pages of a text, each with the line on which it begins, from 1. They
/// are divided by form feeds, by lines of three hyphens or equals signs and
/// more, or by nothing but the end of one and the beginning of the next. A
/// text that does not fall into pages is one.
pub fn pages(bytes: &[u8]) -> Vec<(u64, &[u8])> {
    let Ok(text) = std::str::from_utf8(bytes) else { return vec![(1, bytes)] };
    for divide in [by_form_feeds, by_rules, by_labels] {
        let parts: Vec<(u64, &str)> = divide(text);
        if parts.len() > 1 && parts.iter().all(|(_, part)| is_page(part)) {
            return parts.into_iter().map(|(line, part)| (line, part.as_bytes())).collect();
        }
    }
    vec![(1, bytes)]
}

/// Cuts a text before the bytes given; parts of blanks only are dropped.
fn cut<'t>(text: &'t str, cuts: &[usize]) -> Vec<(u64, &'t str)> {
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([text.len()]);
    let parts = starts.zip(ends).filter_map(|(start, end)| Some((start, text.get(start..end)?)));
    parts
        .filter(|(_, part)| !part.trim_matches(|c: char| c.is_whitespace() || "-=".contains(c)).is_empty())
        .map(|(start, part)| {
            let before = text.get(..start).unwrap_or_default();
            (before.matches('\n').count() as u64 + 1, part)
        })
        .collect()
}

fn by_form_feeds(text: &str) -> Vec<(u64, &str)> {
    let cuts: Vec<usize> = text.match_indices('\u{c}').map(|(at, _)| at + 1).collect();
    let parts = cut(text, &cuts);
    parts.into_iter().map(|(line, part)| (line, part.trim_end_matches('\u{c}'))).collect()
}

/// Where each line begins and what it is.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, line)
        })
        .collect()
}

fn by_rules(text: &str) -> Vec<(u64, &str)> {
    let rule = |line: &str| {
        let line = line.trim();
        line.len() >= 3 && (line.chars().all(|c| c == '-') || line.chars().all(|c| c == '='))
    };
    let lines = lines(text);
    let cuts: Vec<usize> =
        lines.iter().filter(|(_, line)| rule(line)).map(|(start, line)| start + line.len()).collect();
    let parts = cut(text, &cuts);
    // The rule itself is the last line of the part before it.
    let without_rule = |part: &'_ str| -> usize {
        part.split_inclusive('\n')
            .next_back()
            .filter(|line| rule(line))
            .map_or(part.len(), |line| part.len() - line.len())
    };
    parts.into_iter().map(|(line, part)| (line, part.get(..without_rule(part)).unwrap_or(part))).collect()
}

/// After a country and its name, a few lines and then the label of the next
/// page's e-mail address.
fn by_labels(text: &str) -> Vec<(u64, &str)> {
    const HEADER: usize = 4;
    let lines: Vec<(usize, &str)> = lines(text).into_iter().filter(|(_, line)| !line.trim().is_empty()).collect();
    let mut cuts = Vec::new();
    for (at, (_, line)) in lines.iter().enumerate() {
        let next = lines.iter().skip(at + 2).take(HEADER);
        if is_country_label(line) && next.clone().any(|(_, line)| is_email_label(line)) {
            cuts.extend(lines.get(at + 2).map(|(start, _)| *start));
        }
    }
    cut(text, &cuts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Name\nContact email\na@b.example\nWho do you work with?\nx\nDescribe other areas of your work\n\
                        y\nCountry\nFrance\n";

    #[test]
    fn pages_are_found_however_they_are_divided() {
        for between in ["\u{c}", "-----\n", "=====\n", "", "\n\n"] {
            let text = format!("{PAGE}{between}{PAGE}");
            let found = pages(text.as_bytes());
            assert_eq!(found.len(), 2, "{between:?}");
            for (_, page) in found {
                let page = super::super::read(page).unwrap();
                assert_eq!((page.name.as_deref(), page.country_code), (Some("Name"), Some("FR")), "{between:?}");
            }
        }
    }

    #[test]
    fn a_rule_or_a_label_inside_of_a_page_does_not_divide_it() {
        let text = PAGE.replace("x\n", "x\n---\nCountry\nContact email\n");
        assert_eq!(pages(text.as_bytes()).len(), 1);
        assert_eq!(pages(b"").len(), 1);
        assert_eq!(pages(b"\xff").len(), 1);
    }
}
