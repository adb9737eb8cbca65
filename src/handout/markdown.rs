//! A handout as Markdown (CommonMark).

use super::{Card, Handout, plain::said};

/// Writes a handout as Markdown. Whatever comes from entries and notes is
/// escaped, so that it stays text.
pub fn markdown(handout: &Handout) -> String {
    let mut out = String::new();
    if let Some(title) = &handout.title {
        push(&mut out, &format!("# {}", escaped(title)));
        push(&mut out, "");
    }
    for (at, one) in handout.cards.iter().enumerate() {
        card(&mut out, handout, one, &one.heading(at, handout.cards.len(), handout.form));
    }
    if !handout.steps.is_empty() {
        push(&mut out, &format!("**{}**", escaped(&handout.words.steps)));
        push(&mut out, "");
        for step in &handout.steps {
            push(&mut out, &format!("- [ ] {}", escaped(step)));
        }
        push(&mut out, "");
    }
    if !handout.note.is_empty() {
        push(
            &mut out,
            &format!("**{}** {}", escaped(&handout.words.above(&handout.words.note)), escaped(&handout.note)),
        );
        push(&mut out, "");
    }
    push(&mut out, "---");
    push(&mut out, "");
    for line in &handout.footer {
        // Two blanks at the end break the line.
        push(&mut out, &format!("{}  ", escaped(line)));
    }
    out
}

fn card(out: &mut String, handout: &Handout, card: &Card, heading: &str) {
    if handout.form.discreet {
        push(out, &format!("**{}**", escaped(heading)));
    } else {
        push(out, &format!("## {}", escaped(heading)));
    }
    push(out, "");
    if !card.subtitle.is_empty() {
        push(out, &escaped(&card.subtitle));
        push(out, "");
    }
    for warning in &card.warnings {
        push(out, &format!("> **! {}**", escaped(warning)));
        push(out, "");
    }
    for fact in &card.facts {
        let lines = fact.lines.iter().map(|line| escaped(&said(line, handout)));
        let lines: Vec<String> = lines.collect();
        match lines.as_slice() {
            [one] => push(out, &format!("- **{}** {one}", escaped(&handout.words.above(&fact.label)))),
            many => {
                push(out, &format!("- **{}**", escaped(&handout.words.above(&fact.label))));
                for line in many {
                    push(out, &format!("  - {line}"));
                }
            }
        }
    }
    if !card.note.is_empty() {
        push(out, &format!("- **{}** {}", escaped(&handout.words.above(&handout.words.note)), escaped(&card.note)));
    }
    push(out, "");
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// A text that Markdown shows as it is, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.trim();
    for (at, c) in text.chars().enumerate() {
        match c {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => out.extend(['\\', c]),
            // Only at the beginning of a line do these mean a list.
            '+' | '-' | '=' if at == 0 => out.extend(['\\', c]),
            // "2026." and "1)" begin a list too.
            '.' | ')' if text.chars().take(at).all(|c| c.is_ascii_digit()) && at > 0 => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
