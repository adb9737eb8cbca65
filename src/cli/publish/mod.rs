//! `publish`: the curator's side. A publisher's folder is plain text and lives
//! in git; keys lie elsewhere.
//!
//! | in the folder | what |
//! | --- | --- |
//! | `publisher.toml` | what the publisher says about itself |
//! | `records/*.json`, `records/*.jsonl` | the records as HSDS JSON, one a file or one a line |
//! | `corrections.decided` | which corrections were taken or rejected, by digest |
//! | `withdrawn.jsonl` | tombstones; `publish withdraw` adds to it |
//! | `metadata/` | every root, and the signed metadata of the newest release |
//! | `releases/N.jsonl.zst` | the last releases, to make patches from |

mod answers;
pub mod arguments;
mod build;
mod check;
pub mod corrections;
mod edit;
mod folder;
mod init;
mod inspect;
mod keyring;
mod mark_checked;
mod merge;
mod outputs;
mod places;
mod raw;
mod renewed;
mod rotate;
mod source;
mod withdraw;

use std::io::BufRead;

use arguments::PublishCommand;

use super::{answer::Answer, environment::Environment, error::Failure};
use crate::i18n::I18n;

/// Does what the curator asks.
pub fn publish(
    command: PublishCommand,
    environment: &Environment,
    input: &mut dyn BufRead,
    i18n: &I18n,
) -> Result<Answer, Failure> {
    match command {
        PublishCommand::Init(arguments) => init::init(&arguments, environment, input, i18n),
        PublishCommand::Build(arguments) => build::build(&arguments, environment, i18n),
        PublishCommand::Check(arguments) => check::check(&arguments, environment, i18n),
        PublishCommand::Edit(arguments) => edit::edit(&arguments, environment, input, i18n),
        PublishCommand::Merge(arguments) => merge::merge(&arguments, i18n),
        PublishCommand::MarkChecked(arguments) => mark_checked::mark_checked(&arguments, environment, i18n),
        PublishCommand::Corrections(arguments) => corrections::corrections(&arguments, environment, input, i18n),
        PublishCommand::Withdraw(arguments) => withdraw::withdraw(&arguments, i18n),
        PublishCommand::Rotate(arguments) => rotate::rotate(&arguments, environment, i18n),
        PublishCommand::Revoke(arguments) => rotate::revoke(&arguments, environment, i18n),
        PublishCommand::Inspect { bundle, brief, json } => inspect::inspect(&bundle, brief, json, environment, i18n),
    }
}
