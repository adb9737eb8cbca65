//! zstd with its limits: a bundle cannot make the program take more memory or
//! write more bytes than the signed length says.

use std::io::{self, BufRead, Read, Write};

use zstd::stream::{read::Decoder, write::Encoder};

use super::{
    digest::{Digest, Hasher},
    limits,
};

/// How hard a release is compressed: it is made once and read by many.
pub(super) const LEVEL: i32 = 19;

/// Opens a compressed directory.
pub(super) fn reader<R: BufRead>(compressed: R) -> io::Result<Decoder<'static, R>> {
    let mut decoder = Decoder::with_buffer(compressed)?.single_frame();
    decoder.window_log_max(limits::WINDOW_LOG)?;
    Ok(decoder)
}

/// Opens a patch against the directory that it starts from.
pub(super) fn patched<R: BufRead>(patch: R, from: &[u8]) -> io::Result<Decoder<'_, R>> {
    let mut decoder = Decoder::with_ref_prefix(patch, from)?.single_frame();
    decoder.window_log_max(limits::PATCH_WINDOW_LOG)?;
    Ok(decoder)
}

/// Reads to the end, keeping nothing: the digest and the number of bytes, of
/// which there may be `limit`. `tell` hears of every piece and may stop.
pub(super) fn measure(
    mut reader: impl Read,
    limit: u64,
    tell: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<(Digest, u64)> {
    let mut hasher = Hasher::default();
    let mut buffer = vec![0; 1 << 17];
    let mut length = 0;
    loop {
        let read = match reader.read(&mut buffer) {
            Ok(0) => return Ok((hasher.finish(), length)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        length += read as u64;
        if length > limit {
            return Err(invalid("it unpacks to more than it says"));
        }
        let piece = buffer.get(..read).unwrap_or_default();
        hasher.update(piece);
        tell(piece)?;
    }
}

/// Reads a compressed directory and sees that it is what was signed: reading
/// fails where it becomes longer, or at the end.
pub(super) struct Verifying<'a> {
    /// `None` at the end.
    decoder: Option<Decoder<'static, &'a [u8]>>,
    hasher: Hasher,
    length: u64,
    signed: (Digest, u64),
}

impl<'a> Verifying<'a> {
    /// `signed`: the digest and the number of bytes that have to come out.
    pub(super) fn new(decoder: Decoder<'static, &'a [u8]>, signed: (Digest, u64)) -> Self {
        Self { decoder: Some(decoder), hasher: Hasher::default(), length: 0, signed }
    }

    fn end(&mut self) -> io::Result<()> {
        let rest = self.decoder.take().map(Decoder::finish).unwrap_or_default();
        let hasher = std::mem::take(&mut self.hasher);
        if (hasher.finish(), self.length) != self.signed {
            return Err(invalid("it unpacks to something else"));
        }
        nothing_behind(rest)
    }
}

impl Read for Verifying<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return Ok(0) };
        let read = decoder.read(buffer)?;
        self.length += read as u64;
        if self.length > self.signed.1 {
            return Err(invalid("it unpacks to more than it says"));
        }
        self.hasher.update(buffer.get(..read).unwrap_or_default());
        if read == 0 && !buffer.is_empty() {
            self.end()?;
        }
        Ok(read)
    }
}

/// Refuses bytes behind a compressed file, which another reader could take for
/// more of it.
pub(super) fn nothing_behind(rest: &[u8]) -> io::Result<()> {
    if rest.is_empty() { Ok(()) } else { Err(invalid("there is something behind it")) }
}

