//! The legal paths of `fields`: one line a value. Groups follow from the dots.
//!
//! Source: BRP Personen 2.7, `Persoon` and `PersoonBeperkt`. `, waarde` marks a date or a code table,
//! below which a path is not checked. The second path is the one under the alias for residents.

use super::velden::Velden;

macro_rules! velden {
    ($($naam:ident $pad:literal $(alias $alias:literal)? $(, $waarde:ident)?;)*) => {
        /// A value that can be delivered.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the list gives the path of each")]
        pub(crate) enum Veld {
            $($naam,)*
        }

        /// Every value: its path, its path under the alias or nothing, whether the rest is free.
        pub(crate) const PADEN: &[(Veld, &str, &str, bool)] = &[
            $((Veld::$naam, $pad, concat!("" $(, $alias)?), vrij!($($waarde)?)),)*
        ];
    };
}

macro_rules! vrij {
    (waarde) => {
        true
    };
    () => {
        false
    };
}

velden! {
    ANummer "aNummer";
    Burgerservicenummer "burgerservicenummer";
    DatumEersteInschrijvingGba "datumEersteInschrijvingGBA", waarde;
    DatumInschrijvingInGemeente "datumInschrijvingInGemeente", waarde;
    GemeenteVanInschrijving "gemeenteVanInschrijving", waarde;
    Geslacht "geslacht", waarde;
    Leeftijd "leeftijd";
    Gezag "gezag";
    IndicatieCurateleRegister "indicatieCurateleRegister";
    IndicatieGezagMinderjarige "indicatieGezagMinderjarige", waarde;
    Aanhef "adressering.aanhef" alias "adresseringBinnenland.aanhef";
    Aanspreekvorm "adressering.aanschrijfwijze.aanspreekvorm" alias "adresseringBinnenland.aanschrijfwijze.aanspreekvorm";
    Aanschrijfnaam "adressering.aanschrijfwijze.naam" alias "adresseringBinnenland.aanschrijfwijze.naam";
    GebruikInLopendeTekst "adressering.gebruikInLopendeTekst" alias "adresseringBinnenland.gebruikInLopendeTekst";
    Adresregel1 "adressering.adresregel1" alias "adresseringBinnenland.adresregel1";
    Adresregel2 "adressering.adresregel2" alias "adresseringBinnenland.adresregel2";
    Adresregel3 "adressering.adresregel3";
    AdresseringLand "adressering.land", waarde;
    EuropeesKiesrecht "europeesKiesrecht.aanduiding", waarde;
    EinddatumEuropeesKiesrecht "europeesKiesrecht.einddatumUitsluiting", waarde;
    Uitgesloten "uitsluitingKiesrecht.uitgeslotenVanKiesrecht";
    EinddatumUitsluiting "uitsluitingKiesrecht.einddatum", waarde;
    Voornamen "naam.voornamen";
    Titel "naam.adellijkeTitelPredicaat", waarde;
    Voorvoegsel "naam.voorvoegsel";
    Geslachtsnaam "naam.geslachtsnaam";
    Voorletters "naam.voorletters";
    VolledigeNaam "naam.volledigeNaam";
    AanduidingNaamgebruik "naam.aanduidingNaamgebruik", waarde;
    GeboorteDatum "geboorte.datum", waarde;
    GeboortePlaats "geboorte.plaats", waarde;
    GeboorteLand "geboorte.land", waarde;
    DatumVestigingInNederland "immigratie.datumVestigingInNederland", waarde;
    LandVanwaarIngeschreven "immigratie.landVanwaarIngeschreven", waarde;
    IndicatieVestigingVanuitBuitenland "immigratie.indicatieVestigingVanuitBuitenland";
    VanuitVerblijfplaatsOnbekend "immigratie.vanuitVerblijfplaatsOnbekend";
    NationaliteitType "nationaliteiten.type";
    Nationaliteit "nationaliteiten.nationaliteit", waarde;
    RedenOpname "nationaliteiten.redenOpname", waarde;
    NationaliteitIngang "nationaliteiten.datumIngangGeldigheid", waarde;
    OverlijdenDatum "overlijden.datum", waarde;
    OverlijdenPlaats "overlijden.plaats", waarde;
    OverlijdenLand "overlijden.land", waarde;
    KindBurgerservicenummer "kinderen.burgerservicenummer";
    KindVoornamen "kinderen.naam.voornamen";
    KindTitel "kinderen.naam.adellijkeTitelPredicaat", waarde;
    KindVoorvoegsel "kinderen.naam.voorvoegsel";
    KindGeslachtsnaam "kinderen.naam.geslachtsnaam";
    KindVoorletters "kinderen.naam.voorletters";
    KindGeboorteDatum "kinderen.geboorte.datum", waarde;
    KindGeboortePlaats "kinderen.geboorte.plaats", waarde;
    KindGeboorteLand "kinderen.geboorte.land", waarde;
    OuderBurgerservicenummer "ouders.burgerservicenummer";
    OuderGeslacht "ouders.geslacht", waarde;
    OuderAanduiding "ouders.ouderAanduiding";
    OuderIngang "ouders.datumIngangFamilierechtelijkeBetrekking", waarde;
    OuderVoornamen "ouders.naam.voornamen";
    OuderTitel "ouders.naam.adellijkeTitelPredicaat", waarde;
    OuderVoorvoegsel "ouders.naam.voorvoegsel";
    OuderGeslachtsnaam "ouders.naam.geslachtsnaam";
    OuderVoorletters "ouders.naam.voorletters";
    OuderGeboorteDatum "ouders.geboorte.datum", waarde;
    OuderGeboortePlaats "ouders.geboorte.plaats", waarde;
    OuderGeboorteLand "ouders.geboorte.land", waarde;
    PartnerBurgerservicenummer "partners.burgerservicenummer";
    PartnerGeslacht "partners.geslacht", waarde;
    SoortVerbintenis "partners.soortVerbintenis", waarde;
    PartnerVoornamen "partners.naam.voornamen";
    PartnerTitel "partners.naam.adellijkeTitelPredicaat", waarde;
    PartnerVoorvoegsel "partners.naam.voorvoegsel";
    PartnerGeslachtsnaam "partners.naam.geslachtsnaam";
    PartnerVoorletters "partners.naam.voorletters";
    PartnerGeboorteDatum "partners.geboorte.datum", waarde;
    PartnerGeboortePlaats "partners.geboorte.plaats", waarde;
    PartnerGeboorteLand "partners.geboorte.land", waarde;
    AangaanDatum "partners.aangaanHuwelijkPartnerschap.datum", waarde;
    AangaanPlaats "partners.aangaanHuwelijkPartnerschap.plaats", waarde;
    AangaanLand "partners.aangaanHuwelijkPartnerschap.land", waarde;
    OntbindingDatum "partners.ontbindingHuwelijkPartnerschap.datum", waarde;
    VerblijfplaatsType "verblijfplaats.type" alias "verblijfplaatsBinnenland.type";
    DatumVan "verblijfplaats.datumVan" alias "verblijfplaatsBinnenland.datumVan", waarde;
    VerblijfplaatsIngang "verblijfplaats.datumIngangGeldigheid" alias "verblijfplaatsBinnenland.datumIngangGeldigheid", waarde;
    FunctieAdres "verblijfplaats.functieAdres" alias "verblijfplaatsBinnenland.functieAdres", waarde;
    AdresseerbaarObject "verblijfplaats.adresseerbaarObjectIdentificatie" alias "verblijfplaatsBinnenland.adresseerbaarObjectIdentificatie";
    Nummeraanduiding "verblijfplaats.nummeraanduidingIdentificatie" alias "verblijfplaatsBinnenland.nummeraanduidingIdentificatie";
    OfficieleStraatnaam "verblijfplaats.verblijfadres.officieleStraatnaam" alias "verblijfplaatsBinnenland.verblijfadres.officieleStraatnaam";
    KorteStraatnaam "verblijfplaats.verblijfadres.korteStraatnaam" alias "verblijfplaatsBinnenland.verblijfadres.korteStraatnaam";
    Huisnummer "verblijfplaats.verblijfadres.huisnummer" alias "verblijfplaatsBinnenland.verblijfadres.huisnummer";
    Huisletter "verblijfplaats.verblijfadres.huisletter" alias "verblijfplaatsBinnenland.verblijfadres.huisletter";
    Huisnummertoevoeging "verblijfplaats.verblijfadres.huisnummertoevoeging" alias "verblijfplaatsBinnenland.verblijfadres.huisnummertoevoeging";
    AanduidingBijHuisnummer "verblijfplaats.verblijfadres.aanduidingBijHuisnummer" alias "verblijfplaatsBinnenland.verblijfadres.aanduidingBijHuisnummer", waarde;
    Postcode "verblijfplaats.verblijfadres.postcode" alias "verblijfplaatsBinnenland.verblijfadres.postcode";
    Woonplaats "verblijfplaats.verblijfadres.woonplaats" alias "verblijfplaatsBinnenland.verblijfadres.woonplaats";
    Locatiebeschrijving "verblijfplaats.verblijfadres.locatiebeschrijving" alias "verblijfplaatsBinnenland.verblijfadres.locatiebeschrijving";
    Regel1 "verblijfplaats.verblijfadres.regel1";
    Regel2 "verblijfplaats.verblijfadres.regel2";
    Regel3 "verblijfplaats.verblijfadres.regel3";
    VerblijfLand "verblijfplaats.verblijfadres.land", waarde;
    VerblijfstitelAanduiding "verblijfstitel.aanduiding", waarde;
    VerblijfstitelEinde "verblijfstitel.datumEinde", waarde;
    VerblijfstitelIngang "verblijfstitel.datumIngang", waarde;
}

/// Paths of search answers.
pub(crate) const BEPERKT: Velden = Velden::van(&[
    Veld::Burgerservicenummer,
    Veld::Geslacht,
    Veld::Leeftijd,
    Veld::GeboorteDatum,
    Veld::Voornamen,
    Veld::Titel,
    Veld::Voorvoegsel,
    Veld::Geslachtsnaam,
    Veld::Voorletters,
    Veld::VolledigeNaam,
    Veld::Adresregel1,
    Veld::Adresregel2,
    Veld::Adresregel3,
    Veld::AdresseringLand,
]);

/// What the alias gives in search answers.
pub(crate) const BEPERKT_BINNENLAND: Velden = Velden::van(&[Veld::Adresregel1, Veld::Adresregel2]);

/// Values without a path under the alias.
pub(crate) const BUITENLAND_ALLEEN: Velden = Velden::van(&[
    Veld::Adresregel3,
    Veld::AdresseringLand,
    Veld::Regel1,
    Veld::Regel2,
    Veld::Regel3,
    Veld::VerblijfLand,
]);
