//! Hours as people write them: `Mo-Fr 9-17`, `lun-ven 9h-17h`, `24/7`.
//!
//! Only what can mean one thing is worked out: one word that is not
//! understood, or a time that could be of the morning or the evening, and the
//! text stays a text. A closed door costs a person a way across the city.

use jiff::civil::Time;
use serde_json::{Value, json};

use super::hsds::profile;
use crate::{directory::schedule::Day, text::fold::fold};

/// Days and when it is open on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// The days, in order, each once.
    pub days: Vec<Day>,
    /// From when to when; `None`: closed on these days.
    pub span: Option<(Time, Time)>,
}

/// Names of the days, folded: English, Spanish, French, Russian, Chinese,
/// Arabic, German, Portuguese. The first letters of a name of more than four
/// stand for it too.
const DAYS: [(Day, &[&str]); 7] = [
    (
        Day::Monday,
        &["monday", "mo", "lunes", "lundi", "понедельник", "пн", "星期一", "周一", "الاثنين", "montag", "segunda"],
    ),
    (
        Day::Tuesday,
        &[
            "tuesday",
            "tu",
            "tues",
            "martes",
            "mardi",
            "вторник",
            "вт",
            "星期二",
            "周二",
            "الثلاثاء",
            "dienstag",
            "terca",
        ],
    ),
    (
        Day::Wednesday,
        &["wednesday", "we", "miercoles", "mercredi", "среда", "ср", "星期三", "周三", "الاربعاء", "mittwoch", "quarta"],
    ),
    (
        Day::Thursday,
        &[
            "thursday",
            "th",
            "thur",
            "thurs",
            "jueves",
            "jeudi",
            "четверг",
            "чт",
            "星期四",
            "周四",
            "الخميس",
            "donnerstag",
            "quinta",
        ],
    ),
    (
        Day::Friday,
        &["friday", "fr", "viernes", "vendredi", "пятница", "пт", "星期五", "周五", "الجمعه", "freitag", "sexta"],
    ),
    (Day::Saturday, &["saturday", "sa", "sabado", "samedi", "суббота", "сб", "星期六", "周六", "السبت", "samstag"]),
    (Day::Sunday, &["sunday", "su", "domingo", "dimanche", "воскресенье", "вс", "星期日", "周日", "الاحد", "sonntag"]),
];

/// Expressions of several words or for several days, folded, and what stands
/// for them below. Longer ones first.
const PHRASES: [(&str, &str); 38] = [
    ("24 hours a day, 7 days a week", " mo-su 0:00-24:00 "),
    ("24 hours a day 7 days a week", " mo-su 0:00-24:00 "),
    ("24 horas los 7 dias", " mo-su 0:00-24:00 "),
    ("24h/24 et 7j/7", " mo-su 0:00-24:00 "),
    ("24h/24, 7j/7", " mo-su 0:00-24:00 "),
    ("24h/24 7j/7", " mo-su 0:00-24:00 "),
    ("7j/7 24h/24", " mo-su 0:00-24:00 "),
    ("24/24 et 7/7", " mo-su 0:00-24:00 "),
    ("24/24 7/7", " mo-su 0:00-24:00 "),
    ("24 hours", " 0:00-24:00 "),
    ("24h/24", " 0:00-24:00 "),
    ("24/7", " mo-su 0:00-24:00 "),
    ("круглосуточно", " mo-su 0:00-24:00 "),
    ("7 days a week", " mo-su "),
    ("tous les jours", " mo-su "),
    ("todos los dias", " mo-su "),
    ("ежедневно", " mo-su "),
    ("every day", " mo-su "),
    ("everyday", " mo-su "),
    ("daily", " mo-su "),
    ("7j/7", " mo-su "),
    ("每天", " mo-su "),
    ("يوميا", " mo-su "),
    ("weekdays", " mo-fr "),
    ("entre semana", " mo-fr "),
    ("en semaine", " mo-fr "),
    ("по будням", " mo-fr "),
    ("будни", " mo-fr "),
    ("工作日", " mo-fr "),
    ("fin de semana", " sa-su "),
    ("weekends", " sa-su "),
    ("weekend", " sa-su "),
    ("a.m.", "am "),
    ("p.m.", "pm "),
    ("a. m.", "am "),
    ("p. m.", "pm "),
    ("至", "-"),
    ("到", "-"),
];

/// Words that say "to" between two days or times, "and" between two of a list,
/// and those that say nothing.
const TO: [&str; 9] = ["to", "until", "till", "a", "au", "al", "bis", "до", "по"];
const AND: [&str; 7] = ["and", "et", "y", "e", "и", "und", "&"];
const SILENT: [&str; 20] = [
    "from", "de", "du", "des", "le", "les", "los", "la", "el", "las", "lo", "с", "from:", "open", "ouvert", "abierto",
    "hours", "horario", "horaires", "von",
];
const CLOSED: [&str; 10] =
    ["closed", "cerrado", "ferme", "fermee", "закрыто", "выходной", "休息", "关闭", "مغلق", "geschlossen"];

