//! What pages of several rooms share: the page itself, and pieces of it.

mod answer_rows;
mod attention_notice;
mod confirm_page;
mod delivery_notice;
mod desk_phone;
mod failure;
mod form_page;
mod home_page;
mod messages;
mod moments;
mod page;
mod page_foot;
mod phones;
mod rate_page;
mod see_news;
mod visit_record;
mod words_page;
mod worry_page;

pub(super) use answer_rows::answer_rows;
pub(super) use attention_notice::{attention_notice, phones_still};
pub(super) use confirm_page::ConfirmPage;
pub(super) use delivery_notice::DeliveryNotice;
pub(super) use desk_phone::DeskPhone;
pub(super) use failure::{failure_line, failure_notice};
pub(super) use form_page::{FormPage, FormState, mistake, use_form};
pub(super) use home_page::HomePage;
pub(super) use messages::{Conversation, remarks};
pub(super) use moments::{action_words, last_action_words, moments, when_and_who, without_receipt};
pub(super) use page::{Page, home_waits, not_here};
pub(super) use page_foot::PageFoot;
pub(super) use phones::Phones;
pub(super) use rate_page::RatePage;
pub(super) use see_news::use_see_news;
pub(super) use visit_record::visit_record;
pub(super) use words_page::WordsPage;
pub(super) use worry_page::WorryPage;
