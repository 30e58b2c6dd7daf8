//! Who writes what in an application: the rules that a table cannot show.

use crate::{
    applications::rated,
    office::{
        SUBMITTED, application, decided, filed, introduced, more_asked, objected, paper_seen,
        received, taken, withdrawn,
    },
    town::{LI, SUN, WANG, event, office, writer, writers},
};
use linli_domain::{
    access::{MAX_TEXT_CHARS, Refusal, Touch, Writer, may_write},
    answer::FieldId,
    application::{
        Application, ApplicationEvent as E, ApplicationStatus as S, Item, Outcome, fold,
    },
    contents::Contents,
    document::Event,
    folded::Folded,
    id::{EventId, OfficeId, PersonId},
    role::{Role, Scope},
    time::{DAY_MS, Timestamp},
};

#[track_caller]
fn judged(state: &str, writer: &Writer, what: E) -> Result<(), Refusal> {
    let (_, application) = filed()
        .into_iter()
        .find(|(name, _)| *name == state)
        .unwrap();
    let event = event(&application.events, writer.author(), what);
    let touch = Touch::Application(Box::new(event));
    may_write(writer, &Contents::Application(application), &touch)
}

fn officer() -> Writer {
    writers()
        .into_iter()
        .find(|(name, _)| *name == "officer")
        .unwrap()
        .1
}

#[test]
fn the_office_reads_nothing_before_the_receipt() {
    for (name, application) in filed() {
        let scopes = Folded::of(Contents::Application(application)).scopes();
        let is_early = ["draft", "discarded", "sent"].contains(&name);
        assert_eq!(
            scopes.contains(&Scope::Office(office())),
            !is_early,
            "{name}"
        );
        assert!(scopes.contains(&Scope::Person(WANG)), "{name}");
    }
}

#[test]
fn an_officer_of_another_office_decides_nothing_here() {
    let mut other = writer(PersonId([8; 16]), Role::Officer);
    other
        .scopes
        .insert(Scope::Office(OfficeId("health-centre".into())));
    assert_eq!(
        judged("in review", &other, decided(Outcome::Granted)),
        Err(Refusal::NotTheirs)
    );
    // Even where they may read it as somebody's relative.
    other.scopes.insert(Scope::Person(WANG));
    for what in [
        decided(Outcome::Granted),
        E::Accepted,
        more_asked(None),
        E::Served,
    ] {
        assert_eq!(judged("in review", &other, what), Err(Refusal::NotForRole));
    }
}

#[test]
fn an_answer_is_written_in_a_draft_or_where_it_is_asked_for_again() {
    let resident = writer(WANG, Role::Resident);
    let write = |application: &Application, who: &Writer, field: &str| {
        let contents = Contents::Application(application.clone());
        may_write(who, &contents, &Touch::Answer(FieldId(field.into())))
    };
    for (name, application) in filed() {
        let (is_draft, is_asked) = (name == "draft", ["needs more", "lapsed"].contains(&name));
        let asked = write(&application, &resident, "lift");
        assert_eq!(asked.is_ok(), is_draft || is_asked, "{name}");
        let other = write(&application, &resident, "pets");
        assert_eq!(other.is_ok(), is_draft, "{name}");
        assert!(write(&application, &officer(), "lift").is_err(), "{name}");
    }
}

#[test]
fn while_one_officer_works_on_it_no_other_does() {
    let mut other = officer();
    other.person = LI;
    // The turn lasts until 1 000 000; events come each second.
    assert_eq!(
        judged("in review", &other, decided(Outcome::Granted)),
        Err(Refusal::TooLate)
    );
    assert_eq!(
        judged("in review", &other, taken(LI, 10_000)),
        Err(Refusal::TooLate)
    );
    assert_eq!(
        judged("in review", &officer(), decided(Outcome::Granted)),
        Ok(())
    );
    let (_, mut held) = filed()
        .into_iter()
        .find(|(name, _)| *name == "in review")
        .unwrap();
    let mut late = event(&held.events, other.author(), decided(Outcome::Granted));
    late.at = Timestamp(1_000_000);
    held.events.push(late);
    assert_eq!(fold(&held).status, S::Decided, "a turn runs out");
    held.events.last_mut().unwrap().at = Timestamp(999_999);
    assert_eq!(fold(&held).status, S::InReview, "and holds until then");
    assert_eq!(fold(&held).ignored.len(), 1);
    assert_eq!(
        judged("accepted", &officer(), taken(SUN, 2 * DAY_MS)),
        Err(Refusal::NotValid)
    );
    assert_eq!(
        judged("accepted", &officer(), taken(LI, 10_000)),
        Err(Refusal::NotValid)
    );
}

