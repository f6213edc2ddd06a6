//! A description of people: which conditions somebody must meet.

use clap::ValueEnum;
use fieldlab_world::{
    Adres, Objectsoort, OnroerendeZaak, PersonId, Persoon, Postcode, RechtSoort, Rechtsvorm, View,
    Woonplek, tables,
};

use super::{views, zaken};
use crate::range::Range;

/// With whom somebody is, or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Partner {
    /// Has a partner by marriage or registration
    Ja,
    /// Has none now
    Nee,
    /// Married
    Gehuwd,
    /// In a registered partnership
    Geregistreerd,
    /// Divorced, and without a partner now
    Gescheiden,
    /// The partner died, and there is none now
    Overleden,
    /// Never had one
    Nooit,
}

/// What somebody lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WoontIn {
    /// A house of its own building
    Eengezinswoning,
    /// One of several dwellings in a building
    Flat,
    /// Owned by somebody who lives there
    Koopwoning,
    /// Owned by somebody else
    Huurwoning,
    Woonboot,
    Woonwagen,
    /// A home with many residents
    Instelling,
    /// Registered at a postal address only
    Briefadres,
    /// A place without an address
    Locatie,
    Buitenland,
    /// Nobody knows where
    Onbekend,
}

/// How somebody stands in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Status {
    Ingezetene,
    Overleden,
    /// Left, with or without a known address
    Geemigreerd,
    /// A non-resident (RNI)
    Rni,
}

/// What stands in a record or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Heeft {
    /// A secret address
    Geheim,
    Curatele,
    /// Something being investigated
    Onderzoek,
    /// A title of nobility or a predicate
    Titel,
    Verblijfstitel,
    /// A travel document that has not been withheld
    Reisdocument,
    /// A court decision on authority
    Gezagsbesluit,
    /// A former partner
    ExPartner,
    /// Children born on one day
    Tweeling,
    /// Two mothers or two fathers
    TweeMoeders,
    TweeVaders,
    /// One registered parent
    EenOuder,
    /// More than one nationality
    MeerNationaliteiten,
    /// Excluded from voting
    UitsluitingKiesrecht,
    /// Settled from abroad
    Immigratie,
    /// A function in a company
    Bedrijf,
    /// A dwelling beside the own one
    TweedeWoning,
    /// A dwelling in which others live
    Verhuurt,
    /// An apartment right: a member of an owners' association
    Appartementsrecht,
    /// A right on ground that another owns
    Erfpacht,
    /// The usufruct of what others own
    Vruchtgebruik,
    /// A mortgage on what is owned
    Hypotheek,
    /// A seizure of it
    Beslag,
    /// A restriction on it, such as a listed building
    Beperking,
}

/// A legal form by its name or usual letters: `eenmanszaak`, `bv`, `vve`.
pub(crate) fn rechtsvorm(text: &str) -> Result<Rechtsvorm, String> {
    let short = |vorm: Rechtsvorm| match vorm {
        Rechtsvorm::VennootschapOnderFirma => "vof",
        Rechtsvorm::CommanditaireVennootschap => "cv",
        Rechtsvorm::BeslotenVennootschap => "bv",
        Rechtsvorm::NaamlozeVennootschap => "nv",
        Rechtsvorm::VerenigingVanEigenaars => "vve",
        Rechtsvorm::Cooperatie => "cooperatie",
        _ => "",
    };
    let asked = text.to_lowercase();
    Rechtsvorm::ALLE
        .into_iter()
        .find(|vorm| vorm.as_str().to_lowercase() == asked || short(*vorm) == asked)
        .ok_or_else(|| {
            let known = Rechtsvorm::ALLE.map(|vorm| match short(vorm) {
                "" => vorm.as_str().to_lowercase(),
                short => short.to_owned(),
            });
            format!("one of {}", known.join(", "))
        })
}

