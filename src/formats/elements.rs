//! A JSON document in pieces: the values of its outermost list, of the
//! `contents` of an API page, or standing one after another. Each piece is
//! found by its brackets alone, so that a document of any size needs no more
//! memory than its largest record, and one bad record does not spoil the next.

use std::io::{self, BufRead};

use super::limits;

/// One value of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Line on which it begins, from 1.
    pub line: u64,
    /// JSON pointer to it in the document: `/contents/3`, or empty.
    pub pointer: String,
    /// Its bytes; `None` where it was longer than a record may be.
    pub bytes: Option<Vec<u8>>,
}

/// Where the splitter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between values of the outermost level.
    Outside,
    /// Between the values of a list.
    InList,
    /// After the list of an API page: the rest of the page's object.
    AfterContents,
}

/// Takes a document apart.
pub struct Elements<R> {
    input: R,
    line: u64,
    place: Place,
    /// Pointer to the list.
    list: &'static str,
    /// Position in the list.
    position: u64,
}

impl<R: BufRead> Elements<R> {
    /// The pieces of a document in UTF-8.
    pub fn new(input: R) -> Self {
        Self { input, line: 1, place: Place::Outside, list: "", position: 0 }
    }

    /// The next value; `None` at the end.
    pub fn next_element(&mut self) -> io::Result<Option<Element>> {
        while let Some(byte) = self.peek()? {
            match (self.place, byte) {
                (_, b' ' | b'\t' | b'\r' | b'\n' | b',') => self.skip(),
                (Place::Outside, b'[') => {
                    self.skip();
                    (self.place, self.list, self.position) = (Place::InList, "", 0);
                }
                (Place::InList, b']') => {
                    self.skip();
                    self.place = if self.list.is_empty() { Place::Outside } else { Place::AfterContents };
                }
                (Place::AfterContents, _) => {
                    self.skip_object()?;
                    self.place = Place::Outside;
                }
                (Place::Outside, _) => {
                    if let Some(element) = self.value(true)? {
                        return Ok(Some(Element { pointer: String::new(), ..element }));
                    }
                }
                (Place::InList, _) => {
                    let pointer = format!("{}/{}", self.list, self.position);
                    self.position += 1;
                    if let Some(element) = self.value(false)? {
                        return Ok(Some(Element { pointer, ..element }));
                    }
                }
            }
        }
        Ok(None)
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    /// Goes over the byte that [`Self::peek`] showed.
    fn skip(&mut self) {
        if let Ok([b'\n', ..]) = self.input.fill_buf() {
            self.line += 1;
        }
        self.input.consume(1);
    }

    /// Takes one value up to its end. With `pages`, an object whose `contents`
    /// is a list is a page: the list is entered, and there is no value.
    fn value(&mut self, pages: bool) -> io::Result<Option<Element>> {
        let line = self.line;
        let (mut bytes, mut too_long) = (Vec::new(), false);
        let mut scan = Scan::default();
        while let Some(byte) = self.peek()? {
            if scan.ends_before(byte) {
                break;
            }
            self.skip();
            if bytes.len() < limits::RECORD_BYTES {
                bytes.push(byte);
            } else {
                too_long = true;
            }
            if scan.take(byte) {
                break;
            }
            if pages && scan.entered_contents() {
                (self.place, self.list, self.position) = (Place::InList, "/contents", 0);
                return Ok(None);
            }
        }
        Ok(Some(Element { line, pointer: String::new(), bytes: (!too_long).then_some(bytes) }))
    }

    /// Goes over the rest of an object that has been entered.
    fn skip_object(&mut self) -> io::Result<()> {
        let mut scan = Scan { depth: 1, ..Scan::default() };
        while let Some(byte) = self.peek()? {
            self.skip();
            if scan.take(byte) {
                break;
            }
        }
        Ok(())
    }
}

/// Follows brackets and strings.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "they hold in any combination")]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// The value is a bare word or number.
    bare: bool,
    /// The last text on the first level, and whether a colon came after it.
    key: Vec<u8>,
    after_key: bool,
    entered: bool,
}

