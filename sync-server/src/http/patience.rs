//! A stream that does not wait for ever for a reader: who takes too little of what is
//! written for them loses the connection, so that nobody holds an answer in memory by not
//! reading it.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

/// How long a reader may take for [`LEAST`] bytes.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the slowest network that we know carries in that time, several times over.
const LEAST: usize = 8 * 1024;

/// A stream whose writes end in an error when the other side does not read.
#[derive(Debug)]
pub(super) struct Impatient<S> {
    stream: S,
    /// While a write waits: until when the reader must have taken [`LEAST`] bytes.
    until: Option<Pin<Box<Sleep>>>,
    /// Bytes taken since the wait began.
    taken: usize,
}

impl<S> Impatient<S> {
    pub(super) const fn new(stream: S) -> Self {
        Self {
            stream,
            until: None,
            taken: 0,
        }
    }

    /// Notes what became of a write; an error where the reader's time is over.
    fn judge(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(bytes)) => {
                self.taken += bytes;
                if self.taken >= LEAST {
                    self.rest();
                }
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let until = self
                    .until
                    .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + PATIENCE)));
                ready!(until.as_mut().poll(context));
                let slow = io::Error::new(io::ErrorKind::TimedOut, "the reader does not read");
                Poll::Ready(Err(slow))
            }
        }
    }

    /// Ends the wait: nothing is left to be read, or enough was.
    fn rest(&mut self) {
        self.until = None;
        self.taken = 0;
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Impatient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Impatient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.judge(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // Asked for when all was written.
        self.rest();
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    #[tokio::test(start_paused = true)]
    async fn who_never_reads_loses_the_connection_after_the_time() {
        let (ours, _theirs) = duplex(1024);
        let start = Instant::now();
        let written = Impatient::new(ours).write_all(&[7; 100_000]).await;
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(start.elapsed(), PATIENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_a_drop_now_and_then_does_too() {
        let (ours, mut theirs) = duplex(1024);
        let mut ours = Impatient::new(ours);
        let drip = async {
            let mut drop = [0; 100];
            loop {
                tokio::time::sleep(Duration::from_secs(5)).await;
                if theirs.read(&mut drop).await.is_err() {
                    return;
                }
            }
        };
        tokio::select! {
            written = ours.write_all(&[7; 100_000]) => assert!(written.is_err()),
            () = drip => panic!("the other side ended first"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_reads_slowly_but_steadily_gets_everything() {
        let (ours, mut theirs) = duplex(4096);
        let mut ours = Impatient::new(ours);
        let read = async {
            let (mut part, mut whole) = ([0; 4096], 0);
            while whole < 100_000 {
                tokio::time::sleep(Duration::from_secs(9)).await;
                whole += theirs.read(&mut part).await.unwrap();
            }
        };
        let write = async { ours.write_all(&[7; 100_000]).await };
        let (written, ()) = tokio::join!(write, read);
        written.unwrap();
        // A pause between answers is no reader's fault.
        ours.flush().await.unwrap();
        tokio::time::sleep(PATIENCE * 3).await;
        ours.write_all(b"next").await.unwrap();
    }
}
