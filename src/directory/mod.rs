//! The domain: what a directory of services is made of. Names are those of
//! the Human Services Data Specification (HSDS) 3.x; what Parasol adds is in
//! [`profile`]. This room is pure: no file, socket, thread or clock.

pub mod bearing;
pub mod catalog;
pub mod changes;
pub mod confidential;
pub mod correction;
pub mod demo;
pub mod entry;
pub mod freshness;
pub mod hours;
pub mod location;
pub mod organization;
mod packed;
pub mod packer;
pub mod problem;
pub mod profile;
pub mod publication;
mod recent;
pub mod schedule;
pub mod service;
pub mod shelf;
pub mod summary;
pub mod synonyms;
mod table;
pub mod taxonomy;
pub mod text;
pub mod vocabulary;

pub use bearing::{Compass, Point};
pub use catalog::{Directory, EntryNo, Release};
pub use correction::{CorrectedField, Correction, HowKnown};
pub use entry::{Entry, EntryKind, Inherited, Origin};
pub use location::{Accessibility, Address, Location, LocationType, ServiceAtLocation};
pub use organization::{Contact, Language, Metadata, Organization, Phone, Url};
pub use profile::{Listing, NswpProfile, Source, Tombstone};
pub use publication::{Currency, Publication, Standing};
pub use schedule::Schedule;
pub use service::{CostOption, RequiredDocument, Service, ServiceArea, ServiceStatus};
pub use shelf::Shelf;
pub use summary::Summary;
pub use synonyms::Synonyms;
pub use taxonomy::{Access, Attribute, Extra, Need, TaxonomyTerm};
pub use text::{LanguageTag, Text};
