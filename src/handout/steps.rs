//! Things to do next, from a short list that is translated into every language
//! of handouts.

use crate::i18n::I18n;

/// Something to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Call before going.
    CallFirst,
    /// Bring an identity document.
    BringId,
    /// Bring letters and papers.
    BringPapers,
    /// Ask for an interpreter.
    AskInterpreter,
    /// Take somebody along.
    TakeSomeone,
    /// Write down who said what.
    WriteDown,
    /// Come back if it does not work.
    ComeBack,
    /// Ask for somebody or something: the worker's own words say for what.
    AskFor,
}

impl Step {
    /// Every step, in the order of screens and handouts.
    pub const ALL: [Self; 8] = [
        Self::CallFirst,
        Self::BringId,
        Self::BringPapers,
        Self::AskInterpreter,
        Self::TakeSomeone,
        Self::WriteDown,
        Self::ComeBack,
        Self::AskFor,
    ];

    /// The word on the command line and in message ids.
    pub fn slug(self) -> &'static str {
        match self {
            Self::CallFirst => "call-first",
            Self::BringId => "bring-id",
            Self::BringPapers => "bring-papers",
            Self::AskInterpreter => "ask-interpreter",
            Self::TakeSomeone => "take-someone",
            Self::WriteDown => "write-down",
            Self::ComeBack => "come-back",
            Self::AskFor => "ask-for",
        }
    }

    /// The step of a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.slug() == slug)
    }

    /// The sentence; `what` is only used by [`Step::AskFor`].
    pub fn sentence(self, i18n: &I18n, what: &str) -> String {
        i18n.with(&format!("step-{}", self.slug()), &[("what", what.into())])
    }
}

/// The steps as sentences. Own words stand alone, or after "ask for" where
/// that is among the steps; without own words there is nothing to ask for.
pub fn sentences(i18n: &I18n, steps: &[Step], own: &str) -> Vec<String> {
    let own = own.trim();
    let chosen = Step::ALL.into_iter().filter(|step| steps.contains(step));
    let chosen = chosen.filter(|step| *step != Step::AskFor || !own.is_empty());
    let mut sentences: Vec<String> = chosen.map(|step| step.sentence(i18n, own)).collect();
    if !own.is_empty() && !steps.contains(&Step::AskFor) {
        sentences.push(own.to_owned());
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_by_its_word_and_said_in_every_language() {
        for step in Step::ALL {
            assert_eq!(Step::from_slug(step.slug()), Some(step));
            for language in crate::i18n::on_paper() {
                let i18n = I18n::on_paper(language);
                let said = step.sentence(&i18n, "X");
                assert!(!said.starts_with("step-"), "{said} in {language}");
            }
        }
        assert_eq!(Step::from_slug("dance"), None);
    }

    #[test]
    fn own_words_stand_alone_or_are_asked_for() {
        let i18n = I18n::on_paper("en");
        let said = |steps: &[Step], own| sentences(&i18n, steps, own);
        assert_eq!(said(&[Step::BringId, Step::CallFirst], ""), ["Call before you go.", "Bring an identity document."]);
        assert_eq!(said(&[Step::AskFor], "Mina"), ["Ask for: Mina"]);
        assert_eq!(said(&[Step::CallFirst], " Ring twice. "), ["Call before you go.", "Ring twice."]);
        assert!(said(&[Step::AskFor], " ").is_empty());
    }
}
