//! A centre that lost something: the device loses nothing with it, and gives back what it has.

use crate::{
    centre::{Centre, NOW, WANG},
    phone::{Phone, ask},
};
use linli_api::{GetDelivery, OpenCare, Say, SendCare};
use linli_domain::{
    id::DocId,
    role::Role,
    time::{DAY_MS, Timestamp},
};
use linli_replica::{
    exchange::{Cursor, Epoch, Exchange, Exchanged, Lacks, News, VERSION},
    signed::Hash,
};

fn say(phone: &mut Phone, doc: DocId, text: &str) {
    let text = text.to_owned();
    ask(&mut phone.engine, Say { doc, text });
}

fn said(phone: &mut Phone, doc: DocId) -> Vec<String> {
    let care = ask(&mut phone.engine, OpenCare { doc });
    care.messages.into_iter().map(|said| said.text).collect()
}

fn answer(epoch: u64) -> Exchanged {
    Exchanged {
        v: VERSION,
        cursor: Cursor(1),
        now: Timestamp(NOW),
        epoch: Epoch(epoch),
        ..Exchanged::default()
    }
}

/// Has the phone take `answer` to what it asks next; what it asked.
fn take(phone: &mut Phone, answer: impl FnOnce(&Exchange) -> Exchanged) -> Exchange {
    let sent = phone.engine.next_exchange(20_000).unwrap();
    let answer = answer(&sent);
    phone.engine.take(answer, &sent).unwrap();
    sent
}

/// Two phones of Wang's, with a request that each has said something in.
fn two() -> (Centre, Phone, Phone, DocId) {
    let mut centre = Centre::new();
    let (mut first, mut second) = (Phone::new(1), Phone::new(2));
    centre.enrol(&mut first, WANG, Role::Resident);
    centre.enrol(&mut second, WANG, Role::Resident);
    let doc = first.fill_in();
    ask(&mut first.engine, SendCare { doc });
    centre.meet(&mut first);
    centre.meet(&mut second);
    take(&mut first, |_| answer(1));
    take(&mut second, |_| answer(1));
    (centre, first, second, doc)
}

#[test]
fn a_snapshot_that_lacks_something_takes_nothing_away() {
    let (mut centre, mut first, mut second, doc) = two();
    let old = centre.news_whole(doc);
    say(&mut second, doc, "二");
    centre.meet(&mut second);
    say(&mut first, doc, "一");
    centre.meet(&mut first);
    say(&mut first, doc, "未送");
    let before = said(&mut first, doc);
    assert_eq!(before.len(), 3);
    take(&mut first, |_| Exchanged {
        news: vec![old],
        beyond: true,
        ..answer(1)
    });
    assert_eq!(said(&mut first, doc), before);
    let mut first = first.restart();
    assert_eq!(said(&mut first, doc), before);
}

#[test]
fn a_centre_in_another_life_is_asked_and_given_what_it_lacks() {
    let (mut centre, mut first, mut second, doc) = two();
    say(&mut second, doc, "二");
    centre.meet(&mut second);
    centre.meet(&mut first);
    say(&mut first, doc, "未送");
    // It lost why this phone may read the request, and says so.
    take(&mut first, |_| Exchanged {
        forget: vec![doc],
        ..answer(2)
    });
    assert_eq!(said(&mut first, doc).len(), 2, "it is not forgotten");
    assert!(ask(&mut first.engine, GetDelivery {}).giving_back > 0);
    let mut first = first.restart();

    let lack = |sent: &Exchange| -> Vec<Lacks> {
        let heal = sent.heal.as_ref().expect("it asks");
        assert_eq!((heal.since, sent.wait_ms), (Epoch(1), 0));
        let lacks = heal.holds.iter().map(|held| Lacks {
            snapshots: !held.heads.is_empty(),
            changes: held.changes.clone(),
        });
        lacks.collect()
    };
    let sent = take(&mut first, |sent| Exchanged {
        lacks: lack(sent),
        ..answer(2)
    });
    assert!(sent.changes.is_empty(), "what stands on it waits");
    let held = sent.heal.unwrap().holds;
    let held = held.into_iter().find(|held| held.doc == doc).unwrap();
    let sent = take(&mut first, |sent| {
        let holds = sent.heal.as_ref().unwrap().holds.len();
        Exchanged {
            lacks: vec![Lacks::default(); holds],
            ..answer(2)
        }
    });
    let heal = sent.heal.unwrap();
    let given = heal.given.iter().find(|given| given.doc == doc).unwrap();
    let hashes: Vec<Hash> = given
        .changes
        .iter()
        .map(|change| change.read().unwrap().hash)
        .collect();
    assert_eq!(hashes, held.changes, "all that it was asked for");
    let own = given
        .changes
        .iter()
        .filter(|change| change.device == first.device);
    assert_eq!(
        own.count(),
        given.receipts.len(),
        "own ones with their receipts"
    );
    let authors: Vec<_> = heal.cards.iter().map(|card| card.device).collect();
    assert!(authors.contains(&first.device) && authors.contains(&second.device));

    // Then it goes on as ever.
    assert_eq!(ask(&mut first.engine, GetDelivery {}).giving_back, 0);
    let next = first.engine.next_exchange(20_000).unwrap();
    assert!(next.heal.is_none());
    assert_eq!(next.changes.len(), 1, "what waited goes");
    centre.meet(&mut first);
    assert_eq!(ask(&mut first.engine, GetDelivery {}).waiting, 0);
}

