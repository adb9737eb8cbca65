use rstest::rstest;

use super::*;

#[rstest]
#[case(&["es"], "es")]
#[case(&["es-MX"], "es")]
#[case(&["es_AR.UTF-8"], "es")]
#[case(&["es_ES@euro"], "es")]
#[case(&["en_US.UTF-8", "es"], "en")]
#[case(&["tlh", "es-419"], "es")]
#[case(&["C"], "en")]
#[case(&["POSIX", ""], "en")]
#[case(&[], "en")]
fn the_first_language_that_there_is_wins(#[case] preferred: &[&str], #[case] chosen: &str) {
    let preferred: Vec<String> = preferred.iter().map(|tag| (*tag).to_owned()).collect();
    assert_eq!(negotiate(&preferred), chosen);
}

#[test]
fn messages_can_go_to_a_worker_thread() {
    fn crosses_threads<T: Send + Sync>() {}
    crosses_threads::<I18n>();
}

#[test]
fn english_comes_first_and_the_languages_go_round() {
    assert_eq!(available().first(), Some(&FALLBACK));
    let mut language = FALLBACK;
    for expected in available().iter().skip(1).chain([&FALLBACK]) {
        language = I18n::new(language).next_language();
        assert_eq!(language, *expected);
    }
}

/// A bundle of one message, set up as those of the program are.
fn says(tag: &str, message: &str, number: i64) -> String {
    let i18n = I18n { language: "en", chain: vec![assembled(tag, [message])] };
    i18n.with("it", &[("n", Arg::Number(number))])
}

#[rstest]
#[case(0, "0")]
#[case(1000, "1000")]
#[case(-5, "-5")]
#[case(1_234_567, "1234567")]
#[case(20_261_124, "20261124")]
fn a_number_in_a_message_is_its_digits_and_no_more(#[case] number: i64, #[case] digits: &str) {
    for tag in ["en", "es", "fr", "ar", "ru"] {
        assert_eq!(says(tag, "it = <{ $n }>", number), format!("<{digits}>"), "{tag}");
    }
}

#[test]
fn a_number_chooses_the_plural_form_of_the_language() {
    let message = "it =\n    { $n ->\n        [one] one\n        [few] few\n       *[other] other\n    }\n";
    assert_eq!([1, 2, 5].map(|n| says("en", message, n)), ["one", "other", "other"]);
    assert_eq!([1, 2, 21].map(|n| says("ru", message, n)), ["one", "few", "one"]);
}

#[test]
fn a_value_is_placed_as_it_is() {
    let i18n = I18n { language: "en", chain: vec![assembled("ar", ["it = <{ $n }>"])] };
    let said = i18n.with("it", &[("n", "{ $n } עברית -- \u{22}x\u{22}".into())]);
    assert_eq!(said, "<{ $n } עברית -- \"x\">", "no marks around it, nothing in it read as a message");
}

#[test]
fn a_message_that_a_language_lacks_is_taken_from_english() {
    let chain = vec![assembled("es", ["own = propio"]), assembled("en", ["own = own\nother = other"])];
    let i18n = I18n { language: "es", chain };
    assert_eq!((i18n.text("own"), i18n.text("other")), ("propio".into(), "other".into()));
    assert!(i18n.has("other") && !i18n.has("nowhere"));
    assert_eq!(i18n.text("nowhere"), "nowhere");
}

#[test]
fn a_mistake_in_a_file_spares_the_messages_around_it() {
    let i18n = I18n { language: "en", chain: vec![assembled("en", ["first = 1\nbad = { $ }\nlast = 2\n"])] };
    assert_eq!((i18n.text("first"), i18n.text("last")), ("1".into(), "2".into()));
}
