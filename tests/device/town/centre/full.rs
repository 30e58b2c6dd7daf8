//! The centre while its disk is full.

use super::{TownCentre, data, start};
use crate::town::{
    broken::{Broken, Kept, never_fails},
    disk,
};
use linli_server::error::ServerError;
use std::path::Path;

impl TownCentre {
    /// Its process starts while its disk is full, which it may fail to, and harms nothing.
    pub(super) fn start_without_room(&self, data: &Path) -> Kept {
        disk::fill(data);
        drop(start(&self.folder, self.life, &self.time, &self.dice));
        disk::make_room(data);
        Ok(())
    }

    /// Its disk is full from here on, until there is room.
    pub(crate) fn fill_disk(&self) {
        disk::fill(&data(&self.folder, self.life));
    }

    pub(crate) fn make_room(&self) {
        disk::make_room(&data(&self.folder, self.life));
    }

    pub(crate) fn is_full(&self) -> bool {
        disk::is_full(&data(&self.folder, self.life))
    }

    /// What was written; where there was no room for it, the step ends.
    pub(super) fn kept<T>(&self, done: Result<T, ServerError>, law: &'static str) -> Kept<T> {
        match done {
            Err(_) if self.is_full() => Err(Broken::no_room("the centre")),
            done => never_fails(done, law),
        }
    }
}
