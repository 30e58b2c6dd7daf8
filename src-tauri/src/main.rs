//! The desktop app: the screens of `ui` in a native window, the engine in the same process.
//!
//! The page has one way in, the command `call`, and hears events. It never gets files, other
//! addresses or further commands: what the window may do is listed in `capabilities/`.

// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod engine;

use anyhow::{Context, Result};
use engine::{SharedEngine, SystemHost};
use linli_engine::{Engine, link};
use std::{env, fs, path::PathBuf};
use tauri::{App, Manager, State};

/// The one command: JSON in, JSON out. Runs beside the window's own thread.
#[tauri::command(async)]
fn call(engine: State<'_, SharedEngine>, command: &str) -> String {
    engine.call(command)
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
    let engine = Engine::open(path, SystemHost).context("could not open the database")?;
    let engine = SharedEngine::new(engine, app.handle().clone());
    app.manage(engine.clone());
    tauri::async_runtime::spawn(link::run(engine, env::var("LINLI_CENTRE").ok()));
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
