//! The bundle as a whole, through [`verify`].

mod damage;
mod suite;
mod taking;
mod traps;
