//! Every part with its examples, for the gallery page and the golden tests.

use super::{
    Examples, answers, button, card, checks, choice, code_input, confirm, date_field, delivery,
    digits_field, error_summary, field, foot, frame, grades, icon, live, look, mixed, notice,
    phone, roster, tag, thread, tile, time_field, timeline,
};

/// Every part with its examples.
pub const GALLERY: &[(&str, Examples)] = &[
    ("answers", answers::examples),
    ("button", button::examples),
    ("card", card::examples),
    ("checks", checks::examples),
    ("choice", choice::examples),
    ("code_input", code_input::examples),
    ("confirm", confirm::examples),
    ("date_field", date_field::examples),
    ("delivery", delivery::examples),
    ("digits_field", digits_field::examples),
    ("error_summary", error_summary::examples),
    ("field", field::examples),
    ("foot", foot::examples),
    ("frame", frame::examples),
    ("grades", grades::examples),
    ("icon", icon::examples),
    ("live", live::examples),
    ("look", look::examples),
    ("mixed", mixed::examples),
    ("notice", notice::examples),
    ("phone", phone::examples),
    ("roster", roster::examples),
    ("tag", tag::examples),
    ("thread", thread::examples),
    ("tile", tile::examples),
    ("time_field", time_field::examples),
    ("timeline", timeline::examples),
];
