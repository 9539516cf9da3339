//! How long a certificate is valid, how it is renewed, and when an exam may be taken again.

use crate::lazy::SourceRef;
use crate::money::Dollars;
use crate::quantity::{Count, Minutes, Percent, Quantity, Span, SpanUnit, whole_number};
use crate::vocab::{Confidence, CountsFrom, Route};
use crate::yaml::{Any, Flag, Id, Path, Reader, Sources, TextOr};
use crate::{from_str_and_display, record};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

from_str_and_display!(Validity, Attempts);

/// How long a certificate is valid; longer is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Validity {
    /// The number of months from the day it is earned.
    Months(u32),
    NoExpiry,
}

impl Validity {
    /// The day on which a certificate expires that was earned on a day; nothing if it does not expire.
    pub fn expiry(self, earned: Date) -> Option<Date> {
        match self {
            Self::Months(count) => Some(Span { unit: SpanUnit::Months, count }.after(earned)),
            Self::NoExpiry => None,
        }
    }
}

impl Quantity for Validity {
    const NAME: &'static str = "a time of validity";
    const EXAMPLES: &'static [&'static str] = &["36 months", "3 years", "no expiry"];
    const PATTERN: &'static str = r"^(\d{1,4} (month|year)s?|no expiry)$";

    fn parse(text: &str) -> Result<Self, String> {
        if text == "no expiry" {
            return Ok(Self::NoExpiry);
        }
        match Span::parse(text)? {
            Span { unit: SpanUnit::Months, count } => Ok(Self::Months(count)),
            _ => Err(format!("`{text}` is neither in months nor in years")),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(months) => Span { unit: SpanUnit::Months, count: *months }.print(out),
            Self::NoExpiry => out.write_str("no expiry"),
        }
    }
}

/// The published schema calls it a form.
pub type Renewal = RenewalForm;

