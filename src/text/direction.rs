//! Which way a text runs.

use unicode_bidi::{Direction, get_base_direction};

/// True when the first strong character runs from right to left, as Arabic
/// and Hebrew do. Such a line is aligned right; shaping is left to the
/// terminal.
pub fn is_right_to_left(text: &str) -> bool {
    get_base_direction(text) == Direction::Rtl
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_decides() {
        assert!(is_right_to_left("المساعدة القانونية"));
        assert!(is_right_to_left("12 שלום"));
        assert!(!is_right_to_left("Legal المساعدة"));
        assert!(!is_right_to_left("+33 4 00"));
    }
}
