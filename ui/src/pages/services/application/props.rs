//! What every part of an application's page gets.

use linli_api::view;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::pages) struct OverviewProps {
    pub(in crate::pages) application: Rc<view::ApplicationPage>,
}
