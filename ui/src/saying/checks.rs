//! Words for what a safety check found.

use crate::hooks::{Here, Words};
use linli_domain::{
    care::Check,
    catalogue::{SafetyCheck, Tenths},
};
use yew::AttrValue;

/// What was found: a measured value with its unit, as far as the catalogue knows it still.
pub(crate) fn check_words(
    words: &Words,
    here: &Here,
    check: Option<&SafetyCheck>,
    result: &Check,
) -> AttrValue {
    let measure = check.and_then(|check| check.measure.as_ref());
    let unit = measure.map(|measure| here.local(&measure.unit));
    let unit = unit.unwrap_or_default();
    let with_value = |key, value: &Tenths, why: &str| {
        let args = [
            ("value", value.to_string().into()),
            ("unit", unit.as_str().into()),
            ("why", why.into()),
        ];
        words.with(key, &args)
    };
    match result {
        Check::Fine => words.text("check-fine"),
        Check::Measured { value } => with_value("check-measured", value, ""),
        Check::Worry { why, value: None } => {
            words.with("check-worry", &[("why", why.as_str().into())])
        }
        Check::Worry {
            why,
            value: Some(value),
        } => with_value("check-worry-measured", value, why),
    }
}
