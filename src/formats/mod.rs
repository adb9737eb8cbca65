//! Formats of exchange: bytes in, records and problems out, and back. Pure:
//! this room opens no file; it reads what it is handed.

pub mod hsds;
pub mod limits;
