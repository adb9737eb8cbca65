//! The report in words, as JSON and as a page.

use std::{fmt::Write as _, path::Path};

use serde_json::{Map, Value, json};

use crate::{
    cli::{
        arguments::ConvertArguments,
        error::{Code, Failure},
        words::{json_line, one_line, said_written},
    },
    directory::problem::{Outcome, Problem},
    formats::report::{Report, Tally},
    i18n::I18n,
    sheet::phrases::number,
    text::html::escaped,
};

/// Problems printed where no file was asked for.
const SHOWN: usize = 20;

/// The form of a report in a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Text,
    Json,
    Html,
}

/// The form that the ending of `path` names.
pub(super) fn form(path: &Path, i18n: &I18n) -> Result<Form, Failure> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    Ok(match ending.as_str() {
        "txt" => Form::Text,
        "json" => Form::Json,
        "html" | "htm" => Form::Html,
        _ => {
            let path = path.display().to_string();
            return Err(Failure::new(i18n, Code::UnknownTarget, &[("path", path.into())])
                .hinting(&i18n.text("convert-hint-report")));
        }
    })
}

/// A report as a file.
pub(super) fn file(report: &Report, form: Form, arguments: &ConvertArguments, i18n: &I18n) -> Vec<u8> {
    match form {
        Form::Text => text(report, usize::MAX, i18n).into_bytes(),
        Form::Json => json(report).into_bytes(),
        Form::Html => html(report, &arguments.source, i18n).into_bytes(),
    }
}

/// What is printed.
pub(super) fn summary(report: &Report, i18n: &I18n) -> String {
    text(report, SHOWN, i18n)
}

fn tally(tally: Tally) -> Value {
    json!({"read": tally.read, "kept": tally.kept, "left_out": tally.left_out, "refused": tally.refused})
}

/// The report as JSON on one line.
pub(super) fn json(report: &Report) -> String {
    let kinds: Map<String, Value> =
        report.records.iter().map(|(kind, counts)| ((*kind).to_owned(), tally(*counts))).collect();
    let mut codes = Map::new();
    for ((code, outcome), count) in &report.counts {
        let of_code = codes.entry(code.as_str()).or_insert_with(|| json!({}));
        if let Value::Object(map) = of_code {
            map.insert(outcome.as_str().to_owned(), (*count).into());
        }
    }
    let problem = |one: &Problem| {
        json!({
            "file": one.file, "line": one.line, "field": one.field, "code": one.code.as_str(), "value": one.value,
            "outcome": one.outcome.as_str(),
        })
    };
    let written = &report.written;
    let mut value = json!({
        "total": tally(report.total()),
        "records": kinds,
        "written": {
            "organizations": written.organizations, "services": written.services, "locations": written.locations,
            "service_at_locations": written.service_at_locations, "phones": written.phones,
            "schedules": written.schedules, "tombstones": written.tombstones, "confidential": written.confidential,
        },
        "problem_count": report.problem_count(),
        "counts": codes,
        "problems": report.problems.iter().map(problem).collect::<Vec<_>>(),
    });
    if let (Value::Object(map), false) = (&mut value, report.pages.is_empty()) {
        let pages = report.pages.iter().map(|(file, page)| json!({"file": file, "page": page}));
        map.insert("pages".to_owned(), pages.collect());
    }
    json_line(&value)
}

fn count(i18n: &I18n, number_of: u64) -> String {
    number(i18n, usize::try_from(number_of).unwrap_or(usize::MAX))
}

/// One line a kind of record, a kind of problem, and a problem.
fn text(report: &Report, most: usize, i18n: &I18n) -> String {
    let mut out = String::new();
    let total = report.total();
    let _ = writeln!(out, "{}", tally_line(&i18n.text("convert-all"), total, i18n));
    for (kind, counts) in &report.records {
        let _ = writeln!(out, "  {}", tally_line(kind, *counts, i18n));
    }
    let written = &report.written;
    let _ = writeln!(out, "{}", said_written(written, i18n));
    if report.problem_count() == 0 {
        return out;
    }
    let _ =
        writeln!(out, "\n{}", i18n.with("convert-problems", &[("count", count(i18n, report.problem_count()).into())]));
    for ((code, outcome), times) in &report.counts {
        let _ = writeln!(out, "  {} ({}): {}", code.as_str(), outcome_word(*outcome, i18n), count(i18n, *times));
    }
    out.push('\n');
    for problem in report.problems.iter().take(most) {
        let _ = writeln!(out, "{}", problem_line(problem, i18n));
    }
    let hidden = report.problem_count().saturating_sub(report.problems.len().min(most) as u64);
    if hidden > 0 {
        let _ = writeln!(out, "{}", i18n.with("convert-more-problems", &[("count", count(i18n, hidden).into())]));
    }
    out
}

