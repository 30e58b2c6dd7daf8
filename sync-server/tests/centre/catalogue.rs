//! A catalogue whose files change while the centre runs.

use crate::support::{
    Phone,
    link::Reply,
    town::{Town, catalogue_copy},
};
use data_encoding::HEXLOWER;
use linli_domain::{catalogue::Catalogue, role::Role};
use linli_replica::keys::{Purpose, Signature};
use linli_server::config::RawConfig;
use std::{fs, path::Path, sync::mpsc, thread};
use tempfile::TempDir;

/// A town whose catalogue can be written, and a phone in it.
fn town() -> (TempDir, Town, Phone) {
    let folder = catalogue_copy();
    let town = Town::with(RawConfig {
        catalogue: Some(folder.path().to_owned()),
        ..RawConfig::default()
    });
    let phone = town.phone(1, "王秀英", Role::Resident);
    (folder, town, phone)
}

fn rewrite(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replace(from, to)).unwrap();
}

/// One look at the files.
fn look(town: &Town) -> Result<bool, String> {
    let renewed = town.runtime.block_on(town.centre.renew_catalogue());
    renewed.map_err(|error| error.to_string())
}

/// Two looks: the second reads what is the same at both.
fn renew(town: &Town) -> Result<bool, String> {
    Ok(look(town)? || look(town)?)
}

fn fetch(town: &Town, phone: &Phone, path: &str) -> Reply {
    let token = format!("authorization: Bearer {}\r\n", phone.token());
    town.link().get(path, &token).unwrap()
}

fn read(phone: &Phone, reply: &Reply) -> Catalogue {
    assert_eq!(reply.status, 200);
    let signature = HEXLOWER.decode(reply.header("linli-signature").as_bytes());
    let signature = Signature(signature.unwrap().try_into().unwrap());
    let centre = phone.enrolled.as_ref().unwrap().centre_key;
    assert!(centre.verifies(Purpose::Catalogue, &reply.body, &signature));
    serde_json::from_slice(&reply.body).unwrap()
}

#[test]
fn a_new_catalogue_is_signed_named_anew_and_the_old_one_stays_to_be_had() {
    let (folder, mut town, phone) = town();
    assert_eq!(renew(&town), Ok(false), "nothing was written");
    let first = fetch(&town, &phone, "/v1/catalogue");
    let old = read(&phone, &first);
    rewrite(folder.path(), "care/meal.toml", "order = ", "order = 1");
    assert_eq!(renew(&town), Ok(true));
    assert_eq!(renew(&town), Ok(false));
    let second = fetch(&town, &phone, "/v1/catalogue");
    let new = read(&phone, &second);
    assert_ne!(first.header("etag"), second.header("etag"));
    assert_ne!(old, new);
    for (version, whole) in [(&old.version, &old), (&new.version, &new)] {
        let kept = fetch(&town, &phone, &format!("/v1/catalogue/{version}"));
        assert_eq!(read(&phone, &kept), *whole);
    }
    let nowhere = fetch(&town, &phone, "/v1/catalogue/0");
    assert_eq!(nowhere.status, 404);
    let stranger = town.link().get("/v1/catalogue/0", "").unwrap();
    assert_eq!(stranger.status, 401);
    // Started again, with yet another catalogue.
    town.restart();
    let kept = fetch(&town, &phone, &format!("/v1/catalogue/{}", new.version));
    assert_eq!(read(&phone, &kept), new);
}

#[test]
fn a_catalogue_with_a_mistake_is_told_once_with_its_place_and_not_taken_up() {
    let (folder, town, phone) = town();
    let before = fetch(&town, &phone, "/v1/catalogue");
    rewrite(folder.path(), "care/meal.toml", "order = ", "order = x");
    let error = renew(&town).unwrap_err();
    assert!(error.contains("care/meal.toml:2"), "{error}");
    assert_eq!(renew(&town), Ok(false));
    let after = fetch(&town, &phone, "/v1/catalogue");
    assert_eq!(before.header("etag"), after.header("etag"));
    rewrite(folder.path(), "care/meal.toml", "order = x", "order = 1");
    assert_eq!(renew(&town), Ok(true), "put right, it is taken up");
}

#[test]
fn files_that_are_still_being_written_are_not_read() {
    let (folder, town, _) = town();
    rewrite(folder.path(), "care/meal.toml", "order = ", "order = 1");
    assert_eq!(look(&town), Ok(false), "seen, and not read");
    rewrite(folder.path(), "care/meal.toml", "order = 1", "order = 21");
    assert_eq!(look(&town), Ok(false), "another again");
    assert_eq!(look(&town), Ok(true));
    assert_eq!(look(&town), Ok(false));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_tried_again() {
    let (folder, town, _) = town();
    rewrite(folder.path(), "care/meal.toml", "order = ", "order = 1");
    // A link to nowhere, as a folder that is away for a moment.
    let link = folder.path().join("care/extra.toml");
    std::os::unix::fs::symlink(folder.path().join("away"), &link).unwrap();
    for _ in 0..3 {
        assert!(look(&town).is_err());
    }
    fs::remove_file(link).unwrap();
    assert_eq!(renew(&town), Ok(true));
}

#[test]
fn with_a_mistake_at_the_start_the_last_good_catalogue_goes_on() {
    let (folder, mut town, phone) = town();
    let before = fetch(&town, &phone, "/v1/catalogue");
    rewrite(folder.path(), "care/meal.toml", "order = ", "order = x");
    town.restart_with(RawConfig {
        catalogue: Some(folder.path().to_owned()),
        ..RawConfig::default()
    });
    let after = fetch(&town, &phone, "/v1/catalogue");
    assert_eq!(read(&phone, &before), read(&phone, &after));
    assert!(renew(&town).is_err(), "told again, once");
    assert_eq!(renew(&town), Ok(false));
    rewrite(folder.path(), "care/meal.toml", "order = x", "order = 1");
    assert_eq!(renew(&town), Ok(true), "put right, it is taken up");
}

#[test]
fn devices_that_wait_hear_of_a_new_catalogue() {
    let (folder, town, phone) = town();
    let etag = fetch(&town, &phone, "/v1/catalogue")
        .header("etag")
        .to_owned();
    let at_once = phone.post(&mut town.link(), &phone.request(0)).unwrap();
    assert_eq!(at_once.header("linli-catalogue"), etag);
    let (told, hears) = mpsc::channel();
    let mut link = town.link();
    thread::scope(|scope| {
        scope.spawn(|| {
            let reply = phone.post(&mut link, &phone.request(50_000)).unwrap();
            told.send(reply.header("linli-catalogue").to_owned())
                .unwrap();
        });
        while town.centre.metrics.polls_waiting.get() != 1 {
            thread::yield_now();
        }
        rewrite(folder.path(), "care/meal.toml", "order = ", "order = 1");
        assert_eq!(renew(&town), Ok(true));
        let heard = hears.recv().unwrap();
        assert_eq!(heard, fetch(&town, &phone, "/v1/catalogue").header("etag"));
        assert_ne!(heard, etag);
    });
}
