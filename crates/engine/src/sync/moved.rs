//! The centre is at another address: the device follows its signed word, and keeps
//! everything that it has.

use super::signed_by_centre;
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::{Topic, view};
use linli_replica::turned_away::MovedTo;

impl Engine {
    /// The centre said that it is elsewhere now. Only a word with its signature counts, and
    /// of two the later one: whoever keeps an old one cannot send the device back. Where the
    /// app `follows`, its next request goes there; otherwise its owner is told.
    ///
    /// # Errors
    /// When it is not the centre's word or names no address, or the store cannot be written.
    pub fn take_moved(&mut self, word: &MovedTo, follows: bool) -> Result<Vec<Topic>> {
        let key = self.enrolled()?.centre_key;
        signed_by_centre(word.verified_by(&key), "new address")?;
        let last = self.store.setting(&setting::MOVED)?;
        // The last one still holds for who was sent back by hand.
        if last.is_some_and(|last| last.at >= word.at && last != *word) {
            return Ok(self.set_link(view::Link::Away).into_iter().collect());
        }
        let address = web_address(&word.address).ok_or(EngineError::NotTheCentre("new address"))?;
        if !follows {
            self.centre_status.link = view::Link::Moved;
            self.centre_status.moved_to = Some(address);
            return Ok(vec![Topic::Delivery]);
        }
        let settings = vec![
            Setting::of(&setting::SERVER, &address)?,
            Setting::of(&setting::MOVED, word)?,
        ];
        self.commit(Batch {
            settings,
            ..Batch::default()
        })?;
        tracing::info!(address, "the centre has moved");
        self.network_changed();
        Ok(vec![Topic::Delivery])
    }
}

/// An address as people type it: without a scheme it is a secure one. `None` where it is none.
pub(crate) fn web_address(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let address = match typed.split_once("://") {
        Some(("http" | "https", _)) => typed.to_owned(),
        Some(_) => return None,
        None => format!("https://{typed}"),
    };
    let (_, host) = address.split_once("://")?;
    let is_host = !host.is_empty()
        && !host.ends_with(':')
        && !host.contains(|c: char| c.is_whitespace() || c == '@');
    is_host.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_people_type_it() {
        let read = |typed| web_address(typed);
        assert_eq!(
            read(" linli.example/ ").as_deref(),
            Some("https://linli.example")
        );
        assert_eq!(
            read("http://10.0.0.2:8080").as_deref(),
            Some("http://10.0.0.2:8080")
        );
        for none in [
            "",
            "  ",
            "ftp://linli.example",
            "me@linli.example",
            "a b",
            "https://",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
