//! Pictures, drawn by us as strokes on a grid of 24.
//!
//! Access: pictures never stand alone; they are hidden from screen readers and
//! the words beside them (or the control's name) carry the meaning. They take
//! the colour of the text, so their contrast is the text's.

use super::Example;
use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Again,
    Back,
    Bag,
    Bath,
    Bowl,
    Broom,
    Bus,
    Calendar,
    Card,
    Chair,
    Check,
    Clock,
    CloudOff,
    Coins,
    Door,
    Ear,
    Face,
    Flower,
    Hand,
    Heart,
    House,
    Letters,
    List,
    Medicine,
    Message,
    Next,
    Pause,
    People,
    Phone,
    Play,
    Pulse,
    Purse,
    Search,
    Send,
    Shield,
    Sofa,
    Stop,
    Ticket,
    Tool,
    Umbrella,
    Walk,
    Warning,
}

const BATH: &str = "M3 12h18v2a6 6 0 01-6 6H9a6 6 0 01-6-6zM6 12V6a2.500 2.500 0 015 0M6 20l-1 \
    2M18 20l1 2";
const HAND: &str = "M3 12l4-1 5 3h4a2 2 0 010 4h-5M3 19l6 2 12-5M14.500 9.500C12 7.800 11 6.500 11 \
    5a2 2 0 013.500-1.300A2 2 0 0118 5c0 1.500-1 2.800-3.500 4.500z";
const HEART: &str = "M12 20C5 15 3 12 3 8.500A4.500 4.500 0 0112 7a4.500 4.500 0 019 1.500C21 12 \
    19 15 12 20z";
const LIST: &str = "M4 6l1.500 1.500L8 5M4 12l1.500 1.500L8 11M4 18l1.500 1.500L8 17M12 6h8M12 \
    12h8M12 18h8";
const PEOPLE: &str = "M9 4.500a3.500 3.500 0 100 7 3.500 3.500 0 000-7M2.500 20c0-4 3-6 \
    6.500-6s6.500 2 6.500 6M16 5a3.500 3.500 0 010 6.500M18 14c2.500.7 3.500 3 3.500 6";
const PHONE: &str = "M5 3h4l2 5-2.500 1.500a11 11 0 005 5L15 12l5 2v4a2 2 0 01-2 2A15 15 0 013 5a2 \
    2 0 012-2";
const SOFA: &str = "M5 11V7a2 2 0 012-2h10a2 2 0 012 2v4M3 13a2 2 0 014 0v2h10v-2a2 2 0 014 \
    0v5H3zM5 18v2M19 18v2";
const TOOL: &str = "M14 7a4.500 4.500 0 016-4l-3 3 1 2 2 1 2.500-2.500A4.500 4.500 0 0117 11L8 \
    20a2.500 2.500 0 01-4-4l9-9z";
const WALK: &str = "M13 3a1.500 1.500 0 100 3 1.500 1.500 0 000-3M12 8.500l-2 5 3.500 2.500 1 5M10 \
    13.500L7.500 21M12 8.500l2.500 3 3 1M12 8.500L8.500 10 7 13";

const BUS: &str = "M5 4h14v13H5zM5 11h14M12 4v7M7.500 17v3M16.500 17v3M8 14h.5M15.500 \
    14h.5";
const COINS: &str = "M9 4a5 5 0 100 10 5 5 0 000-10M14.500 9.500a5 5 0 11-6 8M7.500 7L9 \
    9l1.500-2M9 9v2.500";
const FACE: &str = "M12 3a9 9 0 100 18 9 9 0 000-18M8.500 9.500v.5M15.500 9.500v.5M8 \
    14.500a5 5 0 008 0";
const FLOWER: &str = "M12 9l-3-1a2 2 0 01.5-3.500 2.500 2.500 0 015 0A2 2 0 0115 8zM12 \
    9v12M12 17c-3 0-5-1.500-6-4M12 19c3 0 5-1.500 6-4";
const SHIELD: &str = "M12 3l8 3v6c0 5-3.500 7.500-8 9-4.500-1.500-8-4-8-9V6zM8.500 12l2.500 \
    2.500 4.500-5";
const TICKET: &str = "M3 7h18v3.500a1.500 1.500 0 000 3V17H3v-3.500a1.500 1.500 0 000-3zM14 \
    7v2M14 11v2M14 15v2";
