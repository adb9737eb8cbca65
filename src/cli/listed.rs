//! What an update changes for the shortlist that a vault keeps, where the vault
//! opens without asking anybody.

use super::{
    environment::Environment,
    find::context,
    shortlist,
    words::{fact, one_line},
};
use crate::{
    app::{
        matters,
        updates::{Because, EntryChange, FieldChange},
    },
    directory::{Directory, Entry, Shelf},
    handout::Shortlist,
    i18n::I18n,
    sheet::update,
    store::take::Offer,
};

/// The shortlist, as far as it is known.
#[derive(Default)]
pub struct Listed {
    list: Shortlist,
    /// Why it is not known, where somebody wanted it to be.
    pub remark: Option<String>,
}

impl Listed {
    /// The shortlist of a vault for which the passphrase was given. Nobody is
    /// asked for one: an update can be taken without.
    pub fn unasked(environment: &Environment, i18n: &I18n) -> Self {
        match shortlist::unasked(environment, i18n) {
            Ok(list) => Self { list: list.unwrap_or_default(), remark: None },
            Err(failure) => {
                let remark = i18n.with("store-shortlist-closed", &[("message", failure.message.into())]);
                Self { list: Shortlist::default(), remark: Some(one_line(&remark)) }
            }
        }
    }

    /// True when this entry of a publisher is there.
    pub fn has(&self, publisher: &str, id: &str) -> bool {
        let is_it = |listed: &str| listed.split_once('/') == Some((publisher, id));
        self.list.entries.iter().any(|one| is_it(&one.id))
    }

    /// What a version changes for the entries there, in the words in which they
    /// are read; `None` where none of them is its publisher's.
    pub fn changes(
        &self,
        before: &Directory,
        offer: &Offer,
        environment: &Environment,
        i18n: &I18n,
    ) -> Option<Vec<EntryChange>> {
        let publisher = offer.verified.manifest.publisher.as_str();
        let own = self.list.entries.iter().filter(|one| one.id.split_once('/').is_some_and(|(of, _)| of == publisher));
        let own: Vec<(String, Because)> = own.map(|one| (one.id.clone(), Because::Shortlist)).collect();
        if !own.iter().any(|(id, _)| before.find(id).is_some()) {
            return None;
        }
        // A second view of the packed records: the offer keeps its own.
        let shelf = offer.shelf.bytes().and_then(|bytes| Shelf::open(bytes.to_vec()).ok());
        let after = Directory::of(shelf.into_iter().collect());
        let gone = |entry: &Entry<'_>| {
            let of = |id: &str| offer.shelf.tombstones.iter().find(|one| one.id == id);
            let tombstone = of(entry.id()).or_else(|| of(&entry.organization.id));
            tombstone.map_or_else(|| "left-out".to_owned(), |one| one.reason.clone())
        };
        Some(matters::changes(before, &after, publisher, &own, &gone, &context(environment, i18n)))
    }
}

/// The changes, an entry a line, its fields below it.
pub fn lines(changes: &[EntryChange], i18n: &I18n) -> String {
    if changes.is_empty() {
        return fact(i18n, "updates-because-shortlist", &i18n.text("store-shortlist-same"));
    }
    changes.iter().map(|change| entry(change, i18n)).collect()
}

fn entry(change: &EntryChange, i18n: &I18n) -> String {
    let because = i18n.text("updates-because-shortlist");
    let name = ("name", one_line(&change.name).into());
    if let Some(reason) = &change.withdrawn {
        let reason = update::reason(i18n, &one_line(reason));
        let values = [("because", because.into()), name, ("reason", reason.into())];
        return i18n.with("updates-entry-withdrawn", &values) + "\n";
    }
    let fields: String = change.fields.iter().map(|change| field(change, i18n)).collect();
    i18n.with("updates-entry", &[("because", because.into()), name]) + "\n" + &fields
}

fn field(FieldChange { label, before, after, .. }: &FieldChange, i18n: &I18n) -> String {
    format!("  {}\n", update::field(i18n, label, &one_line(before), &one_line(after)))
}
