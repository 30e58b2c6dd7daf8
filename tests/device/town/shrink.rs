//! A list of steps that fails, cut down to what is needed for it.

use crate::town::{
    broken::{Broken, Kept},
    ledger::Figures,
    steps::Step,
    world::World,
};
use serde::{Deserialize, Serialize};
use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

/// For how long a list is cut; of a town that was asked for, longer.
fn patience() -> Duration {
    let is_asked_for = std::env::var_os("LINLI_TOWN").is_some();
    Duration::from_secs(if is_asked_for { 240 } else { 20 })
}

/// A town and what happens in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct History {
    pub(crate) seed: u64,
    pub(crate) steps: Vec<Step>,
}

impl History {
    /// Runs it from the first morning to its end in quiet contact.
    pub(crate) fn run(&self) -> Kept<Figures> {
        let ran = catch_unwind(AssertUnwindSafe(|| {
            let mut world = World::new(self.seed)?;
            for step in &self.steps {
                world.step(*step)?;
            }
            world.come_to_rest()?;
            Ok(world.figures)
        }));
        ran.unwrap_or_else(|panic| {
            Err(Broken {
                law: "nothing panics",
                seen: words_of(&*panic),
            })
        })
    }

    /// The shortest list that was found to break the same law.
    pub(crate) fn shrunk(self, broken: &Broken) -> Self {
        let until = Instant::now() + patience();
        let mut kept = self;
        let mut size = kept.steps.len().div_ceil(2);
        while size > 0 {
            // From the end: what is left is soon quicker to run.
            let mut end = kept.steps.len();
            while end > 0 {
                if Instant::now() > until {
                    return kept;
                }
                let mut fewer = kept.clone();
                let at = end.saturating_sub(size);
                fewer.steps.drain(at..end);
                match fewer.run() {
                    Err(other) if other.law == broken.law => kept = fewer,
                    _ => {}
                }
                end = at;
            }
            size = if size == 1 { 0 } else { size.div_ceil(2) };
        }
        kept
    }
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    text.unwrap_or_else(|| "in words that nobody can read".to_owned())
}
