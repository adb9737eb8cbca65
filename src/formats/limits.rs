//! How much of a source is read at most. A source may be broken or hostile;
//! each limit holds before the memory for what lies beyond it is taken.

/// Bytes of one line of JSON lines, that is of one record. The largest records
/// of public directories seen have about 200 kB.
pub const LINE_BYTES: usize = 1 << 20;

/// Levels of objects and lists in one another. HSDS 3.1 needs about 20.
pub const DEPTH: usize = 40;

/// Items of one list.
pub const LIST_ITEMS: usize = 2_000;

/// Keys of one object.
pub const OBJECT_KEYS: usize = 500;

/// Characters of one text.
pub const TEXT_CHARS: usize = 20_000;

/// Records (organisations, services, tombstones) of one source.
pub const RECORDS: usize = 5_000_000;

/// Problems told for one source: nobody reads more.
pub const PROBLEMS: usize = 10_000;

/// Characters of a value at fault that are shown.
pub const SHOWN_VALUE_CHARS: usize = 40;

/// Bytes of one record of a source that is being converted, and of one row of
/// a table. Curators' own files are larger than what goes into a bundle.
pub const RECORD_BYTES: usize = 4 << 20;

/// Bytes of text that are held at once to put records together that refer to
/// one another. Converting needs about twice as much in all.
pub const JOIN_BYTES: usize = 64 << 20;

/// Records whose ids and duplicates are watched over. Later ones are refused.
pub const WATCHED_RECORDS: usize = 4_000_000;

/// Bytes that a workbook or a zip file may unpack to.
pub const UNPACKED_BYTES: u64 = 96 << 20;

/// Cells of a workbook, empty ones between others included.
pub const WORKBOOK_CELLS: u64 = 2_000_000;

/// Columns of a table.
pub const COLUMNS: usize = 500;

/// Texts of one kind, such as hours, whose meaning is remembered.
pub const REMEMBERED: usize = 2_000;

/// Bytes of a text whose meaning is remembered.
pub const REMEMBERED_BYTES: usize = 200;

/// Patterns that the library of telephone numbers keeps ready. A country has
/// about thirty; each takes some hundred kilobytes.
pub const NUMBER_PATTERNS: usize = 800;
