//! What can happen in the town, as plain data: a list of steps is drawn from a seed, can be
//! cut shorter, and can be kept.

use crate::town::dice::Dice;
use serde::{Deserialize, Serialize};

/// One step. `who` counts the phones; `dice` decides what is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// Whoever holds the phone does something that may happen now.
    Act { who: usize, dice: u64 },
    /// An exchange, as it should be.
    Meet { who: usize },
    /// The exchange does not reach the centre.
    Cut { who: usize },
    /// The centre's answer is lost.
    Lose { who: usize },
    /// The exchange reaches the centre twice.
    Double { who: usize },
    /// The answer is taken in twice.
    Twice { who: usize },
    /// The answer stays under way.
    Hold { who: usize },
    /// An answer that was under way comes.
    Late { who: usize, dice: u64 },
    /// The exchange stays under way, while the phone gives it up.
    Send { who: usize },
    /// One that stayed under way reaches the centre; nobody hears the answer.
    Arrive { who: usize, dice: u64 },
    /// The power fails.
    Kill { who: usize },
    /// The phone's clock is set: so many minutes off.
    Clock { who: usize, minutes: i64 },
    /// Time passes.
    Pass { minutes: u32 },
    /// The centre looks for what is due.
    Rounds,
    /// The centre's process dies and starts again.
    KillCentre,
    /// The operator makes a backup; the last one is kept.
    BackUp,
    /// The operator puts the last backup in the store's place.
    Restore,
    /// The centre's disk loses all since the last backup, and nobody says so.
    LoseEnd,
    /// The operator revokes the phone.
    Revoke { who: usize },
    /// Who has no enrolled phone gets a code and enrols it.
    Enrol { who: usize },
    /// A copy of the phone's files is made; the last one is kept.
    CopyPhone { who: usize },
    /// The phone's files are put back to their copy.
    SetBack { who: usize },
    /// The power fails while the phone writes: a part of that lies at the log's end.
    Tear { who: usize, dice: u64 },
    /// The power fails, and the phone's disk kept only the beginning of the log.
    CutLog { who: usize, dice: u64 },
    /// The power fails while the centre writes.
    TearCentre { dice: u64 },
    /// The power fails, and the centre's disk kept only the beginning of its log.
    CutCentre { dice: u64 },
    /// The centre's disk damages a page, and the operator has the store repaired.
    Repair { dice: u64 },
    /// The operator takes another catalogue into use.
    Publish,
    /// The operator gives the phone's owner another name.
    Rename { who: usize },
    /// The operator moves the phone's owner to the other area, or back.
    Move { who: usize },
    /// The phone's disk is full, until there is room.
    FillPhone { who: usize },
    /// The centre's disk is full, until there is room.
    FillCentre,
    /// There is room again on all disks.
    MakeRoom,
}

/// Makes a step of one kind: what is left open is the dice's choice.
type Draw = fn(&mut Dice, usize) -> Step;

/// How often each kind of step is drawn.
const WEIGHTS: [(usize, Draw); 33] = [
    (40, |dice, who| Step::Act {
        who,
        dice: dice.next(),
    }),
    (24, |_, who| Step::Meet { who }),
    (2, |_, who| Step::Cut { who }),
    (4, |_, who| Step::Lose { who }),
    (2, |_, who| Step::Double { who }),
    (3, |_, who| Step::Twice { who }),
    (3, |_, who| Step::Hold { who }),
    (3, |dice, who| Step::Late {
        who,
        dice: dice.next(),
    }),
    (2, |_, who| Step::Send { who }),
    (2, |dice, who| Step::Arrive {
        who,
        dice: dice.next(),
    }),
    (2, |_, who| Step::Kill { who }),
    (2, |dice, who| Step::Clock {
        who,
        minutes: off_by(dice),
    }),
    (8, |dice, _| Step::Pass {
        minutes: passing(dice),
    }),
    (4, |_, _| Step::Rounds),
    (1, |_, _| Step::KillCentre),
    (1, |_, who| Step::Revoke { who }),
    (4, |_, who| Step::Enrol { who }),
    (3, |_, who| Step::CopyPhone { who }),
    (3, |_, who| Step::SetBack { who }),
    (2, |_, _| Step::BackUp),
    (1, |_, _| Step::Restore),
    (1, |_, _| Step::LoseEnd),
    (2, |dice, who| Step::Tear {
        who,
        dice: dice.next(),
    }),
    (1, |dice, who| Step::CutLog {
        who,
        dice: dice.next(),
    }),
    (1, |dice, _| Step::TearCentre { dice: dice.next() }),
    (1, |dice, _| Step::CutCentre { dice: dice.next() }),
    (1, |_, _| Step::Publish),
    (1, |_, who| Step::Rename { who }),
    (1, |_, who| Step::Move { who }),
    (2, |_, who| Step::FillPhone { who }),
    (1, |_, _| Step::FillCentre),
    (5, |_, _| Step::MakeRoom),
    (1, |dice, _| Step::Repair { dice: dice.next() }),
];

/// How wrong a clock is set: often right, sometimes by minutes, rarely by months.
fn off_by(dice: &mut Dice) -> i64 {
    let offs = [0, 0, 3, -3, 50, -50, 24 * 60, -24 * 60, 400_000, -400_000];
    dice.one(&offs).copied().unwrap_or_default()
}

