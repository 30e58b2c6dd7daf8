//! What people do: each role's possible acts, taken from what its screens offer now. Which
//! one is the dice's choice.

mod answers;
mod application;
mod caregiver;
mod resident;
mod worker;

use crate::town::{broken::Kept, dice::Dice, ledger::Ledger, phone::Phone};
use linli_domain::role::Role;

/// Somebody at work: their phone, chance, and words that nobody has used.
pub(crate) struct Somebody<'a> {
    pub(crate) phone: &'a mut Phone,
    pub(crate) ledger: &'a mut Ledger,
    pub(crate) dice: Dice,
}

/// Something that may be done, and how much it is liked.
type Deed<'a> = (usize, Box<dyn FnOnce(&mut Somebody<'_>) -> Kept + 'a>);

impl Somebody<'_> {
    /// Does something that may happen now, if there is anything, and often goes on.
    pub(crate) fn act(mut self) -> Kept {
        loop {
            match self.phone.owner.role {
                Role::Resident | Role::Delegate => resident::act(&mut self)?,
                Role::Caregiver => caregiver::act(&mut self)?,
                Role::Worker => worker::act(&mut self)?,
                Role::Officer => application::work_off(&mut self)?,
                Role::Centre => {}
            }
            if self.dice.happens(40) {
                return Ok(());
            }
        }
    }

    /// Does one of `deeds`.
    fn choose(&mut self, mut deeds: Vec<Deed<'_>>) -> Kept {
        let liked: Vec<usize> = deeds.iter().map(|(liked, _)| *liked).collect();
        match self.dice.weighted(&liked) {
            Some(place) => deeds.swap_remove(place).1(self),
            None => Ok(()),
        }
    }
}

/// A deed.
fn deed<'a>(liked: usize, deed: impl FnOnce(&mut Somebody<'_>) -> Kept + 'a) -> Deed<'a> {
    (liked, Box::new(deed))
}
