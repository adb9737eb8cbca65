//! Stems: what the inflected forms of a word have in common, so that
//! `refugios` finds `refugio`, `beaten` finds `beat` and `ночлега` finds
//! `ночлег` without a list of forms.
//!
//! Which language a word is in is not known: people mix them, and so do
//! entries. The script decides. Cyrillic goes to Snowball's Russian rules,
//! Arabic to a light stemmer (one article or conjunction before, endings
//! after). Latin words are taken through one conservative set of endings that
//! English, Spanish, French and Portuguese share or that do no harm in the
//! others; four letters have to stay. Two words with one stem are near, never
//! the same: a stem has to count less than the word itself.

use std::{borrow::Cow, sync::LazyLock};

use rust_stemmers::{Algorithm, Stemmer};

/// Shorter words are left as they are.
const SHORTEST: usize = 4;

/// The stem of a folded word (see [`fold`](super::fold::fold)). Total, and the
/// stem of a stem is itself. Words of other scripts, and of several, are their
/// own stems: what is left of one could be read by the rules of another.
pub fn stem(word: &str) -> Cow<'_, str> {
    match word.chars().next() {
        Some(c) if c.is_ascii_alphabetic() => latin(word),
        Some(_) if word.chars().all(|c| matches!(c, '\u{400}'..='\u{52f}')) => cyrillic(word),
        Some(_) if word.chars().all(|c| matches!(c, '\u{620}'..='\u{6ff}')) => arabic(word),
        _ => Cow::Borrowed(word),
    }
}

/// Repeats a step for as long as it makes the word shorter, which is what
/// makes a stem its own stem.
fn settle(word: &str, shorten: impl Fn(&str) -> String) -> Cow<'_, str> {
    let mut shortest = Cow::Borrowed(word);
    loop {
        let next = shorten(&shortest);
        if next.len() >= shortest.len() {
            return shortest;
        }
        shortest = Cow::Owned(next);
    }
}

static RUSSIAN: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Russian));

/// Russian endings; the rules do no harm to Ukrainian, Bulgarian and Serbian
/// names.
fn cyrillic(word: &str) -> Cow<'_, str> {
    settle(word, |word| {
        let stem = RUSSIAN.stem(word);
        let long = word.chars().count() >= SHORTEST && stem.chars().count() >= 3;
        if long { stem.into_owned() } else { word.to_owned() }
    })
}

/// What is written together with the Arabic word after it: the article, with
/// and without conjunction or preposition.
const ARABIC_BEFORE: [&str; 7] = ["وال", "بال", "كال", "فال", "ال", "لل", "و"];
/// Endings of number, gender and person, and pronouns. Folding has made a bare
/// letter of the last one of a feminine word.
const ARABIC_AFTER: [&str; 15] =
    ["تني", "وني", "ها", "هم", "نا", "ان", "ات", "ون", "ين", "يه", "ني", "تي", "ه", "ي", "ت"];

fn arabic(word: &str) -> Cow<'_, str> {
    let long = |rest: &&str| rest.chars().count() >= 3;
    settle(word, |word| {
        let before = ARABIC_BEFORE.iter().find_map(|before| word.strip_prefix(before).filter(long));
        let word = before.unwrap_or(word);
        let after = ARABIC_AFTER.iter().find_map(|after| word.strip_suffix(after).filter(long));
        after.unwrap_or(word).to_owned()
    })
}

