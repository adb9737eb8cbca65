//! Puts records together that refer to one another: rows of tables, and JSON
//! objects that name each other by id. What comes out is one HSDS organization
//! after another with everything nested in it, and where each part came from.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use serde_json::{Map, Value};

use super::{Sheet, Table, nest::Nest, translate};
use crate::{
    directory::problem::{Code, Outcome, Problem},
    formats::{
        limits,
        spreadsheet::{Column, heading_of},
    },
    text::fold::fold,
};

/// Where a part of a record came from.
#[derive(Debug, Clone)]
pub(in crate::formats) struct Origin {
    /// The file.
    pub(in crate::formats) file: Rc<str>,
    /// Line of the file, from 1.
    pub(in crate::formats) line: u64,
    /// JSON pointer in the document; empty for a row.
    pub(in crate::formats) pointer: String,
    /// The table, if it is a row: its fields are then columns.
    pub(in crate::formats) sheet: Option<Sheet>,
    /// The columns, if it is a row of a spreadsheet.
    pub(in crate::formats) columns: Option<Rc<[Column]>>,
}

impl Origin {
    /// A problem of a field, named as the source names it. `rest` is a JSON
    /// pointer inside of this part.
    pub(in crate::formats) fn field(&self, rest: &str) -> String {
        if let Some(heading) = self.columns.as_ref().and_then(|columns| heading_of(columns, rest)) {
            return crate::formats::hsds::shorten(heading);
        }
        if self.sheet.is_none() {
            let whole = format!("{}{rest}", self.pointer);
            return if whole.is_empty() { "/".to_owned() } else { whole };
        }
        let column = rest.split('/').nth(1).unwrap_or_default();
        column.to_owned()
    }
}

/// How a record stands in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Standing {
    /// A record of its own: a row of a table, a value of a list.
    Own,
    /// A copy inside of another record, which may say less.
    Nested,
    /// What a row of a spreadsheet is about.
    Row,
    /// A further part of a row of a spreadsheet, which others may repeat.
    Part,
}

impl Standing {
    /// The word under which a record counts; `None`: it is a part of another.
    pub(in crate::formats) fn kind(self, table: Table) -> Option<&'static str> {
        match self {
            Self::Own | Self::Nested => Some(table.kind()),
            Self::Row => Some("row"),
            Self::Part => None,
        }
    }

    /// True for what may be said several times.
    fn is_repeated(self) -> bool {
        matches!(self, Self::Nested | Self::Part)
    }
}

/// What became of a record that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Added {
    /// It was taken.
    New,
    /// A copy of one that is known; nothing to tell.
    Copy,
    /// A second record of its own with a known id and the same name: what the
    /// first lacked was added to it.
    Merged,
    /// Another record has its id.
    Taken,
    /// There is no room left.
    TooLarge,
}

/// One record, kept as text: a tree of values takes many times the memory.
pub(super) struct Row {
    pub(super) table: Table,
    pub(super) id: Box<str>,
    parents: Vec<(Table, Box<str>)>,
    pub(super) text: Box<str>,
    pub(super) origin: Origin,
    standing: Standing,
}

/// Records that wait for one another.
#[derive(Default)]
pub(in crate::formats) struct Join {
    pub(super) rows: Vec<Row>,
    ids: HashMap<(Table, Box<str>), usize>,
    bytes: usize,
}

/// One organisation put together.
pub(in crate::formats) struct Assembled {
    /// The HSDS organization.
    pub(in crate::formats) value: Value,
    /// JSON pointers into it, and the numbers of the rows that stand there.
    pub(in crate::formats) origins: Vec<(String, usize)>,
}

/// Where every row belongs.
pub(in crate::formats) struct Plan {
    /// The organisations, in the order of the source.
    pub(in crate::formats) slots: Vec<Slot>,
    pub(super) children: HashMap<usize, Vec<usize>>,
    /// Services that hang on a place, and the id of the place.
    pub(super) places: HashMap<usize, Box<str>>,
    pub(super) terms: HashMap<Box<str>, usize>,
    /// What was wrong with the links between rows.
    pub(in crate::formats) problems: Vec<Problem>,
}

/// An organisation and the rows directly below it.
pub(in crate::formats) struct Slot {
    /// Its row; `None`: only named by others.
    row: Option<usize>,
    id: String,
    name: String,
    children: Vec<usize>,
}

