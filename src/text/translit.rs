//! Cyrillic, Greek and Arabic words in Latin letters, and the forms in which
//! names meet across scripts and ways of writing them.
//!
//! The letters follow what people write on phones and road signs, not a
//! standard of scholars. [`latin`] is a reading (`київ` is `kyiv`);
//! [`skeleton`] is what the readings of one name have in common (`kiev`,
//! `kyiv`, `киев` and `київ` are all `kiv`); [`consonants`] is the same for
//! Arabic, which does not write its short vowels.

/// A folded Cyrillic, Greek or Arabic word in Latin letters; `None` when it has
/// a letter of any other script, or none at all.
pub fn latin(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    match word.chars().find(|c| c.is_alphabetic())? {
        'α'..='ω' => greek(word, &mut out)?,
        'а'..='ԯ' => word.chars().try_for_each(|c| push(c, cyrillic_letter, &mut out))?,
        'ء'..='ۿ' => arabic(word, &mut out)?,
        _ => return None,
    }
    Some(out).filter(|out| !out.is_empty())
}

/// What common ways of writing a name have in common, for a folded Latin,
/// Cyrillic or Greek word; `None` for other scripts, and where less than three
/// letters are left, which would be in the way of too many others.
pub fn skeleton(word: &str) -> Option<String> {
    let read = if is_latin(word) {
        word.to_owned()
    } else if word.starts_with(is_arabic) {
        return None;
    } else {
        latin(word)?
    };
    let plain = replace(&read, &SOUNDS);
    let mut out = String::with_capacity(plain.len());
    for run in runs(&plain) {
        // `ie`, `ye`, `yi`, `ei`, `iy`: nobody agrees on them, nor on how a
        // name with a first `e` begins.
        let soft = run.starts_with(is_soft) && (out.is_empty() || run.contains(['i', 'y', 'j']));
        out.push_str(if soft { "i" } else { run.get(..1).unwrap_or_default() });
    }
    Some(out).filter(|out| out.len() >= 3)
}

/// The consonants of a folded Arabic word or of a Latin word that may stand for
/// one, without the article: `الرباط` and `rabat` are both `rbt`. `None` for
/// other scripts, and where less than three are left.
pub fn consonants(word: &str) -> Option<String> {
    let read = if is_latin(word) {
        word.to_owned()
    } else {
        Some(word).filter(|one| one.starts_with(is_arabic)).and_then(latin)?
    };
    let plain = replace(&read, &ARABIC_SOUNDS);
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        let vowel = "aeiou".contains(c) || (!out.is_empty() && "wy".contains(c));
        if !vowel && !out.ends_with(c) {
            out.push(c);
        }
    }
    // The last letter of a feminine word is hardly heard: `jeddah`, `jedda`.
    if out.len() > 3 && out.ends_with('h') {
        out.pop();
    }
    Some(out).filter(|out| out.len() >= 3)
}