impl Icon {
    const ALL: [Self; 42] = [
        Self::Again,
        Self::Back,
        Self::Bag,
        Self::Bath,
        Self::Bowl,
        Self::Broom,
        Self::Bus,
        Self::Calendar,
        Self::Card,
        Self::Chair,
        Self::Check,
        Self::Clock,
        Self::CloudOff,
        Self::Coins,
        Self::Door,
        Self::Ear,
        Self::Face,
        Self::Flower,
        Self::Hand,
        Self::Heart,
        Self::House,
        Self::Letters,
        Self::List,
        Self::Medicine,
        Self::Message,
        Self::Next,
        Self::Pause,
        Self::People,
        Self::Phone,
        Self::Play,
        Self::Pulse,
        Self::Purse,
        Self::Search,
        Self::Send,
        Self::Shield,
        Self::Sofa,
        Self::Stop,
        Self::Ticket,
        Self::Tool,
        Self::Umbrella,
        Self::Walk,
        Self::Warning,
    ];

    const fn strokes(self) -> &'static str {
        match self {
            Self::Again => "M4 4v6h6M4.500 9.500A8 8 0 114 13",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Bag => "M6 8h12l1 13H5zM9 8V6a3 3 0 016 0v2",
            Self::Bath => BATH,
            Self::Bowl => "M3 12h18a9 9 0 01-5 8H8a9 9 0 01-5-8zM9 8c0-2 2-2 2-4M14 8c0-2 2-2 2-4",
            Self::Broom => "M19 3l-7 8M9 11l5 4-2 7H4c2-2 2-4 2-6zM8 17l-1 4",
            Self::Bus => BUS,
            Self::Calendar => "M4 5h16v16H4zM4 10h16M8 3v4M16 3v4M8 14h2M14 14h2M8 17h2",
            Self::Card => "M3 5h18v14H3zM6.500 9h4v4.500h-4zM14 9h4M14 12.500h4M6.500 16.500h11",
            Self::Chair => "M8 3v10h8l3 7M8 9h6M15 19.500A6 6 0 118 10.500",
            Self::Check => "M5 13l4 4L19 7",
            Self::Clock => "M12 3a9 9 0 100 18 9 9 0 000-18M12 7v5l3.500 2",
            Self::CloudOff => "M7 18a4 4 0 01-.5-8A6 6 0 0118 9a4.500 4.500 0 01-.5 9zM3 3l18 18",
            Self::Coins => COINS,
            Self::Door => "M5 21h14M7 21V3h10v18M14 12v.5",
            Self::Ear => "M4 10v4h4l5 4V6L8 10zM16 9a4 4 0 010 6M19 6a8 8 0 010 12",
            Self::Face => FACE,
            Self::Flower => FLOWER,
            Self::Hand => HAND,
            Self::Heart => HEART,
            Self::House => "M3 11l9-8 9 8M5 10v11h14V10M10 21v-6h4v6",
            Self::Letters => "M3 19l5-13 5 13M5 14h6M15 19l3-8 3 8M16 16h4",
            Self::List => LIST,
            Self::Medicine => "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z",
            Self::Message => "M3 5h18v12H11l-5 4v-4H3zM7 9h10M7 13h6",
            Self::Next => "M9 5l7 7-7 7",
            Self::Pause => "M8 5v14M16 5v14",
            Self::People => PEOPLE,
            Self::Phone => PHONE,
            Self::Play => "M8 5l11 7-11 7z",
            Self::Pulse => "M2 12h5l3-8 4 16 3-8h5",
            Self::Purse => "M4 8h16v12H4zM4 8l11-4 1.500 4M14.500 12.500H20v3h-5.500z",
            Self::Search => "M11 4a7 7 0 100 14 7 7 0 000-14M16 16l5 5",
            Self::Send => "M3 4l18 8-18 8 3-8zM6 12h8",
            Self::Shield => SHIELD,
            Self::Sofa => SOFA,
            Self::Stop => "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
            Self::Ticket => TICKET,
            Self::Tool => TOOL,
            Self::Umbrella => "M12 3v1.500M3 13a9 8.500 0 0118 0zM12 13v6a2 2 0 01-4 0",
            Self::Walk => WALK,
            Self::Warning => "M12 3l10 18H2zM12 10v5M12 18v.3",
        }
    }

    /// Whether it points along the line of writing and turns with it.
    const fn turns(self) -> bool {
        matches!(self, Self::Back | Self::Next | Self::Send)
    }
}

/// Draws a picture at the usual size.
pub fn icon(which: Icon) -> Html {
    icon_in(which, "")
}

/// Draws a picture with a size class: `small`, `large` or nothing.
pub fn icon_in(which: Icon, size: &'static str) -> Html {
    let class = classes!("icon", size, which.turns().then_some("turns"));
    html! {
        <svg {class} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={which.strokes()} />
        </svg>
    }
}

pub(super) fn examples() -> Vec<Example> {
    let all = Icon::ALL.iter().map(|which| icon(*which)).collect::<Html>();
    vec![Example::new("all", html! { <p>{ all }</p> })]
}