/// One piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Day(Day),
    Clock(Clock),
    Dash,
    Comma,
    Closed,
}

/// A time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    hour: i8,
    minute: i8,
    /// Of the afternoon; `None` where it does not say.
    afternoon: Option<bool>,
    /// Written with an `h`, which nobody does for the twelve-hour clock.
    of_24: bool,
}

/// Works out hours, if they can only mean one thing.
pub fn parse(text: &str) -> Option<Vec<Hours>> {
    let tokens = tokens(text)?;
    let mut rest = tokens.as_slice();
    let mut found: Vec<Hours> = Vec::new();
    while !rest.is_empty() {
        let days;
        (days, rest) = take_days(rest)?;
        let mut any = false;
        loop {
            let (span, after) = match rest {
                [Token::Closed, after @ ..] => (None, after),
                [Token::Clock(opens), Token::Dash, Token::Clock(closes), after @ ..] => {
                    (Some(span(*opens, *closes)?), after)
                }
                _ => break,
            };
            any = true;
            add(&mut found, &days, span);
            rest = after;
            // A comma before a further time belongs to these days.
            if let [Token::Comma, Token::Clock(_), ..] = rest {
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        if !any {
            return None;
        }
        while let [Token::Comma, after @ ..] = rest {
            rest = after;
        }
    }
    let contradicts = |one: &Hours| {
        one.span.is_none() && found.iter().any(|o| o.span.is_some() && o.days.iter().any(|d| one.days.contains(d)))
    };
    (!found.is_empty() && !found.iter().any(contradicts)).then_some(found)
}

/// Puts days with the same hours together.
fn add(found: &mut Vec<Hours>, days: &[Day], span: Option<(Time, Time)>) {
    match found.iter_mut().find(|one| one.span == span) {
        Some(one) => one.days.extend(days),
        None => found.push(Hours { days: days.to_vec(), span }),
    }
    for one in found {
        one.days.sort_unstable();
        one.days.dedup();
    }
}

/// Days at the beginning: single ones and ranges, divided by commas.
fn take_days(tokens: &[Token]) -> Option<(Vec<Day>, &[Token])> {
    let (mut days, mut rest) = (Vec::new(), tokens);
    loop {
        match rest {
            [Token::Day(from), Token::Dash, Token::Day(to), after @ ..] => {
                let mut at = Day::ALL.iter().cycle().skip_while(|day| *day != from);
                for day in at.by_ref() {
                    days.push(*day);
                    if day == to {
                        break;
                    }
                }
                rest = after;
            }
            [Token::Day(day), after @ ..] => {
                days.push(*day);
                rest = after;
            }
            _ => return None,
        }
        match rest {
            [Token::Comma, Token::Day(_), ..] => rest = rest.get(1..).unwrap_or_default(),
            // A comma between the days and their times.
            [Token::Comma, Token::Clock(_) | Token::Closed, ..] => {
                return Some((days, rest.get(1..).unwrap_or_default()));
            }
            _ => return Some((days, rest)),
        }
    }
}

/// Two times, if it is certain which halves of the day they are of.
fn span(opens: Clock, closes: Clock) -> Option<(Time, Time)> {
    let at = |clock: Clock, afternoon: bool| {
        let hour = if (1..=12).contains(&clock.hour) { clock.hour % 12 } else { return None };
        Time::new(hour + if afternoon { 12 } else { 0 }, clock.minute, 0, 0).ok()
    };
    let of_24 = |clock: Clock| match (clock.hour, clock.minute) {
        (24, 0) => Some(Time::midnight()),
        (hour, minute) => Time::new(hour, minute, 0, 0).ok(),
    };
    match (opens.afternoon, closes.afternoon) {
        (Some(first), Some(second)) => Some((at(opens, first)?, at(closes, second)?)),
        // "9-5pm": only the morning leaves a day of less than 24 hours, unless
        // both halves would do.
        (None, Some(second)) => {
            let closes = at(closes, second)?;
            let both = [at(opens, false)?, at(opens, true)?];
            let mut fitting = both.into_iter().filter(|opens| *opens < closes);
            let only = fitting.next()?;
            fitting.next().is_none().then_some((only, closes))
        }
        (Some(_), None) => None,
        (None, None) => {
            let certain = opens.of_24 || closes.of_24 || closes.hour >= 13 || opens.hour >= 13 || opens.hour == 0;
            let (first, second) = (of_24(opens)?, of_24(closes)?);
            (certain || (opens.hour >= 7 && second > first)).then_some((first, second))
        }
    }
}

/// Takes a text apart. `None` at the first word that is not understood.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut folded = fold(text).replace(['–', '—', '−', '~'], "-");
    for (phrase, meaning) in PHRASES {
        folded = folded.replace(phrase, meaning);
    }
    let mut tokens = Vec::new();
    let mut rest = folded.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '-' => (Some(Token::Dash), 1),
            ',' | ';' | '\n' | '/' | '|' | '，' | '、' | '；' => (Some(Token::Comma), first.len_utf8()),
            ':' | '.' | '(' | ')' | '：' => (None, first.len_utf8()),
            c if c.is_ascii_digit() => {
                let (clock, length) = clock(rest)?;
                (Some(Token::Clock(clock)), length)
            }
            _ => {
                let length = word_length(rest);
                (word(rest.get(..length)?)?, length)
            }
        };
        // Commas at the beginning or side by side say nothing more.
        let idle = token == Some(Token::Comma) && matches!(tokens.last(), None | Some(Token::Comma));
        tokens.extend(token.filter(|_| !idle));
        rest = rest.get(length..)?.trim_start_matches([' ', '\t']);
    }
    if tokens.last() == Some(&Token::Comma) {
        tokens.pop();
    }
    Some(tokens)
}

