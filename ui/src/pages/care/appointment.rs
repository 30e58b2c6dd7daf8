//! At what time the appointment is to which somebody goes along.

use super::{
    step::{Shape, WhenProps},
    window::{after_window, in_window},
};
use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{care::CareRoute, shared::use_form},
    parts::{Prompt, TimeField, TimeParts},
    questions::{time_of, time_parts},
};
use linli_api::SetWhen;
use linli_domain::{care::When, recur, time::Minute};
use yew::prelude::*;

/// The time of the appointment.
#[component]
pub(super) fn AppointmentStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let doc = props.step.view.doc;
    let was = props.when.as_ref().map(recur::window);
    let was = was.and_then(|window| window.appointment);
    let typed = use_state_eq(|| was.map_or_else(TimeParts::default, time_parts));
    let on_input = {
        let typed = typed.clone();
        form.mending(move |parts: TimeParts| typed.set(parts))
    };
    let onsubmit = {
        let (act, form, typed, props) = (act.clone(), form.clone(), typed.clone(), props.clone());
        form.clone().sending(move || {
            let at = form.required("when", time_of(&typed), "answer-error-time")?;
            let when = for_appointment(&props, at);
            let when = form.required("when", when, "ask-appointment-too-soon")?;
            let next = when.clone();
            act.run(SetWhen { doc, when }, move |()| after_window(&next, doc));
            Ok(())
        })
    };
    let back = match props.when {
        Some(When::Weekly { .. }) => CareRoute::Window(doc),
        _ => CareRoute::AppointmentDay(doc),
    };
    let (label, error) = (words.text("ask-appointment"), form.error("when"));
    let hint = props.appointment.map(|before| {
        let minutes = |minutes: u16| i64::from(minutes).into();
        let args = [
            ("latest", minutes(before.latest)),
            ("earliest", minutes(before.earliest)),
        ];
        words.with("ask-appointment-hint", &args)
    });
    html! {
        <Shape step={props.step.clone()} question={label.clone()} back={back.href()}
            form={form.clone()} failure={act.failure()} waiting={act.waiting()} {onsubmit}>
            <TimeField prompt={Prompt::new("when", label).hint(hint).error(error).heading()}
                value={(*typed).clone()} {on_input} />
        </Shape>
    }
}

/// When somebody comes for an appointment at `at`, where they can still be there in time. On
/// a day that was not chosen yet it is today.
fn for_appointment(props: &WhenProps, at: Minute) -> Option<When> {
    let window = props.appointment?.window(at)?;
    let today = When::Once {
        date: props.today,
        window,
    };
    let when = in_window(props.when.as_ref(), window).unwrap_or(today);
    let is_today = matches!(&when, When::Once { date, .. } if *date == props.today);
    (!is_today || !window.is_over(props.now)).then_some(when)
}
