//! Ids of documents, identifications, and the way back from them.

use fieldlab_world::{AdresId, BagId, Places, Postcode, View, uit_zoeksleutel, zoeksleutel};

use super::index::Index;
use super::kandidaat::{Deel, Kandidaat, Type};

/// A postcode as a number, and back.
fn postcode_getal(postcode: Postcode) -> u64 {
    postcode
        .letters()
        .bytes()
        .fold(u64::from(postcode.cijfers()), |getal, letter| {
            getal * 26 + u64::from(letter - b'A')
        })
}

fn postcode_van(getal: u64) -> Option<String> {
    let letter = |getal: u64| {
        u8::try_from(getal % 26)
            .ok()
            .map(|at| char::from(b'A' + at))
    };
    let tekst = format!(
        "{:04}{}{}",
        getal / 676,
        letter(getal / 26)?,
        letter(getal)?
    );
    Postcode::parse(&tekst).map(|postcode| postcode.to_string())
}

fn getal_van(id: BagId) -> u64 {
    id.to_string().parse().unwrap_or(0)
}

/// The document's id.
pub(super) fn id(index: &Index, view: View<'_>, wie: &Kandidaat) -> String {
    let places = view.places();
    let code = |tekst: String| tekst.parse().unwrap_or(0);
    if let Deel::Is(koz) = wie.koz {
        let identificatie = view.onroerende_zaak(koz).identificatie();
        return zoeksleutel(wie.soort.letters(), identificatie.parse().unwrap_or(0));
    }
    let nummer = match (wie.soort, wie.provincie, wie.gemeente, wie.plaats) {
        (Type::Provincie, Deel::Is(rij), ..) => index.provincies[rij].code.into(),
        (Type::Gemeente, _, Deel::Is(rij), _) => code(index.gemeenten[rij].code.to_string()),
        (Type::Woonplaats, .., Deel::Is(rij)) => code(index.plaatsen[rij].code.to_string()),
        _ => match (wie.straat, wie.gebied, wie.adres) {
            _ if wie.soort == Type::Buurt => match wie.buurt {
                Deel::Is(rij) => code(index.buurten[rij].code.replace("BU", "")),
                _ => 0,
            },
            (_, _, Deel::Is(adres)) => getal_van(places.adres(adres).nummeraanduiding()),
            (_, Deel::Is(gebied), _) => postcode_getal(index.gebieden[gebied].postcode),
            (Deel::Is(straat), ..) => {
                getal_van(places.straat(index.straten[straat].id).identificatie())
            }
            _ => 0,
        },
    };
    zoeksleutel(wie.soort.letters(), nummer)
}

/// The street with this identification.
pub(super) fn straat_met_id(places: &Places, tekst: &str) -> Option<usize> {
    Some(places.straat_met_id(BagId::parse(tekst)?)?.index())
}

/// The document with this identification.
pub(super) fn met_identificatie(
    index: &Index,
    view: View<'_>,
    veld: &str,
    tekst: &str,
) -> Option<Kandidaat> {
    let places = view.places();
    if let Some(koz) = view.koz_met_identificatie(tekst) {
        return (veld == "identificatie")
            .then(|| Kandidaat::koz(index, view, koz))
            .flatten();
    }
    let adres = |id: AdresId| {
        index
            .is_in_gebruik(id)
            .then(|| Kandidaat::adres(index, places, id))
            .flatten()
    };
    match veld {
        "id" => met_id(index, view, tekst),
        "nummeraanduiding_id" => adres(places.adres_met_nummeraanduiding(BagId::parse(tekst)?)?),
        "adresseerbaarobject_id" => adres(places.adres_met_object(BagId::parse(tekst)?)?),
        _ => match tekst.split_once('-') {
            Some((object, nummer)) => {
                let id = places.adres_met_nummeraanduiding(BagId::parse(nummer)?)?;
                (places.adres(id).object().to_string() == object)
                    .then(|| adres(id))
                    .flatten()
            }
            None => {
                let straat = straat_met_id(places, tekst)?;
                Some(Kandidaat::straat(index, Type::Weg, straat))
            }
        },
    }
}

/// The document with this id: the way back from [`id`].
pub(super) fn met_id(index: &Index, view: View<'_>, id: &str) -> Option<Kandidaat> {
    let places = view.places();
    let (letters, nummer) = uit_zoeksleutel(id)?;
    let soort = Type::ALLE
        .into_iter()
        .find(|soort| soort.letters() == letters)?;
    let bag = || BagId::parse(&format!("{nummer:016}"));
    let vier = format!("{nummer:04}");
    Some(match soort {
        Type::Provincie => {
            let rij = index
                .provincies
                .iter()
                .position(|rij| u64::from(rij.code) == nummer)?;
            Kandidaat::provincie(index, soort, rij)
        }
        Type::Gemeente => {
            let rij = index
                .gemeenten
                .iter()
                .position(|rij| rij.code.to_string() == vier)?;
            Kandidaat::gemeente(index, soort, rij)
        }
        Type::Woonplaats => {
            let rij = index
                .plaatsen
                .iter()
                .position(|rij| rij.code.to_string() == vier)?;
            Kandidaat::plaats(index, soort, rij)
        }
        Type::Weg => Kandidaat::straat(index, soort, places.straat_met_id(bag()?)?.index()),
        Type::Postcode => {
            let postcode = postcode_van(nummer)?;
            let rangen = index.postcodes_met_begin(&postcode);
            Kandidaat::gebied(index, soort, index.gebied_op_rang(rangen.min()?))
        }
        Type::Buurt => {
            let code = format!("BU{nummer:08}");
            let rij = index.buurten.iter().position(|rij| rij.code == code)?;
            Kandidaat::buurt(index, rij)
        }
        Type::Perceel | Type::Appartementsrecht => {
            let koz = view.koz_met_identificatie(&nummer.to_string())?;
            Kandidaat::koz(index, view, koz).filter(|wie| wie.soort == soort)?
        }
        Type::Adres => {
            let adres = places.adres_met_nummeraanduiding(bag()?)?;
            index.is_in_gebruik(adres).then_some(())?;
            Kandidaat::adres(index, places, adres)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_a_number_and_back() {
        for tekst in ["8000AA", "1011ZZ", "9999BX"] {
            let getal = postcode_getal(Postcode::parse(tekst).unwrap());
            assert_eq!(postcode_van(getal).as_deref(), Some(tekst));
        }
        assert_eq!(postcode_van(0), None);
        assert_eq!(postcode_van(u64::MAX), None);
    }
}
