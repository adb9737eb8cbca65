//! What is better than what.

use super::{
    Field,
    found::Found,
    sequences::{self, Name, Names, Part},
    whereabouts::Stands,
};

/// How well a word of the query meets a word of the directory, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The same word.
    Exact,
    /// The beginning of the word.
    Prefix,
    /// Another form of the word.
    Inflected,
    /// The same sound in another script or way of writing.
    Sound,
    /// One edit away from the word.
    Typo,
    /// One edit away from the beginning of the word.
    UnfinishedTypo,
    /// Inside the word, as in compounds.
    Inside,
    /// Two edits away from a long word.
    TwoTypos,
    /// Its letters in order, when nothing else matches.
    Letters,
}

impl Kind {
    /// How sure it is that this word was meant: 0 is surest.
    pub fn level(self) -> u8 {
        match self {
            Self::Exact => 0,
            Self::Prefix | Self::Inflected => 1,
            _ => 2,
        }
    }

    /// Hundredths of what the same word is worth.
    fn percent(self) -> u16 {
        match self {
            Self::Exact => 100,
            // In a name about as much as the same word is as a need.
            Self::Prefix => 75,
            Self::Inflected => 70,
            Self::Typo => 25,
            Self::Inside => 22,
            Self::Sound | Self::UnfinishedTypo => 20,
            Self::TwoTypos => 10,
            Self::Letters => 5,
        }
    }
}

/// Where a word stands in an entry, as far as it matters to the order; the
/// weightiest has the lowest number.
pub type Class = u8;

/// What each class is worth: the first word of a name, another word of it, the
/// same of alternative names, then by field.
const WEIGHTS: [u16; 13] = [1000, 980, 920, 900, 700, 650, 600, 560, 550, 450, 400, 250, 120];

/// The same for a word that is the name of a city: an office says in its name
/// or in its address that it is in Paris.
const WEIGHTS_OF_CITIES: [u16; 13] = [640, 630, 620, 610, 600, 600, 600, 610, 600, 450, 400, 250, 120];

/// Classes there may be.
pub const CLASSES: usize = 16;

/// The class of a word in a field; `first` for the first word of a name. Phone
/// numbers have no class, since they are found by their digits.
pub fn class(field: Field, first: bool) -> Class {
    match field {
        Field::Name => u8::from(!first),
        Field::AlternateName => 2 + u8::from(!first),
        Field::Need => 4,
        Field::Organization => 6,
        Field::Place => STREET,
        Field::Address => 10,
        Field::Facts => FACTS,
        Field::Text | Field::Phone => 12,
    }
}

/// The last class of words in names.
pub const LAST_OF_NAMES: Class = 3;
/// The class of what people say for a need, beside what it is called.
pub const SAID: Class = 5;
/// Of the name of the city in the name of what is there: little more than in
/// the address.
pub const NAMED_CITY: Class = 7;
/// Of the name of a city.
pub const CITY: Class = 8;
/// Of what else belongs to a place: streets, regions, countries.
pub const STREET: Class = 9;
/// Of a word that helps to find, no more.
pub const FACTS: Class = 11;

/// What a meeting of some kind is worth, by class: the weightiest field
/// counts. Kinds never outweigh fields by themselves: an exact word in a text
/// is worth less than the beginning of a name.
pub fn scores(kind: Kind, city: bool) -> [u16; CLASSES] {
    let mut all = [0; CLASSES];
    for (score, weight) in all.iter_mut().zip(if city { WEIGHTS_OF_CITIES } else { WEIGHTS }) {
        *score = weight / 10 * kind.percent() / 10;
    }
    all
}

/// True for a word that stands in so many of its entries as the name of a
/// city, and in no weightier field.
pub fn is_name_of_city(as_city: usize, all: usize) -> bool {
    as_city * 3 >= all
}

/// What it is worth that words are together what people say for a need or the
/// like, for each of them.
pub const EXPRESSION: u16 = 300;

/// What it is worth to be in the city that is asked for by its whole name,
/// beside other words, for each word of the name: more than a name that has
/// words which are only like it (`food grou`, and *Food Bank Common Ground*).
pub const IN_CITY: u16 = 1_080;

/// The same where nothing stands beside the name: more than a name in which a
/// longer word begins so (`paris`, and *Mukti Parishad*), and less than one that
/// has it.
pub const IN_CITY_ALONE: u16 = 200;

/// What a phone number is worth: one's own before an inherited one, its end
/// before its middle.
pub fn phone_score(own: bool, end: bool) -> u16 {
    800 - 160 * u16::from(!own) - 80 * u16::from(!end)
}

