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
pub(crate) use refused::RefusedScreen;
pub(crate) use route::DeviceRoute;
pub(crate) use start::Start;

use self::{
    accessibility::AccessibilityScreen,
    connection::ConnectionScreen,
    own_devices::{OwnDevicesScreen, SwitchOffScreen},
};
use yew::prelude::*;

impl DeviceRoute {
    /// The page, or `None` where the app draws it: text and colours, and in a build for
    /// builders the gallery, before anybody comes here, and what leads to other rooms.
    pub(crate) fn draw(&self) -> Option<Html> {
        Some(match self {
            Self::Connection => html! { <ConnectionScreen /> },
            Self::Enrol => html! { <EnrolScreen /> },
            Self::EnrolWith(code) => html! { <EnrolScreen code={code.clone()} /> },
            Self::Accessibility => html! { <AccessibilityScreen /> },
            Self::Own => html! { <OwnDevicesScreen /> },
            Self::SwitchOff(device) => html! { <SwitchOffScreen device={*device} /> },
            Self::Look | Self::Gallery | Self::Refused => return None,
        })
    }
}
