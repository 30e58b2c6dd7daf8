//! Where one can be: the pages of all rooms, joined.

use crate::{
    address::PageAddress,
    pages::{
        care::CareRoute, caregiver::CaregiverRoute, device::DeviceRoute, form::FormRoute,
        officer::OfficerRoute, resident::ResidentRoute, services::ServicesRoute,
        worker::WorkerRoute,
    },
};

/// The enum of all rooms: an address is read by the first room that knows it.
macro_rules! rooms {
    ($($(#[$doc:meta])* $room:ident($route:ty),)+) => {
        /// A page of any room.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) enum Route {
            /// The home page of the account's role.
            Home,
            $($(#[$doc])* $room($route),)+
        }

        impl PageAddress for Route {
            fn read(segments: &[&str]) -> Option<Self> {
                None$(.or_else(|| <$route>::read(segments).map(Self::$room)))+
            }

            fn path(&self) -> String {
                match self {
                    Self::Home => String::new(),
                    $(Self::$room(page) => page.path(),)+
                }
            }

            #[cfg(test)]
            fn examples() -> Vec<Self> {
                let mut all = vec![Self::Home];
                $(all.extend(<$route>::examples().into_iter().map(Self::$room));)+
                all
            }
        }

        $(impl From<$route> for Route {
            fn from(page: $route) -> Self {
                Self::$room(page)
            }
        })+
    };
}

rooms! {
    Care(CareRoute),
    Caregiver(CaregiverRoute),
    /// The device's own pages.
    Device(DeviceRoute),
    /// A form, question by question.
    Form(FormRoute),
    Officer(OfficerRoute),
    Resident(ResidentRoute),
    Services(ServicesRoute),
    Worker(WorkerRoute),
}

impl Route {
    /// The page of an address, with or without its `#`; home where it is none.
    #[must_use]
    pub(crate) fn of(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let segments: Vec<_> = path.split('/').collect();
        Self::read(&segments).unwrap_or(Self::Home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_reads_its_own_address() {
        for page in Route::examples() {
            assert_eq!(Route::of(&page.href()), page);
        }
    }

    #[test]
    fn an_address_that_is_none_leads_home() {
        for hash in ["", "#", "#/nowhere", "#/matter/zz", "#/visit/00/2026"] {
            assert_eq!(Route::of(hash), Route::Home, "{hash}");
        }
    }
}
