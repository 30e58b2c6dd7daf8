//! `xtask-bindgen WASM NAME FOLDER`: writes into a folder what a browser needs to load a wasm file.
//!
//! A program of its own because wasm-bindgen takes a minute to compile, and only
//! some commands of `cargo xtask` need it.

use anyhow::{Context, Result, bail};
use std::env;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [wasm, name, folder] = arguments.as_slice() else {
        bail!("usage: xtask-bindgen WASM NAME FOLDER");
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .web(true)?;
    // The script finds the wasm beside itself, without being told where.
    bindgen.omit_default_module_path(false);
    bindgen
        .generate(folder)
        .with_context(|| format!("could not bind `{wasm}`"))
}
