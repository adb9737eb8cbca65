//! A tabular data package of HSDS 3.1: a zip file with a table for each kind of
//! record, and a `datapackage.json` that names their columns.
//!
//! The tables are made from the JSON of a record, by the same names and links
//! by which [`crate::formats::package`] reads them: what is nested there is a
//! row with the id of its parent here. Columns are those of HSDS, and after
//! them, in order of their names, whatever else records had.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write},
};

use serde_json::{Map, Value, json};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    directory::{Organization, Tombstone},
    formats::{hsds, intake::Sink, package::Table},
};

/// Somewhere to keep rows until all of them are there.
pub trait Spool: Read + Write + Seek {}

impl<S: Read + Write + Seek> Spool for S {}

/// Makes a [`Spool`].
pub type NewSpool = Box<dyn FnMut() -> io::Result<Box<dyn Spool>>>;

/// The tables of HSDS 3.1, each with its columns, in the order of
/// its specification (openreferral/specification, branch 3.1-dev).
const TABLES: [(Table, &[&str]); 24] = [
    (
        Table::Organization,
        &[
            "id",
            "name",
            "alternate_name",
            "description",
            "email",
            "website",
            "tax_status",
            "tax_id",
            "year_incorporated",
            "legal_status",
            "logo",
            "uri",
            "parent_organization_id",
        ],
    ),
    (Table::Program, &["id", "organization_id", "name", "alternate_name", "description"]),
    (
        Table::Service,
        &[
            "id",
            "organization_id",
            "program_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "email",
            "status",
            "interpretation_services",
            "application_process",
            "fees_description",
            "wait_time",
            "fees",
            "accreditations",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "assured_date",
            "assurer_email",
            "licenses",
            "alert",
            "last_modified",
        ],
    ),
    (Table::Attribute, &["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"]),
    (Table::ServiceAtLocation, &["id", "service_id", "location_id", "description"]),
    (
        Table::Location,
        &[
            "id",
            "location_type",
            "url",
            "organization_id",
            "name",
            "alternate_name",
            "description",
            "transportation",
            "latitude",
            "longitude",
            "external_identifier",
            "external_identifier_type",
        ],
    ),
    (
        Table::Phone,
        &[
            "id",
            "location_id",
            "service_id",
            "organization_id",
            "contact_id",
            "service_at_location_id",
            "number",
            "extension",
            "type",
            "description",
        ],
    ),
    (
        Table::Contact,
        &[
            "id",
            "organization_id",
            "service_id",
            "service_at_location_id",
            "location_id",
            "name",
            "title",
            "department",
            "email",
        ],
    ),
    (
        Table::Address,
        &[
            "id",
            "location_id",
            "attention",
            "address_1",
            "address_2",
            "city",
            "region",
            "state_province",
            "postal_code",
            "country",
            "address_type",
        ],
    ),
    (
        Table::Schedule,
        &[
            "id",
            "service_id",
            "location_id",
            "service_at_location_id",
            "valid_from",
            "valid_to",
            "dtstart",
            "timezone",
            "until",
            "count",
            "wkst",
            "freq",
            "interval",
            "byday",
            "byweekno",
            "bymonthday",
            "byyearday",
            "description",
            "opens_at",
            "closes_at",
            "schedule_link",
            "attending_type",
            "notes",
        ],
    ),
    (Table::Funding, &["id", "organization_id", "service_id", "source"]),
    (
        Table::ServiceArea,
        &["id", "service_id", "service_at_location_id", "name", "description", "extent", "extent_type", "uri"],
    ),
    (Table::RequiredDocument, &["id", "service_id", "document", "uri"]),
    (Table::Language, &["id", "service_id", "location_id", "phone_id", "name", "code", "note"]),
    (Table::Accessibility, &["id", "location_id", "description", "details", "url"]),
    (
        Table::TaxonomyTerm,
        &["id", "code", "name", "description", "parent_id", "taxonomy", "language", "taxonomy_id", "term_uri"],
    ),
    (
        Table::Metadata,
        &[
            "id",
            "resource_id",
            "resource_type",
            "last_action_date",
            "last_action_type",
            "field_name",
            "previous_value",
            "replacement_value",
            "updated_by",
        ],
    ),
    (
        Table::CostOption,
        &["id", "service_id", "valid_from", "valid_to", "option", "currency", "amount", "amount_description"],
    ),
    (Table::OrganizationIdentifier, &["id", "organization_id", "identifier_scheme", "identifier_type", "identifier"]),
    (Table::Taxonomy, &["id", "name", "description", "uri", "version"]),
    (Table::ServiceCapacity, &["id", "service_id", "unit_id", "available", "maximum", "description", "updated"]),
    (Table::Unit, &["id", "name", "scheme", "identifier", "uri"]),
    (Table::Url, &["id", "label", "url", "organization_id", "service_id"]),
    (Table::PaymentAccepted, &["id", "service_id", "payment"]),
];

