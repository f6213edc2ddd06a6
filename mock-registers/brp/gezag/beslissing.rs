//! Who has authority over a minor: the decision tree, apart from where its facts come from.
//!
//! Source: gezag as BRP Personen 2.7 has it, after the newest published module. The first step
//! that applies decides. A fact that is asked for and is not registered ends the questions.

/// One of the two places that a minor has for a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ouder {
    /// Category 02.
    Een,
    /// Category 03.
    Twee,
}

impl Ouder {
    /// Both, in order.
    pub(crate) const BEIDE: [Self; 2] = [Self::Een, Self::Twee];

    /// The other one.
    pub(crate) const fn ander(self) -> Self {
        match self {
            Self::Een => Self::Twee,
            Self::Twee => Self::Een,
        }
    }

    /// Place in a list of two.
    pub(crate) const fn plek(self) -> usize {
        self as usize
    }
}

/// What is registered at the place of a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ouderschap {
    /// Nobody.
    Geen,
    /// Somebody of whom only a full stop is known: the puntouder.
    Punt,
    /// A parent.
    Bekend,
}

/// Whether somebody is able to have authority, and if not why. The first reason counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bevoegdheid {
    /// Able.
    Bevoegd,
    /// Died.
    Overleden,
    /// Under curatele.
    Curatele,
    /// Not yet eighteen.
    Minderjarig,
}

impl Bevoegdheid {
    fn ja(self) -> bool {
        self == Self::Bevoegd
    }
}

/// A court decision that still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uitspraak {
    /// `12`
    BeideOuders,
    /// `1` or `2`
    Ouder(Ouder),
    /// `1D` or `2D`
    OuderEnDerde(Ouder),
    /// `D`
    Derde,
}

/// Marriage or partnership of the parents with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relatie {
    /// It lasts.
    Nu,
    /// It lasted beyond the birth.
    NaGeboorte,
    /// It never was, or ended in divorce before the birth.
    Geen,
}

/// How a parent became one by recognition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Erkenning {
    /// On or after 1 January 2023, when recognition began to bring authority.
    Sinds2023,
    /// Before, by this parent.
    Door(Ouder),
}

/// A fact that the decision needs and the register has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ontbreekt(pub(crate) &'static str);

impl Ontbreekt {
    /// This parent is not in the register, or not as a resident.
    pub(crate) const fn ouder(ouder: Ouder) -> Self {
        Self(match ouder {
            Ouder::Een => "ouder1 van bevraagde persoon is niet in BRP geregistreerd",
            Ouder::Twee => "ouder2 van bevraagde persoon is niet in BRP geregistreerd",
        })
    }
}

