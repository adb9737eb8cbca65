//! The curator's editor, and a private file for it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

use crate::{
    cli::{
        environment::Environment,
        error::{Code, Failure},
        publish::folder::cannot_read,
    },
    i18n::I18n,
    runtime,
    store::files,
};

/// A draft is not larger than this.
const DRAFT_BYTES: u64 = 16 << 20;

/// A folder that only its owner can enter, with the draft in it, for as long
/// as it is edited. What the editor leaves beside the draft goes with it.
pub(super) struct Workshop<'w> {
    folder: tempfile::TempDir,
    editor: String,
    held: held::Held,
    i18n: &'w I18n,
}

impl<'w> Workshop<'w> {
    /// Puts a draft there.
    pub(super) fn open(text: &str, environment: &Environment, i18n: &'w I18n) -> Result<Self, Failure> {
        let held = held::Held::new();
        let folder = private_folder()
            .map_err(|error| Failure::of_io(i18n, Code::CannotWrite, Path::new("temporary folder"), &error))?;
        let workshop = Self { folder, editor: environment.editor.clone(), held, i18n };
        files::write_whole(&workshop.path(), text.as_bytes()).map_err(|error| Failure::of_store(i18n, &error))?;
        Ok(workshop)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("entry.toml")
    }

    /// Lets the person edit; returns the text as it is then.
    pub(super) fn edit(&self) -> Result<String, Failure> {
        let status = self.held.while_held(|| run(&self.editor, &self.path()));
        if let Some(signal) = self.held.told() {
            // Whoever ended us meanwhile gets that, with nothing left behind.
            std::fs::remove_dir_all(self.folder.path()).ok();
            runtime::end_by(signal);
        }
        let failed = |detail: String| {
            let values = [("name", self.editor.as_str().into()), ("detail", detail.into())];
            Failure::new(self.i18n, Code::EditorFailed, &values)
        };
        let status = status.map_err(|error| failed(error.to_string()))?;
        if !status.success() {
            return Err(failed(status.to_string()));
        }
        let path = self.path();
        let mut bytes = Vec::new();
        File::open(&path)
            .and_then(|file| file.take(DRAFT_BYTES).read_to_end(&mut bytes))
            .map_err(|error| cannot_read(&path, &error, self.i18n))?;
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| Failure::new(self.i18n, Code::InputNotText, &[]))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

fn private_folder() -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("parasol-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir()
}

/// Runs the editor as shells do: its name may have arguments.
#[cfg(unix)]
fn run(editor: &str, path: &Path) -> io::Result<ExitStatus> {
    Command::new("sh").arg("-c").arg(format!("{editor} \"$@\"")).arg("sh").arg(path).status()
}

#[cfg(not(unix))]
fn run(editor: &str, path: &Path) -> io::Result<ExitStatus> {
    let mut words = editor.split_whitespace();
    let name = words.next().ok_or(io::ErrorKind::NotFound)?;
    Command::new(name).args(words).arg(path).status()
}

/// While the editor runs, Ctrl-C is the editor's, and a signal that ends us
/// has to wait until the draft is removed.
#[cfg(unix)]
mod held {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    };

    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
        flag,
    };

    pub(super) struct Held {
        /// True when signals do what they always do.
        free: Arc<AtomicBool>,
        told: Arc<AtomicUsize>,
    }

    impl Held {
        pub(super) fn new() -> Self {
            let (free, told) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
            for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
                // Where this cannot be had, signals do what they always do.
                let _ = flag::register_conditional_default(signal, Arc::clone(&free));
            }
            for signal in [SIGHUP, SIGTERM] {
                let _ = flag::register_usize(signal, Arc::clone(&told), usize::try_from(signal).unwrap_or(0));
            }
            Self { free, told }
        }

        pub(super) fn while_held<T>(&self, work: impl FnOnce() -> T) -> T {
            self.free.store(false, Ordering::SeqCst);
            let done = work();
            self.free.store(true, Ordering::SeqCst);
            done
        }

        /// A signal that came meanwhile.
        pub(super) fn told(&self) -> Option<i32> {
            i32::try_from(self.told.load(Ordering::SeqCst)).ok().filter(|signal| *signal != 0)
        }
    }
}

#[cfg(not(unix))]
mod held {
    pub(super) struct Held;

    impl Held {
        pub(super) fn new() -> Self {
            Self
        }

        pub(super) fn while_held<T>(&self, work: impl FnOnce() -> T) -> T {
            work()
        }

        pub(super) fn told(&self) -> Option<i32> {
            None
        }
    }
}
