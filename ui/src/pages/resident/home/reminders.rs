//! Days to remember, on the home page; and what a notice of the system says of them.

use crate::{
    address::PageAddress,
    hooks::{Here, Words, use_here, use_words},
    notices::{self, SystemNotice},
    pages::{services::Prepare, services::ServicesRoute},
    parts::{Button, Card, Icon, LinkButton},
};
use linli_api::view::{Home, Reminder, ReminderKind};
use linli_domain::time::write_day;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct RemindersProps {
    pub(super) home: Rc<Home>,
}

/// The days, the nearest first.
#[component]
pub(super) fn Reminders(props: &RemindersProps) -> Html {
    let words = use_words();
    let here = use_here();
    let answered = use_force_update();
    let Some(here) = here else { return html! {} };
    let cards = props.home.reminders.iter();
    let cards = cards.map(|reminder| card(&words, &here, reminder));
    let asks = !props.home.reminders.is_empty() && notices::may_ask();
    let ask = asks.then(|| {
        let all = due(&words, &here, &props.home);
        let on_press = Callback::from(move |()| {
            let (answered, all) = (answered.clone(), all.clone());
            notices::ask(move || {
                if notices::are_allowed() {
                    notices::show(all);
                }
                answered.force_update();
            });
        });
        html! { <Button label={words.text("remind-ask")} {on_press} /> }
    });
    html! { <>{ for cards }{ for ask }</> }
}

fn card(words: &Words, here: &Here, reminder: &Reminder) -> Html {
    let name = here.local(&reminder.name);
    let prepare = reminder.can_prepare.then(|| {
        html! { <Prepare service={reminder.service.clone()} about={name.clone()} /> }
    });
    html! {
        <Card key={reminder.service.to_string()} title={name.clone()} icon={Icon::Calendar}>
            <p>{ line(words, here, reminder) }</p>
            { for prepare }
            <LinkButton label={words.text("remind-see")} about={name}
                href={ServicesRoute::Service(reminder.service.clone()).href()} />
        </Card>
    }
}

/// Until when, or from when on.
fn line(words: &Words, here: &Here, reminder: &Reminder) -> AttrValue {
    let day = words.near_day_inside(reminder.date, here.today());
    let key = match reminder.what {
        ReminderKind::Due if reminder.date < here.today() => "remind-overdue",
        ReminderKind::Due => "remind-due",
        ReminderKind::From => "remind-from",
    };
    words.with(key, &[("day", day.as_str().into())])
}

/// The notices that have fallen due.
pub(crate) fn due(words: &Words, here: &Here, home: &Home) -> Vec<SystemNotice> {
    let all = home.reminders.iter();
    all.filter_map(|reminder| notice(words, here, reminder))
        .collect()
}

/// The notice of one day that has fallen due: one for each time before the day.
fn notice(words: &Words, here: &Here, reminder: &Reminder) -> Option<SystemNotice> {
    let before = reminder.notice?;
    let (service, date) = (&reminder.service.0, write_day(reminder.date));
    Some(SystemNotice {
        id: format!("{service} {date} {before}"),
        title: here.local(&reminder.name).to_string(),
        words: line(words, here, reminder).to_string(),
    })
}
