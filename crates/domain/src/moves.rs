//! How the moves of a matter are listed: each stands once, so that [`moves!`] can ask for all.

/// The enum of the moves of a matter, with all of them in `ALL`, in the order of the enum.
/// Screens find out what may be done by asking for each; a move that were missing there
/// would be offered to nobody.
macro_rules! moves {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $what:ident,)+ }) => {
        $(#[$about])*
        pub enum $name {
            $($(#[$doc])* $what,)+
        }

        impl $name {
            pub const ALL: [Self; [$(Self::$what),+].len()] = [$(Self::$what),+];
        }
    };
}
pub(crate) use moves;
