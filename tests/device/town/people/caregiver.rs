//! Caregivers: they claim offers, and make the visits that became theirs, step by step and
//! on the day.

use super::{Deed, Somebody, deed};
use crate::town::broken::Kept;
use linli_api::{
    CheckSafety, ClaimOffer, DoTask, GetCatalogue, GetRound, GetSession, GiveBack, ListOffers,
    NoteVisit, OpenCare, OpenVisit, Say, TakeStep, WithdrawClaim,
};
use linli_domain::{
    care::{CareMove, Check, TaskResult, VisitId, VisitMove, VisitStep},
    catalogue::SafetyCheck,
    id::DocId,
    offer::Standing,
};

pub(super) fn act(somebody: &mut Somebody<'_>) -> Kept {
    let offers = ListOffers {
        after: None,
        limit: 50,
    };
    let offers = somebody.phone.must(offers)?.rows;
    let today = somebody.phone.must(GetSession {})?.today;
    let round = somebody.phone.must(GetRound { date: None })?;
    let mut deeds: Vec<Deed<'_>> = Vec::new();
    for line in offers {
        let (offer, doc) = (line.doc, line.care);
        match line.standing {
            Standing::Open => deeds.push(deed(5, move |somebody| {
                somebody.phone.must(ClaimOffer { offer })
            })),
            Standing::Waiting => deeds.push(deed(1, move |somebody| {
                somebody.phone.must(WithdrawClaim { offer })
            })),
            Standing::Yours => {
                deeds.push(deed(1, move |somebody| give_back(somebody, doc)));
                deeds.push(deed(2, move |somebody| say(somebody, doc)));
            }
            Standing::Lost | Standing::Taken | Standing::Closed => {}
        }
    }
    for stop in round.stops {
        if stop.visit.date == today {
            let (doc, visit) = (stop.doc, stop.visit);
            deeds.push(deed(30, move |somebody| visit_on(somebody, doc, visit)));
        }
    }
    somebody.choose(deeds)
}

/// The home may not have come yet.
fn give_back(somebody: &mut Somebody<'_>, doc: DocId) -> Kept {
    match somebody.phone.ask(OpenCare { doc })? {
        Ok(page) if page.may.contains(&CareMove::Release) => somebody.phone.must(GiveBack { doc }),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn say(somebody: &mut Somebody<'_>, doc: DocId) -> Kept {
    let text = somebody.ledger.fresh_words();
    match somebody.phone.ask(OpenCare { doc })? {
        Ok(page) if page.may.contains(&CareMove::Say) => somebody.phone.must(Say { doc, text }),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Goes on with a visit, often for several steps.
fn visit_on(somebody: &mut Somebody<'_>, doc: DocId, visit: VisitId) -> Kept {
    loop {
        go_on(somebody, doc, visit)?;
        if somebody.dice.happens(25) {
            return Ok(());
        }
    }
}

/// Takes one step at a visit.
fn go_on(somebody: &mut Somebody<'_>, doc: DocId, visit: VisitId) -> Kept {
    let page = somebody.phone.must(OpenVisit { doc, visit })?;
    let catalogue = somebody.phone.must(GetCatalogue {})?;
    let Some(kind) = catalogue.kind(&page.kind) else {
        return Ok(());
    };
    let (state, may) = (&page.line.state, &page.line.may);
    let is_unchecked = |id: &String| !state.checks.contains_key(id);
    let checks = kind.safety.iter().filter(|check| is_unchecked(&check.id));
    let checks: Vec<_> = checks.cloned().collect();
    let tasks: Vec<_> = kind.tasks.iter().map(|task| task.id.clone()).collect();
    let mut deeds = Vec::new();
    for what in may {
        let step = |liked, step| {
            let what = TakeStep { doc, visit, step };
            deed(liked, move |somebody: &mut Somebody<'_>| {
                somebody.phone.must(what)
            })
        };
        deeds.push(match what {
            VisitMove::SetOut => step(20, VisitStep::OnTheWay),
            VisitMove::Arrive => step(20, VisitStep::Arrived),
            // The checks come first.
            VisitMove::Start if checks.is_empty() => step(20, VisitStep::Started),
            VisitMove::Finish if checks.is_empty() => step(20, VisitStep::Finished),
            VisitMove::FindNobody => step(4, VisitStep::NoAnswer),
            VisitMove::Stop => {
                let reason = somebody.ledger.fresh_words();
                step(5, VisitStep::Stopped { reason })
            }
            VisitMove::CallOff => {
                let reason = somebody.ledger.fresh_words();
                step(1, VisitStep::CancelledByProvider { reason })
            }
            VisitMove::Record => {
                deeds.push(record(doc, visit, checks.first().cloned()));
                deeds.push(note(doc, visit, tasks.clone()));
                continue;
            }
            _ => continue,
        });
    }
    somebody.choose(deeds)
}

fn record<'a>(doc: DocId, visit: VisitId, check: Option<SafetyCheck>) -> Deed<'a> {
    let liked = if check.is_some() { 16 } else { 0 };
    deed(liked, move |somebody| {
        let result = if somebody.dice.happens(5) {
            Check::Worry {
                why: somebody.ledger.fresh_words(),
                value: None,
            }
        } else {
            let in_order = check.as_ref().map(SafetyCheck::in_order);
            in_order.unwrap_or(Check::Fine)
        };
        somebody.phone.must(CheckSafety {
            doc,
            visit,
            check: check.map(|check| check.id).unwrap_or_default(),
            result,
        })
    })
}

fn note<'a>(doc: DocId, visit: VisitId, tasks: Vec<String>) -> Deed<'a> {
    deed(3, move |somebody| {
        let why = somebody.ledger.fresh_words();
        let result = if somebody.dice.happens(20) {
            TaskResult::Refused { why: why.clone() }
        } else {
            TaskResult::Done
        };
        match somebody.dice.one(&tasks).cloned() {
            Some(task) if somebody.dice.happens(60) => somebody.phone.must(DoTask {
                doc,
                visit,
                task,
                result,
            }),
            _ => somebody.phone.must(NoteVisit {
                doc,
                visit,
                text: why,
            }),
        }
    })
}
