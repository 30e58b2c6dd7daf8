//! The centre's command line.

mod command;

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Parser, Subcommand};
use command::{
    enrol::{EnrolArgs, enrol},
    existing, gateway,
};
use linli_domain::id::DeviceId;
use linli_server::{
    config::RawConfig,
    core::{
        catalogue::{self, cpsv},
        centre::Centre,
        clock::ServerClock,
        data_folder::key_file,
    },
    demo,
    server::Server,
    store::Account,
};
use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};
use tokio::net::TcpListener;
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
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the centre
    Serve(ServeArgs),
    /// Run the centre with a fictional neighbourhood, and print codes to try it with
    Demo {
        #[command(flatten)]
        serving: ServeArgs,
        /// How long the printed codes are good for, in minutes
        #[arg(long, default_value_t = 24 * 60)]
        code_minutes: u32,
    },
    /// Print a code with which one device of a person can be enrolled
    Enrol(EnrolArgs),
    /// List or revoke devices
    #[command(subcommand)]
    Devices(DeviceCommand),
    /// Let an office's own system in
    #[command(subcommand)]
    Gateway(gateway::GatewayCommand),
    /// Write a copy of the store to a new file, also while the centre runs
    Backup {
        /// The new file
        file: PathBuf,
    },
    /// Look at the catalogue
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    config: RawConfig,
    /// Write the address to this file once it listens
    #[arg(long)]
    ready_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum DeviceCommand {
    /// List every device
    List,
    /// Revoke a device: it can read and write nothing any more
    Revoke {
        /// Its id, as listed
        device: DeviceId,
    },
}

#[derive(Debug, Subcommand)]
enum CatalogueCommand {
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
    match cli.command {
        Command::Serve(serving) => serve(given, serving, None),
        Command::Demo {
            serving,
            code_minutes,
        } => serve(given, serving, Some(code_minutes)),
        Command::Enrol(enrolment) => enrol(&given.data(), &enrolment),
        Command::Devices(devices) => run_devices(&given.data(), &devices),
        Command::Gateway(gateway) => gateway::run(&given.data(), &gateway),
        Command::Backup { file } => backup(&given.data(), &file),
        Command::Catalogue(CatalogueCommand::Check { folder }) => {
            let found = catalogue::load(&folder)?;
            println!(
                "{} kinds of care, {} areas, {} services, {} bundles: valid",
                found.care.len(),
                found.areas.len(),
                found.services.len(),
                found.bundles.len()
            );
            Ok(())
        }
        Command::Catalogue(CatalogueCommand::Export { folder, base }) => {
            let file = cpsv::export(&catalogue::load(&folder)?, &base);
            println!("{file:#}");
            Ok(())
        }
    }
}

fn serve(given: RawConfig, serving: ServeArgs, demo_minutes: Option<u32>) -> Result<()> {
    let config = serving.config.over(given).check()?;
    if config.tls.is_none() && !config.listen.ip().is_loopback() {
        tracing::warn!(
            "listening to the network without TLS: put a reverse proxy with TLS before it"
        );
    }
    let (listen, scheme) = (
        config.listen,
        if config.tls.is_some() {
            "https"
        } else {
            "http"
        },
    );
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let server = Server::open(config, ServerClock::system())?;
        let listener = TcpListener::bind(listen)
            .await
            .with_context(|| format!("could not listen on {listen}"))?;
        let address = format!("{scheme}://{}", listener.local_addr()?);
        if let Some(minutes) = demo_minutes {
            show_demo(server.centre(), &address, minutes).await?;
        }
        println!("listening on {address}");
        std::io::stdout().flush()?;
        if let Some(file) = &serving.ready_file {
            std::fs::write(file, &address)
                .with_context(|| format!("could not write `{}`", file.display()))?;
        }
        server.serve(listener, shutdown_signal()?).await;
        tracing::info!("ended in order");
        Ok(())
    })
}

async fn show_demo(centre: &Centre, address: &str, minutes: u32) -> Result<()> {
    if demo::seed(centre).await? {
        tracing::info!("made Demo City");
    }
    let codes = demo::codes(centre, minutes).await?;
    println!(
        "\n  邻里 Linli  {address}\n\n  开通码 Code   姓名 Name                身份 Role\n{codes}"
    );
    Ok(())
}

/// Ends when the process gets Ctrl-C or, on Unix, SIGTERM.
fn shutdown_signal() -> Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        let terminated = async move { terminate.recv().await };
        #[cfg(not(unix))]
        let terminated = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated => {}
        }
    })
}

fn run_devices(data: &Path, devices: &DeviceCommand) -> Result<()> {
    let (store, centre) = existing(data)?;
    match devices {
        DeviceCommand::List => {
            for device in store.read(|store| store.devices())? {
                let Account { writer, name, .. } = &device.account;
                let state = if device.revoked_at.is_some() {
                    "revoked"
                } else {
                    "in use"
                };
                println!(
                    "{}  {:<9}  {state:<7}  {name}",
                    device.id,
                    writer.role.word()
                );
            }
        }
        DeviceCommand::Revoke { device } => {
            ensure!(
                *device != centre.device,
                "the centre itself cannot be revoked"
            );
            let now = ServerClock::system().now();
            if !store.write(|store| store.revoke_device(*device, now))? {
                bail!("there is no such device in use");
            }
            println!("revoked");
        }
    }
    Ok(())
}

fn backup(data: &Path, file: &Path) -> Result<()> {
    ensure!(
        !file.exists(),
        "`{}` exists; a backup never overwrites",
        file.display()
    );
    let (store, _) = existing(data)?;
    store.backup(file)?;
    println!(
        "written; keep `{}` with it, in another safe place",
        key_file(data).display()
    );
    Ok(())
}
