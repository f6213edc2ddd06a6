//! The HTTP shell around the registers: teams, bodies, base addresses, tokens, the lab's own API.
//!
//! A request is read whole, given to its team and its register, and answered; what the register
//! changed is appended to the ledger before the client hears of it. Registers are synchronous
//! functions, so all waiting (the network, the ledger) is in this crate.
//!
//! **Invariant:** nothing that a client sends ends the process or a connection other than its own.
//! **Invariant:** no body, no burgerservicenummer and no key is written to the log.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod access;
mod address;
mod ask;
mod body;
mod faults;
mod journal;
mod lab;
mod oauth;
mod outgoing;
mod pace;
mod protocol;
mod ring;
mod serve;
mod team;
mod teams;
mod tokens;
mod wire;

#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use fieldlab_sim::{Ledger, LedgerError, MutationError, Register};
use fieldlab_world::World;
use tokio::net::TcpListener;

use teams::Teams;

/// How long requests that are under way get to end after the signal to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// How the simulator is reached.
#[derive(Clone)]
pub struct Settings {
    /// Address to listen on. Default: loopback.
    pub host: IpAddr,
    /// Port to listen on; 0 takes a free one. Default: 8990.
    pub port: u16,
    /// Host names beside IP addresses, `localhost` and names without a dot by which the lab's own
    /// API may be called. Others are refused: a web page can point any name at this machine.
    pub allowed_hosts: Vec<String>,
    /// What the lab's own API asks for as `Authorization: Bearer`. Without it everybody may call it, and
    /// it listens on loopback only.
    pub token: Option<String>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("allowed_hosts", &self.allowed_hosts)
            .field("token", &self.token.as_ref().map(|_| "***"))
            .finish()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8990,
            allowed_hosts: Vec::new(),
            token: None,
        }
    }
}

/// Why the simulator does not start or ends before it was told to.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// Others could reach it, and nothing would keep them from the lab's own API.
    #[error("anybody who reaches {host} could change every team")]
    Unguarded {
        /// The address that is not loopback.
        host: IpAddr,
    },
    /// The token is none that can be sent.
    #[error("the token has to be 16 to 200 printable characters without spaces")]
    Token,
    /// The port cannot be had.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// Host and port.
        address: SocketAddr,
        /// The cause.
        source: std::io::Error,
    },
    /// Two registers want the same paths.
    #[error("registers `{first}` and `{second}` both live at `{territory}`")]
    Overlap {
        /// One register.
        first: String,
        /// The other one.
        second: String,
        /// The path prefix.
        territory: String,
    },
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// What a team changed does not fit the world any more.
    #[error("the changes of team `{team}` do not fit this world: {source}")]
    Replay {
        /// The team.
        team: String,
        /// The first change that does not fit.
        source: MutationError,
    },
    /// The empty world for teams that ask for it cannot be made.
    #[error("the empty world cannot be made")]
    World(#[from] fieldlab_world::WorldError),
    /// The listener failed.
    #[error("the server stopped: {0}")]
    Serve(std::io::Error),
}

/// What all requests share.
struct Shared {
    world: Arc<World>,
    registers: Vec<Arc<dyn Register>>,
    /// Territories and whose they are, the longest first, so that the first one that fits is the right one.
    territories: Vec<Territory>,
    teams: Teams,
    allowed_hosts: Vec<String>,
    /// SHA-256 of the trainer's token.
    token: Option<String>,
    lab: fieldlab_contract::Contract,
    /// How many calls outside any team, and of the lab itself.
    requests: std::sync::atomic::AtomicU64,
    /// True from the signal to stop: live streams end then.
    stopping: tokio::sync::watch::Sender<bool>,
}

/// A simulator that has its port and answers from the moment it is run.
pub struct Application {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl std::fmt::Debug for Application {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Application")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// A path prefix and whose it is.
type Territory = (String, Arc<dyn Register>);

/// All territories, the longest first.
fn territories(registers: &[Arc<dyn Register>]) -> Result<Vec<Territory>, ServerError> {
    let mut found: Vec<Territory> = Vec::new();
    for register in registers {
        let manifest = register.manifest();
        for territory in manifest.territories() {
            if let Some((_, first)) = found.iter().find(|(known, _)| known == territory) {
                return Err(ServerError::Overlap {
                    first: first.manifest().name.clone(),
                    second: manifest.name.clone(),
                    territory: territory.to_owned(),
                });
            }
            found.push((territory.to_owned(), Arc::clone(register)));
        }
    }
    found.sort_by_key(|(territory, _)| std::cmp::Reverse(territory.len()));
    Ok(found)
}

impl Application {
    /// Takes the port, ties the ledger to the world and brings every team up to date.
    ///
    /// # Errors
    /// See [`ServerError`]. Nothing is left behind but an empty ledger.
    pub async fn build(
        settings: Settings,
        world: Arc<World>,
        registers: Vec<Arc<dyn Register>>,
        ledger: Arc<dyn Ledger>,
    ) -> Result<Self, ServerError> {
        match &settings.token {
            None if !settings.host.is_loopback() => {
                return Err(ServerError::Unguarded {
                    host: settings.host,
                });
            }
            Some(token)
                if !(16..=200).contains(&token.len())
                    || !token.bytes().all(|byte| byte.is_ascii_graphic()) =>
            {
                return Err(ServerError::Token);
            }
            _ => {}
        }
        let asked = SocketAddr::new(settings.host, settings.port);
        let bind = |source| ServerError::Bind {
            address: asked,
            source,
        };
        let listener = TcpListener::bind(asked).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;

        let territories = territories(&registers)?;
        ledger.bind(&world.identity()).await?;
        let teams = Teams::load(Arc::clone(&world), ledger).await?;
        Ok(Self {
            listener,
            address,
            shared: Arc::new(Shared {
                world,
                registers,
                territories,
                teams,
                allowed_hosts: settings.allowed_hosts,
                token: settings.token.as_deref().map(access::digest),
                lab: lab::contract(),
                requests: std::sync::atomic::AtomicU64::new(0),
                stopping: tokio::sync::watch::channel(false).0,
            }),
        })
    }

    /// Where it listens, with the port that it got.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` ends, lets requests that are under way end (ten seconds at most), and
    /// closes the ledger.
    ///
    /// # Errors
    /// When the listener or the closing of the ledger fails.
    pub async fn run_until(
        self,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServerError> {
        let mut stopped = self.shared.stopping.subscribe();
        let router = axum::Router::new()
            .fallback(serve::answer)
            .with_state(Arc::clone(&self.shared));
        let shared = Arc::clone(&self.shared);
        let listener = wire::Wire(self.listener);
        let server = axum::serve(listener, router).with_graceful_shutdown(async move {
            shutdown.await;
            shared.stopping.send_replace(true);
        });
        let patience = async move {
            let _ = stopped.wait_for(|stop| *stop).await;
            tokio::time::sleep(DRAIN).await;
        };
        tokio::select! {
            served = server => served.map_err(ServerError::Serve)?,
            () = patience => tracing::warn!("requests were still under way and are cut off"),
        }
        self.shared.teams.close().await?;
        Ok(())
    }
}
