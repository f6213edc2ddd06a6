//! The three sister APIs on one path: question, permission, answer, protocol.

use fieldlab_sim::{Call, Problem, Reply, Session, json};
use fieldlab_world::Bsn;
use http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value};

use super::bevolking::Bevolking;
use super::protocollering::{self, Gevraagd};
use super::toegang::Vrager;
use super::uit_wereld::Bekenden;
use super::{JSON, autorisatie, bewoning, historie, reisdocumenten, weigering};

/// What a sister API makes of a question that is right.
#[derive(Debug)]
pub(crate) struct Uitkomst {
    body: Vec<u8>,
    /// Who is in the answer.
    personen: Vec<Bsn>,
    /// The elements that were asked for.
    gevraagd: Vec<&'static str>,
}

impl Uitkomst {
    /// Writes an answer out.
    pub(crate) fn van<T: Serialize>(
        antwoord: &T,
        personen: Vec<Bsn>,
        gevraagd: Vec<&'static str>,
    ) -> Self {
        let mut body = Vec::with_capacity(1024);
        json::write(&mut body, antwoord).expect("answers have text keys only");
        Self {
            body,
            personen,
            gevraagd,
        }
    }
}

/// Answers a question to a sister API; `None` when it is to no such API.
pub(crate) fn antwoord(
    call: &Call<'_>,
    body: &Map<String, Value>,
    session: &mut Session<'_>,
) -> Option<Result<Reply, Problem>> {
    let bekenden = Bekenden::default();
    let bevolking = Bevolking::van(session, &bekenden);
    let (api, uitkomst) = match call.api.name.as_str() {
        "bewoning" => ("bewoning", bewoning::handel_af(bevolking, body)),
        "verblijfplaatshistorie" => (
            "verblijfplaatshistorie",
            historie::handel_af(bevolking, body),
        ),
        "reisdocumenten" => ("reisdocumenten", reisdocumenten::handel_af(bevolking, body)),
        _ => return None,
    };
    let uitkomst = uitkomst.map_err(|fouten| weigering::foute_parameters(&fouten, call.request));
    Some(uitkomst.and_then(|uitkomst| {
        let vrager = Vrager::van(call, session);
        match api {
            "bewoning" => autorisatie::bewoning(&vrager, body, bevolking, call.request)?,
            "reisdocumenten" => autorisatie::reisdocumenten(&vrager, call.request)?,
            _ => autorisatie::historie(&vrager, call.request)?,
        }
        protocollering::schrijf_op(
            session,
            &vrager,
            api,
            body,
            Gevraagd::Rubrieken(uitkomst.gevraagd),
            uitkomst.personen,
        );
        Ok(Reply::new(StatusCode::OK, JSON, uitkomst.body))
    }))
}
