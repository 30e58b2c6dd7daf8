//! What must hold once everybody has had quiet contact: all have what is theirs and nothing
//! else, all agree, and nothing was lost or done twice.

use super::is_read_by;
use crate::town::{
    broken::{Kept, law, never_fails},
    ledger::Fate,
    world::World,
};
use linli_api::{GetDelivery, OpenCare, view::Delivered};
use linli_domain::{
    care::{self, Care, CareEvent, CareStatus},
    contents::Contents,
    document::{DocKind, Event, in_order},
    id::DocId,
    offer::{self, Offer, OfferEvent},
    role::Role,
};
use linli_replica::{replica::Replica, signed::Hash};
use linli_server::core::reactions;
use std::collections::{BTreeMap, BTreeSet};

/// All of that.
pub(crate) fn at_rest(world: &mut World) -> Kept {
    let scopes = world.all_scopes();
    let mut all: BTreeSet<DocId> = world.ledger.docs.clone();
    all.extend(
        world
            .centre
            .documents(&scopes, linli_server::store::Seq::START)?,
    );
    // Where nobody works that is left of those who moved, nobody else names these.
    let offers: Vec<DocId> = all.iter().copied().map(reactions::offer_of).collect();
    all.extend(offers);
    let mut documents = BTreeMap::new();
    // Nobody can say what these come to until their phones are back.
    let disputed = world.disputed()?;
    for doc in all.difference(&disputed).copied() {
        if let Some(document) = world.centre.document(doc)? {
            documents.insert(doc, document);
        }
    }
    nothing_acknowledged_is_lost(world, &documents, &disputed)?;
    nothing_is_there_twice(world, &documents)?;
    matters_agree_with_offers(world, &documents, &disputed)?;
    for who in 0..world.phones.len() {
        if !world.phones[who].is_enrolled() {
            let held = world.phones[who].documents()?;
            let name = world.phones[who].owner.name;
            let is_sealed = world.phones[who].engine.hand_over().is_some();
            law(
                held.is_empty() && !is_sealed,
                "a phone of nobody's holds nothing",
                || name.to_owned(),
            )?;
            continue;
        }
        let is_new = world.centre.is_catalogue_of(&world.phones[who].engine)?;
        law(is_new, "everybody has the catalogue in use", || {
            world.name(who)
        })?;
        everything_is_delivered(world, who, &disputed)?;
        has_what_is_theirs(world, who, &documents, &disputed)?;
        words_are_there_once(world, who, &disputed)?;
    }
    Ok(())
}

type Documents = BTreeMap<DocId, (Replica, Contents)>;

fn nothing_acknowledged_is_lost(
    world: &World,
    documents: &Documents,
    disputed: &BTreeSet<DocId>,
) -> Kept {
    for (hash, made) in &world.ledger.made {
        if made.fate != Fate::Acknowledged || made.is_excused {
            continue;
        }
        let is_kept = documents
            .get(&made.doc)
            .is_some_and(|(replica, _)| replica.contains(hash));
        law(
            (is_kept || disputed.contains(&made.doc)) && world.centre.has(*hash)?,
            "nothing acknowledged is lost",
            || format!("{} made {hash:?} in {}", world.name(made.by), made.doc),
        )?;
    }
    Ok(())
}

fn nothing_is_there_twice(world: &World, documents: &Documents) -> Kept {
    let mut events = BTreeSet::new();
    for (doc, (_, contents)) in documents {
        let changes = world.centre.changes(*doc)?;
        let distinct: BTreeSet<&Hash> = changes.iter().collect();
        law(
            distinct.len() == changes.len(),
            "no change is there twice",
            || format!("{doc}"),
        )?;
        for event in contents.event_ids() {
            law(events.insert(event), "no event is there twice", || {
                format!("{doc}")
            })?;
        }
        if world.is_set_back {
            // It may have assigned once more what it had forgotten.
            continue;
        }
        match contents {
            Contents::Care(care) => assigned_once(*doc, &care.events, |event| match event {
                CareEvent::Assigned { .. } => Some(true),
                CareEvent::Released { .. } => Some(false),
                _ => None,
            })?,
            Contents::Offer(offer) => assigned_once(*doc, &offer.events, |event| match event {
                OfferEvent::Assigned { .. } => Some(true),
                OfferEvent::Released { .. } => Some(false),
                _ => None,
            })?,
            Contents::Person(_) | Contents::Application(_) | Contents::Consent(_) => {}
        }
    }
    Ok(())
}

/// Between two assignments lies a release. `of` says whether an event is the one or the other.
fn assigned_once<What>(
    doc: DocId,
    events: &[Event<What>],
    of: impl Fn(&What) -> Option<bool>,
) -> Kept {
    let mut is_assigned = false;
    for event in in_order(events) {
        if let Some(assigns) = of(&event.what) {
            law(
                !(assigns && is_assigned && event.by.role == Role::Centre),
                "nobody is assigned beside another",
                || format!("{doc}"),
            )?;
            is_assigned = assigns;
        }
    }
    Ok(())
}

/// A request and its offer say the same of who comes, and each request that the centre has
/// received has one offer.
fn matters_agree_with_offers(
    world: &World,
    documents: &Documents,
    disputed: &BTreeSet<DocId>,
) -> Kept {
    let mut offers: BTreeMap<DocId, Vec<&Offer>> = BTreeMap::new();
    for offer in documents
        .values()
        .filter_map(|(_, contents)| contents.as_offer())
        .filter(|offer| !disputed.contains(&offer.terms.care))
    {
        offers.entry(offer.terms.care).or_default().push(offer);
    }
    let cares = documents
        .values()
        .filter_map(|(_, contents)| contents.as_care())
        .filter(|care| !disputed.contains(&reactions::offer_of(care.header.id)));
    for care in cares {
        let own = offers.remove(&care.header.id).unwrap_or_default();
        agree(world, care, &own)?;
    }
    law(offers.is_empty(), "every offer has its request", || {
        format!("{:?}", offers.keys())
    })
}

