//! From objects to the answer.

use fieldlab_sim::Reply;
use fieldlab_world::{KadasterPersoon, Naam, Partij, View, WozObject, WozStatus, WozWaarde};
use http::{HeaderName, StatusCode};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::vraag::{Blad, Vraag};

const HAL: &str = "application/hal+json";

/// Where the other registers are, below the address that this client uses.
const BAG: &str = "/lvbag/individuelebevragingen/v2";
const BRK: &str = "/esd/bevragen/v2";
const KVK: &str = "/api";

/// One object as an answer of its own.
pub(super) fn een(
    vraag: &Vraag<'_>,
    view: View<'_>,
    vandaag: Date,
    object: WozObject<'_>,
) -> Reply {
    let mut value = wozobject(vraag, view, vandaag, object);
    value["_links"]["self"] = link(vraag.request.url());
    Reply::json(StatusCode::OK, HAL, &vraag.velden.kies(value))
}

/// One page of objects. A page after the last is empty, as is nothing found.
pub(super) fn lijst(
    vraag: &Vraag<'_>,
    view: View<'_>,
    vandaag: Date,
    objecten: &[WozObject<'_>],
    blad: Blad,
) -> Reply {
    let overslaan = (blad.nummer - 1).saturating_mul(blad.grootte);
    let leden: Vec<Value> = objecten
        .iter()
        .skip(overslaan)
        .take(blad.grootte)
        .map(|object| vraag.velden.kies(wozobject(vraag, view, vandaag, *object)))
        .collect();
    let mut links = Map::new();
    links.insert("self".to_owned(), link(vraag.request.url()));
    let mut embedded = Map::new();
    if !leden.is_empty() {
        let mut naar = |naam: &str, nummer: usize| {
            links.insert(naam.to_owned(), link(met_blad(vraag, nummer)));
        };
        if blad.nummer > 1 {
            naar("first", 1);
            naar("previous", blad.nummer - 1);
        }
        if overslaan + leden.len() < objecten.len() {
            naar("next", blad.nummer + 1);
        }
        embedded.insert("wozObjecten".to_owned(), Value::Array(leden));
    }
    Reply::json(
        StatusCode::OK,
        HAL,
        &json!({"_links": links, "_embedded": embedded}),
    )
    .with_header(
        HeaderName::from_static("x-pagination-page"),
        &blad.nummer.to_string(),
    )
    .with_header(
        HeaderName::from_static("x-pagination-limit"),
        &blad.grootte.to_string(),
    )
}

fn link(href: String) -> Value {
    Map::from_iter([("href".to_owned(), href.into())]).into()
}

/// The request's URL with another page; the rest of the query stays as it was given.
fn met_blad(vraag: &Vraag<'_>, nummer: usize) -> String {
    let request = vraag.request;
    let is_blad = |paar: &&str| paar.starts_with("page=");
    let mut paren: Vec<String> = request
        .query
        .split('&')
        .filter(|paar| !paar.is_empty() && !is_blad(paar))
        .map(str::to_owned)
        .collect();
    paren.push(format!("page={nummer}"));
    format!("{}{}?{}", request.base, request.path, paren.join("&"))
}

/// Everything about an object.
fn wozobject(vraag: &Vraag<'_>, view: View<'_>, vandaag: Date, object: WozObject<'_>) -> Value {
    let identificatie = object.identificatie();
    let adres = view.adres(object.adres());
    let base = &vraag.request.base;
    let (nummer, objectid) = (adres.nummeraanduiding(), adres.object());
    let panden: Vec<String> = adres
        .pand()
        .map(|pand| pand.identificatie().to_string())
        .into_iter()
        .collect();
    let kozen = object.kozen();
    let zaken: Vec<Value> = kozen.iter().map(|koz| zaak(view, *koz)).collect();
    let mut links = Map::new();
    let mut naar = |naam: &str, value: Value| links.insert(naam.to_owned(), value);
    naar(
        "self",
        link(format!("{}/wozobjecten/{identificatie}", vraag.basis)),
    );
    naar("adres", link(format!("{base}{BAG}/adressen/{nummer}")));
    naar(
        "adresseerbareObjecten",
        json!([link(format!(
            "{base}{BAG}/adresseerbareobjecten/{objectid}"
        ))]),
    );
    if !panden.is_empty() {
        let panden = panden
            .iter()
            .map(|id| link(format!("{base}{BAG}/panden/{id}")));
        naar("panden", panden.collect());
    }
    let percelen = zaken.iter().map(|zaak| {
        let id = zaak["identificatie"].as_str().unwrap_or_default();
        link(format!("{base}{BRK}/kadastraalonroerendezaken/{id}"))
    });
    naar("kadastraalOnroerendeZaken", percelen.collect());

    let mut value = Map::new();
    let mut zet = |naam: &str, lid: Value| value.insert(naam.to_owned(), lid);
    zet("identificatie", identificatie.into());
    let mut aanduiding = Map::new();
    aanduiding.insert("straat".to_owned(), adres.straat().naam().into());
    aanduiding.insert("huisnummer".to_owned(), adres.huisnummer().into());
    for (naam, tekst) in [
        ("huisletter", adres.huisletter()),
        ("huisnummertoevoeging", adres.huisnummertoevoeging()),
    ] {
        if !tekst.is_empty() {
            aanduiding.insert(naam.to_owned(), tekst.into());
        }
    }
    if let Some(postcode) = adres.postcode() {
        aanduiding.insert("postcode".to_owned(), postcode.to_string().into());
    }
    aanduiding.insert("woonplaats".to_owned(), adres.woonplaats().naam().into());
    aanduiding.insert(
        "nummeraanduidingIdentificatie".to_owned(),
        nummer.to_string().into(),
    );
    zet("aanduiding", aanduiding.into());
    zet(
        "adresseerbaarObjectIdentificaties",
        json!([objectid.to_string()]),
    );
    if !panden.is_empty() {
        zet("pandIdentificaties", panden.into());
    }
    zet("kadastraalOnroerendeZaken", zaken.into());
    for (naam, wie) in [
        ("belanghebbendeEigenaar", object.eigenaar()),
        ("belanghebbendeGebruiker", object.gebruiker()),
    ] {
        let Some(wie) = wie else { continue };
        let (wie, waar) = belanghebbende(view, object, wie);
        zet(naam, wie);
        if let Some(waar) = waar {
            links.insert(naam.to_owned(), link(format!("{base}{KVK}{waar}")));
        }
    }
    zet("grondoppervlakte", object.grondoppervlakte().into());
    zet(
        "verantwoordelijkeGemeente",
        json!({
            "code": object.verantwoordelijke_gemeente().to_string(),
            "omschrijving": adres.woonplaats().gemeentenaam(),
        }),
    );
    let waarden = object.waarden(vandaag);
    zet("waarden", waarden.iter().map(waarde).collect());
    value.insert("_links".to_owned(), links.into());
    value.into()
}

fn zaak(view: View<'_>, koz: fieldlab_world::Koz) -> Value {
    let zaak = view.onroerende_zaak(koz);
    let aanduiding = zaak.aanduiding();
    let mut delen = json!({
        "gemeentecode": aanduiding.gemeentecode,
        "sectie": aanduiding.sectie,
        "perceelnummer": aanduiding.perceelnummer,
    });
    if let Some(index) = aanduiding.appartementsindex {
        delen["appartementsindex"] = index.into();
    }
    json!({
        "identificatie": zaak.identificatie(),
        "aanduiding": delen,
        "aanduidingMetGemeentenaam": aanduiding.to_string(),
    })
}

/// Who is taxed, and where the trade register has it. The BRP has no address for one person: it is
/// asked by POST.
fn belanghebbende(view: View<'_>, object: WozObject<'_>, wie: Partij) -> (Value, Option<String>) {
    match wie {
        Partij::Persoon(id) => {
            let persoon = view.persoon(id);
            let mut value = json!({
                "type": "natuurlijk_persoon",
                "naam": naam(&persoon.naam()),
                "burgerservicenummer": persoon.burgerservicenummer().to_string(),
            });
            if persoon.geheim() > 0 {
                value["geheimhoudingPersoonsgegevens"] = true.into();
            }
            (value, None)
        }
        // Whom only the cadastre knows has a name and no number that others know.
        Partij::Kadaster(id) => {
            let value = match view.kadasterpersoon(id) {
                KadasterPersoon::Natuurlijk(persoon) => {
                    json!({"type": "natuurlijk_persoon", "naam": naam(&persoon.naam)})
                }
                KadasterPersoon::NietNatuurlijk(organisatie) => {
                    json!({"type": "niet_natuurlijk_persoon", "naam": organisatie.naam})
                }
            };
            (value, None)
        }
        Partij::Bedrijf(id) => {
            let bedrijf = view.bedrijf(id);
            let kvk = bedrijf.kvk_nummer().to_string();
            if let Some(rsin) = bedrijf
                .rsin()
                .filter(|_| bedrijf.rechtsvorm().is_rechtspersoon())
                && object.eigenaar() == Some(wie)
            {
                let value = json!({
                    "type": "niet_natuurlijk_persoon",
                    "naam": bedrijf.statutaire_naam().unwrap_or_else(|| bedrijf.naam()),
                    "rsin": rsin.to_string(),
                    "kvkNummer": kvk,
                });
                return (value, Some(format!("/v1/basisprofielen/{kvk}")));
            }
            // Whoever has a business somewhere uses the place as an establishment.
            let vestiging = view
                .vestigingen_op(object.adres())
                .into_iter()
                .find(|vestiging| vestiging.bedrijf == id);
            let naam = vestiging
                .as_ref()
                .map_or_else(|| bedrijf.naam(), |vestiging| vestiging.handelsnaam.clone());
            let mut value = json!({"type": "vestiging", "naam": naam});
            let mut waar = format!("/v1/basisprofielen/{kvk}");
            if let Some(vestiging) = vestiging {
                let nummer = vestiging.nummer.to_string();
                waar = format!("/v1/vestigingsprofielen/{nummer}");
                value["vestigingsnummer"] = nummer.into();
            }
            value["kvkNummer"] = kvk.into();
            (value, Some(waar))
        }
    }
}

/// Initials, prefix and surname: `A.B.C. in het Veld`.
fn naam(naam: &Naam) -> String {
    let bekend = |tekst: &str| !tekst.is_empty() && tekst != ".";
    let voorletters: String = naam
        .voornamen
        .split_whitespace()
        .filter(|voornaam| bekend(voornaam))
        .filter_map(|voornaam| voornaam.chars().next())
        .flat_map(|letter| [letter, '.'])
        .collect();
    [
        voorletters.as_str(),
        naam.voorvoegsel.as_ref(),
        naam.geslachtsnaam.as_ref(),
    ]
    .into_iter()
    .filter(|deel| bekend(deel))
    .collect::<Vec<_>>()
    .join(" ")
}

fn waarde(waarde: &WozWaarde) -> Value {
    let actueel = actueel(&waarde.statussen);
    let statussen: Vec<&str> = actueel.iter().map(|status| status.as_str()).collect();
    let mut value = json!({
        "vastgesteldeWaarde": waarde.vastgestelde_waarde,
        "waardepeildatum": waarde.waardepeildatum.to_string(),
        "ingangsdatum": waarde.ingangsdatum.to_string(),
        "beschikkingsStatussen": statussen,
    });
    if actueel.iter().any(|status| is_lopend(*status)) {
        value["indicatieBezwaarBeroep"] = true.into();
    }
    value
}

/// An objection or appeal on which nothing has been decided.
fn is_lopend(status: WozStatus) -> bool {
    matches!(
        status,
        WozStatus::BezwaarIngediend | WozStatus::BeroepAangetekend
    )
}

/// Without what something later put an end to; the latest is first.
fn actueel(statussen: &[WozStatus]) -> Vec<WozStatus> {
    let einde =
        |(nth, status): (usize, &WozStatus)| (nth == 0 || !is_lopend(*status)).then_some(*status);
    statussen.iter().enumerate().filter_map(einde).collect()
}
