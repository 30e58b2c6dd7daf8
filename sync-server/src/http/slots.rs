//! Slots for connections: how many there are, and whose is taken away when all are in use.
//!
//! A connection begins as a stranger's, and becomes a device's with the first request that
//! carries its token. Strangers share a quarter of all slots, and each address has so many;
//! each device has so many of the rest. Nobody is turned away because all slots are taken: the
//! oldest connection of whoever holds most ends. So whoever holds connections open without a
//! token takes slots from themselves only, and a device that comes anew gets in.

use linli_domain::id::DeviceId;
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    hash::Hash,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

tokio::task_local! {
    /// The slot of the connection whose request is answered in this task.
    static HERE: Arc<ConnectionSlot>;
}

/// How many slots there are, and for one caller.
#[derive(Debug, Clone, Copy)]
pub(super) struct SlotLimits {
    /// Of all callers together.
    pub(super) all: usize,
    /// Without a token, from one address.
    pub(super) per_address: usize,
    /// Of one device that has signed in.
    pub(super) per_device: usize,
}

/// The slots of one listener, and who holds them.
#[derive(Debug)]
pub(super) struct ConnectionSlots {
    limits: SlotLimits,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    arrived: u64,
    strangers: ByCaller<IpAddr>,
    devices: ByCaller<DeviceId>,
}

/// Which connections each caller holds, the oldest first.
#[derive(Debug)]
struct ByCaller<Caller> {
    by_caller: HashMap<Caller, BTreeSet<u64>>,
    leave: HashMap<u64, Arc<Notify>>,
}

/// One connection's slot, until it is dropped.
#[derive(Debug)]
pub(super) struct ConnectionSlot {
    slots: Arc<ConnectionSlots>,
    number: u64,
    address: IpAddr,
    leave: Arc<Notify>,
    device: Mutex<Option<DeviceId>>,
}

impl<Caller> Default for ByCaller<Caller> {
    fn default() -> Self {
        Self {
            by_caller: HashMap::new(),
            leave: HashMap::new(),
        }
    }
}

impl<Caller: Hash + Eq + Copy> ByCaller<Caller> {
    fn add(&mut self, caller: Caller, number: u64, leave: Arc<Notify>) {
        self.by_caller.entry(caller).or_default().insert(number);
        self.leave.insert(number, leave);
    }

    /// Whether the connection was among them.
    fn remove(&mut self, caller: Caller, number: u64) -> bool {
        if let Some(numbers) = self.by_caller.get_mut(&caller) {
            numbers.remove(&number);
            if numbers.is_empty() {
                self.by_caller.remove(&caller);
            }
        }
        self.leave.remove(&number).is_some()
    }

    /// Has connections leave until `caller` may hold one more of at most `each`, and all
    /// together of at most `all`. Returns how many leave.
    fn make_room(&mut self, caller: Caller, each: usize, all: usize) -> u64 {
        let mut left = 0;
        loop {
            let own = self.by_caller.get(&caller).map_or(0, BTreeSet::len);
            let from = if own >= each.max(1) {
                Some(caller)
            } else if self.leave.len() >= all.max(1) {
                self.greediest()
            } else {
                None
            };
            let Some(from) = from else { return left };
            let oldest = self.by_caller.get(&from).and_then(BTreeSet::first).copied();
            let Some(oldest) = oldest else { return left };
            if let Some(leave) = self.leave.get(&oldest) {
                leave.notify_one();
            }
            self.remove(from, oldest);
            left += 1;
        }
    }

    /// Who holds most; of several, who has held one for longest.
    fn greediest(&self) -> Option<Caller> {
        let held = self.by_caller.iter();
        let most = held.max_by_key(|(_, numbers)| (numbers.len(), Reverse(numbers.first())));
        most.map(|(caller, _)| *caller)
    }
}

impl ConnectionSlots {
    pub(super) fn new(limits: SlotLimits) -> Arc<Self> {
        Arc::new(Self {
            limits,
            taken: Mutex::default(),
        })
    }

