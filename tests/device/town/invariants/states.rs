//! Which states documents come to: counted, so that a test can say which were never seen.

use crate::town::{
    broken::{Kept, never_fails},
    world::World,
};
use linli_domain::{application, care, consent, contents::Contents, id::DocId, offer};
use std::collections::BTreeSet;

/// Counts the states of what waits on the phone: "sent" is one that no centre ever sees.
pub(super) fn count_waiting(world: &mut World, who: usize) -> Kept {
    let phone = &world.phones[who];
    let waiting: BTreeSet<DocId> = phone.waiting()?.into_iter().map(|one| one.doc).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    for (doc, replica) in phone.documents()? {
        if waiting.contains(&doc) {
            let contents = replica.contents();
            let contents = never_fails(contents, "a phone's documents can be read")?;
            for state in states_of(&contents) {
                world.figures.reach(state);
            }
        }
    }
    Ok(())
}

/// Counts the states of the documents that have changed at the centre.
pub(super) fn count(world: &mut World) -> Kept {
    let horizon = world.centre.horizon()?;
    if horizon == world.counted {
        return Ok(());
    }
    let scopes = world.all_scopes();
    for doc in world.centre.documents(&scopes, world.counted)? {
        world.ledger.docs.insert(doc);
        let Some((_, contents)) = world.centre.document(doc)? else {
            continue;
        };
        for state in states_of(&contents) {
            world.figures.reach(state);
        }
    }
    world.counted = horizon;
    Ok(())
}

/// Words for the states that a document stands at.
fn states_of(contents: &Contents) -> Vec<String> {
    match contents {
        Contents::Person(_) => vec!["person".to_owned()],
        Contents::Care(care) => {
            let state = care::fold(care);
            let mut words = vec![format!("care {:?}", state.status)];
            let visits = state.visits.values();
            words.extend(visits.map(|visit| format!("visit {:?}", visit.status)));
            words.extend(state.released.map(|why| format!("released {why:?}")));
            words
        }
        Contents::Offer(offer) => {
            let state = offer::fold(offer);
            vec![match (state.closed, state.assigned, state.lost.len()) {
                (true, ..) => "offer Closed".to_owned(),
                (_, Some(_), 0) => "offer Assigned".to_owned(),
                (_, Some(_), _) => "offer Assigned, and lost by another".to_owned(),
                (_, None, _) => "offer Open".to_owned(),
            }]
        }
        Contents::Consent(consent) => {
            let state = consent::fold(consent);
            vec![match (state.grant, state.ended) {
                (_, Some(_)) => "consent Ended".to_owned(),
                (Some(_), None) => "consent Given".to_owned(),
                (None, None) => "consent Begun".to_owned(),
            }]
        }
        Contents::Application(own) => {
            vec![format!("application {:?}", application::fold(own).status)]
        }
    }
}
