//! Where updates come from: static sites on the web, bundles on drives. What
//! comes in is only bytes; `bundle` decides whether they can be trusted.
//!
//! Nothing here happens unless somebody asked for it, and everything can be
//! stopped at any time without harm.

pub mod asking;
pub mod drives;
pub mod sources;
mod stop;
pub mod web;

#[cfg(test)]
mod attacks;

use std::sync::Arc;

pub use stop::Stop;

use crate::bundle::Plan;

/// How many bytes of something have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bytes {
    /// Bytes that are here, those of an earlier try included.
    pub done: u64,
    /// Bytes that there will be; `None` where nobody said.
    pub total: Option<u64>,
}

/// What it costs to get a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Bytes in all.
    pub bytes: u64,
    /// Those of them that are here already, from an earlier try.
    pub kept: u64,
}

impl Cost {
    /// What a plan costs beside these parts.
    pub fn of(plan: &Plan, parts: &web::Parts) -> Self {
        let kept = plan.steps.iter().map(|step| parts.kept(&step.path).min(step.bytes)).sum();
        Self { bytes: plan.bytes, kept }
    }

    /// Bytes that are still to come.
    pub fn left(&self) -> u64 {
        self.bytes.saturating_sub(self.kept)
    }
}

/// Whoever waits for bytes: hears how far they are, and can stop them.
#[derive(Clone)]
pub struct Watch {
    /// Stops the work.
    pub stop: Stop,
    /// Hears how far it has come; called often, from the thread that works.
    pub report: Arc<dyn Fn(Bytes) + Send + Sync>,
}

impl Default for Watch {
    /// Nobody listens and nothing stops it.
    fn default() -> Self {
        Self { stop: Stop::default(), report: Arc::new(|_| {}) }
    }
}
