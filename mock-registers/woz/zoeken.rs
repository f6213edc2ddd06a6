//! From an entry to the objects that it selects, in the order in which they are answered.

use fieldlab_world::{
    AdresId, BagId, BedrijfId, KvkNummer, Partij, Postcode, Rsin, View, WozObject,
};

use super::vraag::Ingang;

/// The objects that an entry selects, by postcode, number, letter and addition.
pub(super) fn objecten<'w>(view: View<'w>, ingang: &Ingang) -> Vec<WozObject<'w>> {
    let een = |adres: Option<AdresId>| -> Vec<WozObject<'w>> {
        adres
            .and_then(|adres| view.woz_object(adres))
            .into_iter()
            .collect()
    };
    let mut gevonden = match ingang {
        Ingang::Rsin(rsin) => {
            let bedrijf = Rsin::parse(rsin).and_then(|rsin| view.bedrijf_met_rsin(rsin));
            van_bedrijf(view, bedrijf)
        }
        Ingang::KvkNummer(kvk) => {
            let bedrijf = KvkNummer::parse(kvk).and_then(|kvk| view.bedrijf_met_kvk(kvk));
            van_bedrijf(view, bedrijf)
        }
        Ingang::Object(id) => een(BagId::parse(id).and_then(|id| view.adres_met_object(id))),
        Ingang::Nummeraanduiding(id) => {
            een(BagId::parse(id).and_then(|id| view.adres_met_nummeraanduiding(id)))
        }
        Ingang::Adres {
            postcode,
            huisnummer,
            huisletter,
            toevoeging,
        } => {
            let past = |gevraagd: &Option<String>, aanwezig: &str| {
                gevraagd
                    .as_ref()
                    .is_none_or(|gevraagd| gevraagd.eq_ignore_ascii_case(aanwezig))
            };
            Postcode::parse(postcode)
                .into_iter()
                .flat_map(|postcode| view.adressen_op(postcode, *huisnummer))
                .filter(|id| {
                    let adres = view.adres(*id);
                    past(huisletter, &adres.huisletter())
                        && past(toevoeging, &adres.huisnummertoevoeging())
                })
                .filter_map(|id| view.woz_object(id))
                .collect()
        }
    };
    gevonden.sort_by_cached_key(|object| {
        let adres = view.adres(object.adres());
        (
            adres.postcode().map(|postcode| postcode.to_string()),
            adres.huisnummer(),
            adres.huisletter().to_lowercase(),
            adres.huisnummertoevoeging().to_lowercase(),
            object.adres(),
        )
    });
    gevonden
}

/// What a company is taxed for as owner; a company has a right on more than that.
fn van_bedrijf(view: View<'_>, bedrijf: Option<BedrijfId>) -> Vec<WozObject<'_>> {
    let Some(bedrijf) = bedrijf else {
        return Vec::new();
    };
    let mut adressen: Vec<AdresId> = view
        .kozen_van_bedrijf(bedrijf)
        .flat_map(|koz| view.onroerende_zaak(koz).adressen())
        .collect();
    adressen.sort_unstable();
    adressen.dedup();
    adressen
        .into_iter()
        .filter_map(|adres| view.woz_object(adres))
        .filter(|object| object.eigenaar() == Some(Partij::Bedrijf(bedrijf)))
        .collect()
}
