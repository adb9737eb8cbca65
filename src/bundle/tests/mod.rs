//! The bundle as a whole, through [`verify`].

mod taking;
