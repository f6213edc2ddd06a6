//! The BAG through `sim::dispatch`, as a client sees it.

mod contract;
mod dorp;
mod vragen;

use std::sync::OnceLock;

use fieldlab_sim::Request;
use http::Method;

use super::Bag;
use crate::proef::{Antwoord, Proef};

const MOUNT: &str = "/lvbag/individuelebevragingen/v2";

/// One register over one village, for all tests: neither can change.
fn lab() -> &'static Proef<Bag> {
    static LAB: OnceLock<Proef<Bag>> = OnceLock::new();
    LAB.get_or_init(|| Proef::dorp(Bag::load().unwrap(), MOUNT))
}

fn verzoek(method: Method, doel: &str, headers: &[(&str, &str)], body: &str) -> Request {
    lab().verzoek(method, doel, headers, body)
}

fn stuur(request: &Request) -> Antwoord {
    lab().stuur(request)
}

/// A GET with a key, checked against the contract.
fn get(doel: &str) -> Antwoord {
    lab().get(doel)
}

#[test]
fn every_shared_case_gets_the_answer_it_expects() {
    lab().gevallen("bag", 35);
}
