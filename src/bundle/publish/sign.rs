//! Putting signatures under what a role says.

use serde_json::{Value, json};

use super::{PublishError, SigningKey};
use crate::bundle::{
    json as strict,
    tuf::{Body, Document},
};

/// Signs what a role says. It is read the way that those who take it read it,
/// so that nothing is signed that they would refuse to read.
pub(super) fn sign<B: Body>(signed: &Value, keys: &[&SigningKey]) -> Result<Vec<u8>, PublishError> {
    let part = B::TYPE;
    let bare = strict::sorted(json!({ "signed": signed, "signatures": [] }));
    let message = Document::<B>::parse(part, &bare)?.canonical(part)?;
    let signatures: Vec<Value> =
        keys.iter().map(|key| json!({ "keyid": key.id(), "sig": key.sign(&message) })).collect();
    Ok(strict::sorted(json!({ "signed": signed, "signatures": signatures })))
}

/// An instant as it stands in metadata: whole seconds.
pub(super) fn instant(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