/// The order of results: better first, then in the order of ranks: checked
/// later before earlier, then by name and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranked {
    /// What is in the place asked for goes before what only covers it.
    pub stands: Stands,
    /// What is nearer to the place asked for goes first.
    pub order: u32,
    /// More is better.
    pub score: std::cmp::Reverse<i64>,
    /// The entry's rank.
    pub rank: u32,
}

/// A word of the query as it is compared with the words of names.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// What it meets.
    pub meets: Meets<'a>,
    /// True when more than blanks stands before it.
    pub marked: bool,
    /// Whether it is the name of a city.
    pub city: AsCity,
    /// True for a single letter that is finished. Names are without those that
    /// they have before an apostrophe: `l'accueil`.
    pub letter: bool,
}

/// What a word of the query is as the name of a city.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum AsCity {
    /// Nothing.
    No,
    /// It says in which city the others are: a name tells no more by saying so
    /// too.
    Beside,
    /// All that was typed: a longer word is another, but where a name begins with
    /// it.
    Alone,
}

/// What a word meets.
#[derive(Clone, Copy)]
pub enum Meets<'a> {
    /// What was found for it.
    Found(&'a Found),
    /// A character of a run that has no blanks.
    Character(Option<u32>),
}

impl Wanted<'_> {
    fn met(&self, word: Option<u32>) -> Option<Kind> {
        match self.meets {
            Meets::Found(found) => found.met(word?),
            Meets::Character(own) => (own.is_some() && own == word).then_some(Kind::Exact),
        }
    }
}

/// What a short name is worth, of which each of so many words typed may be a
/// `share`: all of it was typed, rather than a part.
/// A number with a sign, as [`Candidates`](super::candidates::Candidates) looks
/// at many of them at a time.
#[inline]
pub fn shortness(words: u16, share: u8) -> i16 {
    /// More words are worth no more, and not too much for the product.
    const MOST_WORDS: u16 = 160;
    (words.min(MOST_WORDS) * u16::from(share)).cast_signed().min(sequences::ALL as i16)
}

/// More for a name that is what was typed, begins with it, or has its words
/// side by side or at all; the less surely a word is met, the less. More than
/// blanks stands after the last word when it `ends_marked`; the words that are
/// [`beside_city`] may be all of the name. `kinds` is room for how the words of
/// the query meet those of the name.
pub fn name_bonus(
    names: &Names,
    rank: u32,
    wanted: &[Wanted<'_>],
    beside_city: &[Wanted<'_>],
    ends_marked: bool,
    kinds: &mut Vec<Option<Kind>>,
) -> i64 {
    let mut best = 0;
    names.each(rank, |name| {
        let has = |one: &Wanted<'_>| !one.letter || name.words.iter().any(|part| one.met(part.word).is_some());
        let bonus = if wanted.iter().all(has) {
            bonus_of(name, wanted, ends_marked, kinds)
        } else {
            let others: Vec<Wanted<'_>> = wanted.iter().copied().filter(has).collect();
            bonus_of(name, &others, ends_marked, kinds)
        };
        // In the city that is asked for, what is called as typed beside it:
        // less than what is called as all of it.
        let own = if name.words.len() == beside_city.len() { bonus_of(name, beside_city, false, kinds) } else { 0 };
        let bonus = bonus.max(own * 3 / 4);
        // All of an alternative name is not worth more than the beginning of
        // the name.
        best = best.max(if name.alternative { bonus * 3 / 8 } else { bonus });
    });
    best
}

/// The words that are not of the name of a city, where others are.
pub fn beside_city<'a>(wanted: &[Wanted<'a>]) -> Vec<Wanted<'a>> {
    if wanted.iter().any(|one| one.city == AsCity::Beside) {
        wanted.iter().copied().filter(|one| one.city != AsCity::Beside).collect()
    } else {
        Vec::new()
    }
}

