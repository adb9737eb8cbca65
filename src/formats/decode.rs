//! Bytes as spreadsheets write them into text: UTF-8 with or without a byte
//! order mark, UTF-16, Windows-1252.

use std::{
    borrow::Cow,
    io::{self, BufRead, BufReader, Read},
};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes looked at to tell UTF-16 without a mark.
const HEAD: usize = 1024;

/// A source whose bytes are UTF-8, or single bytes of another encoding that
/// [`text`] puts right cell by cell: UTF-16 is turned into UTF-8, a byte order
/// mark is dropped.
pub fn open<'r>(input: impl Read + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let head = input.fill_buf()?;
    let (encoding, mark) = match Encoding::for_bom(head) {
        Some((encoding, mark)) => (Some(encoding), mark),
        None => (unmarked(head), 0),
    };
    input.consume(mark);
    Ok(match encoding {
        Some(wide) if wide == UTF_16LE || wide == UTF_16BE => {
            Box::new(BufReader::with_capacity(1 << 16, Wide::new(input, wide)))
        }
        _ => Box::new(input),
    })
}

/// UTF-16 without a mark: text of our alphabets has a zero in every second
/// byte, which no other text has.
fn unmarked(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..HEAD.min(head.len()) & !1)?;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match pairs {
        0..2 => None,
        _ if odd * 4 > pairs * 3 && even * 8 < pairs => Some(UTF_16LE),
        _ if even * 4 > pairs * 3 && odd * 8 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// One cell or line as text. What is not UTF-8 is read as Windows-1252, in
/// which every byte means something; says whether that was needed.
pub fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}

/// UTF-16 read as UTF-8.
struct Wide<R> {
    input: R,
    decoder: Decoder,
    /// Decoded text that nobody took yet.
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: BufRead> Wide<R> {
    fn new(input: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { input, decoder, ready: Vec::new(), taken: 0, ended: false }
    }

    /// Decodes a piece more.
    fn refill(&mut self) -> io::Result<()> {
        let chunk = self.input.fill_buf()?;
        let (last, length) = (chunk.is_empty(), chunk.len());
        let room = self.decoder.max_utf8_buffer_length(length).unwrap_or(4 * length + 16);
        self.ready.clear();
        self.ready.resize(room, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(chunk, &mut self.ready, last);
        self.input.consume(read);
        self.ready.truncate(written);
        self.taken = 0;
        self.ended = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: BufRead> Read for Wide<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken >= self.ready.len() && !self.ended {
            self.refill()?;
        }
        let rest = self.ready.get(self.taken..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        open(bytes).unwrap().read_to_end(&mut out).unwrap();
        out
    }

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_goes_by_in_silence() {
        assert_eq!(read("\u{feff}né".as_bytes()), "né".as_bytes());
        assert_eq!(read(&wide("\u{feff}né;x\r\n", u16::to_le_bytes)), "né;x\r\n".as_bytes());
        assert_eq!(read(&wide("\u{feff}né", u16::to_be_bytes)), "né".as_bytes());
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_zeros() {
        assert_eq!(read(&wide("name;téléphone", u16::to_le_bytes)), "name;téléphone".as_bytes());
        assert_eq!(read(&wide("name;téléphone", u16::to_be_bytes)), "name;téléphone".as_bytes());
        assert_eq!(read(b"plain"), b"plain");
    }

    #[test]
    fn what_is_not_utf_8_is_read_as_windows_1252() {
        assert_eq!(text("été".as_bytes()), (Cow::Borrowed("été"), false));
        assert_eq!(text(b"\xe9t\xe9 \x80 \x93x\x94"), (Cow::Borrowed("été € “x”"), true));
    }

    proptest! {
        #[test]
        fn any_text_survives_utf_16(text in "\\PC{0,400}") {
            let marked = format!("\u{feff}{text}");
            prop_assert_eq!(read(&wide(&marked, u16::to_le_bytes)), text.as_bytes());
        }

        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            read(&bytes);
        }
    }
}
