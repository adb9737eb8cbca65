//! A handout as one page of HTML that needs nothing else: the style and the
//! codes are in it, nothing is fetched, no link can be followed by accident.

use super::{Card, Fact, FactLine, Handout, qr::Matrix};
use crate::text::html::escaped;

/// The style of every form.
const STYLE: &str = include_str!("../../data/handout/page.css");
/// Lines to write on.
const ROOM: usize = 4;
/// Cards with more lines than this may be broken over two pages: kept whole,
/// they would leave most of the first one empty.
const LONG_CARD: usize = 40;

/// Writes a handout as a page of HTML in UTF-8.
pub fn html(handout: &Handout) -> String {
    let direction = if handout.right_to_left { "rtl" } else { "ltr" };
    // A browser prints the title on the edge of the paper: none on a discreet
    // one. HTML wants the element to be there, with something in it.
    let title = handout.title.as_deref().unwrap_or("\u{a0}");
    let mut page = Page { out: String::new(), handout };
    page.push(&format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"format-detection\" content=\"telephone=no\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n",
        escaped(handout.language),
        escaped(title),
    ));
    page.push(&format!("<body class=\"{}\">\n", classes(handout)));
    page.body();
    page.push("</body>\n</html>\n");
    page.out
}

/// The form as classes of the style.
fn classes(handout: &Handout) -> String {
    let form = handout.form;
    let classes = [(form.large, "large"), (form.pocket, "pocket"), (form.discreet, "discreet")];
    classes.iter().filter(|(is, _)| *is).map(|(_, class)| *class).collect::<Vec<_>>().join(" ")
}

struct Page<'a> {
    out: String,
    handout: &'a Handout,
}

impl Page<'_> {
    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// An element with a text, unless the text is empty.
    fn element(&mut self, tag: &str, class: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.push(&format!("<{tag}{class}><bdi>{}</bdi></{tag}>\n", escaped(text)));
    }

    fn body(&mut self) {
        let handout = self.handout;
        if let Some(title) = &handout.title {
            self.push(&format!("<h1>{}</h1>\n", escaped(title)));
        }
        for (at, card) in handout.cards.iter().enumerate() {
            self.card(card, &card.heading(at, handout.cards.len(), handout.form));
        }
        if !handout.steps.is_empty() {
            self.push(&format!("<section class=\"steps\">\n<h2>{}</h2>\n<ul>\n", escaped(&handout.words.steps)));
            for step in &handout.steps {
                self.element("li", "", step);
            }
            self.push("</ul>\n</section>\n");
        }
        self.note(&handout.note);
        if !handout.form.pocket {
            self.push(&format!("<section class=\"room\">\n<p>{}</p>\n", escaped(&handout.words.room)));
            self.push(&"<hr>\n".repeat(ROOM));
            self.push("</section>\n");
        }
        self.push("<footer>\n");
        for line in &handout.footer {
            self.element("p", "", line);
        }
        if handout.form.pocket {
            self.element("p", "fold", &handout.words.fold);
        }
        self.push("</footer>\n");
    }

    fn note(&mut self, note: &str) {
        if !note.is_empty() {
            let words = escaped(&self.handout.words.note);
            self.push(&format!("<div class=\"note\"><strong>{words}</strong> <bdi>{}</bdi></div>\n", escaped(note)));
        }
    }

    fn card(&mut self, card: &Card, heading: &str) {
        let lines: usize = card.facts.iter().map(|fact| fact.lines.len()).sum();
        let long = if lines > LONG_CARD { " long" } else { "" };
        self.push(&format!("<article class=\"card{long}\">\n"));
        if self.handout.form.discreet {
            self.element("div", "letter", heading);
        } else {
            self.element("h2", "", heading);
        }
        self.element("p", "subtitle", &card.subtitle);
        for warning in &card.warnings {
            self.element("p", "warning", &format!("! {warning}"));
        }
        // Before the facts, so that it stands beside them.
        self.codes(card);
        self.push("<dl>\n");
        for fact in &card.facts {
            self.fact(fact);
        }
        self.push("</dl>\n");
        self.note(&card.note);
        self.push("</article>\n");
    }

    fn fact(&mut self, fact: &Fact) {
        self.push(&format!("<dt>{}</dt>\n<dd>", escaped(&fact.label)));
        for line in &fact.lines {
            self.fact_line(line);
        }
        self.push("</dd>\n");
    }

    fn fact_line(&mut self, line: &FactLine) {
        let class = if line.strong { " class=\"today\"" } else { "" };
        self.push(&format!("<p{class}>"));
        if !line.label.is_empty() {
            self.push(&format!("<bdi>{}</bdi>{}", escaped(&line.label), escaped(&self.handout.words.colon)));
        }
        let number = line.number.as_deref().filter(|number| !number.is_empty());
        match number.and_then(|number| Some((line.text.split_once(number)?, number))) {
            Some(((before, after), number)) => self.push(&format!(
                "{}<bdi dir=\"ltr\" class=\"phone\">{}</bdi><bdi>{}</bdi>",
                escaped(before),
                escaped(number),
                escaped(after)
            )),
            None => self.push(&format!("<bdi>{}</bdi>", escaped(&line.text))),
        }
        if !line.note.is_empty() {
            self.push(&format!(" <span class=\"remark\">(<bdi>{}</bdi>)</span>", escaped(&line.note)));
        }
        self.push("</p>");
    }

    fn codes(&mut self, card: &Card) {
        let drawn = card.codes.iter().filter_map(|code| Some((code, Matrix::of(&code.payload)?)));
        let drawn: Vec<_> = drawn.collect();
        if drawn.is_empty() {
            return;
        }
        self.push("<div class=\"codes\">\n");
        for (code, matrix) in drawn {
            let caption = escaped(&code.caption);
            let svg = matrix.svg(&caption);
            self.push(&format!("<figure>{svg}<figcaption><bdi dir=\"ltr\">{caption}</bdi></figcaption></figure>\n"));
        }
        self.push("</div>\n");
    }
}
