//! How the property tests of all crates are run, and the catalogue that they are run
//! with.
//!
//! No program may ever depend on it, only tests do (it panics where something is wrong). It
//! never writes into the checkout, and knows nothing of any crate that it serves.
//!
//! A test run gives the same result each time: the seed is fixed. To look further, set
//! `LINLI_CASES=20` (twenty times as many cases) and `LINLI_FRESH_SEEDS=1` (other cases
//! each time).

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and its helpers too"
)]

use proptest::test_runner::{Config, RngSeed};
use std::{
    env, fs,
    hash::{BuildHasher, RandomState},
    path::Path,
    sync::LazyLock,
};

/// The seed of an ordinary test run.
pub const SEED: u64 = 2026;

/// How many times as many cases are wanted: `LINLI_CASES`; 1 where it is a part of one.
///
/// # Panics
/// Where it is set and no number.
#[must_use]
pub fn factor() -> u32 {
    let (many, parts) = share();
    (many / parts).max(1)
}

/// `LINLI_CASES` as a number and what it is divided by.
fn share() -> (u32, u32) {
    let Ok(wanted) = env::var("LINLI_CASES") else {
        return (1, 1);
    };
    let (many, parts) = wanted.split_once('/').unwrap_or((&wanted, "1"));
    match (many.parse(), parts.parse()) {
        (Ok(many), Ok(parts)) if parts > 0 => (many, parts),
        _ => panic!("LINLI_CASES must be a whole number, or a part as 1/8"),
    }
}

/// The seed to begin with, for what draws its own cases: the same each time, unless
/// `LINLI_FRESH_SEEDS=1`.
#[must_use]
pub fn seed() -> u64 {
    if wants_fresh_seeds() {
        RandomState::new().hash_one(())
    } else {
        SEED
    }
}

fn wants_fresh_seeds() -> bool {
    env::var("LINLI_FRESH_SEEDS").as_deref() == Ok("1")
}

/// Runs a property with `cases` cases, times `LINLI_CASES`. What fails is printed, shrunk,
/// and belongs into a plain test; nothing is written into the checkout.
#[must_use]
pub fn cases(cases: u32) -> Config {
    let rng_seed = if wants_fresh_seeds() {
        RngSeed::Random
    } else {
        RngSeed::Fixed(SEED)
    };
    let (many, parts) = share();
    let usual = Config::default();
    Config {
        cases: (cases.saturating_mul(many) / parts).max(1),
        // A hundred times as many cases leave out a hundred times as many.
        max_global_rejects: usual.max_global_rejects.saturating_mul(many),
        max_local_rejects: usual.max_local_rejects.saturating_mul(many),
        rng_seed,
        failure_persistence: None,
        ..usual
    }
}

/// The files of the repository's own catalogue: each with its name from there, such as
/// `care/bath.toml`, and its text.
///
/// # Panics
/// Where they cannot be read.
pub fn our_catalogue() -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
        let folders = fs::read_dir(&root).unwrap();
        let folders = folders.map(|folder| folder.unwrap().path());
        let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
        let read = |path: &Path| {
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            (name, fs::read_to_string(path).unwrap())
        };
        files.map(|file| read(&file.unwrap().path())).collect()
    });
    FILES
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
}
