//! The register's own calls below `/_lab/brp/`: person lists that a team stores, and who may ask what.
//!
//! Contract: `lab.yaml`. What is stored is a mutation like any other, and stands in the ledger.

use fieldlab_contract::Contract;
use fieldlab_sim::{Api, Call, InvalidParam, ManifestError, Mutation, Problem, Reply, Session};
use fieldlab_world::Bsn;
use http::{StatusCode, header};
use serde_json::{Value, json};

use super::bevolking::{PERSOONSLIJSTEN, REGISTER};
use super::lo3_controle::controleer;
use super::rubrieken;
use super::toegang::{AUTORISATIE, TEAM, Toegang};

/// Reads the contract of this folder.
///
/// # Errors
/// When it does not parse: a mistake in this folder.
pub(crate) fn api() -> Result<Api, ManifestError> {
    let contract =
        Contract::parse(include_str!("lab.yaml")).map_err(|source| ManifestError::Contract {
            file: "brp/lab.yaml".to_owned(),
            source,
        })?;
    Ok(Api {
        name: "lab".to_owned(),
        version: contract.version().to_owned(),
        mount: format!("/_lab/{REGISTER}"),
        contract: std::sync::Arc::new(contract),
    })
}

/// Answers a call of the contract.
///
/// # Errors
/// A problem in the shape of the lab.
pub(crate) fn antwoord(call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
    match call.operation_id() {
        "persoonslijsten" => Ok(lijsten(session)),
        "persoonslijst" => lijst(call, session),
        "bewaarPersoonslijst" => bewaar(call, session),
        "verwijderPersoonslijst" => verwijder(call, session),
        "autorisatie" => Ok(autorisatie(session)),
        "stelAutorisatieIn" => stel_in(call, session),
        "wisAutorisatie" => wis(session),
        "rubrieken" => Ok(ok(&rubrieken::lijst())),
        other => Err(probleem(
            StatusCode::NOT_IMPLEMENTED,
            "Not built",
            &format!("The call `{other}` is in the contract and not answered."),
        )),
    }
}

fn probleem(status: StatusCode, title: &str, detail: &str) -> Problem {
    Problem::details(status, "about:blank", title, detail)
}

fn ok(value: &Value) -> Reply {
    Reply::json(StatusCode::OK, "application/json", value)
}

fn nummer<'c>(call: &'c Call<'_>) -> &'c str {
    call.parameters
        .text("burgerservicenummer")
        .unwrap_or_default()
}

fn lijsten(session: &Session<'_>) -> Reply {
    let lijsten: Vec<_> = session
        .records(REGISTER, PERSOONSLIJSTEN)
        .iter()
        .map(|(_, record)| record.value())
        .collect();
    ok(&json!({"persoonslijsten": lijsten}))
}

fn lijst(call: &Call<'_>, session: &Session<'_>) -> Result<Reply, Problem> {
    let record = session
        .records(REGISTER, PERSOONSLIJSTEN)
        .get(nummer(call))
        .ok_or_else(|| onbekend(call, session))?;
    Ok(ok(record.value()))
}

fn bewaar(call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
    let bsn = nummer(call);
    let body = call.body.as_ref().unwrap_or(&Value::Null);
    let fouten = controleer(body, bsn);
    if !fouten.is_empty() {
        let problem = probleem(
            StatusCode::BAD_REQUEST,
            "No person list",
            "Nothing was stored. GET /_lab/brp/openapi.json describes a person list; its element numbers are those of the Logisch Ontwerp BRP.",
        );
        return Err(problem.with_invalid_params(&fouten));
    }
    let vervangt = session
        .records(REGISTER, PERSOONSLIJSTEN)
        .get(bsn)
        .is_some();
    leg_vast(
        session,
        Mutation::Opslaan {
            register: REGISTER.to_owned(),
            verzameling: PERSOONSLIJSTEN.to_owned(),
            sleutel: bsn.to_owned(),
            waarde: body.clone(),
        },
    )?;
    if vervangt {
        return Ok(Reply::empty(StatusCode::NO_CONTENT));
    }
    let location = format!("{}/{PERSOONSLIJSTEN}/{bsn}", call.api_base());
    Ok(Reply::empty(StatusCode::CREATED).with_header(header::LOCATION, &location))
}

fn verwijder(call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
    let bsn = nummer(call);
    if session
        .records(REGISTER, PERSOONSLIJSTEN)
        .get(bsn)
        .is_none()
    {
        return Err(onbekend(call, session));
    }
    leg_vast(
        session,
        Mutation::Verwijderen {
            register: REGISTER.to_owned(),
            verzameling: PERSOONSLIJSTEN.to_owned(),
            sleutel: bsn.to_owned(),
        },
    )?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn leg_vast(session: &mut Session<'_>, mutation: Mutation) -> Result<(), Problem> {
    session.record(mutation).map_err(|error| {
        probleem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Cannot be",
            &error.to_string(),
        )
    })
}

fn autorisatie(session: &Session<'_>) -> Reply {
    match session.records(REGISTER, AUTORISATIE).get(TEAM) {
        Some(record) => ok(record.value()),
        None => ok(&json!({"authenticatie": "uit"})),
    }
}

fn stel_in(call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
    let body = call.body.as_ref().unwrap_or(&Value::Null);
    let mut fouten: Vec<InvalidParam> = call
        .operation
        .validate_body(body)
        .iter()
        .map(|violation| {
            InvalidParam::new(&*violation.name, "value", format!("{:?}", violation.rule))
        })
        .collect();
    if fouten.is_empty()
        && let Err((pointer, reason)) = Toegang::lees(body)
    {
        fouten.push(InvalidParam::new(pointer, "value", reason));
    }
    if !fouten.is_empty() {
        let problem = probleem(
            StatusCode::BAD_REQUEST,
            "No such setting",
            "Nothing was changed. GET /_lab/brp/openapi.json describes the setting.",
        );
        return Err(problem.with_invalid_params(&fouten));
    }
    leg_vast(
        session,
        Mutation::Opslaan {
            register: REGISTER.to_owned(),
            verzameling: AUTORISATIE.to_owned(),
            sleutel: TEAM.to_owned(),
            waarde: body.clone(),
        },
    )?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn wis(session: &mut Session<'_>) -> Result<Reply, Problem> {
    if session.records(REGISTER, AUTORISATIE).get(TEAM).is_some() {
        leg_vast(
            session,
            Mutation::Verwijderen {
                register: REGISTER.to_owned(),
                verzameling: AUTORISATIE.to_owned(),
                sleutel: TEAM.to_owned(),
            },
        )?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// No list was stored under this number; the world may know the person all the same.
fn onbekend(call: &Call<'_>, session: &Session<'_>) -> Problem {
    let in_world = Bsn::parse(nummer(call)).and_then(|bsn| session.view().persoon_met_bsn(bsn));
    let detail = match in_world {
        Some(_) => {
            "This person is one of the world, and no list was stored for it. Persons of the world cannot be removed; store a list with 67.20 `W` (wiped) in category 07 to keep one out of every answer."
        }
        None => "No list was stored for this burgerservicenummer.",
    };
    probleem(StatusCode::NOT_FOUND, "No such list", detail)
}