/// How long a pause lasts: mostly minutes, sometimes days.
fn passing(dice: &mut Dice) -> u32 {
    const PAUSES: [(usize, &[u32]); 3] = [
        (84, &[1, 1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60]),
        (11, &[90, 150, 400, 600, 24 * 60]),
        (5, &[9 * 24 * 60]),
    ];
    let place = dice.weighted(&PAUSES.map(|(weight, _)| weight));
    let (_, pauses) = PAUSES[place.unwrap_or_default()];
    dice.one(pauses).copied().unwrap_or_default()
}

/// Faults among the steps: in a soak, every fourth step is one.
const SOAK_PERCENT: usize = 25;

/// The steps of a town in which much goes wrong.
pub(crate) fn soak(seed: u64, phones: usize, count: usize) -> Vec<Step> {
    let mut dice = Dice::of(!seed);
    let is_fault = |make: Draw| make(&mut Dice::of(1), 0).is_fault();
    let faults = WEIGHTS.into_iter().filter(|(_, make)| is_fault(*make));
    let faults: Vec<(usize, Draw)> = faults.collect();
    let weights: Vec<usize> = faults.iter().map(|(weight, _)| *weight).collect();
    let mut steps = draw(seed, phones, count);
    for step in &mut steps {
        if dice.happens(SOAK_PERCENT) && !step.is_fault() {
            let place = dice.weighted(&weights).unwrap_or_default();
            let who = dice.below(phones);
            *step = faults[place].1(&mut dice, who);
        }
    }
    steps
}

/// The steps of a town with `phones` phones. Who has done something is often in contact
/// right after it.
pub(crate) fn draw(seed: u64, phones: usize, count: usize) -> Vec<Step> {
    let mut dice = Dice::of(seed);
    let weights = WEIGHTS.map(|(weight, _)| weight);
    let mut steps = Vec::with_capacity(count + 1);
    while steps.len() < count {
        let place = dice.weighted(&weights).unwrap_or_default();
        let who = dice.below(phones);
        let (_, make) = WEIGHTS[place];
        let step = make(&mut dice, who);
        steps.push(step);
        if matches!(step, Step::Act { .. }) && dice.happens(50) {
            steps.push(Step::Meet { who });
        }
    }
    steps
}

/// How often more than a week passes at the end of a town in which nothing goes wrong.
const LAST_WEEKS: usize = 6;

/// The steps of a town in which nothing goes wrong, and much is brought to its end: everybody
/// in turn hears what is new, does something, and tells it.
pub(crate) fn quiet(seed: u64, phones: usize, count: usize) -> Vec<Step> {
    let mut dice = Dice::of(seed.rotate_left(32));
    let mut steps = Vec::with_capacity(count + 3 * phones);
    while steps.len() < count {
        for who in 0..phones {
            let dice = dice.next();
            steps.extend([
                Step::Meet { who },
                Step::Act { who, dice },
                Step::Meet { who },
            ]);
        }
        steps.push(Step::Pass { minutes: 3 });
    }
    // What nobody answered comes to its last day.
    for _ in 0..LAST_WEEKS {
        let minutes = 9 * 24 * 60;
        steps.extend([Step::Pass { minutes }, Step::Rounds]);
    }
    steps
}

/// The name of each kind of step, as they are counted.
pub(crate) fn kinds() -> Vec<String> {
    let one = |(_, make): (usize, Draw)| make(&mut Dice::of(1), 0).kind();
    WEIGHTS.map(one).into()
}

impl Step {
    /// Whether something is killed, set back, revoked or goes wrong, besides the network.
    pub(crate) const fn is_fault(&self) -> bool {
        matches!(
            self,
            Self::Kill { .. }
                | Self::Clock { .. }
                | Self::KillCentre
                | Self::Restore
                | Self::LoseEnd
                | Self::Revoke { .. }
                | Self::SetBack { .. }
                | Self::Tear { .. }
                | Self::CutLog { .. }
                | Self::TearCentre { .. }
                | Self::CutCentre { .. }
                | Self::Repair { .. }
                | Self::FillPhone { .. }
                | Self::FillCentre
        )
    }

    /// What kind of step it is, for counting.
    pub(crate) fn kind(&self) -> String {
        let shown = format!("{self:?}");
        let end = shown.find(' ').unwrap_or(shown.len());
        format!("step {}", &shown[..end])
    }

    /// Whose phone it is about.
    pub(crate) const fn who(&self) -> Option<usize> {
        match *self {
            Self::Act { who, .. }
            | Self::Meet { who }
            | Self::Cut { who }
            | Self::Lose { who }
            | Self::Double { who }
            | Self::Twice { who }
            | Self::Hold { who }
            | Self::Late { who, .. }
            | Self::Send { who }
            | Self::Arrive { who, .. }
            | Self::Kill { who }
            | Self::Clock { who, .. }
            | Self::Revoke { who }
            | Self::Enrol { who }
            | Self::CopyPhone { who }
            | Self::Tear { who, .. }
            | Self::CutLog { who, .. }
            | Self::Rename { who }
            | Self::Move { who }
            | Self::FillPhone { who }
            | Self::SetBack { who } => Some(who),
            Self::Pass { .. }
            | Self::Rounds
            | Self::KillCentre
            | Self::BackUp
            | Self::Restore
            | Self::TearCentre { .. }
            | Self::CutCentre { .. }
            | Self::Repair { .. }
            | Self::Publish
            | Self::FillCentre
            | Self::MakeRoom
            | Self::LoseEnd => None,
        }
    }
}
