//! The centre of Linli: the server that all devices exchange their changes with.
//!
//! Devices work without a network and bring what they wrote when they have one. The centre
//!
//! - lets a change in after the same checks that the device made, and keeps it
//!   ([`core::gate`], [`core::writer`]);
//! - sends it to every device that may read the document ([`core::feed`]);
//! - reacts to it with changes of its own: it receives what was submitted, offers work to
//!   caregivers, assigns it, and lets lapse what nobody took up ([`core::reactions`]);
//! - lets an office's own system read applications and decide on them, over HTTP and JSON,
//!   and tells it by webhooks what happens ([`http`]).
//!
//! # What it must never do
//!
//! - Acknowledge a change that is not on the disk.
//! - Alter what somebody wrote: a change stays as its author signed it, and the centre's
//!   own changes are signed by its own key.
//! - Give a document or a photo to somebody who may not read it at that moment.
//! - Put a name, an answer, a code or a token into a log, an error or a count.
//!
//! # Rooms
//!
//! [`http`] is how the centre is reached; it uses [`core`], which is what the centre does
//! and knows nothing of HTTP; that uses [`store`], which is what the centre keeps. The test
//! `tests/rooms.rs` holds this direction.
//!
//! # Example
//!
//! A centre in a folder of its own, on a port that the system chooses:
//!
//! ```
//! use linli_server::{config::RawConfig, core::clock::ServerClock, server::Server};
//! use tokio::{
//!     io::{AsyncReadExt, AsyncWriteExt},
//!     net::{TcpListener, TcpStream},
//!     sync::oneshot,
//! };
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let config = RawConfig {
//!     data: Some(folder.path().join("data")),
//!     catalogue: Some("../catalogue".into()),
//!     ..RawConfig::default()
//! };
//! let server = Server::open(config.check()?, ServerClock::system())?;
//! let listener = TcpListener::bind("127.0.0.1:0").await?;
//! let address = listener.local_addr()?;
//! let (stop, stopped) = oneshot::channel::<()>();
//! let serving = tokio::spawn(server.serve(listener, async { drop(stopped.await) }));
//!
//! let mut connection = TcpStream::connect(address).await?;
//! connection.write_all(b"GET /healthz HTTP/1.0\r\n\r\n").await?;
//! let mut answer = String::new();
//! connection.read_to_string(&mut answer).await?;
//! assert!(answer.starts_with("HTTP/1.0 200 OK"), "{answer}");
//!
//! drop(stop);
//! serving.await?;
//! # Ok(())
//! # }
//! ```

pub mod config;
pub mod core;
pub mod demo;
pub mod error;
pub mod http;
pub mod server;
pub mod store;
