//! The technical rules of the NLGov REST API Design Rules 2.2, one test a rule, named after its id.
//! They need no simulator: nothing here gets as far as a source.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use register::api::{OPENAPI, State, VERSION, app};
use register::settings::Settings;
use serde_json::{Value, json};
use tower::ServiceExt;

/// A request to a fresh register whose sources do not exist.
async fn ask(request: Request<Body>) -> Response {
    let settings = Settings::read(|name| match name {
        "BRP_URL" | "BAG_URL" => Some("http://127.0.0.1:9".to_owned()),
        _ => None,
    })
    .unwrap();
    app(State::new(&settings).unwrap())
        .oneshot(request)
        .await
        .unwrap()
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

fn post(content_type: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post("/v1/aanvragen")
        .header(header::CONTENT_TYPE, content_type)
        .body(body.into())
        .unwrap()
}

async fn json_of(response: Response) -> Value {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn document() -> Value {
    serde_json::from_str(OPENAPI).unwrap()
}

/// Every kind of error there is without a source, made by a handler or by the framework.
async fn every_error() -> Vec<(StatusCode, Response)> {
    let mut not_acceptable = get("/v1/aanvragen");
    not_acceptable
        .headers_mut()
        .insert(header::ACCEPT, "text/html".parse().unwrap());
    let delete = Request::delete("/v1/aanvragen")
        .body(Body::empty())
        .unwrap();
    let valid = json!({
        "burgerservicenummer": "999990019", "nummeraanduidingIdentificatie": "9001200000000001",
        "soort": "bewoner", "ingangsdatum": "2026-02-01"
    });
    let cases = [
        (StatusCode::NOT_FOUND, get("/")),
        (StatusCode::NOT_FOUND, get("/v1/bestaat-niet")),
        (StatusCode::NOT_FOUND, get("/v1/aanvragen/geen-uuid")),
        (StatusCode::METHOD_NOT_ALLOWED, delete),
        (StatusCode::NOT_ACCEPTABLE, not_acceptable),
        (StatusCode::BAD_REQUEST, get("/v1/aanvragen?page=0")),
        (StatusCode::BAD_REQUEST, get("/v1/aanvragen/%FF")),
        (StatusCode::BAD_REQUEST, post("application/json", "{")),
        (StatusCode::BAD_REQUEST, post("application/json", "[]")),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, post("text/plain", "{}")),
        (
            StatusCode::PAYLOAD_TOO_LARGE,
            post("application/json", vec![b' '; 70_000]),
        ),
        (
            StatusCode::SERVICE_UNAVAILABLE,
            post("application/json", valid.to_string()),
        ),
    ];
    let mut answers = Vec::new();
    for (status, request) in cases {
        answers.push((status, ask(request).await));
    }
    answers
}

#[tokio::test]
async fn core_no_trailing_slash() {
    for path in ["/v1/aanvragen/", "/v1/openapi.json/", "/health/live/"] {
        assert_eq!(
            ask(get(path)).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for path in document()["paths"].as_object().unwrap().keys() {
        assert!(!path.ends_with('/'), "{path}");
    }
}

#[test]
fn core_path_segments_kebab_case() {
    for path in document()["paths"].as_object().unwrap().keys() {
        for segment in path.split('/').skip(1).filter(|s| !s.starts_with('{')) {
            assert!(
                segment
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{path}"
            );
        }
    }
}

#[test]
fn core_query_keys_camel_case() {
    let document = document();
    let mut seen = 0;
    for operation in operations(&document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if parameter["in"] == "query" {
                let name = parameter["name"].as_str().unwrap();
                assert!(name.starts_with(|c: char| c.is_ascii_lowercase()), "{name}");
                assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn core_date_time_format() {
    let properties = &document()["components"]["schemas"]["Aanvraag"]["properties"];
    assert_eq!(properties["ingangsdatum"]["format"], "date");
    assert_eq!(properties["ontvangenOp"]["format"], "date-time");
}

#[tokio::test]
async fn core_http_methods() {
    for method in [Method::DELETE, Method::PUT, Method::PATCH, Method::OPTIONS] {
        let request = Request::builder()
            .method(&method)
            .uri("/v1/aanvragen")
            .body(Body::empty())
            .unwrap();
        let response = ask(request).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        let allow = response.headers()[header::ALLOW].to_str().unwrap();
        assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
    }
}

#[tokio::test]
async fn core_error_handling_problem_details() {
    for (status, response) in every_error().await {
        assert_eq!(response.status(), status);
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "application/problem+json",
            "{status}"
        );
        let body = json_of(response).await;
        assert_eq!(body["status"], status.as_u16());
        assert!(!body["title"].as_str().unwrap().is_empty());
        assert!(!body["detail"].as_str().unwrap().is_empty());
    }
}

#[tokio::test]
async fn core_error_handling_invalid_input() {
    for request in [
        get("/v1/aanvragen?pageSize=101"),
        get("/v1/aanvragen?onbekend=1"),
        get("/v1/aanvragen?nummeraanduidingIdentificatie=1"),
        post("application/json", "{}"),
    ] {
        assert_eq!(ask(request).await.status(), StatusCode::BAD_REQUEST);
    }
    for operation in operations(&document()) {
        assert!(operation["responses"]["400"].is_object(), "{operation}");
    }
}

#[tokio::test]
async fn core_error_handling_all_errors() {
    let body = json_of(ask(post("application/json", "{}")).await).await;
    assert_eq!(body["invalidParams"].as_array().unwrap().len(), 4);
}

#[test]
fn core_doc_openapi() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    assert!(operations(&document).len() >= 3);
    let mut references = Vec::new();
    collect_references(&document, &mut references);
    for reference in references {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn core_doc_openapi_contact() {
    for field in ["name", "email", "url"] {
        let value = document()["info"]["contact"][field].clone();
        assert!(!value.as_str().unwrap().is_empty(), "{field}");
    }
}

#[tokio::test]
async fn core_publish_openapi() {
    let response = ask(get("/v1/openapi.json")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert_eq!(json_of(response).await, document());
}

#[test]
fn core_uri_version() {
    assert_eq!(document()["servers"][0]["url"], "/v1");
    for path in document()["paths"].as_object().unwrap().keys() {
        assert!(!path.contains("/v1"), "{path}");
    }
}

#[test]
fn core_semver() {
    let document = document();
    let version = document["info"]["version"].as_str().unwrap();
    assert_eq!(version, VERSION, "Cargo.toml and openapi.json differ");
    assert!(
        version
            .split('.')
            .take(3)
            .all(|part| { part.split('-').next().unwrap().parse::<u32>().is_ok() })
    );
}

#[test]
fn core_changelog() {
    let changelog = include_str!("../CHANGELOG.md");
    assert!(changelog.contains(VERSION), "CHANGELOG.md lacks {VERSION}");
}

#[tokio::test]
async fn core_version_header() {
    let mut responses: Vec<_> = every_error().await.into_iter().map(|(_, r)| r).collect();
    for path in ["/v1/aanvragen", "/v1/openapi.json", "/health/ready"] {
        responses.push(ask(get(path)).await);
    }
    for response in responses {
        assert_eq!(response.headers()["API-Version"], VERSION);
    }
    for operation in operations(&document()) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["headers"]["API-Version"].is_object(), "{status}");
        }
    }
}

#[tokio::test]
async fn core_transport_no_sensitive_uris() {
    // A burgerservicenummer that is sent where it does not belong is not repeated.
    for path in ["/v1/aanvragen?bsn=999990019", "/v1/aanvragen/999990019"] {
        let response = ask(get(path)).await;
        assert!(response.status().is_client_error());
        assert!(!json_of(response).await.to_string().contains("999990019"));
    }
    for operation in operations(&document()) {
        assert!(
            !operation["parameters"]
                .to_string()
                .contains("burgerservice")
        );
    }
}

#[tokio::test]
async fn core_transport_security_headers() {
    for path in ["/", "/v1/aanvragen", "/v1/openapi.json", "/health/live"] {
        let response = ask(get(path)).await;
        let headers = response.headers();
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::X_FRAME_OPTIONS], "DENY");
        assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
        assert!(headers.contains_key(header::CONTENT_TYPE));
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'"));
    }
}

#[tokio::test]
async fn core_transport_cors() {
    let mut request = get("/v1/aanvragen");
    request
        .headers_mut()
        .insert(header::ORIGIN, "https://example.org".parse().unwrap());
    let response = ask(request).await;
    assert!(
        !response
            .headers()
            .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
    );
}

fn operations(document: &Value) -> Vec<&Value> {
    document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
        .collect()
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.push(reference.clone());
            }
            members
                .values()
                .for_each(|member| collect_references(member, found));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_references(item, found)),
        _ => {}
    }
}
