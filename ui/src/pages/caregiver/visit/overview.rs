//! The visit's own page: the place, what is needed, and one main action.

use super::{add::Addition, last_time::last_time, props::VisitProps, steps::actions, work::Work};
use crate::{
    address::PageAddress,
    hooks::{Here, Words, use_act, use_here, use_words},
    pages::{
        caregiver::CaregiverRoute,
        shared::{Conversation, Page, albums, answer_rows, remarks, visit_record},
    },
    parts::{AnswerList, AnswerRow, Card, Icon, Live, Mixed, Notice, PhoneLink, Tag, Tone, icon},
    saying::{address_words, aid_words, check_words, join, kind_icon, reaching_words, visit_words},
};
use linli_api::view;
use linli_domain::{
    care::{TaskResult, VisitMove, VisitStatus},
    catalogue::CareKind,
};
use yew::prelude::*;

#[component]
pub(super) fn VisitOverview(props: &VisitProps) -> Html {
    let words = use_words();
    let act = use_act();
    let Some(here) = use_here() else {
        return html! {};
    };
    let visit = &props.visit;
    let status = visit.line.state.status;
    let (state, tone) = visit_words(status);
    let state = words.text(state);
    let when = join(&[
        Some(words.near_day(visit.line.id.date, here.today())),
        words.window(visit.line.window),
    ]);
    // What comes next stands right under the address; "finished" only after the tasks.
    let is_working = status == VisitStatus::InProgress;
    let actions = (!visit.called_off).then(|| actions(&words, &act, props));
    let (next, last) = if is_working {
        (None, actions)
    } else {
        (actions, None)
    };
    let add = visit.line.may.contains(&VisitMove::Add);
    let add = add.then(|| html! { <Addition visit={visit.clone()} kind={props.kind.clone()} /> });
    let work = (is_working && !visit.called_off)
        .then(|| html! { <Work visit={visit.clone()} kind={props.kind.clone()} /> });
    html! {
        <Page title={here.kind_name(&visit.kind)} back={CaregiverRoute::Round.href()}
            failure={act.failure()}>
            <Live words={state.clone()} />
            { for called_off(&words, visit) }
            <div class="heading">
                { icon(kind_icon(&here, &visit.kind)) }
                <div class="tags"><Tag {tone} label={state} /></div>
            </div>
            <p class="large">{ when }</p>
            { for series_end(&words, &here, visit) }
            <p>{ length(&words, &props.kind) }</p>
            { door(&words, &here, visit) }
            { for next }
            { for last_time(&words, &here, visit, &props.kind) }
            <h2>{ words.text("visit-needs") }</h2>
            <AnswerList rows={answer_rows(&words, &here, &props.kind.questions, &visit.answers)} />
            { albums(&here, visit.doc, &props.kind.questions, &visit.answers) }
            { for checked(&words, &here, props) }
            { for work }
            { record(&words, &here, props) }
            { for add }
            { for last }
            <Conversation doc={visit.doc} remarks={remarks(&words, &here, &visit.messages)}
                typed={visit.typed.clone()} />
        </Page>
    }
}

/// Until when it returns every week, where that has an end.
fn series_end(words: &Words, here: &Here, visit: &view::Visit) -> Option<Html> {
    let day = words.near_day_inside(visit.until?, here.today());
    let told = words.with("visit-until", &[("day", day.as_str().into())]);
    Some(html! { <p>{ told }</p> })
}

fn called_off(words: &Words, visit: &view::Visit) -> Option<Html> {
    visit.called_off.then(|| {
        html! {
            <div role="alert">
                <Notice tone={Tone::Danger} title={words.text("visit-called-off")}>
                    <p>{ words.text("visit-called-off-words") }</p>
                </Notice>
            </div>
        }
    })
}

