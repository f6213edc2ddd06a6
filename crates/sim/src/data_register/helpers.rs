//! What templates can do beside Handlebars' own `if`, `each` and `with`.
//!
//! | helper | gives |
//! |---|---|
//! | `{{json waarde}}` | the value as JSON, quotes and all; `null` for what is not there |
//! | `(plus datum dagen=28)` | a later day, at most the last of the calendar |
//! | `(anders a b)` | `a`, or `b` when `a` is null |
//! | `(kies getal "a" "b" "c")` | one of the choices, always the same for the same number |
//! | `(rest getal deler)` | the remainder |
//! | `(terugkerend van= totEnMet= weekdag= weken= rest=)` | the days that are that weekday (1 is Monday), every so many weeks; at most 1000 |

use handlebars::{
    Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason,
    ScopedJson,
};
use jiff::civil::{Date, Weekday};
use serde_json::{Value, json};

pub(super) fn register(templates: &mut Handlebars<'_>) {
    templates.register_helper("json", Box::new(Gives(as_json)));
    templates.register_helper("plus", Box::new(Gives(plus)));
    templates.register_helper("anders", Box::new(Gives(otherwise)));
    templates.register_helper("kies", Box::new(Gives(choose)));
    templates.register_helper("rest", Box::new(Gives(remainder)));
    templates.register_helper("terugkerend", Box::new(Gives(recurring)));
}

/// A helper that gives a value.
struct Gives(fn(&Helper<'_>) -> Result<Value, String>);

impl HelperDef for Gives {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        (self.0)(helper).map(ScopedJson::from).map_err(|reason| {
            RenderErrorReason::Other(format!("{}: {reason}", helper.name())).into()
        })
    }
}

fn argument<'a>(helper: &'a Helper<'_>, at: usize) -> Result<&'a Value, String> {
    helper
        .param(at)
        .map(handlebars::PathAndJson::value)
        .ok_or_else(|| format!("needs argument {}", at + 1))
}

fn whole(value: &Value) -> Result<i64, String> {
    value
        .as_i64()
        .ok_or_else(|| format!("`{value}` is no whole number"))
}

fn named_number(helper: &Helper<'_>, name: &str, otherwise: Option<i64>) -> Result<i64, String> {
    match (helper.hash_get(name), otherwise) {
        (Some(value), _) => whole(value.value()),
        (None, Some(value)) => Ok(value),
        (None, None) => Err(format!("needs {name}=")),
    }
}

fn date(value: &Value) -> Result<Date, String> {
    let text = value
        .as_str()
        .ok_or_else(|| format!("`{value}` is no date"))?;
    text.parse().map_err(|_| format!("`{text}` is no date"))
}

fn named_date(helper: &Helper<'_>, name: &str) -> Result<Date, String> {
    let value = helper
        .hash_get(name)
        .ok_or_else(|| format!("needs {name}="))?;
    date(value.value())
}

fn as_json(helper: &Helper<'_>) -> Result<Value, String> {
    Ok(Value::String(argument(helper, 0)?.to_string()))
}

fn plus(helper: &Helper<'_>) -> Result<Value, String> {
    let days = named_number(helper, "dagen", None)?;
    // The calendar ends somewhere, and a client may ask for its last day: it is as far as one gets.
    let days = days.clamp(-ALL_DAYS, ALL_DAYS);
    let day =
        date(argument(helper, 0)?)?.saturating_add(jiff::SignedDuration::from_hours(days * 24));
    Ok(json!(day.to_string()))
}

fn otherwise(helper: &Helper<'_>) -> Result<Value, String> {
    let first = argument(helper, 0)?;
    Ok(if first.is_null() {
        argument(helper, 1)?.clone()
    } else {
        first.clone()
    })
}

fn choose(helper: &Helper<'_>) -> Result<Value, String> {
    let choices = i64::try_from(helper.params().len()).unwrap_or(0) - 1;
    if choices < 1 {
        return Err("needs a number and choices".to_owned());
    }
    let at = whole(argument(helper, 0)?)?.rem_euclid(choices);
    Ok(argument(helper, usize::try_from(at).unwrap_or(0) + 1)?.clone())
}

fn remainder(helper: &Helper<'_>) -> Result<Value, String> {
    let divisor = whole(argument(helper, 1)?)?;
    if divisor < 1 {
        return Err("divides by less than 1".to_owned());
    }
    Ok(json!(whole(argument(helper, 0)?)?.rem_euclid(divisor)))
}

/// A Monday, from which weeks are counted.
const FIRST_MONDAY: Date = jiff::civil::date(2001, 1, 1);
/// No more days than this are given: a template is no calendar of the century.
const LONGEST: usize = 1000;
/// More days than any calendar has.
const ALL_DAYS: i64 = 10_000_000;

fn recurring(helper: &Helper<'_>) -> Result<Value, String> {
    let from = named_date(helper, "van")?;
    let until = named_date(helper, "totEnMet")?;
    let weekday = i8::try_from(named_number(helper, "weekdag", None)?).unwrap_or(0);
    let weekday =
        Weekday::from_monday_one_offset(weekday).map_err(|_| "weekdag is 1 to 7".to_owned())?;
    let weeks = named_number(helper, "weken", Some(1))?.max(1);
    let rest = named_number(helper, "rest", Some(0))?;
    let mut days = Vec::new();
    for day in from
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= until)
    {
        if days.len() == LONGEST {
            break;
        }
        let passed = (day - FIRST_MONDAY).get_days() as i64;
        if day.weekday() == weekday
            && (passed.div_euclid(7)).rem_euclid(weeks) == rest.rem_euclid(weeks)
        {
            days.push(json!(day.to_string()));
        }
    }
    Ok(Value::Array(days))
}
