//! Whose the record of a visit is, when it is closed, and who gave a request back.

use crate::{
    may_care::{CENTRE, checked, step, worry},
    town::{CHEN, DAY, LI, LIN, VISIT, assigned, care, event},
};
use linli_domain::{
    care::{
        Care, CareEvent, CareStatus, Check, ReleaseReason, TaskResult, VisitStatus, VisitStep,
        When, fold, given_back, may_happen,
    },
    document::Author,
    id::PersonId,
    role::Role,
    time::{Weekdays, Window, add_days},
    why::Why,
};

fn noted(text: &str) -> CareEvent {
    let text = text.to_owned();
    CareEvent::Noted { visit: VISIT, text }
}

/// A weekly request: Chen made one visit and gave the series back, and Li comes now.
fn chens_visit_and_lis_turn() -> Care {
    let chen = Author {
        person: CHEN,
        role: Role::Caregiver,
    };
    let mut care = care(&[CareEvent::Sent, CareEvent::Received, assigned(CHEN)]);
    care.when = Some(When::Weekly {
        days: Weekdays([true; 7]),
        window: Window::MORNING,
        from: DAY,
        until: None,
    });
    let noted = noted("all well");
    let released = CareEvent::Released {
        reason: ReleaseReason::GaveBack,
    };
    for (by, what) in [
        (chen, step(VisitStep::Arrived)),
        (chen, checked("water", Check::Fine)),
        (chen, step(VisitStep::Started)),
        (chen, noted),
        (chen, step(VisitStep::Finished)),
        (chen, released),
        (CENTRE, assigned(LI)),
    ] {
        care.events.push(event(&care.events, by, what));
    }
    care
}

#[test]
fn a_series_is_done_with_its_last_visit_and_not_before() {
    for (until, status) in [
        (None, CareStatus::Assigned),
        (Some(add_days(DAY, 1)), CareStatus::Assigned),
        (Some(DAY), CareStatus::Completed),
    ] {
        let mut care = chens_visit_and_lis_turn();
        care.events.truncate(care.events.len() - 2);
        care.when = Some(When::Weekly {
            days: Weekdays([true; 7]),
            window: Window::MORNING,
            from: DAY,
            until,
        });
        assert_eq!(fold(&care).status, status, "{until:?}");
    }
}

#[test]
fn the_record_of_a_finished_visit_is_its_makers_and_closed() {
    let care = chens_visit_and_lis_turn();
    let before = fold(&care).visit(VISIT);
    assert_eq!(before.maker(), Some(CHEN));
    assert_eq!(
        (before.status, before.note.as_str()),
        (VisitStatus::Finished, "all well")
    );
    let noted = noted("mine now");
    let task = CareEvent::Task {
        visit: VISIT,
        task: "wash".into(),
        result: TaskResult::Done,
    };
    for what in [checked("water", worry()), task, noted] {
        let li = Author {
            person: LI,
            role: Role::Caregiver,
        };
        let event = event(&care.events, li, what);
        assert_eq!(may_happen(&fold(&care), &event, None), Err(Why::NotForRole));
        let mut after = care.clone();
        after.events.push(event);
        assert_eq!(fold(&after).visit(VISIT), before, "nothing of it counts");
    }
}

#[test]
fn what_its_maker_says_of_a_finished_visit_stands_beside_the_record() {
    let mut care = chens_visit_and_lis_turn();
    care.events.truncate(care.events.len() - 2);
    let chen = Author {
        person: CHEN,
        role: Role::Caregiver,
    };
    let noted = noted("she wants soup tomorrow");
    for what in [checked("water", worry()), noted] {
        care.events.push(event(&care.events, chen, what));
    }
    let visit = fold(&care).visit(VISIT);
    assert_eq!(visit.checks.get("water"), Some(&Check::Fine), "closed");
    assert_eq!(visit.note, "all well");
    let added: Vec<_> = visit
        .remarks
        .iter()
        .map(|remark| (remark.by, &*remark.text))
        .collect();
    assert_eq!(added, [(chen, "she wants soup tomorrow")]);
}

#[test]
fn who_comes_next_begins_the_visit_anew() {
    let begun = [step(VisitStep::Arrived), checked("water", Check::Fine)];
    let to_chen = [CareEvent::Sent, CareEvent::Received, assigned(CHEN)];
    let mut care = care(&[&to_chen[..], &begun].concat());
    let chen = Author {
        person: CHEN,
        role: Role::Caregiver,
    };
    let noted = noted("the bell is broken");
    care.events.push(event(&care.events, chen, noted));
    care.events.push(event(&care.events, CENTRE, assigned(LI)));
    assert!(
        fold(&care).ignored.len() == 1,
        "the centre does not send another unasked"
    );
    care.events.pop();
    let lin = Author {
        person: PersonId([8; 16]),
        role: Role::Worker,
    };
    care.events.push(event(&care.events, lin, assigned(LI)));
    let visit = fold(&care).visit(VISIT);
    assert_eq!(visit.status, VisitStatus::Booked);
    assert!(
        visit.checks.is_empty(),
        "another's checks are no checks of hers"
    );
    assert_eq!(visit.steps.len(), 1, "what was done stays in sight");
    assert_eq!(visit.remarks.len(), 1);
    assert_eq!(visit.remarks[0].text, "the bell is broken");
}

