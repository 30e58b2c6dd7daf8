//! Offers to caregivers: seeing them, claiming, taking back, giving back.

use super::{MOST_ROWS, intent, page, read_key, seen::seen, write_key};
use crate::{
    engine::{Engine, write::Intent},
    error::{EngineError, Result},
    store::offer::{OfferKey, own_claim},
};
use linli_api::{ClaimOffer, GiveBack, ListOffers, Topic, WithdrawClaim, view};
use linli_domain::{
    care::{CareEvent, ReleaseReason},
    contents::Contents,
    id::{DocId, PersonId},
    offer::{self, Offer, OfferEvent, OfferMove, Standing},
    time::{Date, Minute},
};
use linli_replica::replica::Edit;

pub(super) fn list(
    engine: &mut Engine,
    ask: ListOffers,
    _: &mut Vec<Topic>,
) -> Result<view::ListPage<view::OfferView>> {
    let me = engine.enrolled()?.writer.person;
    let now = engine.local_now();
    let today = now.0;
    let limit = ask.limit.clamp(1, MOST_ROWS);
    let after: Option<OfferKey> = read_key(ask.after.as_ref());
    let rows = engine.store.offers(today, after, limit + 1)?;
    let total = engine.store.offer_count(today)?;
    let mut page = page(rows, limit, total, |(key, _)| write_key(key));
    let mut offers = Vec::with_capacity(page.rows.len());
    let seen = seen(engine)?;
    for (_, mut offer) in page.rows.drain(..) {
        if is_in_vain(engine, &offer, now) {
            page.total = page.total.saturating_sub(1);
            continue;
        }
        offer.is_seen = seen.contains(&offer.doc);
        offer.delivered = claim_delivered(engine, &offer, me)?;
        offers.push(offer);
    }
    Ok(view::ListPage {
        rows: offers,
        next: page.next,
        total: page.total,
    })
}

/// Whether a claim would come too late. Whoever was told so still sees it.
fn is_in_vain(engine: &Engine, offer: &view::OfferView, now: (Date, Minute)) -> bool {
    let kind = engine.catalogue.kind(&offer.kind);
    offer.standing == Standing::Open
        && offer.declined.is_none()
        && offer::is_too_late(kind, &offer.when, now)
}

/// Whether one's own claim is at the centre; what is decided has been there.
fn claim_delivered(
    engine: &Engine,
    line: &view::OfferView,
    me: PersonId,
) -> Result<view::Delivered> {
    if line.standing != Standing::Waiting {
        return Ok(view::Delivered::AtCentre);
    }
    match own_claim(&offer_of(engine, line.doc)?, me) {
        Some(claim) => engine.store.event_delivered(claim),
        None => Ok(view::Delivered::AtCentre),
    }
}

fn offer_of(engine: &Engine, doc: DocId) -> Result<Offer> {
    let offer = engine.contents(doc)?.into_offer();
    offer.ok_or(EngineError::NotFound(doc))
}

/// Writes what `what` records, if this caregiver may do it. Pressing twice, or taking back
/// what is gone already, is no mistake: `done` says of which standings.
fn act(
    engine: &mut Engine,
    doc: DocId,
    event: OfferEvent,
    done: &[Standing],
    intent: Intent,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let me = engine.enrolled()?.writer.author();
    let state = offer::fold(&offer_of(engine, doc)?);
    match offer::may(&state, me, OfferMove::of(&event)) {
        Ok(()) => engine.write(doc, &[Edit::Offer(event)], intent, changed),
        Err(_) if done.contains(&state.standing(me.person)) => Ok(()),
        Err(why) => Err(EngineError::NotAllowed(why.into())),
    }
}

pub(super) fn claim(engine: &mut Engine, ask: ClaimOffer, changed: &mut Vec<Topic>) -> Result<()> {
    let done = [Standing::Waiting, Standing::Yours];
    let doc = ask.offer;
    act(
        engine,
        doc,
        OfferEvent::Claimed,
        &done,
        intent(ask, ""),
        changed,
    )
}

pub(super) fn withdraw(
    engine: &mut Engine,
    ask: WithdrawClaim,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    use Standing as S;
    let done = [S::Open, S::Lost, S::Taken, S::Closed];
    let doc = ask.offer;
    act(
        engine,
        doc,
        OfferEvent::Withdrawn,
        &done,
        intent(ask, ""),
        changed,
    )
}

/// Works on the care request or on its offer, whichever page the caregiver is on.
pub(super) fn give_back(
    engine: &mut Engine,
    ask: GiveBack,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let reason = ReleaseReason::GaveBack;
    let doc = match engine.contents(ask.doc)? {
        Contents::Offer(offer) if engine.store.holds(offer.terms.care)? => offer.terms.care,
        Contents::Offer(_) => {
            let event = OfferEvent::Released { reason };
            let done = [Standing::Open];
            return act(engine, ask.doc, event, &done, intent(ask, ""), changed);
        }
        Contents::Care(_) => ask.doc,
        Contents::Person(_) | Contents::Application(_) | Contents::Consent(_) => {
            return Err(EngineError::NotFound(ask.doc));
        }
    };
    engine.write(
        doc,
        &[Edit::Care(CareEvent::Released { reason })],
        intent(ask, ""),
        changed,
    )
}