/// All conditions; what is empty does not count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vraag {
    pub(crate) naam: Option<String>,
    pub(crate) geboren: Option<jiff::civil::Date>,
    pub(crate) leeftijd: Option<Range>,
    pub(crate) geslacht: Option<String>,
    pub(crate) postcode: Option<Postcode>,
    pub(crate) kinderen: Option<Range>,
    pub(crate) minderjarige_kinderen: Option<Range>,
    pub(crate) bewoners: Option<Range>,
    pub(crate) partner: Option<Partner>,
    pub(crate) woont_in: Option<WoontIn>,
    pub(crate) status: Option<Status>,
    /// Codes of table 32, one of which must be held.
    pub(crate) nationaliteiten: Vec<u16>,
    /// Code of a court decision on authority.
    pub(crate) gezag: Option<String>,
    /// Sort of travel document (table 48).
    pub(crate) reisdocument: Option<String>,
    pub(crate) heeft: Vec<Heeft>,
    /// Owns or runs a company of this form.
    pub(crate) rechtsvorm: Option<Rechtsvorm>,
    /// Has a right on a parcel or apartment.
    pub(crate) eigenaar: Option<bool>,
    /// What a persona shows.
    pub(crate) toont: Option<String>,
}

impl Vraag {
    /// Whether somebody meets all conditions. The cheap questions first: most people fall out there.
    pub(crate) fn fits(&self, view: View<'_>, id: PersonId) -> bool {
        let persoon = view.persoon(id);
        self.fits_identity(view, persoon)
            && self.fits_status(persoon)
            && self.fits_residence(view, persoon)
            && self.fits_family(view, persoon)
            && self.fits_record(view, persoon)
    }

    fn fits_identity(&self, view: View<'_>, persoon: Persoon<'_>) -> bool {
        let age = || {
            views::leeftijd(persoon, view.world().spec().peildatum)
                .and_then(|jaren| u32::try_from(jaren).ok())
        };
        self.geboren
            .is_none_or(|day| persoon.geboortedatum().date() == Some(day))
            && self
                .geslacht
                .as_deref()
                .is_none_or(|geslacht| persoon.geslacht().code().eq_ignore_ascii_case(geslacht))
            && holds(self.leeftijd, age)
            && self
                .naam
                .as_deref()
                .is_none_or(|wanted| has_name(persoon, wanted))
            && self.toont.as_deref().is_none_or(|tag| {
                let bsn = persoon.burgerservicenummer();
                view.world().personas().iter().any(|persona| {
                    persona.burgerservicenummer() == bsn && persona.toont().contains(&tag)
                })
            })
    }

    fn fits_status(&self, persoon: Persoon<'_>) -> bool {
        let reden = persoon.opschorting().map(|opschorting| opschorting.reden);
        match self.status {
            Some(Status::Overleden) => persoon.overlijden().is_some(),
            Some(Status::Geemigreerd) => reden == Some('E'),
            Some(Status::Rni) => reden == Some('R'),
            Some(Status::Ingezetene) => persoon.is_ingezetene(),
            // Whoever describes a life means the living, unless it is about where they are.
            None => {
                self.toont.is_some()
                    || self.naam.is_some()
                    || self.geboren.is_some()
                    || matches!(self.woont_in, Some(WoontIn::Buitenland | WoontIn::Onbekend))
                    || persoon.is_ingezetene()
            }
        }
    }

