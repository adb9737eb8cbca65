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

/// A number of bytes as a person reads it: `1.4 MB`; from a hundred on without
/// tenths, `700 kB`.
pub fn bytes(i18n: &I18n, count: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = (count.saturating_mul(10) + unit / 2) / unit;
        let part = format!("{}{}", i18n.text("updates-decimal"), tenths % 10);
        format!("{}{}", tenths / 10, if tenths < 1_000 { part.as_str() } else { "" })
    };
    let (id, number) = match count {
        0..1_000 => ("updates-bytes", count.to_string()),
        // What would be said as 1000 kB is a megabyte.
        1_000..999_950 => ("updates-kilobytes", tenths(1_000)),
        _ => ("updates-megabytes", tenths(1_000_000)),
    };
    i18n.with(id, &[("count", number.into())])
}

/// Why asking a site was no use, in a few words. `code` is the word for it that
/// programs are told.
pub fn no_use(i18n: &I18n, code: &str) -> String {
    let known = format!("sources-failed-{code}");
    if i18n.has(&known) { i18n.text(&known) } else { i18n.with("sources-failed", &[("code", code.into())]) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_bytes_has_one_form_and_no_more_digits_than_help() {
        let (en, es) = (I18n::new("en"), I18n::new("es"));
        for (count, said, in_spanish) in [
            (0, "0 B", "0 B"),
            (999, "999 B", "999 B"),
            (1_000, "1.0 kB", "1,0 kB"),
            (12_345, "12.3 kB", "12,3 kB"),
            (99_960, "100 kB", "100 kB"),
            (700_000, "700 kB", "700 kB"),
            (999_960, "1.0 MB", "1,0 MB"),
            (1_412_000, "1.4 MB", "1,4 MB"),
            (512_000_000, "512 MB", "512 MB"),
        ] {
            assert_eq!((bytes(&en, count).as_str(), bytes(&es, count).as_str()), (said, in_spanish));
        }
    }
}
