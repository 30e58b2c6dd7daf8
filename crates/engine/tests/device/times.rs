//! When somebody is wanted: a part of today that is over, a series that ends, and which
//! matters are under way.

use crate::{
    applications::{advance, received, wang},
    centre::Centre,
    phone::{Phone, ask},
    told::{SUN, assigned, send},
};
use linli_api::{
    CancelCare, Code, GetHome, GetSession, ListMatters, OpenForm, SendCare, SetWhen, dispatch,
    view::{Matter, Subject},
};
use linli_domain::{
    application::ApplicationAction as A,
    care::When,
    id::DocId,
    time::{DAY_MS, Date, Minute, Timestamp, Weekdays, Window, add_days},
};
use std::sync::atomic::Ordering;

/// Minutes that the area's clocks are ahead of UTC.
const OFFSET: i32 = 480;

fn today(phone: &mut Phone) -> Date {
    ask(&mut phone.engine, GetSession {}).today
}

/// Sets the phone's clock to an hour of tomorrow, and says which day that is.
fn tomorrow_at(phone: &mut Phone, hour: u16) -> Date {
    let date = add_days(today(phone), 1);
    let at = Timestamp::at(date, Minute::of(hour, 0), OFFSET);
    phone.host.clock.store(at.0, Ordering::SeqCst);
    date
}

fn weekly(from: Date, until: Option<Date>) -> When {
    When::Weekly {
        days: Weekdays([true; 7]),
        window: Window::MORNING,
        from,
        until,
    }
}

/// What a request for then is answered by.
fn sent(phone: &mut Phone, doc: DocId, when: When) -> Result<(), (Code, Option<String>)> {
    ask(&mut phone.engine, SetWhen { doc, when });
    let outcome = dispatch(&mut phone.engine, SendCare { doc }.into());
    let refused = |failure: linli_api::Failure| (failure.code, failure.field);
    outcome.result.map(drop).map_err(refused)
}

#[test]
fn a_part_of_today_can_be_asked_for_until_it_is_over() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let date = tomorrow_at(&mut phone, 12);
    let doc = phone.fill_in();
    let view = ask(&mut phone.engine, OpenForm { doc });
    assert!(matches!(view.subject, Subject::Care { now, .. } if now == Minute::of(12, 0)));
    let once = |window| When::Once { date, window };
    let on_when = Err((Code::NotValid, Some("when".to_owned())));
    assert_eq!(sent(&mut phone, doc, once(Window::MORNING)), on_when);
    assert_eq!(sent(&mut phone, doc, once(Window::AFTERNOON)), Ok(()));
}

#[test]
fn a_series_that_ends_before_its_first_visit_cannot_be_sent() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let first = add_days(today(&mut phone), 1);
    let doc = phone.fill_in();
    let on_when = Err((Code::NotValid, Some("when".to_owned())));
    let mut weekdays = Weekdays::default();
    weekdays.insert(add_days(first, 2).weekday());
    let from_in_three_days = |until| When::Weekly {
        days: weekdays,
        window: Window::MORNING,
        from: first,
        until: Some(until),
    };
    let too_early = from_in_three_days(add_days(first, 1));
    assert_eq!(sent(&mut phone, doc, too_early), on_when);
    let just_one = from_in_three_days(add_days(first, 2));
    assert_eq!(sent(&mut phone, doc, just_one), Ok(()));
}

fn doc_of(matter: &Matter) -> DocId {
    match matter {
        Matter::Care(line) => line.doc,
        Matter::Application(line) => line.doc,
    }
}

/// The matters under way, and those that are over, one at a time as pages.
fn matters(phone: &mut Phone) -> [Vec<DocId>; 2] {
    [true, false].map(|open| {
        let (mut docs, mut after, limit) = (Vec::new(), None, 1);
        loop {
            let page = ask(&mut phone.engine, ListMatters { open, after, limit });
            docs.extend(page.rows.iter().map(doc_of));
            after = page.next;
            if after.is_none() {
                assert_eq!(docs.len(), usize::try_from(page.total).unwrap());
                return docs;
            }
        }
    })
}

#[test]
fn what_is_over_stands_apart_and_its_latest_first() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let later = |centre: &mut Centre, phone: &Phone| {
        phone.host.clock.fetch_add(60_000, Ordering::SeqCst);
        centre.now = centre.now.plus_ms(60_000);
    };
    assert_eq!(matters(&mut phone), [vec![], vec![]]);
    let application = received(&mut centre, &mut phone);
    later(&mut centre, &phone);
    let first = assigned(&mut centre, &mut phone, SUN);
    later(&mut centre, &phone);
    let second = phone.fill_in();
    let under_way = vec![second, first, application];
    assert_eq!(matters(&mut phone), [under_way, vec![]]);

    later(&mut centre, &phone);
    let reason = String::new();
    ask(&mut phone.engine, CancelCare { doc: first, reason });
    later(&mut centre, &phone);
    let reason = "不办了".into();
    advance(&mut phone, application, A::Withdraw { reason });
    assert_eq!(
        matters(&mut phone),
        [vec![second], vec![application, first]]
    );
    assert_eq!(ask(&mut phone.engine, GetHome {}).open_matters, 1);
}

#[test]
fn a_series_is_over_with_its_last_day() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let first = add_days(today(&mut phone), 1);
    let last = add_days(first, 2);
    let doc = phone.fill_in();
    assert_eq!(sent(&mut phone, doc, weekly(first, Some(last))), Ok(()));
    centre.meet(&mut phone);
    centre.receive_all();
    send(&mut centre, doc, SUN);
    centre.meet(&mut phone);
    phone.host.clock.fetch_add(3 * DAY_MS, Ordering::SeqCst);
    assert_eq!(today(&mut phone), last);
    assert_eq!(matters(&mut phone), [vec![doc], vec![]]);
    phone.host.clock.fetch_add(DAY_MS, Ordering::SeqCst);
    assert_eq!(matters(&mut phone), [vec![], vec![doc]]);
    assert_eq!(ask(&mut phone.engine, GetHome {}).open_matters, 0);
}
