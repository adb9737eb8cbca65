//! Corrections as bytes: JSON, `{"parasol_corrections": 1, "corrections": [ … ]}`,
//! each with the fields of [`Correction`]. Nothing in it says who wrote it
//! down, or on which machine.

use serde::{Deserialize, Serialize};

use super::Correction;
use crate::text::sanitise::sanitise;

/// The form that this program writes and reads.
const FORMAT: u64 = 1;
/// More bytes than this are no corrections of a worker.
pub const MOST_BYTES: usize = 1 << 20;
/// More corrections than this are not read from one file.
pub const MOST: usize = 1_000;
/// Characters of a text: a page.
pub const TEXT_CHARS: usize = 2_000;
/// Characters of an id.
const ID_CHARS: usize = 200;

/// Bytes that are no corrections, or too many of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotCorrections(String);

#[derive(Serialize)]
struct Written<'a> {
    parasol_corrections: u64,
    corrections: &'a [Correction],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    parasol_corrections: u64,
    corrections: Vec<Correction>,
}

/// Corrections as bytes.
pub fn write(corrections: &[Correction]) -> Vec<u8> {
    // Strings, numbers and dates always have a JSON form.
    serde_json::to_vec(&Written { parasol_corrections: FORMAT, corrections }).unwrap_or_default()
}

/// Corrections from bytes, every text clean: they come from strangers.
pub fn read(bytes: &[u8]) -> Result<Vec<Correction>, NotCorrections> {
    let not = |detail: String| NotCorrections(detail);
    if bytes.len() > MOST_BYTES {
        return Err(not("it is too long".to_owned()));
    }
    let read: Read = serde_json::from_slice(bytes).map_err(|error| not(error.to_string()))?;
    if read.parasol_corrections != FORMAT {
        return Err(not("it is of a newer format".to_owned()));
    }
    if read.corrections.len() > MOST {
        return Err(not("it holds too many corrections".to_owned()));
    }
    Ok(read.corrections.into_iter().map(clean).collect())
}

/// The same with clean and bounded texts.
pub fn clean(mut correction: Correction) -> Correction {
    correction.id = one_line(&correction.id, ID_CHARS);
    correction.publisher = one_line(&correction.publisher, ID_CHARS);
    correction.instead_of = correction.instead_of.map(|text| one_line(&text, TEXT_CHARS));
    correction.text =
        if correction.field.wants_text() { one_line(&correction.text, TEXT_CHARS) } else { String::new() };
    correction
}

/// A clean text on one line, cut where it is too long.
fn one_line(text: &str, most: usize) -> String {
    let text = sanitise(text).text.replace(['\n', '\t'], " ");
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::directory::{CorrectedField, HowKnown};

    fn correction() -> Correction {
        Correction {
            id: "a".into(),
            publisher: "p".into(),
            version: 3,
            field: CorrectedField::Phone,
            instead_of: Some("1".into()),
            text: "2".into(),
            known: HowKnown::Asked,
            noted: date(2026, 11, 24),
        }
    }

    #[test]
    fn corrections_are_read_back_as_they_were_written() {
        let mut closed = correction();
        (closed.field, closed.instead_of, closed.text) = (CorrectedField::Closed, None, String::new());
        let all = vec![correction(), closed];
        assert_eq!(read(&write(&all)).unwrap(), all);
    }

    #[test]
    fn what_a_stranger_wrote_cannot_drive_the_terminal_or_fill_it() {
        let mut hostile = correction();
        hostile.text = format!("\u{1b}[2J\u{202e}new\nline{}", "x".repeat(TEXT_CHARS));
        hostile.id = "a\u{7}b".into();
        let read = read(&write(&[hostile])).unwrap();
        assert!(read[0].text.starts_with("[2Jnew line"), "{:?}", read[0].text);
        assert_eq!((read[0].text.chars().count(), read[0].id.as_str()), (TEXT_CHARS, "ab"));
    }

    #[test]
    fn other_bytes_and_newer_forms_are_refused() {
        for bad in ["", "[]", r#"{"parasol_corrections":2,"corrections":[]}"#, r#"{"corrections":[]}"#] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
        let one = String::from_utf8(write(&[correction()])).unwrap();
        assert!(read(one.replace("\"asked\"", "\"dreamt\"").as_bytes()).is_err());
        assert!(read(one.replace("\"version\"", "\"machine\":\"x\",\"version\"").as_bytes()).is_err());
        assert!(read(&write(&vec![correction(); MOST + 1])).is_err());
    }
}
