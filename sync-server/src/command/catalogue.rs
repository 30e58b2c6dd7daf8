//! `catalogue`: checks and exports a folder of the catalogue; needs no centre.

use anyhow::Result;
use clap::Subcommand;
use linli_server::core::catalogue::{self, cpsv};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Check a catalogue folder; tells every mistake with file and line
    Check {
        /// The folder
        folder: PathBuf,
    },
    /// Print the public services in the vocabulary CPSV-AP, as JSON-LD
    Export {
        /// The folder
        folder: PathBuf,
        /// What their addresses begin with
        #[arg(long, default_value = "https://linli.invalid/catalogue/")]
        base: String,
    },
}

/// Runs one of the commands about the catalogue.
pub(crate) fn run(command: &CatalogueCommand) -> Result<()> {
    match command {
        CatalogueCommand::Check { folder } => {
            let found = catalogue::load(folder)?;
            say!(
                "{} kinds of care, {} areas, {} services, {} bundles: valid",
                found.care.len(),
                found.areas.len(),
                found.services.len(),
                found.bundles.len()
            );
        }
        CatalogueCommand::Export { folder, base } => {
            let file = cpsv::export(&catalogue::load(folder)?, base);
            say!("{file:#}");
        }
    }
    Ok(())
}