#[test]
fn a_give_back_is_counted_for_who_came_and_what_lapsed_is_not() {
    let given = |care: &Care| {
        let given = given_back(care, &fold(care)).into_iter();
        given.map(|given| given.caregiver).collect::<Vec<_>>()
    };
    let mut care = chens_visit_and_lis_turn();
    assert_eq!(given(&care), [CHEN]);
    // Through the offer it is the centre that writes it.
    for reason in [ReleaseReason::GaveBack, ReleaseReason::Lapsed] {
        let released = CareEvent::Released { reason };
        care.events.push(event(&care.events, CENTRE, released));
        care.events.push(event(&care.events, CENTRE, assigned(LI)));
    }
    assert_eq!(given(&care), [CHEN, LI]);
}

/// A single request that Chen has, and what she did for it, up to the end.
fn chens_visit() -> (Care, Vec<VisitStep>) {
    let care = care(&[CareEvent::Sent, CareEvent::Received, assigned(CHEN)]);
    let steps = vec![
        VisitStep::OnTheWay,
        VisitStep::Arrived,
        VisitStep::Started,
        VisitStep::Finished,
    ];
    (care, steps)
}

fn lapse(care: &mut Care) {
    let reason = ReleaseReason::Lapsed;
    let lapsed = event(&care.events, CENTRE, CareEvent::Released { reason });
    care.events.push(lapsed);
}

fn walk_on(care: &mut Care, by: PersonId, steps: &[VisitStep]) {
    let role = Role::Caregiver;
    let by = Author { person: by, role };
    for taken in steps {
        let next = event(&care.events, by, step(taken.clone()));
        care.events.push(next);
    }
}

/// A centre that lost them takes a request back, and only then gets the steps.
#[test]
fn what_a_carer_did_shows_that_her_request_had_not_lapsed() {
    let (_, steps) = chens_visit();
    for known in 0..=steps.len() {
        let (mut care, _) = chens_visit();
        walk_on(&mut care, CHEN, &steps[..known]);
        lapse(&mut care);
        walk_on(&mut care, CHEN, &steps[known..]);
        let state = fold(&care);
        assert_eq!(state.status, CareStatus::Completed, "after {known} steps");
        assert_eq!(state.caregiver(), Some(CHEN));
        assert_eq!(state.visit(VISIT).steps.len(), steps.len());
    }
}

#[test]
fn what_lapsed_stays_with_who_has_it_since_and_who_did_not_set_out_does_not_get_it_back() {
    let (mut care, steps) = chens_visit();
    lapse(&mut care);
    let received = fold(&care);
    assert_eq!(received.status, CareStatus::Received);
    let by_chen = |what| {
        let (person, role) = (CHEN, Role::Caregiver);
        event(&care.events, Author { person, role }, what)
    };
    // To say that she cannot come is no way back, nor is another's step or note.
    let reason = String::new();
    let off = by_chen(step(VisitStep::CancelledByProvider { reason }));
    let mut noted = by_chen(checked("water", Check::Fine));
    let mut lis = by_chen(step(VisitStep::OnTheWay));
    for other in [&mut noted, &mut lis] {
        other.by.person = LI;
    }
    for what in [off, noted, lis] {
        let mut care = care.clone();
        care.events.push(what);
        assert_eq!(fold(&care).caregiver(), None);
    }
    // Nobody may write so now: what has been taken back is not hers.
    let late = by_chen(step(VisitStep::OnTheWay));
    assert_eq!(may_happen(&received, &late, None), Err(Why::NotForRole));

    care.events.push(event(&care.events, CENTRE, assigned(LI)));
    walk_on(&mut care, CHEN, &steps);
    assert_eq!(fold(&care).status, CareStatus::Assigned);
    assert_eq!(fold(&care).caregiver(), Some(LI));
}

#[test]
fn what_was_given_back_is_not_had_again_by_a_step() {
    let (mut care, steps) = chens_visit();
    let reason = ReleaseReason::GaveBack;
    care.events
        .push(event(&care.events, CENTRE, CareEvent::Released { reason }));
    walk_on(&mut care, CHEN, &steps);
    assert_eq!(fold(&care).status, CareStatus::Received);
}

#[test]
fn the_centre_takes_nothing_for_lapsed_for_which_somebody_has_set_out() {
    let (mut care, steps) = chens_visit();
    let reason = ReleaseReason::Lapsed;
    let lapsed = CareEvent::Released { reason };
    let by_centre = |care: &Care| {
        let event = event(&care.events, CENTRE, lapsed.clone());
        may_happen(&fold(care), &event, None)
    };
    assert_eq!(by_centre(&care), Ok(()));
    walk_on(&mut care, CHEN, &steps[..1]);
    assert_eq!(by_centre(&care), Err(Why::TooLate));
    let (person, role) = (LIN, Role::Worker);
    // A worker may have a reason of her own.
    let by_worker = event(&care.events, Author { person, role }, lapsed.clone());
    assert_eq!(may_happen(&fold(&care), &by_worker, None), Ok(()));
}
