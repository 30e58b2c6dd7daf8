//! The two wasm files and the browser app around them.
//!
//! `ui/dist` holds the screens, the same for every shell (Tauri packs it);
//! `web/dist` is `ui/dist` with the engine's worker and the service worker.

use crate::shell::{cargo, program, root, run, say, target};
use anyhow::{Context, Result};
use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

/// How the wasm is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BuildProfile {
    /// Quick to build; for run and test.
    Dev,
    /// As small as it gets, for phones.
    Phone,
}

impl BuildProfile {
    const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Phone => "phone",
        }
    }

    const fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Phone => "phone",
        }
    }
}

/// Builds `ui/dist` and `web/dist`, and gives the path of the latter.
pub(crate) fn build(profile: BuildProfile) -> Result<PathBuf> {
    say("building what prepares wasm for browsers");
    run(cargo().args(["build", "-p", "xtask-bindgen"]))?;
    say("building the screens and the engine for browsers");
    let wasm_target = target().join("wasm");
    run(cargo()
        .args(["build", "-p", "linli-ui", "-p", "linli-web"])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            profile.name(),
        ])
        .arg("--target-dir")
        .arg(&wasm_target)
        // Without it the files are half as large and much sooner bound.
        .env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    let built = wasm_target
        .join("wasm32-unknown-unknown")
        .join(profile.folder());

    let ui = root().join("ui/dist");
    empty(&ui)?;
    bind(&built.join("linli-ui.wasm"), "ui", &ui)?;
    copy_all(&root().join("ui/static"), &ui)?;
    let style = root().join("ui/style");
    fs::copy(style.join("tokens.css"), ui.join("tokens.css"))?;
    fs::write(ui.join("app.css"), inlined(&style.join("app.css"))?)?;

    let web = root().join("web/dist");
    empty(&web)?;
    copy_all(&ui, &web)?;
    bind(&built.join("linli_web.wasm"), "engine", &web)?;
    copy_all(&root().join("web/static"), &web)?;
    ask_ahead(&web.join("index.html"))?;
    stamp(&web)?;
    Ok(web)
}

/// A style sheet with every `@import "…";` replaced by that file: one request on a phone,
/// while each part keeps its style beside it.
fn inlined(sheet: &Path) -> Result<String> {
    let text = fs::read_to_string(sheet).with_context(|| format!("no `{}`", sheet.display()))?;
    let folder = sheet.parent().context("a file has a folder")?;
    let mut whole = String::new();
    for line in text.lines() {
        let import = line.strip_prefix("@import \"");
        match import.and_then(|rest| rest.strip_suffix("\";")) {
            Some(path) => whole.push_str(&inlined(&folder.join(path))?),
            None => whole.push_str(line),
        }
        whole.push('\n');
    }
    Ok(whole)
}

/// What the app needs in any case and would be found out one after the other.
const ASKED_AHEAD: &str = r#"  <link rel="modulepreload" href="/ui.js">
  <link rel="preload" href="/ui_bg.wasm" as="fetch" type="application/wasm" crossorigin>
  <link rel="preload" href="/engine_bg.wasm" as="fetch" type="application/wasm" crossorigin fetchpriority="low">
</head>"#;

/// Has the browser ask for all large files at once. The window has them on its disk.
fn ask_ahead(document: &Path) -> Result<()> {
    let text = fs::read_to_string(document)?.replacen("</head>", ASKED_AHEAD, 1);
    Ok(fs::write(document, text)?)
}

/// Writes the JavaScript around a wasm file.
fn bind(wasm: &Path, name: &str, into: &Path) -> Result<()> {
    let bindgen = target().join("debug/xtask-bindgen");
    run(program(bindgen).arg(wasm).arg(name).arg(into))
}

/// Writes into the service worker which files the app consists of, and a version
/// that changes whenever one of them does.
fn stamp(web: &Path) -> Result<()> {
    let mut files = Vec::new();
    list(web, web, &mut files)?;
    files.retain(|file| file != "sw.js");
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        file.hash(&mut hasher);
        fs::read(web.join(file))?.hash(&mut hasher);
    }
    let names: Vec<_> = files.iter().map(|file| format!("\"/{file}\"")).collect();
    let worker = fs::read_to_string(web.join("sw.js"))?
        .replace("__VERSION__", &format!("{:016x}", hasher.finish()))
        .replace("/* __FILES__ */", &names.join(", "));
    fs::write(web.join("sw.js"), worker)?;
    Ok(())
}

fn list(base: &Path, folder: &Path, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(base, &path, files)?;
        } else {
            files.push(path.strip_prefix(base)?.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

fn copy_all(from: &Path, into: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("no folder `{}`", from.display()))? {
        let path = entry?.path();
        let to = into.join(path.file_name().context("a file without a name")?);
        if path.is_dir() {
            fs::create_dir_all(&to)?;
            copy_all(&path, &to)?;
        } else {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}