/// How long such a visit is, and how many come where that is not one.
fn length(words: &Words, kind: &CareKind) -> AttrValue {
    let minutes = ("minutes", i64::from(kind.minutes.usual).into());
    if kind.people > 1 {
        let people = ("people", i64::from(kind.people).into());
        words.with("visit-length-together", &[minutes, people])
    } else {
        words.with("visit-length", &[minutes])
    }
}

/// Whose door, where it is, and the telephone.
fn door(words: &Words, here: &Here, visit: &view::Visit) -> Html {
    let place = &visit.place;
    let phone = (!place.phone.is_empty()).then(|| {
        html! { <PhoneLink who={words.text("visit-call")} number={place.phone.clone()} /> }
    });
    let aid = aid_words(words, here, &place.reaching);
    let reaching = reaching_words(words, &place.reaching)
        .into_iter()
        .chain(aid);
    let reaching = reaching.map(|line| html! { <p class="strong"><Mixed words={line} /></p> });
    let address = address_words(words, here, &place.building, &place.door);
    let contact = &place.reaching;
    let contact = (!contact.contact_phone.is_empty()).then(|| {
        let args = [("name", contact.contact_name.clone().into())];
        let who = words.with("visit-call-contact", &args);
        html! { <PhoneLink {who} number={contact.contact_phone.clone()} /> }
    });
    html! {
        <Card title={place.name.clone()} icon={Icon::Door}>
            <p class="large"><Mixed words={address} /></p>
            { for reaching }
            { for phone }
            { for contact }
        </Card>
    }
}

/// The safety checks that were answered.
fn checked(words: &Words, here: &Here, props: &VisitProps) -> Option<Html> {
    let (doc, visit) = (props.visit.doc, props.visit.line.id);
    let is_open = props.visit.line.may.contains(&VisitMove::Record);
    let checks = props
        .kind
        .safety
        .iter()
        .filter_map(|check| Some((check, props.visit.line.state.checks.get(&check.id)?)));
    let rows: Vec<_> = checks
        .map(|(check, result)| AnswerRow {
            label: here.local(&check.text),
            value: check_words(words, here, Some(check), result),
            change: is_open.then(|| CaregiverRoute::Check(doc, visit, check.id.clone()).href()),
        })
        .collect();
    (!rows.is_empty())
        .then(|| html! { <><h2>{ words.text("visit-checks") }</h2><AnswerList {rows} /></> })
}

/// What was done so far, when and by whom; once it is over also the tasks and the note.
fn record(words: &Words, here: &Here, props: &VisitProps) -> Html {
    let visit = &props.visit;
    let state = &visit.line.state;
    if state.steps.is_empty() {
        return html! {};
    }
    let is_over = state.status.is_over();
    let is_others = is_over && state.maker().is_some_and(|maker| !here.is_me(maker));
    let others = is_others.then(|| html! { <p>{ words.text("visit-others") }</p> });
    let tasks = is_over.then(|| task_rows(words, here, props));
    let note = (is_over && !state.note.is_empty()).then(|| {
        let note = words.with("matter-note", &[("note", state.note.clone().into())]);
        html! { <p><Mixed words={note} /></p> }
    });
    html! {
        <>
            <h2>{ words.text("visit-way") }</h2>
            { for others }
            { visit_record(words, here, &visit.names, state) }
            { for tasks }
            { for note }
        </>
    }
}

/// The tasks with what became of them.
fn task_rows(words: &Words, here: &Here, props: &VisitProps) -> Html {
    let done = &props.visit.line.state.tasks;
    let tasks = props.kind.tasks.iter();
    let rows = tasks.filter_map(|task| {
        let value = match done.get(&task.id)? {
            TaskResult::Done => words.text("task-done"),
            TaskResult::Refused { why } => {
                words.with("task-refused", &[("why", why.clone().into())])
            }
        };
        Some(AnswerRow {
            label: here.local(&task.label),
            value,
            change: None,
        })
    });
    html! { <AnswerList rows={rows.collect::<Vec<_>>()} /> }
}
