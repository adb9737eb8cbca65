//! Records that were unpacked a moment ago.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use super::Organization;

/// So many are kept: those of the hits of the last keys, a few megabytes.
const KEPT: usize = 512;

/// The organisations unpacked last, by number. Each key press looks at what the
/// one before has found, but whoever types for an hour must not fill the memory.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<Queue>);

#[derive(Debug, Default)]
struct Queue {
    organizations: HashMap<u32, Arc<Organization>>,
    /// The newest at the end.
    order: VecDeque<u32>,
}

impl Recent {
    /// An organisation that is kept.
    pub(super) fn get(&self, number: u32) -> Option<Arc<Organization>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).organizations.get(&number).cloned()
    }

    /// Keeps one in place of the oldest.
    pub(super) fn keep(&self, number: u32, organization: &Arc<Organization>) {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.organizations.insert(number, Arc::clone(organization)).is_none() {
            queue.order.push_back(number);
        }
        while queue.order.len() > KEPT {
            let oldest = queue.order.pop_front();
            oldest.and_then(|oldest| queue.organizations.remove(&oldest));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_are_kept_the_newest() {
        let recent = Recent::default();
        for number in 0..=KEPT as u32 {
            let organization = Organization { id: number.to_string(), ..Default::default() };
            recent.keep(number, &Arc::new(organization));
        }
        assert_eq!(recent.get(0), None);
        assert_eq!(recent.get(1).unwrap().id, "1");
        assert_eq!(recent.get(KEPT as u32).unwrap().id, KEPT.to_string());
    }
}
