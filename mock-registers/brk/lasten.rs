//! Mortgages, seizures and restrictions.

use fieldlab_sim::Problem;
use fieldlab_world::{
    Beperking, Beslag, Grondslag, Hypotheek, OnroerendeZaak, Partij, RechtSoort, Stuk,
};
use serde_json::{Map, Value, json};

use super::bron::{Bron, Zaak, bedrag, dag};
use super::gerechtigden::waarop;
use super::links::{Links, zet_lijst};
use super::{lijst, lijsten};

type Resource = Map<String, Value>;

impl<'a> Bron<'a> {
    /// The mortgages.
    ///
    /// # Errors
    /// 404 when the parcel or apartment right is not there; so for all that follow.
    pub(super) fn hypotheken(self) -> Result<Resource, Problem> {
        let zaak = self.van_pad()?;
        let alle = zaak.actueel().map_or_else(Vec::new, |zaak| {
            let stukken = zaak.stukken();
            let pad = Zaak::Actueel(zaak).pad();
            zaak.hypotheken()
                .iter()
                .map(|een| {
                    let zelf = format!("{pad}/hypotheken/{}", een.identificatie);
                    self.hypotheek_als_json(zaak, een, &stukken, zelf)
                })
                .collect()
        });
        Ok(self.collectie("hypotheken", alle))
    }

    /// One mortgage.
    ///
    /// # Errors
    /// 404.
    pub(super) fn hypotheek(self) -> Result<Resource, Problem> {
        let nummer = self.vraag.pad("hypotheekIdentificatie");
        self.een(|zaak, zelf| {
            let alle = zaak.hypotheken();
            let een = alle
                .iter()
                .find(|een| een.identificatie.to_string() == nummer)?;
            Some(self.hypotheek_als_json(zaak, een, &zaak.stukken(), zelf))
        })
    }

    /// The seizures.
    ///
    /// # Errors
    /// 404.
    pub(super) fn beslagen(self) -> Result<Resource, Problem> {
        let zaak = self.van_pad()?;
        let alle = zaak.actueel().map_or_else(Vec::new, |zaak| {
            let stukken = zaak.stukken();
            let pad = Zaak::Actueel(zaak).pad();
            zaak.beslagen()
                .iter()
                .map(|een| {
                    let zelf = format!("{pad}/beslagen/{}", een.identificatie);
                    self.beslag_als_json(zaak, een, &stukken, zelf)
                })
                .collect()
        });
        Ok(self.collectie("beslagen", alle))
    }

    /// One seizure.
    ///
    /// # Errors
    /// 404.
    pub(super) fn beslag(self) -> Result<Resource, Problem> {
        let nummer = self.vraag.pad("beslagIdentificatie");
        self.een(|zaak, zelf| {
            let alle = zaak.beslagen();
            let een = alle
                .iter()
                .find(|een| een.identificatie.to_string() == nummer)?;
            Some(self.beslag_als_json(zaak, een, &zaak.stukken(), zelf))
        })
    }

    /// The restrictions by agreement.
    ///
    /// # Errors
    /// 404.
    pub(super) fn privaatrechtelijke(self) -> Result<Resource, Problem> {
        let zaak = self.van_pad()?;
        let alle = zaak.actueel().map_or_else(Vec::new, |zaak| {
            self.alle_privaatrechtelijke(zaak, &Zaak::Actueel(zaak).pad())
        });
        Ok(self.collectie("privaatrechtelijkeBeperkingen", alle))
    }

    /// One restriction by agreement.
    ///
    /// # Errors
    /// 404.
    pub(super) fn een_privaatrechtelijke(self) -> Result<Resource, Problem> {
        let nummer = self.vraag.pad("privaatrechtelijkeBeperkingIdentificatie");
        self.een(|zaak, zelf| {
            let alle = zaak.beperkingen();
            let een = alle
                .iter()
                .find(|een| !een.publiekrechtelijk && een.identificatie.to_string() == nummer)?;
            Some(privaat_als_json(een, &zaak.stukken(), zelf))
        })
    }

    /// All restrictions by agreement, whole.
    pub(super) fn alle_privaatrechtelijke(
        self,
        zaak: OnroerendeZaak<'a>,
        pad: &str,
    ) -> Vec<Resource> {
        let beperkingen = zaak.beperkingen();
        if beperkingen.iter().all(|een| een.publiekrechtelijk) {
            return Vec::new();
        }
        let stukken = zaak.stukken();
        beperkingen
            .iter()
            .filter(|een| !een.publiekrechtelijk)
            .map(|een| {
                let nummer = een.identificatie;
                let zelf = format!("{pad}/privaatrechtelijkebeperkingen/{nummer}");
                privaat_als_json(een, &stukken, zelf)
            })
            .collect()
    }

