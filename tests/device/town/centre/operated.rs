//! What an operator does to the centre.

use super::{AREA, OTHER_AREA, TownCentre};
use crate::town::{
    broken::{Kept, law, never_fails},
    catalogue, files,
    phone::Owner,
};
use linli_domain::id::AreaId;
use linli_server::core::{
    account,
    data_folder::store_file,
    person_change,
    restore::{self, Repaired},
};
use std::fs;

impl TownCentre {
    /// Takes another catalogue into use.
    pub(crate) fn publish(&mut self) -> Kept {
        self.catalogues += 1;
        catalogue::change(&self.folder.join("catalogue"), self.catalogues);
        let centre = self.server.centre();
        let mut is_new = false;
        // It waits with files that are just being written.
        for _ in 0..2 {
            let renewed = self.runtime.block_on(centre.renew_catalogue());
            is_new = self.kept(renewed, "a catalogue is taken into use")?;
        }
        law(is_new, "a catalogue that was changed is a new one", || {
            self.catalogues.to_string()
        })
    }

    /// Gives a person another name.
    pub(crate) fn rename(&mut self, owner: &Owner) -> Kept {
        self.names += 1;
        let (person, name) = (owner.person, format!("{} {}", owner.name, self.names));
        self.operate(move |tx| person_change::rename(tx, person, &name))
    }

    /// Moves a person to the other area, or back.
    pub(crate) fn move_on(&self, owner: &Owner) -> Kept {
        let (person, role) = (owner.person, owner.role);
        let account = self.look(|store| account::in_role(store, person, role))?;
        let is_home = account.is_some_and(|account| account.area.0 == AREA);
        let area = AreaId(if is_home { OTHER_AREA } else { AREA }.to_owned());
        self.operate(move |tx| person_change::move_to(tx, person, &area).map(drop))
    }

    /// Writes a backup in the place of the last one.
    pub(crate) fn back_up(&mut self) -> Kept {
        let backup = self.folder.join("backup.sqlite");
        drop(fs::remove_file(&backup));
        let made = self.server.centre().store.backup(&backup);
        never_fails(made, "a backup is made")
    }

    /// Starts again on the last backup; false where there is none. As an operator does it,
    /// or as a disk that lost what was written last.
    pub(crate) fn set_back(&mut self, is_told: bool) -> Kept<bool> {
        let backup = self.folder.join("backup.sqlite");
        if !backup.exists() {
            return Ok(false);
        }
        let now = self.time.now();
        self.start_again(|data| {
            if is_told {
                let file = fs::File::open(&backup).expect("the backup");
                let restored = restore::restore(data, file, now);
                return never_fails(restored, "a backup is restored").map(drop);
            }
            drop(fs::remove_file(data.join("centre.sqlite-wal")));
            fs::copy(&backup, store_file(data)).expect("the backup");
            Ok(())
        })?;
        Ok(true)
    }

    /// A page of the disk is damaged, on which changes stand, and the operator has the store
    /// repaired; false where there is none yet.
    pub(crate) fn repair(&mut self, dice: u64) -> Kept<bool> {
        let now = self.time.now();
        let mut is_damaged = false;
        self.start_again(|data| {
            is_damaged = files::damage(&store_file(data), "change", dice);
            let repaired = never_fails(restore::repair(data, now), "a store is repaired")?;
            let is_anew = matches!(repaired, Repaired::Anew(..));
            law(
                is_anew == is_damaged,
                "a damaged store is made anew, and no other",
                || format!("{repaired:?}"),
            )
        })?;
        Ok(is_damaged)
    }
}
