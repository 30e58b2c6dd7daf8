//! "Backup and restore" of the README, typed as it stands.

use crate::program::Folder;
use linli_server::{
    core::data_folder::store_file,
    store::{Sqlite, Store},
};
use std::{env, fs, path::Path, process::Command, sync::Arc};

const README: &str = include_str!("../../../README.md");

/// The section's blocks of commands, with the machine's places moved into `folder`.
fn blocks(folder: &Folder) -> Vec<String> {
    let section = README.split("## Backup and restore\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let (places, data) = (folder.file("mnt"), folder.data());
    let mut blocks = vec![String::new()];
    for line in section.lines() {
        let last = blocks.last_mut().unwrap();
        match line.strip_prefix("    ") {
            Some(command) => *last += &format!("{command}\n"),
            None if last.is_empty() => {}
            None => blocks.push(String::new()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    let moved = |block: String| {
        block
            .replace("/var/lib/linli", data.to_str().unwrap())
            .replace("/mnt", places.to_str().unwrap())
    };
    blocks.into_iter().map(moved).collect()
}

#[track_caller]
fn type_in(folder: &Folder, commands: &str) {
    let programs = Path::new(env!("CARGO_BIN_EXE_linli-server")).parent();
    let mut path = vec![programs.unwrap().to_owned()];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap()));
    let mut shell = folder.told(Command::new("bash"));
    let typed = shell
        .args(["-ec", &format!("set -o pipefail\n{commands}")])
        .env("PATH", env::join_paths(path).unwrap())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&typed.stderr);
    assert!(typed.status.success(), "{commands}\n{told}");
}

#[test]
fn the_readmes_commands_bring_everything_back_onto_another_machine() {
    let folder = Folder::new();
    for name in ["safe", "backups"] {
        fs::create_dir_all(folder.file("mnt").join(name)).unwrap();
    }
    let serving = folder.serve();
    let mut phone = folder.phone(&serving, 1);
    phone.begin_care("meal");
    phone.sync(&mut serving.link());
    let commands = blocks(&folder);
    let [keep, seal, bring_back, unseal] = &commands[..] else {
        panic!("the section has other blocks: {commands:#?}");
    };
    // A program that not every computer has; without it, its two lines stay untyped.
    let can_seal = Command::new("age").arg("--version").output().is_ok();
    type_in(&folder, keep);
    if can_seal {
        type_in(&folder, seal);
    }
    serving.stop();

    for (commands, is_typed) in [(bring_back, true), (unseal, can_seal)] {
        if !is_typed {
            continue;
        }
        fs::remove_file(store_file(&folder.data())).unwrap();
        if commands == bring_back {
            fs::remove_dir_all(folder.data()).unwrap();
        }
        type_in(&folder, commands);
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&store_file(&folder.data())).unwrap());
        for hash in &phone.received {
            assert!(store.read(|store| store.change(*hash)).unwrap().is_some());
        }
        drop(store);
        let serving = folder.serve();
        phone.sync(&mut serving.link());
        serving.stop();
    }
}
