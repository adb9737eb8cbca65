//! A mapping from what a spreadsheet looks like.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use serde::Deserialize;

use super::{
    mapping::{Column, Mapping},
    targets::Target,
};
use crate::{
    formats::{hours, hsds::values, table::Row},
    text::fold::fold,
};

/// Rows at the beginning in which headings are looked for.
const TITLE_ROWS: usize = 10;

/// The file of words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    heading: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    to: String,
    words: Vec<String>,
}

/// What columns are called, folded.
static HEADINGS: LazyLock<HashMap<String, Target>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../../data/headings.toml")).unwrap_or(File { heading: Vec::new() });
    let mut known = HashMap::new();
    for Words { to, words } in file.heading {
        let Some(target) = Target::from_word(&to) else { continue };
        for word in words {
            known.entry(bare(&word)).or_insert(target);
        }
    }
    known
});

/// A heading as words are compared: letters and digits, one blank between.
fn bare(heading: &str) -> String {
    let folded = fold(heading);
    let letters: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn by_heading(heading: &str) -> Option<Target> {
    HEADINGS.get(&bare(heading)).copied()
}

/// Proposes a mapping from the first rows of a sheet. `None` where there is
/// nothing to name a record by.
pub fn propose(rows: &[Row]) -> Option<Mapping> {
    let known = |row: &Row| row.cells.iter().filter(|cell| by_heading(cell).is_some()).count();
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let candidates = || rows.iter().take(TITLE_ROWS).filter(|row| !row.is_blank());
    // The first row that has more known headings than any later one.
    let best = candidates().map(known).max().unwrap_or_default();
    let headings = match best {
        0 => candidates().find(|row| filled(row) > 1).or_else(|| candidates().next())?,
        best => candidates().find(|row| known(row) == best)?,
    };
    let first = rows.iter().find(|row| !row.is_blank())?;
    let below: Vec<&Row> = rows.iter().filter(|row| row.line > headings.line).collect();
    let values = |at: usize| -> Vec<&str> {
        let cells = below.iter().filter_map(|row| row.cells.get(at)).map(String::as_str);
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let mut columns: Vec<Column> = Vec::new();
    for (at, heading) in headings.cells.iter().enumerate() {
        let by_values = || by_values(&values(at));
        let to = match by_heading(heading) {
            // Of two columns for one value the first counts.
            Some(target) if !target.is_many() && columns.iter().any(|column| column.to == target) => Target::Keep,
            // Numbers are no words for needs or languages.
            Some(target) if target.is_many() && target.phone_type().is_none() && wordless(&values(at)) => Target::Keep,
            Some(target) => target,
            None => {
                by_values().filter(|to| to.is_many() || !columns.iter().any(|c| c.to == *to)).unwrap_or(Target::Keep)
            }
        };
        let split = if to.is_many() { ";,|\n".to_owned() } else { String::new() };
        columns.push(Column { heading: heading.clone(), to, split });
    }
    if !columns.iter().any(|column| column.to == Target::OrganizationName) {
        let at = name_column(&columns, values)?;
        columns.get_mut(at)?.to = Target::OrganizationName;
    }
    let heading_row = (headings.line != first.line).then_some(headings.line);
    Some(Mapping { heading_row, columns, ..Mapping::default() })
}

/// True for values of which most have no letter.
fn wordless(values: &[&str]) -> bool {
    values.iter().filter(|value| !value.chars().any(char::is_alphabetic)).count() * 2 > values.len()
}

/// The column most likely to hold names: the first of texts that differ.
fn name_column<'v>(columns: &[Column], values: impl Fn(usize) -> Vec<&'v str>) -> Option<usize> {
    let likely = |at: &usize| {
        let values = values(*at);
        let distinct: HashSet<&&str> = values.iter().collect();
        let worded = values.iter().filter(|value| value.chars().any(char::is_alphabetic)).count();
        !values.is_empty() && distinct.len() * 10 >= values.len() * 7 && worded * 10 >= values.len() * 8
    };
    let free = || (0..columns.len()).filter(|at| columns.get(*at).is_some_and(|column| column.to == Target::Keep));
    // A sheet of places or services names them where it names nothing else.
    let named = columns.iter().position(|column| matches!(column.to, Target::ServiceName | Target::LocationName));
    free().find(likely).or(named)
}

/// A target, and whether a value looks like it.
type Check<'c> = (Target, &'c dyn Fn(&str) -> bool);