impl Join {
    /// True when there is nothing to put together.
    pub(in crate::formats) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// True when another record might find no room.
    pub(in crate::formats) fn is_full(&self) -> bool {
        self.bytes > limits::JOIN_BYTES * 9 / 10
    }

    /// Number of rows.
    pub(in crate::formats) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Table and origin of a row.
    pub(in crate::formats) fn row(&self, number: usize) -> Option<(Table, &Origin, Standing)> {
        self.rows.get(number).map(|row| (row.table, &row.origin, row.standing))
    }

    /// Takes a record in. `parents` are links that the record itself does not
    /// hold, such as the one it was nested in.
    pub(in crate::formats) fn add(
        &mut self,
        table: Table,
        mut map: Map<String, Value>,
        mut parents: Vec<(Table, Box<str>)>,
        origin: Origin,
        standing: Standing,
    ) -> Added {
        let id = map.get("id").and_then(text_of).unwrap_or_default().into_boxed_str();
        let known = if id.is_empty() { None } else { self.ids.get(&(table, id.clone())).copied() };
        // Of what nothing refers to, old packages count each file anew.
        if let Some(known) = known.filter(|_| table.is_referred_to()) {
            return self.meet(known, map, standing);
        }
        for (column, parent) in table.parents() {
            let Some(link) = map.shift_remove(*column).as_ref().and_then(text_of) else { continue };
            // Some packages name several services in one cell.
            let several = *parent == Table::Service && link.contains(',') && self.find(*parent, &link).is_none();
            if several {
                parents.extend(translate::parts(&link).map(|id| (*parent, id.into())));
            } else {
                parents.push((*parent, link.into_boxed_str()));
            }
        }
        let text = Value::Object(map).to_string().into_boxed_str();
        self.bytes += text.len() + size_of::<Row>();
        if self.bytes > limits::JOIN_BYTES {
            return Added::TooLarge;
        }
        if !id.is_empty() {
            self.ids.entry((table, id.clone())).or_insert(self.rows.len());
        }
        self.rows.push(Row { table, id, parents, text, origin, standing });
        Added::New
    }

    /// A record whose id is known already. Two that have not even the name in
    /// common are two, and a mixture of them would be neither.
    fn meet(&mut self, known: usize, map: Map<String, Value>, standing: Standing) -> Added {
        let Some(row) = self.rows.get_mut(known) else { return Added::Taken };
        let mut first: Map<String, Value> = serde_json::from_str(&row.text).unwrap_or_default();
        let name = |map: &Map<String, Value>| map.get("name").and_then(Value::as_str).map(fold).unwrap_or_default();
        if name(&first) != name(&map) {
            return if standing == Standing::Part { Added::Copy } else { Added::Taken };
        }
        let before = first.len();
        let links = row.table.parents();
        for (key, value) in map {
            if !links.iter().any(|(column, _)| *column == key) {
                first.entry(key).or_insert(value);
            }
        }
        if first.len() != before {
            let text = Value::Object(first).to_string();
            self.bytes += text.len().saturating_sub(row.text.len());
            row.text = text.into_boxed_str();
        }
        if standing.is_repeated() {
            return Added::Copy;
        }
        if row.standing.is_repeated() {
            row.standing = standing;
            return Added::Copy;
        }
        Added::Merged
    }

    pub(super) fn find(&self, table: Table, id: &str) -> Option<usize> {
        self.ids.get(&(table, id.into())).copied()
    }

