//! The device itself: its start, whose it is, the person's other ones, text and colours,
//! and what the centre did not accept from it.

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

pub(crate) use connection::ConnectionScreen;
pub(crate) use enrol::EnrolScreen;
#[cfg(debug_assertions)]
pub(crate) use gallery::Gallery;
pub(crate) use look::LookPage;
pub(crate) use own_devices::{OwnDevicesScreen, SwitchOffScreen};
pub(crate) use refused::RefusedScreen;
pub(crate) use route::DeviceRoute;
pub(crate) use start::Start;
