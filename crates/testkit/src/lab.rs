//! A simulator in this process.

use std::sync::Arc;

use fieldlab_server::{Application, Settings};
use fieldlab_sim::Register;
use fieldlab_world::{Size, World, WorldSpec};
use http::Method;
use serde_json::Value;

/// A simulator over a village, on a free port; it stops when this is dropped.
pub struct TestLab {
    address: String,
    http: reqwest::blocking::Client,
    registers: Vec<Arc<dyn Register>>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// An answer, its body read.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, empty when there is none.
    pub content_type: String,
    /// The body; null when it is no JSON.
    pub body: Value,
}

impl TestLab {
    /// Starts a village with every register that comes with fieldlab.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start() -> Self {
        Self::on("memory")
    }

    /// The same, over a store of this address.
    ///
    /// # Panics
    /// When it does not start.
    pub fn on(store: &str) -> Self {
        let store = store.to_owned();
        let registers = fieldlab_registers::all().unwrap();
        let served = registers.clone();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let (ready, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let spec = WorldSpec {
                    size: Size::Dorp,
                    ..WorldSpec::default()
                };
                let settings = Settings {
                    port: 0,
                    ..Settings::default()
                };
                let world = Arc::new(World::build(&spec).unwrap());
                let ledger = fieldlab_ledger::open(&store).await.unwrap();
                let application = Application::build(settings, world, served, ledger)
                    .await
                    .unwrap();
                ready.send(application.address()).unwrap();
                let shutdown = async {
                    let _ = stopped.await;
                };
                application.run_until(shutdown).await.unwrap();
            });
        });
        Self {
            address: format!("http://{}", address.recv().unwrap()),
            http: reqwest::blocking::Client::new(),
            registers,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Where it answers: `http://127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Asks by GET, with the keys of BAG and KVK; `target` is a path or an absolute URL of this simulator.
    ///
    /// # Panics
    /// When there is no answer, or one that goes against its contract.
    pub fn get(&self, target: &str) -> Answer {
        self.ask(&Method::GET, target, None)
    }

    /// Asks by POST with JSON.
    ///
    /// # Panics
    /// As [`TestLab::get`].
    pub fn post(&self, target: &str, body: &Value) -> Answer {
        self.ask(&Method::POST, target, Some(body))
    }

    fn ask(&self, method: &Method, target: &str, body: Option<&Value>) -> Answer {
        let target = target.strip_prefix(&self.address).unwrap_or(target);
        let mut request = self
            .http
            .request(method.clone(), format!("{}{target}", self.address))
            .header("X-Api-Key", "fieldlab")
            .header("apikey", "fieldlab");
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().unwrap();
        let answer = Answer {
            status: response.status().as_u16(),
            content_type: response
                .headers()
                .get(http::header::CONTENT_TYPE)
                .map_or("", |value| value.to_str().unwrap())
                .to_owned(),
            body: response.json().unwrap_or(Value::Null),
        };
        self.hold_to_contract(method, target, &answer);
        answer
    }

    fn hold_to_contract(&self, method: &Method, target: &str, answer: &Answer) {
        let path = target.split('?').next().unwrap_or(target);
        for api in self.registers.iter().flat_map(|register| register.apis()) {
            let Some(below) = path.strip_prefix(&api.mount) else {
                continue;
            };
            let Ok(Some(matched)) = api.contract.route(below) else {
                continue;
            };
            let Some(operation) = matched.operation(method) else {
                continue;
            };
            let violations =
                operation.validate_reply(answer.status, &answer.content_type, &answer.body);
            assert!(
                violations.is_empty(),
                "{method} {target}: {violations:#?}\n{answer:#?}"
            );
        }
    }
}

impl Drop for TestLab {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