    fn fits_residence(&self, view: View<'_>, persoon: Persoon<'_>) -> bool {
        if self.postcode.is_none() && self.woont_in.is_none() && self.bewoners.is_none() {
            return true;
        }
        let verblijf = persoon.verblijfplaats();
        let adres = verblijf.adres().map(|adres| view.adres(adres));
        let shares = || {
            adres.is_some_and(|adres| adres.pand().is_some_and(|pand| pand.adressen().count() > 1))
        };
        let residents = || {
            verblijf.adres().map_or(0, |adres| {
                let there = view.bewoners(adres);
                there
                    .iter()
                    .filter(|id| view.persoon(**id).is_ingezetene())
                    .count()
            })
        };
        let soort = adres.map(Adres::soort);
        self.postcode
            .is_none_or(|postcode| adres.is_some_and(|adres| adres.postcode() == Some(postcode)))
            && self.woont_in.is_none_or(|kind| match kind {
                WoontIn::Briefadres => adres.is_some() && verblijf.functie == 'B',
                WoontIn::Locatie => matches!(verblijf.plek, Woonplek::Locatie(_)),
                WoontIn::Buitenland => matches!(verblijf.plek, Woonplek::Buitenland(..)),
                WoontIn::Onbekend => matches!(verblijf.plek, Woonplek::Onbekend),
                WoontIn::Woonboot => soort == Some(Objectsoort::Ligplaats),
                WoontIn::Woonwagen => soort == Some(Objectsoort::Standplaats),
                WoontIn::Flat => shares(),
                WoontIn::Koopwoning => verblijf
                    .adres()
                    .is_some_and(|adres| zaken::bewoond_door_eigenaar(view, adres)),
                WoontIn::Huurwoning => verblijf.adres().is_some_and(|adres| {
                    verblijf.functie == 'W'
                        && !view.kozen_van(adres).is_empty()
                        && !zaken::bewoond_door_eigenaar(view, adres)
                }),
                WoontIn::Eengezinswoning => {
                    soort == Some(Objectsoort::Verblijfsobject) && !shares() && residents() < 12
                }
                WoontIn::Instelling => adres.is_some_and(Adres::is_tehuis),
            })
            && holds(self.bewoners, || u32::try_from(residents()).ok())
    }

    fn fits_family(&self, view: View<'_>, persoon: Persoon<'_>) -> bool {
        let minors = || {
            let day = view.world().spec().peildatum;
            let kinderen = persoon.kinderen();
            let minor = |kind: &&fieldlab_world::Kind| {
                kind.relatie.persoon.is_some_and(|id| {
                    views::leeftijd(view.persoon(id), day).is_some_and(|jaren| jaren < 18)
                })
            };
            u32::try_from(kinderen.iter().filter(minor).count()).ok()
        };
        let partner = |wanted: Partner| {
            let bonds = persoon.verbintenissen();
            let now = bonds.iter().find(|bond| bond.ontbinding.is_none());
            let ended = |reden: char| {
                let last = bonds.iter().filter_map(|bond| bond.ontbinding).next();
                now.is_none() && last.is_some_and(|end| end.reden == reden)
            };
            match wanted {
                Partner::Ja => now.is_some(),
                Partner::Nee => now.is_none(),
                Partner::Gehuwd => now.is_some_and(|bond| bond.soort == 'H'),
                Partner::Geregistreerd => now.is_some_and(|bond| bond.soort == 'P'),
                Partner::Gescheiden => ended('S'),
                Partner::Overleden => ended('O'),
                Partner::Nooit => bonds.is_empty(),
            }
        };
        holds(self.kinderen, || {
            u32::try_from(persoon.kinderen().len()).ok()
        }) && holds(self.minderjarige_kinderen, minors)
            && self.partner.is_none_or(partner)
    }

    fn fits_record(&self, view: View<'_>, persoon: Persoon<'_>) -> bool {
        let held = || persoon.nationaliteiten();
        (self.nationaliteiten.is_empty()
            || held().iter().any(|nationality| {
                nationality.bijzonder.is_none() && self.nationaliteiten.contains(&nationality.code)
            }))
            && self
                .gezag
                .as_deref()
                .is_none_or(|code| persoon.gezag().is_some_and(|(found, _)| found == code))
            && self.reisdocument.as_deref().is_none_or(|sort| {
                persoon
                    .reisdocumenten()
                    .iter()
                    .any(|document| document.soort.eq_ignore_ascii_case(sort))
            })
            && self.heeft.iter().all(|what| has(view, persoon, *what))
            && self
                .rechtsvorm
                .is_none_or(|vorm| zaken::heeft_rechtsvorm(view, persoon.id(), vorm))
            && self
                .eigenaar
                .is_none_or(|owner| view.kozen_van_persoon(persoon.id()).is_empty() != owner)
    }
}

fn holds(range: Option<Range>, value: impl FnOnce() -> Option<u32>) -> bool {
    range.is_none_or(|range| value().is_some_and(|value| range.holds(value)))
}

fn has_name(persoon: Persoon<'_>, wanted: &str) -> bool {
    let naam = persoon.naam();
    let full = format!("{} {}", naam.voorvoegsel, naam.geslachtsnaam);
    [naam.geslachtsnaam.as_ref(), full.trim()]
        .iter()
        .any(|name| {
            let name = name.to_lowercase();
            match wanted.to_lowercase().strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => name == wanted.to_lowercase(),
            }
        })
}