#[test]
fn a_centre_in_another_life_is_read_from_its_first_change() {
    let (_, mut first, _, _) = two();
    // Its cursor is one of that life too, as far as anybody can see.
    let sent = take(&mut first, |sent| Exchanged {
        cursor: sent.cursor,
        ..answer(2)
    });
    assert_ne!(sent.cursor, Cursor::default());
    assert_eq!(
        first.engine.next_exchange(0).unwrap().cursor,
        Cursor::default()
    );
    let read = Cursor(sent.cursor.0 + 1);
    let goes_on = |_: &Exchange| Exchanged {
        cursor: read,
        ..answer(2)
    };
    take(&mut first, goes_on);
    assert_eq!(first.engine.next_exchange(0).unwrap().cursor, read, "once");
}

#[test]
fn what_the_centre_has_all_of_and_this_phone_may_not_read_leaves_it() {
    let (_, mut first, _, doc) = two();
    take(&mut first, |_| answer(2));
    take(&mut first, |sent| Exchanged {
        lacks: vec![Lacks::default(); sent.heal.as_ref().unwrap().holds.len()],
        forget: vec![doc],
        ..answer(2)
    });
    let outcome = linli_api::dispatch(&mut first.engine, OpenCare { doc }.into());
    assert!(outcome.result.is_err(), "nobody keeps what is not theirs");
}

#[test]
fn what_a_centre_does_not_take_is_offered_again_later_and_not_for_ever() {
    let (_, mut first, _, _) = two();
    take(&mut first, |_| answer(2));
    let lack = |sent: &Exchange, now| {
        let holds = sent.heal.iter().flat_map(|heal| &heal.holds);
        let lacks = holds.map(|held| Lacks {
            snapshots: false,
            changes: held.changes.clone(),
        });
        Exchanged {
            lacks: lacks.collect(),
            now: Timestamp(now),
            ..answer(2)
        }
    };
    let (mut given, mut days, mut now) = (0, 0, NOW);
    for _ in 0..200 {
        let sent = take(&mut first, |sent| lack(sent, now));
        match sent.heal {
            Some(heal) => given += heal.given.len(),
            None => {
                (days, now) = (days + 1, now + DAY_MS);
                let clock = &first.host.clock;
                clock.fetch_add(DAY_MS, std::sync::atomic::Ordering::SeqCst);
            }
        }
        let is_lacking = given > 0 && days < 10;
        let told = ask(&mut first.engine, GetDelivery {}).giving_back > 0;
        assert!(!is_lacking || told, "what it wrote is not called delivered");
    }
    assert!((20..=60).contains(&given), "{given}");
    assert!(first.engine.next_exchange(1000).unwrap().heal.is_none());
}

/// A centre in another life does not take back what the phone has.
fn not_taken(first: &mut Phone) {
    let lack = |sent: &Exchange| Exchanged {
        lacks: sent
            .heal
            .iter()
            .flat_map(|heal| &heal.holds)
            .map(|held| Lacks {
                snapshots: false,
                changes: held.changes.clone(),
            })
            .collect(),
        ..answer(2)
    };
    take(first, |_| answer(2));
    take(first, lack);
    take(first, lack);
    assert!(take(first, |_| answer(2)).heal.is_none(), "not now");
}

