//! Who has which right: holder, share, since when, and on which deed that rests.

use fieldlab_sim::Problem;
use fieldlab_world::{
    Aandeel, Canon, Grondslag, OnroerendeZaak, Partij, Recht, RechtSoort, Stuk, Verbintenis,
};
use serde_json::{Map, Value, json};

use super::bron::{Bron, Zaak, bedrag, dag, pad_van};
use super::links::{Links, link, zet_lijst};
use super::{lijst, lijsten};

impl<'a> Bron<'a> {
    /// The holders of a parcel or apartment right, of one sort of right when that is asked for.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub(super) fn gerechtigden(self) -> Result<Map<String, Value>, Problem> {
        let zaak = self.van_pad()?;
        let soort = self.vraag.parameters.text("type");
        let actueel = zaak.actueel();
        let gesplitst = actueel
            .and_then(OnroerendeZaak::gesplitst_recht)
            .map(RechtSoort::as_str);
        let gerechtigden = actueel.map_or_else(Vec::new, |zaak| {
            let mut alle = self.alle_gerechtigden(zaak, &Zaak::Actueel(zaak).pad());
            alle.retain(|een| soort.is_none_or(|soort| een["type"] == soort));
            alle
        });
        let mut collectie = self.collectie("zakelijkGerechtigden", gerechtigden);
        if let (Some(zaak), Some(gesplitst)) = (actueel, gesplitst)
            && soort.is_none_or(|soort| soort == gesplitst)
        {
            let aanduiding = zaak.aanduiding().to_string().replace(' ', "+");
            let zoek = format!(
                "kadastraleAanduiding={aanduiding}&inclusiefKadastraalOnroerendeZakenUitSplitsing=true"
            );
            let mut links = Links::met_zelf(self.vraag.instance());
            links.zet(
                "kadastraalOnroerendeZakenUitSplitsing",
                link(format!("/kadastraalonroerendezaken?{zoek}")),
            );
            links.zet(
                "kadastraalOnroerendeZakenUitSplitsingInclusiefZakelijkGerechtigden",
                link(format!(
                    "/kadastraalonroerendezaken?expand=zakelijkGerechtigden&{zoek}"
                )),
            );
            collectie.insert("_links".to_owned(), links.klaar());
            collectie.insert("gesplitstZakelijkRecht".to_owned(), gesplitst.into());
        }
        Ok(collectie)
    }

    /// One holder.
    ///
    /// # Errors
    /// 404 when there is none with that number here.
    pub(super) fn gerechtigde(self) -> Result<Map<String, Value>, Problem> {
        let zaak = self.van_pad()?;
        let nummer = self.vraag.pad("zakelijkGerechtigdeIdentificatie");
        let gevonden = zaak.actueel().and_then(|zaak| {
            let rechten = zaak.rechten();
            let recht = rechten
                .iter()
                .find(|recht| recht.identificatie.to_string() == nummer)?;
            let zelf = self.vraag.instance();
            Some(self.recht_als_json(zaak, &rechten, recht, &zaak.stukken(), zelf))
        });
        gevonden
            .map(|een| self.snoei(een))
            .ok_or_else(|| self.vraag.niet_gevonden())
    }

    /// All holders, whole.
    pub(super) fn alle_gerechtigden(
        self,
        zaak: OnroerendeZaak<'a>,
        pad: &str,
    ) -> Vec<Map<String, Value>> {
        let rechten = zaak.rechten();
        let stukken = zaak.stukken();
        rechten
            .iter()
            .map(|recht| {
                let zelf = format!("{pad}/zakelijkgerechtigden/{}", recht.identificatie);
                self.recht_als_json(zaak, &rechten, recht, &stukken, zelf)
            })
            .collect()
    }

    fn recht_als_json(
        self,
        zaak: OnroerendeZaak<'a>,
        rechten: &[Recht],
        recht: &Recht,
        stukken: &[Stuk],
        zelf: String,
    ) -> Map<String, Value> {
        let mut links = Links::met_zelf(zelf);
        if let Some(pad) = pad_van(recht.houder) {
            links.zet("persoon", link(pad));
        }
        let mut json = Map::new();
        let nummer = recht.identificatie;
        json.insert("identificatie".to_owned(), nummer.to_string().into());
        json.insert("type".to_owned(), recht.soort.as_str().into());
        if let Some(sinds) = dag(recht.sinds) {
            json.insert("aanvangsdatum".to_owned(), sinds);
        }
        let mut verwijzingen = Verwijzingen::default();
        if let Some(canon) = zaak.canon(recht) {
            let mut groep = canon_als_json(&canon);
            verwijzingen.zet_een(
                "erfpachtCanon",
                stukken,
                Grondslag::Canon(nummer),
                &mut groep,
            );
            json.insert("erfpachtCanon".to_owned(), Value::Object(groep));
        }
        let mut groep = self.tenaamstelling(zaak, rechten, recht, &mut links);
        let grondslag = Grondslag::Tenaamstelling(nummer);
        verwijzingen.zet_alle("tenaamstelling", stukken, grondslag, &mut groep);
        json.insert("tenaamstelling".to_owned(), Value::Object(groep));
        let mut groep = Map::new();
        let grondslag = Grondslag::ZakelijkRecht(nummer);
        verwijzingen.zet_alle("zakelijkRecht", stukken, grondslag, &mut groep);
        if !groep.is_empty() {
            json.insert("zakelijkRecht".to_owned(), Value::Object(groep));
        }
        json.insert("persoon".to_owned(), self.partij(recht.houder));
        links.zet_sjablonen("stukken", verwijzingen.stukken);
        links.zet_sjablonen("stukdelen", verwijzingen.stukdelen);
        json.insert("_links".to_owned(), links.klaar());
        json
    }

    fn tenaamstelling(
        self,
        zaak: OnroerendeZaak<'a>,
        rechten: &[Recht],
        recht: &Recht,
        links: &mut Links,
    ) -> Map<String, Value> {
        let mut groep = Map::new();
        let mut zet = |name: &str, value: Value| {
            groep.insert(name.to_owned(), value);
        };
        zet("aandeel", breuk(recht.aandeel));
        let band = self.band_bij_verkrijging(recht);
        if let Partij::Persoon(_) = recht.houder {
            let (code, waarde) = match &band {
                None => lijsten::ALLEEN,
                Some(band) if band.soort == 'P' => lijsten::PARTNERSCHAP,
                Some(_) => lijsten::GEHUWD,
            };
            let staat = "burgerlijkeStaatTenTijdeVanVerkrijging";
            zet(staat, lijst(code, waarde));
        }
        let verband = zaak.samenwerkingsverband(recht).and_then(|id| {
            let vorm = self.view.bedrijf(id).rechtsvorm();
            Some((id, lijsten::samenwerkingsverband(vorm)?))
        });
        if let Some((_, (code, waarde))) = verband {
            zet("verkregenNamensSamenwerkingsverband", lijst(code, waarde));
        }
        if recht.gezamenlijk {
            let samen = rechten
                .iter()
                .filter(|ander| ander.gezamenlijk && ander.soort == recht.soort);
            if let Some(samen) = Aandeel::som(samen.map(|ander| ander.aandeel)) {
                zet("gezamenlijkAandeel", breuk(samen));
            }
        }
        // A partner who has a share too is a holder as well.
        let partner = band
            .and_then(|band| band.relatie.persoon)
            .filter(|id| !rechten.iter().any(|een| een.houder == Partij::Persoon(*id)));
        if let Some(partner) = partner {
            zet("betrokkenPartner", self.ingeschrevene(partner));
        }
        if let Some((id, _)) = verband {
            zet(
                "betrokkenSamenwerkingsverband",
                self.partij(Partij::Bedrijf(id)),
            );
        }
        if let Some(gorzen) = zaak.gorzen() {
            let gorzen = Partij::Kadaster(gorzen);
            zet("betrokkenGorzenEnAanwassen", self.partij(gorzen));
            if let Some(pad) = pad_van(gorzen) {
                links.zet("betrokkenGorzenEnAanwassen", link(pad));
            }
        }
        groep
    }

    /// The marriage or partnership that was in force when somebody got the right.
    fn band_bij_verkrijging(self, recht: &Recht) -> Option<Verbintenis> {
        let Partij::Persoon(id) = recht.houder else {
            return None;
        };
        let toen = recht.sinds.number();
        self.view
            .persoon(id)
            .verbintenissen()
            .into_iter()
            .find(|band| {
                band.datum.number() <= toen
                    && band
                        .ontbinding
                        .is_none_or(|einde| einde.datum.number() > toen)
            })
    }
}

