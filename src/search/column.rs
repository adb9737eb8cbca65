//! A number for every entry, in as few bytes as the greatest of them takes.

use super::{
    IndexProblem,
    bytes::{Blob, Reader, Writer},
};

/// Numbers by place.
#[derive(Debug, Clone, Default)]
pub struct Column {
    bytes: Blob,
    width: usize,
}

impl Column {
    /// These numbers.
    pub fn of(numbers: &[u32]) -> Self {
        let width = match numbers.iter().max() {
            None | Some(0..=0xff) => 1,
            Some(0x100..=0xffff) => 2,
            Some(_) => 4,
        };
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes().into_iter().take(width)).collect();
        Self { bytes: bytes.into(), width }
    }

    /// The number at a place, if there is one.
    #[inline]
    pub fn get(&self, at: usize) -> Option<u32> {
        let all = self.bytes.all();
        match self.width {
            1 => all.get(at).map(|byte| u32::from(*byte)),
            2 => all.get(at * 2..)?.first_chunk().map(|two| u32::from(u16::from_le_bytes(*two))),
            _ => all.get(at * 4..)?.first_chunk().map(|four| u32::from_le_bytes(*four)),
        }
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.bytes.all().len()
    }

    /// Writes all numbers.
    pub fn write(self, writer: &mut Writer) {
        writer.raw(&[self.width as u8]);
        writer.blob(self.bytes);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        let width = reader.raw()?;
        let width = width.first().copied().map(usize::from).filter(|width| matches!(width, 1 | 2 | 4));
        let width = width.ok_or(IndexProblem::Damaged)?;
        let bytes = reader.blob()?;
        if !bytes.all().len().is_multiple_of(width) {
            return Err(IndexProblem::Damaged);
        }
        Ok(Self { bytes, width })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_no_more_bytes_than_the_greatest_and_come_back() {
        for (numbers, bytes) in [(vec![], 0), (vec![0, 255], 2), (vec![7, 256], 4), (vec![1, 0x1_0000, u32::MAX], 12)] {
            let column = Column::of(&numbers);
            assert_eq!(column.size(), bytes);
            let back: Vec<u32> = (0..).map_while(|at| column.get(at)).collect();
            assert_eq!(back, numbers);
        }
    }
}
