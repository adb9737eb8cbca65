//! The results: two lines each, or one where rows are few.

use std::ops::Range;

use ratatui::{layout::Rect, style::Style, text::Span};

use super::{
    lines::{Canvas, MARKER, inset, occurrences, styled},
    theme::Look,
};
use crate::{
    app::{
        State,
        find::Focus,
        notes::{self, sorted_by_distance_from},
        why,
    },
    search::{Field, Hit},
    sheet::{self, Row},
    text::wrap::{columns, shorten},
};

/// Columns before a name: the marker and the number.
const INDENT: u16 = 4;

/// Draws what is said about the results and the results below it.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let mut row = 0;
    for line in notes::above(state) {
        canvas.put_by_direction(inset(area, 1, 1), row, vec![Span::styled(line, canvas.look.strong)]);
        row += 1;
    }
    count_line(state, canvas, Rect { y: area.y + row, height: area.height.saturating_sub(row), ..area });
    row += 1;
    let apart = notes::apart(state);
    let per_result = state.rows_per_result() as u16;
    let hits = state.find.hits().iter().skip(state.find.offset).take(state.results_on_screen());
    for (on_screen, hit) in (0u16..).zip(hits) {
        let at = state.find.offset + usize::from(on_screen);
        if let Some((_, words)) = apart.iter().find(|(first, _)| *first == at) {
            canvas.rule(area, row, vec![Span::styled(words.clone(), canvas.look.dim)]);
            row += 1;
        }
        let place = Rect { y: area.y + row, height: per_result, ..area };
        row += per_result;
        if place.bottom() > area.bottom() {
            break;
        }
        let selected = state.find.offset + usize::from(on_screen) == state.find.selected;
        result(state, canvas, place, &Shown { hit, on_screen, selected });
    }
}

/// `14 of 1,000                     best match first`
pub(super) fn count_line(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let area = inset(area, 1, 1);
    let i18n = &state.i18n;
    canvas.put(area, 0, vec![Span::styled(notes::count(state), canvas.look.dim)]);
    let library = state.library.as_ref();
    let near = library.is_some_and(|library| sorted_by_distance_from(&library.index, &state.find.asked).is_some());
    let words = state.find.input.value().split_whitespace().any(|token| !token.contains(':'));
    if near && state.find.partial().is_none() && area.width >= 40 {
        canvas.put_right(area, 0, vec![Span::styled(i18n.text("find-nearest-first"), canvas.look.dim)]);
    } else if words && state.find.partial().is_none() && area.width >= 40 {
        canvas.put_right(area, 0, vec![Span::styled(i18n.text("find-best-first"), canvas.look.dim)]);
    }
}

/// A result and where it stands.
struct Shown<'a> {
    hit: &'a Hit,
    /// Its number on the screen, from 0.
    on_screen: u16,
    selected: bool,
}

fn result(state: &State, canvas: &mut Canvas<'_>, area: Rect, shown: &Shown<'_>) {
    let Some(library) = &state.library else { return };
    let Some(entry) = library.directory.entry(shown.hit.entry) else { return };
    let mut row = sheet::row(&entry, &state.context());
    row.distance = notes::how_far(&state.i18n, &library.index, &state.find.asked, shown.hit);
    if shown.hit.metres.is_none() && !row.place.is_empty() && row.distance.ends_with(city(&row.place)) {
        // "in Lyon · Lyon, France" would say it twice.
        let rest = row.place.get(city(&row.place).len()..).unwrap_or_default().to_owned();
        row.place = std::mem::take(&mut row.distance) + &rest;
    }
    let why = why::shortly(&state.i18n, shown.hit, &row.names().collect::<Vec<_>>());
    row.why = why;
    let look = canvas.look;
    if shown.selected {
        // The marker shows also where the focus is elsewhere: Enter in the
        // query opens this one.
        canvas.put(area, 0, vec![Span::styled(MARKER, look.accent)]);
    }
    if shown.on_screen < 9 {
        canvas.put_at(area, 0, 2, vec![Span::styled((shown.on_screen + 1).to_string(), look.dim)]);
    }
    let text = inset(area, INDENT, 1);
    let mut name_style = if shown.selected { look.strong } else { look.base };
    if shown.selected && state.find.focus == Focus::List {
        name_style = name_style.patch(look.accent);
    }
    let mut first = highlighted(&row.name, matched(shown.hit, Field::Name, &row.name), name_style, look.matched);
    if let Some(organization) = &row.organization {
        first.push(Span::styled(" — ", look.dim));
        let ranges = matched(shown.hit, Field::Organization, organization);
        first.extend(highlighted(organization, ranges, look.base, look.matched));
    }
    // What is on the shortlist says so, in words where there is room.
    let i18n = &state.i18n;
    let listed = state.shortlist.position(&entry).is_some();
    let words = if area.height > 1 && text.width >= 50 {
        i18n.text("results-on-shortlist")
    } else {
        i18n.text("results-listed")
    };
    let mark = if listed { words } else { String::new() };
    let taken = canvas.put_right(text, 0, vec![Span::styled(mark, look.accent)]);
    let text = inset(text, 0, taken);
    if area.height > 1 {
        canvas.put(text, 0, first);
        let text = inset(area, INDENT, 1);
        let second = facts(&row, usize::from(text.width));
        canvas.put(text, 1, warned(&row, shown.hit, &second, look));
    } else {
        let unchecked = entry.checked().is_none();
        let short = short_facts(state, &row, unchecked, usize::from(text.width));
        let right = canvas.put_right(text, 0, warned(&row, shown.hit, &short, look));
        canvas.put(inset(text, 0, right), 0, first);
    }
}

