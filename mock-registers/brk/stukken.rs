//! Deeds and their parts.

use fieldlab_sim::Problem;
use fieldlab_world::{Stuk, Stukdeel};
use serde_json::{Map, Value, json};

use super::bron::{Bron, bedrag};
use super::links::{Links, link, zet_lijst};
use super::velden::ingebed;
use super::{lijst, lijsten};

impl Bron<'_> {
    /// One deed.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub(super) fn stuk(self) -> Result<Map<String, Value>, Problem> {
        let nummer = self.vraag.pad("stukIdentificatie");
        let stuk = self
            .view
            .stuk_met_identificatie(nummer)
            .ok_or_else(|| self.vraag.niet_gevonden())?;
        let mut json = self.snoei(self.stuk_als_json(&stuk, &self.vraag.instance()));
        if let Some(keuze) = self.vraag.expand.van("stukdelen") {
            let delen: Vec<Value> = stuk
                .delen
                .iter()
                .map(|deel| {
                    let zelf = format!("/stukdelen/{}", deel.identificatie);
                    ingebed(keuze, self.stukdeel_als_json(&stuk, deel, &zelf))
                })
                .collect();
            json.insert("_embedded".to_owned(), json!({"stukdelen": delen}));
        }
        Ok(json)
    }

    /// One part of a deed.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub(super) fn stukdeel(self) -> Result<Map<String, Value>, Problem> {
        let nummer = self.vraag.pad("stukdeelIdentificatie");
        let gevonden = nummer
            .parse()
            .ok()
            .filter(|gelezen: &u64| gelezen.to_string() == nummer)
            .and_then(|nummer| Some((nummer, self.view.stuk_met_stukdeel(nummer)?)));
        let (nummer, stuk) = gevonden.ok_or_else(|| self.vraag.niet_gevonden())?;
        let deel = stuk.delen.iter().find(|deel| deel.identificatie == nummer);
        let deel = deel.ok_or_else(|| self.vraag.niet_gevonden())?;
        let json = self.stukdeel_als_json(&stuk, deel, &self.vraag.instance());
        let mut json = self.snoei(json);
        if let Some(keuze) = self.vraag.expand.van("stuk") {
            let zelf = format!("/stukken/{}", stuk.identificatie);
            let heel = ingebed(keuze, self.stuk_als_json(&stuk, &zelf));
            json.insert("_embedded".to_owned(), json!({"stuk": heel}));
        }
        Ok(json)
    }

    fn stuk_als_json(self, stuk: &Stuk, zelf: &str) -> Map<String, Value> {
        let mut links = Links::met_zelf(zelf);
        let mut json = Map::new();
        let mut zet = |name: &str, value: Value| {
            json.insert(name.to_owned(), value);
        };
        zet("identificatie", stuk.identificatie.as_str().into());
        let paar = |(code, waarde): lijsten::Paar| lijst(code, waarde);
        zet(
            "deelEnNummer",
            json!({
                "deel": stuk.deel.to_string(),
                "nummer": stuk.nummer.to_string(),
                "reeks": paar(lijsten::REEKS),
                "registercode": paar(lijsten::register(stuk.soort)),
                "soortRegister": paar(lijsten::ONROERENDE_ZAKEN),
            }),
        );
        zet("domein", "NL.IMKAD.Stuk".into());
        if stuk.tekening {
            zet("indicatieTekeningBijgevoegd", true.into());
        }
        zet("aard", paar(lijsten::stuk(stuk.soort)));
        zet("status", paar(lijsten::INGESCHREVEN));
        if let (Some(notaris), Some(deel)) = (&stuk.notaris, stuk.delen.first()) {
            let mut naam = Map::new();
            for (name, tekst) in [
                ("geslachtsnaam", &notaris.geslachtsnaam),
                ("voornamen", &notaris.voornamen),
                ("voorvoegsel", &notaris.voorvoegsel),
            ] {
                if !tekst.is_empty() {
                    naam.insert(name.to_owned(), tekst.as_ref().into());
                }
            }
            let zaak = self.view.onroerende_zaak(deel.koz);
            let standplaats = zaak.aanduiding().gemeentenaam;
            naam.insert("standplaats".to_owned(), standplaats.into());
            zet("equivalentieVerklaarder", Value::Object(naam));
        }
        let delen = stuk.delen.iter().map(|deel| deel.identificatie);
        if zet_lijst(&mut json, "stukdeelIdentificaties", delen) {
            let href = "/stukdelen/{stukdeelIdentificaties}";
            links.zet_sjablonen("stukdelen", vec![href.to_owned()]);
        }
        json.insert("_links".to_owned(), links.klaar());
        json
    }

    fn stukdeel_als_json(self, stuk: &Stuk, deel: &Stukdeel, zelf: &str) -> Map<String, Value> {
        let mut links = Links::met_zelf(zelf);
        links.zet("stuk", link(format!("/stukken/{}", stuk.identificatie)));
        let mut json = Map::new();
        let nummer = deel.identificatie.to_string();
        json.insert("identificatie".to_owned(), nummer.into());
        json.insert("domein".to_owned(), "NL.IMKAD.Stukdeel".into());
        let (code, waarde) = lijsten::stukdeel(stuk.soort);
        json.insert("aard".to_owned(), lijst(code, waarde));
        if let Some(som) = deel.bedrag {
            json.insert("bedragTransactiesomLevering".to_owned(), bedrag(som));
        }
        let zaak = self.view.onroerende_zaak(deel.koz);
        let aanduiding = zaak.aanduiding().to_string();
        json.insert(
            "omschrijvingKadastraleObjecten".to_owned(),
            aanduiding.into(),
        );
        json.insert("_links".to_owned(), links.klaar());
        json
    }
}
