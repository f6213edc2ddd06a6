//! A parcel or apartment right as the BRK shows it.

use fieldlab_sim::Problem;
use fieldlab_world::{AdresId, FiliatieAard, Herkomst, OnroerendeZaak, VervallenPerceel};
use serde_json::{Map, Value, json};

use super::bron::{Bron, Zaak};
use super::links::{Links, zet_lijst};
use super::velden::{self, ingebed};
use super::{lijst, lijsten};

const DOMEIN: &str = "NL.IMKAD.KadastraalObject";
const PERCEEL: &str = "perceel";
const APPARTEMENTSRECHT: &str = "appartementsrecht";

impl<'a> Bron<'a> {
    /// One parcel or apartment right.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub(super) fn zaak(self) -> Result<Map<String, Value>, Problem> {
        let zaak = self.van_pad()?;
        Ok(self.zaak_als_json(zaak, &self.vraag.instance(), true))
    }

    /// What `fields` leaves of a parcel or apartment right, and what `expand` embeds in it. After a
    /// search by person its holders are not named.
    pub(super) fn zaak_als_json(
        self,
        zaak: Zaak<'a>,
        zelf: &str,
        met_gerechtigden: bool,
    ) -> Map<String, Value> {
        let mut links = Links::met_zelf(zelf);
        let mut json = match zaak {
            Zaak::Actueel(actueel) => self.actueel_als_json(actueel, met_gerechtigden, &mut links),
            Zaak::Vervallen(perceel) => self.vervallen_als_json(perceel, &mut links),
        };
        velden::houd_aan_koopsomregel(&mut json);
        json.insert("_links".to_owned(), links.klaar());
        let mut json = self.snoei(json);
        if let Some(actueel) = zaak.actueel()
            && !self.vraag.expand.is_leeg()
        {
            let embedded = self.ingebedde_delen(actueel, &zaak.pad());
            if !embedded.is_empty() {
                json.insert("_embedded".to_owned(), Value::Object(embedded));
            }
        }
        json
    }

    fn ingebedde_delen(self, zaak: OnroerendeZaak<'a>, pad: &str) -> Map<String, Value> {
        let mut embedded = Map::new();
        let mut zet = |name: &str, delen: Vec<Map<String, Value>>| {
            if let Some(keuze) = self.vraag.expand.van(name)
                && !delen.is_empty()
            {
                let delen = delen.into_iter().map(|deel| ingebed(keuze, deel));
                embedded.insert(name.to_owned(), delen.collect());
            }
        };
        zet("zakelijkGerechtigden", self.alle_gerechtigden(zaak, pad));
        zet(
            "privaatrechtelijkeBeperkingen",
            self.alle_privaatrechtelijke(zaak, pad),
        );
        embedded
    }

    fn actueel_als_json(
        self,
        zaak: OnroerendeZaak<'a>,
        met_gerechtigden: bool,
        links: &mut Links,
    ) -> Map<String, Value> {
        let pad = Zaak::Actueel(zaak).pad();
        let is_perceel = !zaak.koz().is_appartementsrecht();
        let mut json = Map::new();
        let mut zet = |name: &str, value: Value| {
            json.insert(name.to_owned(), value);
        };
        zet("identificatie", zaak.identificatie().into());
        zet("domein", DOMEIN.into());
        if let Some(vlak) = zaak.vlak() {
            let ring: Vec<_> = vlak
                .ring()
                .into_iter()
                .map(|punt| <[f64; 2]>::from(punt.in_metres()))
                .collect();
            zet(
                "begrenzingPerceel",
                json!({"type": "Polygon", "coordinates": [ring]}),
            );
            let midden = <[f64; 2]>::from(zaak.punt().in_metres());
            zet(
                "plaatscoordinaten",
                json!({"type": "Point", "coordinates": midden}),
            );
        }
        if let Some(koopsom) = zaak.koopsom() {
            let mut groep = Map::new();
            groep.insert("koopsom".to_owned(), koopsom.bedrag.into());
            groep.insert("koopjaar".to_owned(), koopsom.jaar.into());
            if koopsom.meer_objecten {
                groep.insert("indicatieMetMeerObjectenVerkregen".to_owned(), true.into());
            }
            zet("koopsom", Value::Object(groep));
        }
        let soort = if is_perceel {
            PERCEEL
        } else {
            APPARTEMENTSRECHT
        };
        zet("type", soort.into());
        let cultuur = zaak.cultuur();
        let bebouwing = if cultuur.bebouwd {
            "aardCultuurBebouwd"
        } else {
            "aardCultuurOnbebouwd"
        };
        zet(bebouwing, lijst(cultuur.code, cultuur.waarde));
        zet("kadastraleAanduiding", zaak.aanduiding().to_string().into());
        if let Some(grootte) = zaak.oppervlakte() {
            zet("kadastraleGrootte", vastgesteld(grootte));
        }
        let adressen = self.adressen(zaak);
        if !adressen.is_empty() {
            zet("adressen", Value::Array(adressen));
            let bag = self.vraag.bag();
            links.zet_sjablonen(
                "adressen",
                vec![format!(
                    "{bag}/adressen/{{adressen.nummeraanduidingIdentificatie}}"
                )],
            );
            links.zet_sjablonen(
                "adresseerbareObjecten",
                vec![format!(
                    "{bag}/adresseerbareobjecten/{{adressen.adresseerbaarObjectIdentificatie}}"
                )],
            );
        }
        if zaak.is_sluimerend() {
            zet("indicatieSluimerend", true.into());
        }
        if let Some(recht) = zaak.gesplitst_recht() {
            zet("gesplitstZakelijkRecht", recht.as_str().into());
        }
        let rechten = zaak.rechten();
        let gerechtigden = rechten.iter().map(|recht| recht.identificatie);
        let beperkingen = zaak.beperkingen();
        let privaat = beperkingen.iter().filter(|een| !een.publiekrechtelijk);
        let mut onder = |name: &str, pad_deel: &str, variabele: &str, leden: Vec<u64>| {
            if zet_lijst(&mut json, variabele, leden) {
                links.zet_sjablonen(name, vec![format!("{pad}/{pad_deel}/{{{variabele}}}")]);
            }
        };
        if met_gerechtigden {
            onder(
                "zakelijkGerechtigden",
                "zakelijkgerechtigden",
                "zakelijkGerechtigdeIdentificaties",
                gerechtigden.collect(),
            );
        }
        onder(
            "privaatrechtelijkeBeperkingen",
            "privaatrechtelijkebeperkingen",
            "privaatrechtelijkeBeperkingIdentificaties",
            privaat.map(|een| een.identificatie).collect(),
        );
        onder(
            "hypotheken",
            "hypotheken",
            "hypotheekIdentificaties",
            zaak.hypotheken()
                .iter()
                .map(|een| een.identificatie)
                .collect(),
        );
        onder(
            "beslagen",
            "beslagen",
            "beslagIdentificaties",
            zaak.beslagen()
                .iter()
                .map(|een| een.identificatie)
                .collect(),
        );
        self.zet_filiatie(zaak, &mut json, links);
        if let Some(akte) = zaak.splitsingsakte() {
            let delen = akte.delen.iter().map(|deel| deel.identificatie);
            zet_lijst(&mut json, "isVermeldInStukdeelIdentificaties", delen);
            zet_lijst(&mut json, "stukIdentificaties", [&akte.identificatie]);
            links.zet_sjablonen("stukken", vec!["/stukken/{stukIdentificaties}".to_owned()]);
            let stukdelen = "/stukdelen/{isVermeldInStukdeelIdentificaties}";
            links.zet_sjablonen("stukdelen", vec![stukdelen.to_owned()]);
        }
        json
    }

    fn zet_filiatie(
        self,
        zaak: OnroerendeZaak<'a>,
        json: &mut Map<String, Value>,
        links: &mut Links,
    ) {
        let mut verwijs = |json: &mut Map<String, Value>, name: &str, leden: &str, value: Value| {
            json.insert(name.to_owned(), value);
            let href = format!("/kadastraalonroerendezaken/{{{leden}}}");
            links.zet_sjablonen(name, vec![href]);
        };
        if let Some((aard, kozen)) = zaak.overgegaan_in() {
            let zaken = kozen.into_iter().map(|koz| self.actueel(koz));
            verwijs(
                json,
                "isOvergegaanIn",
                "isOvergegaanIn.kadastraalOnroerendeZaken.identificatie",
                filiatie(aard, zaken),
            );
        }
        if let Some((aard, van)) = zaak.ontstaan_uit() {
            let zaken = van.into_iter().map(|van| match van {
                Herkomst::Actueel(koz) => self.actueel(koz),
                Herkomst::Vervallen(perceel) => Zaak::Vervallen(perceel),
            });
            verwijs(
                json,
                "isOntstaanUit",
                "isOntstaanUit.kadastraalOnroerendeZaken.identificatie",
                filiatie(aard, zaken),
            );
        }
        if let Some(grond) = zaak.grondperceel() {
            let identificatie = self.actueel(grond).identificatie();
            verwijs(
                json,
                "bijbehorendeGrondpercelen",
                "bijbehorendeGrondpercelen.identificatie",
                json!([{"identificatie": identificatie}]),
            );
        }
        if zaak.koz().is_appartementsrecht() || zaak.gesplitst_recht().is_none() {
            return;
        }
        let rechten: Vec<Value> = zaak
            .sluimerend()
            .into_iter()
            .chain(zaak.appartementsrechten())
            .map(|koz| {
                let flat = self.view.onroerende_zaak(koz);
                let volgnummer = flat.aanduiding().appartementsindex;
                let mut een = Map::new();
                een.insert("identificatie".to_owned(), flat.identificatie().into());
                een.insert("volgnummer".to_owned(), volgnummer.into());
                if flat.is_sluimerend() {
                    een.insert("indicatieSluimerend".to_owned(), true.into());
                }
                Value::Object(een)
            })
            .collect();
        verwijs(
            json,
            "bijbehorendeAppartementsrechten",
            "bijbehorendeAppartementsrechten.identificatie",
            Value::Array(rechten),
        );
    }

    fn vervallen_als_json(
        self,
        perceel: VervallenPerceel<'a>,
        links: &mut Links,
    ) -> Map<String, Value> {
        let (aard, kozen) = perceel.overgegaan_in();
        let zaken = kozen.into_iter().map(|koz| self.actueel(koz));
        let variabele = "{isOvergegaanIn.kadastraalOnroerendeZaken.identificatie}";
        let href = format!("/kadastraalonroerendezaken/{variabele}");
        links.zet_sjablonen("isOvergegaanIn", vec![href]);
        let leden = [
            ("identificatie", perceel.identificatie().into()),
            ("domein", DOMEIN.into()),
            ("indicatieVervallen", true.into()),
            ("type", PERCEEL.into()),
            (
                "kadastraleAanduiding",
                perceel.aanduiding().to_string().into(),
            ),
            ("kadastraleGrootte", vastgesteld(perceel.oppervlakte())),
            ("isOvergegaanIn", filiatie(aard, zaken)),
        ];
        leden
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    /// The addresses on it. Those in a building that was split are on the apartment rights.
    fn adressen(self, zaak: OnroerendeZaak<'a>) -> Vec<Value> {
        if zaak.gesplitst_recht().is_some() {
            return Vec::new();
        }
        let adressen = zaak.adressen().into_iter();
        adressen
            .filter(|id| !self.view.adres(*id).is_ingetrokken())
            .map(|id| self.adres(id))
            .collect()
    }

    fn adres(self, id: AdresId) -> Value {
        let adres = self.view.adres(id);
        let straat = adres.straat().naam();
        let woonplaats = adres.woonplaats().naam();
        let (letter, toevoeging) = (adres.huisletter(), adres.huisnummertoevoeging());
        let huisnummer = adres.huisnummer();
        let mut json = Map::new();
        let mut zet = |name: &str, value: Value| {
            json.insert(name.to_owned(), value);
        };
        zet("straat", straat.as_ref().into());
        zet("huisnummer", huisnummer.into());
        if !letter.is_empty() {
            zet("huisletter", letter.as_ref().into());
        }
        if !toevoeging.is_empty() {
            zet("huisnummertoevoeging", toevoeging.as_ref().into());
        }
        let regel2 = match adres.postcode() {
            Some(postcode) => {
                zet("postcode", postcode.to_string().into());
                format!("{postcode} {woonplaats}")
            }
            None => woonplaats.to_owned(),
        };
        zet("woonplaats", woonplaats.into());
        let nummer = adres.nummeraanduiding().to_string();
        zet("nummeraanduidingIdentificatie", nummer.into());
        let regel1 = adresregel(&straat, huisnummer, &letter, &toevoeging);
        zet("adresregel1", regel1.into());
        zet("adresregel2", regel2.into());
        let (code, waarde) = lijsten::KOPPELING;
        zet("koppelingswijze", lijst(code, waarde));
        let object = adres.object().to_string();
        zet("adresseerbaarObjectIdentificatie", object.into());
        Value::Object(json)
    }
}

