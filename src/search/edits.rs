//! Typing mistakes: one letter more, less or another, or two exchanged.

/// True when `wanted` becomes `word` by at most one edit; for an `unfinished`
/// word, when it becomes a beginning of `word`.
///
/// After the beginning that both share, only four things can have happened,
/// so that no table of distances is needed: this runs over every word of the
/// directory with every key.
pub fn one_edit(wanted: &str, word: &str, unfinished: bool) -> bool {
    let shared: usize = wanted.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (wanted.get(shared..).unwrap_or_default(), word.get(shared..).unwrap_or_default());
    let rest = |a: &str, b: &str| if unfinished { b.starts_with(a) } else { a == b };
    let ((a0, a_rest), (b0, b_rest)) = (first(a), first(b));
    let exchanged = || {
        let ((a1, a_after), (b1, b_after)) = (first(a_rest), first(b_rest));
        a0 == b1 && a1 == b0 && a1.is_some() && rest(a_after, b_after)
    };
    rest(a, b) || rest(a_rest, b_rest) || rest(a_rest, b) || rest(a, b_rest) || exchanged()
}

/// The first letter and what follows.
fn first(text: &str) -> (Option<char>, &str) {
    let mut chars = text.chars();
    (chars.next(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_agrees_with_the_full_table_of_distances(a in "[abcя]{1,6}", b in "[abcя]{1,6}") {
            prop_assert_eq!(one_edit(&a, &b, false), strsim::osa_distance(&a, &b) <= 1);
        }

        #[test]
        fn an_unfinished_word_is_near_a_beginning(a in "[abcя]{1,6}", b in "[abcя]{1,6}") {
            let ends = b.char_indices().map(|(at, _)| at).chain([b.len()]);
            let near = ends.filter_map(|end| b.get(..end)).any(|beginning| strsim::osa_distance(&a, beginning) <= 1);
            prop_assert_eq!(one_edit(&a, &b, true), near);
        }
    }
}
