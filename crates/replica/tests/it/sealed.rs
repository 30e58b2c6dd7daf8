//! What is sealed to the centre: nobody else opens it, and nobody alters it.

use linli_replica::{
    keys::{PublicKey, SecretKey},
    sealed::{SealError, Sealed},
};
use linli_testing::cases;
use proptest::prelude::*;

fn centre() -> SecretKey {
    SecretKey::from_seed([9; 32])
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn the_centre_opens_what_was_sealed_to_it(
        seed: [u8; 32],
        random: [u8; 32],
        bytes in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        let centre = SecretKey::from_seed(seed);
        let sealed = centre.public().seal(b"device", &bytes, random).unwrap();
        prop_assert_eq!(centre.open(b"device", &sealed).unwrap(), bytes);
        prop_assert_eq!(centre.open(b"another", &sealed), Err(SealError));
        let other = SecretKey::from_seed(random);
        prop_assert_eq!(other.open(b"device", &sealed).is_ok(), seed == random);
    }

    #[test]
    fn nothing_that_was_altered_is_opened(at in 0_usize..1_000, bit in 0_u8..8) {
        let sealed = centre().public().seal(b"device", "请按两次门铃".as_bytes(), [3; 32]).unwrap();
        let mut bent = sealed.clone();
        let Sealed { encapsulated, bytes } = &mut bent;
        let length = encapsulated.len() + bytes.len();
        let at = at % length;
        let byte = encapsulated.iter_mut().chain(bytes).nth(at).unwrap();
        *byte ^= 1 << bit;
        // The top bit of an X25519 point is ignored by RFC 7748, but not by HPKE.
        prop_assert_eq!(centre().open(b"device", &bent), Err(SealError));
    }
}

#[test]
fn sealing_twice_shows_nothing_and_bytes_that_are_no_key_seal_nothing() {
    let key = centre().public();
    let one = key.seal(b"", b"the same", [1; 32]).unwrap();
    let two = key.seal(b"", b"the same", [2; 32]).unwrap();
    assert_ne!(one, two);
    assert!(!one.bytes.windows(4).any(|part| part == b"same"));
    // Half of all numbers are no point of the curve.
    let seals = |byte| PublicKey([byte; 32]).seal(b"", b"x", [1; 32]).is_ok();
    assert!((0..=255).any(|byte| !seals(byte)));
}
