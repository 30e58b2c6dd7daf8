//! The laws of the town: what must hold after every step, and what when all have had quiet
//! contact.

mod at_rest;
mod states;

pub(crate) use at_rest::at_rest;

use crate::town::{
    broken::{Kept, law, never_fails},
    ledger::Fate,
    phone::WaitingChange,
    world::World,
};
use linli_api::GetDelivery;
use linli_domain::{access::Refusal, contents::Contents, folded::Folded, role::Scope};
use linli_replica::{
    exchange::{ChangeOutcome, Exchange, Exchanged},
    signed::Hash,
};
use std::collections::BTreeSet;

/// What the centre has just answered to the phone `who`.
pub(crate) fn after_answer(
    world: &mut World,
    who: usize,
    sent: &Exchange,
    answer: &Exchanged,
) -> Kept {
    law(
        sent.changes.len() == answer.outcomes.len(),
        "each change gets an outcome",
        || format!("{} for {}", answer.outcomes.len(), sent.changes.len()),
    )?;
    for (change, outcome) in sent.changes.iter().zip(&answer.outcomes) {
        let hash = never_fails(change.read(), "what was sent is a change")?.hash;
        world.ledger.note_made(hash, who, change.doc);
        outcome_is_foreseen(world, hash, outcome)?;
    }
    for news in &answer.news {
        world.ledger.docs.insert(news.doc);
        let Some((_, contents)) = world.centre.document(news.doc)? else {
            continue;
        };
        let may = is_read_by(&contents, &world.scopes(who)?);
        law(may, "nobody is told what is not theirs", || {
            format!("{} got {}", world.phones[who].owner.name, news.doc)
        })?;
    }
    Ok(())
}

/// Whether who holds `scopes` may read the document.
fn is_read_by(contents: &Contents, scopes: &BTreeSet<Scope>) -> bool {
    let mut carried = Folded::of(contents.clone()).scopes().into_iter();
    carried.any(|scope| scopes.contains(&scope))
}

fn outcome_is_foreseen(world: &mut World, hash: Hash, outcome: &ChangeOutcome) -> Kept {
    let made = &world.ledger.made[&hash];
    let (doc, before, is_clock_wrong) = (made.doc, made.fate, made.is_clock_wrong);
    let by = made.by;
    let after = match outcome {
        ChangeOutcome::Received(receipt) => {
            law(receipt.hash == hash, "a receipt names its change", || {
                format!("{doc}")
            })?;
            law(
                world.centre.has(hash)?,
                "what has a receipt is at the centre",
                || format!("{doc}"),
            )?;
            Fate::Acknowledged
        }
        ChangeOutcome::Refused(_, why) => {
            // An honest phone may come too late, or go by a wrong clock.
            let is_foreseen = matches!(
                why,
                Refusal::TooLate | Refusal::NotTheirs | Refusal::NoConsent
            ) || (*why == Refusal::NotValid && is_clock_wrong);
            law(
                is_foreseen,
                "an honest change is refused for a reason that is foreseen",
                || format!("{why:?} in {doc}, made by {}", world.name(by)),
            )?;
            Fate::Refused(*why)
        }
        ChangeOutcome::Missing(missing) => {
            let has_lost = missing
                .iter()
                .filter(|hash| {
                    world
                        .ledger
                        .made
                        .get(hash)
                        .is_some_and(|made| made.fate == Fate::Acknowledged)
                })
                .count();
            law(
                has_lost == 0 || world.is_set_back,
                "the centre lacks nothing that it acknowledged",
                || format!("{has_lost} in {doc}"),
            )?;
            before
        }
    };
    law(
        before != Fate::Acknowledged || after == Fate::Acknowledged || world.is_set_back,
        "what was acknowledged is not refused later",
        || format!("{outcome:?} in {doc}"),
    )?;
    match (before, after) {
        (Fate::Acknowledged, _) => {}
        (_, Fate::Acknowledged) => world.figures.acknowledged += 1,
        (Fate::Open, Fate::Refused(_)) => world.figures.refused += 1,
        _ => {}
    }
    if let Some(made) = world.ledger.made.get_mut(&hash) {
        // A centre that lost it, and a phone that forgot the receipt, begin anew.
        made.is_excused |= before == Fate::Acknowledged && after != before;
        made.fate = after;
    }
    Ok(())
}

/// What must hold after every step.
pub(crate) fn after_step(world: &mut World, who: Option<usize>) -> Kept {
    if let Some(who) = who {
        world.note(who)?;
        nothing_is_lost_on(world, who)?;
        states::count_waiting(world, who)?;
    }
    world.figures.made = u64::try_from(world.ledger.made.len()).unwrap_or(u64::MAX);
    states::count(world)
}

/// The phone says that it is full, where it had no room for something.
pub(crate) fn full_is_told(world: &mut World, who: usize) -> Kept {
    let phone = &mut world.phones[who];
    let is_told = phone.must(GetDelivery {})?.is_full;
    law(is_told, "a full storage is told", || {
        phone.owner.name.to_owned()
    })
}

/// Every change that the phone made waits there, is at the centre, or stands on the shelf;
/// and the line under every title says how many wait.
fn nothing_is_lost_on(world: &mut World, who: usize) -> Kept {
    let phone = &world.phones[who];
    if !phone.is_enrolled() {
        return Ok(());
    }
    let (waiting, shelf) = (phone.waiting()?, phone.shelf()?);
    let waiting: BTreeSet<Hash> = waiting.into_iter().map(|change| change.hash).collect();
    let name = phone.owner.name;
    let made = world.ledger.made.iter_mut();
    for (hash, made) in made.filter(|(_, made)| made.by == who && !made.is_settled) {
        if waiting.contains(hash) {
            continue;
        }
        made.is_settled = true;
        let is_shelved = |seen: WaitingChange| shelf.contains(&(seen.doc, seen.at));
        let must_be = made.seen.filter(|seen| seen.is_wanted);
        let is_somewhere = made.fate == Fate::Acknowledged || must_be.is_none_or(is_shelved);
        law(is_somewhere, "no change goes in silence", || {
            format!("{name} made one in {}: {:?}", made.doc, made.fate)
        })?;
    }
    world.figures.words += 1;
    let said = world.phones[who].must(GetDelivery {})?.waiting;
    law(
        usize::try_from(said).is_ok_and(|said| said == waiting.len()),
        "the line says truly how many wait",
        || format!("{name} is told {said} of {}", waiting.len()),
    )
}
