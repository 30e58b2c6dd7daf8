//! Applications, by whoever may do something to them: residents begin, fill in and send
//! them, officers decide, workers look them over.

use super::{Deed, Somebody, deed};
use crate::town::broken::{Broken, Kept};
use linli_api::{
    Advance, Code, CountQueue, GetSession, ListQueue, ListServices, OpenApplication, Say,
    StartApplication,
    view::{ApplicationPage, QueueFilter},
};
use linli_domain::{
    application::{
        ApplicationAction as A, ApplicationMove as M, ApplicationStatus as Status, Item, Outcome,
    },
    care::Rating,
    id::DocId,
    time::{Date, add_days},
};

/// Begins one, and often fills it in and sends it.
pub(super) fn begin(somebody: &mut Somebody<'_>) -> Kept {
    let search = String::new();
    let lines = somebody.phone.must(ListServices { search })?.lines;
    let Some(line) = somebody.dice.one(&lines) else {
        return Ok(());
    };
    let (service, bundle) = (line.service.clone(), None);
    let doc = somebody
        .phone
        .must(StartApplication { service, bundle })?
        .doc;
    // What is under way is shown instead.
    if somebody.phone.must(OpenApplication { doc })?.status != Status::Draft {
        return Ok(());
    }
    finish(somebody, doc, A::Submit)
}

/// Answers what is asked, and says that all is there. It may not be.
fn finish(somebody: &mut Somebody<'_>, doc: DocId, what: A) -> Kept {
    let today = somebody.phone.must(GetSession {})?.today;
    if somebody.dice.happens(20) {
        return somebody.answer_one(doc, today);
    }
    somebody.fill_in(doc, today)?;
    match somebody.phone.ask(Advance { doc, what })? {
        Ok(()) => Ok(()),
        Err(failure) if matches!(failure.code, Code::NotValid | Code::UnderWay) => Ok(()),
        Err(failure) => Err(Broken {
            law: "what a screen offers can be done",
            seen: format!("say that all is there: {failure:?}"),
        }),
    }
}

/// Does something in an officer's queue.
pub(super) fn work_off(somebody: &mut Somebody<'_>) -> Kept {
    somebody.phone.must(CountQueue {})?;
    let filters = [QueueFilter::ToDo, QueueFilter::All];
    let queue = ListQueue {
        filter: somebody.dice.one(&filters).copied().unwrap_or_default(),
        service: None,
        search: String::new(),
        after: None,
        limit: 50,
    };
    let rows = somebody.phone.must(queue)?.rows;
    match somebody.dice.one(&rows) {
        Some(line) => go_on(somebody, line.doc),
        None => Ok(()),
    }
}

/// Does something to the application that may be done to it now.
pub(super) fn go_on(somebody: &mut Somebody<'_>, doc: DocId) -> Kept {
    let page = somebody.phone.must(OpenApplication { doc })?;
    let today = somebody.phone.must(GetSession {})?.today;
    let mut deeds: Vec<Deed<'_>> = Vec::new();
    for what in &page.may {
        let what = *what;
        let words = somebody.ledger.fresh_words();
        deeds.push(match what {
            M::Submit => deed(20, move |somebody| finish(somebody, doc, A::Submit)),
            M::Supplement => deed(20, move |somebody| finish(somebody, doc, A::Supplement)),
            M::Say => deed(4, move |somebody| {
                somebody.phone.must(Say { doc, text: words })
            }),
            _ => {
                let Some((liked, what)) = action(&page, what, words, today) else {
                    continue;
                };
                deed(liked, move |somebody| {
                    somebody.phone.must(Advance { doc, what })
                })
            }
        });
    }
    somebody.choose(deeds)
}

/// What is done for a move that needs no form, and how much it is liked.
fn action(page: &ApplicationPage, what: M, words: String, today: Date) -> Option<(usize, A)> {
    // Chance enough: no two words are the same.
    let is_second = words.len() % 2 == 1;
    Some(match what {
        M::Unsend => (1, A::Unsend),
        M::Discard => (8, A::Discard),
        M::Resume => (4, A::Resume),
        M::Check => (3, A::Check),
        M::Accept => (10, A::Accept),
        M::TurnAway => (
            4,
            A::TurnAway {
                reason: "wrong-office".to_owned(),
                words,
                where_to_go: "社区".to_owned(),
            },
        ),
        M::Take => (6, A::Take),
        M::GiveBack => (2, A::GiveBack),
        M::AskMore => (12, ask_more(page, words, today, None)?),
        M::AskAgain => {
            let again = Some("还缺一样".to_owned());
            (2, ask_more(page, words, today, again)?)
        }
        M::AskNoMore => (1, A::AskNoMore),
        M::SeePaper => {
            let unseen = page.papers.iter().find(|line| line.shown.is_none())?;
            let paper = unseen.paper.clone();
            (3, A::SeePaper { paper })
        }
        M::Decide => {
            let outcome = if is_second {
                Outcome::Refused
            } else {
                Outcome::Granted
            };
            (
                8,
                A::Decide {
                    outcome,
                    reason: "rule".to_owned(),
                    words,
                    appeal: "六十天内".to_owned(),
                },
            )
        }
        M::Serve => (3, A::Serve),
        M::Withdraw => (1, A::Withdraw { reason: words }),
        M::Object => (2, A::Object { words }),
        M::AskCorrection => (2, A::AskCorrection { words }),
        M::AnswerCorrection => {
            let approved = is_second;
            (6, A::AnswerCorrection { approved, words })
        }
        M::FollowUp => (6, A::FollowUp { words }),
        M::Rate => {
            let grade = if is_second { 1 } else { 5 };
            (
                5,
                A::Rate {
                    rating: Rating { grade, words },
                },
            )
        }
        M::Submit | M::Supplement | M::Say | M::Receive | M::Lapse | M::Introduce => return None,
    })
}

fn ask_more(
    page: &ApplicationPage,
    words: String,
    today: Date,
    again: Option<String>,
) -> Option<A> {
    let field = page.answers.keys().next()?.clone();
    let items = vec![Item {
        field,
        words: String::new(),
    }];
    Some(A::AskMore {
        items,
        words,
        due: add_days(today, 5),
        again,
    })
}
