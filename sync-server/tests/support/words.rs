//! Words for those who write too many.

/// The longest message that is legal, of words that nothing makes shorter; others for
/// each `seed`.
pub fn long_words(seed: u64) -> String {
    let mut state = seed;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let place = u32::try_from(state >> 50).unwrap();
        char::from_u32(0x4e00 + place).unwrap()
    };
    (0..4_000).map(|_| next()).collect()
}
