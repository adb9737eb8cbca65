//! Which publisher a person means: by its id, the beginning of it, or its name.

use super::{
    error::{Code, Failure},
    words::one_line,
};
use crate::{
    i18n::I18n,
    store::{Publisher, ShelfInfo, starter},
    text::fold::fold,
};

/// Fewer characters of an id than these could be anybody's.
const FEWEST: usize = 4;

/// A publisher that can be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The version in use.
    pub version: u64,
    /// False when it is switched off.
    pub shown: bool,
    /// The words of its fingerprint; empty for one that signs nothing.
    pub words: String,
}

impl Candidate {
    /// A publisher of which there are records. `known` is what is remembered of
    /// it.
    pub fn of(info: &ShelfInfo, known: Option<&Publisher>) -> Self {
        let trusted = known.and_then(|one| one.trusted().ok().flatten());
        let signed = known.map(|one| one.name.clone()).filter(|name| !name.is_empty());
        let ours = || if info.publisher == starter::PUBLISHER { starter::NAME } else { &info.publisher }.to_owned();
        Self {
            id: info.publisher.clone(),
            name: signed.unwrap_or_else(ours),
            version: info.version,
            shown: !known.is_some_and(|one| one.off),
            words: trusted.map(|trusted| trusted.fingerprint().words().join(" ")).unwrap_or_default(),
        }
    }

    /// What tells it apart from another of the same name.
    fn apart(&self, i18n: &I18n) -> String {
        let values = [
            ("publisher", one_line(&self.id).into()),
            ("name", one_line(&self.name).into()),
            ("version", self.version.to_string().into()),
            ("words", self.words.as_str().into()),
        ];
        i18n.with(if self.shown { "publishers-apart" } else { "publishers-apart-off" }, &values)
    }
}

/// The one that is meant. A name is the same in any case and without accents:
/// whoever has two that are alike has to say which by its id.
pub fn which<'c>(named: &str, candidates: &'c [Candidate], i18n: &I18n) -> Result<&'c Candidate, Failure> {
    if let Some(one) = candidates.iter().find(|one| one.id == named) {
        return Ok(one);
    }
    let wanted = fold(named.trim());
    let called = |one: &&Candidate| fold(one.name.trim()) == wanted;
    let begins = |one: &&Candidate| wanted.len() >= FEWEST && one.id.starts_with(&wanted);
    let mut meant: Vec<&Candidate> = candidates.iter().filter(called).collect();
    if meant.is_empty() {
        meant = candidates.iter().filter(begins).collect();
    }
    match meant[..] {
        [one] => Ok(one),
        [] => Err(Failure::new(i18n, Code::NoSuchPublisher, &[("name", named.into())])),
        _ => {
            let all = meant.iter().map(|one| one.apart(i18n)).collect::<Vec<_>>().join("; ");
            Err(Failure::new(i18n, Code::SeveralCalledSo, &[("name", named.into()), ("which", all.into())]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: &str, name: &str) -> Candidate {
        Candidate { id: id.into(), name: name.into(), version: 2, shown: true, words: "able zebra".into() }
    }

    #[test]
    fn a_publisher_is_meant_by_its_id_the_beginning_of_it_or_its_name() {
        let i18n = I18n::new("en");
        let all = [candidate("0123ab", "Casa Lumen"), candidate("0124cd", "Solo Línea"), candidate("starter", "Begin")];
        let found = |named: &str| which(named, &all, &i18n).map(|one| one.id.as_str()).map_err(|failure| failure.code);
        for (named, id) in [
            ("0123ab", "0123ab"),
            ("0123", "0123ab"),
            ("0124C", "0124cd"),
            ("casa lumen", "0123ab"),
            ("SOLO LINEA", "0124cd"),
            ("starter", "starter"),
        ] {
            assert_eq!(found(named), Ok(id), "{named}");
        }
        for named in ["", "012", "nope", "Casa", "0125"] {
            assert_eq!(found(named), Err(Code::NoSuchPublisher), "{named}");
        }
    }

    #[test]
    fn two_of_one_name_are_told_apart_and_neither_is_meant() {
        let i18n = I18n::new("en");
        let all = [candidate("0123ab", "Casa Lumen"), candidate("0123cd", "casa Lúmen"), candidate("Casa Lumen", "x")];
        assert_eq!(which("Casa Lumen", &all, &i18n).unwrap().id, "Casa Lumen", "an id cannot be chosen");
        for named in ["casa lumen", "0123"] {
            let failure = which(named, &all, &i18n).unwrap_err();
            assert_eq!(failure.code, Code::SeveralCalledSo);
            assert!(failure.message.contains("0123ab") && failure.message.contains("0123cd"), "{failure:?}");
            assert!(failure.message.contains("able zebra"), "{failure:?}");
        }
    }
}
