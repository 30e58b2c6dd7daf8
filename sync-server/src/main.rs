//! The centre's command line: what it takes, and which command does it.

mod command;

use anyhow::Result;
use clap::{Parser, Subcommand};
use command::{
    backup::backup,
    catalogue::{self, CatalogueCommand},
    devices::{self, DeviceCommand},
    enrol::{EnrolArgs, enrol},
    gateway::{self, GatewayCommand},
    rescues::{self, RescueCommand},
    serve::{ServeArgs, serve},
};
use linli_server::config::RawConfig;
use std::{path::PathBuf, process::ExitCode};
use tracing_subscriber::EnvFilter;

/// The centre of Linli.
#[derive(Debug, Parser)]
#[command(name = "linli-server", version)]
struct Cli {
    /// Configuration file (TOML); the environment (LINLI_…) and options win over it
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Folder of the store and the centre's key
    #[arg(long, global = true, env = "LINLI_DATA")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Run the centre
    Serve(ServeArgs),
    /// Run the centre with a fictional neighbourhood, and print codes to try it with
    Demo {
        #[command(flatten)]
        args: ServeArgs,
        /// How long the printed codes are good for, in minutes
        #[arg(long, default_value_t = 24 * 60)]
        code_minutes: u32,
    },
    /// Print a code with which one device of a person can be enrolled
    Enrol(EnrolArgs),
    /// List or revoke devices
    #[command(subcommand)]
    Devices(DeviceCommand),
    /// Look at what was never delivered from devices that were revoked or given away
    #[command(subcommand)]
    Rescues(RescueCommand),
    /// Let an office's own system in
    #[command(subcommand)]
    Gateway(GatewayCommand),
    /// Write a copy of the store to a new file, also while the centre runs
    Backup {
        /// The new file
        file: PathBuf,
    },
    /// Look at the catalogue
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("LINLI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("linli-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    let file = match &cli.config {
        Some(path) => RawConfig::from_file(path)?,
        None => RawConfig::default(),
    };
    let options = RawConfig {
        data: cli.data,
        ..RawConfig::default()
    };
    let given = options.over(file);
    let data = given.data();
    match cli.command {
        CliCommand::Serve(args) => serve(given, args, None),
        CliCommand::Demo { args, code_minutes } => serve(given, args, Some(code_minutes)),
        CliCommand::Enrol(args) => enrol(&data, &args),
        CliCommand::Devices(command) => devices::run(&data, &command),
        CliCommand::Rescues(command) => rescues::run(&data, &command),
        CliCommand::Gateway(command) => gateway::run(&data, &command),
        CliCommand::Backup { file } => backup(&data, &file),
        CliCommand::Catalogue(command) => catalogue::run(&command),
    }
}
