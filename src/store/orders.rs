//! What was withdrawn stays withdrawn, in any order of taking, going back and
//! removing; held against a plain list.

use std::{collections::BTreeMap, ops::ControlFlow};

use proptest::prelude::*;

use super::{
    MemoryStore, Pieces, Store,
    collected::Collected,
    in_use::{self, Switch},
    take::{self, TakeError, Taken},
};
use crate::{
    bundle::{
        Trust,
        samples::{self, container, packed, records, tombstone},
    },
    directory::Directory,
};

/// Organisations that are published.
const RECORDS: usize = 3;

/// One step in the life of a device.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Take this version, counted from 1.
    Take(u64),
    GoBack,
    Remove,
}

/// Which records each version withdraws, and what is done with the versions.
fn life() -> impl Strategy<Value = (Vec<[bool; RECORDS]>, Vec<Step>)> {
    prop::collection::vec(any::<[bool; RECORDS]>(), 2..5).prop_flat_map(|versions| {
        let last = versions.len() as u64;
        let step = prop_oneof![
            6 => (1..=last).prop_map(Step::Take),
            3 => Just(Step::GoBack),
            1 => Just(Step::Remove),
        ];
        (Just(versions), prop::collection::vec(step, 1..10))
    })
}

fn id(record: usize) -> String {
    format!("org-{record:05}")
}

/// What a device has to show.
#[derive(Default)]
struct Model {
    /// The newest version that was ever taken.
    floor: u64,
    /// Per record: the newest version taken that withdraws it.
    until: BTreeMap<usize, u64>,
    /// The version in use; `None` where the publisher was removed.
    in_use: Option<u64>,
    /// What going back leads to; `None`: there is nothing before.
    before: Option<Option<u64>>,
    /// True once there is a generation.
    begun: bool,
}

impl Model {
    /// What the step has to come to: `None` where it is refused.
    fn take(&mut self, version: u64, withdrawn: [bool; RECORDS]) -> Option<()> {
        if version < self.floor {
            return None;
        }
        self.floor = version;
        self.until.extend((0..RECORDS).filter(|record| withdrawn[*record]).map(|record| (record, version)));
        self.before = self.begun.then_some(self.in_use);
        (self.in_use, self.begun) = (Some(version), true);
        Some(())
    }

    fn go_back(&mut self) -> Option<()> {
        let before = self.before?;
        self.before = Some(self.in_use);
        self.in_use = before;
        Some(())
    }

    fn remove(&mut self) -> Option<()> {
        self.in_use.take()?;
        self.before = None;
        Some(())
    }

    /// Whether a record has to be there.
    fn shows(&self, record: usize) -> bool {
        self.in_use.is_some_and(|version| self.until.get(&record).is_none_or(|until| version > *until))
    }
}

fn nothing(_: &Directory, _: Collected) -> Pieces {
    Vec::new()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tombstone_wins_in_any_order((versions, steps) in life()) {
        let mut publisher = samples::Publisher::new("House list");
        let bundles: Vec<Vec<u8>> = (1..).zip(&versions).map(|(version, withdrawn)| {
            let mut all = records(RECORDS);
            all.tombstones = (0..RECORDS).filter(|at| withdrawn[*at]).map(|at| tombstone(&id(at), version)).collect();
            packed(&publisher.publish(all))
        }).collect();
        let trust = Trust::Fingerprints(vec![publisher.fingerprint().hex()]);
        let (mut store, mut model) = (MemoryStore::new(), Model::default());
        for step in steps {
            let (outcome, wanted) = match step {
                Step::Take(version) => {
                    let at = version as usize - 1;
                    (take_bundle(&mut store, &bundles[at], &trust), model.take(version, versions[at]))
                }
                Step::GoBack => (in_use::roll_back(&mut store, &nothing), model.go_back()),
                Step::Remove => {
                    let named = publisher.fingerprint().publisher();
                    (in_use::switch(&mut store, &named, Switch::Remove, &nothing), model.remove())
                }
            };
            prop_assert_eq!(outcome.is_ok(), wanted.is_some(), "{:?}: {:?}", step, outcome.err());
            if let Ok(taken) = outcome {
                for record in 0..RECORDS {
                    let has = taken.directory.find(&id(record)).is_some();
                    prop_assert_eq!(has, model.shows(record), "record {} after {:?}", record, step);
                }
            }
        }
    }
}

fn take_bundle(store: &mut dyn Store, bytes: &[u8], trust: &Trust) -> Result<Taken, TakeError> {
    let verified = take::look(store, container(bytes.to_vec())?, trust, samples::now())?;
    let offer = take::prepare(store, verified, &mut |_| ControlFlow::Continue(()))?;
    take::take(store, offer, &nothing, &mut |_| ControlFlow::Continue(()))
}
