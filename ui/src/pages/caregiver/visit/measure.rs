//! A safety check that is measured: the value, and words where it is outside its limits.

use super::tick::{TickProps, worry};
use crate::{
    address::PageAddress,
    hooks::{use_act, use_here, use_words},
    pages::shared::{FormPage, use_form},
    parts::{FieldKind, Prompt, TextField},
};
use linli_domain::{care::Check, catalogue::Tenths};
use yew::prelude::*;

#[component]
pub(super) fn MeasureStep(props: &TickProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let typed = use_state_eq(|| value_before(props));
    let why = use_state_eq(|| props.worry_before());
    let (Some(here), Some(check)) = (use_here(), props.check()) else {
        return html! {};
    };
    let Some(measure) = &check.measure else {
        return html! {};
    };
    let stops = check.stop_if_no;
    let value = typed.parse::<Tenths>().ok();
    let is_outside = value.is_some_and(|value| !measure.allows(value));
    let onsubmit = {
        let (act, why, props, must) = (act.clone(), why.clone(), props.clone(), form.clone());
        form.sending(move || {
            let value = must.required("value", value, "check-value-missing")?;
            let result = if is_outside {
                let why = must.written("why", &why)?;
                let value = Some(value);
                Check::Worry { why, value }
            } else {
                Check::Measured { value }
            };
            props.keep(&act, result, stops);
            Ok(())
        })
    };
    let on_input = {
        let typed = typed.clone();
        form.mending(move |now: String| typed.set(now))
    };
    let on_why = {
        let why = why.clone();
        Callback::from(move |now: String| why.set(now))
    };
    let worry = is_outside.then(|| worry(&words, stops, &why, on_why, form.error("why")));
    let (label, unit) = (here.local(&check.text), here.local(&measure.unit));
    let limits = [
        ("least", measure.least.to_string().into()),
        ("most", measure.most.to_string().into()),
        ("unit", unit.as_str().into()),
    ];
    let prompt = Prompt::new("value", label.clone())
        .hint(words.with("check-limits", &limits))
        .error(form.error("value"));
    let home = props.visit_props().home().href();
    html! {
        <FormPage title={words.text("visit-checks")} question={label} back={home}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("common-next")} waiting={act.waiting()}
            above={html! { <p class="step">{ props.count(&words) }</p> }}>
            <TextField prompt={prompt.heading()} kind={FieldKind::Amount { unit }}
                value={(*typed).clone()} {on_input} />
            <>{ for worry }</>
        </FormPage>
    }
}

/// The value as it was measured before.
fn value_before(visit: &TickProps) -> String {
    let value = match visit.result_before() {
        Some(Check::Measured { value }) => Some(*value),
        Some(Check::Worry { value, .. }) => *value,
        Some(Check::Fine) | None => None,
    };
    value.map(|value| value.to_string()).unwrap_or_default()
}