/// Where words of the query stand in `text`, if that is the text in which
/// they were found: a translation is shown without marks.
fn matched<'a>(hit: &'a Hit, field: Field, text: &str) -> &'a [Range<usize>] {
    let found = hit.matched.iter().find(|matched| matched.field == field && matched.text == text);
    found.map_or(&[], |matched| &matched.ranges)
}

fn highlighted(text: &str, ranges: &[Range<usize>], style: Style, mark: Style) -> Vec<Span<'static>> {
    let marks: Vec<(Range<usize>, Style)> = ranges.iter().map(|range| (range.clone(), mark)).collect();
    styled(text, style, &marks)
}

/// What is given up for room, one after the other. One way in and the
/// languages say more than two ways in; the check is never given up.
const REDUCTIONS: [fn(&mut Row); 8] = [
    |row| row.access = row.access.split(", ").next().unwrap_or_default().to_owned(),
    |row| row.languages.clear(),
    |row| row.access.clear(),
    |row| row.why = shorten(&row.why, 24),
    |row| row.place = city(&row.place).to_owned(),
    |row| row.why.clear(),
    |row| row.place.clear(),
    |row| row.open.clear(),
];

/// What comes back where a later loss has made more room than was needed.
const RETURNS: [fn(&mut Row, &Row); 3] = [
    |row, whole| row.place.clone_from(&whole.place),
    |row, whole| row.access.clone_from(&whole.access),
    |row, whole| row.languages.clone_from(&whole.languages),
];

/// The second line: as many facts as fit.
fn facts(whole: &Row, width: usize) -> Vec<String> {
    let fits = |row: &Row| joined_columns(shown(row)) <= width;
    let mut row = whole.clone();
    for reduce in REDUCTIONS {
        if fits(&row) {
            break;
        }
        reduce(&mut row);
    }
    for give_back in RETURNS {
        let mut fuller = row.clone();
        give_back(&mut fuller, whole);
        if fits(&fuller) {
            row = fuller;
        }
    }
    shown(&row).cloned().collect()
}

/// The facts of a row in their order.
fn shown(row: &Row) -> impl Iterator<Item = &String> {
    let facts = [&row.distance, &row.place, &row.open, &row.access, &row.languages, &row.why, &row.checked];
    facts.into_iter().filter(|fact| !fact.is_empty())
}

/// The first part of a place.
fn city(place: &str) -> &str {
    place.split(", ").next().unwrap_or(place)
}

/// The facts beside a name on one line: at most half of it.
fn short_facts(state: &State, row: &Row, unchecked: bool, width: usize) -> Vec<String> {
    if width < 56 {
        let city = city(&row.place).to_owned();
        let mut parts = Vec::new();
        if row.stale {
            parts.push(state.i18n.text("row-stale"));
        } else if unchecked {
            parts.push(row.checked.clone());
        }
        if !city.is_empty() && joined_columns(parts.iter().chain([&city])) <= width / 2 {
            parts.insert(0, city);
        }
        return parts;
    }
    facts(row, width * 3 / 5)
}

/// Columns that texts take with a divider between them.
fn joined_columns<'a>(texts: impl Iterator<Item = &'a String>) -> usize {
    texts.fold(0, |sum, text| sum + columns(text) + if sum == 0 { 0 } else { 3 })
}

/// Facts divided by dots, with marks on what matched; the check is a warning
/// where the entry is stale.
fn warned(row: &Row, hit: &Hit, facts: &[String], look: Look) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        if at > 0 {
            spans.push(Span::styled(" · ", look.dim));
        }
        let heed = row.stale && at + 1 == facts.len();
        let style = if heed { look.warning } else { look.dim };
        spans.extend(highlighted(fact, &marks(row, hit, fact), style, look.matched));
    }
    spans
}

