//! What people say of topics (`data/topics.toml`), and whether somebody has
//! typed it.

use std::{borrow::Cow, sync::LazyLock};

use super::{edits::one_edit, held::Held, telling::is_little};
use crate::{
    directory::vocabulary,
    text::{fold::fold, words},
};

/// Letters of a word that may be written wrong.
const LONG: usize = 6;

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

/// The topic of which all of these words are the beginning of something that
/// people say, or half of it.
pub fn begun(wanted: &[String]) -> Option<usize> {
    if wanted.len() < 2 || wanted.iter().all(|word| is_little(word)) {
        return None;
    }
    let is_half =
        |said: &[String]| wanted.len() * 2 >= said.len() && said.windows(wanted.len()).any(|run| run == wanted);
    all().iter().find(|(said, _)| said.starts_with(wanted) || is_half(said)).map(|(_, topic)| *topic)
}

/// True when the words hold what people say of a topic, as it stands: what is
/// one word too, which a sentence is not. A long word may have one mistake.
pub fn say_topic(wanted: &[String]) -> bool {
    let single = |word: &String| {
        let cjk = word.starts_with(words::is_cjk);
        let long = word.chars().count() >= LONG;
        let mut known = all().iter().filter_map(|(said, _)| said.first().filter(|_| said.len() == 1));
        known.any(|said| said == word || (cjk && word.contains(said)) || (long && one_edit(word, said, false)))
    };
    held().in_a_row(wanted).next().is_some() || wanted.iter().any(single) || begun(wanted).is_some()
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
