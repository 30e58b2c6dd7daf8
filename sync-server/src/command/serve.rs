//! `serve` and `demo`: runs the centre until the process is told to end.

use super::print;
use anyhow::{Context, Result};
use clap::Args;
use linli_server::{
    config::{Config, RawConfig},
    core::{centre::Centre, clock::ServerClock},
    demo,
    server::Server,
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};
use tokio::net::TcpListener;

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    config: RawConfig,
    /// Write the address to this file once it listens
    #[arg(long)]
    ready_file: Option<PathBuf>,
}

/// Runs the centre. With `demo_minutes`, with a fictional neighbourhood and codes that are
/// good for so long.
pub(crate) fn serve(given: RawConfig, args: ServeArgs, demo_minutes: Option<u32>) -> Result<()> {
    let config = args.config.over(given).check()?;
    if config.tls.is_none() && !config.listen.ip().is_loopback() {
        tracing::warn!(
            "listening to the network without TLS: put a reverse proxy with TLS before it"
        );
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run(config, args.ready_file.as_deref(), demo_minutes))
}

async fn run(config: Config, ready_file: Option<&Path>, demo_minutes: Option<u32>) -> Result<()> {
    let listen = config.listen;
    let scheme = match config.tls {
        Some(_) => "https",
        None => "http",
    };
    let metrics = config.metrics_listen;
    let mut server = Server::open(config, ServerClock::system())?;
    let listener = bind(listen).await?;
    if let Some(address) = metrics {
        let listener = bind(address).await?;
        tracing::info!(address = %listener.local_addr()?, "metrics listen");
        server = server.with_metrics(listener);
    }
    let address = format!("{scheme}://{}", listener.local_addr()?);
    if let Some(minutes) = demo_minutes {
        show_demo(server.centre(), &address, minutes).await?;
    }
    // Whoever reads that it listens may tell it to end at once.
    let shutdown = shutdown_signal()?;
    print(format_args!("listening on {address}\n"))?;
    if let Some(file) = ready_file {
        std::fs::write(file, &address)
            .with_context(|| format!("could not write `{}`", file.display()))?;
    }
    server.serve(listener, shutdown).await;
    tracing::info!("ended in order");
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    listener.with_context(|| format!("could not listen on {address}"))
}

async fn show_demo(centre: &Centre, address: &str, minutes: u32) -> Result<()> {
    if demo::seed(centre).await? {
        tracing::info!("made Demo City");
    }
    let codes = demo::codes(centre, minutes).await?;
    print(format_args!(
        "\n  邻里 Linli  {address}\n\n  开通码 Code           姓名 Name                身份 Role\n{codes}\n"
    ))
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
