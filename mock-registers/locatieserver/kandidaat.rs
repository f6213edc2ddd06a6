//! What a document is, and what is known of one that has not been looked at yet.
//!
//! Documents hang in a tree: province, municipality, town, street, part of a postcode, address. A
//! question is asked first of a branch whose lower parts are not known: it may refuse the whole
//! branch, or accept all of it, so that most of a world is never looked at.

use fieldlab_world::{AdresId, Koz, Places, View};

use super::index::Index;

/// The types of document, in the order of `sortering`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Type {
    Provincie,
    Gemeente,
    Woonplaats,
    Weg,
    Postcode,
    Adres,
    Buurt,
    Perceel,
    Appartementsrecht,
}

impl Type {
    pub(super) const ALLE: [Self; 9] = [
        Self::Provincie,
        Self::Gemeente,
        Self::Woonplaats,
        Self::Weg,
        Self::Postcode,
        Self::Adres,
        Self::Buurt,
        Self::Perceel,
        Self::Appartementsrecht,
    ];

    /// What the service calls it.
    pub(super) const fn naam(self) -> &'static str {
        match self {
            Self::Provincie => "provincie",
            Self::Gemeente => "gemeente",
            Self::Woonplaats => "woonplaats",
            Self::Weg => "weg",
            Self::Postcode => "postcode",
            Self::Adres => "adres",
            Self::Buurt => "buurt",
            Self::Perceel => "perceel",
            Self::Appartementsrecht => "appartementsrecht",
        }
    }

    /// The letters that ids begin with.
    pub(super) const fn letters(self) -> &'static str {
        match self {
            Self::Provincie => "pvn",
            Self::Gemeente => "gem",
            Self::Woonplaats => "wpl",
            Self::Weg => "weg",
            Self::Postcode => "pcd",
            Self::Adres => "adr",
            Self::Buurt => "buu",
            Self::Perceel => "pcl",
            Self::Appartementsrecht => "apr",
        }
    }

    /// Where it comes from.
    pub(super) const fn bron(self) -> &'static str {
        match self {
            Self::Provincie | Self::Gemeente => "Bestuurlijke Grenzen",
            Self::Buurt => "CBS",
            Self::Perceel | Self::Appartementsrecht => "DKK",
            _ => "BAG",
        }
    }

    /// Whether the names of municipality and province are part of what is shown of it.
    pub(super) const fn noemt_gemeente(self) -> bool {
        matches!(
            self,
            Self::Provincie | Self::Gemeente | Self::Woonplaats | Self::Buurt
        )
    }
}

/// One part of where a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deel<T> {
    /// Documents of this type have none.
    Geen,
    /// Not looked at yet.
    Onbekend,
    /// Some row that no word of the question names.
    Ander,
    Is(T),
}

/// A document, or a branch of documents of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kandidaat {
    pub(super) soort: Type,
    pub(super) provincie: Deel<usize>,
    pub(super) gemeente: Deel<usize>,
    pub(super) plaats: Deel<usize>,
    /// Of a neighbourhood itself, and of streets and what lies along them.
    pub(super) buurt: Deel<usize>,
    pub(super) straat: Deel<usize>,
    pub(super) gebied: Deel<usize>,
    pub(super) adres: Deel<AdresId>,
    /// Of a parcel or an apartment right.
    pub(super) koz: Deel<Koz>,
}

impl Kandidaat {
    /// All documents of a type.
    pub(super) fn alle(soort: Type) -> Self {
        fn vanaf<T>(soort: Type, eerste: Type) -> Deel<T> {
            if soort >= eerste && soort <= Type::Adres {
                Deel::Onbekend
            } else {
                Deel::Geen
            }
        }
        Self {
            soort,
            provincie: Deel::Onbekend,
            gemeente: if soort == Type::Provincie {
                Deel::Geen
            } else {
                Deel::Onbekend
            },
            plaats: vanaf(soort, Type::Woonplaats),
            buurt: if (Type::Weg..=Type::Buurt).contains(&soort) {
                Deel::Onbekend
            } else {
                Deel::Geen
            },
            straat: vanaf(soort, Type::Weg),
            gebied: vanaf(soort, Type::Postcode),
            adres: vanaf(soort, Type::Adres),
            koz: if soort >= Type::Perceel {
                Deel::Onbekend
            } else {
                Deel::Geen
            },
        }
    }

    pub(super) fn provincie(index: &Index, soort: Type, provincie: usize) -> Self {
        debug_assert!(provincie < index.provincies.len());
        Self {
            provincie: Deel::Is(provincie),
            ..Self::alle(soort)
        }
    }

