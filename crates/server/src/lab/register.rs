//! The calls that a register has of its own, below `/_lab/{register}/`.
//!
//! The lab checks host, path, method, parameters and that the body is JSON; the register says the rest.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use fieldlab_contract::{Operation, Parameters};
use fieldlab_sim::{Api, Call, Problem, Register, Reply, Request};
use http::StatusCode;
use serde_json::Value;

use super::calls;
use crate::Shared;
use crate::serve::problem;
use crate::team::Team;

/// Whose a call is.
pub(super) struct Owner<'a> {
    register: &'a Arc<dyn Register>,
    /// The register's own calls.
    pub(super) api: &'a Api,
    /// The path below them.
    pub(super) below: &'a str,
}

/// The register with calls of its own at this path below `/_lab`.
pub(super) fn owner<'a>(shared: &'a Shared, below: &'a str) -> Option<Owner<'a>> {
    shared.registers.iter().find_map(|register| {
        let api = register.lab()?;
        let below = below
            .strip_prefix('/')?
            .strip_prefix(register.manifest().name.as_str())
            .filter(|below| below.is_empty() || below.starts_with('/'))?;
        Some(Owner {
            register,
            api,
            below,
        })
    })
}

/// Lets the register answer, and keeps what it changed.
pub(super) async fn answer(
    owner: &Owner<'_>,
    operation: &Operation,
    team: &Arc<Team>,
    request: &Request,
    parameters: Parameters,
    body: Value,
) -> Reply {
    let call = Call {
        request,
        api: owner.api,
        operation,
        parameters,
        caller: None,
        body: operation.has_body().then_some(body),
    };
    let outcome = team
        .run(&request.id, |session| {
            let answered = catch_unwind(AssertUnwindSafe(|| owner.register.handle_lab(&call, session)));
            match answered {
                Ok(Ok(reply)) => (reply, true),
                Ok(Err(problem)) => (problem.into_reply(), false),
                Err(_) => {
                    tracing::error!(request = %request.id, register = %owner.register.manifest().name, "the register panicked");
                    let broken = problem(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        "Something broke",
                        "The cause is in the log of the simulator.",
                    );
                    (broken, false)
                }
            }
        })
        .await;
    outcome.map_or_else(
        |error| Problem::into_reply(calls::unfinished(request, &error)),
        |done| done.value,
    )
}