#[test]
fn what_is_to_be_given_back_and_is_said_not_to_be_theirs_is_asked_about_at_once() {
    let (_, mut first, _, doc) = two();
    not_taken(&mut first);
    take(&mut first, |sent| Exchanged {
        forget: vec![doc],
        cursor: Cursor(sent.cursor.0 + 1),
        ..answer(2)
    });
    let outcome = linli_api::dispatch(&mut first.engine, OpenCare { doc }.into());
    assert!(outcome.result.is_ok(), "it may be why it was lost");
    let holds = first.engine.next_exchange(0).unwrap().heal.unwrap().holds;
    assert_eq!(holds.len(), 1);
    assert_eq!(holds[0].doc, doc);
}

#[test]
fn what_a_centre_does_not_take_is_offered_again_as_soon_as_something_comes_to_it() {
    let (mut centre, mut first, mut second, doc) = two();
    not_taken(&mut first);
    say(&mut second, doc, "二");
    centre.meet(&mut second);
    let news = centre.news_whole(doc);
    take(&mut first, |_| Exchanged {
        news: vec![news],
        ..answer(2)
    });
    let holds = first.engine.next_exchange(0).unwrap().heal.unwrap().holds;
    assert_eq!(holds.len(), 1);
    assert_eq!(holds[0].doc, doc);
}

#[test]
fn a_centre_of_an_earlier_release_that_does_not_answer_is_not_asked_without_end() {
    let (_, mut first, _, _) = two();
    take(&mut first, |_| Exchanged {
        beyond: true,
        ..answer(0)
    });
    assert!(take(&mut first, |_| answer(0)).heal.is_some());
    assert!(
        take(&mut first, |_| answer(0)).heal.is_none(),
        "not at once"
    );
}

#[test]
fn a_newer_snapshot_takes_the_place_of_what_it_covers() {
    let (mut centre, mut first, _, doc) = two();
    for number in 0..5 {
        say(&mut first, doc, &number.to_string());
        centre.meet(&mut first);
    }
    let whole: News = centre.news_whole(doc);
    take(&mut first, |_| Exchanged {
        news: vec![whole],
        ..answer(1)
    });
    take(&mut first, |_| answer(2));
    let sent = first.engine.next_exchange(0).unwrap();
    let held = sent.heal.unwrap().holds;
    let held = held.into_iter().find(|held| held.doc == doc).unwrap();
    assert_eq!((held.heads.len(), held.changes.len()), (1, 0));
    // What comes after it is kept beside it, and it stays as it was signed.
    say(&mut first, doc, "later");
    take(&mut first, |sent| Exchanged {
        lacks: vec![Lacks::default(); sent.heal.as_ref().unwrap().holds.len()],
        ..answer(2)
    });
    centre.meet(&mut first);
    take(&mut first, |_| answer(3));
    take(&mut first, |sent| Exchanged {
        lacks: sent
            .heal
            .iter()
            .flat_map(|heal| &heal.holds)
            .map(|held| Lacks {
                snapshots: !held.heads.is_empty(),
                changes: held.changes.clone(),
            })
            .collect(),
        ..answer(3)
    });
    let sent = first.engine.next_exchange(0).unwrap();
    let given = sent.heal.unwrap().given;
    let given = given.into_iter().find(|given| given.doc == doc).unwrap();
    assert_eq!((given.snapshots.len(), given.changes.len()), (1, 1));
    assert!(given.snapshots[0].verified_by(&centre.public_key(), doc));
}

/// From there nobody is told what left them since they read last.
#[test]
fn whoever_reads_from_the_first_change_on_again_asks_what_may_stay() {
    let (mut centre, mut first, mut second, doc) = two();
    for text in ["一", "二"] {
        say(&mut second, doc, text);
        centre.meet(&mut second);
    }
    // What the last words stand on did not come.
    let sent = first.engine.next_exchange(0).unwrap();
    let mut answer_to_it = centre.answer(first.device, &sent);
    let last = answer_to_it.news.pop().unwrap();
    answer_to_it.news = vec![last];
    first.engine.take(answer_to_it, &sent).unwrap();
    let delivery = ask(&mut first.engine, GetDelivery {});
    assert_eq!(delivery.giving_back, 0, "the centre lost nothing");
    let sent = take(&mut first, |sent| Exchanged {
        lacks: vec![Lacks::default(); sent.heal.as_ref().unwrap().holds.len()],
        forget: vec![doc],
        ..answer(1)
    });
    assert_eq!(sent.cursor, Cursor::default());
    let outcome = linli_api::dispatch(&mut first.engine, OpenCare { doc }.into());
    assert!(outcome.result.is_err(), "nobody keeps what is not theirs");
    assert!(first.engine.next_exchange(0).unwrap().heal.is_none());
}