/// True for a column that HSDS defines.
pub(in crate::formats) fn is_of_hsds(table: Table, column: &str) -> bool {
    TABLES.iter().any(|(known, columns)| *known == table && columns.contains(&column))
}

/// The rows of one table that wait to be written.
struct Waiting {
    spool: Box<dyn Spool>,
    /// Columns that are not of HSDS.
    further: BTreeSet<String>,
}

/// Writes records as a package.
pub struct Package {
    new_spool: NewSpool,
    waiting: BTreeMap<Table, Waiting>,
    /// Ids that others may name, and how often each was met.
    met: HashMap<u64, u32>,
    /// Id of the organisation that is being written.
    organization: String,
}

impl Package {
    /// Begins a package. Rows wait in spools, a table each.
    pub fn new(new_spool: NewSpool) -> Self {
        Self { new_spool, waiting: BTreeMap::new(), met: HashMap::new(), organization: String::new() }
    }

    /// Writes everything, and returns where to. The same records are the same
    /// bytes.
    pub fn finish<W: Write + Seek>(mut self, output: W) -> io::Result<W> {
        let mut zip = ZipWriter::new(output);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .large_file(true);
        let mut resources = Vec::new();
        for (table, columns) in TABLES {
            let Some(waiting) = self.waiting.get_mut(&table) else { continue };
            let further = waiting.further.iter().map(String::as_str);
            let all: Vec<&str> = columns.iter().copied().chain(further).collect();
            zip.start_file(format!("{}.csv", table.file()), options).map_err(io::Error::other)?;
            write_table(waiting.spool.as_mut(), &all, columns.len(), &mut zip)?;
            resources.push(resource(table, &all));
        }
        zip.start_file("datapackage.json", options).map_err(io::Error::other)?;
        let described = json!({
            "name": "human-services-data",
            "title": "Human Services Data Specification",
            "version": "3.1.0",
            "profile": "tabular-data-package",
            "resources": resources,
        });
        serde_json::to_writer_pretty(&mut zip, &described)?;
        zip.write_all(b"\n")?;
        zip.finish().map_err(io::Error::other)
    }

    /// Adds a record and what is nested in it. `links` are the columns that
    /// name what it was nested in; the number tells it from its neighbours
    /// where it has no id of its own.
    fn record(&mut self, table: Table, record: &Map<String, Value>, links: &[Link], number: usize) -> io::Result<()> {
        // The id of an attribute begins with that of its record, if it has one.
        let made = links.first().is_some_and(|link| link.made);
        let own = text_of(record.get("id")).filter(|id| !(made && id.starts_with('-')));
        let made = own.is_none();
        let own = own.or_else(|| (table == Table::TaxonomyTerm).then(|| term_id(record)));
        let mut id = match own {
            Some(id) => id,
            None => links.first().map_or_else(String::new, |link| format!("{}-{}-{number}", link.id, table.kind())),
        };
        if table.is_referred_to() {
            let times = self.met.entry(hash(table, &id)).or_default();
            *times += 1;
            match table {
                Table::Location | Table::TaxonomyTerm | Table::Unit | Table::Program if *times > 1 => return Ok(()),
                // One number of two services is two rows here, and a table has
                // each id once.
                _ if *times > 1 => id = format!("{id}~{times}"),
                _ => {}
            }
        }
        let mut row = Map::new();
        row.insert("id".to_owned(), id.as_str().into());
        for link in links {
            row.insert(link.column.to_owned(), link.id.as_str().into());
            if let Some((column, entity)) = link.entity {
                row.insert(column.to_owned(), entity.into());
            }
        }
        // A programme is known by its organisation before services name it.
        let (first, rest): (Vec<_>, Vec<_>) = record.iter().partition(|(key, _)| *key == "programs");
        for (key, value) in first.into_iter().chain(rest) {
            match self.field(table, (&id, made), key, value)? {
                Field::Cell(cell) => row.entry(key.as_str()).or_insert(cell),
                Field::Link(column, id) => row.entry(column).or_insert_with(|| id.into()),
                Field::Rows => continue,
            };
        }
        self.wait(table, &row)
    }

