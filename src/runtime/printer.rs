//! Printers of the system, through `lp` and `lpstat` (CUPS and its elders).
//!
//! What is printed goes to `lp` on its standard input: never through a shell,
//! a temporary file, an argument or the title of the job.

use std::{
    io::{self, Write},
    process::{Command, Stdio},
};

/// The printers that the system knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Printers {
    /// Their names.
    pub names: Vec<String>,
    /// The one that is used when none is named.
    pub usual: Option<String>,
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// There is no program that prints.
    #[error("there is no program \"lp\"")]
    NoProgram,
    /// The printing system says no, in its own words.
    #[error("{0}")]
    Refused(String),
    /// It could not be reached.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Printers {
    /// The printer to use: the one wanted, the usual one, or the only one.
    pub fn chosen<'a>(&'a self, wanted: Option<&'a str>) -> Option<&'a str> {
        let only = self.names.first().filter(|_| self.names.len() == 1);
        wanted.or(self.usual.as_deref()).or(only.map(String::as_str))
    }
}

/// Asks the system for its printers.
pub fn printers() -> Result<Printers, PrintError> {
    let usual = asked(&["-d"])?;
    // "system default destination: NAME", or that there is none.
    let usual = usual.rsplit_once(": ").map(|(_, name)| name.trim().to_owned()).filter(|name| is_name(name));
    let mut names: Vec<String> = asked(&["-e"])?.lines().map(|line| line.trim().to_owned()).collect();
    names.retain(|name| is_name(name));
    // Elder systems do not know "-e".
    if let Some(usual) = &usual
        && !names.contains(usual)
    {
        names.insert(0, usual.clone());
    }
    Ok(Printers { names, usual })
}

/// What a printer can be called: nothing that looks like an option.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('-') && !name.contains(char::is_whitespace)
}

fn asked(arguments: &[&str]) -> Result<String, PrintError> {
    let output = Command::new("lpstat").args(arguments).env("LC_ALL", "C").stdin(Stdio::null()).output();
    let output = output.map_err(missing)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn missing(error: io::Error) -> PrintError {
    if error.kind() == io::ErrorKind::NotFound { PrintError::NoProgram } else { PrintError::Io(error) }
}

/// Characters and lines to an inch of letters printed large: twice the usual.
const LARGE: [&str; 2] = ["cpi=5", "lpi=3"];

/// Prints plain text.
pub fn print(text: &str, printer: &str, large: bool) -> Result<(), PrintError> {
    if !is_name(printer) {
        return Err(PrintError::Refused(format!("\"{printer}\" is no name of a printer")));
    }
    // The title stands on the queue's screen and on cover sheets.
    let mut command = Command::new("lp");
    command.args(["-s", "-d", printer, "-t", "-", "-o", "document-format=text/plain"]);
    if large {
        command.args(LARGE.iter().flat_map(|option| ["-o", option]));
    }
    let mut child = command
        .arg("-")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(missing)?;
    let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("lp failed");
        return Err(PrintError::Refused(said.trim_start_matches("lp: ").to_owned()));
    }
    Ok(written?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printer_wanted_goes_before_the_usual_and_the_only_one() {
        let some = |usual: Option<&str>, names: &[&str]| Printers {
            usual: usual.map(str::to_owned),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        assert_eq!(some(Some("b"), &["a", "b"]).chosen(Some("a")), Some("a"));
        assert_eq!(some(Some("b"), &["a", "b"]).chosen(None), Some("b"));
        assert_eq!(some(None, &["a"]).chosen(None), Some("a"));
        assert_eq!(some(None, &["a", "b"]).chosen(None), None, "nobody knows which");
    }

    #[test]
    fn what_looks_like_an_option_is_no_printer() {
        assert!(matches!(print("x", "-o", false), Err(PrintError::Refused(_))));
        assert!(matches!(print("x", "", false), Err(PrintError::Refused(_))));
    }
}
