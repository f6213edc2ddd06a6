//! Verkoop: a right on a parcel or an apartment passes to others.

use jiff::civil::Date;

use super::goederen::ChangedZaak;
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::bedrijven::BedrijfId;
use crate::date::{Day, GbaDatum};
use crate::kadaster::{
    Aandeel, Hypotheek, Koopsom, Koz, MADE_MORTGAGES, MADE_RIGHTS, Partij, Recht, RechtSoort,
    made_number,
};
use crate::places::AdresId;

/// A sale. The right that is sold is the lease where there is one, or else the ownership.
#[derive(Clone, Copy, Debug)]
pub struct Verkoop<'a> {
    /// What is sold.
    pub koz: Koz,
    /// Who sell all they have of it; everybody who has a share, when nobody is named.
    pub verkopers: &'a [Partij],
    /// Who buy, each for what share of what is sold.
    pub kopers: &'a [(Partij, Aandeel)],
    /// Whole euros.
    pub koopsom: u32,
    /// A new mortgage in whole euros, and the lender: without one named a bank of the world. Those that
    /// were end with a sale of the whole, and when a new one takes their place.
    pub hypotheek: Option<(u32, Option<BedrijfId>)>,
    /// The day of the deed.
    pub datum: Date,
}

impl View<'_> {
    /// Checks a sale.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn verkoop(self, verkoop: &Verkoop<'_>, vandaag: Date) -> Result<Patch, EventError> {
        let koz = verkoop.koz;
        let day = Day::of(verkoop.datum);
        let datum = self.has_come(verkoop.datum, vandaag)?;
        let zaak = self.onroerende_zaak(koz);
        let name = || zaak.identificatie();
        if zaak.gesplitst_recht().is_some() {
            return Err(EventError::Split(name()));
        }
        if zaak.adressen().is_empty() {
            return Err(EventError::PublicGround(name()));
        }
        if !zaak.beslagen().is_empty() {
            return Err(EventError::Seized(name()));
        }
        let before = zaak.rechten();
        let leased = before
            .iter()
            .any(|recht| recht.soort == RechtSoort::Erfpachter);
        let soort = if leased {
            RechtSoort::Erfpachter
        } else {
            RechtSoort::Eigenaar
        };
        for seller in verkoop.verkopers {
            let owns = |recht: &Recht| recht.soort == soort && recht.houder == *seller;
            if !before.iter().any(owns) {
                return Err(EventError::NotOwner {
                    wie: self.partij_naam(*seller),
                    koz: name(),
                });
            }
        }
        let sells = |recht: &Recht| {
            recht.soort == soort
                && (verkoop.verkopers.is_empty() || verkoop.verkopers.contains(&recht.houder))
        };
        let sold: Vec<Recht> = before.iter().copied().filter(sells).collect();
        for recht in &sold {
            if recht.sinds.number() > datum.number() {
                return Err(EventError::RightSince {
                    koz: name(),
                    sinds: recht.sinds,
                });
            }
        }
        self.can_buy(verkoop, &sold, datum)?;
        let whole = sold.len() == before.iter().filter(|recht| recht.soort == soort).count();
        let part =
            Aandeel::som(sold.iter().map(|recht| recht.aandeel)).ok_or(EventError::Shares)?;
        let mut numbers = self.overlay.goederen.gemaakt()..;
        let mut number = |sort| made_number(sort, numbers.next().unwrap_or_default());
        let mut made = Vec::with_capacity(verkoop.kopers.len());
        for &(houder, aandeel) in verkoop.kopers {
            made.push(Recht {
                identificatie: number(MADE_RIGHTS),
                soort,
                aandeel: aandeel.maal(part).ok_or(EventError::Shares)?,
                gezamenlijk: self.couple(verkoop.kopers),
                houder,
                sinds: datum,
            });
        }
        let mut rechten = Vec::with_capacity(before.len() + made.len());
        let at = before.iter().position(|recht| recht.soort == soort);
        for (nth, recht) in before.iter().enumerate() {
            if Some(nth) == at {
                rechten.append(&mut made);
            }
            if !sells(recht) {
                // What a couple had in common is no longer that when one of both sells.
                let gezamenlijk = recht.gezamenlijk && recht.soort != soort;
                rechten.push(Recht {
                    gezamenlijk,
                    ..*recht
                });
            }
        }
        let mut hypotheken = if whole || verkoop.hypotheek.is_some() {
            Vec::new()
        } else {
            zaak.hypotheken()
        };
        if let Some((bedrag, lender)) = verkoop.hypotheek {
            let houder = lender.unwrap_or_else(|| crate::bedrijven::bank(koz.key()));
            self.can_hold(Partij::Bedrijf(houder), datum)?;
            if bedrag == 0 {
                return Err(EventError::NoAmount("mortgage"));
            }
            hypotheken.push(Hypotheek {
                identificatie: number(MADE_MORTGAGES),
                bedrag,
                houder,
                sinds: datum,
            });
        }
        let mut patch = Patch::op(day);
        patch.goederen.zaken.insert(
            koz,
            ChangedZaak {
                rechten,
                koopsom: Koopsom {
                    bedrag: verkoop.koopsom,
                    jaar: datum.year(),
                    meer_objecten: false,
                },
                hypotheken,
            },
        );
        let onderwerp = name().parse().map(Onderwerp::OnroerendeZaak);
        if let Ok(onderwerp) = onderwerp {
            patch.meld(Soort::OnroerendeZaakVerkocht, onderwerp);
        }
        self.tell_woz(zaak.adressen(), &mut patch);
        self.settle(patch)
    }

    /// Tells of every WOZ object that another is taxed as its owner.
    fn tell_woz(self, adressen: Vec<AdresId>, patch: &mut Patch) {
        let owner =
            |view: View<'_>, adres| view.woz_object(adres).and_then(crate::WozObject::eigenaar);
        let pending = patch.clone();
        let after = View {
            pending: Some(&pending),
            ..self
        };
        for adres in adressen {
            if owner(self, adres) != owner(after, adres)
                && let Some(Ok(number)) = self
                    .woz_object(adres)
                    .map(|object| object.identificatie().parse())
            {
                patch.meld(
                    Soort::WozBelanghebbendeGewijzigd,
                    Onderwerp::WozObject(number),
                );
            }
        }
    }

    fn can_buy(
        self,
        verkoop: &Verkoop<'_>,
        sold: &[Recht],
        datum: GbaDatum,
    ) -> Result<(), EventError> {
        if verkoop.kopers.is_empty() {
            return Err(EventError::Nobody);
        }
        if verkoop.koopsom == 0 {
            return Err(EventError::NoAmount("purchase price"));
        }
        for (nth, (koper, _)) in verkoop.kopers.iter().enumerate() {
            self.can_hold(*koper, datum)?;
            if verkoop.kopers[..nth].iter().any(|other| other.0 == *koper) {
                return Err(EventError::Twice(self.partij_naam(*koper)));
            }
        }
        let shares = verkoop.kopers.iter().map(|koper| koper.1);
        if Aandeel::som(shares) != Some(Aandeel::HEEL) {
            return Err(EventError::Shares);
        }
        let same = verkoop.kopers.len() == sold.len()
            && verkoop
                .kopers
                .iter()
                .all(|koper| sold.iter().any(|recht| recht.houder == koper.0));
        if same {
            return Err(EventError::SameParties);
        }
        Ok(())
    }

    /// Whether two who buy by halves are married or registered partners.
    fn couple(self, kopers: &[(Partij, Aandeel)]) -> bool {
        let [(Partij::Persoon(one), half), (Partij::Persoon(other), rest)] = kopers else {
            return false;
        };
        let equal = half.teller.checked_mul(rest.noemer) == rest.teller.checked_mul(half.noemer);
        equal && self.persoon(*one).partner_ids().any(|id| id == *other)
    }

    /// A party that can have a right or be a lender: somebody of age who is alive, or a legal person
    /// that exists on that day.
    pub(super) fn can_hold(self, partij: Partij, datum: GbaDatum) -> Result<(), EventError> {
        match partij {
            Partij::Persoon(id) => {
                let person = self.alive(id)?;
                let day = datum.date().map_or(Day(0), Day::of);
                if person.birth_day().years_until(day) < 18 {
                    return Err(EventError::UnderAge(person.burgerservicenummer()));
                }
            }
            Partij::Bedrijf(id) => {
                let company = self.running(id)?;
                if !company.rechtsvorm().is_rechtspersoon() {
                    return Err(EventError::NoLegalPerson(company.kvk_nummer()));
                }
                if company.aanvang().number() > datum.number() {
                    return Err(EventError::CompanySince {
                        kvk: company.kvk_nummer(),
                        sinds: company.aanvang(),
                    });
                }
            }
            // Nobody names one as a buyer: there is no number for it in an event.
            Partij::Kadaster(_) => return Err(EventError::Nobody),
        }
        Ok(())
    }

    /// A party as a message names it.
    pub(super) fn partij_naam(self, partij: Partij) -> String {
        match partij {
            Partij::Persoon(id) => self.persoon(id).burgerservicenummer().to_string(),
            Partij::Bedrijf(id) => format!("company {}", self.bedrijf(id).kvk_nummer()),
            Partij::Kadaster(id) => format!("kadasterpersoon {}", id.identificatie()),
        }
    }
}
