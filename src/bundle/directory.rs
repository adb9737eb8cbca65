//! Getting the records: the cheapest way, and nothing that was not signed.

use std::{
    io::{self, BufRead, BufReader, Cursor},
    ops::ControlFlow,
};

use super::{
    digest::{self, Digest},
    fetch::FetchError,
    limits,
    manifest::{DIRECTORY, DIRECTORY_RAW, Patch},
    refusal::Refusal,
    tuf::{TargetMeta, target_path},
    verify::Verified,
    zst,
};

/// The way to get a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Bytes to get in all.
    pub bytes: u64,
    /// The files to get, in this order.
    pub steps: Vec<Step>,
}

/// One file to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it lies.
    pub path: String,
    /// Its bytes.
    pub bytes: u64,
    kind: Kind,
    name: String,
}

/// What a file is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Raw,
    Patch(Patch),
}

/// How far getting a directory has come, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes got, checked or unpacked so far.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
}

/// Hears of the progress, and may stop the work.
pub type Watch<'w> = &'w mut dyn FnMut(Progress) -> ControlFlow<()>;

/// A directory that is what was signed, still packed if it came packed.
pub struct Obtained {
    form: Form,
    /// What it has to unpack to.
    raw: (Digest, u64),
}

enum Form {
    Packed(Vec<u8>),
    Raw(Vec<u8>),
}

impl Obtained {
    /// The directory as JSON lines. What is packed was verified. What it
    /// unpacks to is on the way: reading fails at the end, or before, where it
    /// is not what was signed, so keep nothing before that.
    ///
    /// # Errors
    ///
    /// Unpacking cannot begin.
    pub fn lines(&self) -> io::Result<Box<dyn BufRead + Send + '_>> {
        Ok(match &self.form {
            Form::Packed(bytes) => {
                let verifying = zst::Verifying::new(zst::reader(&bytes[..])?, self.raw);
                Box::new(BufReader::with_capacity(1 << 17, verifying))
            }
            Form::Raw(bytes) => Box::new(Cursor::new(bytes.as_slice())),
        })
    }

    /// Reads all of it, to see that it is what was signed.
    fn verify(&self, work: &mut Work<'_>) -> Result<(), Refusal> {
        if let Form::Raw(_) = self.form {
            return Ok(());
        }
        let mut read = || -> io::Result<()> {
            let mut lines = self.lines()?;
            loop {
                let length = lines.fill_buf()?.len();
                if length == 0 {
                    return Ok(());
                }
                work.advance(length as u64)?;
                lines.consume(length);
            }
        };
        read().map_err(|error| unpacking(DIRECTORY, error))
    }

    /// True where it came by patches, or came unpacked.
    pub(super) fn is_unpacked(&self) -> bool {
        matches!(self.form, Form::Raw(_))
    }

    /// The file of a bundle that holds it.
    pub(super) fn part(&self) -> (&'static str, &[u8]) {
        match &self.form {
            Form::Packed(bytes) => (DIRECTORY, bytes),
            Form::Raw(bytes) => (DIRECTORY_RAW, bytes),
        }
    }
}

impl Verified {
    /// The cheapest way to the directory from the one with the digest `have`:
    /// no step at all where that is the same.
    pub fn plan(&self, have: Option<&Digest>) -> Plan {
        if have == Some(&self.raw_digest) {
            return Plan { bytes: 0, steps: Vec::new() };
        }
        let whole = self.whole();
        have.filter(|_| self.raw_length <= limits::PATCH_RAW_BYTES)
            .and_then(|have| self.patches(*have))
            .filter(|patches| patches.bytes < whole.bytes)
            .unwrap_or(whole)
    }

    /// Gets the directory and reads all of it once. `have` is the former
    /// directory as JSON lines, for patches; where one of them does not lead
    /// there, the whole one is got. Everything that a place with a list holds is
    /// checked first, whether it is needed or not.
    pub fn directory(&self, have: Option<&[u8]>, watch: Watch<'_>) -> Result<Obtained, Refusal> {
        let mut work = Work { done: 0, total: 0, watch };
        let obtained = self.got(have, self.raw_length, &mut work)?;
        obtained.verify(&mut work)?;
        Ok(obtained)
    }

    /// The same for whoever reads it next: what was packed is not unpacked to
    /// see what is in it, since [`Obtained::lines`] does.
    pub fn directory_to_read(&self, have: Option<&[u8]>, watch: Watch<'_>) -> Result<Obtained, Refusal> {
        self.got(have, 0, &mut Work { done: 0, total: 0, watch })
    }