/// What a column holds, by its values: at least two of three have to agree.
fn by_values(values: &[&str]) -> Option<Target> {
    const ENOUGH: usize = 2;
    if values.len() < ENOUGH {
        return None;
    }
    let most = |is: &dyn Fn(&str) -> bool| values.iter().filter(|value| is(value)).count() * 3 >= values.len() * 2;
    let phone = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        (7..=15).contains(&digits)
            && text.chars().all(|c| c.is_ascii_digit() || " +-.()/".contains(c))
            && (text.starts_with(['+', '0', '(']) || text.contains([' ', '-', '.']))
    };
    let country = |text: &str| text.chars().count() > 3 && values::country_by_name(text).is_some();
    let url = |text: &str| values::is_url(text) || text.starts_with("www.");
    let checks: [Check<'_>; 5] = [
        (Target::Email, &|text| values::is_email(text)),
        (Target::Website, &url),
        (Target::Country, &country),
        (Target::Hours, &|text| hours::parse(text).is_some()),
        (Target::Phone, &phone),
    ];
    checks.into_iter().find(|(_, is)| most(*is)).map(|(target, _)| target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lines: &[&str]) -> Vec<Row> {
        let row = |(line, text): (u64, &&str)| Row {
            line,
            cells: text.split('|').map(str::to_owned).collect(),
            ..Row::default()
        };
        (1..).zip(lines).map(row).collect()
    }

    fn targets(lines: &[&str]) -> Vec<&'static str> {
        propose(&sheet(lines)).unwrap().columns.iter().map(|column| column.to.word()).collect()
    }

    #[test]
    fn every_word_of_the_list_leads_to_a_target() {
        let file: File = toml::from_str(include_str!("../../../data/headings.toml")).unwrap();
        let mut seen: HashMap<String, String> = HashMap::new();
        for Words { to, words } in file.heading {
            assert!(Target::from_word(&to).is_some(), "{to}");
            for word in words {
                if let Some(other) = seen.insert(bare(&word), to.clone()) {
                    assert_eq!(other, to, "{word} stands in two lists");
                }
            }
        }
    }

    #[test]
    fn headings_are_understood_in_every_language() {
        assert_eq!(targets(&["Nom|Téléphone|Ville|Horaires"]), ["organization.name", "phone", "address.city", "hours"]);
        assert_eq!(
            targets(&["NOMBRE|Correo electrónico|País"]),
            ["organization.name", "organization.email", "address.country"]
        );
        assert_eq!(targets(&["Название|Тел.|Сайт"]), ["organization.name", "phone", "organization.website"]);
        assert_eq!(targets(&["名称|电话|国家"]), ["organization.name", "phone", "address.country"]);
        assert_eq!(targets(&["الاسم|الهاتف|الدولة"]), ["organization.name", "phone", "address.country"]);
    }

    #[test]
    fn values_tell_where_headings_do_not() {
        let lines = [
            "A|B|C|D|E|F",
            "Red|a@b.example|https://a.example|France|Mo-Fr 9-17|01 42 02 03 04",
            "Blue|c@d.example|www.b.example|Espagne|24/7|+34 911 23 45 67",
        ];
        assert_eq!(
            targets(&lines),
            ["organization.name", "organization.email", "organization.website", "address.country", "hours", "phone"]
        );
    }

    #[test]
    fn titles_above_the_headings_are_passed_over() {
        let mapping = propose(&sheet(&["Contacts of 2019", "", "Name|Phone", "Red|1"])).unwrap();
        assert_eq!(mapping.heading_row, Some(3));
        assert_eq!(propose(&sheet(&["1|2", "3|4"])), None, "there is nothing to name a record by");
    }
}