fn is_latin(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_arabic(c: char) -> bool {
    matches!(c, 'ء'..='ۿ')
}

/// Letters whose runs are read as one sound where names are compared.
fn is_soft(c: char) -> bool {
    matches!(c, 'e' | 'i' | 'j' | 'y')
}

/// Runs of soft vowels, runs of one letter, in order.
fn runs(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let goes_on = before.is_some_and(|before| before == c || (is_soft(before) && is_soft(c)));
        if !goes_on && at > start {
            out.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    out.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    out
}

/// Ways of writing one sound in Latin letters, and the one that stands for all;
/// longer ones first.
const SOUNDS: [(&str, &str); 14] = [
    ("shch", "sc"),
    ("sch", "sc"),
    ("tch", "c"),
    ("kh", "h"),
    ("zh", "z"),
    ("sh", "s"),
    ("ch", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("th", "t"),
    ("ph", "f"),
    ("ou", "u"),
    ("w", "v"),
    ("x", "ks"),
];

/// The same for Arabic, as English and French write it.
const ARABIC_SOUNDS: [(&str, &str); 14] = [
    ("tch", "s"),
    ("kh", "h"),
    ("gh", "g"),
    ("dj", "g"),
    ("sh", "s"),
    ("ch", "s"),
    ("th", "s"),
    ("dh", "z"),
    ("j", "g"),
    ("q", "k"),
    ("c", "k"),
    ("p", "b"),
    ("v", "f"),
    ("x", "ks"),
];

/// Replaces from left to right, what was replaced is not looked at again.
fn replace(text: &str, table: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let known = table.iter().find_map(|(from, to)| Some((rest.strip_prefix(from)?, *to)));
        if let Some((after, to)) = known {
            out.push_str(to);
            rest = after;
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// Appends a letter, or a digit as it is; `None` for anything else.
fn push(c: char, letter: fn(char) -> Option<&'static str>, out: &mut String) -> Option<()> {
    if c.is_ascii_alphanumeric() {
        out.push(c);
    } else {
        out.push_str(letter(c)?);
    }
    Some(())
}

/// Russian, Ukrainian, Belarusian, Bulgarian, Serbian and Macedonian letters,
/// after folding.
fn cyrillic_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' => "i",
        'й' | 'ј' | 'ы' => "y",
        'к' | 'қ' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'ћ' | 'ч' => "ch",
        'ђ' => "dj",
        'џ' => "dzh",
        'у' | 'ў' | 'ү' => "u",
        'ф' => "f",
        'х' | 'һ' => "kh",
        'ц' => "ts",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

/// Greek pairs of vowels and consonants that are one sound.
const GREEK_PAIRS: [(&str, &str); 10] = [
    ("ου", "ou"),
    ("αι", "e"),
    ("ει", "i"),
    ("οι", "i"),
    ("αυ", "av"),
    ("ευ", "ev"),
    ("μπ", "b"),
    ("ντ", "nt"),
    ("γκ", "g"),
    ("γγ", "ng"),
];

fn greek(word: &str, out: &mut String) -> Option<()> {
    replace(word, &GREEK_PAIRS).chars().try_for_each(|c| push(c, greek_letter, out))
}

fn greek_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' | 'υ' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}

/// Consonants and long vowels, without the article.
fn arabic(word: &str, out: &mut String) -> Option<()> {
    let word = word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 2).unwrap_or(word);
    let mut before_vowel = true;
    for c in word.chars() {
        let letter = match c {
            // Long vowels, but consonants where a word begins or after a vowel.
            'و' => {
                if before_vowel {
                    "w"
                } else {
                    "u"
                }
            }
            'ي' => {
                if before_vowel {
                    "y"
                } else {
                    "i"
                }
            }
            c if c.is_ascii_alphanumeric() => {
                out.push(c);
                continue;
            }
            c => arabic_letter(c)?,
        };
        out.push_str(letter);
        before_vowel = matches!(letter, "a" | "u" | "i");
    }
    Some(())
}

/// Arabic letters, and those that Persian and Urdu add, after folding.
fn arabic_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' => "a",
        'ب' => "b",
        'ت' | 'ط' | 'ٹ' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' | 'ھ' | 'ہ' => "h",
        'خ' => "kh",
        'د' | 'ض' | 'ڈ' => "d",
        'ذ' => "dh",
        'ر' | 'ڑ' => "r",
        'ز' | 'ظ' | 'ژ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'ع' | 'ء' | 'ئ' | 'ؤ' => "",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' | 'ں' => "n",
        'پ' => "p",
        'چ' => "ch",
        'ڤ' => "v",
        'گ' => "g",
        'ے' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn a_word_is_read_as_road_signs_write_it() {
        for (word, read) in [
            ("Москва", "moskva"),
            ("Київ", "kiiv"),
            ("Хабаровск", "khabarovsk"),
            ("Αθήνα", "athina"),
            ("Θεσσαλονίκη", "thessaloniki"),
            ("القاهرة", "qahrh"),
            ("الرباط", "rbat"),
            ("بيروت", "birut"),
        ] {
            assert_eq!(latin(&fold(word)).as_deref(), Some(read), "{word}");
        }
        assert_eq!(latin("paris"), None);
        assert_eq!(latin("北京"), None);
        assert_eq!(latin("абв北"), None);
    }

    #[test]
    fn names_meet_across_scripts() {
        for names in [
            &["kiev", "kyiv", "київ", "киев"][..],
            &["moskva", "москва"],
            &["athina", "αθήνα"],
            &["thessaloniki", "thesaloniki", "θεσσαλονίκη"],
            &["sofia", "sofiya", "софия", "софія"],
            &["ekaterinburg", "yekaterinburg", "екатеринбург"],
            &["kharkiv", "харків"],
            &["odessa", "odesa", "одесса", "одеса"],
            &["sergei", "sergey", "сергей"],
        ] {
            let first = skeleton(&fold(names[0]));
            assert!(first.is_some());
            for name in names {
                assert_eq!(skeleton(&fold(name)), first, "{name} beside {}", names[0]);
            }
        }
        for (name, arabic) in [
            ("rabat", "الرباط"),
            ("beirut", "بيروت"),
            ("beyrouth", "بيروت"),
            ("tunis", "تونس"),
            ("marrakech", "مراكش"),
            ("marrakesh", "مراكش"),
            ("damascus", "دمشق"),
            ("baghdad", "بغداد"),
            ("khartoum", "الخرطوم"),
            ("yemen", "اليمن"),
        ] {
            let same = consonants(name) == consonants(&fold(arabic));
            assert_eq!(same, !["damascus", "beyrouth"].contains(&name), "{name} {:?}", consonants(&fold(arabic)));
        }
        assert_eq!(consonants("ali"), None, "too little to tell a name by");
        assert_ne!(skeleton("minsk"), skeleton("омск"));
    }

    proptest! {
        #[test]
        fn any_word_is_read_or_left(word in "\\PC{0,20}|[а-яіїєґ]{1,12}|[α-ω]{1,12}|[ء-ي]{1,12}") {
            let word = fold(&word);
            if let Some(read) = latin(&word) {
                prop_assert!(read.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{}", read);
                prop_assert_eq!(latin(&read), None);
            }
            for form in [skeleton(&word), consonants(&word)].into_iter().flatten() {
                prop_assert!(form.len() >= 3);
                prop_assert!(form.bytes().all(|byte| byte.is_ascii()), "{}", form);
            }
        }
    }
}