fn bonus_of(name: Name<'_>, wanted: &[Wanted<'_>], ends_marked: bool, kinds: &mut Vec<Option<Kind>>) -> i64 {
    const WHOLE: i64 = 3_000;
    const BEGINNING: i64 = 1_000;
    const SIDE_BY_SIDE: i64 = 600;
    const ALL: i64 = 400;
    /// All of the name, in another order: more than the beginning of a longer
    /// one.
    const REORDERED: i64 = 1_500;
    /// More for the same in order, where a word of it is not met surely.
    const IN_ORDER: i64 = 10;
    /// As typed, to the marks between the words.
    const LITERAL: i64 = 400;
    /// The same where there are marks: nobody types them by chance.
    const MARKED: i64 = 900;
    let Name { words: name, alternative } = name;
    if wanted.is_empty() || name.is_empty() {
        return 0;
    }
    kinds.clear();
    for one in wanted {
        kinds.extend(name.iter().map(|part| one.met(part.word)));
    }
    // Most candidates have the words elsewhere.
    if kinds.iter().all(Option::is_none) {
        return 0;
    }
    let met_here = MetHere { kinds, length: name.len(), words: wanted.len() };
    let mut best = 0;
    for (at, here) in name.windows(wanted.len()).enumerate() {
        let Some((sure, begun)) = met_here.side_by_side(at) else { continue };
        // Who types a word means it, not another name that begins with it.
        let first = at == 0 && !(alternative && begun);
        let place = match (first, name.len() == wanted.len() && !begun) {
            (true, true) => WHOLE,
            (true, false) => BEGINNING,
            _ if wanted.len() > 1 => SIDE_BY_SIDE,
            _ => 0,
        };
        let ends = || !ends_marked || name.get(here.len()).is_some_and(|part| part.marked);
        let same_marks = |(part, wanted): (&Part, &Wanted<'_>)| part.marked == wanted.marked;
        let literal = first && here.iter().zip(wanted).all(same_marks) && ends();
        let as_typed = match literal {
            true if here.iter().any(|part| part.marked) => MARKED,
            true => LITERAL,
            false => 0,
        };
        best = best.max((place + as_typed) * sure / 100);
    }
    // In any order, with others between.
    let (mut met, mut told, mut all) = (0, 0, true);
    for (word, one) in wanted.iter().enumerate() {
        let met_by =
            met_here.row(word).iter().copied().flatten().filter(|kind| one.city != AsCity::Alone || !is_begun(*kind));
        let kind = met_by.max_by_key(|kind| kind.percent());
        all &= kind.is_some();
        let sure = kind.map_or(0, |kind| i64::from(kind.percent()));
        met += sure;
        // Who goes on to another word means this one, not a longer one.
        let is_whole = kind.is_some_and(|kind| word + 1 == wanted.len() || !is_begun(kind));
        told += if is_whole && one.city != AsCity::Beside { sure } else { 0 };
    }
    let in_order = || if met_here.side_by_side(0).is_some() { IN_ORDER } else { 0 };
    let order = if met_here.is_reordered() { REORDERED + in_order() } else { ALL };
    let in_any_order = if all { order * met / 100 / wanted.len() as i64 } else { 0 };
    best.max(in_any_order) + covered(told, name.len())
}

/// How the words of a query meet those of a name, looked up once.
struct MetHere<'a> {
    /// A row for each word of the query, of as many as the name has.
    kinds: &'a [Option<Kind>],
    /// Words of the name.
    length: usize,
    /// Words of the query.
    words: usize,
}

impl MetHere<'_> {
    fn row(&self, word: usize) -> &[Option<Kind>] {
        self.kinds.get(word * self.length..(word + 1) * self.length).unwrap_or_default()
    }

    /// How surely the least sure of the words stands from here on, in
    /// hundredths, if all of them do, and whether one is only begun.
    fn side_by_side(&self, at: usize) -> Option<(i64, bool)> {
        let (mut sure, mut begun) = (100, false);
        for word in 0..self.words {
            let kind = self.row(word).get(at + word).copied().flatten()?;
            sure = sure.min(i64::from(kind.percent()));
            begun |= is_begun(kind);
        }
        Some((sure, begun))
    }

    /// True when the words are all of the name, in whatever order.
    fn is_reordered(&self) -> bool {
        let is_whole = |kind: &Option<Kind>| kind.is_some_and(|kind| !is_begun(kind));
        let met = |place: usize| (0..self.words).any(|word| self.row(word).get(place).is_some_and(is_whole));
        self.length == self.words
            && (0..self.words).all(|word| self.row(word).iter().any(is_whole))
            && (0..self.length).all(met)
    }
}

/// True where only the beginning of a word was typed.
fn is_begun(kind: Kind) -> bool {
    matches!(kind, Kind::Prefix | Kind::UnfinishedTypo)
}

