//! Any bytes as a message: decoded or refused, and what is decoded encodes to
//! something that decodes to the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linli_replica::exchange::{Enrol, Exchange, Exchanged, decode, encode};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(message) = decode::<Exchange>(bytes) {
        assert_eq!(decode::<Exchange>(&encode(&message)).ok(), Some(message));
    }
    if let Ok(message) = decode::<Exchanged>(bytes) {
        assert_eq!(decode::<Exchanged>(&encode(&message)).ok(), Some(message));
    }
    if let Ok(message) = decode::<Enrol>(bytes) {
        assert_eq!(decode::<Enrol>(&encode(&message)).ok(), Some(message));
    }
});
