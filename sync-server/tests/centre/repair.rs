//! A store with damaged pages is made anew of what can be read, and the devices give back
//! the rest.

use crate::{
    damage::{damage, damage_page, with_many_requests},
    heal::{all_of, epoch, give, receipt, stored},
    support::town::{MORNING, Town},
};
use linli_domain::time::Timestamp;
use linli_server::{
    core::{
        data_folder::store_file,
        reactions::offer_of,
        restore::{Repaired, repair},
    },
    error::ServerError,
    store::Salvaged,
};
use std::fs;
use tempfile::TempDir;

/// A folder with the store and the key of a town whose centre has ended, as an operator finds
/// them: nobody has them open.
fn left_behind(town: &Town) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(town.folder.path().join("data")).unwrap() {
        let from = entry.unwrap().path();
        fs::copy(&from, folder.path().join(from.file_name().unwrap())).unwrap();
    }
    folder
}

fn repaired(folder: &TempDir) -> Result<Repaired, ServerError> {
    repair(folder.path(), Timestamp(MORNING))
}

/// Damages what stands under `name`, has the store made anew, and starts the centre with it.
fn made_anew(town: &mut Town, name: &str) -> Salvaged {
    damage_page(town, name);
    let folder = left_behind(town);
    let Ok(Repaired::Anew(salvaged, restored)) = repaired(&folder) else {
        panic!("{name} is damaged");
    };
    assert!(restored.aside.unwrap().path.exists(), "it is kept");
    town.bring_back(&store_file(folder.path()));
    salvaged
}

/// The changes in the centre, of all documents, without their places in the feed.
fn changes(town: &Town) -> Vec<String> {
    let dump = town.dump();
    let changes = dump.lines().filter(|line| line.starts_with("change "));
    let mut changes: Vec<String> = changes
        .map(|line| line.split_once(", ").unwrap().1.to_owned())
        .collect();
    changes.sort();
    changes
}

#[test]
fn of_a_damaged_page_of_changes_the_devices_give_back_what_stood_there() {
    let (mut town, mut wang, mut lin, docs) = with_many_requests();
    let before = changes(&town);
    let given: Vec<_> = docs
        .iter()
        .map(|doc| all_of(&stored(&town, *doc), |one| Some(receipt(&town, one))))
        .collect();
    let life = epoch(&town);

    let salvaged = made_anew(&mut town, "change");
    assert!(0 < salvaged.cut && salvaged.cut < 12, "{}", salvaged.cut);
    assert_ne!(epoch(&town), life, "devices hear that something is gone");
    assert_eq!(town.centre.metrics.documents_damaged.get(), 0);
    lin.sync(&mut town.link());
    let arrived = docs.iter().filter(|doc| lin.docs.contains_key(doc)).count();
    assert!(arrived >= docs.len() - salvaged.cut && arrived < docs.len());

    for given in given {
        assert!(give(&town, &wang, given).left_out.is_empty());
    }
    let after = changes(&town);
    assert!(before.iter().all(|change| after.contains(change)));
    let doc = wang.ask("bath", crate::tomorrow());
    wang.sync(&mut town.link());
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);
    lin.sync(&mut town.link());
    for doc in docs.iter().chain([&doc]) {
        assert_eq!(lin.care(*doc), wang.care(*doc));
    }
}

#[test]
fn nothing_is_lost_with_an_index_and_a_whole_store_is_left_alone() {
    let (mut town, ..) = with_many_requests();
    let (before, life) = (changes(&town), epoch(&town));
    town.end();
    assert!(matches!(repaired(&left_behind(&town)), Ok(Repaired::Whole)));
    let salvaged = made_anew(&mut town, "doc_scope_feed");
    assert_eq!((salvaged.cut, changes(&town)), (0, before));
    assert_ne!(epoch(&town), life);
}

#[test]
fn a_request_whose_offer_went_with_a_page_is_offered_anew() {
    let (mut town, _, _, docs) = with_many_requests();
    let offer = offer_of(docs[3]);
    let zeroes = "UPDATE change SET bytes = zeroblob(length(bytes)) WHERE doc = ?1";
    damage(&town, zeroes, offer);
    let salvaged = made_anew(&mut town, "doc_scope_feed");
    assert_eq!(salvaged.cut, 1);
    let is_there = |town: &Town| {
        let found = town.centre.store.read(|store| store.document(offer));
        found.unwrap().is_some()
    };
    let rounds = |town: &Town| {
        let done = town.runtime.block_on(town.centre.release_lapsed());
        done.unwrap()
    };
    assert_eq!(rounds(&town), 0, "somebody may give it back");
    assert!(!is_there(&town));
    town.pass_minutes(12 * 60);
    assert_eq!(rounds(&town), 1);
    assert!(is_there(&town));
}

#[test]
fn whoever_has_a_card_of_the_centre_has_an_account_again() {
    let (mut town, mut wang, mut lin, docs) = with_many_requests();
    let before = changes(&town);
    let salvaged = made_anew(&mut town, "account");
    assert_eq!((salvaged.cut, salvaged.requests.len()), (0, docs.len()));
    assert_eq!(changes(&town), before);
    let doc = wang.ask("bath", crate::tomorrow());
    wang.sync(&mut town.link());
    lin.sync(&mut town.link());
    for doc in docs.iter().chain([&doc]) {
        assert_eq!(lin.care(*doc), wang.care(*doc));
    }
}

#[test]
fn a_store_of_which_nothing_can_be_read_stays_as_it_is() {
    let (mut town, ..) = with_many_requests();
    town.end();
    let folder = left_behind(&town);
    let store = store_file(folder.path());
    let nothing = vec![0xff; 20_000];
    fs::write(&store, &nothing).unwrap();
    assert!(repaired(&folder).is_err());
    assert_eq!(fs::read(&store).unwrap(), nothing);
    let others = fs::read_dir(folder.path()).unwrap();
    let names = others.map(|file| file.unwrap().file_name().into_string().unwrap());
    let drafts: Vec<String> = names.filter(|name| name.contains("repairing")).collect();
    assert!(drafts.is_empty(), "{drafts:?}");
}
