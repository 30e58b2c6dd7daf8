//! The main job: a server on its embedded SQLite, demo data, and the app.

use crate::{
    setup,
    shell::{cargo, program, root, run as run_to_end, say, target},
    site,
};
use anyhow::{Context, Result};
use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    setup::for_building()?;
    let site = site::build(site::BuildProfile::Dev)?;
    say("building the server");
    run_to_end(cargo().args(["build", "-p", "linli-server"]))?;
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some());
    if has_display {
        say("building the desktop app (the first time takes some minutes)");
        run_to_end(cargo().args(["build", "-p", "linli"]))?;
    }
    say("starting the server; stop it with Ctrl-C");
    let mut server = program(target().join("debug/linli-server"))
        .args(["demo", "--data"])
        .arg(root().join("demo-data"))
        .arg("--web")
        .arg(site)
        .arg("--catalogue")
        .arg(root().join("catalogue"))
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .context("could not start the server")?;
    let lines = BufReader::new(server.stdout.take().context("the server has no output")?).lines();
    let mut window: Option<Child> = None;
    for line in lines {
        let line = line?;
        println!("{line}");
        if let Some((_, address)) = line.split_once("listening on ")
            && has_display
            && window.is_none()
        {
            let app = program(target().join("debug/linli"))
                .env("LINLI_CENTRE", address.trim())
                .spawn();
            window = Some(app.context("could not open the window")?);
        }
    }
    server.wait()?;
    if let Some(mut window) = window {
        // The person may have closed it already.
        let _closed = window.kill();
        window.wait()?;
    }
    Ok(())
}
