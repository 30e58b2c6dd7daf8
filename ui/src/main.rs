//! Starts the screens in the page that loads this.

fn main() {}
