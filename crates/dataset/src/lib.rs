//! The facts about certifications: as types, read from YAML, checked, and packed into the program. It knows no terminal.

pub mod assemble;
pub mod catalog;
pub mod certification;
pub mod counterparts;
pub mod experience;
pub mod fact;
pub mod facts;
pub mod files;
pub mod identity;
pub mod keeping;
pub mod language;
pub mod lazy;
pub mod lint;
pub mod money;
pub mod nearest;
pub mod origin;
pub mod outline;
pub mod provider;
pub mod quantity;
pub mod questions;
pub mod schema;
pub mod service;
pub mod sitting_days;
pub mod source;
pub mod standing;
pub mod succession;
pub mod topic;
pub mod value;
pub mod vocab;
pub mod when;
pub mod yaml;

pub use catalog::Catalog;
pub use certification::{Certification, Sitting};
pub use experience::{Amount, Requirement};
pub use fact::{Claim, ClaimView, Fact, View};
pub use facts::{Facts, Field, SittingFacts, SittingField};
pub use keeping::{Renewal, RenewalRoute, Validity};
pub use language::Language;
pub use lazy::{ServiceRef, SourceRef};
pub use money::Money;
pub use outline::{Domain, Outline};
pub use provider::{Provider, Rules};
pub use quantity::{Percent, Span, SpanUnit, Tenths};
pub use service::{Counterpart, FormerName, Pairing, Service};
pub use sitting_days::{End, Start};
pub use source::Source;
pub use standing::{Standing, Until};
pub use succession::Step;
pub use topic::{Topic, TopicUse};
pub use value::{Datum, Display, Dollars, Labels, Shape, Share, Value};
pub use vocab::*;
pub use when::When;

#[cfg(test)]
mod tests {
    use super::experience::Amount;
    use super::keeping::{Attempts, Validity};
    use super::money::Money;
    use super::quantity::{Count, Minutes, Percent, Quantity, Span};
    use super::questions::PassingScore;
    use super::sitting_days::{End, First, Start};
    use super::when::When;

    fn assert_forms<T: Quantity>(right: &str, wrong: &str) {
        for text in right.split(" | ") {
            assert_eq!(text.parse::<T>().map(|value| value.to_string()), Ok(text.to_owned()), "{}", T::NAME);
        }
        for text in wrong.split(" | ").chain([""]) {
            assert!(text.parse::<T>().is_err(), "{}: {text}", T::NAME);
        }
    }

    #[test]
    fn quantities_print_what_they_read_and_refuse_other_forms() {
        assert_forms::<Count>("65 | 50–60 | 1", "about 50 | 60–50 | 0 | -3 | 50– | 12345");
        assert_forms::<Money>(
            "300 USD | 49.50 USD | 62.05 USD | 0 USD | 40000 JPY | 9999999.99 EUR",
            "300 | $300 | 300 dollars | 300USD | 3,000 USD | 49.5 USD | -1 USD | 99999999 USD | 1.234 USD",
        );
        assert_forms::<PassingScore>(
            "750 of 100–1000 | 700 of 1000 | 70 % | 44 of 62 questions | not published",
            "700 | 1100 of 1000 | 50 of 100–1000 | 0 % | 101 % | unknown | 700/1000 | 63 of 62 questions",
        );
        assert_forms::<Minutes>(
            "180 min | 120–150 min | 1 min",
            "180 | 3 hours | 180min | 0 min | 150–120 min | -5 min | 100000 min | 1.5 min",
        );
        assert_forms::<Span>(
            "14 days | 1 day | 24 hours | 6 months | 2 years | 1 year | 18 months",
            "14 | 14 d | 0 days | two days | 5 weeks | -1 days | 99999 days",
        );
        assert_forms::<Validity>(
            "3 years | 1 year | 18 months | no expiry",
            "forever | 14 days | 0 years | three years",
        );
        assert_forms::<Attempts>(
            "unlimited | once | 5 in 1 year | 4 in 2 years",
            "5 | five in 12 months | 0 in 12 months | 5 in a year",
        );
        assert_forms::<Amount>(
            "2+ years | 1+ year | 2–3 years | 1 year | 2 years | up to 6 months | 6+ months | 3–6 months",
            "2 | two years | 2+ weeks | 0+ years | -1 years | 3–2 years | up to 0 months | 99 years",
        );
        assert_forms::<Percent>(
            "20 % | 20–25 % | 17.5 % | ~7.5–10 % | 0.5 % | 100 %",
            "20 | 20% | 20 percent | 0 % | 101 % | 25–20 % | -5 % | 2.55 % | 2. % | 100.1 %",
        );
        assert_forms::<When>(
            "2026-03-31 | 2024-03 | 2020 | 2026-06-18/2026-06-19 | 2026-04-15/2026-06-05 | 2024-02-29",
            "31.3.2026 | 2026-3-31 | 2026-02-30 | 2026-13 | 26-01-01 | 2026-06-19/2026-06-18 | 2026-03-31T00:00 | \
             1999-12-31 | 2200-01-01 | soon",
        );
        assert_forms::<Start>(
            "2026-09-29 | planned 2027-01-14 | 2024-10 | planned 2026-11 | 2026-06-18/2026-06-19",
            "soon | planned | planned soon | about 2026",
        );
        assert_forms::<First>("2026-09-29 | not announced", "none announced");
        assert_forms::<End>(
            "2026-03-31 | planned 2027-01-13 | none announced | when mla-c02 opens",
            "never | when opens | when  opens | until 2026",
        );
    }

    #[test]
    fn other_notations_of_a_quantity_are_read() {
        assert_eq!("120-150 min".parse(), Ok(Minutes(Count { min: 120, max: 150 })));
        assert_eq!("36 months".parse::<Span>(), "3 years".parse());
    }
}