/// Templated links to deeds and their parts, gathered from the groups of a right.
#[derive(Debug, Default)]
struct Verwijzingen {
    stukken: Vec<String>,
    stukdelen: Vec<String>,
}

impl Verwijzingen {
    /// Adds a list of the parts of deeds on which something rests to its group.
    fn zet_alle(
        &mut self,
        groep_naam: &str,
        stukken: &[Stuk],
        grondslag: Grondslag,
        groep: &mut Map<String, Value>,
    ) {
        let (stukken, delen) = waarop(stukken, grondslag);
        let name = "isGebaseerdOpStukdeelIdentificaties";
        if zet_lijst(groep, name, delen) {
            self.stukdelen
                .push(format!("/stukdelen/{{{groep_naam}.{name}}}"));
        }
        self.zet_stukken(groep_naam, stukken, groep);
    }

    /// Adds the one part on which something rests.
    fn zet_een(
        &mut self,
        groep_naam: &str,
        stukken: &[Stuk],
        grondslag: Grondslag,
        groep: &mut Map<String, Value>,
    ) {
        let (stukken, delen) = waarop(stukken, grondslag);
        let name = "isGebaseerdOpStukdeelIdentificatie";
        if let Some(deel) = delen.first() {
            groep.insert(name.to_owned(), deel.to_string().into());
            self.stukdelen
                .push(format!("/stukdelen/{{{groep_naam}.{name}}}"));
        }
        self.zet_stukken(groep_naam, stukken, groep);
    }

