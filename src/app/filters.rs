//! The filter panel: what the results can be narrowed down by, with counts.

use jiff::civil::Time;

use super::state::State;
use crate::{
    directory::{Need, vocabulary},
    search::{Filter, When},
    sheet::phrases,
    text::{fold::fold, names},
};

/// The state of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FilterPanel {
    /// Which choice is selected.
    pub selected: usize,
}

/// A kind of filter: a heading in the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Open now or at a time.
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
    /// Whom it is for.
    Population,
    /// Who says so.
    Publisher,
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
            Self::Population => "filters-population",
            Self::Publisher => "filters-publisher",
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
    /// Entries that would be left; `None` for a filter that stands already and
    /// that the panel would not have offered.
    pub count: Option<usize>,
    /// True when it is active.
    pub active: bool,
}

/// How many places, languages, countries and populations the panel offers.
const OFFERED: usize = 12;

/// Values of one kind with their counts, and the filter that each one makes.
type Offered<'a> = (Group, fn(String) -> Filter, &'a [(String, usize)]);

/// Everything the panel offers, in its order.
pub fn choices(state: &State) -> Vec<FilterChoice> {
    let facets = &state.find.outcome.facets;
    let of_needs = Need::ALL.iter().copied().map(Filter::Need).zip(facets.needs.iter().copied());
    let mut offers: Vec<(Group, Filter, usize)> = Vec::new();
    offers.extend(facets.open.iter().map(|(when, count)| (Group::Open, Filter::Open(*when), *count)));
    offers.extend(facets.checked.iter().map(|(days, count)| (Group::Checked, Filter::CheckedWithin(*days), *count)));
    offers.extend(of_needs.map(|(filter, count)| (Group::Need, filter, count)));
    offers.extend(facets.access.iter().map(|(access, count)| (Group::Access, Filter::Access(*access), *count)));
    let lists: [Offered<'_>; 5] = [
        (Group::Language, Filter::Language, &facets.languages),
        (Group::Country, Filter::Country, &facets.countries),
        (Group::Place, Filter::Place, &facets.places),
        (Group::Population, Filter::Population, &facets.populations),
        (Group::Publisher, Filter::Publisher, &facets.publishers),
    ];
    for (group, filter, counts) in lists {
        let most = counts.iter().take(OFFERED);
        offers.extend(most.map(|(value, count)| (group, filter(value.clone()), *count)));
    }
    let standing = |filter: &Filter| state.find.filters.iter().any(|one| same(one, filter));
    let mut choices: Vec<FilterChoice> = offers
        .into_iter()
        .map(|(group, filter, count)| FilterChoice {
            group,
            label: label(state, &filter),
            active: standing(&filter),
            count: Some(count),
            filter,
        })
        // What would leave nothing is not offered, unless it is what did so.
        .filter(|choice| choice.active || choice.count != Some(0))
        .collect();
    // Filters that were typed and are not among the most wanted.
    for filter in &state.find.filters {
        if !choices.iter().any(|choice| same(&choice.filter, filter)) {
            let group = group_of(filter);
            let at = choices.iter().position(|choice| choice.group >= group).unwrap_or(choices.len());
            let label = label(state, filter);
            choices.insert(at, FilterChoice { group, filter: filter.clone(), label, count: None, active: true });
        }
    }
    choices
}

/// True when two filters ask for the same: a place that was typed is folded,
/// one that the panel offers is as the directory writes it.
pub(super) fn same(one: &Filter, other: &Filter) -> bool {
    match (one, other) {
        (Filter::Place(one), Filter::Place(other)) | (Filter::Publisher(one), Filter::Publisher(other)) => {
            bare(one) == bare(other)
        }
        _ => one == other,
    }
}

/// A name without what people write differently.
fn bare(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The heading under which a filter stands.
fn group_of(filter: &Filter) -> Group {
    match filter {
        Filter::Open(_) => Group::Open,
        Filter::CheckedWithin(_) => Group::Checked,
        Filter::Need(_) => Group::Need,
        Filter::Access(_) => Group::Access,
        Filter::Language(_) => Group::Language,
        Filter::Country(_) => Group::Country,
        Filter::Place(_) | Filter::Near(_) => Group::Place,
        Filter::Population(_) => Group::Population,
        Filter::Publisher(_) => Group::Publisher,
    }
}

/// The name of a choice under its heading.
fn label(state: &State, filter: &Filter) -> String {
    let language = state.i18n.language();
    match filter {
        Filter::Open(When::Now) => state.i18n.text("filters-open-now"),
        Filter::Need(need) => vocabulary::need_name(*need, language).to_owned(),
        Filter::Access(access) => vocabulary::access_name(*access, language).to_owned(),
        Filter::Language(code) => names::languages().name(code, language).to_owned(),
        Filter::Country(code) => names::countries().name(code, language).to_owned(),
        Filter::Population(slug) => vocabulary::population_name(slug, language).to_owned(),
        Filter::Place(place) => place_name(state, place),
        Filter::Publisher(id) => publisher_name(state, id),
        Filter::Open(_) | Filter::CheckedWithin(_) | Filter::Near(_) => chip(state, filter),
    }
}

/// The name of a publisher of the directory; its id where nobody knows it.
fn publisher_name(state: &State, id: &str) -> String {
    let publications = state.library.iter().flat_map(|library| library.directory.publications());
    let known = publications.filter(|publication| bare(&publication.publisher) == bare(id)).map(|one| one.name.clone());
    known.last().unwrap_or_else(|| id.to_owned())
}

/// The next time that it is so late, with the day on which that is for the
/// person who asks: "today 18:00".
fn day_of(state: &State, time: Time) -> String {
    let past = state.zone.to_datetime(state.now).time() > time;
    let id = if past { "time-tomorrow" } else { "time-today" };
    state.i18n.with(id, &[("time", phrases::moment_of_week(&state.i18n, None, time).into())])
}

/// A place as the directory writes it, where one of its cities is meant.
pub fn place_name(state: &State, place: &str) -> String {
    let named = state.library.as_ref().map(|library| library.index.name_of_place(place).to_owned());
    named.unwrap_or_else(|| place.to_owned())
}

/// The words on the chip of an active filter.
pub fn chip(state: &State, filter: &Filter) -> String {
    let language = state.i18n.language();
    let (id, value) = match filter {
        Filter::Need(need) => ("chip-need", vocabulary::need_name(*need, language).to_owned()),
        Filter::Place(place) => ("chip-place", place_name(state, place)),
        Filter::Near(place) => ("chip-near", place_name(state, place)),
        Filter::Publisher(id) => ("chip-publisher", publisher_name(state, id)),
        Filter::Country(code) => ("chip-country", names::countries().name(code, language).to_owned()),
        Filter::Language(code) => ("chip-language", names::languages().name(code, language).to_owned()),
        Filter::Open(When::Now) => return state.i18n.text("chip-open-now"),
        Filter::Open(When::At { day: None, time }) => ("chip-open", day_of(state, *time)),
        Filter::Open(When::At { day, time }) => ("chip-open", phrases::moment_of_week(&state.i18n, *day, *time)),
        Filter::Access(access) => ("chip-access", vocabulary::access_name(*access, language).to_owned()),
        Filter::Population(slug) => ("chip-population", vocabulary::population_name(slug, language).to_owned()),
        Filter::CheckedWithin(days) => {
            return state.i18n.with("filters-checked-within", &[("days", u32::from(*days).into())]);
        }
    };
    state.i18n.with(id, &[("value", value.into())])
}