fn invalid(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Compresses a directory. Equal bytes in, equal bytes out.
pub(super) fn compress(raw: &[u8]) -> io::Result<Vec<u8>> {
    finish(Encoder::new(Vec::new(), LEVEL)?, raw, limits::WINDOW_LOG)
}

/// Makes a patch that turns `from` into `to`.
pub(super) fn make_patch(from: &[u8], to: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = Encoder::with_ref_prefix(Vec::new(), LEVEL, from)?;
    encoder.long_distance_matching(true)?;
    // The window has to reach back over the whole former version.
    let span = (from.len() as u64 + to.len() as u64).max(1 << 20);
    let log = u64::BITS - (span - 1).leading_zeros();
    finish(encoder, to, log.min(limits::PATCH_WINDOW_LOG))
}

fn finish(mut encoder: Encoder<'_, Vec<u8>>, bytes: &[u8], window_log: u32) -> io::Result<Vec<u8>> {
    encoder.window_log(window_log)?;
    encoder.include_checksum(false)?;
    encoder.set_pledged_src_size(Some(bytes.len() as u64))?;
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpack(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        measure(reader, limit, &mut |piece| {
            bytes.extend_from_slice(piece);
            Ok(())
        })?;
        Ok(bytes)
    }

    #[test]
    fn what_is_packed_comes_out_again_and_no_more_than_it_may() {
        let raw = b"a line of a directory\n".repeat(1000);
        let packed = compress(&raw).unwrap();
        assert!(packed.len() < raw.len() / 10);
        assert_eq!(packed, compress(&raw).unwrap());
        assert_eq!(unpack(reader(&packed[..]).unwrap(), raw.len() as u64).unwrap(), raw);
        assert!(unpack(reader(&packed[..]).unwrap(), raw.len() as u64 - 1).is_err());
        assert!(unpack(reader(&packed[..packed.len() - 1]).unwrap(), 1 << 20).is_err());
    }

    #[test]
    fn reading_fails_where_it_is_not_what_was_signed() {
        let raw = b"a line of a directory\n".repeat(20_000);
        let signed = (Digest::of(&raw), raw.len() as u64);
        let read = |packed: &[u8], signed| {
            let (mut bytes, mut reader) = (Vec::new(), Verifying::new(reader(packed).unwrap(), signed));
            reader.read_to_end(&mut bytes).map(|_| bytes).map_err(|error| error.to_string())
        };
        let packed = compress(&raw).unwrap();
        assert_eq!(read(&packed, signed).as_ref(), Ok(&raw));
        let other = compress(&[b"b", &raw[1..]].concat()).unwrap();
        assert_eq!(read(&other, signed), Err("it unpacks to something else".to_owned()));
        let shorter = (signed.0, signed.1 + 1);
        assert_eq!(read(&packed, shorter), Err("it unpacks to something else".to_owned()));
        let longer = (signed.0, signed.1 - 1);
        assert_eq!(read(&packed, longer), Err("it unpacks to more than it says".to_owned()));
        assert_eq!(read(&[&packed[..], b"x"].concat(), signed), Err("there is something behind it".to_owned()));
        assert!(read(&packed[..packed.len() - 1], signed).is_err());
    }

    #[test]
    fn a_patch_is_small_and_gives_the_new_version_only_from_the_old() {
        let old: Vec<u8> =
            (0..20_000u32).flat_map(|n| format!("{n} {}\n", n.wrapping_mul(2_654_435_761)).into_bytes()).collect();
        let mut new = old.clone();
        new[1000..1004].copy_from_slice(b"\n--\n");
        let patch = make_patch(&old, &new).unwrap();
        assert!(patch.len() < 200, "{}", patch.len());
        assert_eq!(unpack(patched(&patch[..], &old).unwrap(), new.len() as u64).unwrap(), new);
        let other: Vec<u8> = old.iter().rev().copied().collect();
        let wrong = unpack(patched(&patch[..], &other).unwrap(), new.len() as u64);
        assert!(wrong.is_err() || wrong.unwrap() != new);
    }

    #[test]
    fn a_window_beyond_the_limit_is_refused() {
        let raw: Vec<u8> = (0..40_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let mut encoder = Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(25).unwrap();
        let packed = finish(encoder, &raw, 25).unwrap();
        assert!(unpack(reader(&packed[..]).unwrap(), raw.len() as u64).is_err());
    }
}