/// English forms that no ending explains, of the words that matter here.
const IRREGULAR: [(&str, &str); 22] = [
    ("beaten", "beat"),
    ("broke", "break"),
    ("broken", "break"),
    ("children", "child"),
    ("feet", "foot"),
    ("fought", "fight"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("kept", "keep"),
    ("men", "man"),
    ("paid", "pay"),
    ("slept", "sleep"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("taken", "take"),
    ("teeth", "tooth"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("took", "take"),
    ("women", "woman"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Verb endings and what makes nouns of verbs, longest first; each may go when
/// so many letters stay: the longer the ending, the surer it is one.
const LATIN_AFTER: [(&str, usize); 38] = [
    ("adisima", 4),
    ("adisimo", 4),
    ("idisima", 4),
    ("idisimo", 4),
    ("aciones", 4),
    ("ations", 4),
    ("isima", 4),
    ("isimo", 4),
    ("ieron", 4),
    ("iendo", 4),
    ("acion", 4),
    ("ation", 4),
    ("acoes", 4),
    ("acao", 4),
    ("ando", 4),
    ("aron", 4),
    ("arme", 4),
    ("arse", 4),
    ("arte", 4),
    ("irme", 4),
    ("irse", 4),
    ("erme", 4),
    ("erse", 4),
    ("amos", 4),
    ("ness", 5),
    ("sion", 4),
    ("ees", 4),
    ("ado", 4),
    ("ada", 4),
    ("ido", 4),
    ("ida", 4),
    ("ar", 4),
    ("er", 4),
    ("ir", 4),
    ("ee", 4),
    ("e", 4),
    ("a", 4),
    ("o", 4),
];

fn latin(word: &str) -> Cow<'_, str> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return Cow::Owned(latin(base).into_owned());
    }
    let stem = settle(word, latin_step);
    match stem.strip_suffix('y') {
        // `pregnancy` as in `pregnancies`, `maladie` as in `maladies`.
        Some(rest) if rest.len() >= SHORTEST && rest.ends_with(is_consonant) => Cow::Owned(format!("{rest}i")),
        _ => stem,
    }
}

fn latin_step(word: &str) -> String {
    if let Some(singular) = singular(word) {
        return singular;
    }
    if let Some(base) = english_verb(word) {
        return base;
    }
    // `addiction` as in `addict`, `expulsion` as in `expulsar`.
    let noun = word.strip_suffix("ion").filter(|rest| rest.len() >= 5 && rest.ends_with(['s', 't']));
    if let Some(rest) = noun.filter(|rest| !rest.ends_with("at")) {
        return rest.to_owned();
    }
    let stem = LATIN_AFTER.iter().find_map(|(after, least)| {
        let rest = word.strip_suffix(after)?;
        // A vowel before the last vowel belongs to the word: `refugio`,
        // `policia`, which is not `policy`.
        let alone = after.len() > 1 || *after == "e" || rest.ends_with(is_consonant);
        (rest.len() >= *least && alone && rest.contains(is_vowel)).then_some(rest)
    });
    stem.unwrap_or(word).to_owned()
}

/// Without the ending of a plural.
fn singular(word: &str) -> Option<String> {
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() >= SHORTEST) {
        return Some(format!("{rest}i"));
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| word.ends_with(ending));
    if hissing && word.len() >= 6 {
        return word.strip_suffix("es").map(str::to_owned);
    }
    // French plurals.
    if let Some(rest) = word.strip_suffix('x').filter(|rest| rest.ends_with("eau") || rest.ends_with("eu")) {
        return Some(rest.to_owned());
    }
    // `crisis`, `status` and `illness` are no plurals.
    let rest = word.strip_suffix('s')?;
    (rest.len() >= 3 && !rest.ends_with(['s', 'u']) && !word.ends_with("sis")).then(|| rest.to_owned())
}

/// Without `-ing` or `-ed`: `hitting` is `hit`, `raped` is `rape`.
fn english_verb(word: &str) -> Option<String> {
    let rest = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed").filter(|rest| !rest.ends_with('e')))?;
    if rest.len() < 3 || !rest.contains(is_vowel) {
        return None;
    }
    let mut letters = rest.chars().rev();
    let (last, before, third) = (letters.next()?, letters.next()?, letters.next()?);
    if last == before && !"lsz".contains(last) {
        let end = rest.len() - 1;
        return rest.get(..end).filter(|base| base.len() >= 3).map(str::to_owned);
    }
    let short = rest.len() == 3 && is_consonant(last) && is_vowel(before) && is_consonant(third);
    Some(if short && !"wxy".contains(last) { format!("{rest}e") } else { rest.to_owned() })
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

fn is_consonant(c: char) -> bool {
    !is_vowel(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::fold;

    fn folded_stem(word: &str) -> String {
        stem(&fold(word)).into_owned()
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for forms in [
            &["shelter", "shelters", "sheltered", "sheltering"][..],
            &["beat", "beaten", "beats", "beating"],
            &["rape", "raped", "raping", "rapes"],
            &["hit", "hits", "hitting"],
            &["house", "houses", "housing"],
            &["test", "tests", "tested", "testing"],
            &["pregnancy", "pregnancies"],
            &["deport", "deported", "deporting", "deportation", "deportación", "deportado"],
            &["eviction", "evicted", "evict"],
            &["addict", "addicted", "addiction"],
            &["homeless", "homelessness"],
            &["refugio", "refugios"],
            &["papel", "papeles"],
            &["expulsado", "expulsada", "expulsados", "expulsadas", "expulsar", "expulsion"],
            &["detenido", "detenida", "detenidas"],
            &["mujer", "mujeres"],
            &["deprimida", "deprimidísima", "deprimidísimos"],
            &["triste", "tristísima"],
            &["buscar", "buscando", "busco", "busca"],
            &["ducharme", "duchar", "ducha", "duchas"],
            &["enfant", "enfants"],
            &["violée", "violées", "violé", "violer"],
            &["expulsée", "expulsé", "expulser"],
            &["maladie", "maladies"],
            &["bureau", "bureaux"],
            &["ночлег", "ночлега", "ночлегом"],
            &["паспорт", "паспорта", "паспортом"],
            &["полиция", "полиции", "полицию"],
            &["приют", "приюты", "приюта"],
            &["محامي", "المحامي", "محاميه"],
            &["الشرطة", "شرطة", "والشرطة"],
            &["زوج", "زوجي", "زوجها"],
        ] {
            let first = folded_stem(forms[0]);
            for form in forms {
                assert_eq!(folded_stem(form), first, "{form} beside {}", forms[0]);
            }
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [
            ("policy", "policia"),
            ("policia", "police"),
            ("casa", "case"),
            ("canada", "can"),
            ("care", "car"),
            ("status", "state"),
            ("rights", "right's"),
            ("need", "needle"),
            ("string", "str"),
            ("general", "gender"),
            ("бить", "быть"),
            ("дом", "дума"),
            ("بيت", "يد"),
        ] {
            assert_ne!(folded_stem(one), folded_stem(other), "{one} and {other}");
        }
        assert_eq!(stem("收容所"), "收容所");
        assert_eq!(stem("hiv"), "hiv");
        assert_eq!(stem("covid19"), "covid19");
        assert_eq!(stem("وءaо"), "وءaо");
    }

    proptest! {
        #[test]
        fn the_stem_of_a_stem_is_itself(word in "[a-zа-яء-ي]{0,14}|[a-z]{1,6}(ed|ing|es|ion|ados?|ies|er|y|ness)") {
            let once = stem(&word).into_owned();
            prop_assert_eq!(stem(&once), once.as_str());
            prop_assert!(once.len() <= word.len() + 1);
            prop_assert!(word.is_empty() || !once.is_empty());
        }

        #[test]
        fn no_text_makes_it_fail(text in "\\PC{0,30}") {
            let once = stem(&text).into_owned();
            prop_assert_eq!(stem(&once), once.as_str());
        }
    }
}