    /// A field of a record: a cell of its row, or rows of other tables.
    fn field(&mut self, table: Table, (id, made): (&str, bool), key: &str, value: &Value) -> io::Result<Field> {
        match value {
            Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
                let child = TABLES.iter().map(|(child, _)| *child).find(|child| child.key_in(table) == Some(key));
                let Some((child, link)) = child.and_then(|child| Some((child, link_to(child, table, id, made)?)))
                else {
                    return Ok(Field::Cell(value.clone()));
                };
                for (number, item) in (1..).zip(items) {
                    if let Value::Object(item) = item {
                        self.record(child, item, std::slice::from_ref(&link), number)?;
                    }
                }
                Ok(Field::Rows)
            }
            Value::Object(nested) => {
                let found = SINGLE.iter().find(|(parent, name, ..)| *parent == table && *name == key);
                let Some((.., child, column)) = found else { return Ok(Field::Cell(value.clone())) };
                let nested_id = match text_of(nested.get("id")) {
                    Some(id) => id,
                    None if *child == Table::TaxonomyTerm => term_id(nested),
                    None => return Ok(Field::Cell(value.clone())),
                };
                let owner =
                    (*child == Table::Program).then(|| link_to(*child, Table::Organization, &self.organization, false));
                let owner: Vec<Link> = owner.flatten().into_iter().collect();
                self.record(*child, nested, &owner, 0)?;
                Ok(Field::Link(column, nested_id))
            }
            Value::Array(items) if items.is_empty() => Ok(Field::Rows),
            other => Ok(Field::Cell(other.clone())),
        }
    }

    fn wait(&mut self, table: Table, row: &Map<String, Value>) -> io::Result<()> {
        let waiting = match self.waiting.entry(table) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(Waiting { spool: (self.new_spool)()?, further: BTreeSet::new() })
            }
        };
        let columns = TABLES.iter().find(|(known, _)| *known == table).map_or(&[][..], |(_, columns)| columns);
        for key in row.keys().filter(|key| !columns.contains(&key.as_str())) {
            if !waiting.further.contains(key) {
                waiting.further.insert(key.clone());
            }
        }
        serde_json::to_writer(&mut waiting.spool, row)?;
        waiting.spool.write_all(b"\n")
    }
}

impl Sink for Package {
    fn organization(&mut self, organization: &Organization) -> io::Result<()> {
        match hsds::organization(organization) {
            Value::Object(map) => {
                self.organization.clone_from(&organization.id);
                self.record(Table::Organization, &map, &[], 0)
            }
            _ => Ok(()),
        }
    }

    /// Withdrawals are no records of HSDS.
    fn tombstone(&mut self, _: &Tombstone) -> io::Result<()> {
        Ok(())
    }
}

/// Objects that stand in a field, the table they are of, and the column that
/// names them.
const SINGLE: [(Table, &str, Table, &str); 4] = [
    (Table::Attribute, "taxonomy_term", Table::TaxonomyTerm, "taxonomy_term_id"),
    (Table::ServiceAtLocation, "location", Table::Location, "location_id"),
    (Table::ServiceCapacity, "unit", Table::Unit, "unit_id"),
    (Table::Service, "program", Table::Program, "program_id"),
];

/// What becomes of a field.
enum Field {
    Cell(Value),
    Link(&'static str, String),
    Rows,
}

/// The column that names what a row is nested in.
struct Link {
    column: &'static str,
    id: String,
    /// Its record had no id, so this one was made up.
    made: bool,
    /// The column that says of which table that is.
    entity: Option<(&'static str, &'static str)>,
}

/// The link from a row of `child` to its parent, if there is a column for it.
fn link_to(child: Table, parent: Table, id: &str, made: bool) -> Option<Link> {
    let (column, entity) = match child {
        Table::Attribute => ("link_id", Some(("link_entity", parent.kind()))),
        Table::Metadata => ("resource_id", Some(("resource_type", parent.kind()))),
        _ => (child.parents().iter().find(|(_, table)| *table == parent)?.0, None),
    };
    Some(Link { column, id: id.to_owned(), made, entity })
}

/// An id for a term that has none: what it says.
fn term_id(term: &Map<String, Value>) -> String {
    let parts = ["taxonomy", "code", "name"].map(|key| text_of(term.get(key)));
    parts.into_iter().flatten().collect::<Vec<_>>().join(":")
}

fn hash(table: Table, id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (table, id).hash(&mut hasher);
    hasher.finish()
}

fn text_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Writes the rows of a table in the order of its columns, of which the first
/// `known` are those of HSDS.
fn write_table(spool: &mut dyn Spool, columns: &[&str], known: usize, output: &mut impl Write) -> io::Result<()> {
    spool.seek(SeekFrom::Start(0))?;
    let mut table = csv::Writer::from_writer(output);
    table.write_record(columns)?;
    for line in BufReader::new(spool).lines() {
        let row: Map<String, Value> = serde_json::from_str(&line?)?;
        table.write_record((0..).zip(columns).map(|(at, column)| cell(row.get(*column), at >= known)))?;
    }
    table.flush()
}

/// A value as a cell. In a column of nobody's standard, a text that looks like
/// JSON is written as JSON, so that it is the same text when it is read.
fn cell(value: Option<&Value>, further: bool) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) if further && looks_like_json(text) => Value::String(text.clone()).to_string(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// True for a cell that is read as JSON in a column that is not of HSDS.
/// Numbers are not: what looks like one is as often a code.
pub(in crate::formats) fn looks_like_json(text: &str) -> bool {
    text.starts_with(['{', '[', '"']) || text == "true" || text == "false"
}

/// A table in the words of a data package.
fn resource(table: Table, columns: &[&str]) -> Value {
    let fields: Vec<Value> = columns.iter().map(|name| json!({"name": name, "type": "string"})).collect();
    json!({
        "name": table.kind(),
        "path": format!("{}.csv", table.file()),
        "profile": "tabular-data-resource",
        "schema": {"primaryKey": "id", "fields": fields},
    })
}
