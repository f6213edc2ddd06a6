//! From the world's things to the objects of an answer.

use fieldlab_world::{Adres, Objectsoort, Pand, Straat, Woonplaats};

use super::{
    AdresseerbaarObject, GEMEENTE_SINDS, GEMEENTE_SINDS_TEKST, Gemeente, Hal, Ingebed, Jaar, Links,
    NummerData, Object, PandData, PlaatsData, Provincie, PuntOfVlak, Relaties, StraatData,
    VerblijfsobjectData, WoonplaatsData, Zelf, afkorting, collectie_van, naam_van, objectgeometrie,
    objectstatus, pandstatus, registratie,
};
use crate::bag::geometrie::Vlak;
use crate::bag::links::{Id, Link, Tekst, Wegwijzer};
use crate::bag::vraag::Expand;

/// Makes objects for one answer.
#[derive(Clone, Copy, Debug)]
pub(in crate::bag) struct Maker<'a> {
    pub(in crate::bag) weg: Wegwijzer<'a>,
    pub(in crate::bag) expand: &'a Expand,
}

impl<'a> Maker<'a> {
    fn hal(
        &self,
        object: Object<'a>,
        zelf: Link<'a>,
        relaties: Relaties<'a>,
        namen: &[&str],
        inbed: impl FnOnce() -> Ingebed<'a>,
    ) -> Hal<'a> {
        let embedded = namen
            .iter()
            .any(|naam| self.expand.bevat(naam))
            .then(|| Box::new(inbed()));
        Hal {
            object,
            links: Links {
                zelf: Zelf::Link(zelf),
                relaties,
            },
            embedded,
        }
    }

    /// The same without anything expanded, for what is embedded itself.
    pub(in crate::bag) fn kaal(self) -> Self {
        static NIETS: Expand = Expand::niets();
        Self {
            expand: &NIETS,
            ..self
        }
    }

    /// A municipality, as embedded in a town.
    fn gemeente(woonplaats: Woonplaats<'a>) -> Gemeente<'a> {
        let (identificatie, naam) = woonplaats.provincie();
        Gemeente {
            code: Tekst(woonplaats.gemeente()),
            naam: woonplaats.gemeentenaam(),
            begin_geldigheid: Tekst(GEMEENTE_SINDS.date()),
            provincie: Provincie {
                identificatie,
                naam,
                afkorting: afkorting(naam),
            },
            status: "Actief",
            versie: 1,
            tijdstip_registratie_lv: GEMEENTE_SINDS_TEKST,
        }
    }

    /// The municipality that keeps a town's objects. It has no versions of its own to link to.
    pub(in crate::bag) fn bronhouder(&self, woonplaats: Woonplaats<'a>) -> Hal<'a> {
        let zelf = self.weg.zelf_gemeente(woonplaats.gemeente());
        let object = Object::Bronhouder(Self::gemeente(woonplaats));
        self.hal(object, zelf, Relaties::default(), &[], Ingebed::default)
    }

    /// A town.
    pub(in crate::bag) fn woonplaats(&self, woonplaats: Woonplaats<'a>) -> Hal<'a> {
        let voorkomen = woonplaats.voorkomen();
        let zelf = self.weg.zelf(
            "woonplaatsen",
            Id::Woonplaats(woonplaats.code()),
            &voorkomen,
        );
        let object = Object::Woonplaats(WoonplaatsData {
            identificatie: Tekst(woonplaats.code()),
            domein: "NL.IMBAG.Woonplaats",
            naam: woonplaats.naam(),
            status: "Woonplaats aangewezen",
            registratie: registratie(voorkomen, false),
        });
        let relaties = Relaties {
            bronhouders: vec![self.weg.bronhouder(woonplaats.gemeente())],
            ..Relaties::default()
        };
        self.hal(
            object,
            zelf,
            relaties,
            &["geometrie", "bronhouders"],
            || Ingebed {
                geometrie: self
                    .expand
                    .bevat("geometrie")
                    .then(|| PuntOfVlak::Vlak(Vlak(woonplaats.vlak()))),
                bronhouders: if self.expand.bevat("bronhouders") {
                    vec![Self::gemeente(woonplaats)]
                } else {
                    Vec::new()
                },
                ..Ingebed::default()
            },
        )
    }

    /// A public space.
    pub(in crate::bag) fn straat(&self, straat: Straat<'a>) -> Hal<'a> {
        let voorkomen = straat.voorkomen();
        let woonplaats = straat.woonplaats();
        let zelf = self
            .weg
            .zelf("openbareruimten", straat.identificatie(), &voorkomen);
        let object = Object::OpenbareRuimte(StraatData {
            identificatie: Tekst(straat.identificatie()),
            domein: "NL.IMBAG.Openbareruimte",
            naam: straat.naam(),
            soort: "Weg",
            status: "Naamgeving uitgegeven",
            korte_naam: straat.korte_naam(),
            registratie: registratie(voorkomen, false),
            ligt_in: Tekst(woonplaats.code()),
        });
        let relaties = Relaties {
            ligt_in_woonplaats: Some(
                self.weg
                    .relatie("woonplaatsen", Id::Woonplaats(woonplaats.code())),
            ),
            ..Relaties::default()
        };
        self.hal(object, zelf, relaties, &["ligtInWoonplaats"], || Ingebed {
            ligt_in_woonplaats: Some(self.kaal().woonplaats(woonplaats)),
            ..Ingebed::default()
        })
    }

    /// A house number designation.
    pub(in crate::bag) fn nummeraanduiding(&self, adres: Adres<'a>) -> Hal<'a> {
        let voorkomen = adres.voorkomen();
        let straat = adres.straat();
        let zelf = self
            .weg
            .zelf("nummeraanduidingen", adres.nummeraanduiding(), &voorkomen);
        let object = Object::Nummeraanduiding(NummerData {
            identificatie: Tekst(adres.nummeraanduiding()),
            domein: "NL.IMBAG.Nummeraanduiding",
            huisnummer: adres.huisnummer(),
            huisletter: adres.huisletter(),
            huisnummertoevoeging: adres.huisnummertoevoeging(),
            postcode: adres.postcode().map(Tekst),
            type_adresseerbaar_object: naam_van(adres.soort()),
            status: if adres.is_ingetrokken() {
                "Naamgeving ingetrokken"
            } else {
                "Naamgeving uitgegeven"
            },
            registratie: registratie(voorkomen, adres.is_geconstateerd()),
            ligt_aan: Tekst(straat.identificatie()),
        });
        let relaties = Relaties {
            ligt_in_woonplaats: Some(
                self.weg
                    .relatie("woonplaatsen", Id::Woonplaats(adres.woonplaats().code())),
            ),
            ligt_aan_openbare_ruimte: Some(
                self.weg.relatie("openbareruimten", straat.identificatie()),
            ),
            ..Relaties::default()
        };
        self.hal(
            object,
            zelf,
            relaties,
            &["ligtInWoonplaats", "ligtAanOpenbareRuimte"],
            || Ingebed {
                ligt_in_woonplaats: self.mee("ligtInWoonplaats", |kaal| {
                    kaal.woonplaats(adres.woonplaats())
                }),
                ligt_aan_openbare_ruimte: self
                    .mee("ligtAanOpenbareRuimte", |kaal| kaal.straat(straat)),
                ..Ingebed::default()
            },
        )
    }

    fn mee(&self, naam: &str, maak: impl FnOnce(Self) -> Hal<'a>) -> Option<Hal<'a>> {
        self.expand.bevat(naam).then(|| maak(self.kaal()))
    }

    /// The unit, mooring or pitch at an address.
    pub(in crate::bag) fn object(&self, adres: Adres<'a>) -> Hal<'a> {
        let voorkomen = adres.objectvoorkomen();
        let soort = adres.soort();
        let zelf = self
            .weg
            .zelf(collectie_van(soort), adres.object(), &voorkomen);
        let registratie = registratie(voorkomen, adres.is_geconstateerd());
        let pand = adres.pand();
        let plaats = |domein, registratie| PlaatsData {
            soort: naam_van(soort),
            heeft_als_hoofd_adres: Tekst(adres.nummeraanduiding()),
            identificatie: Tekst(adres.object()),
            domein,
            status: objectstatus(adres),
            geometrie: Vlak(adres.vlak()),
            registratie,
        };
        let object = match soort {
            Objectsoort::Verblijfsobject => Object::Verblijfsobject(VerblijfsobjectData {
                soort: naam_van(soort),
                heeft_als_hoofd_adres: Tekst(adres.nummeraanduiding()),
                identificatie: Tekst(adres.object()),
                domein: "NL.IMBAG.Verblijfsobject",
                geometrie: objectgeometrie(adres),
                gebruiksdoelen: adres
                    .gebruiksdoelen()
                    .iter()
                    .map(|doel| doel.as_str())
                    .collect(),
                oppervlakte: adres.oppervlakte(),
                status: objectstatus(adres),
                registratie,
                maakt_deel_uit_van: pand
                    .iter()
                    .map(|pand| Tekst(pand.identificatie()))
                    .collect(),
            }),
            Objectsoort::Ligplaats => Object::Ligplaats(plaats("NL.IMBAG.Ligplaats", registratie)),
            Objectsoort::Standplaats => {
                Object::Standplaats(plaats("NL.IMBAG.Standplaats", registratie))
            }
        };
        let relaties = Relaties {
            heeft_als_hoofd_adres: Some(
                self.weg
                    .relatie("nummeraanduidingen", adres.nummeraanduiding()),
            ),
            maakt_deel_uit_van: pand
                .iter()
                .map(|pand| self.weg.relatie("panden", pand.identificatie()))
                .collect(),
            ..Relaties::default()
        };
        let namen: &[&str] = if pand.is_some() {
            &["heeftAlsHoofdAdres", "maaktDeelUitVan"]
        } else {
            &["heeftAlsHoofdAdres"]
        };
        self.hal(object, zelf, relaties, namen, || Ingebed {
            heeft_als_hoofd_adres: self
                .mee("heeftAlsHoofdAdres", |kaal| kaal.nummeraanduiding(adres)),
            maakt_deel_uit_van: match pand {
                Some(pand) if self.expand.bevat("maaktDeelUitVan") => vec![self.kaal().pand(pand)],
                _ => Vec::new(),
            },
            ..Ingebed::default()
        })
    }

    /// The same, under the name of its sort.
    pub(in crate::bag) fn adresseerbaar_object(&self, adres: Adres<'a>) -> AdresseerbaarObject<'a> {
        let hal = self.object(adres);
        match adres.soort() {
            Objectsoort::Verblijfsobject => AdresseerbaarObject::Verblijfsobject(hal),
            Objectsoort::Ligplaats => AdresseerbaarObject::Ligplaats(hal),
            Objectsoort::Standplaats => AdresseerbaarObject::Standplaats(hal),
        }
    }

    /// A building.
    pub(in crate::bag) fn pand(&self, pand: Pand<'a>) -> Hal<'a> {
        let voorkomen = pand.voorkomen();
        let zelf = self.weg.zelf("panden", pand.identificatie(), &voorkomen);
        let object = Object::Pand(PandData {
            identificatie: Tekst(pand.identificatie()),
            domein: "NL.IMBAG.Pand",
            geometrie: Vlak(pand.vlak()),
            oorspronkelijk_bouwjaar: Tekst(Jaar(pand.bouwjaar())),
            status: pandstatus(pand),
            registratie: registratie(voorkomen, false),
        });
        self.hal(object, zelf, Relaties::default(), &[], Ingebed::default)
    }
}