impl Scan {
    /// True when a bare value is over before this byte.
    fn ends_before(&self, byte: u8) -> bool {
        self.bare && matches!(byte, b',' | b']' | b'}' | b'[' | b'{' | b' ' | b'\t' | b'\r' | b'\n')
    }

    /// Takes a byte; true when it was the last of the value.
    fn take(&mut self, byte: u8) -> bool {
        if self.in_string {
            self.take_in_string(byte);
            return !self.in_string && self.depth == 0;
        }
        self.entered = false;
        match byte {
            b'"' => {
                self.in_string = true;
                self.key.clear();
                self.after_key = false;
            }
            b'{' | b'[' => {
                self.entered = byte == b'[' && self.depth == 1 && self.after_key && self.key == b"contents";
                self.depth += 1;
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            b':' => self.after_key = true,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                self.after_key = false;
                self.bare |= self.depth == 0;
            }
        }
        false
    }

    fn take_in_string(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.in_string = false;
                return;
            }
            _ => {}
        }
        // One byte more than the longest key that matters.
        if self.depth == 1 && self.key.len() <= b"contents".len() {
            self.key.push(byte);
        }
    }

    fn entered_contents(&self) -> bool {
        self.entered
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<(u64, String, String)> {
        let mut elements = Elements::new(text.as_bytes());
        std::iter::from_fn(|| elements.next_element().unwrap())
            .map(|one| (one.line, one.pointer, String::from_utf8(one.bytes.unwrap()).unwrap()))
            .collect()
    }

    fn bodies(text: &str) -> Vec<String> {
        split(text).into_iter().map(|(_, _, body)| body).collect()
    }

    #[test]
    fn a_document_is_taken_apart_in_every_shape() {
        assert_eq!(split("{\"a\":[1,{}]}"), [(1, String::new(), "{\"a\":[1,{}]}".to_owned())]);
        assert_eq!(
            split("[\n {\"a\":\"]}\\\"\"},\n{} ]"),
            [(2, "/0".into(), "{\"a\":\"]}\\\"\"}".into()), (3, "/1".into(), "{}".to_owned())]
        );
        assert_eq!(bodies("{\"a\":1}\n{\"b\":2}\n3 \"x\""), ["{\"a\":1}", "{\"b\":2}", "3", "\"x\""]);
        assert!(split("  \n").is_empty());
    }

    #[test]
    fn the_contents_of_a_page_are_its_values() {
        let page =
            "{\"total_items\": 2, \"x\": {\"contents\": [9]}, \"contents\" : [{\"a\":1}, {\"b\":[2]}], \"z\": {}}";
        assert_eq!(
            split(page),
            [(1, "/contents/0".into(), "{\"a\":1}".into()), (1, "/contents/1".into(), "{\"b\":[2]}".to_owned())]
        );
        assert_eq!(bodies(&format!("{page}\n{page}")).len(), 4, "pages one after another");
        assert_eq!(bodies("{\"note\":\"contents\",\"list\":[1]}").len(), 1);
        assert_eq!(bodies("{\"contents\":\"none\"}").len(), 1);
    }

    #[test]
    fn a_value_beyond_the_limit_goes_by_and_the_next_is_read() {
        let text = format!("[\"{}\",{{}}]", "x".repeat(limits::RECORD_BYTES + 10));
        let mut elements = Elements::new(text.as_bytes());
        assert_eq!(elements.next_element().unwrap().unwrap().bytes, None);
        assert_eq!(elements.next_element().unwrap().unwrap().bytes.unwrap(), b"{}");
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(prop::sample::select(b"{}[]\",:\\a1 \n".to_vec()), 0..60)) {
            let mut elements = Elements::new(bytes.as_slice());
            let mut count = 0;
            while elements.next_element().unwrap().is_some() {
                count += 1;
                prop_assert!(count <= bytes.len());
            }
        }
    }
}
