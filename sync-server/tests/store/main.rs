//! Every store keeps one contract; SQLite is held to it here. Another database needs a
//! program of its own that takes `contract.rs` by its path, and one call of
//! `store_contract!`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "this whole program is a test; its helpers may fail it"
)]

#[macro_use]
mod contract;
mod coverage;

use linli_server::store::{Sqlite, Store};
use std::{path::Path, sync::Arc};

fn open(path: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(path).unwrap())
}

store_contract!(crate::open);
