//! Residents, and who acts for them: they ask for care, go on with their matters, and deal
//! with what was refused.

use super::{Somebody, application, deed};
use crate::town::broken::{Broken, Kept};
use linli_api::{
    AskUrgently, CancelCare, CancelVisit, Code, DiscardCare, EndConsent, GetCatalogue, GetDelivery,
    GetHome, GetSession, LetGo, ListConsents, ListMatters, ListRefused, OpenCare, RateVisit, Redo,
    Say, SendCare, SetWhen, StartCare, view::Matter,
};
use linli_domain::{
    care::{CareMove, Rating, VisitMove, When},
    catalogue::CareKind,
    id::DocId,
    time::{Date, Minute, Weekday, Weekdays, Window, add_days},
};

/// With so many open matters nobody begins another.
const ENOUGH: u32 = 6;

pub(super) fn act(somebody: &mut Somebody<'_>) -> Kept {
    let open = somebody.phone.must(GetHome {})?.open_matters;
    let may_begin = usize::from(open < ENOUGH);
    somebody.choose(vec![
        deed(20 * may_begin, begin_care),
        deed(5 * may_begin, ask_urgently),
        deed(12 * may_begin, application::begin),
        deed(65, go_on),
        deed(5, look_at_refused),
        deed(5, look_around),
        deed(4, take_back_consent),
    ])
}

/// Lets somebody do nothing more who was let.
fn take_back_consent(somebody: &mut Somebody<'_>) -> Kept {
    let given = somebody.phone.must(ListConsents {})?;
    let mut given = given.into_iter();
    match given.find(|line| line.holds && !line.is_mine) {
        Some(line) => somebody.phone.must(EndConsent { doc: line.doc }),
        None => Ok(()),
    }
}

fn begin_care(somebody: &mut Somebody<'_>) -> Kept {
    let catalogue = somebody.phone.must(GetCatalogue {})?;
    // The desk is called without a form.
    let kinds: Vec<_> = catalogue.care.iter().filter(|kind| !kind.desk).collect();
    let Some(kind) = somebody.dice.one(&kinds) else {
        return Ok(());
    };
    let ask = StartCare {
        kind: kind.id.clone(),
        again: None,
    };
    let doc = somebody.phone.must(ask)?.doc;
    complete(somebody, doc, kind)
}

fn complete(somebody: &mut Somebody<'_>, doc: DocId, kind: &CareKind) -> Kept {
    let today = somebody.phone.must(GetSession {})?.today;
    somebody.fill_in(doc, today)?;
    let when = wish(somebody, kind, today);
    somebody.phone.must(SetWhen { doc, when })?;
    if somebody.dice.happens(80) {
        send(somebody, doc)?;
    }
    Ok(())
}

fn wish(somebody: &mut Somebody<'_>, kind: &CareKind, today: Date) -> When {
    let mut windows = kind.day_windows();
    windows.push(Window::DAY);
    let at = Minute::of(15, 30);
    windows.extend(kind.appointment.and_then(|before| before.window(at)));
    let window = *somebody.dice.one(&windows).unwrap_or(&Window::DAY);
    match somebody.dice.below(4) {
        0 if kind.recurring => When::Weekly {
            days: Weekdays::of(&[Weekday::Monday, Weekday::Tuesday, Weekday::Friday]),
            window,
            from: today,
            until: [None, Some(add_days(today, 9))][somebody.dice.below(2)],
        },
        0 | 1 => When::Soon { date: today },
        _ => When::Once {
            date: add_days(today, [0, 0, 1, 3][somebody.dice.below(4)]),
            window,
        },
    }
}

/// Sends a draft. It may not be complete, or its day may be over.
fn send(somebody: &mut Somebody<'_>, doc: DocId) -> Kept {
    match somebody.phone.ask(SendCare { doc })? {
        Ok(()) => Ok(()),
        Err(failure) if matches!(failure.code, Code::NotValid | Code::AddressUnknown) => Ok(()),
        Err(failure) => Err(Broken {
            law: "what a screen offers can be done",
            seen: format!("send a draft: {failure:?}"),
        }),
    }
}

fn ask_urgently(somebody: &mut Somebody<'_>) -> Kept {
    let note = somebody.ledger.fresh_words();
    let asked = somebody.phone.must(AskUrgently { what: None, note });
    asked.map(drop)
}