/// The facts, each asked for only when the decision comes to it.
pub(crate) trait Dossier {
    /// Registered in a Dutch municipality.
    fn is_ingezetene(&self) -> Result<bool, Ontbreekt>;
    /// Born here and lived abroad since, where authority may have changed.
    fn heeft_elders_gewoond(&self) -> Result<bool, Ontbreekt>;
    /// Born abroad, where authority may have arisen that is not known here.
    fn is_elders_geboren(&self) -> Result<bool, Ontbreekt>;
    /// Adopted by a Dutch deed.
    fn is_geadopteerd(&self) -> bool;
    /// A court decision, unless something later overrides it.
    fn uitspraak(&self) -> Result<Option<Uitspraak>, Ontbreekt>;
    /// What is registered of this parent.
    fn ouderschap(&self, ouder: Ouder) -> Ouderschap;
    /// Whether the parents are or were together.
    fn relatie(&self) -> Result<Relatie, Ontbreekt>;
    /// Recognition, when there was one.
    fn erkenning(&self) -> Result<Option<Erkenning>, Ontbreekt>;
    /// Born before 1 January 2023.
    fn is_geboren_voor_2023(&self) -> bool;
    /// The only woman of the two parents.
    fn geboortemoeder(&self) -> Option<Ouder>;
    /// Somebody who was together with the only parent at the birth and is no parent.
    fn niet_ouder(&self, ouder: Ouder) -> Result<Option<Bevoegdheid>, Ontbreekt>;
    /// Whether this parent is able.
    fn bevoegdheid(&self, ouder: Ouder) -> Result<Bevoegdheid, Ontbreekt>;
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uitkomst {
    /// Both parents.
    BeideOuders,
    /// One parent alone.
    EenOuder(Ouder),
    /// One parent, and who was together with that parent at the birth.
    MetNietOuder(Ouder),
    /// One parent, and somebody whom a court appointed and the register does not name.
    MetOnbekende(Ouder),
    /// Who was together with the parent at the birth.
    VoogdijNietOuder,
    /// Somebody whom a court appointed and the register does not name.
    VoogdijOnbekend,
    /// Nobody, for the time being.
    TijdelijkGeen(&'static str),
    /// Cannot be told.
    NietTeBepalen(&'static str),
    /// Cannot be told, because this is not registered.
    GegevensOntbreken(Ontbreekt),
}

const NIET_IN_NEDERLAND: &str =
    "Gezag kan niet worden bepaald omdat minderjarige niet in Nederland woont.";
const ELDERS_GEWOOND: &str =
    "Gezag kan niet worden bepaald omdat minderjarige buiten Nederland heeft verbleven.";
const ELDERS_GEBOREN: &str =
    "Gezag kan niet worden bepaald omdat minderjarige in het buitenland is geboren.";
const PUNTOUDER: &str =
    "Gezag kan niet worden bepaald omdat één of meer ouders van minderjarige onbekend zijn.";
const GEBOORTEMOEDER: &str = "Gezag kan niet worden bepaald omdat niet kan worden vastgesteld welke ouder de geboortemoeder is.";
const GEEN_OUDERS: &str = "Tijdelijk geen gezag omdat beide ouders onbekend zijn.";

/// Walks the tree.
pub(crate) fn bepaal(dossier: &impl Dossier) -> Uitkomst {
    stappen(dossier).unwrap_or_else(Uitkomst::GegevensOntbreken)
}

fn stappen(dossier: &impl Dossier) -> Result<Uitkomst, Ontbreekt> {
    if !dossier.is_ingezetene()? {
        return Ok(Uitkomst::NietTeBepalen(NIET_IN_NEDERLAND));
    }
    if dossier.heeft_elders_gewoond()? {
        return Ok(Uitkomst::NietTeBepalen(ELDERS_GEWOOND));
    }
    if dossier.is_elders_geboren()? && !dossier.is_geadopteerd() {
        return Ok(Uitkomst::NietTeBepalen(ELDERS_GEBOREN));
    }
    match dossier.uitspraak()? {
        Some(uitspraak) => volgens(dossier, uitspraak),
        None => van_rechtswege(dossier),
    }
}

fn volgens(dossier: &impl Dossier, uitspraak: Uitspraak) -> Result<Uitkomst, Ontbreekt> {
    match uitspraak {
        Uitspraak::BeideOuders => beide_ouders(dossier),
        Uitspraak::Ouder(ouder) => alleen(dossier, ouder),
        Uitspraak::OuderEnDerde(ouder) => Ok(if dossier.bevoegdheid(ouder)?.ja() {
            Uitkomst::MetOnbekende(ouder)
        } else {
            Uitkomst::VoogdijOnbekend
        }),
        Uitspraak::Derde => Ok(Uitkomst::VoogdijOnbekend),
    }
}

fn van_rechtswege(dossier: &impl Dossier) -> Result<Uitkomst, Ontbreekt> {
    match Ouder::BEIDE.map(|ouder| dossier.ouderschap(ouder)) {
        [Ouderschap::Punt, _] | [_, Ouderschap::Punt] => Ok(Uitkomst::NietTeBepalen(PUNTOUDER)),
        [Ouderschap::Geen, Ouderschap::Geen] => Ok(Uitkomst::TijdelijkGeen(GEEN_OUDERS)),
        [Ouderschap::Bekend, Ouderschap::Bekend] => twee_ouders(dossier),
        [Ouderschap::Bekend, Ouderschap::Geen] => een_ouder(dossier, Ouder::Een),
        [Ouderschap::Geen, Ouderschap::Bekend] => een_ouder(dossier, Ouder::Twee),
    }
}

fn twee_ouders(dossier: &impl Dossier) -> Result<Uitkomst, Ontbreekt> {
    if dossier.relatie()? != Relatie::Geen || dossier.is_geadopteerd() {
        return beide_ouders(dossier);
    }
    match dossier.erkenning()? {
        Some(Erkenning::Sinds2023) => beide_ouders(dossier),
        Some(Erkenning::Door(ouder)) => alleen(dossier, ouder.ander()),
        None if dossier.is_geboren_voor_2023() => match dossier.geboortemoeder() {
            Some(ouder) => alleen(dossier, ouder),
            None => geboortemoeder_onbekend(dossier),
        },
        None => beide_ouders(dossier),
    }
}

fn geboortemoeder_onbekend(dossier: &impl Dossier) -> Result<Uitkomst, Ontbreekt> {
    let uitkomst = beide_ouders(dossier)?;
    Ok(if uitkomst == Uitkomst::BeideOuders {
        Uitkomst::NietTeBepalen(GEBOORTEMOEDER)
    } else {
        uitkomst
    })
}

/// Both parents, or the one who is able.
fn beide_ouders(dossier: &impl Dossier) -> Result<Uitkomst, Ontbreekt> {
    let een = dossier.bevoegdheid(Ouder::Een)?;
    let twee = dossier.bevoegdheid(Ouder::Twee)?;
    Ok(match (een.ja(), twee.ja()) {
        (true, true) => Uitkomst::BeideOuders,
        (true, false) => Uitkomst::EenOuder(Ouder::Een),
        (false, true) => Uitkomst::EenOuder(Ouder::Twee),
        (false, false) => Uitkomst::TijdelijkGeen(geen_van_de_ouders(een, twee)),
    })
}

/// This parent or nobody: the other one does not take the place.
fn alleen(dossier: &impl Dossier, ouder: Ouder) -> Result<Uitkomst, Ontbreekt> {
    Ok(match dossier.bevoegdheid(ouder)? {
        Bevoegdheid::Bevoegd => Uitkomst::EenOuder(ouder),
        Bevoegdheid::Overleden => {
            Uitkomst::TijdelijkGeen("Tijdelijk geen gezag omdat de ouder overleden is.")
        }
        Bevoegdheid::Curatele => {
            Uitkomst::TijdelijkGeen("Tijdelijk geen gezag omdat de ouder onder curatele staat.")
        }
        Bevoegdheid::Minderjarig => {
            Uitkomst::TijdelijkGeen("Tijdelijk geen gezag omdat de ouder minderjarig is.")
        }
    })
}

fn een_ouder(dossier: &impl Dossier, ouder: Ouder) -> Result<Uitkomst, Ontbreekt> {
    let Some(niet_ouder) = dossier.niet_ouder(ouder)? else {
        return alleen(dossier, ouder);
    };
    let bevoegdheid = dossier.bevoegdheid(ouder)?;
    Ok(match (bevoegdheid.ja(), niet_ouder.ja()) {
        (true, true) => Uitkomst::MetNietOuder(ouder),
        (true, false) => Uitkomst::EenOuder(ouder),
        (false, true) => Uitkomst::VoogdijNietOuder,
        (false, false) => Uitkomst::TijdelijkGeen(ouder_noch_niet_ouder(bevoegdheid, niet_ouder)),
    })
}

fn geen_van_de_ouders(een: Bevoegdheid, twee: Bevoegdheid) -> &'static str {
    use Bevoegdheid::{Curatele, Overleden};
    let een_van = |reden| een == reden || twee == reden;
    if een == twee {
        return beiden(een);
    }
    match (een_van(Overleden), een_van(Curatele)) {
        (true, true) => {
            "Tijdelijk geen gezag omdat een ouder overleden is en de andere ouder onder curatele staat."
        }
        (true, false) => {
            "Tijdelijk geen gezag omdat een ouder overleden is en de andere ouder minderjarig is."
        }
        _ => {
            "Tijdelijk geen gezag omdat een ouder onder curatele staat en de andere ouder minderjarig is."
        }
    }
}

fn beiden(reden: Bevoegdheid) -> &'static str {
    match reden {
        Bevoegdheid::Overleden => "Tijdelijk geen gezag omdat beide ouders overleden zijn.",
        Bevoegdheid::Curatele => "Tijdelijk geen gezag omdat beide ouders onder curatele staan.",
        Bevoegdheid::Minderjarig | Bevoegdheid::Bevoegd => {
            "Tijdelijk geen gezag omdat beide ouders minderjarig zijn."
        }
    }
}

/// The published sentences, articles missing where they miss there.
fn ouder_noch_niet_ouder(ouder: Bevoegdheid, niet_ouder: Bevoegdheid) -> &'static str {
    use Bevoegdheid::{Curatele, Minderjarig, Overleden};
    match (ouder, niet_ouder) {
        (Overleden, Curatele) => {
            "Tijdelijk geen gezag omdat de ouder is overleden en de niet-ouder onder curatele staat."
        }
        (Overleden, Minderjarig) => {
            "Tijdelijk geen gezag omdat de ouder is overleden en de niet-ouder minderjarig is."
        }
        (Curatele, Overleden) => {
            "Tijdelijk geen gezag omdat de ouder onder curatele staat en de niet-ouder overleden is."
        }
        (Curatele, Minderjarig) => {
            "Tijdelijk geen gezag omdat ouder onder curatele staat en niet-ouder minderjarig is."
        }
        (Minderjarig, Overleden) => {
            "Tijdelijk geen gezag omdat ouder minderjarig is en niet-ouder overleden is."
        }
        (Minderjarig, Curatele) => {
            "Tijdelijk geen gezag omdat ouder minderjarig is en niet-ouder onder curatele staat."
        }
        (zelfde, _) => beiden(zelfde),
    }
}
