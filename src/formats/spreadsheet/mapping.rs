//! The mapping of one spreadsheet as a small TOML file.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Deserialize;

use super::targets::Target;
use crate::{
    directory::Need,
    formats::{hsds::values, intake::NeedNames},
};

/// What the columns of a spreadsheet hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Sheet of the workbook; `None`: the first.
    pub sheet: Option<String>,
    /// Row with the headings, from 1; `None`: the first that is not blank.
    pub heading_row: Option<u64>,
    /// ISO 3166-1 code of the country of places and numbers that name none.
    pub country: Option<String>,
    /// The columns, in the order of the sheet.
    pub columns: Vec<Column>,
    /// Words of the source and the needs they mean.
    pub needs: BTreeMap<String, Vec<Need>>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading as written.
    pub heading: String,
    /// What it holds.
    pub to: Target,
    /// Characters that divide the values of a cell; empty: one value.
    pub split: String,
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// Line of the file, from 1, where known.
    pub line: Option<usize>,
    /// The field, as the file writes it.
    pub field: String,
    /// What is wrong, in the words of the parser or the value at fault.
    pub detail: String,
}

/// The file as the parser sees it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sheet: Option<String>,
    heading_row: Option<u64>,
    country: Option<String>,
    #[serde(default)]
    column: Vec<FileColumn>,
    #[serde(default)]
    needs: BTreeMap<String, Slugs>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileColumn {
    heading: String,
    to: toml::Spanned<String>,
    split: Option<String>,
}

/// One slug or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Slugs {
    One(String),
    Many(Vec<String>),
}

/// What divides the values of a cell where the mapping does not say.
const SPLIT: &str = ";,|\n";

impl Mapping {
    /// Reads a mapping.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let line_of = |at: usize| Some(text.get(..at)?.matches('\n').count() + 1);
        let file: File = toml::from_str(text).map_err(|error| MappingError {
            line: error.span().and_then(|span| line_of(span.start)),
            field: String::new(),
            detail: error.message().to_owned(),
        })?;
        let mut columns = Vec::with_capacity(file.column.len());
        for FileColumn { heading, to, split } in file.column {
            let Some(target) = Target::from_word(to.get_ref()) else {
                let line = line_of(to.span().start);
                return Err(MappingError { line, field: format!("to ({heading})"), detail: to.into_inner() });
            };
            let usual = if target.is_many() { SPLIT } else { "" };
            columns.push(Column { heading, to: target, split: split.unwrap_or_else(|| usual.to_owned()) });
        }
        let country = match file.country {
            None => None,
            Some(text) => Some(values::country(&text).map(|(code, _)| code).ok_or_else(|| MappingError {
                line: None,
                field: "country".to_owned(),
                detail: text,
            })?),
        };
        let mut needs = BTreeMap::new();
        for (word, slugs) in file.needs {
            let slugs = match slugs {
                Slugs::One(slug) if slug.is_empty() => Vec::new(),
                Slugs::One(slug) => vec![slug],
                Slugs::Many(slugs) => slugs,
            };
            let meant = slugs.iter().map(|slug| {
                Need::from_slug(slug).ok_or_else(|| MappingError {
                    line: None,
                    field: format!("needs.{word}"),
                    detail: slug.clone(),
                })
            });
            let meant = meant.collect::<Result<Vec<_>, _>>()?;
            needs.insert(word, meant);
        }
        Ok(Self { sheet: file.sheet, heading_row: file.heading_row, country, columns, needs })
    }

    /// Writes a mapping so that a person can correct it. `comment` stands on
    /// top, a line each.
    pub fn write(&self, comment: &str) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut out = String::new();
        for line in comment.lines() {
            let _ = writeln!(out, "{}", format!("# {line}").trim_end());
        }
        let words: Vec<&str> = Target::ALL.iter().map(|target| target.word()).collect();
        let _ = writeln!(out, "#");
        for line in textwrap::wrap(&words.join(" "), 76) {
            let _ = writeln!(out, "#   {line}");
        }
        out.push('\n');
        if let Some(sheet) = &self.sheet {
            let _ = writeln!(out, "sheet = {}", quoted(sheet));
        }
        if let Some(row) = self.heading_row {
            let _ = writeln!(out, "heading_row = {row}");
        }
        match &self.country {
            Some(country) => writeln!(out, "country = {}", quoted(country)),
            None => writeln!(out, "# country = \"FR\""),
        }
        .unwrap_or_default();
        for Column { heading, to, split } in &self.columns {
            let _ = writeln!(out, "\n[[column]]\nheading = {}\nto = {}", quoted(heading), quoted(to.word()));
            let usual = if to.is_many() { SPLIT } else { "" };
            if split != usual {
                let _ = writeln!(out, "split = {}", quoted(split));
            }
        }
        if self.needs.is_empty() {
            out.push_str("\n# [needs]\n# \"night shelter\" = \"housing-shelter\"\n");
        } else {
            out.push_str("\n[needs]\n");
            for (word, needs) in &self.needs {
                let slugs: Vec<String> = needs.iter().map(|need| quoted(need.slug())).collect();
                let _ = writeln!(out, "{} = [{}]", quoted(word), slugs.join(", "));
            }
        }
        out
    }

    /// The words of the mapping, for the terms of any source.
    pub fn need_names(&self) -> NeedNames {
        let mut names = NeedNames::default();
        for (word, needs) in &self.needs {
            names.add(word, needs.clone());
        }
        names
    }

    /// True when a column holds the target.
    pub fn has(&self, target: Target) -> bool {
        self.columns.iter().any(|column| column.to == target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_written_is_read_back() {
        let mapping = Mapping {
            sheet: Some("Feuille \"1\"".into()),
            heading_row: Some(3),
            country: Some("FR".into()),
            columns: vec![
                Column { heading: "Nom\n(usuel)".into(), to: Target::OrganizationName, split: String::new() },
                Column { heading: "Tél".into(), to: Target::Phone, split: "/".into() },
                Column { heading: "Langues".into(), to: Target::Language, split: SPLIT.into() },
            ],
            needs: [("Abri".to_owned(), vec![Need::HousingShelter])].into(),
        };
        assert_eq!(Mapping::read(&mapping.write("two\nlines")).unwrap(), mapping);
        let bare = Mapping::default();
        assert_eq!(Mapping::read(&bare.write("x")).unwrap(), bare);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let error = |text: &str| Mapping::read(text).unwrap_err();
        let wrong = error("country = \"FR\"\n[[column]]\nheading = \"x\"\nto = \"organisation.nom\"\n");
        assert_eq!((wrong.line, wrong.detail.as_str()), (Some(4), "organisation.nom"));
        assert_eq!(error("country = \"Atlantis\"").field, "country");
        assert_eq!(error("[needs]\nx = \"beds\"").detail, "beds");
        assert_eq!(error("colum = 1").line, Some(1));
        assert_eq!(Mapping::read("[needs]\nx = \"\"").unwrap().needs["x"], []);
    }
}
