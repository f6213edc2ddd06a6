//! The HTTP interface: routes, and what holds for every answer.
//!
//! One layer goes round everything, the framework's own answers included: it turns each bare error into a
//! problem, and sets `API-Version` and the security headers (ADR /core/version-header,
//! /core/transport/security-headers).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, DefaultBodyLimit, MatchedPath, Path, Query, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::aanvraag::{Aanvraag, NieuweAanvraag, Soort, is_nummeraanduiding, toets};
use crate::bediening::{Figures, security_txt};
use crate::problem::{InvalidParam, MEDIA_TYPE, Problem};
use crate::settings::Settings;
use crate::sources::{SourceError, Sources};
use crate::store::{Filter, Store};

/// The document in the repository, served as it is.
pub const OPENAPI: &str = include_str!("../openapi.json");

/// Version of the API; a test keeps it equal to `info.version` of the document.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Largest request body, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// What handlers share.
#[derive(Clone)]
pub struct State(Arc<Shared>);

struct Shared {
    store: Store,
    sources: Sources,
    draining: AtomicBool,
    figures: Figures,
}

impl State {
    /// An empty register that asks the sources of `settings`.
    pub fn new(settings: &Settings) -> Result<Self, Box<dyn std::error::Error>> {
        Ok(Self(Arc::new(Shared {
            store: Store::default(),
            sources: Sources::new(settings)?,
            draining: AtomicBool::new(false),
            figures: Figures::default(),
        })))
    }

    /// From now on `/health/ready` says no, so that no new calls are sent here.
    pub fn drain(&self) {
        self.0.draining.store(true, Ordering::Relaxed);
    }
}

/// All routes with everything around them.
pub fn app(state: State) -> Router {
    Router::new()
        .route("/v1/aanvragen", post(create).get(list))
        .route("/v1/aanvragen/{id}", get(read))
        .route("/v1/openapi.json", get(openapi))
        .route("/health/live", get(live))
        .route("/health/ready", get(ready))
        .route("/metrics", get(metrics))
        .route("/.well-known/security.txt", get(async || security_txt()))
        .layer(middleware::from_fn_with_state(state.clone(), log))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn(every_answer))
        .with_state(state)
}

async fn create(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    must_accept_json(&headers)?;
    if !is_json(headers.get(header::CONTENT_TYPE)) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Stuur de aanvraag als application/json.",
        ));
    }
    let body: Value = serde_json::from_slice(&body)
        .map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "De vraag is geen geldige JSON."))?;
    let nieuw = NieuweAanvraag::parse(&body).map_err(Problem::invalid)?;
    let (adres, persoon) = tokio::try_join!(
        state.0.sources.adres(&nieuw.nummeraanduiding),
        state.0.sources.persoon(&nieuw.burgerservicenummer),
    )
    .map_err(source_problem)?;
    toets(&nieuw, adres.as_ref(), persoon.as_ref()).map_err(|weigering| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, weigering.to_string())
            .with_code(weigering.code())
    })?;
    let aanvraag = Aanvraag {
        id: Uuid::new_v4(),
        burgerservicenummer: nieuw.burgerservicenummer,
        nummeraanduiding_identificatie: nieuw.nummeraanduiding,
        soort: nieuw.soort,
        ingangsdatum: nieuw.ingangsdatum,
        ontvangen_op: Timestamp::now(),
    };
    if !state.0.store.add(aanvraag.clone()) {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "Er is al een aanvraag van deze bewoner voor deze vergunning op dit adres.",
        )
        .with_code("aanvraagBestaat"));
    }
    let location = format!("/v1/aanvragen/{}", aanvraag.id);
    let mut response = json_answer(StatusCode::CREATED, &aanvraag);
    if let Ok(value) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    Ok(response)
}

async fn list(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    must_accept_json(&headers)?;
    let (filter, page, page_size) = list_parameters(&pairs).map_err(Problem::invalid)?;
    let (aanvragen, total) = state.0.store.list(&filter, page, page_size);
    Ok(json_answer(
        StatusCode::OK,
        &json!({"aantal": total, "pagina": page, "aanvragen": aanvragen}),
    ))
}

async fn read(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    must_accept_json(&headers)?;
    // An id that is no UUID cannot exist here: the same 404, without repeating it.
    id.parse()
        .ok()
        .and_then(|id| state.0.store.get(id))
        .map(|aanvraag| json_answer(StatusCode::OK, &aanvraag))
        .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "Er is geen aanvraag met dit id."))
}

