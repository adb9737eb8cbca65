//! The filter panel: what the results can be narrowed down by, with counts.

use super::{find::Find, state::State};
use crate::{
    directory::{Need, vocabulary},
    search::{Filter, When},
    text::{fold::fold, names},
};

/// The state of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FilterPanel {
    /// Which choice is selected.
    pub selected: usize,
}

/// A kind of filter: a heading in the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Open now.
    Open,
    /// Checked within.
    Checked,
    /// What a person needs.
    Need,
    /// How to reach it.
    Access,
    /// Languages spoken.
    Language,
    /// Countries.
    Country,
    /// Cities.
    Place,
}

impl Group {
    /// Id of the message for the heading.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::Open => "filters-open",
            Self::Checked => "filters-checked",
            Self::Need => "filters-need",
            Self::Access => "filters-access",
            Self::Language => "filters-language",
            Self::Country => "filters-country",
            Self::Place => "filters-place",
        }
    }
}

/// One line of the panel that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterChoice {
    /// Under which heading.
    pub group: Group,
    /// What it narrows down to.
    pub filter: Filter,
    /// Its name in the interface's language.
    pub label: String,
    /// Entries that would be left; `None` where that is not counted.
    pub count: Option<usize>,
    /// True when it is active.
    pub active: bool,
}

/// Within how many days of a check the panel offers.
const CHECKED_WITHIN: [u16; 3] = [30, 90, 365];
/// How many places, languages and countries the panel offers.
const OFFERED: usize = 12;

/// Everything the panel offers, in its order.
pub fn choices(state: &State) -> Vec<FilterChoice> {
    let find = &state.find;
    let facets = &find.outcome.facets;
    let language = state.i18n.language();
    let mut choices =
        vec![choice(find, Group::Open, Filter::Open(When::Now), state.i18n.text("filters-open-now"), None)];
    for days in CHECKED_WITHIN {
        let label = state.i18n.with("filters-checked-within", &[("days", u32::from(days).into())]);
        choices.push(choice(find, Group::Checked, Filter::CheckedWithin(days), label, None));
    }
    for (need, count) in Need::ALL.iter().zip(facets.needs.iter().copied()) {
        let label = vocabulary::need_name(*need, language).to_owned();
        choices.push(choice(find, Group::Need, Filter::Need(*need), label, Some(count)));
    }
    for (access, count) in &facets.access {
        let label = vocabulary::access_name(*access, language).to_owned();
        choices.push(choice(find, Group::Access, Filter::Access(*access), label, Some(*count)));
    }
    for (code, count) in facets.languages.iter().take(OFFERED) {
        let label = names::languages().name(code, language).to_owned();
        choices.push(choice(find, Group::Language, Filter::Language(code.clone()), label, Some(*count)));
    }
    for (code, count) in facets.countries.iter().take(OFFERED) {
        let label = names::countries().name(code, language).to_owned();
        choices.push(choice(find, Group::Country, Filter::Country(code.clone()), label, Some(*count)));
    }
    for (place, count) in facets.places.iter().take(OFFERED) {
        choices.push(choice(find, Group::Place, Filter::Place(place.clone()), place.clone(), Some(*count)));
    }
    // What would leave nothing is not offered, unless it is what did so.
    choices.retain(|choice| choice.active || choice.count != Some(0));
    choices
}

fn choice(find: &Find, group: Group, filter: Filter, label: String, count: Option<usize>) -> FilterChoice {
    let active = find.filters.contains(&filter);
    FilterChoice { group, filter, label, count, active }
}

/// A place as the directory writes it, where one of its cities is meant.
pub fn place_name(state: &State, place: &str) -> String {
    let cities = &state.find.outcome.facets.places;
    let known = cities.iter().map(|(city, _)| city).find(|city| fold(city) == place);
    known.map_or_else(|| place.to_owned(), Clone::clone)
}

/// The words on the chip of an active filter.
pub fn chip(state: &State, filter: &Filter) -> String {
    let language = state.i18n.language();
    let (id, value) = match filter {
        Filter::Need(need) => ("chip-need", vocabulary::need_name(*need, language).to_owned()),
        Filter::Place(place) => ("chip-place", place_name(state, place)),
        Filter::Near(place) => ("chip-near", place_name(state, place)),
        Filter::Publisher(id) => ("chip-publisher", id.clone()),
        Filter::Country(code) => ("chip-country", names::countries().name(code, language).to_owned()),
        Filter::Language(code) => ("chip-language", names::languages().name(code, language).to_owned()),
        Filter::Open(When::Now) => return state.i18n.text("chip-open-now"),
        Filter::Open(When::At { .. }) => {
            let text = filter.to_text();
            ("chip-open", text.split_once(':').map(|(_, value)| value.to_owned()).unwrap_or(text))
        }
        Filter::Access(access) => ("chip-access", vocabulary::access_name(*access, language).to_owned()),
        Filter::Population(slug) => ("chip-population", vocabulary::population_name(slug, language).to_owned()),
        Filter::CheckedWithin(days) => {
            return state.i18n.with("filters-checked-within", &[("days", u32::from(*days).into())]);
        }
    };
    state.i18n.with(id, &[("value", value.into())])
}
