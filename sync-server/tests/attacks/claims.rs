//! One caregiver who takes everything, reads every home and gives it back.

use crate::{
    siege::{Craft, HERE, NOT_THEIRS, Siege, TODAY, TOO_LATE, Verdict::Enters, asks_for, writes},
    visits::{SOON, step},
};
use linli_domain::{
    care::{CareEvent, ReleaseReason, VisitStep, When},
    id::{AreaId, DocId},
    offer::{self, DeclineReason, OfferEvent, Standing},
    role::Scope,
    time::{Minute, Window},
};
use linli_replica::replica::Edit;
use linli_server::core::reactions::offer_of;

fn claim(care: DocId) -> Craft {
    writes(offer_of(care), vec![Edit::Offer(OfferEvent::Claimed)])
}

fn give_back(care: DocId) -> Craft {
    let reason = ReleaseReason::GaveBack;
    writes(care, vec![Edit::Care(CareEvent::Released { reason })])
}

fn soon(siege: &Siege) -> DocId {
    siege.asks("Wang", "bath", When::Soon { date: TODAY })
}

/// How Sun stands to the offer, and why it was not given to her.
fn standing(siege: &Siege, care: DocId) -> (Standing, Option<DeclineReason>) {
    let contents = siege.load(offer_of(care)).contents().unwrap();
    let state = offer::fold(&contents.into_offer().unwrap());
    let sun = siege.person("Sun");
    (state.standing(sun), state.declined.get(&sun).copied())
}

#[test]
fn nobody_holds_more_than_three_that_are_not_begun() {
    let siege = Siege::new();
    let cares: Vec<DocId> = (0..5).map(|_| soon(&siege)).collect();
    for care in &cares {
        siege.does("Sun", &claim(*care));
    }
    for care in &cares[..3] {
        assert_eq!(standing(&siege, *care), (Standing::Yours, None));
    }
    let sun = Scope::Person(siege.person("Sun"));
    for care in &cares[3..] {
        let declined = Some(DeclineReason::TooMany);
        assert_eq!(standing(&siege, *care), (Standing::Open, declined));
        assert!(!siege.is_read_by(*care, &sun), "no home is shown");
    }
    siege.does("Sun", &step(cares[0], SOON, VisitStep::OnTheWay));
    siege.does("Sun", &claim(cares[3]));
    assert_eq!(standing(&siege, cares[3]), (Standing::Yours, None));
    siege.does("He", &claim(cares[4]));
    let he = Scope::Person(siege.person("He"));
    assert!(siege.is_read_by(cares[4], &he));
}

#[test]
fn nobody_is_said_to_come_when_the_time_is_over() {
    let siege = Siege::new();
    let (care, urgent) = (
        soon(&siege),
        siege.asks("Wang", "urgent", When::Soon { date: TODAY }),
    );
    siege.town.pass_minutes(24 * 60);
    siege.does("Sun", &claim(care));
    let declined = Some(DeclineReason::TimeOver);
    assert_eq!(standing(&siege, care), (Standing::Open, declined));
    siege.does("Sun", &claim(urgent));
    assert_eq!(standing(&siege, urgent), (Standing::Yours, None));
}

#[test]
fn nobody_is_at_two_homes_at_once() {
    let siege = Siege::new();
    let window = Window::between(Minute::of(16, 0), Minute::of(17, 0));
    let date = TODAY;
    let at_four = || siege.asks("Wang", "bath", When::Once { date, window });
    let (first, second) = (at_four(), at_four());
    siege.does("Sun", &claim(first));
    siege.does("Sun", &claim(second));
    assert_eq!(standing(&siege, first), (Standing::Yours, None));
    let declined = Some(DeclineReason::AtSameTime);
    assert_eq!(standing(&siege, second), (Standing::Open, declined));
}

#[test]
fn who_gives_back_again_and_again_waits_before_the_next() {
    let siege = Siege::new();
    for _ in 0..2 {
        let care = soon(&siege);
        siege.does("Sun", &claim(care));
        siege.does("Sun", &give_back(care));
    }
    let third = soon(&siege);
    siege.does("Sun", &claim(third));
    let declined = Some(DeclineReason::GaveBackOften);
    assert_eq!(standing(&siege, third), (Standing::Open, declined));
    siege.town.pass_minutes(31);
    siege.does("Sun", &claim(third));
    assert_eq!(standing(&siege, third), (Standing::Yours, None));
}

#[test]
fn what_nobody_needs_any_more_leaves_the_other_phones() {
    let siege = Siege::new();
    let care = soon(&siege);
    let area = Scope::AreaCaregiver(AreaId(HERE.to_owned()));
    assert!(siege.is_read_by(offer_of(care), &area));
    let early = claim(care)(&siege, "He");
    let reason = String::new();
    siege.does(
        "Wang",
        &writes(care, vec![Edit::Care(CareEvent::Cancelled { reason })]),
    );
    assert!(!siege.is_read_by(offer_of(care), &area));
    siege.stands(lines! {
        "claimed after it was closed", Sun: claim(care) => TOO_LATE;
        "claimed before it was known to be closed", He: Box::new(move |_: &Siege, _: &str| early.clone()) => TOO_LATE;
        "by the caregiver of another area", Tan: claim(care) => NOT_THEIRS;
        "another request", Wang: asks_for("meal") => Enters;
    });
}
