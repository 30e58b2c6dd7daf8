//! The desktop app: the screens of `ui` in a native window, the engine in the same process.
//!
//! The page has one way in, the command `call`, and hears events. It never gets files, other
//! addresses or further commands: what the window may do is listed in `capabilities/`.

// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod data_folder;
mod engine;

use anyhow::{Context, Result};
use data_folder::{FolderStart, Hold};
use engine::{SharedEngine, SystemHost};
use linli_engine::{Engine, link};
use std::{
    env,
    path::{Path, PathBuf},
};
use tauri::{AppHandle, Manager, RunEvent, Runtime, State, Url, plugin::TauriPlugin};

/// The one command: JSON in, JSON out. Runs beside the window's own thread.
#[tauri::command(async)]
fn call(engine: State<'_, SharedEngine>, command: &str) -> String {
    engine.call(command)
}

fn main() -> Result<()> {
    let context = tauri::generate_context!();
    let folder = folder(&context.config().identifier)?;
    // Before anything of the window system is loaded: a program that ends while that starts
    // its threads may crash.
    let hold = match FolderStart::at(&folder, engine::random())? {
        FolderStart::First(hold) => hold,
        FolderStart::Second => return Ok(()),
    };
    let app = tauri::Builder::default()
        .plugin(own_pages())
        .plugin(window_keys())
        // Gives the page the web's `Notification`, which WebKit alone does not.
        .plugin(tauri_plugin_notification::init())
        .setup(move |app| Ok(start(app.handle(), &folder, hold)?))
        .invoke_handler(tauri::generate_handler![call])
        .build(context)
        .context("could not open the window")?;
    app.run(|app, event| {
        if let RunEvent::Exit = event
            && let Some(engine) = app.try_state::<SharedEngine>()
        {
            engine.end();
        }
    });
    Ok(())
}

/// Nothing but the app's own pages is ever loaded in the window: whoever presses a telephone
/// number or a foreign address does not lose the page that they are on.
fn own_pages<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("navigation")
        .on_navigation(|_, url| is_own(url))
        .build()
}

/// The keys that a window obeys, and no menu that leads out of the app.
fn window_keys<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("window-keys")
        .js_init_script(include_str!("window_keys.js"))
        .build()
}

/// Whether it is a page of the app: `tauri://localhost`, on Windows `http://tauri.localhost`.
fn is_own(url: &Url) -> bool {
    let host = url.host_str();
    match url.scheme() {
        "tauri" => host == Some("localhost"),
        "http" | "https" => host == Some("tauri.localhost"),
        // What a page of the app made itself: a file that the system is to keep.
        "blob" => url.path().parse().is_ok_and(|maker| is_own(&maker)),
        _ => false,
    }
}

fn show<R: Runtime>(app: &AppHandle<R>) {
    for window in app.webview_windows().values() {
        // A window system that does not let programs come to the front marks it instead.
        let shown = [window.unminimize(), window.show(), window.set_focus()];
        if shown.iter().any(std::result::Result::is_err) {
            let _marked = window.request_user_attention(Some(tauri::UserAttentionType::Critical));
        }
    }
}

/// Opens what lies in the folder, for the one window that comes.
fn start(app: &AppHandle, folder: &Path, hold: Hold) -> Result<()> {
    let path = folder.join("linli.db");
    let path = path
        .to_str()
        .context("the data folder's name is not text")?;
    let engine = Engine::open(path, SystemHost).context("could not open the database")?;
    let engine = SharedEngine::new(engine, app.clone());
    app.manage(engine.clone());
    tauri::async_runtime::spawn(link::run(engine, env::var("LINLI_CENTRE").ok()));
    let app = app.clone();
    hold.hear(move || show(&app));
    Ok(())
}

/// The platform's folder for the data of the app of this name, or `LINLI_DATA`.
fn folder(identifier: &str) -> Result<PathBuf> {
    match env::var_os("LINLI_DATA") {
        Some(folder) => Ok(folder.into()),
        None => dirs::data_dir()
            .map(|folder| folder.join(identifier))
            .context("this system has no folder for data"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_foreign_address_is_loaded_in_the_window() {
        let own = |address: &str| is_own(&address.parse().expect("an address"));
        for address in [
            "tauri://localhost/",
            "tauri://localhost/#/urgent",
            "http://tauri.localhost/",
            "blob:tauri://localhost/0b9f",
        ] {
            assert!(own(address), "{address}");
        }
        for address in [
            "tel:120",
            "https://example.org/",
            "http://tauri.localhost.example.org/",
            "tauri://elsewhere/",
            "blob:https://example.org/0b9f",
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
        ] {
            assert!(!own(address), "{address}");
        }
    }
}
