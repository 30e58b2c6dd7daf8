//! Which life of the store this is: another one after each restore from a backup.

use super::StoreError;
use linli_replica::exchange::Epoch;

pub trait ReadLife {
    /// The life that goes on; none in a store that has not begun one.
    fn epoch(&self) -> Result<Epoch, StoreError>;
}

pub trait WriteLife: ReadLife {
    /// From now on the store goes on as `epoch`.
    fn set_epoch(&mut self, epoch: Epoch) -> Result<(), StoreError>;
}
