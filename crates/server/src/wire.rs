//! The connections: accepting them, and breaking one off where a fault asks for it.
//!
//! A handler cannot reach its own connection. It runs in the task of that connection, though, so it
//! leaves the task's number here, and the connection finds it when it is about to write the answer.

use std::collections::BTreeSet;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// How many connections are to be broken off: nearly always none, and then nobody takes the lock.
static BREAKING: AtomicUsize = AtomicUsize::new(0);

/// Which. Held for the length of one look.
static TASKS: Mutex<BTreeSet<tokio::task::Id>> = Mutex::new(BTreeSet::new());

/// Resets the connection whose request is being answered, as soon as it is written to.
pub(crate) fn break_off() {
    if let Some(task) = tokio::task::try_id() {
        let mut tasks = TASKS.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.insert(task);
        BREAKING.store(tasks.len(), Ordering::Release);
    }
}

/// Whether the connection of this task is to be broken off; asks once.
fn is_to_break() -> bool {
    if BREAKING.load(Ordering::Acquire) == 0 {
        return false;
    }
    let Some(task) = tokio::task::try_id() else {
        return false;
    };
    let mut tasks = TASKS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = tasks.remove(&task);
    BREAKING.store(tasks.len(), Ordering::Release);
    found
}

/// A listener whose connections can be broken off.
#[derive(Debug)]
pub(crate) struct Wire(pub(crate) TcpListener);

impl axum::serve::Listener for Wire {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        loop {
            match self.0.accept().await {
                Ok((stream, address)) => {
                    // Small answers, asked one after the other: waiting for more to send only costs.
                    let _ = stream.set_nodelay(true);
                    return (Line(stream), address);
                }
                Err(error) if is_of_connection(&error) => {}
                Err(error) => {
                    // Out of file descriptors, most likely: others may end.
                    tracing::error!(%error, "no connection can be accepted");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// The client went away while it was being accepted.
fn is_of_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Line(TcpStream);

impl Line {
    fn broken(&self) -> Option<io::Error> {
        if !is_to_break() {
            return None;
        }
        // Closed with something unsent and nothing to wait for, the other side gets a reset.
        let _ = self.0.set_zero_linger();
        Some(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.broken() {
            Some(error) => Poll::Ready(Err(error)),
            None => Pin::new(&mut self.0).poll_write(context, bytes),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.broken() {
            Some(error) => Poll::Ready(Err(error)),
            None => Pin::new(&mut self.0).poll_write_vectored(context, slices),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // A client that went away first leaves no number behind.
        is_to_break();
    }
}