/// Street, number, suffix: a hyphen before a suffix that begins with a digit, a space before another.
fn adresregel(straat: &str, huisnummer: u32, letter: &str, toevoeging: &str) -> String {
    let scheiding = match letter.chars().chain(toevoeging.chars()).next() {
        None => "",
        Some(teken) if teken.is_ascii_digit() => "-",
        Some(_) => " ",
    };
    format!("{straat} {huisnummer}{scheiding}{letter}{toevoeging}")
}

fn vastgesteld(grootte: u32) -> Value {
    let (code, waarde) = lijsten::VASTGESTELD;
    json!({"soortGrootte": lijst(code, waarde), "waarde": grootte})
}

fn filiatie<'a>(aard: FiliatieAard, zaken: impl Iterator<Item = Zaak<'a>>) -> Value {
    let zaken: Vec<Value> = zaken
        .map(|zaak| {
            let flat = zaak
                .actueel()
                .is_some_and(|zaak| zaak.koz().is_appartementsrecht());
            let soort = if flat { APPARTEMENTSRECHT } else { PERCEEL };
            let mut een = Map::new();
            een.insert("identificatie".to_owned(), zaak.identificatie().into());
            een.insert("type".to_owned(), soort.into());
            if zaak.actueel().is_some_and(OnroerendeZaak::is_sluimerend) {
                een.insert("indicatieSluimerend".to_owned(), true.into());
            }
            Value::Object(een)
        })
        .collect();
    json!({"aard": lijst(aard.code(), aard.waarde()), "kadastraalOnroerendeZaken": zaken})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_that_begins_with_a_digit_follows_a_hyphen() {
        for (letter, toevoeging, regel) in [
            ("", "", "Proefkade 4"),
            ("A", "", "Proefkade 4 A"),
            ("A", "3", "Proefkade 4 A3"),
            ("", "2", "Proefkade 4-2"),
        ] {
            assert_eq!(adresregel("Proefkade", 4, letter, toevoeging), regel);
        }
    }
}
