//! How much of a bundle is taken at most. A bundle may be broken or hostile;
//! each limit holds before memory for what lies beyond it is taken.

/// Bytes of a bundle in one file.
pub const FILE_BYTES: u64 = 512 << 20;

/// Files inside of a bundle.
pub const FILE_ENTRIES: usize = 512;

/// Bytes of root, timestamp or snapshot metadata.
pub const METADATA_BYTES: u64 = 64 << 10;

/// Bytes of targets metadata.
pub const TARGETS_METADATA_BYTES: u64 = 4 << 20;

/// Roots in one chain. A publisher that changes keys every month needs ten
/// years to get there.
pub const ROOTS: u64 = 128;

/// Targets that one version may list.
pub const TARGETS: usize = 256;

/// Bytes of a target's name. With its hash before it, it still fits the name
/// field of a tar header.
pub const TARGET_NAME_BYTES: usize = 32;

/// Bytes of one target as it travels.
pub const TARGET_BYTES: u64 = FILE_BYTES;

/// Bytes of an unpacked directory.
pub const RAW_BYTES: u64 = 2 << 30;

/// Bytes of a directory that patches are made for and applied to: both sides
/// of a patch are in memory at once.
pub const PATCH_RAW_BYTES: u64 = 256 << 20;

/// Window of the decompressor for a whole directory, as a power of two: 8 MiB.
pub const WINDOW_LOG: u32 = 23;

/// Window when patching, as a power of two: 256 MiB, the whole former version.
pub const PATCH_WINDOW_LOG: u32 = 28;

/// Characters of the publisher's name, and of each other text about it.
pub const PUBLISHER_TEXT_CHARS: usize = 120;

/// Steps of a chain of patches.
pub const PATCH_STEPS: usize = 6;

/// Bytes for which room is made at once, whatever a file says that it has.
pub const ROOM_BYTES: usize = 16 << 20;
