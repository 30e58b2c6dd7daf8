//! Addresses of pages: what stands after `#`, and how one goes there.
//!
//! Each room of `pages/` lists its own with [`routes!`]. They are never sent to the
//! centre. Ids of documents are random, so an address in a history or a picture tells
//! nobody anything.

use linli_domain::{
    answer::FieldId,
    care::VisitId,
    catalogue::{BundleId, ServiceId},
    id::{DeviceId, DocId, PersonId},
    profile::ProfileField,
};
use std::fmt::Display;
use yew::AttrValue;

/// The home page of whoever uses the device.
pub(crate) const HOME: AttrValue = AttrValue::Static("#/");

/// Goes to the page at `href`, so that "back" does not lead to the present one again.
pub(crate) fn go_instead_to(href: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only where the page itself is being left.
        let _ = window.location().replace(href);
    }
}

/// Pages that have an address.
pub(crate) trait PageAddress: Sized {
    /// The page with these segments, if it is one of these pages.
    fn read(segments: &[&str]) -> Option<Self>;

    /// The address without its `#/`.
    fn path(&self) -> String;

    /// The address, for a link.
    fn href(&self) -> AttrValue {
        format!("#/{}", self.path()).into()
    }

    fn go(&self) {
        if let Some(window) = web_sys::window() {
            // Fails only where the page itself is being left.
            let _ = window.location().set_hash(&self.href());
        }
    }

    /// Goes to this page, so that "back" does not lead to the present one again.
    fn go_instead(&self) {
        go_instead_to(&self.href());
    }

    /// One of each page, so that no test forgets one.
    #[cfg(test)]
    fn examples() -> Vec<Self>;
}

/// What a segment of an address can stand for.
pub(crate) trait Segment: Display + Sized {
    /// The value that `text` was written from.
    fn read(text: &str) -> Option<Self>;

    /// Some value, for tests.
    #[cfg(test)]
    fn example() -> Self;
}

/// The paths of one of each page, with `DOC` for a document's id.
#[cfg(test)]
pub(crate) fn paths<A: PageAddress>() -> Vec<String> {
    let doc = DocId::example().to_string();
    let pages = A::examples();
    pages
        .iter()
        .map(|page| page.path().replace(&doc, "DOC"))
        .collect()
}

macro_rules! segments {
    ($($kind:ty, $text:ident => $read:expr, $example:expr;)+) => { $(
        impl Segment for $kind {
            fn read($text: &str) -> Option<Self> {
                $read
            }

            #[cfg(test)]
            fn example() -> Self {
                $example
            }
        }
    )+ };
}

segments! {
    DocId, text => text.parse().ok(), Self([7; 16]);
    DeviceId, text => text.parse().ok(), Self([7; 16]);
    PersonId, text => text.parse().ok(), Self([7; 16]);
    VisitId, text => text.parse().ok(), "2026-11-24T0800".parse().unwrap();
    FieldId, text => Some(Self(text.to_owned())), Self("diet".into());
    ServiceId, text => Some(Self(text.to_owned())), Self("senior-card".into());
    BundleId, text => Some(Self(text.to_owned())), Self("turning-80".into());
    ProfileField, text => text.parse().ok(), Self::Hearing;
    String, text => Some(text.to_owned()), "wash".into();
}

/// An enum of pages, each with the segments of its address: words, and the names of
/// what the page holds.
///
/// ```text
/// routes! {
///     /// Where an officer can be.
///     OfficerRoute {
///         /// Ask the resident for more.
///         More(doc: DocId) = "case" / doc / "more";
///     }
/// }
/// ```
macro_rules! routes {
    ($(#[$about:meta])* $name:ident { $(
        $(#[$doc:meta])*
        $page:ident $(($($field:ident: $kind:ty),+))? = $($segment:tt)/+;
    )+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $(
            $(#[$doc])*
            $page $(($($kind),+))?,
        )+ }

        impl $crate::address::PageAddress for $name {
            fn read(segments: &[&str]) -> Option<Self> {
                Some(match segments {
                    $([$($segment),+] => {
                        Self::$page $(($($crate::address::Segment::read($field)?),+))?
                    })+
                    _ => return None,
                })
            }

            fn path(&self) -> String {
                match self {
                    $(Self::$page $(($($field),+))? => [$($segment.to_string()),+].join("/"),)+
                }
            }

            #[cfg(test)]
            fn examples() -> Vec<Self> {
                vec![$(Self::$page $(($(<$kind as $crate::address::Segment>::example()),+))?),+]
            }
        }
    };
}
pub(crate) use routes;
