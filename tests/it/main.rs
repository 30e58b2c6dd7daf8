//! Whole-system tests in one program.

mod faults;
mod floor;
mod people;
mod story;
mod structure;
mod weekly;
mod window;
mod words;
