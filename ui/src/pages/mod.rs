//! The pages, by whom they serve: a folder each. A page asks for its views, puts
//! parts together and sends commands; it holds no rules of the field and no markup
//! that a part could hold.

pub mod care;
pub mod caregiver;
pub mod device;
pub mod form;
pub mod officer;
pub mod resident;
pub mod services;
mod shared;
pub mod worker;
