//! Reads the settings, listens, and stops neatly on SIGTERM. `--health` asks a running instance how it is,
//! for the container's health check.

use std::net::SocketAddr;
use std::process::ExitCode;

use register::api::{self, State};
use register::settings::Settings;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let settings = match Settings::from_env() {
        Ok(settings) => settings,
        Err(errors) => {
            for error in errors {
                eprintln!("{error}");
            }
            return ExitCode::from(2);
        }
    };
    if std::env::args().nth(1).as_deref() == Some("--health") {
        return health(&settings).await;
    }
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")),
        )
        .init();
    match serve(&settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the server stopped");
            ExitCode::FAILURE
        }
    }
}

async fn serve(settings: &Settings) -> Result<(), Box<dyn std::error::Error>> {
    let state = State::new(settings)?;
    let listener = TcpListener::bind(SocketAddr::new(settings.host, settings.port)).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let draining = state.clone();
    axum::serve(listener, api::app(state))
        .with_graceful_shutdown(async move {
            stop_signal().await;
            draining.drain();
            tracing::info!("stopping: running calls are finished first");
        })
        .await?;
    Ok(())
}

/// Resolves on SIGTERM (what a container gets) or Ctrl-C.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt => {}
            },
            Err(_) => {
                interrupt.await.ok();
            }
        }
    }
    #[cfg(not(unix))]
    {
        interrupt.await.ok();
    }
}

async fn health(settings: &Settings) -> ExitCode {
    let url = format!("http://127.0.0.1:{}/health/live", settings.port);
    let answer = match reqwest::Client::builder().no_proxy().build() {
        Ok(client) => client.get(url).send().await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) if answer.status().is_success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
