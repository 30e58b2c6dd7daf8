//! The real window of the desktop app, under a virtual display.