/// Declares the figures of a route, which can be written beside the routes too, for all of them.
macro_rules! renewal {
    ($($(#[doc = $doc:literal])+ $figure:ident: $type:ty $(as $form:ty)?,)+) => {
        record! {
            /// How a certificate is kept valid.
            RenewalForm [Default], "a renewal", check figures_of_routes {
                /// In a few words, as a table shows it.
                how: String,
                /// Whether it can be renewed at all, now.
                possible: bool as Flag<true>,
                /// The ways there are; absent if it cannot or need not be renewed.
                routes: Vec<RenewalRoute> as Any<TextOr<Route, RenewalRoute>>,
                $($(#[doc = $doc])+ $figure: $type $(as $form)?,)+
                /// Ids of certifications whose exam renews this one.
                renewed_by: Vec<String> as Any<Id>,
                /// Certifications whose exam renews it too but are not in the dataset, by code or name.
                others: Vec<String> as Option<Vec<String>>,
            }
        }

        record! {
            /// A way in which a certificate is renewed.
            RenewalRoute [Eq], "a route" {
                /// What kind of way it is.
                route: Route,
                $($(#[doc = $doc])+ $figure: $type $(as $form)?,)+
                /// What it needs, in words.
                needs: Option<String>,
                /// Where it is from, if not from the sources of the fact.
                sources: Vec<SourceRef> as Option<Sources>,
                /// `low` for a route that a single weak source names.
                confidence: Option<Confidence>,
            }
        }

        impl From<Route> for RenewalRoute {
            fn from(route: Route) -> Self {
                Self { route, $($figure: None,)+ needs: None, sources: Vec::new(), confidence: None }
            }
        }

        fn figures_of_routes(renewal: Renewal, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Renewal> {
            if renewal.routes.is_empty() && ($(renewal.$figure.is_some())||+) {
                return reader.refuse(at, "the renewal has figures, but no route", "name the `routes` they belong to");
            }
            let filled = |route: &RenewalRoute| RenewalRoute {
                $($figure: route.$figure.clone().or_else(|| renewal.$figure.clone()),)+
                ..route.clone()
            };
            let routes = renewal.routes.iter().map(filled).collect();
            Some(Renewal { $($figure: None,)+ routes, ..renewal })
        }
    };
}

renewal! {
    /// The price, where it is stated; `0 USD` is free.
    price: Option<Dollars>,
    /// What holders get off the price of the exam.
    discount: Option<Percent>,
    /// How long the exam or assessment takes.
    duration: Option<Minutes>,
    /// How many questions it has.
    questions: Option<Count>,
    /// How long before expiry it can first be done.
    opens: Option<Span>,
    /// How long after expiry it can still be done; absent: not after expiry, as far as is known.
    closes: Option<Span>,
    /// By how much it extends the certificate.
    extends: Option<Span>,
    /// The day from which the extension counts, where it is known.
    counts_from: Option<CountsFrom>,
}

impl Renewal {
    pub fn route(&self, route: Route) -> Option<&RenewalRoute> {
        self.routes.iter().find(|known| known.route == route)
    }

    /// When a certificate that expires on a day can be renewed in any way: the first day, where it is known, and the last.
    pub fn window(&self, expiry: Date) -> (Option<Date>, Date) {
        let windows = || self.routes.iter().map(|route| route.window(expiry));
        let closes = windows().map(|(_, closes)| closes).max().unwrap_or(expiry);
        (windows().filter_map(|(opens, _)| opens).min(), closes)
    }
}

impl RenewalRoute {
    pub fn window(&self, expiry: Date) -> (Option<Date>, Date) {
        (self.opens.map(|span| span.before(expiry)), self.closes.map_or(expiry, |span| span.after(expiry)))
    }
}

record! {
    /// When a failed exam may be taken again.
    Retake [Eq], "a retake rule",
        refuse |retake| retake.waits.is_empty() && retake.attempts.is_none() && retake.price.is_none(),
        "the retake rule is empty", "give it `waits`, `attempts` or `price`", check waits_fit {
        /// The wait before the second attempt, the third, and so on; the last one repeats.
        waits: Vec<Span> as Option<Vec<Span>>,
        /// How many attempts there are.
        attempts: Option<Attempts>,
        /// What the second and later attempts cost, where that is not the price of the first.
        price: Option<Dollars>,
    }
}

fn waits_fit(retake: Retake, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Retake> {
    if !retake.waits.is_empty() && retake.attempts == Some(Attempts::Once) {
        return reader.refuse(&at.key("waits"), "there is only one attempt", "remove the waits, or correct `attempts`");
    }
    Some(retake)
}

impl Retake {
    /// The first day of the next attempt after failed attempts on these days, in order: the wait has passed, and the
    /// limit on attempts within a span is kept. Nothing where there was no attempt or no wait is known.
    pub fn next(&self, failed: &[Date]) -> Option<Date> {
        let wait = self.waits.get(failed.len().saturating_sub(1)).or(self.waits.last())?;
        let waited = wait.after(*failed.last()?);
        let Some(Attempts::Limited { most, within }) = self.attempts else { return Some(waited) };
        let counted = failed.len().checked_sub(most as usize).and_then(|first| failed.get(first));
        Some(counted.map_or(waited, |first| waited.max(within.after(*first))))
    }
}

impl fmt::Display for Retake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waits = self.waits.iter().map(Span::to_string).collect::<Vec<_>>().join(", then ");
        let attempts = match self.attempts {
            Some(Attempts::Limited { most, within }) => format!("at most {most} in {within}"),
            Some(Attempts::Unlimited) => "no limit".to_owned(),
            Some(Attempts::Once) => "one attempt".to_owned(),
            None => String::new(),
        };
        let price = self.price.as_ref().map(|price| format!("{price} each")).unwrap_or_default();
        let parts: Vec<String> = [waits, attempts, price].into_iter().filter(|part| !part.is_empty()).collect();
        out.write_str(&parts.join("; "))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attempts {
    Unlimited,
    Once,
    Limited { most: u32, within: Span },
}

impl Quantity for Attempts {
    const NAME: &'static str = "a number of attempts";
    const EXAMPLES: &'static [&'static str] = &["unlimited", "5 in 12 months", "once"];
    const PATTERN: &'static str = r"^(unlimited|once|\d{1,3} in \d{1,4} (hour|day|month|year)s?)$";

    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "unlimited" => return Ok(Self::Unlimited),
            "once" => return Ok(Self::Once),
            _ => {}
        }
        let (most, within) = text.split_once(" in ").ok_or_else(|| format!("`{text}` names no span"))?;
        match whole_number(most)? {
            most @ 1..=999 => Ok(Self::Limited { most, within: Span::parse(within)? }),
            _ => Err(format!("`{most}` attempts are out of range")),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlimited => out.write_str("unlimited"),
            Self::Once => out.write_str("once"),
            Self::Limited { most, within } => write!(out, "{most} in {within}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn retake(waits: &[&str], attempts: &str) -> Retake {
        let waits = waits.iter().filter_map(|wait| wait.parse().ok()).collect();
        Retake { waits, attempts: attempts.parse().ok(), price: None }
    }

    #[test]
    fn the_last_wait_repeats() {
        let rule = retake(&["24 hours", "14 days"], "unlimited");
        let first = date(2026, 11, 23);
        assert_eq!(rule.next(&[first]), Some(date(2026, 11, 24)));
        assert_eq!(rule.next(&[first, date(2026, 11, 24)]), Some(date(2026, 12, 8)));
        assert_eq!(rule.next(&[first, date(2026, 11, 24), date(2026, 12, 8)]), Some(date(2026, 12, 22)));
    }

    #[test]
    fn a_limit_of_attempts_postpones_the_next() {
        let rule = retake(&["14 days"], "2 in 1 year");
        let failed = [date(2026, 1, 1), date(2026, 1, 15)];
        assert_eq!(rule.next(&failed), Some(date(2027, 1, 1)));
        assert_eq!(rule.next(&[failed[0], failed[1], date(2027, 1, 1)]), Some(date(2027, 1, 15)));
    }

    #[test]
    fn a_rule_without_waits_gives_no_day() {
        assert_eq!(retake(&[], "5 in 12 months").next(&[date(2026, 1, 1)]), None);
        assert_eq!(retake(&["14 days"], "unlimited").next(&[]), None);
    }

    #[test]
    fn certificates_expire_on_the_same_day_of_the_month() {
        assert_eq!(Validity::Months(36).expiry(date(2026, 11, 23)), Some(date(2029, 11, 23)));
        assert_eq!(Validity::Months(12).expiry(date(2028, 2, 29)), Some(date(2029, 2, 28)));
        assert_eq!(Validity::NoExpiry.expiry(date(2026, 11, 23)), None);
    }
}
