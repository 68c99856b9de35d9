//! Units of one dimension: lengths of time and of ways, weights, areas, volumes, temperatures.

use crate::text::{Text, TextRange, Value};

/// What a unit measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dimension {
    /// In seconds.
    Time,
    /// In metres.
    Length,
    /// In kilograms.
    Mass,
    /// In square metres.
    Area,
    /// In litres.
    Volume,
    /// In degrees Celsius.
    Temperature,
}

impl Dimension {
    /// The name under which amounts of it are compared.
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Length => "length",
            Self::Mass => "mass",
            Self::Area => "area",
            Self::Volume => "volume",
            Self::Temperature => "temperature",
        }
    }
}

/// A unit.
#[derive(Debug)]
pub struct Unit {
    /// Its name in the word lists.
    name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// What one more of it is, in the dimension's own unit.
    one: f64,
    /// What none of it is.
    none: f64,
    /// How it is written behind a number.
    sign: &'static str,
}

const fn unit(name: &'static str, dimension: Dimension, one: f64, sign: &'static str) -> Unit {
    Unit { name, dimension, one, none: 0.0, sign }
}

/// The units, those of time from the shortest on. The others are exact by the international yard and pound of 1959; a `ton` is
/// any of the three, which are within a tenth of each other.
const UNITS: [Unit; 25] = [
    unit("second", Dimension::Time, 1.0, "seconds"),
    unit("minute", Dimension::Time, 60.0, "minutes"),
    unit("hour", Dimension::Time, 3600.0, "hours"),
    unit("day", Dimension::Time, 86_400.0, "days"),
    unit("week", Dimension::Time, 604_800.0, "weeks"),
    unit("month", Dimension::Time, 2_629_800.0, "months"),
    unit("year", Dimension::Time, 31_557_600.0, "years"),
    unit("decade", Dimension::Time, 315_576_000.0, "decades"),
    unit("kilometer", Dimension::Length, 1000.0, "km"),
    unit("mile", Dimension::Length, 1609.344, "miles"),
    unit("meter", Dimension::Length, 1.0, "m"),
    unit("centimeter", Dimension::Length, 0.01, "cm"),
    unit("yard", Dimension::Length, 0.9144, "yards"),
    unit("foot", Dimension::Length, 0.3048, "feet"),
    unit("inch", Dimension::Length, 0.0254, "inches"),
    unit("kilogram", Dimension::Mass, 1.0, "kg"),
    unit("gram", Dimension::Mass, 0.001, "g"),
    unit("lb", Dimension::Mass, 0.453_592_37, "lbs"),
    unit("ton", Dimension::Mass, 1000.0, "tons"),
    unit("hectare", Dimension::Area, 10_000.0, "hectares"),
    unit("acre", Dimension::Area, 4046.856, "acres"),
    unit("liter", Dimension::Volume, 1.0, "litres"),
    unit("gallon", Dimension::Volume, 3.785_412, "gallons"),
    unit("celsius", Dimension::Temperature, 1.0, "°C"),
    Unit { name: "fahrenheit", dimension: Dimension::Temperature, one: 5.0 / 9.0, none: -160.0 / 9.0, sign: "°F" },
];

impl Unit {
    /// That of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        UNITS.iter().find(|unit| unit.name == name)
    }

    /// The next longer unit of time.
    pub fn longer(&self) -> Option<&'static Self> {
        let time = UNITS.iter().filter(|unit| unit.dimension == Dimension::Time);
        time.skip_while(|unit| unit.name != self.name).nth(1)
    }

    /// An amount of this unit in the dimension's own.
    pub fn own(&self, amount: f64) -> f64 {
        self.none + amount * self.one
    }
}

/// A number in the unit that another one has, of the same dimension (`5 miles` beside `8 km`: `8 km`); nothing where the units
/// are one, or where one of the places has no such number.
pub fn restated(text: &Text, place: TextRange, like: (&Text, TextRange)) -> Option<String> {
    let [one, other] = [(text, place), like].map(|(text, place)| measured(text, place));
    let ((amount, from), (_, to)) = one.zip(other)?;
    if from.dimension != to.dimension || from.name == to.name || from.dimension == Dimension::Time {
        return None;
    }
    let amount = (from.own(amount) - to.none) / to.one;
    Some(format!("{} {}", rounded(amount), to.sign))
}

/// The first number with a unit at a place.
fn measured(text: &Text, place: TextRange) -> Option<(f64, &'static Unit)> {
    text.values().iter().filter(|valued| valued.range.overlaps(place)).find_map(|valued| match &valued.value {
        Value::Number { amount, unit } => Some((*amount, Unit::named(unit.as_deref()?)?)),
        Value::Pair { .. } | Value::Date { .. } | Value::Weekday(_) | Value::Time(_) => None,
    })
}

/// With two digits that tell something, as who converts in passing would write it.
fn rounded(amount: f64) -> String {
    let digits = (1 - amount.abs().max(1e-9).log10().floor() as i32).max(0);
    let text = format!("{amount:.*}", usize::try_from(digits.min(3)).unwrap_or(0));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::restated;
    use crate::text::{Language, Text};

    #[test]
    fn a_number_is_told_in_the_unit_of_another() {
        let cases = [
            ("five miles", "8 km", Some("8 km")),
            ("30 °C", "86 degrees Fahrenheit", Some("86 °F")),
            ("200 pounds of sand", "90 kg", None),
            ("200 lbs", "90 kg", Some("91 kg")),
            ("an hour", "50 minutes", None),
            ("6 feet", "1.8 metres", Some("1.8 m")),
            ("100 acres", "40 hectares", Some("40 hectares")),
            ("5 km", "5 kilometres", None),
        ];
        for (one, other, expected) in cases {
            let [one, other] = [one, other].map(|words| Text::new(words.to_owned(), Some(Language::ENGLISH)));
            let whole = |text: &Text| crate::text::TextRange::new(text.content(), 0, text.content().len());
            let told = restated(&one, whole(&one), (&other, whole(&other)));
            assert_eq!(told.as_deref(), expected, "{}", one.content());
        }
    }
}
