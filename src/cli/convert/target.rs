//! Where the records go: files of several formats, by their ending.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use crate::{
    cli::error::{Code, Failure},
    formats::{intake::Sink, output::json::Json},
    i18n::I18n,
    store::files::Pending,
};

/// A file being written. It is there when it is whole, or not at all.
pub(super) enum Target {
    Json(Json<BufWriter<Pending>>),
    /// JSON lines on standard output, held until all went well.
    Stdout(Json<Vec<u8>>),
}

/// True for `-`.
pub(super) fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

impl Target {
    /// Begins a file.
    pub(super) fn open(path: &Path, _keep_confidential: bool, i18n: &I18n) -> Result<Self, Failure> {
        if is_stdout(path) {
            return Ok(Self::Stdout(Json::lines(Vec::new())));
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let begin = || {
            let pending = Pending::begin(path).map_err(|error| Failure::of_store(i18n, &error))?;
            Ok(BufWriter::with_capacity(1 << 16, pending))
        };
        Ok(match ending.as_str() {
            "jsonl" | "ndjson" => Self::Json(Json::lines(begin()?)),
            "json" => Self::Json(Json::list(begin()?)),
            _ => {
                let path = path.display().to_string();
                return Err(Failure::new(i18n, Code::UnknownTarget, &[("path", path.into())]));
            }
        })
    }

    /// What takes the records.
    pub(super) fn sink(&mut self) -> &mut dyn Sink {
        match self {
            Self::Json(json) => json,
            Self::Stdout(json) => json,
        }
    }

    /// Puts the file in its place.
    pub(super) fn finish(self, path: &Path, i18n: &I18n) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::of_io(i18n, Code::CannotWrite, path, &error);
        match self {
            Self::Json(json) => {
                let pending =
                    json.finish().map_err(failed)?.into_inner().map_err(|error| failed(error.into_error()))?;
                pending.finish().map_err(|error| Failure::of_store(i18n, &error))
            }
            Self::Stdout(json) => {
                let bytes = json.finish().map_err(failed)?;
                crate::cli::answer::written(io::stdout().lock().write_all(&bytes), i18n)
            }
        }
    }
}