/// Length of the word at the beginning. Chinese days stand without blanks.
fn word_length(text: &str) -> usize {
    let chinese =
        DAYS.iter().flat_map(|(_, names)| names.iter()).find(|name| !name.is_ascii() && text.starts_with(**name));
    chinese.filter(|name| name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))).map_or_else(
        || text.find(|c: char| c.is_whitespace() || "-,;:./|()，、；：".contains(c)).unwrap_or(text.len()),
        |name| name.len(),
    )
}

/// What a word means: `Some(None)` where it says nothing.
#[expect(clippy::option_option, reason = "not understood, silent and a token are three answers")]
fn word(word: &str) -> Option<Option<Token>> {
    if let Some(day) = day(word) {
        return Some(Some(Token::Day(day)));
    }
    let noon = Clock { hour: 12, minute: 0, afternoon: None, of_24: true };
    match word {
        word if TO.contains(&word) => Some(Some(Token::Dash)),
        word if AND.contains(&word) => Some(Some(Token::Comma)),
        word if SILENT.contains(&word) => Some(None),
        word if CLOSED.contains(&word) => Some(Some(Token::Closed)),
        "noon" | "midi" | "mediodia" => Some(Some(Token::Clock(noon))),
        "midnight" | "minuit" | "medianoche" => Some(Some(Token::Clock(Clock { hour: 24, ..noon }))),
        _ => None,
    }
}

/// A day by name in any case, or by its first letters.
pub fn day(name: &str) -> Option<Day> {
    let folded = fold(name.trim().trim_end_matches('.'));
    let is = |known: &str| {
        // Three letters tell the days apart in each language, but across them
        // "mar" is only one day and "sab" another.
        let short = known.chars().count() > 4 && folded.chars().count() >= 3 && known.starts_with(&folded);
        known == folded || short && folded.chars().all(char::is_alphabetic) || folded.strip_suffix('s') == Some(known)
    };
    let mut days = DAYS.iter().filter(|(_, names)| names.iter().any(|known| is(known))).map(|(day, _)| *day);
    let day = days.next()?;
    days.next().is_none().then_some(day)
}

/// A time at the beginning of a text, and its length in bytes: `9`, `9:30`,
/// `9h30`, `9.30`, `9 am`.
fn clock(text: &str) -> Option<(Clock, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    let hour: i8 = text.get(..length).filter(|number| number.len() <= 2)?.parse().ok()?;
    let mut rest = text.get(length..)?;
    let mut of_24 = false;
    let mut minute = 0;
    if let Some(after) = rest.strip_prefix(['h', ':', '.', '点', '：', 'ч']) {
        of_24 = !rest.starts_with([':', '.', '：']);
        let sign = rest.len() - after.len();
        let count = digits(after);
        match count {
            2 => {
                minute = after.get(..2)?.parse().ok()?;
                length += sign + 2;
            }
            0 if of_24 => length += sign,
            _ => return None,
        }
        rest = text.get(length..)?;
        // Seconds say nothing.
        if let Some(after) = rest.strip_prefix(":00") {
            length += rest.len() - after.len();
            rest = after;
        }
    }
    let after = rest.trim_start_matches(' ');
    let mut afternoon = None;
    for (mark, value) in [("am", Some(false)), ("pm", Some(true)), ("hs", None), ("hrs", None), ("uhr", None)] {
        let Some(tail) = after.strip_prefix(mark) else { continue };
        if !tail.starts_with(char::is_alphabetic) {
            (afternoon, of_24) = (value, of_24 || value.is_none());
            length += rest.len() - tail.len();
            break;
        }
    }
    let fits =
        hour <= 24 && minute < 60 && (hour < 24 || minute == 0) && (afternoon.is_none() || (1..=12).contains(&hour));
    fits.then_some((Clock { hour, minute, afternoon, of_24 }, length))
}

