//! A corpus file made into a directory: one line a record, fields by tabs, the
//! first line names them.

use std::collections::{BTreeMap, HashMap};

use parasol::{
    directory::{
        Address, Directory, Language, LanguageTag, Location, Need, Organization, Phone, Publication, Service,
        ServiceAtLocation, Shelf, Standing, Synonyms, TaxonomyTerm, Text, packer::Packer,
    },
    text::{fold::fold, names},
};

/// One line of the file, field by field.
struct Record<'a>(Vec<&'a str>);

/// The fields, in the order of the columns that are read.
#[derive(Clone, Copy)]
enum Column {
    Id = 0,
    Name = 3,
    Alternate,
    Description,
    Taxonomy,
    City,
    Region,
    Country,
    Languages,
    Phone,
    Address,
}

impl<'a> Record<'a> {
    fn get(&self, column: Column) -> &'a str {
        self.0.get(column as usize).copied().unwrap_or_default()
    }

    fn list(&self, column: Column) -> impl Iterator<Item = &'a str> {
        self.get(column).split('|').filter(|one| !one.is_empty())
    }

    fn needs(&self) -> Vec<Need> {
        self.list(Column::Taxonomy).filter_map(Need::from_slug).collect()
    }

    /// What is no need of the program stays a term.
    fn terms(&self) -> Vec<TaxonomyTerm> {
        let others = self.list(Column::Taxonomy).filter(|slug| Need::from_slug(slug).is_none());
        others.map(|slug| TaxonomyTerm { name: slug.replace('-', " "), ..Default::default() }).collect()
    }

    fn languages(&self) -> Vec<Language> {
        let language = |code| Language { code: LanguageTag::new(code), ..Default::default() };
        self.list(Column::Languages).map(language).collect()
    }

    fn phones(&self) -> Vec<Phone> {
        let number = Some(self.get(Column::Phone)).filter(|number| !number.is_empty());
        number.into_iter().map(|number| Phone { number: number.to_owned(), ..Default::default() }).collect()
    }

    fn location(&self, countries: &Countries) -> Location {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let country = self.get(Column::Country);
        let address = Address {
            address_1: some(self.get(Column::Address)),
            city: some(self.get(Column::City)),
            state_province: some(self.get(Column::Region)),
            country: countries.get(&fold(country)).map(|code| (*code).to_owned()).or_else(|| some(country)),
            ..Default::default()
        };
        Location { id: self.get(Column::Id).to_owned(), addresses: vec![address], ..Default::default() }
    }

    fn alternate_names(&self) -> Vec<String> {
        self.list(Column::Alternate).map(str::to_owned).collect()
    }
}

/// Codes of countries by every name, folded.
type Countries = HashMap<String, &'static str>;

fn countries() -> Countries {
    let rows = names::countries().rows().iter();
    rows.flat_map(|row| row.all().map(|name| (fold(name), row.code))).collect()
}

/// Reads a corpus: a packed directory, as the store would hand it over.
pub fn read(text: &str) -> Directory {
    let countries = countries();
    // By organisation, in the order of the file: its line, and its services'.
    let mut order: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split('\t');
        let (id, parent) = (fields.next().unwrap_or_default(), fields.nth(1).unwrap_or_default());
        if let Some((_, services)) = places.get(parent).and_then(|at| order.get_mut(*at)) {
            services.push(line);
        } else {
            places.insert(id, order.len());
            order.push((line, Vec::new()));
        }
    }
    let mut packer = Packer::new(publication(), Vec::new(), Vec::new());
    for (line, services) in order {
        packer.add(organization(line, &services, &countries)).unwrap();
    }
    Directory::of(vec![Shelf::open(packer.finish().unwrap()).unwrap()])
}

fn publication() -> Publication {
    Publication {
        publisher: "corpus".into(),
        name: "Corpus".into(),
        standing: Standing::Demo,
        fingerprint: None,
        version: 1,
        published: None,
        expires: None,
        stale_after_days: Publication::DEFAULT_STALE_AFTER_DAYS,
        hard_limit_days: Publication::DEFAULT_HARD_LIMIT_DAYS,
        corrections_key: None,
        synonyms: Synonyms::default(),
    }
}

fn organization(line: &str, services: &[&str], countries: &Countries) -> Organization {
    let record = Record(line.split('\t').collect());
    let mut organization = Organization {
        id: record.get(Column::Id).to_owned(),
        name: Text::plain(record.get(Column::Name)),
        alternate_names: record.alternate_names(),
        description: Text::plain(record.get(Column::Description)),
        needs: record.needs(),
        terms: record.terms(),
        languages: record.languages(),
        phones: record.phones(),
        locations: vec![record.location(countries)],
        ..Default::default()
    };
    for line in services {
        let record = Record(line.split('\t').collect());
        let location = record.location(countries);
        // A place that the organisation has already is pointed at.
        let known = organization.locations.iter().find(|one| one.addresses == location.addresses);
        let location_id = known.map_or_else(|| location.id.clone(), |known| known.id.clone());
        if known.is_none() {
            organization.locations.push(location);
        }
        organization.services.push(Service {
            id: record.get(Column::Id).to_owned(),
            name: Text::plain(record.get(Column::Name)),
            alternate_names: record.alternate_names(),
            description: Text::plain(record.get(Column::Description)),
            needs: record.needs(),
            terms: record.terms(),
            languages: record.languages(),
            phones: record.phones(),
            service_at_locations: vec![ServiceAtLocation { location_id, ..Default::default() }],
            ..Default::default()
        });
    }
    organization
}
