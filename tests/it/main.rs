//! Whole-system tests in one program.

mod structure;