fn go_on(somebody: &mut Somebody<'_>) -> Kept {
    let mut rows = Vec::new();
    for open in [true, false] {
        let (after, limit) = (None, 50);
        let matters = ListMatters { open, after, limit };
        rows.extend(somebody.phone.must(matters)?.rows);
    }
    if somebody.dice.happens(30) && rate(somebody, &rows)? {
        return Ok(());
    }
    match somebody.dice.one(&rows) {
        Some(Matter::Care(line)) => go_on_with_care(somebody, line.doc),
        Some(Matter::Application(line)) => application::go_on(somebody, line.doc),
        None => Ok(()),
    }
}

/// Says how the first visit was that nobody has rated; whether there was one.
fn rate(somebody: &mut Somebody<'_>, rows: &[Matter]) -> Kept<bool> {
    for row in rows {
        let Matter::Care(line) = row else { continue };
        let doc = line.doc;
        let page = somebody.phone.must(OpenCare { doc })?;
        let mut visits = page.visits.into_iter();
        if let Some(line) = visits.find(|line| line.may.contains(&VisitMove::Rate)) {
            let visit = line.id;
            let rating = some_rating(somebody);
            somebody.phone.must(RateVisit { doc, visit, rating })?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn some_rating(somebody: &mut Somebody<'_>) -> Rating {
    Rating {
        grade: [1, 3, 5][somebody.dice.below(3)],
        words: somebody.ledger.fresh_words(),
    }
}

fn go_on_with_care(somebody: &mut Somebody<'_>, doc: DocId) -> Kept {
    let page = somebody.phone.must(OpenCare { doc })?;
    let mut deeds = Vec::new();
    for what in page.may {
        deeds.push(match what {
            CareMove::Send => deed(20, move |somebody| finish_draft(somebody, doc)),
            CareMove::Discard => deed(9, move |somebody| somebody.phone.must(DiscardCare { doc })),
            CareMove::Cancel => deed(1, move |somebody| {
                let reason = somebody.ledger.fresh_words();
                somebody.phone.must(CancelCare { doc, reason })
            }),
            CareMove::Say => deed(6, move |somebody| {
                let text = somebody.ledger.fresh_words();
                somebody.phone.must(Say { doc, text })
            }),
            CareMove::Receive
            | CareMove::Assign
            | CareMove::Release
            | CareMove::Introduce
            | CareMove::EndReading
            | CareMove::LoseTouch
            | CareMove::See
            | CareMove::TakeOn
            | CareMove::Settle => continue,
        });
    }
    for line in page.visits {
        let visit = line.id;
        for what in line.may {
            deeds.push(match what {
                VisitMove::Cancel if somebody.dice.happens(90) => continue,
                VisitMove::Cancel => deed(1, move |somebody| {
                    somebody.phone.must(CancelVisit { doc, visit })
                }),
                VisitMove::Rate => deed(10, move |somebody| {
                    let rating = some_rating(somebody);
                    somebody.phone.must(RateVisit { doc, visit, rating })
                }),
                _ => continue,
            });
        }
    }
    somebody.choose(deeds)
}

fn finish_draft(somebody: &mut Somebody<'_>, doc: DocId) -> Kept {
    let page = somebody.phone.must(OpenCare { doc })?;
    let today = somebody.phone.must(GetSession {})?.today;
    if somebody.dice.happens(30) {
        return somebody.answer_one(doc, today);
    }
    let catalogue = somebody.phone.must(GetCatalogue {})?;
    match catalogue.kind(&page.kind) {
        Some(kind) => complete(somebody, doc, kind),
        None => Ok(()),
    }
}

fn look_at_refused(somebody: &mut Somebody<'_>) -> Kept {
    let refused = somebody.phone.must(ListRefused {})?;
    let Some(line) = somebody.dice.one(&refused) else {
        return Ok(());
    };
    if line.can_redo && somebody.dice.happens(50) {
        // It may be too late for it by now.
        return somebody.phone.ask(Redo { refused: line.id }).map(drop);
    }
    somebody.phone.must(LetGo { refused: line.id })
}

fn look_around(somebody: &mut Somebody<'_>) -> Kept {
    somebody.phone.must(GetSession {})?;
    somebody.phone.must(GetDelivery {})?;
    Ok(())
}
