//! Code lists: what is published of them, and for what is not, codes of our own (see the README).

use fieldlab_world::{RechtSoort, Rechtsvorm, StukSoort};

/// A code and its words.
pub(super) type Paar = (&'static str, &'static str);

/// `Koppelingswijze`.
pub(super) const KOPPELING: Paar = ("ADM_GEO", "administratief en geometrisch");
/// `SoortGrootte`.
pub(super) const VASTGESTELD: Paar = ("1", "Vastgesteld");
/// `BurgerlijkeStaat`.
pub(super) const GEHUWD: Paar = ("1", "Gehuwd");
pub(super) const ALLEEN: Paar = ("2", "Ongehuwd en geen geregistreerd partnerschap");
pub(super) const PARTNERSCHAP: Paar = ("3", "Geregistreerd partnerschap");
/// `SoortErfpachtcanon`.
pub(super) const CANON_JAARLIJKS: Paar = ("1", "Jaarlijks bedrag");
pub(super) const CANON_AFGEKOCHT: Paar = ("2", "Afgekocht tot en met");
pub(super) const CANON_EEUWIGDUREND: Paar = ("3", "Eeuwigdurend afgekocht");
/// `StatusStukOR`.
pub(super) const INGESCHREVEN: Paar = ("1", "Ingeschreven");
/// `SoortRegister`.
pub(super) const ONROERENDE_ZAKEN: Paar = ("1", "Onroerende zaken");
/// `Reekscode`.
pub(super) const REEKS: Paar = ("PRF", "Proefreeks");

/// `BetrokkenRecht`: on what a mortgage or a seizure rests, by the code of the nature of the right.
pub(super) const fn betrokken_recht(soort: RechtSoort) -> Paar {
    match soort {
        RechtSoort::Eigenaar => ("2", "Eigendom"),
        RechtSoort::Erfpachter => ("3", "Erfpacht"),
        RechtSoort::Opstalhouder => ("7", "Opstal"),
        RechtSoort::Vruchtgebruiker => ("12", "Vruchtgebruik"),
        RechtSoort::Nutsvoorzieningen => ("14", "Opstal nutsvoorzieningen"),
    }
}

/// `Samenwerkingsverband`: in whose name partners got something.
pub(super) const fn samenwerkingsverband(vorm: Rechtsvorm) -> Option<Paar> {
    match vorm {
        Rechtsvorm::Maatschap => Some(("1", "Maatschap")),
        Rechtsvorm::VennootschapOnderFirma => Some(("2", "Vennootschap onder firma")),
        Rechtsvorm::CommanditaireVennootschap => Some(("3", "Commanditaire vennootschap")),
        _ => None,
    }
}

/// `AardBeslag`.
pub(super) fn beslag(soort: &str) -> Paar {
    match soort {
        "executoriaal" => ("1", "Executoriaal beslag"),
        _ => ("2", "Conservatoir beslag"),
    }
}

/// `AardAantekening` and `Grondslag`: a restriction by its words.
pub(super) fn beperking(aard: &'static str) -> Paar {
    let code = match aard {
        "Kwalitatieve verplichting" => "1",
        "Kettingbeding" => "2",
        "Monument, Erfgoedwet" => "EWA",
        "Gemeentelijk monument" => "GWA",
        "Besluit Wet bodembescherming" => "WBA",
        _ => "ZZZ",
    };
    (code, aard)
}

/// `AardAangebodenStuk`: sort of deed.
pub(super) const fn stuk(soort: StukSoort) -> Paar {
    match soort {
        StukSoort::Levering => ("1", "Akte van levering"),
        StukSoort::Erfrecht => ("2", "Verklaring van erfrecht"),
        StukSoort::Erfpachtuitgifte => ("3", "Akte van uitgifte in erfpacht"),
        StukSoort::Vestiging => ("4", "Akte van vestiging"),
        StukSoort::Hypotheek => ("5", "Hypotheekakte"),
        StukSoort::Beslag => ("6", "Proces-verbaal van inbeslagneming"),
        StukSoort::Splitsing => ("7", "Akte van splitsing in appartementsrechten"),
        StukSoort::Besluit => ("8", "Besluit van een bestuursorgaan"),
        StukSoort::Overeenkomst => ("9", "Overeenkomst"),
    }
}

/// `AardStukdeel`: the legal fact.
pub(super) const fn stukdeel(soort: StukSoort) -> Paar {
    match soort {
        StukSoort::Levering => ("1", "Levering"),
        StukSoort::Erfrecht => ("2", "Erfopvolging"),
        StukSoort::Erfpachtuitgifte => ("3", "Vestiging erfpacht"),
        StukSoort::Vestiging => ("4", "Vestiging opstal"),
        StukSoort::Hypotheek => ("5", "Hypotheekstelling"),
        StukSoort::Beslag => ("6", "Beslaglegging"),
        StukSoort::Splitsing => ("7", "Splitsing in appartementsrechten"),
        StukSoort::Besluit => ("8", "Publiekrechtelijke beperking"),
        StukSoort::Overeenkomst => ("9", "Privaatrechtelijke beperking"),
    }
}

/// `Registercode`: mortgages and seizures have a register of their own.
pub(super) const fn register(soort: StukSoort) -> Paar {
    match soort {
        StukSoort::Hypotheek | StukSoort::Beslag => ("HYP3", "Hypotheken 3"),
        _ => ("HYP4", "Hypotheken 4"),
    }
}

/// `Rechtsvorm`: the form of an organisation that only the cadastre knows, by its words.
pub(super) fn rechtsvorm(vorm: &'static str) -> Paar {
    let code = if vorm == "Kerkgenootschap" { "1" } else { "2" };
    (code, vorm)
}
