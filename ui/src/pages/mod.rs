//! The pages, by whom they serve: a folder each. A page asks for its views, puts
//! parts together and sends commands; it holds no rules of the field and no markup
//! that a part could hold.

pub(crate) mod care;
pub(crate) mod caregiver;
pub(crate) mod device;
pub(crate) mod form;
pub(crate) mod officer;
pub(crate) mod resident;
pub(crate) mod services;
mod shared;
pub(crate) mod worker;
