//! A safety check that is measured: the value, and words where it is outside its limits. That
//! it is, is said once the value is written, not while it is being typed.

use super::tick::{TickProps, worry};
use crate::{
    address::PageAddress,
    hooks::{Words, use_act, use_here, use_words},
    pages::shared::{FormPage, FormState, use_form},
    parts::{FieldKind, Mistake, Prompt, TextField},
};
use linli_domain::{
    care::Check,
    catalogue::{Measure, Tenths},
};
use yew::prelude::*;

#[component]
pub(super) fn MeasureStep(props: &TickProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let typed = use_state_eq(|| value_before(props));
    let is_written = use_state_eq(|| !value_before(props).is_empty());
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
        let is_written = is_written.clone();
        form.sending(move || {
            is_written.set(true);
            let value = must.required("value", value, "check-value-missing")?;
            props.keep(&act, result(&must, value, is_outside, &why)?, stops);
            Ok(())
        })
    };
    let on_input = {
        let (typed, is_written) = (typed.clone(), is_written.clone());
        form.mending(move |now: String| {
            is_written.set(false);
            typed.set(now);
        })
    };
    let on_left = {
        let is_written = is_written.clone();
        Callback::from(move |()| is_written.set(true))
    };
    let on_why = {
        let why = why.clone();
        Callback::from(move |now: String| why.set(now))
    };
    let worry =
        (is_outside && *is_written).then(|| worry(&words, stops, &why, on_why, form.error("why")));
    let (label, unit) = (here.local(&check.text), here.local(&measure.unit));
    let prompt = Prompt::new("value", label.clone())
        .hint(limits(&words, measure, &unit))
        .error(form.error("value"));
    let home = props.visit_props().home().href();
    html! {
        <FormPage title={words.text("visit-checks")} question={label} back={home}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("common-next")} waiting={act.waiting()}
            above={html! { <p class="step">{ props.count(&words) }</p> }}>
            <TextField prompt={prompt.heading()} kind={FieldKind::Amount { unit }}
                value={(*typed).clone()} {on_input} {on_left} />
            <>{ for worry }</>
        </FormPage>
    }
}

/// The value as an answer; with words where it is outside its limits.
fn result(must: &FormState, value: Tenths, is_outside: bool, why: &str) -> Result<Check, Mistake> {
    if !is_outside {
        return Ok(Check::Measured { value });
    }
    let why = must.written("why", why)?;
    let value = Some(value);
    Ok(Check::Worry { why, value })
}

/// Between which values work may begin.
fn limits(words: &Words, measure: &Measure, unit: &str) -> AttrValue {
    let limits = [
        ("least", measure.least.to_string().into()),
        ("most", measure.most.to_string().into()),
        ("unit", unit.into()),
    ];
    words.with("check-limits", &limits)
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
