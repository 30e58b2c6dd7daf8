//! The device itself: its start, whose it is, the person's other ones, text and colours,
//! and what the centre did not accept from it.

mod accessibility;
mod connection;
mod emptied;
mod enrol;
#[cfg(debug_assertions)]
mod gallery;
mod look;
mod own_devices;
mod refused;
mod route;
mod start;

pub(crate) use enrol::EnrolScreen;
#[cfg(debug_assertions)]
pub(crate) use gallery::Gallery;
pub(crate) use look::LookPage;
pub(crate) use route::DeviceRoute;
pub(crate) use start::Start;

use self::{
    accessibility::AccessibilityScreen,
    connection::ConnectionScreen,
    own_devices::{OwnDevicesScreen, SwitchOffScreen},
    refused::RefusedScreen,
};
use yew::prelude::*;

impl DeviceRoute {
    /// The page, or `None` where it stands before the gates: text and colours, and in a build
    /// for builders the gallery, are drawn before anybody comes here.
    pub(crate) fn draw(&self) -> Option<Html> {
        Some(match self {
            Self::Connection => html! { <ConnectionScreen /> },
            Self::Enrol => html! { <EnrolScreen /> },
            Self::EnrolWith(code) => html! { <EnrolScreen code={code.clone()} /> },
            Self::Accessibility => html! { <AccessibilityScreen /> },
            Self::Own => html! { <OwnDevicesScreen /> },
            Self::SwitchOff(device) => html! { <SwitchOffScreen device={*device} /> },
            Self::Refused => html! { <RefusedScreen /> },
            Self::Look | Self::Gallery => return None,
        })
    }
}
