//! Which taxonomy terms mean which need.

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    directory::{Need, vocabulary},
    text::fold::fold,
};

/// Terms of Open Eligibility and of 2-1-1 directories, and the names of the
/// needs themselves, folded.
static KNOWN: LazyLock<HashMap<String, Vec<Need>>> = LazyLock::new(|| {
    let mut known: HashMap<String, Vec<Need>> = HashMap::new();
    for term in vocabulary::needs() {
        let Some(need) = Need::from_slug(&term.slug) else { continue };
        let names = term.open_eligibility.iter().chain(&term.terms_211).chain(term.name.values());
        for name in names.map(String::as_str).chain([term.slug.as_str()]) {
            let needs = known.entry(fold(name)).or_default();
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
    }
    known
});

/// Terms and the needs they mean: the known ones, and before them those of a
/// curator's own mapping.
#[derive(Debug, Clone, Default)]
pub struct NeedNames(HashMap<String, Vec<Need>>);

impl NeedNames {
    /// Adds a term of the curator's. No need at all means that the term means
    /// none, whatever the known lists say.
    pub fn add(&mut self, term: &str, needs: Vec<Need>) {
        self.0.insert(fold(term), needs);
    }

    /// The needs that a term means; `None` where nobody says.
    pub fn of(&self, term: &str) -> Option<&[Need]> {
        let folded = fold(term.trim());
        let known = || KNOWN.get(&folded);
        self.0.get(&folded).or_else(known).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_means_a_need_in_every_list_and_the_curators_comes_first() {
        let mut names = NeedNames::default();
        assert_eq!(names.of("help escape VIOLENCE"), Some(&[Need::CrisisViolence][..]));
        assert_eq!(names.of("ночлег и жильё nowhere"), None);
        names.add("Help Escape Violence", vec![Need::HousingShelter]);
        names.add("Hébergement", vec![Need::HousingShelter]);
        assert_eq!(names.of("Help Escape Violence"), Some(&[Need::HousingShelter][..]));
        assert_eq!(names.of("hebergement"), Some(&[Need::HousingShelter][..]));
    }
}
