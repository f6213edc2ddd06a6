//! Why an event cannot happen.

use jiff::civil::Date;

use crate::bedrijven::KvkNummer;
use crate::date::GbaDatum;
use crate::identifiers::Bsn;
use crate::places::BagId;

/// Why an event cannot happen in this world.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Nobody was named.
    #[error("nobody was named to whom it happens")]
    Nobody,
    /// A person is not a resident: dead, abroad or unknown.
    #[error("{0} does not live in the Netherlands")]
    NotResident(Bsn),
    /// The person has died.
    #[error("{0} has died")]
    Dead(Bsn),
    /// The person lives here, and cannot come to live here.
    #[error("{0} lives in the Netherlands already, or has a record that cannot be taken up again")]
    NotAbroad(Bsn),
    /// The address has been withdrawn.
    #[error("nummeraanduiding {0} has been withdrawn: nobody can live or work there")]
    Withdrawn(BagId),
    /// The address is a shop or an office.
    #[error("nummeraanduiding {0} is no dwelling")]
    NoDwelling(BagId),
    /// The person lives there already.
    #[error("{0} lives there already")]
    AlreadyThere(Bsn),
    /// The day has not come yet on the team's clock.
    #[error("{0} has not come yet: it is {1}; set the team's clock first, or take an earlier date")]
    Future(Date, Date),
    /// A date before the calendar of the world.
    #[error("{0} is too long ago: the world begins on 1900-01-01")]
    TooLongAgo(Date),
    /// The date lies before the present residence began.
    #[error("{0} has lived at the present address since {1}, after the date of the change")]
    TooEarly(Bsn, GbaDatum),
    /// The date lies before something that is known already.
    #[error("{bsn}: {what} is of {since}, after the date of the change")]
    Before {
        /// Whose.
        bsn: Bsn,
        /// `a birth`, `a marriage or partnership`.
        what: &'static str,
        /// When that was.
        since: GbaDatum,
    },
    /// A minor would be left alone.
    #[error("{0} is a minor and would live without an adult")]
    MinorAlone(Bsn),
    /// Only a woman gives birth.
    #[error("{0} is not registered as a woman, and cannot give birth")]
    NoMother(Bsn),
    /// Too young or too old to be a parent.
    #[error(
        "{bsn} would be {age} years old at the birth; a parent is 16 at least, a mother 50 at most"
    )]
    ParentAge {
        /// The parent.
        bsn: Bsn,
        /// In years.
        age: i64,
    },
    /// Children of a woman are twins, or born some time apart.
    #[error("{0} has a child of {1}: children are born on one day, or 240 days apart at least")]
    Spacing(Bsn, GbaDatum),
    /// By law the spouse is the second parent.
    #[error("{moeder} is or was married: the second parent is {partner} by law, nobody else")]
    LegalParent {
        /// The mother.
        moeder: Bsn,
        /// The spouse or registered partner.
        partner: Bsn,
    },
    /// The name of the second parent was chosen, and there is none.
    #[error("the child gets the name of a second parent, and there is none")]
    NoSecondParent,
    /// The child has the number of parents that a child can have.
    #[error("{0} has two parents already")]
    TwoParents(Bsn),
    /// Children of the same parents have one surname.
    #[error("the child has the surname of {0}, of the same parents: another one cannot be chosen")]
    SiblingName(Bsn),
    /// The same person twice.
    #[error("{0} cannot do this with itself")]
    Alone(Bsn),
    /// Too close kin to marry or to have a child.
    #[error("{0} and {1} are brother and sister, or parent and child")]
    Kin(Bsn, Bsn),
    /// Married or in a registered partnership already.
    #[error("{0} is married or has a registered partner already")]
    Bound(Bsn),
    /// Neither married nor in a registered partnership.
    #[error("{0} is not married and has no registered partner")]
    NotBound(Bsn),
    /// Too young to marry.
    #[error("{0} is younger than 18 on that day")]
    UnderAge(Bsn),
    /// A text that cannot be (part of) a name.
    #[error("`{text}` cannot be {what}: {why}")]
    Text {
        /// `a surname`.
        what: &'static str,
        /// The text.
        text: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Nothing would change.
    #[error("{0} has that name already")]
    SameName(Bsn),
    /// A code that is in no table.
    #[error("{what} {code} does not exist, or cannot stand here")]
    UnknownCode {
        /// Which table.
        what: &'static str,
        /// The code.
        code: String,
    },
    /// Streets and parks are not for sale.
    #[error("parcel {0} is a street or a park, and not for sale")]
    PublicGround(String),
    /// The right on the parcel has been split into apartment rights.
    #[error("parcel {0} has been split into apartment rights: sell those")]
    Split(String),
    /// A creditor has seized it.
    #[error("parcel or apartment right {0} has been seized, and cannot be sold")]
    Seized(String),
    /// The seller has no share of what is sold.
    #[error("{wie} does not own {koz}, or a share of it")]
    NotOwner {
        /// The seller.
        wie: String,
        /// The parcel or apartment right.
        koz: String,
    },
    /// It is a mooring, a pitch, or a home where many live together.
    #[error("{0} is no dwelling in a building that can be split")]
    NotSplittable(BagId),
    /// The new address has to be told from the one it comes of.
    #[error(
        "the new address needs a huisletter (one letter) or a huisnummertoevoeging (one to four letters and digits)"
    )]
    NoSuffix,
    /// There is such an address already.
    #[error("there is an address {0} already")]
    AddressExists(String),
    /// Both parts need room.
    #[error("{van} has {oppervlakte} m2: a part of 1 to {} m2 can be split off", oppervlakte - 1)]
    NoRoom {
        /// The nummeraanduiding of what is split.
        van: BagId,
        /// Its floor area.
        oppervlakte: u32,
    },
    /// The unit began, or was split, later.
    #[error("{van} is as it is since {sinds}, after the date of the split")]
    ObjectSince {
        /// The nummeraanduiding of what is split.
        van: BagId,
        /// Since when.
        sinds: Date,
    },
    /// The sellers got it later.
    #[error("{koz} is of the seller since {sinds}, after the date of the sale")]
    RightSince {
        /// The parcel or apartment right.
        koz: String,
        /// Since when.
        sinds: GbaDatum,
    },
    /// The shares of the buyers are not the whole.
    #[error("the shares of the buyers must add up to 1/1, in fractions of whole numbers above 0")]
    Shares,
    /// Somebody is named more than once.
    #[error("{0} is named twice")]
    Twice(String),
    /// Who buys is who sells.
    #[error("the buyers are the sellers: nothing would change")]
    SameParties,
    /// An amount of nothing.
    #[error("the {0} must be more than 0 euros")]
    NoAmount(&'static str),
    /// A firm that is no legal person owns nothing itself.
    #[error("company {0} is no legal person: name its owners instead")]
    NoLegalPerson(KvkNummer),
    /// The company has ended.
    #[error("company {kvk} stopped on {einde}")]
    Stopped {
        /// Which.
        kvk: KvkNummer,
        /// When.
        einde: GbaDatum,
    },
    /// The company began or moved later.
    #[error("company {kvk} began, or has its present address, since {sinds}: after that date")]
    CompanySince {
        /// Which.
        kvk: KvkNummer,
        /// Since when.
        sinds: GbaDatum,
    },
    /// A company that is there in every world, or goes with a building.
    #[error(
        "company {0} is a public body, bank, landlord or owners' association of this world: it stays"
    )]
    Permanent(KvkNummer),
    /// The company has its seat at that address.
    #[error("company {0} has its seat there already")]
    SeatedThere(KvkNummer),
    /// A company of this form cannot be in a dwelling.
    #[error("nummeraanduiding {adres} is a dwelling, no business address: no place for a {vorm}")]
    NoBusinessAddress {
        /// The address.
        adres: BagId,
        /// The legal form.
        vorm: &'static str,
    },
    /// The owners do not fit the form.
    #[error("a {vorm} {wants}")]
    Owners {
        /// The legal form.
        vorm: &'static str,
        /// What it needs.
        wants: &'static str,
    },
    /// No event starts a company of this form.
    #[error("a {0} cannot be started here: an eenmanszaak, maatschap, vof or bv can")]
    Form(&'static str),
    /// A company does something.
    #[error("the company has no activity: name one (SBI) at least")]
    NoActivity,
    /// More people than live in a world.
    #[error("{0} people cannot work in one company")]
    Workers(u32),
    /// There is no further RSIN or KVK number in the ranges that nobody has.
    #[error("the numbers for new companies are used up")]
    NoNumbers,
    /// A company that ends owns nothing.
    #[error("company {kvk} still has a right on {koz}: sell that first")]
    StillOwns {
        /// The company.
        kvk: KvkNummer,
        /// The parcel or apartment right.
        koz: String,
    },
    /// A company that ends has no other companies.
    #[error("company {kvk} still owns or runs company {dochter}: stop that first")]
    StillRuns {
        /// The company.
        kvk: KvkNummer,
        /// The other one.
        dochter: KvkNummer,
    },
    /// A rule of the world that no precondition foresaw.
    #[error("this would break a rule of the world: {rule}: {case}")]
    Broken {
        /// The rule.
        rule: &'static str,
        /// Where.
        case: String,
    },
}