fn agree(world: &World, care: &Care, offers: &[&Offer]) -> Kept {
    let (doc, state) = (care.header.id, care::fold(care));
    let is_open = matches!(state.status, CareStatus::Received | CareStatus::Assigned);
    // Who sends and cancels in one go has an offer too, which is closed. One that was lost
    // is not made again for a request that is over.
    let needs_one = state.received_at.is_some() && (is_open || !world.is_set_back);
    law(
        offers.len() == 1 || (offers.is_empty() && !needs_one),
        "a request that was received has one offer",
        || format!("{doc} ({:?}) has {}", state.status, offers.len()),
    )?;
    let Some(offer) = offers.first().map(|offer| offer::fold(offer)) else {
        return Ok(());
    };
    law(
        offer.closed != is_open,
        "an offer is open as long as its request",
        || {
            let events = in_order(&care.events).into_iter();
            let events: Vec<_> = events
                .map(|one| (one.turn, one.by.role, &one.what))
                .collect();
            let (status, closed) = (state.status, offer.closed);
            format!("{doc} {status:?}, closed: {closed}; it has {events:?}")
        },
    )?;
    law(
        !is_open || offer.assigned == state.caregiver(),
        "a request and its offer name the same caregiver",
        || format!("{doc} {:?} {:?}", offer.assigned, state.caregiver()),
    )
}

/// Nothing waits any more, and what a phone calls delivered is at the centre.
fn everything_is_delivered(world: &mut World, who: usize, disputed: &BTreeSet<DocId>) -> Kept {
    let is_full = world.phones[who].must(GetDelivery {})?.is_full;
    law(
        !is_full,
        "where there is room nothing is called full",
        || world.name(who),
    )?;
    let name = world.phones[who].owner.name;
    let waiting = world.phones[who].waiting()?.into_iter();
    let waiting = waiting.filter(|change| !disputed.contains(&change.doc));
    let waiting = waiting.count();
    law(
        waiting == 0,
        "in quiet contact everything is delivered",
        || format!("{waiting} wait at {name}"),
    )?;
    let made = world.ledger.made_by(who);
    for (hash, made) in made.filter(|(_, made)| !disputed.contains(&made.doc)) {
        let is_true = match made.fate {
            Fate::Open => made.is_settled,
            Fate::Acknowledged => made.is_excused || world.centre.has(*hash)?,
            Fate::Refused(_) => true,
        };
        law(is_true, "\"all delivered\" is true", || {
            format!("a change of {name} in {}: {:?}", made.doc, made.fate)
        })?;
    }
    Ok(())
}

/// The phone has the documents that its owner may read, as the centre has them, and no other.
fn has_what_is_theirs(
    world: &World,
    who: usize,
    documents: &Documents,
    disputed: &BTreeSet<DocId>,
) -> Kept {
    let scopes = world.scopes(who)?;
    let owner = world.phones[who].owner.name;
    let theirs = documents
        .iter()
        .filter(|(_, (_, contents))| is_read_by(contents, &scopes));
    let theirs: BTreeSet<DocId> = theirs.map(|(doc, _)| *doc).collect();
    let on_disk = world.phones[who].documents()?;
    let held = on_disk.keys().copied();
    let held: BTreeSet<DocId> = held.filter(|doc| !disputed.contains(doc)).collect();
    law(
        held.is_subset(&theirs),
        "nobody holds what is not theirs",
        || format!("{owner}: {:?}", &held - &theirs),
    )?;
    let kept = world.phones[who].kept_own()?;
    let is_held = |doc: &DocId| on_disk.contains_key(doc);
    law(
        kept.iter().all(is_held),
        "what was written in a document leaves with it",
        || format!("{owner}: {kept:?}"),
    )?;
    law(
        theirs.is_subset(&held),
        "everybody has what is theirs",
        || format!("{owner}: {:?}", &theirs - &held),
    )?;
    for doc in theirs {
        let (replica, contents) = &documents[&doc];
        let own = &on_disk[&doc];
        let own_contents = never_fails(own.contents(), "a phone's documents can be read")?;
        law(
            heads(own) == heads(replica) && own_contents == *contents,
            "all who should agree agree",
            || format!("{owner} on {doc} ({:?})", contents.kind()),
        )?;
    }
    Ok(())
}

fn heads(replica: &Replica) -> BTreeSet<Hash> {
    replica.heads().into_iter().collect()
}

/// No word shows twice, and every word that shows is at the centre.
fn words_are_there_once(world: &mut World, who: usize, disputed: &BTreeSet<DocId>) -> Kept {
    let phone = &mut world.phones[who];
    let name = phone.owner.name;
    for (doc, replica) in phone.documents()? {
        let contents = never_fails(replica.contents(), "a phone's documents can be read")?;
        if contents.kind() != DocKind::Care || disputed.contains(&doc) {
            continue;
        }
        let page = phone.must(OpenCare { doc })?;
        let mut seen = BTreeSet::new();
        for message in &page.messages {
            law(seen.insert(&message.text), "no word shows twice", || {
                format!("{name}: {}", message.text)
            })?;
            law(
                message.delivered == Delivered::AtCentre,
                "a delivered word is called delivered",
                || format!("{name}: {}", message.text),
            )?;
        }
        law(
            page.delivered == Delivered::AtCentre,
            "a delivered matter is called delivered",
            || format!("{name}: {doc}"),
        )?;
    }
    Ok(())
}
