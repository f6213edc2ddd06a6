//! Everything that is no question, or hardly one; and browsers that ask whether they may ask.

use http::Method;

use super::{get, stuur};

#[test]
fn what_is_no_question_is_refused_in_solrs_shape() {
    let diep = format!("/free?fq={}", "(".repeat(100));
    let lang = format!("/free?q={}", "a+".repeat(3_000));
    for (doel, deel) in [
        ("/suggest", "Verplichte parameter 'q' ontbreekt"),
        ("/suggest?q=", "Verplichte parameter 'q' ontbreekt"),
        ("/lookup", "Verplichte parameter 'id' ontbreekt"),
        ("/reverse?rows=1", "'lat' en 'lon'"),
        ("/reverse?lat=52", "horen bij elkaar"),
        ("/reverse?X=1", "horen bij elkaar"),
        ("/reverse?lat=a&lon=5", "'lat'"),
        ("/reverse?lat=91&lon=5", "buiten"),
        ("/reverse?X=1e300&Y=1", "buiten"),
        ("/reverse?lat=52&lon=5&distance=-1", "'distance'"),
        ("/free?q=a&limit=5", "'limit'"),
        ("/suggest?q=a&Q=b", "'Q'"),
        ("/suggest?q=a&df=tekst", "'df'"),
        ("/free?rows=veel", "'rows'"),
        ("/free?rows=-1", "'rows'"),
        ("/free?start=1.5", "'start'"),
        ("/free?start=99999999999999999999", "'start'"),
        ("/suggest?q=a&lat=x&lon=1", "'lat'"),
        ("/free?wt=csv", "'wt'"),
        ("/free?indent=ja", "'indent'"),
        ("/free?fq=type:(adres", "Cannot parse"),
        ("/free?fq=%22open", "Cannot parse"),
        ("/free?fq=type:adres+AND", "Cannot parse"),
        ("/free?q=type:(adres", "Cannot parse"),
        ("/free?fq=schoenmaat:43", "undefined field schoenmaat"),
        ("/free?q=schoenmaat:43", "undefined field schoenmaat"),
        ("/free?q=a&df=schoenmaat", "undefined field schoenmaat"),
        ("/free?q=a&qf=schoenmaat", "undefined field schoenmaat"),
        ("/free?q=a&qf=suggest%5Ex", "qf"),
        ("/free?q=a&bq=type:weg%5E", "Cannot parse"),
        ("/free?sort=naam", "Sort Order"),
        ("/free?sort=schoenmaat+asc", "schoenmaat"),
        ("/free?q=%ff", "procentcodering"),
        (diep.as_str(), "Cannot parse"),
        (lang.as_str(), "too many boolean clauses"),
    ] {
        let antwoord = get(doel);
        assert_eq!(antwoord.status, 400, "{doel}: {}", antwoord.tekst);
        assert!(
            antwoord.bericht().contains(deel),
            "{doel}: {}",
            antwoord.tekst
        );
        assert_eq!(antwoord.body["error"]["code"], 400);
        assert_eq!(
            antwoord.body["error"]["metadata"].as_array().unwrap().len(),
            4
        );
    }
    let antwoord = stuur(&Method::POST, "/free", &[]);
    assert_eq!(
        (antwoord.status, &antwoord.headers["allow"]),
        (405, &"GET".parse().unwrap())
    );
    assert_eq!(antwoord.body["error"]["code"], 405);
    assert_eq!(stuur(&Method::GET, "/nergens", &[]).status, 404);
}

#[test]
fn odd_questions_are_answered_too() {
    for q in [
        "*",
        "%20",
        "-",
        "+",
        ",",
        "'s",
        "é",
        "%F0%9F%98%80",
        "a%00b",
        "a:b:",
        "*a*",
        "type:",
        "kerk%5C-straat",
        "1",
        "0",
        "8",
        "99999999999",
        "12a3b4c5",
        "%5E",
        "not",
        "AND",
        "~",
        "a~2",
    ] {
        let antwoord = get(&format!("/suggest?q={q}"));
        assert!(
            matches!(antwoord.status, 200 | 400),
            "{q}: {}",
            antwoord.tekst
        );
        let antwoord = get(&format!("/free?q={q}&fq=*&rows=3&sort=weergavenaam+desc"));
        assert!(
            matches!(antwoord.status, 200 | 400),
            "{q}: {}",
            antwoord.tekst
        );
    }
    for id in [
        "adr-00000000000000000000000000000000",
        "adr",
        "x",
        "é",
        "weg-1",
    ] {
        assert_eq!(
            get(&format!("/lookup?id={}", super::codeer(id))).totaal(),
            0
        );
    }
    // Far past everything, and wider than everything.
    assert_eq!(
        get("/free?rows=2000000000&start=2000000000").docs().len(),
        0
    );
    assert_eq!(
        get("/reverse?lat=-90&lon=180&distance=1e300&rows=1").status,
        200
    );
}

#[test]
fn browsers_may_ask_from_anywhere() {
    let antwoord = get("/suggest?q=ooi");
    assert_eq!(antwoord.headers["access-control-allow-origin"], "*");
    let voorvraag = stuur(
        &Method::OPTIONS,
        "/suggest",
        &[
            ("origin", "https://formulier.example.org"),
            ("access-control-request-method", "GET"),
            ("access-control-request-headers", "accept"),
        ],
    );
    assert_eq!((voorvraag.status, voorvraag.tekst.as_str()), (204, ""));
    assert_eq!(voorvraag.headers["access-control-allow-headers"], "accept");
    assert_eq!(stuur(&Method::OPTIONS, "/suggest", &[]).status, 405);
}