/// Without login and for every origin (ADR /core/publish-openapi).
async fn openapi() -> Response {
    (
        [
            (header::CONTENT_TYPE, "application/json"),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        ],
        OPENAPI,
    )
        .into_response()
}

async fn metrics(extract::State(state): extract::State<State>) -> Response {
    state.0.figures.openmetrics()
}

async fn live() -> Response {
    json_answer(StatusCode::OK, &json!({"status": "pass"}))
}

async fn ready(extract::State(state): extract::State<State>) -> Result<Response, Problem> {
    if state.0.draining.load(Ordering::Relaxed) {
        return Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "Het component wordt gestopt.",
        ));
    }
    Ok(json_answer(StatusCode::OK, &json!({"status": "pass"})))
}

fn list_parameters(
    pairs: &[(String, String)],
) -> Result<(Filter, usize, usize), Vec<InvalidParam>> {
    let (mut filter, mut page, mut page_size) = (Filter::default(), 1, 20);
    let mut faults = Vec::new();
    let mut fault = |name: &str, code, reason| {
        faults.push(InvalidParam {
            name: name.to_owned(),
            code,
            reason,
        });
    };
    for (name, value) in pairs {
        match name.as_str() {
            "nummeraanduidingIdentificatie" if is_nummeraanduiding(value) => {
                filter.nummeraanduiding = Some(value.clone());
            }
            "nummeraanduidingIdentificatie" => fault(
                name,
                "format",
                "Moet een BAG-nummeraanduiding zijn: 16 cijfers.",
            ),
            "soort" => match Soort::parse(value) {
                Some(soort) => filter.soort = Some(soort),
                None => fault(name, "enum", "Moet bewoner of bezoeker zijn."),
            },
            "page" => match value.parse() {
                Ok(number) if number >= 1 => page = number,
                _ => fault(name, "minimum", "Moet een getal vanaf 1 zijn."),
            },
            "pageSize" => match value.parse() {
                Ok(number) if (1..=100).contains(&number) => page_size = number,
                _ => fault(name, "range", "Moet een getal van 1 tot en met 100 zijn."),
            },
            // The name is not echoed: it is free text of the caller.
            _ => fault("query", "unknown", "Bevat een onbekende parameter."),
        }
    }
    if faults.is_empty() {
        Ok((filter, page, page_size))
    } else {
        Err(faults)
    }
}

/// The caller hears that a source failed; what exactly went wrong is for the log.
fn source_problem(error: SourceError) -> Problem {
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    tracing::warn!(%error, cause, "a source gave no usable answer");
    if error.is_temporary() {
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "Een basisregistratie is niet bereikbaar; probeer het later opnieuw.",
        )
    } else {
        Problem::new(
            StatusCode::BAD_GATEWAY,
            "Een basisregistratie gaf een onverwacht antwoord.",
        )
    }
}

fn json_answer(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => (status, [(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            Problem::for_status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}

fn is_json(content_type: Option<&HeaderValue>) -> bool {
    content_type
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/json"))
}

fn must_accept_json(headers: &HeaderMap) -> Result<(), Problem> {
    let Some(accept) = headers.get(header::ACCEPT) else {
        return Ok(());
    };
    let accepts = accept.to_str().is_ok_and(|accept| {
        accept.split(',').any(|range| {
            let media_type = range.split(';').next().unwrap_or_default().trim();
            matches!(
                media_type.to_ascii_lowercase().as_str(),
                "" | "*/*" | "application/*" | "application/json"
            )
        })
    });
    if accepts {
        Ok(())
    } else {
        Err(Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            "Deze API antwoordt met application/json.",
        ))
    }
}

/// One line a call, and one in the figures. The route's pattern is logged, never the address as sent: that may hold
/// anything.
async fn log(
    extract::State(state): extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    state.0.figures.count(response.status());
    tracing::info!(
        method = standard_method(&method),
        route = route.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

fn standard_method(method: &Method) -> &str {
    match *method {
        Method::GET | Method::POST | Method::PUT | Method::PATCH | Method::DELETE => {
            method.as_str()
        }
        Method::HEAD | Method::OPTIONS => method.as_str(),
        _ => "other",
    }
}

/// What holds for every answer, whoever made it.
async fn every_answer(request: Request, next: Next) -> Response {
    const HEADERS: [(HeaderName, &str); 7] = [
        (HeaderName::from_static("api-version"), VERSION),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let mut response = next.run(request).await;
    let status = response.status();
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value == MEDIA_TYPE);
    if (status.is_client_error() || status.is_server_error()) && !is_problem {
        let allow = response.headers().get(header::ALLOW).cloned();
        response = Problem::for_status(status).into_response();
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