fn tally_line(kind: &str, tally: Tally, i18n: &I18n) -> String {
    let values = [
        ("kind", kind.into()),
        ("read", count(i18n, tally.read).into()),
        ("kept", count(i18n, tally.kept).into()),
        ("left", count(i18n, tally.left_out).into()),
        ("refused", count(i18n, tally.refused).into()),
    ];
    i18n.with("convert-tally", &values)
}

fn outcome_word(outcome: Outcome, i18n: &I18n) -> String {
    i18n.text(&format!("convert-outcome-{}", outcome.as_str().replace('_', "-")))
}

fn problem_line(problem: &Problem, i18n: &I18n) -> String {
    let place = one_line(&format!("{}:{}", problem.file, problem.line));
    let value = if problem.value.is_empty() { String::new() } else { format!(" {:?}", problem.value) };
    // A record or a file as a whole needs no name.
    let field = if matches!(problem.field.as_str(), "" | "/") { String::new() } else { format!("{}: ", problem.field) };
    let outcome = outcome_word(problem.outcome, i18n);
    one_line(&format!("{place}: {field}{} ({outcome}){value}", problem.code.as_str()))
}

/// One page with everything in it, for a browser with no network.
fn html(report: &Report, source: &Path, i18n: &I18n) -> String {
    let head = |words: &[String]| {
        let cells: Vec<String> = words.iter().map(|word| escaped(&one_line(word))).collect();
        format!("<thead><tr><th scope=\"col\">{}</th></tr></thead>", cells.join("</th><th scope=\"col\">"))
    };
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(&one_line(cell))).collect();
        format!("<tr><td>{}</td></tr>\n", cells.join("</td><td>"))
    };
    let word = |id: &str| i18n.text(id);
    let title = i18n.with("convert-report-title", &[("source", source.display().to_string().into())]);
    let mut kinds: Vec<(String, Tally)> = vec![(word("convert-all"), report.total())];
    kinds.extend(report.records.iter().map(|(kind, tally)| ((*kind).to_owned(), *tally)));
    let kinds: String = kinds
        .iter()
        .map(|(kind, t)| {
            let numbers = [t.read, t.kept, t.left_out, t.refused].map(|number| count(i18n, number));
            row(&[&[kind.clone()][..], &numbers[..]].concat())
        })
        .collect();
    let codes: String = report
        .counts
        .iter()
        .map(|((code, outcome), n)| row(&[code.as_str().to_owned(), outcome_word(*outcome, i18n), count(i18n, *n)]))
        .collect();
    let problems: String = report
        .problems
        .iter()
        .map(|one| {
            row(&[
                one.file.clone(),
                one.line.to_string(),
                one.field.clone(),
                one.code.as_str().to_owned(),
                one.value.clone(),
                outcome_word(one.outcome, i18n),
            ])
        })
        .collect();
    let kind_heads = ["kind", "read", "kept", "left-out", "refused"].map(|id| word(&format!("convert-head-{id}")));
    let code_heads = ["code", "outcome", "count"].map(|id| word(&format!("convert-head-{id}")));
    let heads = ["file", "line", "field", "code", "value", "outcome"].map(|id| word(&format!("convert-head-{id}")));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <style>body{{font:1em/1.4 sans-serif;margin:2em}}table{{border-collapse:collapse;margin:1em 0}}\
         td,th{{border:1px solid #999;padding:.2em .6em;text-align:left}}</style></head><body>\n\
         <h1>{title}</h1>\n<table>{}<tbody>\n{kinds}</tbody></table>\n<table>{}<tbody>\n{codes}</tbody></table>\n\
         <table>{}<tbody>\n{problems}</tbody></table>\n</body></html>\n",
        i18n.language(),
        head(&kind_heads),
        head(&code_heads),
        head(&heads),
        title = escaped(&one_line(&title)),
    )
}