    /// The restrictions by the government on a parcel or apartment right; none on what is not there.
    pub(super) fn publiekrechtelijke(self) -> Resource {
        let nummer = self
            .vraag
            .parameters
            .text("kadastraalOnroerendeZaakIdentificatie")
            .unwrap_or_default();
        let zaak = self.met_identificatie(nummer).and_then(Zaak::actueel);
        let alle = zaak.map_or_else(Vec::new, |zaak| {
            let stukken = zaak.stukken();
            let gezag = self.partij(Partij::Bedrijf(zaak.bevoegd_gezag()));
            zaak.beperkingen()
                .iter()
                .filter(|een| een.publiekrechtelijk)
                .map(|een| publiek_als_json(een, &stukken, gezag.clone()))
                .collect()
        });
        self.collectie("publiekrechtelijkeBeperkingen", alle)
    }

    fn een(
        self,
        zoek: impl FnOnce(OnroerendeZaak<'a>, String) -> Option<Resource>,
    ) -> Result<Resource, Problem> {
        self.van_pad()?
            .actueel()
            .and_then(|zaak| zoek(zaak, self.vraag.instance()))
            .map(|een| self.snoei(een))
            .ok_or_else(|| self.vraag.niet_gevonden())
    }

    fn hypotheek_als_json(
        self,
        zaak: OnroerendeZaak<'a>,
        een: &Hypotheek,
        stukken: &[Stuk],
        zelf: String,
    ) -> Resource {
        let mut json = begin(een.identificatie, "NL.IMKAD.Hypotheek");
        json.insert("omschrijvingBetrokkenRecht".to_owned(), betrokken(zaak));
        let houder = self.partij(Partij::Bedrijf(een.houder));
        json.insert("hypotheekhouders".to_owned(), json!([houder]));
        json.insert("bedragZekerheidsstelling".to_owned(), bedrag(een.bedrag));
        eindig(
            json,
            stukken,
            Grondslag::Hypotheek(een.identificatie),
            Some(zelf),
        )
    }

    fn beslag_als_json(
        self,
        zaak: OnroerendeZaak<'a>,
        een: &Beslag,
        stukken: &[Stuk],
        zelf: String,
    ) -> Resource {
        let mut json = begin(een.identificatie, "NL.IMKAD.Beslag");
        json.insert("omschrijvingBetrokkenRecht".to_owned(), betrokken(zaak));
        let (code, waarde) = lijsten::beslag(een.soort);
        json.insert("aard".to_owned(), lijst(code, waarde));
        let legger = self.partij(Partij::Bedrijf(een.beslaglegger));
        json.insert("beslagleggers".to_owned(), json!([legger]));
        eindig(
            json,
            stukken,
            Grondslag::Beslag(een.identificatie),
            Some(zelf),
        )
    }
}

fn privaat_als_json(een: &Beperking, stukken: &[Stuk], zelf: String) -> Resource {
    let mut json = begin(een.identificatie, "NL.IMKAD.Aantekening");
    let (code, waarde) = lijsten::beperking(een.aard);
    json.insert("aard".to_owned(), lijst(code, waarde));
    json.insert("omschrijving".to_owned(), waarde.into());
    eindig(
        json,
        stukken,
        Grondslag::Beperking(een.identificatie),
        Some(zelf),
    )
}

fn publiek_als_json(een: &Beperking, stukken: &[Stuk], gezag: Value) -> Resource {
    let mut json = begin(een.identificatie, "NL.WKPB.PubliekrechtelijkeBeperking");
    let (code, waarde) = lijsten::beperking(een.aard);
    json.insert("grondslag".to_owned(), lijst(code, waarde));
    json.extend(dag(een.sinds).map(|sinds| ("datumInWerking".to_owned(), sinds)));
    json.insert("bevoegdGezag".to_owned(), gezag);
    eindig(json, stukken, Grondslag::Beperking(een.identificatie), None)
}

fn begin(nummer: u64, domein: &str) -> Resource {
    let mut json = Map::new();
    json.insert("identificatie".to_owned(), nummer.to_string().into());
    json.insert("domein".to_owned(), domein.into());
    json
}

/// On which right it rests: the lease where there is one.
fn betrokken(zaak: OnroerendeZaak<'_>) -> Value {
    let rechten = zaak.rechten();
    let leased = rechten
        .iter()
        .any(|recht| recht.soort == RechtSoort::Erfpachter);
    let (code, waarde) = lijsten::betrokken_recht(if leased {
        RechtSoort::Erfpachter
    } else {
        RechtSoort::Eigenaar
    });
    lijst(code, waarde)
}

/// Adds the deed on which it rests, and the links.
fn eindig(
    mut json: Resource,
    stukken: &[Stuk],
    grondslag: Grondslag,
    zelf: Option<String>,
) -> Resource {
    let mut links = zelf.map_or_else(Links::zonder_zelf, Links::met_zelf);
    let (stukken, delen) = waarop(stukken, grondslag);
    if zet_lijst(&mut json, "stukIdentificaties", stukken) {
        links.zet_sjablonen("stukken", vec!["/stukken/{stukIdentificaties}".to_owned()]);
    }
    if let Some(deel) = delen.first() {
        let name = "isGebaseerdOpStukdeelIdentificatie";
        json.insert(name.to_owned(), deel.to_string().into());
        links.zet_sjablonen("stukdelen", vec![format!("/stukdelen/{{{name}}}")]);
    }
    json.insert("_links".to_owned(), links.klaar());
    json
}