/// How much of a name was typed; `met` is in hundredths of words.
fn covered(met: i64, length: usize) -> i64 {
    let length = length as i64;
    3 * met.min(length * 100) / length
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::{Timestamp, civil::date};
    use rstest::rstest;

    use crate::{
        directory::{Address, Directory, Location, Need, Organization, Text, catalog::tests::release},
        search::{Cancel, Index, Query, Request},
    };

    /// An organisation whose id is its name.
    pub fn organization(name: &str, city: &str, needs: &[Need]) -> Organization {
        let address = Address { city: Some(city.into()), ..Default::default() };
        Organization {
            id: name.into(),
            name: Text::plain(name),
            needs: needs.to_vec(),
            locations: vec![Location { addresses: vec![address], ..Default::default() }],
            ..Default::default()
        }
    }

    #[rstest]
    #[case::a_city_that_is_known_is_no_mistake("besancon outreach", "Travail de rue")]
    #[case::letters_before_an_apostrophe_are_no_words("ecoute point d solidarite", "Point d'écoute Solidarité")]
    #[case::a_word_that_another_follows_is_no_beginning("harm besancon", "Une porte ouverte")]
    #[case::three_letters_may_stand_inside("سسة", "مؤسسة")]
    #[case::a_city_before_names_that_are_only_like_it("housing grou", "Nuit Solidarité")]
    #[case::a_city_before_a_word_of_a_name_that_begins_so("grou", "Nuit Solidarité")]
    #[case::marks_as_typed_before_another_order("housing – brean", "Housing – Brean Initiative")]
    #[case::the_beginning_of_a_name_before_another_name("eanh", "EANH Mental Health")]
    #[case::the_same_order_before_another("caa de la mujer semilla y luz", "Casa de la Mujer Semilla y Luz")]
    #[case::a_city_in_the_name_before_one_in_the_address("kyiv", "Приют Kyiv")]
    #[case::another_name_as_typed_before_the_beginning_of_a_name("nydh", "House")]
    #[case::another_name_beside_a_city("dul lyon", "Porte ouverte")]
    #[case::the_whole_name_before_another_one_in_its_city("porte lyon", "Porte Lyon")]
    #[case::behind_an_article_before_what_only_sounds_so("سرة", "الأسرة")]
    fn the_first_is_what_was_typed(#[case] line: &str, #[case] name: &str) {
        let mut fund = organization("Fonds", "Besançon", &[]);
        fund.alternate_names = vec!["Harmony Health Centre".into()];
        let mut counselling = organization("Counselling", "Kraków", &[]);
        counselling.alternate_names = vec!["EANH".into()];
        let organizations = vec![
            organization("Beacon Outreach", "Lyon", &[Need::Outreach]),
            organization("Travail de rue", "Besançon", &[Need::Outreach]),
            organization("Accueil de jour – Point d'écoute Solidarité", "Lyon", &[]),
            organization("Point d'écoute Solidarité", "Lyon", &[]),
            fund,
            organization("Une porte ouverte", "Besançon", &[Need::HarmReduction]),
            organization("مؤسسة", "Tunis", &[]),
            organization("Housing on Common Ground", "Boston", &[Need::HousingShelter]),
            organization("Nuit Solidarité", "Grou", &[Need::HousingShelter]),
            organization("Mukti Grouchy", "Sangli", &[]),
            organization("Brean Housing", "Boston", &[Need::HousingShelter]),
            organization("Housing – Brean Initiative", "Boston", &[Need::HousingShelter]),
            counselling,
            organization("EANH Mental Health", "Kraków", &[]),
            organization("Casa de la Mujer Luz y Semilla", "Madrid", &[]),
            organization("Casa de la Mujer Semilla y Luz", "Madrid", &[]),
            organization("Дом", "Kyiv", &[]),
            organization("Приют Kyiv", "Kyiv", &[]),
            Organization { alternate_names: vec!["NYDH".into()], ..organization("House", "Boston", &[]) },
            organization("NYDHT Clinic", "Boston", &[]),
            Organization { alternate_names: vec!["DUL".into()], ..organization("Porte ouverte", "Lyon", &[]) },
            organization("Aide Dulac Lyon", "Lyon", &[]),
            organization("Porte Lyon", "Lyon", &[]),
            organization("Porte", "Lyon", &[]),
            organization("Sarah", "Tunis", &[]),
            organization("الأسرة", "Tunis", &[]),
        ];
        assert_eq!(first(line, organizations).as_deref(), Some(name), "{line}");
    }

    /// The id of what stands first for a line.
    pub fn first(line: &str, organizations: Vec<Organization>) -> Option<String> {
        let directory = Directory::new(vec![release(organizations)]);
        let query = Query::parse(line).unwrap();
        let request =
            Request { query: &query, now: Timestamp::UNIX_EPOCH, today: date(2026, 1, 1), limit: 9, explained: 0 };
        let outcome = Index::build(&directory).search(&directory, request, &Cancel::default()).unwrap();
        let first = outcome.shown().first().and_then(|hit| directory.entry(hit.entry));
        first.map(|entry| entry.id().to_owned())
    }
}