    /// Works out which organisation each row belongs to.
    pub(in crate::formats) fn plan(&self) -> Plan {
        let mut plan = Plan {
            slots: Vec::new(),
            children: HashMap::new(),
            places: HashMap::new(),
            terms: HashMap::new(),
            problems: Vec::new(),
        };
        let mut slots: HashMap<Box<str>, usize> = HashMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            match row.table {
                Table::Organization => {
                    slots.insert(row.id.clone(), plan.slots.len());
                    plan.slots.push(Slot {
                        row: Some(number),
                        id: row.id.to_string(),
                        name: String::new(),
                        children: Vec::new(),
                    });
                }
                Table::TaxonomyTerm => {
                    plan.terms.insert(row.id.clone(), number);
                }
                _ => {}
            }
        }
        self.place_services(&mut plan, &mut slots);
        self.place_locations(&mut plan, &mut slots);
        self.place_others(&mut plan, &slots);
        plan
    }

    /// Services go to their organisation, or to the one of their place, or to
    /// one that is made for them: a service without an organisation is worth
    /// keeping.
    fn place_services(&self, plan: &mut Plan, slots: &mut HashMap<Box<str>, usize>) {
        for (number, row) in self.rows.iter().enumerate().filter(|(_, row)| row.table == Table::Service) {
            let link = |table: Table| row.parents.iter().find(|(parent, _)| *parent == table).map(|(_, id)| id);
            let place = link(Table::Location);
            let through_place = || {
                let location = self.rows.get(self.find(Table::Location, place?)?)?;
                location.parents.iter().find(|(parent, _)| *parent == Table::Organization).map(|(_, id)| id)
            };
            if let Some(place) = place {
                plan.places.insert(number, place.clone());
            }
            let owner = link(Table::Organization).or_else(through_place).cloned();
            let slot = if let Some(id) = &owner {
                Self::slot(plan, slots, id, row)
            } else {
                Self::stand_in(plan, number, row);
                continue;
            };
            if let Some(slot) = plan.slots.get_mut(slot) {
                slot.children.push(number);
            }
        }
    }

    /// A service or place of no organisation gets one of its own name.
    fn stand_in(plan: &mut Plan, number: usize, row: &Row) {
        let Some(name) = row.name() else { return };
        plan.problems.push(row.problem("organization_id", Code::MissingField, "", Outcome::Repaired));
        let id = if row.id.is_empty() {
            format!("{}.organization", fold(&name))
        } else {
            format!("{}.organization", row.id)
        };
        plan.slots.push(Slot { row: None, id, name, children: vec![number] });
    }

    /// The organisation with this id, made where there is none.
    fn slot(plan: &mut Plan, slots: &mut HashMap<Box<str>, usize>, id: &str, row: &Row) -> usize {
        if let Some(slot) = slots.get(id) {
            if plan.slots.get(*slot).is_some_and(|slot| slot.row.is_none()) {
                plan.problems.push(row.problem("organization_id", Code::UnknownReference, id, Outcome::Repaired));
            }
            return *slot;
        }
        plan.problems.push(row.problem("organization_id", Code::UnknownReference, id, Outcome::Repaired));
        let slot = plan.slots.len();
        slots.insert(id.into(), slot);
        // Nobody knows its name; its id says at least which it is.
        plan.slots.push(Slot {
            row: None,
            id: id.to_owned(),
            name: format!("Organisation {id}"),
            children: Vec::new(),
        });
        slot
    }

    /// Places go to their own organisation and to each whose services use them.
    fn place_locations(&self, plan: &mut Plan, slots: &mut HashMap<Box<str>, usize>) {
        let mut placed: HashSet<(usize, usize)> = HashSet::new();
        let mut used: HashSet<usize> = HashSet::new();
        for (number, row) in self.rows.iter().enumerate().filter(|(_, row)| row.table == Table::Location) {
            let Some((_, owner)) = row.parents.first() else { continue };
            let Some(slot) = slots.get(owner).copied() else { continue };
            placed.insert((slot, number));
            used.insert(number);
            plan.slots.get_mut(slot).into_iter().for_each(|slot| slot.children.push(number));
        }
        let homes: HashMap<usize, usize> =
            plan.slots.iter().enumerate().flat_map(|(s, slot)| slot.children.iter().map(move |c| (*c, s))).collect();
        let through_rows = self.rows.iter().filter(|row| row.table == Table::ServiceAtLocation).flat_map(|row| {
            let location = row.field("location_id");
            row.parents
                .iter()
                .filter_map(move |(_, service)| Some((self.find(Table::Service, service)?, location.clone()?)))
        });
        let direct = plan.places.iter().map(|(service, place)| (*service, place.to_string()));
        let mut visits: Vec<(usize, String)> = through_rows.chain(direct).collect();
        visits.sort();
        for (service, location) in visits {
            let found = homes.get(&service).copied().zip(self.find(Table::Location, &location));
            let Some((slot, location)) = found else { continue };
            used.insert(location);
            if placed.insert((slot, location)) {
                plan.slots.get_mut(slot).into_iter().for_each(|slot| slot.children.push(location));
            }
        }
        for (number, row) in self.rows.iter().enumerate().filter(|(_, row)| row.table == Table::Location) {
            let Some((_, owner)) = row.parents.first() else {
                if !used.contains(&number) {
                    Self::stand_in(plan, number, row);
                }
                continue;
            };
            if used.contains(&number) {
                if !slots.contains_key(owner) {
                    plan.problems.push(row.problem(
                        "organization_id",
                        Code::UnknownReference,
                        owner,
                        Outcome::Repaired,
                    ));
                }
            } else {
                let slot = Self::slot(plan, slots, owner, row);
                plan.slots.get_mut(slot).into_iter().for_each(|slot| slot.children.push(number));
            }
        }
    }

    /// Everything else goes to the closest record that it names and that is
    /// there.
    fn place_others(&self, plan: &mut Plan, slots: &HashMap<Box<str>, usize>) {
        for (number, row) in self.rows.iter().enumerate() {
            let parents: Vec<usize> = match row.table {
                Table::Organization | Table::Service | Table::Location => continue,
                Table::Attribute => self.linked(row, "link_id", "link_entity").into_iter().collect(),
                Table::Metadata => self.linked(row, "resource_id", "resource_type").into_iter().collect(),
                _ if row.parents.iter().filter(|(table, _)| *table == Table::Service).count() > 1 => {
                    let found = |(table, id): &(Table, Box<str>)| {
                        let parent = self.find(*table, id);
                        if parent.is_none() {
                            let problem = row.problem("service_id", Code::UnknownReference, id, Outcome::LeftOut);
                            plan.problems.push(problem);
                        }
                        parent
                    };
                    row.parents.iter().filter(|(table, _)| *table == Table::Service).filter_map(found).collect()
                }
                _ => row.parents.iter().find_map(|(table, id)| self.find(*table, id)).into_iter().collect(),
            };
            let stub = row.parents.iter().find(|(table, _)| *table == Table::Organization);
            if let (true, Some(slot)) = (parents.is_empty(), stub.and_then(|(_, id)| slots.get(id))) {
                plan.slots.get_mut(*slot).into_iter().for_each(|slot| slot.children.push(number));
            }
            for parent in parents {
                plan.children.entry(parent).or_default().push(number);
            }
        }
    }

    /// The record that an attribute or a record of changes is about.
    fn linked(&self, row: &Row, link: &str, entity: &str) -> Option<usize> {
        let id = row.field(link)?;
        let hint = row.field(entity).unwrap_or_default();
        let hinted = Table::LINKED.into_iter().find(|table| table.kind() == hint);
        hinted.into_iter().chain(Table::LINKED).find_map(|table| self.find(table, &id))
    }

    /// Puts one organisation together.
    pub(in crate::formats) fn assemble(&self, plan: &Plan, slot: &Slot) -> Assembled {
        let mut nest = Nest { join: self, plan, origins: Vec::new() };
        let mut map = slot.row.map(|row| nest.record(row, "")).unwrap_or_default();
        if slot.row.is_none() {
            for (key, text) in [("id", slot.id.as_str()), ("name", &slot.name), ("description", "")] {
                map.insert(key.to_owned(), text.into());
            }
        }
        nest.children(&mut map, Table::Organization, &slot.id, &slot.children, "");
        Assembled { value: Value::Object(map), origins: nest.origins }
    }
}

impl Row {
    pub(super) fn field(&self, key: &str) -> Option<String> {
        let map: Map<String, Value> = serde_json::from_str(&self.text).ok()?;
        map.get(key).and_then(text_of)
    }

    fn name(&self) -> Option<String> {
        self.field("name")
    }

    fn problem(&self, column: &str, code: Code, value: &str, outcome: Outcome) -> Problem {
        self.origin.problem(&format!("/{column}"), code, value, outcome)
    }
}

impl Origin {
    /// A problem of this part.
    pub(in crate::formats) fn problem(&self, rest: &str, code: Code, value: &str, outcome: Outcome) -> Problem {
        let field = self.field(rest);
        let value = crate::formats::hsds::shorten(value);
        Problem { file: self.file.to_string(), line: self.line, field, code, value, outcome }
    }
}

/// An id or link as text; numbers are ids too.
pub(in crate::formats) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