    /// Gets the directory. Where it comes whole, there is `more` work to come.
    fn got(&self, have: Option<&[u8]>, more: u64, work: &mut Work<'_>) -> Result<Obtained, Refusal> {
        let digest = have.map(Digest::of);
        let plan = self.plan(digest.as_ref());
        // Not a patch: where one is damaged, the whole is got instead.
        let got_next = plan.steps.first().filter(|step| !matches!(step.kind, Kind::Patch(_)));
        self.check_parts(got_next.map(|step| step.path.as_str()), work.watch)?;
        if let Some(same) = have.filter(|_| digest == Some(self.raw_digest)) {
            return Ok(self.obtained(Form::Raw(same.to_vec())));
        }
        if let Some(have) = have.filter(|_| plan.steps.iter().any(|step| matches!(step.kind, Kind::Patch(_)))) {
            (work.done, work.total) = (0, plan.bytes + self.raw_length);
            match self.by_patches(&plan, have, work) {
                // A site that says "not found" with a page of its own has
                // something longer in the place of a patch.
                Err(Refusal::Damaged { .. } | Refusal::Unsafe { .. }) => {}
                other => return other,
            }
        }
        let whole = self.whole();
        (work.done, work.total) = (0, whole.bytes + more);
        self.by_step(&whole, work)
    }

    /// Checks every part that a place with a list holds, and that it holds
    /// nothing else; but not the one at `got_next`, which is checked as it is
    /// got. Places without a list have nothing to check beforehand.
    fn check_parts(&self, got_next: Option<&str>, watch: Watch<'_>) -> Result<(), Refusal> {
        let Some(files) = self.fetch.listing() else { return Ok(()) };
        let listed: Vec<(String, &TargetMeta)> =
            self.targets.iter().map(|(name, meta)| (target_path(&self.root, name, meta), meta)).collect();
        let mut work = Work { done: 0, total: files.iter().map(|(_, length)| length).sum(), watch };
        for (path, _) in files {
            if path.starts_with("metadata/") {
                self.check_metadata(&path)?;
            } else {
                let Some((_, meta)) = listed.iter().find(|(listed, _)| *listed == path) else {
                    return Err(Refusal::unsafe_(&path, "no metadata name it"));
                };
                if got_next != Some(&path) {
                    self.get(&path, meta, &mut work)?;
                }
            }
        }
        Ok(())
    }

    /// Metadata that lie in a bundle have to be those that were verified.
    fn check_metadata(&self, path: &str) -> Result<(), Refusal> {
        let files = self.trusted.kept.to_files();
        let name = path.strip_prefix("metadata/").unwrap_or(path);
        let kept = files.get(name).or_else(|| files.get(name.split_once('.').map_or(name, |(_, rest)| rest)));
        let bytes = super::fetch::read_whole(self.fetch.as_ref(), path, limits::TARGETS_METADATA_BYTES)
            .map_err(|error| Refusal::of_fetch(path, error))?;
        if kept == Some(&bytes) { Ok(()) } else { Err(Refusal::damaged(path, "it is not what was verified")) }
    }

    fn whole(&self) -> Plan {
        if self.has_only_raw() { self.step(DIRECTORY_RAW, Kind::Raw) } else { self.step(DIRECTORY, Kind::Whole) }
    }

    /// A plan of one step.
    fn step(&self, name: &str, kind: Kind) -> Plan {
        let step = self.targets.get(name).map(|meta| self.step_to(name, meta, kind));
        Plan { bytes: step.as_ref().map_or(0, |step| step.bytes), steps: step.into_iter().collect() }
    }

    fn step_to(&self, name: &str, meta: &TargetMeta, kind: Kind) -> Step {
        Step { path: target_path(&self.root, name, meta), bytes: meta.length, kind, name: name.to_owned() }
    }

    /// True when the place has a list, and of the two forms of the directory
    /// only the unpacked one is on it.
    fn has_only_raw(&self) -> bool {
        let Some(files) = self.fetch.listing() else { return false };
        let has = |name: &str| {
            self.targets.get(name).is_some_and(|meta| {
                let path = target_path(&self.root, name, meta);
                files.iter().any(|(listed, _)| *listed == path)
            })
        };
        has(DIRECTORY_RAW) && !has(DIRECTORY)
    }

    /// The cheapest chain of patches, if there is one. Every patch is tried
    /// once per round, so a chain of n steps is found in round n.
    fn patches(&self, have: Digest) -> Option<Plan> {
        let patches: Vec<Step> = self
            .targets
            .iter()
            .filter_map(|(name, meta)| Some(self.step_to(name, meta, Kind::Patch(Patch::read(&meta.custom)?))))
            .collect();
        let mut best: Vec<(Digest, Plan)> = vec![(have, Plan { bytes: 0, steps: Vec::new() })];
        for _ in 0..limits::PATCH_STEPS {
            for step in &patches {
                let Kind::Patch(patch) = step.kind else { continue };
                let Some((_, before)) = best.iter().find(|(digest, _)| *digest == patch.from) else { continue };
                let mut plan = before.clone();
                plan.bytes = plan.bytes.saturating_add(step.bytes);
                plan.steps.push(step.clone());
                match best.iter_mut().find(|(digest, _)| *digest == patch.to) {
                    Some((_, known)) if known.bytes <= plan.bytes => {}
                    Some((_, known)) => *known = plan,
                    None => best.push((patch.to, plan)),
                }
            }
        }
        let (_, plan) = best.into_iter().find(|(digest, _)| *digest == self.raw_digest)?;
        (!plan.steps.is_empty() && plan.steps.len() <= limits::PATCH_STEPS).then_some(plan)
    }

