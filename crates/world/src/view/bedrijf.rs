//! A company starts, stops, or moves.

use jiff::civil::Date;

use super::goederen::{ChangedBedrijf, Oprichting};
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::bedrijven::{Bedrijf, BedrijfId, Functie, Functionaris, KvkNummer, Rechtsvorm, Sbi};
use crate::date::{Day, GbaDatum};
use crate::kadaster::Partij;
use crate::places::AdresId;

/// A company that begins.
#[derive(Clone, Copy, Debug)]
pub struct BedrijfStart<'a> {
    /// One of eenmanszaak, maatschap, vennootschap onder firma, besloten vennootschap.
    pub rechtsvorm: Rechtsvorm,
    /// The name under which it trades; the name by statutes of a besloten vennootschap ends in `B.V.`.
    pub naam: &'a str,
    /// Who own and run it.
    pub eigenaren: &'a [Partij],
    /// Where.
    pub adres: AdresId,
    /// What it does, the main activity first.
    pub sbi: &'a [Sbi],
    /// People who work there; without it as many as there are owners.
    pub werkzame_personen: Option<u32>,
    /// The first day.
    pub datum: Date,
}

/// More people work nowhere.
const MOST_WORKERS: u32 = 1_000_000;

impl<'w> View<'w> {
    /// Checks the start of a company.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn bedrijf_start(
        self,
        start: &BedrijfStart<'_>,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let datum = self.has_come(start.datum, vandaag)?;
        let handelsnaam = company_name(start.naam)?;
        if start.sbi.is_empty() {
            return Err(EventError::NoActivity);
        }
        let werkzame_personen = start
            .werkzame_personen
            .unwrap_or(start.eigenaren.len() as u32);
        if werkzame_personen > MOST_WORKERS {
            return Err(EventError::Workers(werkzame_personen));
        }
        let functionarissen = self.functions(start, datum)?;
        self.is_fit_for(start.adres, start.rechtsvorm)?;
        let id = BedrijfId(self.aantal_bedrijven());
        if !id.has_numbers() {
            return Err(EventError::NoNumbers);
        }
        let statutair = start.rechtsvorm.is_rechtspersoon().then(|| {
            let ending = [" B.V.", " BV"]
                .iter()
                .any(|end| handelsnaam.ends_with(end));
            if ending {
                handelsnaam.clone()
            } else {
                format!("{handelsnaam} B.V.")
            }
        });
        let mut patch = Patch::op(Day::of(start.datum));
        patch.goederen.bedrijven.insert(
            id,
            ChangedBedrijf {
                oprichting: Some(Oprichting {
                    rechtsvorm: start.rechtsvorm,
                    handelsnaam,
                    statutair,
                    sbi: start.sbi.to_vec(),
                    functionarissen,
                    aanvang: datum,
                    adres: start.adres,
                    werkzame_personen,
                }),
                zetel: Some((start.adres, datum)),
                einde: None,
            },
        );
        let kvk = KvkNummer::van(id);
        patch.meld(Soort::BedrijfGestart, Onderwerp::Bedrijf(kvk));
        self.settle(patch)
    }

    /// Checks the end of a company. A legal person has sold what it owns, and what it owns of other
    /// companies has ended.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn bedrijf_stop(
        self,
        id: BedrijfId,
        datum: Date,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let day = Day::of(datum);
        let datum = self.has_come(datum, vandaag)?;
        let company = self.changeable(id, datum)?;
        if let Some(koz) = self.kozen_van_bedrijf(id).next() {
            return Err(EventError::StillOwns {
                kvk: company.kvk_nummer(),
                koz: self.onroerende_zaak(koz).identificatie(),
            });
        }
        let daughters = self.dochters_van(id).into_iter();
        for daughter in daughters.map(|id| self.bedrijf(id)) {
            let late = |end: GbaDatum| daughter.is_new() && end.number() > datum.number();
            if daughter.einde().is_none_or(late) {
                return Err(EventError::StillRuns {
                    kvk: company.kvk_nummer(),
                    dochter: daughter.kvk_nummer(),
                });
            }
        }
        let mut changed = self.bedrijf_changed(id).cloned().unwrap_or_default();
        changed.einde = Some(datum);
        let mut patch = Patch::op(day);
        patch.goederen.bedrijven.insert(id, changed);
        let kvk = company.kvk_nummer();
        patch.meld(Soort::BedrijfGestopt, Onderwerp::Bedrijf(kvk));
        self.settle(patch)
    }

    /// Checks the move of a company: its seat and main establishment, which keeps its number.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn bedrijf_verhuist(
        self,
        id: BedrijfId,
        naar: AdresId,
        datum: Date,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let day = Day::of(datum);
        let datum = self.has_come(datum, vandaag)?;
        let company = self.changeable(id, datum)?;
        let kvk = company.kvk_nummer();
        if company.adres() == Some(naar) {
            return Err(EventError::SeatedThere(kvk));
        }
        self.is_fit_for(naar, company.rechtsvorm())?;
        let mut changed = self.bedrijf_changed(id).cloned().unwrap_or_default();
        changed.zetel = Some((naar, datum));
        let mut patch = Patch::op(day);
        patch.goederen.bedrijven.insert(id, changed);
        patch.meld(Soort::BedrijfVerhuisd, Onderwerp::Bedrijf(kvk));
        self.settle(patch)
    }

    /// A company that has not ended.
    pub(super) fn running(self, id: BedrijfId) -> Result<Bedrijf<'w>, EventError> {
        let company = self.bedrijf(id);
        match company.einde() {
            None => Ok(company),
            Some(einde) => Err(EventError::Stopped {
                kvk: company.kvk_nummer(),
                einde,
            }),
        }
    }

    /// A company that can stop or move on a day.
    fn changeable(self, id: BedrijfId, datum: GbaDatum) -> Result<Bedrijf<'w>, EventError> {
        let company = self.running(id)?;
        let kvk = company.kvk_nummer();
        if company.is_permanent() {
            return Err(EventError::Permanent(kvk));
        }
        let moved = self.bedrijf_changed(id).and_then(|changed| changed.zetel);
        let sinds = moved.map_or(company.aanvang(), |(_, since)| since);
        if sinds.number() > datum.number() {
            return Err(EventError::CompanySince { kvk, sinds });
        }
        Ok(company)
    }

    /// A shop, office or the like; the firm of one person and a private company can be in a dwelling.
    fn is_fit_for(self, adres: AdresId, vorm: Rechtsvorm) -> Result<(), EventError> {
        let adres = self.places().adres(adres);
        if adres.is_ingetrokken() {
            return Err(EventError::Withdrawn(adres.nummeraanduiding()));
        }
        let at_home = matches!(
            vorm,
            Rechtsvorm::Eenmanszaak | Rechtsvorm::BeslotenVennootschap
        );
        if adres.is_woning() && !at_home {
            return Err(EventError::NoBusinessAddress {
                adres: adres.nummeraanduiding(),
                vorm: vorm.as_str(),
            });
        }
        Ok(())
    }

    /// Who is what in a new company.
    fn functions(
        self,
        start: &BedrijfStart<'_>,
        sinds: GbaDatum,
    ) -> Result<Vec<Functionaris>, EventError> {
        use Rechtsvorm as R;
        let owners = start.eigenaren;
        if owners.is_empty() {
            return Err(EventError::Nobody);
        }
        for (nth, owner) in owners.iter().enumerate() {
            self.can_hold(*owner, sinds)?;
            if owners[..nth].contains(owner) {
                return Err(EventError::Twice(self.partij_naam(*owner)));
            }
        }
        let vorm = start.rechtsvorm.as_str();
        let fits = |holds: bool, wants: &'static str| {
            let error = EventError::Owners { vorm, wants };
            if holds { Ok(()) } else { Err(error) }
        };
        let functies: &[Functie] = match start.rechtsvorm {
            R::Eenmanszaak => {
                let one = matches!(owners, [Partij::Persoon(_)]);
                fits(one, "is of one person")?;
                &[Functie::Eigenaar]
            }
            R::Maatschap => {
                fits(owners.len() > 1, "takes two owners at least")?;
                &[Functie::Maat]
            }
            R::VennootschapOnderFirma => {
                fits(owners.len() > 1, "takes two owners at least")?;
                &[Functie::Vennoot]
            }
            R::BeslotenVennootschap if owners.len() == 1 => {
                &[Functie::EnigAandeelhouder, Functie::Bestuurder]
            }
            R::BeslotenVennootschap => &[Functie::Bestuurder],
            _ => return Err(EventError::Form(vorm)),
        };
        Ok(owners
            .iter()
            .flat_map(|&wie| {
                functies.iter().map(move |&functie| Functionaris {
                    functie,
                    wie,
                    sinds,
                })
            })
            .collect())
    }
}

/// A text that can be the name of a company.
fn company_name(text: &str) -> Result<String, EventError> {
    let why = if text.is_empty() {
        "it is empty"
    } else if text.trim() != text || text.contains("  ") {
        "it begins or ends with a space, or has two in a row"
    } else if text.chars().count() > 200 {
        "it is too long"
    } else if text.chars().any(char::is_control) || !text.contains(char::is_alphanumeric) {
        "it has a control character, or no letter or digit"
    } else {
        return Ok(text.to_owned());
    };
    Err(EventError::Text {
        what: "the name of a company",
        text: text.chars().take(40).collect(),
        why,
    })
}