#[test]
fn an_early_turn_does_not_undo_a_decision() {
    let (_, application) = filed()
        .into_iter()
        .find(|(name, _)| *name == "decided")
        .unwrap();
    let worker = writer(PersonId([4; 16]), Role::Worker);
    for (what, writer) in [(objected(), &worker), (withdrawn(), &worker)] {
        let early = Event {
            id: EventId([0; 16]),
            turn: 4,
            ..event(&application.events, writer.author(), what.clone())
        };
        let mut after = application.clone();
        after.events.push(early.clone());
        let touch = Touch::Application(Box::new(early));
        let judged = may_write(writer, &Contents::Application(application.clone()), &touch);
        let is_undone = fold(&after).decisions.is_empty();
        assert!(judged.is_err() || !is_undone, "{what:?}");
    }
    // Taken up again, it is the office's turn: but not to have asked before deciding.
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Refused),
        objected(),
    ];
    let application = self::application(&path);
    let mut early = event(&application.events, officer().author(), more_asked(None));
    let contents = Contents::Application(application);
    let judge = |event: &Event<E>| {
        may_write(
            &officer(),
            &contents,
            &Touch::Application(Box::new(event.clone())),
        )
    };
    assert_eq!(judge(&early), Ok(()));
    (early.turn, early.id) = (4, EventId([0; 16]));
    assert_eq!(judge(&early), Err(Refusal::TooLate));
}

#[test]
fn the_list_of_what_is_missing_is_complete_or_gives_a_reason() {
    let once = [
        SUBMITTED,
        received(),
        E::Accepted,
        more_asked(None),
        E::Supplemented,
    ];
    let twice = |again| application(&[&once[..], &[more_asked(again)]].concat());
    assert_eq!(fold(&twice(None)).status, S::Accepted);
    assert_eq!(fold(&twice(Some("the scan was cut off"))).rounds, 2);
    let empty = E::MoreAsked {
        items: Vec::new(),
        words: "More, please.".into(),
        due: crate::town::DAY,
        again: None,
    };
    assert_eq!(
        judged("in review", &officer(), empty),
        Err(Refusal::NotValid)
    );
}

#[test]
fn words_are_bounded_and_a_refusal_says_why_and_how_to_appeal() {
    let long = "x".repeat(MAX_TEXT_CHARS + 1);
    let resident = writer(WANG, Role::Resident);
    let worker = writer(PersonId([4; 16]), Role::Worker);
    let decision = |outcome, words: &str, appeal: &str| E::Decided {
        outcome,
        reason: "age".into(),
        words: words.into(),
        appeal: appeal.into(),
    };
    let item = |field: &str, words: &str| E::MoreAsked {
        items: vec![Item {
            field: FieldId(field.into()),
            words: words.into(),
        }],
        words: String::new(),
        due: crate::town::DAY,
        again: None,
    };
    for (state, who, what) in [
        ("draft", &resident, E::Submitted { by_proxy: true }),
        ("draft", &worker, E::Submitted { by_proxy: false }),
        (
            "sent",
            &resident,
            E::Withdrawn {
                reason: long.clone(),
            },
        ),
        (
            "in review",
            &officer(),
            decision(Outcome::Refused, "Too young.", " "),
        ),
        (
            "in review",
            &officer(),
            decision(Outcome::Partly, "", "Ask us."),
        ),
        (
            "in review",
            &officer(),
            decision(Outcome::Granted, &long, ""),
        ),
        ("in review", &officer(), item("", "")),
        ("in review", &officer(), item("lift", &long)),
        (
            "received",
            &officer(),
            E::NotAccepted {
                reason: " ".into(),
                words: "No.".into(),
                where_to_go: "Next door.".into(),
            },
        ),
        (
            "received",
            &officer(),
            E::NotAccepted {
                reason: "no".into(),
                words: "No.".into(),
                where_to_go: String::new(),
            },
        ),
        (
            "received",
            &officer(),
            E::NotAccepted {
                reason: "no".into(),
                words: String::new(),
                where_to_go: "Next door.".into(),
            },
        ),
        ("decided", &resident, E::Objected { words: " ".into() }),
        (
            "decided",
            &resident,
            E::CorrectionAsked {
                words: long.clone(),
            },
        ),
        (
            "decided",
            &officer(),
            E::CorrectionAnswered {
                approved: false,
                words: String::new(),
            },
        ),
        ("decided", &resident, rated(0)),
        ("decided", &resident, rated(6)),
        ("sent", &resident, E::Said { text: "\n".into() }),
        ("sent", &resident, E::Said { text: long.clone() }),
    ] {
        assert_eq!(
            judged(state, who, what.clone()),
            Err(Refusal::NotValid),
            "{what:?}"
        );
    }
    assert_eq!(
        judged("in review", &officer(), decision(Outcome::Granted, "", "")),
        Ok(())
    );
    assert_eq!(
        judged("draft", &worker, E::Submitted { by_proxy: true }),
        Ok(())
    );
}

