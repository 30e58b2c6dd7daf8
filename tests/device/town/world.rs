//! The town put together, and its steps.

use crate::town::{
    broken::{Broken, Kept},
    catalogue,
    centre::TownCentre,
    clock::TrueTime,
    dice::Dice,
    files, invariants,
    ledger::{Figures, Ledger},
    people::Somebody,
    phone::{Owner, Phone},
    steps::Step,
};
use linli_domain::{
    id::{OfficeId, PersonId},
    role::{Role, Scope},
    time::MINUTE_MS,
};
use linli_server::{core::account, store::Seq};
use std::collections::BTreeSet;
use tempfile::TempDir;

/// Who lives and works there: name, number, role.
const PEOPLE: [(&str, u8, Role); 9] = [
    ("王秀英 Wang Xiuying", 1, Role::Resident),
    ("李国强 Li Guoqiang", 2, Role::Resident),
    ("王小明 Wang Xiaoming", 3, Role::Delegate),
    ("孙丽 Sun Li", 11, Role::Caregiver),
    ("何平 He Ping", 12, Role::Caregiver),
    ("林晓燕 Lin Xiaoyan", 21, Role::Worker),
    ("郑文 Zheng Wen", 31, Role::Officer),
    ("沈立群 Shen Liqun", 32, Role::Officer),
    ("陆平安 Lu Ping'an", 33, Role::Officer),
];

/// Whose phones there are, by the numbers above. The first resident has two.
const PHONES: [u8; 10] = [1, 1, 2, 3, 11, 12, 21, 31, 32, 33];

/// What somebody may read besides what their role lets them.
fn granted(number: u8) -> Option<Scope> {
    let office = |office: &str| Scope::Office(OfficeId(office.to_owned()));
    match number {
        3 => Some(Scope::Person(person(1))),
        31 | 32 => Some(office("civil-affairs")),
        33 => Some(office("community")),
        _ => None,
    }
}

/// How many phones there are.
pub(crate) const COUNT: usize = PHONES.len();

/// A town at work.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) time: TrueTime,
    pub(crate) centre: TownCentre,
    pub(crate) phones: Vec<Phone>,
    pub(crate) ledger: Ledger,
    pub(crate) figures: Figures,
    /// What was done and answered, in order: the same for the same seed.
    pub(crate) trace: Vec<String>,
    /// The centre lost what it had acknowledged.
    pub(crate) is_set_back: bool,
    /// Up to which change states were counted.
    pub(crate) counted: Seq,
    /// Dropped last, when nothing is open in it any more.
    _folder: TempDir,
}

impl World {
    /// The town on the morning of its first day: everybody has enrolled.
    pub(crate) fn new(seed: u64) -> Kept<Self> {
        let mut dice = Dice::of(seed ^ 0x746f_776e);
        let folder = files::temporary();
        catalogue::write(&folder.path().join("catalogue"));
        let time = TrueTime::new();
        let mut centre = TownCentre::open(folder.path(), &time, dice.next())?;
        for (name, number, role) in PEOPLE {
            centre.admit(&owner(name, number, role), granted(number))?;
        }
        let mut phones = Vec::new();
        for (index, number) in PHONES.into_iter().enumerate() {
            let known = PEOPLE.into_iter().find(|(_, known, _)| *known == number);
            let (name, number, role) = known.expect("a phone's owner lives there");
            let files = folder.path().join(format!("phone-{index}"));
            let mut phone = Phone::new(owner(name, number, role), files, &time, dice.next())?;
            centre.enrol(&mut phone)?;
            phones.push(phone);
        }
        let mut world = Self {
            time,
            centre,
            phones,
            ledger: Ledger::default(),
            figures: Figures::default(),
            trace: Vec::new(),
            is_set_back: false,
            counted: Seq::START,
            _folder: folder,
        };
        for who in 0..COUNT {
            world.meet(who)?;
        }
        Ok(world)
    }

    /// Does one step and looks whether every law holds.
    pub(crate) fn step(&mut self, step: Step) -> Kept {
        self.figures.steps += 1;
        self.figures.faults += u64::from(step.is_fault());
        self.figures.reach(step.kind());
        self.trace.push(format!("{step:?}"));
        let done = self.do_step(step);
        if let Err(broken) = done {
            self.without_room(step, broken)?;
        }
        invariants::after_step(self, step.who())
    }

    /// A step that ended because a disk is full; whoever did it is told so.
    fn without_room(&mut self, step: Step, broken: Broken) -> Kept {
        if !broken.is_no_room() {
            return Err(broken);
        }
        self.figures.reach(format!("no room for {}", step.kind()));
        match step.who() {
            Some(who) if self.phones[who].is_full() => invariants::full_is_told(self, who),
            _ => Ok(()),
        }
    }

