//! How a command ends, as other programs see it.

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitCode {
    /// It did what was asked.
    Done = 0,
    /// Nothing was found.
    NothingFound = 1,
    /// It was called in a wrong way.
    WrongUse = 2,
    /// It refused, for safety or because of bad data.
    Refused = 3,
    /// The machine got in the way: disk, network, store in use.
    Machine = 4,
}

impl ExitCode {
    /// The number that the shell sees.
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_that_scripts_rely_on() {
        let codes = [ExitCode::Done, ExitCode::NothingFound, ExitCode::WrongUse, ExitCode::Refused, ExitCode::Machine];
        assert_eq!(codes.map(ExitCode::number), [0, 1, 2, 3, 4]);
    }
}
