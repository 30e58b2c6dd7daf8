//! Which room of `pages/` may know which. The officer's and the worker's can become a
//! file of their own for the browser: no room knows them, and they know no other.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms, and which others each may know beside `shared`.
const ROOMS: &[(&str, &[&str])] = &[
    ("care", &["form", "resident"]),
    ("caregiver", &[]),
    ("device", &[]),
    // What a form is filled in for, and where it is left to: `form/subject.rs`.
    ("form", &["care", "resident", "services"]),
    ("officer", &[]),
    ("resident", &["care", "form", "services"]),
    // What is looked for there may stand elsewhere: `services/elsewhere.rs`.
    ("services", &["care", "device", "form", "resident"]),
    ("shared", &["device"]),
    ("worker", &[]),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Whether a source text names this room in a path from the crate's root.
fn knows(text: &str, room: &str) -> bool {
    let path = format!("{room}::");
    let mut from_root = text.split("crate::").skip(1);
    from_root.any(|rest| {
        let import = rest.split(';').next().unwrap_or_default();
        import.match_indices(&path).any(|(at, _)| {
            !import[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
        })
    })
}

#[test]
fn every_room_knows_only_those_it_may() {
    for (room, others) in ROOMS {
        let mut own = files(&source().join("pages").join(room));
        own.retain(|file| file.extension().is_some_and(|kind| kind == "rs"));
        assert!(!own.is_empty(), "{room} has no files");
        for file in own {
            let text = fs::read_to_string(&file).unwrap();
            for (other, _) in ROOMS {
                let may = other == room || *other == "shared" || others.contains(other);
                let climbs = text.contains(&format!("super::{other}::")) && other != room;
                assert!(
                    may || !(climbs || knows(&text, other)),
                    "{} knows `{other}`; {room} may know {others:?}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_folder_of_pages_is_a_room() {
    for entry in fs::read_dir(source().join("pages")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".rs");
        assert!(
            name == "mod" || ROOMS.iter().any(|(room, _)| *room == name),
            "{name}"
        );
    }
}

#[test]
fn only_the_app_and_the_route_join_the_rooms() {
    for file in files(&source()) {
        let place = file.strip_prefix(source()).unwrap();
        if ["app", "app.rs", "route.rs"]
            .iter()
            .any(|join| place.starts_with(join))
        {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let room = place.strip_prefix("pages").ok();
        // A form ends in the room of what it was filled in for.
        let is_form = room.is_some_and(|room| {
            ["form.rs", "form/step.rs", "form/subject.rs"]
                .map(Path::new)
                .contains(&room)
        });
        assert!(
            is_form || !knows(&text, "route"),
            "{} knows all rooms",
            file.display()
        );
        if room.is_none() {
            for (room, _) in ROOMS.iter().filter(|(room, _)| *room != "device") {
                let path = format!("pages::{room}");
                assert!(!text.contains(&path), "{} knows `{room}`", file.display());
            }
        }
    }
}
