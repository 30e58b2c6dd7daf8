//! The native window: one command in, events out, the engine beside it.

// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod desk;

use anyhow::{Context, Result};
use desk::Desk;
use linli_engine::{Engine, link};
use std::{env, fs, path::PathBuf};
use tauri::{App, Manager, State};

/// The one command: JSON in, JSON out. Runs beside the window's own thread.
#[tauri::command(async)]
fn call(desk: State<'_, Desk>, command: &str) -> String {
    desk.call(command)
}

fn main() -> Result<()> {
    tauri::Builder::default()
        // Gives the page the web's `Notification`, which WebKit alone does not.
        .plugin(tauri_plugin_notification::init())
        .setup(|app| Ok(start(app)?))
        .invoke_handler(tauri::generate_handler![call])
        .run(tauri::generate_context!())
        .context("could not open the window")
}

fn start(app: &App) -> Result<()> {
    let folder = folder(app)?;
    fs::create_dir_all(&folder)
        .with_context(|| format!("could not make `{}`", folder.display()))?;
    let path = folder.join("linli.db");
    let path = path
        .to_str()
        .context("the data folder's name is not text")?;
    let engine = Engine::open(path, desk::ComputerHost).context("could not open the database")?;
    let desk = Desk::new(engine, app.handle().clone());
    app.manage(desk.clone());
    tauri::async_runtime::spawn(link::run(desk, env::var("LINLI_CENTRE").ok()));
    Ok(())
}

/// The platform's folder for this app's data, or `LINLI_DATA`.
fn folder(app: &App) -> Result<PathBuf> {
    match env::var_os("LINLI_DATA") {
        Some(folder) => Ok(folder.into()),
        None => app
            .path()
            .app_data_dir()
            .context("this system has no folder for data"),
    }
}
