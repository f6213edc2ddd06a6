//! The yardstick of tests/load: a bare axum handler that reads the request's JSON and answers
//! fixed bytes, on one thread. `bare FILE` answers the bytes of FILE on a free port of loopback. What is
//! asked by GET has no body to read, and gets them anywhere.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool of the load test"
)]

use axum::{
    Router,
    body::Bytes,
    http::StatusCode,
    routing::{get, post},
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let file = std::env::args().nth(1).unwrap();
    let fixed = Bytes::from(std::fs::read(file).unwrap());
    let asked = fixed.clone();
    let answer = move |body: Bytes| {
        let fixed = fixed.clone();
        async move {
            match serde_json::from_slice::<serde_json::Value>(&body) {
                Ok(_) => (
                    StatusCode::OK,
                    [("content-type", "application/json")],
                    fixed,
                ),
                Err(_) => (
                    StatusCode::BAD_REQUEST,
                    [("content-type", "application/json")],
                    Bytes::new(),
                ),
            }
        }
    };
    let router = Router::new()
        .route("/haalcentraal/api/brp/personen", post(answer))
        .fallback(get(move || {
            let fixed = asked.clone();
            async move {
                let headers = [("content-type", "application/hal+json")];
                (StatusCode::OK, headers, fixed)
            }
        }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("http://{}", listener.local_addr().unwrap());
    axum::serve(listener, router).await.unwrap();
}
