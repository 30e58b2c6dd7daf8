//! Wakes the link when there is something to do at once. Rings are not counted.

use futures::task::AtomicWaker;
use std::{
    future::poll_fn,
    sync::atomic::{AtomicBool, Ordering},
    task::Poll,
};

/// Rung by commands, heard by the one link.
#[derive(Debug, Default)]
pub struct Bell {
    has_rung: AtomicBool,
    waker: AtomicWaker,
}

impl Bell {
    pub fn ring(&self) {
        self.has_rung.store(true, Ordering::Release);
        self.waker.wake();
    }

    /// Forgets that it has rung.
    pub(crate) fn clear(&self) {
        self.has_rung.store(false, Ordering::Release);
    }

    /// Ends when it has rung since it was last heard or cleared.
    pub(crate) async fn rung(&self) {
        poll_fn(|context| {
            self.waker.register(context.waker());
            if self.has_rung.swap(false, Ordering::AcqRel) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}
