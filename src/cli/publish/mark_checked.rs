//! `publish mark-checked`: a person has checked records.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::json;

use super::{arguments::MarkArguments, folder::Folder, raw::RawRecords};
use crate::{
    cli::{
        answer::Answer,
        environment::Environment,
        error::{Code, Failure},
        words::json_line,
    },
    desk::record,
    i18n::I18n,
    sheet::phrases,
};

/// Sets the date of the check. All the ids have to be there, or nothing is
/// changed.
pub fn mark_checked(arguments: &MarkArguments, environment: &Environment, i18n: &I18n) -> Result<Answer, Failure> {
    let today = environment.today();
    let date = match &arguments.date {
        None => today,
        // A check in the future is a slip of the finger.
        Some(text) => text
            .parse::<Date>()
            .ok()
            .filter(|date| *date <= today)
            .ok_or_else(|| Failure::new(i18n, Code::NotACheckDay, &[("value", text.into())]))?,
    };
    let folder = Folder::open(&arguments.dir, i18n)?;
    let mut raw = RawRecords::read(&folder)?;
    let ids: BTreeSet<&str> = arguments.ids.iter().map(|id| id.trim()).collect();
    let mut changed = BTreeSet::new();
    for id in &ids {
        let spot = raw.find(id).ok_or_else(|| Failure::new(i18n, Code::UnknownRecord, &[("id", (*id).into())]))?;
        raw.change(&spot, |object, service| record::set_checked(object, service, date));
        changed.insert(spot.file);
    }
    raw.write(&changed, &folder)?;
    if arguments.json {
        return Ok(Answer::of(json_line(&json!({ "checked": ids, "date": date.to_string() }))));
    }
    let said = [("count", ids.len().into()), ("date", phrases::date(i18n, date).into())];
    Ok(Answer { remarks: vec![i18n.with("publish-marked-checked", &said)], ..Answer::default() })
}
