//! What people say of topics (`data/topics.toml`), and whether somebody has
//! typed it.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::{
    edits::one_edit,
    held::Held,
    telling::{LONG, is_little},
};
use crate::{
    directory::vocabulary,
    text::{fold::fold, words},
};

/// Reads all of it, which takes longer than a search.
pub fn get_ready() {
    held();
    LazyLock::force(&SINGLE);
    LazyLock::force(&PLACES);
}

/// What people say of topics, in folded words, and the number of the topic.
pub fn all() -> &'static [(Vec<String>, usize)] {
    static ALL: LazyLock<Vec<(Vec<String>, usize)>> = LazyLock::new(|| {
        let topics = vocabulary::topics().iter().enumerate();
        topics.flat_map(|(topic, one)| one.said().map(move |text| (words::wanted(&fold(text)), topic))).collect()
    });
    &ALL
}

/// What of it is several words, as they are typed: who wants to kill herself is
/// told from who is to be killed by the ending alone (`quiero`, `quiere`).
pub fn held() -> &'static Held {
    static HELD: LazyLock<Held> = LazyLock::new(|| {
        let mut held = Held::by(|word| Cow::Borrowed(word));
        for (said, topic) in all() {
            held.add(*topic, said);
        }
        held
    });
    &HELD
}

/// What people say in one word.
struct Single {
    all: HashSet<&'static str>,
    /// In Chinese, which has no blanks.
    cjk: Vec<&'static str>,
    /// Long enough for a mistake.
    long: Vec<&'static str>,
}

static SINGLE: LazyLock<Single> = LazyLock::new(|| {
    let single = all().iter().filter(|(said, _)| said.len() == 1);
    let single = || single.clone().flat_map(|(said, _)| said).map(String::as_str);
    let cjk = single().filter(|said| said.starts_with(words::is_cjk)).collect();
    let long = single().filter(|said| said.chars().count() + 1 >= LONG).collect();
    Single { all: single().collect(), cjk, long }
});

/// By each word of what people say: where it stands there, as the place in
/// [`all`] and that of the word.
static PLACES: LazyLock<HashMap<&'static str, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut places: HashMap<&'static str, Vec<(usize, usize)>> = HashMap::new();
    for (number, (said, _)) in all().iter().enumerate() {
        for (at, word) in said.iter().enumerate() {
            places.entry(word).or_default().push((number, at));
        }
    }
    places
});

/// The topic of which all of these words are the beginning of something that
/// people say, or half of it.
pub fn begun(wanted: &[String]) -> Option<usize> {
    if wanted.len() < 2 || wanted.iter().all(|word| is_little(word)) {
        return None;
    }
    let places = PLACES.get(wanted.first()?.as_str())?;
    let mut topics = places.iter().filter_map(|(number, at)| {
        let (said, topic) = all().get(*number)?;
        let enough = *at == 0 || wanted.len() * 2 >= said.len();
        (enough && said.get(*at..)?.starts_with(wanted)).then_some(*topic)
    });
    topics.next()
}

/// True when the words hold what people say of a topic, as it stands: what is
/// one word too, which a sentence is not. A long word may have one mistake.
pub fn say_topic(wanted: &[String]) -> bool {
    let single = |word: &String| {
        let holds = || word.starts_with(words::is_cjk) && SINGLE.cjk.iter().any(|said| word.contains(said));
        let is_nearly = || word.chars().count() >= LONG && SINGLE.long.iter().any(|said| one_edit(word, said, false));
        SINGLE.all.contains(word.as_str()) || holds() || is_nearly()
    };
    held().has_any(wanted) || wanted.iter().any(single) || begun(wanted).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_said_by_one_word_and_by_the_half_of_what_people_say() {
        let says = |text: &str| say_topic(&words::wanted(&fold(text)));
        for text in ["suicide", "suiside", "想跳楼", "hang myself", "no quiero vivir"] {
            assert!(says(text), "{text}");
        }
        for text in ["bridge", "train", "pills", "i want to", "the river", "rope", ""] {
            assert!(!says(text), "{text}");
        }
    }
}