/// Where what matched stands in a fact: in the place, and in what says why.
fn marks(row: &Row, hit: &Hit, fact: &str) -> Vec<Range<usize>> {
    // Facts that were shortened for room begin as they did.
    let begins = |whole: &str| !fact.is_empty() && whole.starts_with(fact.trim_end_matches('…'));
    let mut ranges = Vec::new();
    if begins(&row.place) {
        for place in hit.matched.iter().filter(|matched| matched.field == Field::Place) {
            let from = fact.find(&place.text);
            ranges.extend(
                from.into_iter()
                    .flat_map(|from| place.ranges.iter().map(move |range| range.start + from..range.end + from)),
            );
        }
    } else if begins(&row.why)
        && let Some((matched, from)) = hit.matched.first().zip(fact.find(": "))
    {
        let words = matched.ranges.iter().filter_map(|range| matched.text.get(range.clone()));
        let inside = fact.get(from..).unwrap_or_default();
        let first = words.filter_map(|word| occurrences(inside, word).into_iter().next());
        ranges.extend(first.map(|range| range.start + from..range.end + from));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::Theme, search::Matched};

    fn row() -> Row {
        Row {
            name: "Legal clinic".into(),
            organization: Some("Association Lumière".into()),
            place: "Lyon, France".into(),
            open: "open until 18:00".into(),
            access: "walk-in".into(),
            languages: "fr en".into(),
            distance: String::new(),
            why: String::new(),
            checked: "stale: checked 14 months ago".into(),
            stale: true,
        }
    }

    #[test]
    fn what_can_best_be_missed_is_dropped_first_and_the_check_never() {
        let row = row();
        assert_eq!(
            facts(&row, 80).join(" · ").len(),
            "Lyon, France · open until 18:00 · walk-in · fr en · ".len() + 28
        );
        assert_eq!(facts(&row, 72), ["Lyon, France", "open until 18:00", "walk-in", "stale: checked 14 months ago"]);
        assert_eq!(facts(&row, 55), ["Lyon", "open until 18:00", "stale: checked 14 months ago"]);
        assert_eq!(facts(&row, 50), ["open until 18:00", "stale: checked 14 months ago"]);
        assert_eq!(facts(&row, 5), ["stale: checked 14 months ago"]);
    }

    #[test]
    fn only_the_check_of_a_stale_entry_is_a_warning() {
        let look = Look::of(Theme::Mono);
        let (style, warning) = (look.dim, look.warning);
        let facts = ["Lyon".to_owned(), "stale".to_owned()];
        let none = hit(Vec::new());
        let styles = |row: &Row| warned(row, &none, &facts, look).iter().map(|span| span.style).collect::<Vec<_>>();
        assert_eq!(styles(&row()), [style, style, warning]);
        assert_eq!(styles(&Row { stale: false, ..row() }), [style, style, style]);
    }

    #[test]
    fn what_matched_is_marked_in_the_place_and_in_what_says_why_also_where_it_was_shortened() {
        let matched = |field, text: &str, range| Matched { field, text: text.into(), ranges: vec![range] };
        let need = "need: legalisation of papers and permits";
        let row = Row { why: need.into(), place: "Vieux Lyon, France".into(), ..row() };
        let both = hit(vec![
            matched(Field::Need, "legalisation of papers and permits", 0..5),
            matched(Field::Place, "Vieux Lyon", 6..10),
        ]);
        let marked = |fact: &str| {
            marks(&row, &both, fact).into_iter().map(|range| fact.get(range).unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(marked("Vieux Lyon, France"), ["Lyon"]);
        assert_eq!(marked("Vieux Lyon"), ["Lyon"]);
        assert_eq!(marked(need), ["legal"]);
        assert_eq!(marked("need: legalisation of…"), ["legal"]);
        assert_eq!(marked("open until 18:00"), [""; 0]);
        let look = Look::of(Theme::Dark);
        let underlined = warned(&row, &both, &["Vieux Lyon, France".to_owned(), "stale".to_owned()], look);
        let underlined = underlined.iter().filter(|span| span.style == look.dim.patch(look.matched));
        assert_eq!(underlined.map(|span| span.content.clone().into_owned()).collect::<Vec<_>>(), ["Lyon"]);
    }

    fn hit(matched: Vec<Matched>) -> Hit {
        Hit {
            entry: crate::directory::EntryNo(0),
            score: 1,
            matched,
            covers: false,
            further: false,
            inside: false,
            metres: None,
        }
    }

    #[test]
    fn words_are_marked_only_in_the_text_in_which_they_were_found() {
        let name = Matched { field: Field::Name, text: "Legal clinic".into(), ranges: vec![0..5, 6..8] };
        let hit = hit(vec![name]);
        assert_eq!(matched(&hit, Field::Name, "Legal clinic"), [0..5, 6..8]);
        assert!(matched(&hit, Field::Name, "Consultorio").is_empty());
        assert!(matched(&hit, Field::Organization, "Legal clinic").is_empty());
    }
}