/// Hours as HSDS schedules, and whether they could be worked out. The text as
/// written stays with the first of them.
pub fn schedules(text: &str) -> (Vec<Value>, bool) {
    let Some(hours) = parse(text) else {
        return (vec![json!({"id": "", "description": text})], false);
    };
    let mut schedules: Vec<Value> = hours.iter().map(|one| weekly(&one.days, one.span)).collect();
    if let Some(Value::Object(first)) = schedules.first_mut() {
        first.insert("hours_as_written".to_owned(), text.into());
    }
    (schedules, true)
}

/// A weekly HSDS schedule, or that it is closed on these days.
pub fn weekly(days: &[Day], span: Option<(Time, Time)>) -> Value {
    let byday = days.iter().map(|day| day.code()).collect::<Vec<_>>().join(",");
    match span {
        Some((opens, closes)) => json!({
            "id": "", "freq": "WEEKLY", "byday": byday,
            "opens_at": opens.strftime("%H:%M").to_string(), "closes_at": closes.strftime("%H:%M").to_string(),
        }),
        None => json!({
            "id": "", "freq": "WEEKLY", "byday": byday, "attributes": [profile::attribute("schedule", "closed", "true")],
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn show(text: &str) -> String {
        let Some(hours) = parse(text) else { return "?".into() };
        let one = |one: &Hours| {
            let days: String = one.days.iter().map(|day| day.code()).collect();
            let span =
                one.span.map_or("closed".into(), |(a, b)| format!("{}-{}", a.strftime("%H:%M"), b.strftime("%H:%M")));
            format!("{days} {span}")
        };
        hours.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[rstest]
    #[case("Mo-Fr 9-17", "MOTUWETHFR 09:00-17:00")]
    #[case("lun-ven 9h-17h", "MOTUWETHFR 09:00-17:00")]
    #[case("Lundi au vendredi de 9h30 à 12h et 14h à 18h", "MOTUWETHFR 09:30-12:00; MOTUWETHFR 14:00-18:00")]
    #[case("24/7", "MOTUWETHFRSASU 00:00-00:00")]
    #[case("7j/7 24h/24", "MOTUWETHFRSASU 00:00-00:00")]
    #[case("круглосуточно", "MOTUWETHFRSASU 00:00-00:00")]
    #[case("пн-пт с 10:00 до 19:00", "MOTUWETHFR 10:00-19:00")]
    #[case("周一至周五 9:00-17:00", "MOTUWETHFR 09:00-17:00")]
    #[case("Lunes a viernes de 9:00 a 14:00", "MOTUWETHFR 09:00-14:00")]
    #[case("Mon, Wed & Fri 10am-2pm", "MOWEFR 10:00-14:00")]
    #[case("Tuesdays 9-5pm", "TU 09:00-17:00")]
    #[case("Fri-Sun 22:00-04:00", "FRSASU 22:00-04:00")]
    #[case("daily 10-22", "MOTUWETHFRSASU 10:00-22:00")]
    #[case("Mo-Fr 9-12, 14-17; Sa 10-13", "MOTUWETHFR 09:00-12:00; MOTUWETHFR 14:00-17:00; SA 10:00-13:00")]
    #[case("Sunday: Closed Monday: 9:00-17:00 Tuesday: 9:00-17:00", "SU closed; MOTU 09:00-17:00")]
    #[case("Mon: 9 a.m. to noon", "?")]
    #[case("Mon: 9 a.m. to 12 p.m.", "MO 09:00-12:00")]
    #[case("Mo-Fr 9-5", "?")]
    #[case("Mo 1-5", "?")]
    #[case("Mo 10am-2", "?")]
    #[case("9-17", "?")]
    #[case("Mo-Fr 9-17 except holidays", "?")]
    #[case("by appointment", "?")]
    #[case("Mo closed, Mo 9-17", "?")]
    #[case("Mo-Fr 9-25", "?")]
    #[case("", "?")]
    #[case("mar 14h-16h", "TU 14:00-16:00")]
    fn hours_are_worked_out_only_where_they_mean_one_thing(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(show(text), expected, "{text}");
    }

    #[test]
    fn the_text_as_written_is_kept() {
        let (schedules, certain) = schedules("Mo 9-17");
        assert!(certain);
        assert_eq!(schedules[0]["hours_as_written"], "Mo 9-17");
        let (schedules, certain) = super::schedules("ask us");
        assert_eq!((schedules[0]["description"].as_str(), certain), (Some("ask us"), false));
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "[a-z0-9 :.,;/éпн周一-]{0,40}") {
            let _ = parse(&text);
        }
    }
}