    fn by_patches(&self, plan: &Plan, have: &[u8], work: &mut Work<'_>) -> Result<Obtained, Refusal> {
        let mut current: Option<Vec<u8>> = None;
        for step in &plan.steps {
            let Kind::Patch(patch) = step.kind else { continue };
            let meta = self.meta(step)?;
            let bytes = self.get(&step.path, meta, work)?;
            let mut next = Vec::new();
            let from = current.as_deref().unwrap_or(have);
            let limit = patch.to_length.min(limits::PATCH_RAW_BYTES);
            let mut reader = zst::patched(&bytes[..], from).map_err(|error| unpacking(&step.path, error))?;
            let (digest, _) = zst::measure(&mut reader, limit, &mut |piece| {
                next.extend_from_slice(piece);
                work.advance(piece.len() as u64)
            })
            .map_err(|error| unpacking(&step.path, error))?;
            zst::nothing_behind(reader.finish()).map_err(|error| unpacking(&step.path, error))?;
            if digest != patch.to {
                return Err(Refusal::damaged(&step.path, "it does not lead to the new version"));
            }
            current = Some(next);
        }
        match current.filter(|raw| Digest::of(raw) == self.raw_digest) {
            Some(raw) => Ok(self.obtained(Form::Raw(raw))),
            None => Err(Refusal::damaged("targets", "the patches do not lead to the new version")),
        }
    }

    fn by_step(&self, plan: &Plan, work: &mut Work<'_>) -> Result<Obtained, Refusal> {
        let Some(step) = plan.steps.first() else { return Err(Refusal::damaged("targets", "there is no directory")) };
        let bytes = self.get(&step.path, self.meta(step)?, work)?;
        Ok(self.obtained(if step.kind == Kind::Raw { Form::Raw(bytes) } else { Form::Packed(bytes) }))
    }

    /// The directory packed, where it lies in the same file as the patches that
    /// were the shorter way: what is passed on is a third of the size with it.
    /// Nobody has unpacked it so far, so that is done here, to see that it is
    /// what was signed; where it is not, the patches have led there.
    pub(super) fn packed_beside(&self) -> Option<Obtained> {
        let meta = self.targets.get(DIRECTORY)?;
        let path = target_path(&self.root, DIRECTORY, meta);
        self.fetch.listing()?.iter().find(|(listed, _)| *listed == path)?;
        let mut work = Work { done: 0, total: 0, watch: &mut |_| ControlFlow::Continue(()) };
        let packed = self.obtained(Form::Packed(self.get(&path, meta, &mut work).ok()?));
        packed.verify(&mut work).is_ok().then_some(packed)
    }

    fn obtained(&self, form: Form) -> Obtained {
        Obtained { form, raw: (self.raw_digest, self.raw_length) }
    }

    fn meta(&self, step: &Step) -> Result<&TargetMeta, Refusal> {
        self.targets.get(&step.name).ok_or_else(|| Refusal::damaged(&step.path, "no metadata name it"))
    }

    /// Gets a target and checks it, piece by piece as it comes.
    fn get(&self, path: &str, meta: &TargetMeta, work: &mut Work<'_>) -> Result<Vec<u8>, Refusal> {
        let refused = |error: FetchError| Refusal::of_fetch(path, error);
        let mut reader = self.fetch.fetch(path, meta.length).map_err(refused)?;
        // What is promised need not come.
        let room = usize::try_from(meta.length).unwrap_or(usize::MAX).min(limits::ROOM_BYTES);
        let mut bytes = Vec::with_capacity(room);
        let (digest, _) = zst::measure(&mut reader, meta.length, &mut |piece| {
            bytes.extend_from_slice(piece);
            work.advance(piece.len() as u64)
        })
        .map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData if error.get_ref().is_some_and(|inner| !inner.is::<FetchError>()) => {
                self.fetch.spoiled(path);
                Refusal::damaged(path, "it is longer than it says")
            }
            _ => refused(error.into()),
        })?;
        let checked = if bytes.len() as u64 == meta.length {
            digest::matches_hashed(&meta.hashes, &bytes, || digest)
        } else {
            Err("it is shorter than it says")
        };
        checked.map(|()| bytes).map_err(|detail| {
            self.fetch.spoiled(path);
            Refusal::damaged(path, detail)
        })
    }
}

/// What went wrong while unpacking.
fn unpacking(path: &str, error: io::Error) -> Refusal {
    match FetchError::from(error) {
        FetchError::Cancelled => Refusal::Cancelled,
        FetchError::Io(error) => Refusal::damaged(path, error),
        other => Refusal::of_fetch(path, other),
    }
}

/// Counts bytes and asks whether to go on.
struct Work<'w> {
    done: u64,
    total: u64,
    watch: Watch<'w>,
}

impl Work<'_> {
    fn advance(&mut self, bytes: u64) -> io::Result<()> {
        self.done = (self.done + bytes).min(self.total);
        match (self.watch)(Progress { done: self.done, total: self.total }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(FetchError::Cancelled.into()),
        }
    }
}
