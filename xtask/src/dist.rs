//! What goes to phones: the wasm files as small as they get, against their budget.

use crate::{
    setup,
    shell::{output, program, run, say},
    site,
};
use anyhow::{Result, ensure};
use std::{fs, path::Path};

/// File, and the most that it may weigh in bytes after gzip.
const BUDGET: &[(&str, usize)] = &[("ui_bg.wasm", 400_000), ("engine_bg.wasm", 800_000)];

/// Writes each file of a folder a second time, with `.br` behind its name, as small as brotli
/// makes it. What that does not help is left alone.
const PACK: &str = r#"
const [fs, path, zlib] = [require("fs"), require("path"), require("zlib")];
const folder = process.argv[1];
for (const name of fs.readdirSync(folder)) {
  const file = path.join(folder, name);
  if (name.endsWith(".br") || !fs.statSync(file).isFile()) continue;
  const bytes = fs.readFileSync(file);
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 };
  const packed = zlib.brotliCompressSync(bytes, { params });
  if (packed.length + 64 < bytes.length) fs.writeFileSync(`${file}.br`, packed);
}
"#;

/// What rustc's wasm uses beyond the first version of WebAssembly.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

pub(crate) fn dist() -> Result<()> {
    let too_big = build()?;
    ensure!(
        too_big.is_empty(),
        "above the budget: {}",
        too_big.join(", ")
    );
    Ok(())
}

/// Builds what goes to phones, tells the sizes, and gives the names of files above their budget.
pub(crate) fn build() -> Result<Vec<&'static str>> {
    setup::for_building()?;
    let wasm_opt = setup::wasm_opt()?;
    let web = site::build(site::BuildProfile::Phone)?;
    let mut too_big = Vec::new();
    for (name, budget) in BUDGET {
        let path = web.join(name);
        say(&format!("making {name} smaller"));
        run(program("node")
            .arg(&wasm_opt)
            .args(["-Oz", "--strip-debug", "--strip-producers"])
            .args(FEATURES)
            .arg(&path)
            .arg("-o")
            .arg(&path))?;
        let size = gzipped(&path)?;
        let share = size * 100 / budget;
        println!("{name}: {size} bytes after gzip, {share} % of the budget of {budget}");
        if size > *budget {
            too_big.push(*name);
        }
    }
    say("packing all files with brotli");
    run(program("node").args(["-e", PACK]).arg(&web))?;
    for (name, _) in BUDGET {
        let packed = fs::metadata(web.join(format!("{name}.br")))?.len();
        println!("{name}: {packed} bytes after brotli");
    }
    fs::copy(
        web.join("ui_bg.wasm"),
        crate::shell::root().join("ui/dist/ui_bg.wasm"),
    )?;
    Ok(too_big)
}

/// Bytes that go over the network.
fn gzipped(path: &Path) -> Result<usize> {
    Ok(output(program("gzip").args(["-9", "-c"]).arg(path))?.len())
}
