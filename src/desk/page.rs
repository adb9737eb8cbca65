//! A directory judged, as one page for a browser: the style and the pictures
//! are in it, nothing is fetched and nothing runs.

use std::fmt::Write;

use jiff::civil::Date;

use super::report::{self, Fault, Report, age, column_name, outcome};
use crate::{
    directory::{EntryNo, Need, vocabulary},
    i18n::I18n,
    sheet::phrases,
    text::{direction::is_right_to_left, html::escaped, wrap::shorten},
};

const STYLE: &str = include_str!("../../data/desk.css");
/// Ids in one list; the JSON has them all.
const LISTED: usize = 2_000;
/// Columns of the picture of the coverage.
const DRAWN: usize = 40;
/// Width of the labels of a picture, and of a cell or the longest bar.
const LABELS: usize = 220;
const CELL: usize = 46;
const BAR: usize = 420;
/// Height of a row of a picture, and of the names above the coverage.
const ROW: usize = 22;
const HEAD: usize = 110;

/// Writes the page in UTF-8.
pub fn page(report: &Report<'_>, today: Date, i18n: &I18n) -> String {
    let title = i18n.with("desk-title", &[("name", report.name.into())]);
    let direction = if is_right_to_left(&title) { "rtl" } else { "ltr" };
    let mut page = Page { out: String::new(), report, i18n };
    let _ = write!(
        page.out,
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        i18n.language(),
        title = escaped(&title),
    );
    page.counts(today);
    page.faults();
    page.findings();
    page.ages();
    page.coverage();
    page.duplicates();
    page.lists();
    page.out.push_str("</body>\n</html>\n");
    page.out
}

struct Page<'p> {
    out: String,
    report: &'p Report<'p>,
    i18n: &'p I18n,
}

