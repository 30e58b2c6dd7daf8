//! Whole-system tests in one program.

mod adaptation;
mod again;
mod aloud;
mod apply;
mod bundle;
mod desk;
mod faults;
mod floor;
mod forms;
mod gateway;
mod hands;
mod identity_papers;
mod own_devices;
mod paperwork;
mod people;
mod reminders;
mod restored;
mod spoken;
mod story;
mod told;
mod typed;
mod urgent;
mod weekly;
mod where_to;
mod window;
mod words;