    /// Gives a stranger's slot to a new connection from `address`, and answers how many
    /// have to leave for it.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> (Arc<ConnectionSlot>, u64) {
        let leave = Arc::<Notify>::default();
        let mut taken = self.lock();
        let left =
            taken
                .strangers
                .make_room(address, self.limits.per_address, self.for_strangers());
        taken.arrived += 1;
        let number = taken.arrived;
        taken.strangers.add(address, number, leave.clone());
        drop(taken);
        let slot = ConnectionSlot {
            slots: self.clone(),
            number,
            address,
            leave,
            device: Mutex::default(),
        };
        (Arc::new(slot), left)
    }

    fn for_strangers(&self) -> usize {
        self.limits.all / 4
    }

    fn for_devices(&self) -> usize {
        self.limits.all - self.for_strangers()
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ConnectionSlot {
    /// Ends when the connection has to leave.
    pub(super) async fn told_to_leave(&self) {
        self.leave.notified().await;
    }

    /// Makes the slot that of a device. One who shares it, behind a proxy, changes nothing.
    fn sign_in(&self, device: DeviceId) -> u64 {
        let mut known = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_some() {
            return 0;
        }
        let mut taken = self.slots.lock();
        if !taken.strangers.remove(self.address, self.number) {
            // It has to leave already.
            return 0;
        }
        let (each, all) = (self.slots.limits.per_device, self.slots.for_devices());
        let left = taken.devices.make_room(device, each, all);
        taken.devices.add(device, self.number, self.leave.clone());
        *known = Some(device);
        left
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        let mut taken = self.slots.lock();
        let device = self.device.get_mut();
        match device.unwrap_or_else(PoisonError::into_inner) {
            Some(device) => taken.devices.remove(*device, self.number),
            None => taken.strangers.remove(self.address, self.number),
        };
    }
}

/// Answers a request that came over the connection with this slot.
pub(super) async fn with<T>(slot: Arc<ConnectionSlot>, answer: impl Future<Output = T>) -> T {
    HERE.scope(slot, answer).await
}

/// Notes that the request answered in this task carries the token of `device`. Returns how
/// many connections have to leave for it.
pub(super) fn sign_in(device: DeviceId) -> u64 {
    HERE.try_with(|slot| slot.sign_in(device)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        pin::pin,
        task::{Context, Waker},
    };

    fn is_told(slot: &ConnectionSlot) -> bool {
        let mut told = pin!(slot.told_to_leave());
        let mut context = Context::from_waker(Waker::noop());
        told.as_mut().poll(&mut context).is_ready()
    }

    fn address(number: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, number])
    }

    fn slots(all: usize, per_address: usize, per_device: usize) -> Arc<ConnectionSlots> {
        ConnectionSlots::new(SlotLimits {
            all,
            per_address,
            per_device,
        })
    }

    fn left(slots: &[Arc<ConnectionSlot>]) -> Vec<usize> {
        let told = slots.iter().enumerate();
        told.filter(|(_, slot)| is_told(slot))
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn an_address_that_holds_many_makes_room_for_itself() {
        let all = slots(400, 3, 8);
        let held: Vec<_> = (0..5).map(|_| all.enter(address(1)).0).collect();
        let other = all.enter(address(2)).0;
        assert_eq!(left(&held), [0, 1], "the oldest two");
        assert!(!is_told(&other));
    }

    #[test]
    fn of_all_strangers_the_one_who_holds_most_leaves_first() {
        let all = slots(16, 4, 8);
        let honest = all.enter(address(2)).0;
        let held: Vec<_> = (0..3).map(|_| all.enter(address(1)).0).collect();
        let next = all.enter(address(3)).0;
        assert_eq!(left(&held), [0]);
        assert!(!is_told(&honest) && !is_told(&next));
    }

    #[test]
    fn strangers_never_take_the_slot_of_who_is_signed_in() {
        let all = slots(8, 100, 2);
        let device = |number| DeviceId([number; 16]);
        let signed_in: Vec<_> = (0..6)
            .map(|number| {
                let slot = all.enter(address(9)).0;
                assert_eq!(slot.sign_in(device(number)), 0);
                slot
            })
            .collect();
        let strangers: Vec<_> = (0..100).map(|at| all.enter(address(at)).0).collect();
        assert_eq!(left(&signed_in), Vec::<usize>::new());
        assert_eq!(left(&strangers).len(), 98);
        // And one device takes no more than its own.
        let again: Vec<_> = (0..3).map(|_| all.enter(address(9)).0).collect();
        drop(signed_in);
        for slot in &again {
            slot.sign_in(device(7));
        }
        drop(strangers);
        let taken = all.lock();
        assert!(taken.devices.leave.len() <= 2 && taken.strangers.leave.is_empty());
    }

    #[test]
    fn a_slot_is_free_again_when_its_connection_ends() {
        let all = slots(8, 2, 2);
        let (slot, _) = all.enter(address(1));
        slot.sign_in(DeviceId([1; 16]));
        drop(slot);
        drop(all.enter(address(1)));
        let taken = all.lock();
        assert!(taken.devices.by_caller.is_empty() && taken.strangers.by_caller.is_empty());
        assert!(taken.devices.leave.is_empty() && taken.strangers.leave.is_empty());
    }
}
