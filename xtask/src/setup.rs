//! Installs what is missing, saying what it does. Debian and Ubuntu.

use crate::shell::{program, root, run, say, succeeds, text};
use anyhow::{Context, Result, bail};
use std::{fs, path::PathBuf};

/// What the programs need to be built: C compilers for SQLite (clang for the
/// browser's), WebKit's headers for the window.
const TO_BUILD: &[&str] = &[
    "build-essential",
    "clang",
    "llvm",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
];

/// What the tests need besides: browsers with their drivers, a display, a screen
/// reader's view of the window, letters for Chinese, and Python for the program that
/// tries the gateway out.
const TO_TEST: &[&str] = &[
    "chromium",
    "chromium-driver",
    "webkit2gtk-driver",
    "xvfb",
    "dbus",
    "at-spi2-core",
    "python3-pyatspi",
    "python3-venv",
    "fonts-noto-cjk",
];

/// The rules that pages are audited with, from the npm registry.
const AXE: &str = "axe-core@4.10.3";

/// Debian's is too old to read what the compiler writes now.
const BINARYEN: &str = "binaryen@132.0.0";

/// Everything for `cargo xtask run`.
pub(crate) fn for_building() -> Result<()> {
    packages(TO_BUILD)?;
    wasm_target()
}

/// Everything for the tests that need neither browsers nor the window.
pub(crate) fn for_quick_tests() -> Result<()> {
    packages(&["build-essential"])
}

/// Everything for `cargo xtask test`.
pub(crate) fn for_testing() -> Result<()> {
    packages(&[TO_BUILD, TO_TEST].concat())?;
    wasm_target()?;
    axe()
}

/// Installs Debian packages where one is missing.
pub(crate) fn packages(names: &[&str]) -> Result<()> {
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !is_installed(name))
        .copied()
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!(
        "installing system packages: {}",
        missing.join(" ")
    ));
    if !succeeds(program("apt-get").arg("--version")) {
        bail!(
            "this is not Debian or Ubuntu: please install the like of {} yourself",
            missing.join(" ")
        );
    }
    let is_root = text(program("id").arg("-u"))?.trim() == "0";
    if !is_root && !succeeds(program("sudo").arg("--version")) {
        bail!("please run as root: apt-get install {}", missing.join(" "));
    }
    let apt = |arguments: &[&str]| {
        let mut command = program(if is_root { "env" } else { "sudo" });
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"])
            .args(arguments);
        run(&mut command)
    };
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], missing.as_slice()].concat())
        .context("on Ubuntu, `chromium` and `chromium-driver` are a snap: install them with `snap install chromium`")
}

fn is_installed(name: &str) -> bool {
    text(program("dpkg-query").args(["-W", "-f=${Status}", name]))
        .is_ok_and(|status| status == "install ok installed")
}

fn wasm_target() -> Result<()> {
    let installed = text(program("rustup").args(["target", "list", "--installed"]))?;
    if installed
        .lines()
        .any(|line| line == "wasm32-unknown-unknown")
    {
        return Ok(());
    }
    say("adding Rust's wasm target");
    run(program("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
}

fn axe() -> Result<()> {
    fetch(AXE, &["package/axe.min.js"])?;
    Ok(())
}

/// The program that makes wasm files smaller.
pub(crate) fn wasm_opt() -> Result<PathBuf> {
    let folder = fetch(
        BINARYEN,
        &["package/bin/package.json", "package/bin/wasm-opt"],
    )?;
    Ok(folder.join("bin/wasm-opt"))
}

/// Unpacks `files` of a package from the npm registry, once, and gives their folder.
fn fetch(package: &str, files: &[&str]) -> Result<PathBuf> {
    let (name, _) = package.split_once('@').context("a package has a version")?;
    let folder = root().join(".tools").join(name);
    let done = folder.join(package);
    if done.exists() {
        return Ok(folder);
    }
    if !succeeds(program("npm").arg("--version")) {
        packages(&["npm"])?;
    }
    say(&format!("fetching {package}"));
    fs::create_dir_all(&folder)?;
    run(program("npm")
        .args(["pack", "--silent", package])
        .current_dir(&folder))?;
    let archive = format!("{}.tgz", package.replace('@', "-"));
    let unpack = ["-xzf", &archive, "--strip-components=1"];
    run(program("tar").args(unpack).args(files).current_dir(&folder))?;
    fs::remove_file(folder.join(archive))?;
    Ok(fs::write(done, "")?).map(|()| folder)
}
