//! What holds for every typed quantity.

use certcmp_dataset::experience::Amount;
use certcmp_dataset::keeping::{Attempts, Validity};
use certcmp_dataset::language::Language;
use certcmp_dataset::money::Money;
use certcmp_dataset::quantity::{Count, Minutes, Percent, Quantity, Span};
use certcmp_dataset::questions::PassingScore;
use certcmp_dataset::sitting_days::{End, Start};
use certcmp_dataset::value::Datum;
use certcmp_dataset::vocab::{Access, Basis, Category, Level, Route, SittingKind, Strength, Support, Track};
use certcmp_dataset::when::When;
use certcmp_dataset::yaml::text::is_control;
use std::fmt::{Debug, Display};
use std::str::FromStr;

macro_rules! quantities {
    ($($type:ty),+) => {
        /// Reads a text as each quantity and each closed list.
        pub fn check(text: &str) {
            $(round_trip::<$type>(text);)+
            round_trip::<Language>(text);
            words(text);
            arithmetic(text);
            if let Ok(hours) = certcmp::cli::amounts::hours(text) {
                assert_eq!(certcmp::cli::amounts::hours(&hours.to_string()), Ok(hours), "{text:?}");
                assert!((1..=7 * 24 * 4).contains(&hours.quarters), "{text:?}");
            }
        }

        /// The patterns of the quantities that a text is read as; the schema promises editors that it matches each.
        pub fn patterns(text: &str) -> Vec<&'static str> {
            let read = [$(text.parse::<$type>().ok().map(|_| <$type>::PATTERN)),+];
            read.into_iter().flatten().collect()
        }
    };
}

quantities!(Amount, Attempts, Count, End, Minutes, Money, PassingScore, Percent, Span, Start, Validity, When);

/// The value of every text that is read prints as a text that reads as the same value, and prints nothing that a
/// terminal obeys.
fn round_trip<T: FromStr<Err = String> + Display + PartialEq + Debug>(text: &str) {
    match text.parse::<T>() {
        Ok(value) => {
            let printed = value.to_string();
            assert!(!printed.is_empty() && !printed.chars().any(is_control), "{text:?} prints as {printed:?}");
            assert_eq!(printed.parse::<T>(), Ok(value), "{text:?} prints as {printed:?}");
        }
        Err(problem) => assert!(!problem.is_empty(), "{text:?}"),
    }
}

fn words(text: &str) {
    macro_rules! named {
        ($($type:ty),+) => { $(if let Some(value) = <$type>::named(text) {
            assert_eq!(<$type>::named(&value.to_string()), Some(value), "{text:?}");
            assert!(!value.title().is_empty(), "{text:?}");
        })+ };
    }
    named!(Access, Basis, Category, Level, Route, SittingKind, Strength, Support, Track);
}

/// What is worked out from a quantity stays in its bounds.
fn arithmetic(text: &str) {
    if let Ok(when) = text.parse::<When>() {
        assert!(when.earliest <= when.latest && !when.words().is_empty());
        for span in ["1 hour", "1200 days", "1200 months", "1200 years"].map(|span| span.parse::<Span>()) {
            let span = span.expect("the span is well formed");
            assert!(span.after(when.latest) > when.latest && span.before(when.earliest) < when.earliest);
        }
    }
    if let Ok(money) = text.parse::<Money>() {
        assert!(money.hundredths <= 999_999_999);
        assert!(matches!(Datum::amount(money.hundredths), Datum::Int(_) | Datum::Number(_)));
    }
    if let Ok(percent) = text.parse::<Percent>() {
        assert!((0.1..=100.0).contains(&percent.bounds().0));
    }
}