/// What the resident was asked for came to the desk: the office goes on, and its clock too.
#[test]
fn the_office_needs_nothing_more_and_its_time_goes_on() {
    for (state, last) in [("needs more", S::Accepted), ("lapsed", S::Accepted)] {
        let (_, mut own) = filed()
            .into_iter()
            .find(|(name, _)| *name == state)
            .unwrap();
        let before = fold(&own);
        assert!(before.clock.is_paused(), "{state}");
        let next = event(&own.events, officer().author(), E::NoMoreAsked);
        let at = next.at;
        own.events.push(next);
        let after = fold(&own);
        assert_eq!(after.status, last, "{state}");
        assert!(!after.clock.is_paused() && after.lapsed_at.is_none());
        assert_eq!(after.asked.unwrap().supplemented_at, Some(at));
        // What is not asked for any more cannot be written any more.
        let resident = writer(WANG, Role::Resident);
        let contents = Contents::Application(own);
        let touch = Touch::Answer(FieldId("lift".into()));
        let written = may_write(&resident, &contents, &touch);
        assert_eq!(written, Err(Refusal::TooLate), "{state}");
    }
    let resident = writer(WANG, Role::Resident);
    assert_eq!(
        judged("needs more", &resident, E::NoMoreAsked),
        Err(Refusal::NotForRole)
    );
    assert_eq!(
        judged("accepted", &officer(), E::NoMoreAsked),
        Err(Refusal::TooLate)
    );
}

#[test]
fn a_paper_is_seen_by_an_officer_even_while_a_colleague_has_the_case() {
    let mut colleague = officer();
    colleague.person = LI;
    let (_, mut own) = filed()
        .into_iter()
        .find(|(name, _)| *name == "in review")
        .unwrap();
    assert_eq!(judged("in review", &colleague, paper_seen()), Ok(()));
    let seen = event(&own.events, colleague.author(), paper_seen());
    let at = seen.at;
    own.events.push(seen);
    let state = fold(&own);
    let shown = state.shown["household_register"];
    assert_eq!((shown.by, shown.at), (colleague.author(), at));
    assert_eq!(state.status, S::InReview, "nothing else came of it");
    let worker = writer(PersonId([4; 16]), Role::Worker);
    assert_eq!(
        judged("in review", &worker, paper_seen()),
        Err(Refusal::NotForRole),
        "an office decides by what it saw itself"
    );
    let nameless = E::PaperSeen { paper: " ".into() };
    assert_eq!(
        judged("in review", &officer(), nameless),
        Err(Refusal::NotValid)
    );
    assert!(judged("decided", &officer(), paper_seen()).is_err());
}

#[test]
fn what_an_officer_is_called_is_the_centres_word() {
    assert_eq!(
        judged("in review", &officer(), introduced()),
        Err(Refusal::NotForRole)
    );
    let path = [SUBMITTED, received(), E::Accepted, introduced()];
    let own = application(&path);
    assert_eq!(fold(&own).names[&SUN], "Sun Li");
    let again = application(&[&path[..], &[withdrawn(), E::Resumed]].concat());
    assert_eq!(fold(&again).names[&SUN], "Sun Li", "said once");
}
