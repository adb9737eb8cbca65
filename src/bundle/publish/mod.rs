//! The curator's side: keys, roots and releases. Everything here works on
//! bytes in memory; `cli::publish` reads and writes the publisher's folder.

mod error;
pub mod keyfile;
pub mod keys;
pub mod records;
pub mod release;
pub mod roots;
pub mod settings;
mod sign;

pub use error::PublishError;
pub use keys::{BoxKey, Keys, PublicKey, SigningKey};
pub use records::{Changes, Records};
pub use release::{Draft, Former, Release};
pub use settings::Settings;