    fn zet_stukken(
        &mut self,
        groep_naam: &str,
        stukken: Vec<String>,
        groep: &mut Map<String, Value>,
    ) {
        if zet_lijst(groep, "stukIdentificaties", stukken) {
            self.stukken
                .push(format!("/stukken/{{{groep_naam}.stukIdentificaties}}"));
        }
    }
}

/// The deeds on which something rests, and their parts.
pub(super) fn waarop(stukken: &[Stuk], grondslag: Grondslag) -> (Vec<String>, Vec<u64>) {
    let (mut hele, mut delen) = (Vec::new(), Vec::new());
    for stuk in stukken {
        let hier = stuk
            .delen
            .iter()
            .filter(|deel| deel.grondslag.contains(&grondslag));
        let voor = delen.len();
        delen.extend(hier.map(|deel| deel.identificatie));
        if delen.len() > voor {
            hele.push(stuk.identificatie.clone());
        }
    }
    (hele, delen)
}

fn breuk(aandeel: Aandeel) -> Value {
    json!({"noemer": aandeel.noemer, "teller": aandeel.teller})
}

fn canon_als_json(canon: &Canon) -> Map<String, Value> {
    let mut groep = Map::new();
    let (code, waarde) = match canon {
        Canon::Jaarlijks(_) => lijsten::CANON_JAARLIJKS,
        Canon::AfgekochtTot(_) => lijsten::CANON_AFGEKOCHT,
        Canon::Afgekocht => lijsten::CANON_EEUWIGDUREND,
    };
    groep.insert("soortErfpachtCanon".to_owned(), lijst(code, waarde));
    match canon {
        Canon::Jaarlijks(som) => {
            groep.insert("jaarlijksBedrag".to_owned(), bedrag(*som));
        }
        Canon::AfgekochtTot(einde) => {
            groep.extend(dag(*einde).map(|einde| ("einddatumAfkoop".to_owned(), einde)));
        }
        Canon::Afgekocht => {}
    }
    groep
}
