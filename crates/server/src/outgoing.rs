//! An answer on its way to the client: whole, or as a fault or a live stream has it.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use fieldlab_sim::Reply;
use http_body::Frame;
use tokio::sync::mpsc;

use crate::faults::Delivery;
use crate::wire;

/// How long a connection stays open on which nothing comes.
const SILENCE: Duration = Duration::from_secs(300);

/// How often a slow body sends a piece.
const BEAT: Duration = Duration::from_millis(100);

/// An answer, and how it goes over the line.
pub(crate) struct Outgoing {
    pub(crate) reply: Reply,
    pub(crate) delivery: Delivery,
    /// In the place of the reply's body: pieces as they come.
    pub(crate) live: Option<mpsc::Receiver<Bytes>>,
}

impl From<Reply> for Outgoing {
    fn from(reply: Reply) -> Self {
        Self {
            reply,
            delivery: Delivery::Whole,
            live: None,
        }
    }
}

impl Outgoing {
    /// The same answer, over the line in this way.
    pub(crate) fn by(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }

    /// The body to send. Waits where nothing is to come.
    pub(crate) async fn body(&mut self) -> Body {
        let whole = std::mem::take(&mut self.reply.body);
        if let Some(pieces) = self.live.take() {
            return Body::new(Pieces::new(pieces, None));
        }
        match self.delivery {
            Delivery::Whole => Body::from(whole),
            Delivery::Malformed => Body::from(malformed(&whole)),
            Delivery::Cut(percent) => {
                let end = whole.len() * usize::from(percent) / 100;
                let (sender, pieces) = mpsc::channel(1);
                // There is room for one, so this cannot fail.
                let _ = sender.try_send(whole.slice(..end));
                Body::new(Pieces::new(pieces, Some(whole.len())))
            }
            Delivery::Slow(bytes_per_second) => {
                let (sender, pieces) = mpsc::channel(1);
                let body = Pieces::new(pieces, Some(whole.len()));
                tokio::spawn(drip(whole, bytes_per_second, sender));
                Body::new(body)
            }
            Delivery::Reset => {
                wire::break_off();
                Body::empty()
            }
            Delivery::Silence => {
                tokio::time::sleep(SILENCE).await;
                wire::break_off();
                Body::empty()
            }
        }
    }
}

/// Sends a body piece by piece, until it is out or nobody listens.
async fn drip(whole: Bytes, bytes_per_second: u32, sender: mpsc::Sender<Bytes>) {
    let mut rest = whole;
    // A slow enough body sends a byte now and then.
    let (piece, pause) = match bytes_per_second / 10 {
        0 => (1, Duration::from_secs(1) / bytes_per_second.max(1)),
        piece => (piece as usize, BEAT),
    };
    while !rest.is_empty() {
        tokio::time::sleep(pause).await;
        let next = rest.split_to(piece.min(rest.len()));
        if sender.send(next).await.is_err() {
            return;
        }
    }
}

/// A body of the same length that no reader of JSON takes.
fn malformed(whole: &Bytes) -> Bytes {
    let mut body = whole.to_vec();
    match body.len() {
        0 => body.extend_from_slice(b"{"),
        length => body[length / 2..].fill(b'{'),
    }
    body.into()
}

/// A body that comes in pieces.
struct Pieces {
    pieces: mpsc::Receiver<Bytes>,
    /// How long it says that it is, where it says so.
    announced: Option<usize>,
    /// A piece was just handed on.
    sent: bool,
}

impl Pieces {
    fn new(pieces: mpsc::Receiver<Bytes>, announced: Option<usize>) -> Self {
        Self {
            pieces,
            announced,
            sent: false,
        }
    }
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if std::mem::take(&mut self.sent) {
            // A moment to write the piece: a body that ends too early takes what is not written along.
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = self.pieces.poll_recv(context);
        self.sent = matches!(piece, Poll::Ready(Some(_)));
        piece.map(|piece| piece.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> http_body::SizeHint {
        match self.announced {
            Some(length) => http_body::SizeHint::with_exact(length as u64),
            None => http_body::SizeHint::default(),
        }
    }
}
