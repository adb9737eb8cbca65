//! Text as it stands in a page of HTML.

/// A text that can stand between tags or in the value of an attribute: nothing
/// in it is a tag, an entity or the end of the value. Control characters, which
/// HTML does not allow, become blanks; breaks of lines stay.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_place_in_a_page() {
        assert_eq!(escaped("<b a='1'>\"&\""), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;&quot;");
        assert_eq!(escaped("one\ntwo\u{7}"), "one\ntwo ");
    }
}
