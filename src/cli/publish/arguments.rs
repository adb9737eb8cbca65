//! What can be asked of `publish`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::corrections::CorrectionsArguments;

/// What a curator can do.
#[derive(Debug, Subcommand)]
pub enum PublishCommand {
    /// Makes a publisher's folder and its keys.
    Init(InitArguments),
    /// Compiles, signs and packs a release.
    Build(BuildArguments),
    /// Says what is wrong with the records and what to mend.
    Check(CheckArguments),
    /// Edits a record.
    Edit(EditArguments),
    /// Takes in the folder of another curator.
    Merge(MergeArguments),
    /// Says that a person has checked records.
    MarkChecked(MarkArguments),
    /// What workers sealed for this publisher.
    Corrections(CorrectionsArguments),
    /// Withdraws records from the next release on.
    Withdraw(WithdrawArguments),
    /// New keys for roles.
    Rotate(RotateArguments),
    /// Takes trust away from a key.
    Revoke(RevokeArguments),
    /// Everything in a bundle.
    Inspect {
        /// The bundle: a file, or a folder with a site.
        #[arg(value_name = "FILE")]
        bundle: PathBuf,
        /// Without what the records say.
        #[arg(long)]
        brief: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Where keys lie and what opens them.
#[derive(Debug, Args)]
pub struct KeyArguments {
    /// Folder of key files; may be given several times.
    #[arg(long, value_name = "DIR", required = true)]
    pub keys: Vec<PathBuf>,
    /// Number of an open file that holds the passphrase.
    #[arg(long, value_name = "N")]
    pub passphrase_fd: Option<u32>,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The publisher's folder.
    #[arg(id = "publisher_dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// Name of the publisher.
    #[arg(id = "publisher_name", long = "name", value_name = "NAME")]
    pub name: Option<String>,
    /// How to reach the publisher.
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    /// Language that the publisher writes in.
    #[arg(id = "writes_in", long = "writes-in", value_name = "TAG")]
    pub languages: Vec<String>,
    /// Days for which a release is promised to be right.
    #[arg(id = "promise", long = "expires", value_name = "DAYS")]
    pub expires: Option<u16>,
    /// One key for everything.
    #[arg(long)]
    pub single_key: bool,
    /// Keys and signatures of the root role, as 2-of-3.
    #[arg(long, value_name = "M-of-N")]
    pub root: Option<String>,
    /// Keys and signatures of the targets role, as 1-of-1.
    #[arg(long, value_name = "M-of-N")]
    pub targets: Option<String>,
    /// Keys.
    #[command(flatten)]
    pub keys: KeyArguments,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// The publisher's folder.
    #[arg(id = "publisher_dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// Keys.
    #[command(flatten)]
    pub keys: KeyArguments,
    /// The bundle to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Folder for the same as a static site.
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Days for which this release is promised to be right.
    #[arg(id = "promise", long = "expires", value_name = "DAYS")]
    pub expires: Option<u16>,
    /// Records whose withdrawal is taken back.
    #[arg(long, value_name = "ID")]
    pub reinstate: Vec<String>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The publisher's folder.
    #[arg(id = "publisher_dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// A page for a browser.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Columns of the coverage.
    #[arg(long, value_name = "country|region")]
    pub by: Option<String>,
    /// Only the ids of one line.
    #[arg(id = "list_kind", long = "list", value_name = "KIND")]
    pub list: Option<String>,
}

/// Arguments of `edit`.
#[derive(Debug, Args)]
pub struct EditArguments {
    /// Id of the record.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The publisher's folder.
    #[arg(id = "publisher_dir", long = "dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// Saves without asking.
    #[arg(long)]
    pub yes: bool,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The folder of the other curator.
    #[arg(id = "their_dir", value_name = "THEIRS")]
    pub theirs: PathBuf,
    /// Ours.
    #[arg(id = "publisher_dir", long = "dir", value_name = "OURS")]
    pub dir: PathBuf,
    /// The folder that both come from.
    #[arg(id = "base_dir", long = "base", value_name = "DIR")]
    pub base: Option<PathBuf>,
    /// Whose word counts.
    #[arg(long, value_name = "newer|ours|theirs")]
    pub prefer: Option<String>,
    /// Changes nothing.
    #[arg(id = "merge_dry", long = "dry-run")]
    pub dry_run: bool,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `mark-checked`.
#[derive(Debug, Args)]
pub struct MarkArguments {
    /// Ids of the records.
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// The publisher's folder.
    #[arg(id = "publisher_dir", long = "dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// The day of the check; today if none is given.
    #[arg(id = "check_date", long = "date", value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `withdraw`.
#[derive(Debug, Args)]
pub struct WithdrawArguments {
    /// Ids of the records.
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// Why.
    #[arg(long, value_name = "CODE")]
    pub reason: String,
    /// The publisher's folder.
    #[arg(id = "publisher_dir", long = "dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `rotate`.
#[derive(Debug, Args)]
pub struct RotateArguments {
    /// The publisher's folder.
    #[arg(id = "publisher_dir", long = "dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// Which roles get new keys; all if none is named.
    #[arg(long, value_name = "ROLE")]
    pub role: Vec<String>,
    /// Keys and signatures of the root role.
    #[arg(long, value_name = "M-of-N")]
    pub root: Option<String>,
    /// Keys and signatures of the targets role.
    #[arg(long, value_name = "M-of-N")]
    pub targets: Option<String>,
    /// Another passphrase for the new keys.
    #[arg(long)]
    pub new_passphrase: bool,
    /// Keys.
    #[command(flatten)]
    pub keys: KeyArguments,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `revoke`.
#[derive(Debug, Args)]
pub struct RevokeArguments {
    /// Beginnings of the ids of keys, at least eight digits.
    #[arg(id = "key_ids", value_name = "KEY", required = true)]
    pub ids: Vec<String>,
    /// The publisher's folder.
    #[arg(id = "publisher_dir", long = "dir", value_name = "DIR")]
    pub dir: PathBuf,
    /// Another passphrase for the new keys.
    #[arg(long)]
    pub new_passphrase: bool,
    /// Keys.
    #[command(flatten)]
    pub keys: KeyArguments,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

impl PublishCommand {
    /// True when the answer is JSON.
    pub fn json(&self) -> bool {
        match self {
            Self::Init(InitArguments { json, .. })
            | Self::Build(BuildArguments { json, .. })
            | Self::Check(CheckArguments { json, .. })
            | Self::Merge(MergeArguments { json, .. })
            | Self::Corrections(CorrectionsArguments { json, .. })
            | Self::MarkChecked(MarkArguments { json, .. })
            | Self::Withdraw(WithdrawArguments { json, .. })
            | Self::Rotate(RotateArguments { json, .. })
            | Self::Revoke(RevokeArguments { json, .. })
            | Self::Inspect { json, .. } => *json,
            Self::Edit(_) => false,
        }
    }
}