fn has(view: View<'_>, persoon: Persoon<'_>, what: Heeft) -> bool {
    let parents_of = |code: &str| {
        let ouders = persoon.ouders();
        ouders.len() == 2
            && ouders
                .iter()
                .all(|ouder| ouder.relatie.geslacht.code() == code)
    };
    let zaak = |fits: &dyn Fn(OnroerendeZaak<'_>, RechtSoort) -> bool| {
        zaken::heeft_zaak(view, persoon.id(), fits)
    };
    match what {
        Heeft::Geheim => persoon.geheim() > 0,
        Heeft::Curatele => persoon.curatele(),
        Heeft::Onderzoek => !persoon.onderzoeken().is_empty(),
        Heeft::Titel => !persoon.naam().titel.is_empty(),
        Heeft::Verblijfstitel => persoon
            .verblijfstitel()
            .is_some_and(|title| title.aanduiding != 98),
        Heeft::Reisdocument => persoon
            .reisdocumenten()
            .iter()
            .any(|document| document.inhouding.is_none()),
        Heeft::Gezagsbesluit => persoon.gezag().is_some(),
        Heeft::ExPartner => persoon
            .verbintenissen()
            .iter()
            .any(|bond| bond.ontbinding.is_some_and(|end| end.reden != 'O')),
        Heeft::Tweeling => {
            let kinderen = persoon.kinderen();
            kinderen.windows(2).any(|pair| {
                let [one, other] = pair else { return false };
                let day = one.relatie.geboortedatum.date();
                day.is_some() && day == other.relatie.geboortedatum.date()
            })
        }
        Heeft::TweeMoeders => parents_of("V"),
        Heeft::TweeVaders => parents_of("M"),
        Heeft::EenOuder => persoon.ouders().len() == 1,
        Heeft::MeerNationaliteiten => persoon.nationaliteiten().len() > 1,
        Heeft::UitsluitingKiesrecht => persoon.kiesrecht().uitgesloten_tot.is_some(),
        Heeft::Immigratie => persoon.immigratie().is_some(),
        Heeft::Bedrijf => !view.bedrijven_van(persoon.id()).is_empty(),
        Heeft::TweedeWoning => zaken::heeft_andere_woning(view, persoon.id()),
        Heeft::Verhuurt => zaken::verhuurt(view, persoon.id()),
        Heeft::Appartementsrecht => zaak(&|zaak, _| zaak.koz().is_appartementsrecht()),
        Heeft::Erfpacht => zaak(&|_, soort| soort == RechtSoort::Erfpachter),
        Heeft::Vruchtgebruik => zaak(&|_, soort| soort == RechtSoort::Vruchtgebruiker),
        Heeft::Hypotheek => zaak(&|zaak, _| !zaak.hypotheken().is_empty()),
        Heeft::Beslag => zaak(&|zaak, _| !zaak.beslagen().is_empty()),
        Heeft::Beperking => zaak(&|zaak, _| !zaak.beperkingen().is_empty()),
    }
}

/// Codes of the nationalities that go by this name: `Turkse`, `turks`, `0339`, `staatloos`.
pub(crate) fn nationality(text: &str) -> Vec<u16> {
    if let Ok(code) = text.parse::<u16>() {
        return tables::nationaliteit(code).map_or_else(Vec::new, |_| vec![code]);
    }
    let wanted = text.to_lowercase();
    let wanted = wanted.strip_suffix('e').unwrap_or(&wanted);
    let special = match wanted {
        "duits" => Some(55),
        "brits" | "engels" => Some(60),
        "amerikaans" => Some(223),
        "onbekend" => Some(0),
        _ => None,
    };
    if wanted.len() < 3 {
        return Vec::new();
    }
    special.map_or_else(
        || {
            tables::nationaliteiten()
                .filter(|(_, name)| {
                    let name = name.to_lowercase();
                    name.strip_suffix('e').unwrap_or(&name) == wanted
                })
                .map(|(code, _)| code)
                .collect()
        },
        |code| vec![code],
    )
}