    fn do_step(&mut self, step: Step) -> Kept {
        match step {
            Step::Act { who, dice } => self.act(who, dice)?,
            Step::Meet { who } => self.meet(who)?,
            Step::Cut { who } => self.cut(who)?,
            Step::Lose { who } => self.lose(who)?,
            Step::Double { who } => self.double(who)?,
            Step::Twice { who } => self.twice(who)?,
            Step::Hold { who } => self.hold(who)?,
            Step::Late { who, dice } => self.late(who, dice)?,
            Step::Send { who } => self.send(who)?,
            Step::Arrive { who, dice } => self.arrive(who, dice)?,
            Step::Kill { who } => self.phones[who].kill()?,
            Step::Clock { who, minutes } => self.phones[who].host.set_off_by(minutes * MINUTE_MS),
            Step::Pass { minutes } => self.time.pass(i64::from(minutes) * MINUTE_MS),
            Step::Rounds => self.centre.do_rounds()?,
            Step::KillCentre => self.centre.kill()?,
            Step::BackUp => self.centre.back_up()?,
            Step::Restore => self.lose_end(true)?,
            Step::LoseEnd => self.lose_end(false)?,
            Step::Revoke { who } => self.revoke(who)?,
            Step::Enrol { who } => self.enrol(who)?,
            Step::CopyPhone { who } => self.phones[who].copy(),
            Step::SetBack { who } => self.set_back(who)?,
            Step::Tear { who, dice } => self.phones[who].tear(dice)?,
            Step::CutLog { who, dice } => self.cut_log(who, dice)?,
            Step::TearCentre { dice } => self.centre.tear(dice)?,
            Step::CutCentre { dice } => self.cut_centre(dice)?,
            Step::Repair { dice } => self.repair_centre(dice)?,
            Step::Publish => self.centre.publish()?,
            Step::Rename { who } => self.centre.rename(&self.phones[who].owner)?,
            Step::Move { who } => self.centre.move_on(&self.phones[who].owner)?,
            Step::FillPhone { who } => self.phones[who].fill_disk(),
            Step::FillCentre => self.centre.fill_disk(),
            Step::MakeRoom => self.make_room(),
        }
        Ok(())
    }

    /// There is room on all disks.
    fn make_room(&self) {
        self.centre.make_room();
        self.phones.iter().for_each(Phone::make_room);
    }

    /// All networks are well again, all clocks right and no disk full; everybody has quiet contact, until
    /// there is nothing left to say.
    pub(crate) fn come_to_rest(&mut self) -> Kept {
        self.make_room();
        for phone in &mut self.phones {
            phone.host.set_off_by(0);
            phone.answers.clear();
            phone.sent.clear();
        }
        self.centre.do_rounds()?;
        // What one phone brings may lead to news for another, and those to more. What a
        // centre that lost something did not take is tried again after a while.
        for round in 0..if self.is_set_back { 7 } else { 3 } {
            if self.is_set_back {
                self.time.pass(30 * MINUTE_MS);
            }
            // By then it has listened, and makes anew what nobody gave back.
            if round == 4 {
                self.centre.do_rounds()?;
            }
            for who in 0..COUNT {
                self.meet(who)?;
            }
        }
        for who in 0..COUNT {
            invariants::after_step(self, Some(who))?;
        }
        invariants::at_rest(self)
    }

    fn act(&mut self, who: usize, dice: u64) -> Kept {
        if !self.phones[who].is_enrolled() {
            return Ok(());
        }
        let Self { phones, ledger, .. } = self;
        let somebody = Somebody {
            phone: &mut phones[who],
            ledger,
            dice: Dice::of(dice),
        };
        somebody.act()
    }

    /// What the owner of the phone `who` may read, by the centre's word.
    pub(crate) fn scopes(&self, who: usize) -> Kept<BTreeSet<Scope>> {
        let owner = &self.phones[who].owner;
        let own = self
            .centre
            .look(|store| account::in_role(store, owner.person, owner.role))?;
        Ok(own.map(|account| account.writer.scopes).unwrap_or_default())
    }

    /// What anybody in the town may read.
    pub(crate) fn all_scopes(&self) -> BTreeSet<Scope> {
        let phones = 0..self.phones.len();
        phones
            .filter_map(|who| self.scopes(who).ok())
            .flatten()
            .collect()
    }
}

const fn person(number: u8) -> PersonId {
    PersonId([number; 16])
}

const fn owner(name: &'static str, number: u8, role: Role) -> Owner {
    Owner {
        name,
        person: person(number),
        role,
    }
}
