//! A dwelling is split in two: part of it becomes a unit with an address of its own.

use jiff::civil::Date;

use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::date::Day;
use crate::places::{AdresId, Afgesplitst, Objectsoort};

/// A split. The new address has street, number and postcode of the one it comes of, and stands on the
/// same parcel; what it comes of keeps its address and is smaller since.
#[derive(Clone, Copy, Debug)]
pub struct Splitsing<'a> {
    /// What is split.
    pub van: AdresId,
    /// Letter of the new address, in whatever case; empty when it has none.
    pub huisletter: &'a str,
    /// Addition of the new address; empty when it has none.
    pub huisnummertoevoeging: &'a str,
    /// Floor area of the new unit in whole square metres.
    pub oppervlakte: u32,
    /// The first day of both.
    pub datum: Date,
}

impl View<'_> {
    /// Checks a split.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn splitsing(self, splitsing: &Splitsing<'_>, vandaag: Date) -> Result<Patch, EventError> {
        self.has_come(splitsing.datum, vandaag)?;
        self.is_dwelling(splitsing.van)?;
        let adres = self.adres(splitsing.van);
        let van = adres.nummeraanduiding();
        if adres.soort() != Objectsoort::Verblijfsobject || adres.is_tehuis() {
            return Err(EventError::NotSplittable(van));
        }
        let huisletter = splitsing.huisletter.to_ascii_uppercase();
        let toevoeging = splitsing.huisnummertoevoeging.to_owned();
        let letter = |b: u8| b.is_ascii_uppercase();
        let fits = huisletter.len() <= 1
            && huisletter.bytes().all(letter)
            && toevoeging.len() <= 4
            && toevoeging.bytes().all(|b| b.is_ascii_alphanumeric());
        if !fits || huisletter.is_empty() && toevoeging.is_empty() {
            return Err(EventError::NoSuffix);
        }
        let mut there = adres.postcode().into_iter().flat_map(|postcode| {
            let ids = self.adressen_op(postcode, adres.huisnummer());
            ids.map(|id| self.adres(id))
        });
        let exists = there.any(|other| {
            other.huisletter().eq_ignore_ascii_case(&huisletter)
                && other
                    .huisnummertoevoeging()
                    .eq_ignore_ascii_case(&toevoeging)
        });
        if exists {
            let name = format!("{}{huisletter}{toevoeging}", adres.huisnummer());
            return Err(EventError::AddressExists(format!(
                "{} {name}",
                adres.straat().naam()
            )));
        }
        let oppervlakte = adres.oppervlakte();
        if splitsing.oppervlakte == 0 || splitsing.oppervlakte >= oppervlakte {
            return Err(EventError::NoRoom { van, oppervlakte });
        }
        let sinds = adres.objectvoorkomen().begin_geldigheid;
        if splitsing.datum <= sinds {
            return Err(EventError::ObjectSince { van, sinds });
        }
        let mut places = Box::new(self.places().clone());
        let new = places.volgende_adres();
        places.splits(
            splitsing.van,
            oppervlakte - splitsing.oppervlakte,
            Afgesplitst {
                basis: places.basis(splitsing.van),
                huisletter,
                toevoeging,
                oppervlakte: splitsing.oppervlakte,
                sinds: splitsing.datum,
            },
        );
        let mut patch = Patch::op(Day::of(splitsing.datum));
        let nummeraanduiding = places.adres(new).nummeraanduiding();
        patch.places = Some(places);
        patch.meld(Soort::VerblijfsobjectGesplitst, Onderwerp::Adres(van));
        patch.meld(
            Soort::NummeraanduidingToegekend,
            Onderwerp::Adres(nummeraanduiding),
        );
        let mut patch = self.settle(patch)?;
        let after = View {
            pending: Some(&patch),
            ..self
        };
        let object = after.woz_object(new).map(crate::WozObject::identificatie);
        if let Some(Ok(number)) = object.map(|number| number.parse()) {
            patch.meld(Soort::WozObjectOntstaan, Onderwerp::WozObject(number));
        }
        Ok(patch)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testwereld::{persona, village};
    use super::*;
    use crate::view::Overlay;
    use crate::{BagSoort, Partij, World};

    const TODAY: Date = date(2026, 6, 1);

    /// A terraced house with a household, outside the cast.
    fn house(view: View<'_>) -> AdresId {
        view.places()
            .adressen()
            .skip(100)
            .find(|id| {
                let adres = view.adres(*id);
                let koz = view.kozen_van(*id)[0];
                adres.is_woning()
                    && !adres.is_tehuis()
                    && adres.soort() == Objectsoort::Verblijfsobject
                    && adres.oppervlakte() > 100
                    && adres.huisletter().is_empty()
                    && view.onroerende_zaak(koz).adressen().len() == 1
                    && !view.bewoners(*id).is_empty()
            })
            .unwrap()
    }

    fn split(van: AdresId) -> Splitsing<'static> {
        Splitsing {
            van,
            huisletter: "z",
            huisnummertoevoeging: "",
            oppervlakte: 40,
            datum: date(2026, 5, 1),
        }
    }

    fn after(world: &World, splits: &[Splitsing<'_>]) -> Overlay {
        let mut overlay = Overlay::default();
        for splitsing in splits {
            let patch = View::new(world, &overlay)
                .splitsing(splitsing, TODAY)
                .unwrap();
            overlay.apply(patch);
        }
        overlay
    }

    #[test]
    fn the_new_address_is_found_every_way_and_shares_the_ground() {
        let world = village();
        let base = Overlay::default();
        let before = View::new(&world, &base);
        let van = house(before);
        let overlay = after(&world, &[split(van)]);
        let view = View::new(&world, &overlay);
        let new = view.places().afgesplitste().next().unwrap();
        let (old, adres) = (view.adres(van), view.adres(new));
        assert_eq!(
            (adres.huisletter().as_ref(), adres.huisnummer()),
            ("Z", old.huisnummer())
        );
        assert_eq!(
            (adres.postcode(), adres.straat().id()),
            (old.postcode(), old.straat().id())
        );
        assert_eq!(adres.oppervlakte(), 40);
        assert_eq!(old.oppervlakte() + 40, before.adres(van).oppervlakte());
        assert_ne!(adres.punt(), old.punt());
        assert!(adres.omtrek().bevat(adres.punt()));
        let id = adres.nummeraanduiding();
        assert_eq!(id.soort(), Some(BagSoort::Nummeraanduiding));
        assert_eq!(view.adres_met_nummeraanduiding(id), Some(new));
        assert_eq!(before.adres_met_nummeraanduiding(id), None);
        assert_eq!(view.adres_met_object(adres.object()), Some(new));
        let postcode = adres.postcode().unwrap();
        assert!(
            view.adressen_op(postcode, adres.huisnummer())
                .any(|at| at == new)
        );
        assert!(view.adressen_aan(adres.straat().id()).any(|at| at == new));
        assert_eq!(
            adres.pand().unwrap().identificatie(),
            old.pand().unwrap().identificatie()
        );
        assert_eq!(adres.pand().unwrap().adressen().count(), 2);

        assert_eq!(view.kozen_van(new), view.kozen_van(van));
        let zaak = view.onroerende_zaak(view.kozen_van(new)[0]);
        assert_eq!(zaak.adressen(), [van, new]);
        let object = view.woz_object(new).unwrap();
        let number = object.identificatie();
        assert_eq!(view.woz_met_identificatie(&number).unwrap().adres(), new);
        assert!(before.woz_met_identificatie(&number).is_none());
        assert_eq!(object.eigenaar(), view.woz_object(van).unwrap().eigenaar());
        assert_eq!(object.gebruiker(), None);
        assert!(view.bewoners(new).is_empty() && view.vestigingen_op(new).is_empty());
    }

    #[test]
    fn versions_of_the_unit_follow_on_one_another() {
        let world = village();
        let base = Overlay::default();
        let van = house(View::new(&world, &base));
        let again = Splitsing {
            huisletter: "",
            huisnummertoevoeging: "2",
            oppervlakte: 10,
            datum: date(2026, 5, 20),
            ..split(van)
        };
        let overlay = after(&world, &[split(van), again]);
        let adres = View::new(&world, &overlay).adres(van);
        let versions: Vec<_> = adres.objectversies().collect();
        let areas: Vec<u32> = versions
            .iter()
            .map(|version| version.oppervlakte())
            .collect();
        let whole = View::new(&world, &base).adres(van).oppervlakte();
        assert_eq!(areas, [whole, whole - 40, whole - 50]);
        for (nth, pair) in versions.windows(2).enumerate() {
            let (one, next) = (pair[0].objectvoorkomen(), pair[1].objectvoorkomen());
            assert_eq!((one.versie, next.versie), (nth as u32 + 1, nth as u32 + 2));
            assert_eq!(one.eind_geldigheid, Some(next.begin_geldigheid));
            assert_eq!(one.eind_registratie_lv, Some(next.tijdstip_registratie_lv));
        }
        assert_eq!(adres.objectvoorkomen(), versions[2].objectvoorkomen());
        assert_eq!(adres.objectvoorkomen().eind_geldigheid, None);
    }

    #[test]
    fn values_change_with_the_first_of_january_after_it() {
        let world = village();
        let base = Overlay::default();
        let before = View::new(&world, &base);
        let van = house(before);
        let overlay = after(&world, &[split(van)]);
        let view = View::new(&world, &overlay);
        let new = view.places().afgesplitste().next().unwrap();
        let values = |view: View<'_>, id, day| view.woz_object(id).unwrap().waarden(day);
        assert!(values(view, new, date(2026, 6, 1)).is_empty());
        assert_eq!(
            values(view, van, date(2026, 6, 1)),
            values(before, van, date(2026, 6, 1))
        );
        let later = date(2027, 3, 1);
        assert_eq!(values(view, new, later).len(), 1);
        let (now, was) = (values(view, van, later), values(before, van, later));
        assert!(now[0].vastgestelde_waarde < was[0].vastgestelde_waarde);
        assert_eq!(now[1..], was[1..]);
    }

    #[test]
    fn one_can_move_there_and_be_taxed_as_the_user() {
        let world = village();
        let base = Overlay::default();
        let van = house(View::new(&world, &base));
        let mut overlay = after(&world, &[split(van)]);
        let view = View::new(&world, &overlay);
        let new = view.places().afgesplitste().next().unwrap();
        let sanne = persona(view, "sanne-de-wit");
        let all = view.bewoners(view.persoon(sanne).verblijfplaats().adres().unwrap());
        let patch = view
            .verhuizing(&all, new, date(2026, 5, 10), TODAY)
            .unwrap();
        overlay.apply(patch);
        let view = View::new(&world, &overlay);
        assert_eq!(view.bewoners(new), all);
        let user = view.woz_object(new).unwrap().gebruiker();
        assert!(matches!(user, Some(Partij::Persoon(id)) if all.contains(&id)));
        assert!(view.check().is_clean());
    }

    #[test]
    fn what_cannot_be_is_refused_in_words() {
        let world = village();
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let van = house(view);
        let good = split(van);
        let refused = |splitsing: Splitsing<'_>| view.splitsing(&splitsing, TODAY).unwrap_err();
        for (letter, addition) in [("", ""), ("AB", ""), ("1", ""), ("", "12345"), ("", "a-b")] {
            let wrong = Splitsing {
                huisletter: letter,
                huisnummertoevoeging: addition,
                ..good
            };
            assert_eq!(refused(wrong), EventError::NoSuffix);
        }
        let whole = view.adres(van).oppervlakte();
        for oppervlakte in [0, whole, whole + 1] {
            assert!(matches!(
                refused(Splitsing {
                    oppervlakte,
                    ..good
                }),
                EventError::NoRoom { .. }
            ));
        }
        let datum = date(2026, 6, 2);
        assert!(matches!(
            refused(Splitsing { datum, ..good }),
            EventError::Future(..)
        ));
        let datum = date(2001, 6, 2);
        assert!(matches!(
            refused(Splitsing { datum, ..good }),
            EventError::ObjectSince { .. }
        ));
        let boat = view.places().adressen().find(|id| {
            let adres = view.adres(*id);
            adres.soort() != Objectsoort::Verblijfsobject && !adres.is_ingetrokken()
        });
        let boat = Splitsing {
            van: boat.unwrap(),
            ..good
        };
        assert!(matches!(refused(boat), EventError::NotSplittable(_)));
        let twice = after(&world, &[good]);
        let error = View::new(&world, &twice)
            .splitsing(&good, TODAY)
            .unwrap_err();
        assert!(matches!(error, EventError::AddressExists(_)), "{error}");
    }
}
