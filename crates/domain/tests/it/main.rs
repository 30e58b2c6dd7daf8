//! The rules from outside: folds that no order of events can upset, and the table
//! of who may write what, when.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, and its helpers too"
)]

mod alerts;
mod applications;
mod arrivals;
mod begin;
mod consents;
mod desk;
mod folds;
mod forms;
mod histories;
mod kept;
mod may;
mod may_care;
mod may_offer;
mod office;
mod policy;
mod town;
mod visit_record;
mod workday;