    pub(super) fn gemeente(index: &Index, soort: Type, gemeente: usize) -> Self {
        Self {
            gemeente: Deel::Is(gemeente),
            ..Self::provincie(index, soort, index.gemeenten[gemeente].provincie)
        }
    }

    pub(super) fn plaats(index: &Index, soort: Type, plaats: usize) -> Self {
        Self {
            plaats: Deel::Is(plaats),
            ..Self::gemeente(index, soort, index.plaatsen[plaats].gemeente)
        }
    }

    pub(super) fn buurt(index: &Index, buurt: usize) -> Self {
        Self {
            buurt: Deel::Is(buurt),
            ..Self::gemeente(index, Type::Buurt, index.buurten[buurt].gemeente)
        }
    }

    pub(super) fn straat(index: &Index, soort: Type, straat: usize) -> Self {
        Self {
            straat: Deel::Is(straat),
            buurt: Deel::Is(index.straten[straat].buurt),
            ..Self::plaats(index, soort, index.straten[straat].plaats)
        }
    }

    pub(super) fn gebied(index: &Index, soort: Type, gebied: usize) -> Self {
        Self {
            gebied: Deel::Is(gebied),
            ..Self::straat(index, soort, index.gebieden[gebied].straat)
        }
    }

    /// The document of a parcel or apartment right.
    pub(super) fn koz(index: &Index, view: View<'_>, koz: Koz) -> Option<Self> {
        let soort = if koz.is_appartementsrecht() {
            Type::Appartementsrecht
        } else {
            Type::Perceel
        };
        let naam = view.onroerende_zaak(koz).aanduiding().gemeentenaam;
        let gemeente = index.gemeenten.iter().position(|rij| rij.naam == naam)?;
        Some(Self {
            koz: Deel::Is(koz),
            ..Self::gemeente(index, soort, gemeente)
        })
    }

    /// The document of an address.
    pub(super) fn adres(index: &Index, places: &Places, adres: AdresId) -> Option<Self> {
        let gebied = index.van_adres(places, adres)?;
        Some(Self::gebied(index, Type::Adres, gebied).met_adres(adres))
    }

    pub(super) fn met_adres(self, adres: AdresId) -> Self {
        Self {
            adres: Deel::Is(adres),
            ..self
        }
    }

    /// The same branch, of which no lower part is named by the question.
    pub(super) fn verder_ongenoemd(self) -> Self {
        fn ongenoemd<T>(deel: Deel<T>) -> Deel<T> {
            match deel {
                Deel::Onbekend => Deel::Ander,
                deel => deel,
            }
        }
        Self {
            straat: ongenoemd(self.straat),
            gebied: ongenoemd(self.gebied),
            adres: ongenoemd(self.adres),
            ..self
        }
    }
}

/// What the words of a question name, at one level of the tree.
#[derive(Debug)]
pub(super) enum Genoemd {
    Straten(Vec<usize>),
    Gebieden(Vec<usize>),
    Adressen(Vec<AdresId>),
    Kozen(Vec<Koz>),
}

/// What a question says of a document or a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uitkomst {
    /// All documents of the branch fit.
    pub(super) zeker: bool,
    /// Some may fit.
    pub(super) mogelijk: bool,
    /// The highest score that one of them can have, in thousandths; for one document, its score.
    pub(super) score: u32,
}

impl Uitkomst {
    pub(super) const NEE: Self = Self {
        zeker: false,
        mogelijk: false,
        score: 0,
    };
    pub(super) const MISSCHIEN: Self = Self {
        zeker: false,
        mogelijk: true,
        score: 0,
    };

    pub(super) const fn ja(score: u32) -> Self {
        Self {
            zeker: true,
            mogelijk: true,
            score,
        }
    }

    /// Both.
    pub(super) fn en(self, ander: Self) -> Self {
        if !(self.mogelijk && ander.mogelijk) {
            return Self::NEE;
        }
        Self {
            zeker: self.zeker && ander.zeker,
            mogelijk: true,
            score: self.score.saturating_add(ander.score),
        }
    }

    /// One of both; the scores of both count.
    pub(super) fn of(self, ander: Self) -> Self {
        Self {
            zeker: self.zeker || ander.zeker,
            mogelijk: self.mogelijk || ander.mogelijk,
            score: self.score.saturating_add(ander.score),
        }
    }

    pub(super) fn niet(self) -> Self {
        Self {
            zeker: !self.mogelijk,
            mogelijk: !self.zeker,
            score: 0,
        }
    }

    /// Without a score: a filter.
    pub(super) const fn kaal(self) -> Self {
        Self { score: 0, ..self }
    }
}
