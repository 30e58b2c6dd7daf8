//! Addresses of the pages for whoever uses the device.

use crate::address::routes;
use linli_domain::id::DeviceId;

routes! {
    /// Pages for whoever uses the device. Some stand before the gates: the app draws these
    /// first.
    DeviceRoute {
        /// How it stands with the centre.
        Connection = "connection";
        Enrol = "enrol";
        /// Enrolment, with a code from a link.
        EnrolWith(code: String) = "enrol" / code;
        Look = "look";
        /// What is done so that everybody can use it, and what is not good yet.
        Accessibility = "accessibility";
        /// The person's own devices.
        Own = "devices";
        /// Switch one of them off.
        SwitchOff(device: DeviceId) = "devices" / device / "off";
        /// What the centre did not accept.
        Refused = "refused";
        /// All parts in all states.
        Gallery = "gallery";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<DeviceRoute>(),
            [
                "connection",
                "enrol",
                "enrol/wash",
                "look",
                "accessibility",
                "devices",
                "devices/DOC/off",
                "refused",
                "gallery",
            ]
        );
    }
}