impl Page<'_> {
    fn heading(&mut self, id: &str) {
        let _ = writeln!(self.out, "<h2>{}</h2>", escaped(&self.i18n.text(id)));
    }

    fn number(&self, number: usize) -> String {
        phrases::number(self.i18n, number)
    }

    fn counts(&mut self, today: Date) {
        let quality = self.report.quality;
        let said = self.i18n.with("desk-counts", report::counts(quality, self.i18n).as_flattened());
        let date = phrases::date(self.i18n, today);
        let _ = writeln!(self.out, "<p>{} · {}</p>", escaped(&date), escaped(&said));
    }

    /// What is wrong with the files.
    fn faults(&mut self) {
        if self.report.faults.is_empty() {
            return;
        }
        self.heading("desk-problems");
        self.out.push_str("<table>\n<thead><tr>");
        for id in ["file", "line", "field", "code", "outcome"] {
            let _ =
                write!(self.out, "<th scope=\"col\">{}</th>", escaped(&self.i18n.text(&format!("convert-head-{id}"))));
        }
        let _ =
            writeln!(self.out, "<th scope=\"col\">{}</th></tr></thead>\n<tbody>", self.i18n.text("desk-head-entry"));
        for Fault { problem, id, error } in self.report.faults.iter().take(LISTED) {
            let class = if *error { " class=\"error\"" } else { "" };
            let _ = writeln!(
                self.out,
                "<tr{class}><td>{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td>\
                 <td class=\"ids\">{}</td></tr>",
                escaped(&problem.file),
                problem.line,
                escaped(&problem.field),
                problem.code.as_str(),
                escaped(&outcome(problem.outcome, self.i18n)),
                escaped(id.as_deref().unwrap_or_default()),
            );
        }
        self.out.push_str("</tbody>\n</table>\n");
        self.left_out(self.report.faults.len());
    }

    /// Says how many more there are than are listed.
    fn left_out(&mut self, count: usize) {
        if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
            let said = self.i18n.with("desk-more", &[("count", more.into())]);
            let _ = writeln!(self.out, "<p>{}</p>", escaped(&said));
        }
    }

    /// A line for each kind, which leads to its list.
    fn findings(&mut self) {
        self.heading("desk-findings");
        self.out.push_str("<table>\n<tbody>\n");
        for finding in &self.report.quality.findings {
            let (word, count) = (finding.kind.word(), finding.entries.len());
            let what = linked(&format!("kind-{word}"), &self.i18n.text(&format!("desk-kind-{word}")), count);
            let _ = writeln!(self.out, "<tr><td>{what}</td><td class=\"number\">{}</td></tr>", self.number(count));
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    /// The ages of the checks as bars, and the same as a table.
    fn ages(&mut self) {
        self.heading("desk-ages");
        let bars = self.bars();
        let most = bars.iter().map(|(.., count)| *count).max().unwrap_or(0).max(1);
        let (width, height) = (LABELS + BAR + 80, bars.len() * ROW);
        self.picture("ages", "desk-ages", width, height);
        for (row, (_, name, count)) in bars.iter().enumerate() {
            let (y, length) = (row * ROW, (count * BAR).div_ceil(most));
            let _ = writeln!(
                self.out,
                "<text x=\"0\" y=\"{}\">{}</text><rect x=\"{LABELS}\" y=\"{}\" width=\"{length}\" height=\"{}\" \
                 fill=\"#3b6ea5\"/><text x=\"{}\" y=\"{}\">{}</text>",
                y + 15,
                escaped(&shorten(name, 34)),
                y + 3,
                ROW - 6,
                LABELS + length + 6,
                y + 15,
                self.number(*count),
            );
        }
        self.out.push_str("</svg></div>\n<table>\n<tbody>\n");
        for (anchor, name, count) in &bars {
            let name = linked(anchor, name, *count);
            let _ = writeln!(self.out, "<tr><td>{name}</td><td class=\"number\">{}</td></tr>", self.number(*count));
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    /// Anchor, name and count of each bar of the histogram.
    fn bars(&self) -> Vec<(String, String, usize)> {
        let quality = self.report.quality;
        let ages = quality.ages.iter().enumerate();
        let mut bars: Vec<_> =
            ages.map(|(group, entries)| (format!("age-{group}"), age(group, self.i18n), entries.len())).collect();
        let never = quality.of_kind(super::Kind::NotChecked).len();
        bars.push(("kind-not-checked".to_owned(), self.i18n.text("age-not-checked"), never));
        bars
    }

    /// Begins a picture that says what it is.
    fn picture(&mut self, name: &str, title: &str, width: usize, height: usize) {
        let title = escaped(&self.i18n.text(title));
        let _ = writeln!(
            self.out,
            "<div class=\"picture\"><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
             aria-labelledby=\"picture-{name}\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<title id=\"picture-{name}\">{title}</title>",
        );
    }

    /// Needs by place: the more entries, the darker.
    fn coverage(&mut self) {
        let coverage = &self.report.quality.coverage;
        let Some(by) = coverage.by else { return };
        let title = format!("desk-coverage-{}", by.word());
        self.heading(&title);
        let drawn = coverage.columns.len().min(DRAWN);
        let (width, height) = (LABELS + drawn * CELL + HEAD, HEAD + Need::ALL.len() * ROW);
        self.picture("coverage", &title, width, height);
        for column in 0..drawn {
            let name = shorten(&column_name(coverage, column, self.i18n), 18);
            let x = LABELS + column * CELL + CELL / 2;
            let y = HEAD - 8;
            let _ = writeln!(
                self.out,
                "<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-45 {x} {y})\">{}</text>",
                escaped(&name)
            );
        }
        let most = coverage.most().max(1);
        for (row, need) in Need::ALL.iter().enumerate() {
            let y = HEAD + row * ROW;
            let name = shorten(vocabulary::need_name(*need, self.i18n.language()), 34);
            let _ = writeln!(self.out, "<text x=\"0\" y=\"{}\">{}</text>", y + 15, escaped(&name));
            for column in 0..drawn {
                self.cell(LABELS + column * CELL, y, coverage.cell(*need, column).len(), most);
            }
        }
        self.out.push_str("</svg></div>\n");
        if let Some(more) = coverage.columns.len().checked_sub(drawn).filter(|more| *more > 0) {
            let said = self.i18n.with("desk-more-columns", &[("count", more.into())]);
            let _ = writeln!(self.out, "<p>{}</p>", escaped(&said));
        }
        self.needs();
    }

    fn cell(&mut self, x: usize, y: usize, count: usize, most: usize) {
        // By the square root, so that one and three still differ beside ninety.
        let share = (count as f64 / most as f64).sqrt();
        let shade = |from: f64, to: f64| from + (to - from) * share;
        let (light, text) = (shade(96.0, 28.0), if count == 0 { String::new() } else { self.number(count) });
        let class = if light < 60.0 { " class=\"light\"" } else { "" };
        let _ = writeln!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"hsl(210 50% {light:.0}%)\"/>\
             <text{class} x=\"{}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
            CELL - 2,
            ROW - 2,
            x + CELL / 2 - 1,
            y + 15,
        );
    }

    /// The same as a list of links: a need, and where it is met.
    fn needs(&mut self) {
        let coverage = &self.report.quality.coverage;
        self.out.push_str("<table>\n<tbody>\n");
        for need in Need::ALL {
            let count = coverage.row(*need).len();
            let name = vocabulary::need_name(*need, self.i18n.language());
            let name = linked(&format!("need-{}", need.slug()), name, count);
            let places = (0..coverage.columns.len()).map(|column| (column, coverage.cell(*need, column).len()));
            let places: Vec<String> = places
                .filter(|(_, count)| *count > 0)
                .map(|(column, count)| format!("{} {}", column_name(coverage, column, self.i18n), self.number(count)))
                .collect();
            let places = escaped(&places.join(" · "));
            let count = self.number(count);
            let _ = writeln!(self.out, "<tr><td>{name}</td><td class=\"number\">{count}</td><td>{places}</td></tr>");
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    fn duplicates(&mut self) {
        let twins = &self.report.quality.twins;
        if twins.is_empty() {
            return;
        }
        self.heading("desk-duplicates");
        self.out.push_str("<table>\n<tbody>\n");
        for pair in twins.iter().take(LISTED) {
            let names: Vec<String> = pair.entries.iter().map(|entry| self.named(*entry)).collect();
            let why = self.i18n.text(&format!("desk-why-{}", pair.why.as_str().replace('_', "-")));
            let _ = writeln!(self.out, "<tr><td>{}</td><td>{}</td></tr>", names.join("<br>"), escaped(&why));
        }
        self.out.push_str("</tbody>\n</table>\n");
        self.left_out(twins.len());
    }

    /// An entry by name and id.
    fn named(&self, entry: EntryNo) -> String {
        let Some(entry) = self.report.directory.entry(entry) else { return String::new() };
        let name = phrases::reading(entry.name(), self.i18n.language()).0;
        format!("<bdi>{}</bdi> <span class=\"ids\">{}</span>", escaped(name), escaped(entry.id()))
    }

    /// The entries that the lines lead to.
    fn lists(&mut self) {
        self.heading("desk-lists");
        let quality = self.report.quality;
        for finding in &quality.findings {
            let word = finding.kind.word();
            self.list(&format!("kind-{word}"), &self.i18n.text(&format!("desk-kind-{word}")), &finding.entries);
        }
        for (group, entries) in quality.ages.iter().enumerate() {
            let title = format!("{}: {}", self.i18n.text("desk-ages"), age(group, self.i18n));
            self.list(&format!("age-{group}"), &title, entries);
        }
        for need in Need::ALL {
            let name = vocabulary::need_name(*need, self.i18n.language());
            self.list(&format!("need-{}", need.slug()), name, &quality.coverage.row(*need));
        }
    }

    fn list(&mut self, anchor: &str, title: &str, entries: &[EntryNo]) {
        if entries.is_empty() {
            return;
        }
        let _ =
            writeln!(self.out, "<h3 id=\"{anchor}\">{} ({})</h3>\n<ul>", escaped(title), self.number(entries.len()));
        for entry in entries.iter().take(LISTED) {
            let name = self.named(*entry);
            let _ = writeln!(self.out, "<li>{name}</li>");
        }
        self.out.push_str("</ul>\n");
        self.left_out(entries.len());
    }
}

/// A text that leads to a list, if there is anything in it.
fn linked(anchor: &str, text: &str, count: usize) -> String {
    if count == 0 { escaped(text) } else { format!("<a href=\"#{anchor}\">{}</a>", escaped(text)) }
}
