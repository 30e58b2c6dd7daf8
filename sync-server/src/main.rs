//! The centre's command line: what it takes, and which command does it.

#![deny(
    clippy::print_stdout,
    reason = "a reader who goes away is no panic: print with `say!`"
)]

mod command;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};
use command::{
    NobodyReads,
    backup::{backup, repair, restore},
    catalogue::{self, CatalogueCommand},
    devices::{self, DeviceCommand},
    enrol::{self, EnrolArgs, enrol},
    gateway::{self, GatewayCommand},
    people::{self, PeopleCommand},
    rescues::{self, RescueCommand},
    serve::{ServeArgs, serve},
};
use linli_server::{
    config::RawConfig,
    core::{clock::ServerClock, operator_log},
};
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
    /// How lines of the log are written
    #[arg(
        long,
        global = true,
        env = "LINLI_LOG_FORMAT",
        value_enum,
        default_value_t
    )]
    log_format: LogFormat,
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
        #[arg(long, default_value_t = 24 * 60,
            value_parser = clap::value_parser!(u32).range(1..=enrol::MAX_CODE_MINUTES))]
        code_minutes: u32,
    },
    /// Print a code with which one device of a person can be enrolled
    Enrol(EnrolArgs),
    /// Who is known: list, find, show, rename, move or close people, and who acts for whom
    #[command(subcommand)]
    People(PeopleCommand),
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
        /// The new file; `-` sends the copy to a program, to be sealed
        file: PathBuf,
    },
    /// Put a backup in the place of the store; the centre must not run
    Restore {
        /// The backup; `-` reads what a program opened
        file: PathBuf,
    },
    /// Make a damaged store whole again, as far as it can be read; the centre must not run
    Repair,
    /// Look at the catalogue
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
}

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One object a line, for programs
    Json,
}

impl CliCommand {
    /// What it does, for the operator's log; nothing where it only looks. No names.
    fn action(&self) -> Option<String> {
        match self {
            Self::Serve(_) | Self::Demo { .. } | Self::Catalogue(_) => None,
            Self::Enrol(args) => Some(args.action()),
            Self::Devices(command) => command.action(),
            Self::People(command) => command.action(),
            Self::Rescues(command) => command.action(),
            Self::Gateway(command) => command.action(),
            Self::Backup { .. } => Some("backup".to_owned()),
            Self::Restore { .. } => Some("restore".to_owned()),
            Self::Repair => Some("repair".to_owned()),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    log_as(cli.log_format);
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<NobodyReads>() => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("linli-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn log_as(format: LogFormat) {
    let filter = EnvFilter::try_from_env("LINLI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
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
    let action = cli.command.action();
    if !matches!(cli.command, CliCommand::Serve(_) | CliCommand::Demo { .. }) {
        // Those two check every value, and tell this with the rest.
        given.check_file()?;
    }
    let done = match cli.command {
        CliCommand::Serve(args) => serve(given, args, None),
        CliCommand::Demo { args, code_minutes } => serve(given, args, Some(code_minutes)),
        CliCommand::Enrol(args) => enrol(&data, &args),
        CliCommand::People(command) => people::run(&data, &command),
        CliCommand::Devices(command) => devices::run(&data, &command),
        CliCommand::Rescues(command) => rescues::run(&data, &command),
        CliCommand::Gateway(command) => gateway::run(&data, &command),
        CliCommand::Backup { file } => backup(&data, &file),
        CliCommand::Restore { file } => restore(&data, &file),
        CliCommand::Repair => repair(&data),
        CliCommand::Catalogue(command) => catalogue::run(&command),
    };
    if let Some(action) = action.filter(|_| is_done(&done)) {
        tracing::info!(action, "done");
        operator_log::note(&data, ServerClock::system().now(), &action)?;
    }
    done
}

/// Whether it was done, whether or not somebody read what was printed of it.
fn is_done(done: &Result<()>) -> bool {
    done.as_ref()
        .map_or_else(|error| error.is::<NobodyReads>(), |()| true)
}
