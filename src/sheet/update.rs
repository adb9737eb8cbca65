//! An update in words that commands and the interface share.

use crate::i18n::I18n;

/// What is done in a second, where so much was done in so many milliseconds:
/// in less than a second there is no rate to be seen.
pub fn rate(done: u64, milliseconds: u64) -> Option<u64> {
    let rate = done.saturating_mul(1_000).checked_div(milliseconds)?;
    (milliseconds >= 1_000 && rate > 0).then_some(rate)
}

/// `58 s left`.
pub fn time_left(i18n: &I18n, seconds: u64) -> String {
    let (id, count) =
        if seconds < 90 { ("updates-seconds-left", seconds) } else { ("updates-minutes-left", seconds.div_ceil(60)) };
    i18n.with(id, &[("count", count.into())])
}

/// Why an entry was withdrawn: in words, where the reason is a known one.
pub fn reason(i18n: &I18n, reason: &str) -> String {
    let known = format!("updates-reason-{reason}");
    if i18n.has(&known) { i18n.text(&known) } else { reason.to_owned() }
}

/// `CALL +33 4 00 00 00 01 → +33 4 00 00 00 09`: a field, before and after.
pub fn field(i18n: &I18n, label: &str, before: &str, after: &str) -> String {
    let said = |text: &str| if text.is_empty() { i18n.text("updates-nothing") } else { text.to_owned() };
    format!("{label} {} → {}", said(before), said(after)).trim_start().to_owned()
}
