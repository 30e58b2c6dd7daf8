//! What the shell lends the engine: a clock and randomness. The engine itself
//! has neither, so tests own time and chance.

use linli_domain::time::Timestamp;

/// `Send` where there are threads; nothing in the browser, whose futures and
/// handles never leave their worker.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send> MaybeSend for T {}

/// `Send` where there are threads; nothing in the browser, whose futures and
/// handles never leave their worker.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSend for T {}

/// The machine below the engine.
pub trait Host: MaybeSend {
    /// The device's clock as it stands, right or wrong.
    fn now(&self) -> Timestamp;

    /// 32 bytes that nobody can foresee.
    fn fresh(&mut self) -> [u8; 32];
}

/// The first bytes of a fresh value.
pub(crate) fn fresh_id(host: &mut dyn Host) -> [u8; 16] {
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(host.fresh()) {
        *to = from;
    }
    id
}

pub(crate) fn fresh_number(host: &mut dyn Host) -> u32 {
    let [a, b, c, d, ..] = host.fresh();
    u32::from_be_bytes([a, b, c, d])
}
