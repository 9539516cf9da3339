//! What holds for every exam, any first day, and all numbers of years and of attempts.

use crate::support::frozen;
use certcmp::commands::cost::event::EventKind;
use certcmp::commands::cost::event::Term;
use certcmp::commands::cost::event::Total;
use certcmp::commands::cost::{Account, Terms};
use certcmp::commands::held::Lapse;
use certcmp::commands::{Audience, Context};
use certcmp_dataset::keeping::{Attempts, Retake, Validity};
use certcmp_dataset::language::Language;
use certcmp_dataset::vocab::Route;
use certcmp_dataset::{Catalog, Certification, Standing};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The first and the last of some days on which an exam is available.
fn days(certification: &Certification, catalog: &Catalog, language: &Language) -> Vec<Date> {
    let all = (2024..=2028).flat_map(|year| (1..=12).map(move |month| date(year, month, 28)));
    let open: Vec<Date> =
        all.filter(|day| Standing::of(certification, catalog, *day, language).can_be_taken()).collect();
    let mut days: Vec<Date> = open.first().into_iter().chain(open.last()).copied().collect();
    days.dedup();
    days
}

fn context<'a>(catalog: &'a Catalog, language: &'a Language) -> Context<'a> {
    Context { catalog, day: date(2026, 11, 23), language, audience: Audience::Programs }
}

#[test]
fn every_account_holds_together() {
    let catalog = frozen();
    let (mut seen, mut retaken) = (0, 0);
    for language in ["en", "ja"] {
        let language: Language = language.parse().unwrap();
        let context = context(&catalog, &language);
        for certification in &catalog.certifications {
            for from in days(certification, &catalog, &language) {
                for (years, attempts) in
                    (1..=30).step_by(3).flat_map(|years| (1..=10).map(move |attempts| (years, attempts)))
                {
                    let terms = Terms { from, years, attempts };
                    let account = Account::of(certification, &terms, None, None, &context).unwrap();
                    let name = format!("{} {terms:?}", certification.id);
                    sums_are_those_of_the_events_and_years_part_them(&account, &name);
                    events_are_in_order_of_time_and_within_the_period(&account, &name);
                    nothing_is_renewed_after_renewals_end(&account, &name);
                    retaken += retakes_respect_the_waits_and_the_limit(&account, &name);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 1_000 && retaken > 300, "{seen} {retaken}");
}

/// A certificate from 29 February or the 31st is renewed as often as one from the day before or after, and each term
/// ends on the day of the first pass or on the last of a shorter month.
#[test]
fn the_day_of_the_month_adds_no_renewal() {
    let catalog = frozen();
    let english = Language::english();
    let context = context(&catalog, &english);
    for id in ["pmle", "ai-103", "gail", "aif-c01"] {
        let certification = catalog.certification(id).unwrap();
        let Validity::Months(months) = certification.facts.validity.as_deref().unwrap().value else { panic!("{id}") };
        let first = date(2027, 11, 25);
        let days = first.series(1.day()).take(500);
        for from in days.filter(|day| day.day() == 1 || day.day() >= 28) {
            for years in [1, 2, 3, 4, 6, 8, 12, 30] {
                let terms = Terms { from, years, attempts: 1 };
                let account = Account::of(certification, &terms, None, None, &context).unwrap();
                let renewals = account.renewals().count() as u32;
                assert_eq!(renewals, (years * 12).div_ceil(months) - 1, "{id} {years} years from {from}");
            }
        }
    }
}

#[test]
fn terms_of_any_length_keep_the_day_of_the_first_pass() {
    for (months, day) in
        [(1, date(2027, 1, 31)), (12, date(2028, 2, 29)), (24, date(2028, 2, 29)), (6, date(2027, 8, 31))]
    {
        let again = |term: Term| term.renewed(&Route::Exam.into(), Some(Validity::Months(months)), term.lapses());
        let renewed = (1..40).fold(Term::new(day, day, months), |term, _| again(term).unwrap());
        let span = jiff::Span::new().months(i64::from(months) * 40);
        assert_eq!(renewed.lapses(), day.checked_add(span).unwrap(), "{months} months from {day}");
    }
}

fn sums_are_those_of_the_events_and_years_part_them(account: &Account<'_>, name: &str) {
    let fees: Vec<_> = account.events.iter().filter_map(|event| event.fee).collect();
    let total = account.total();
    let (mut due, mut full) = (0, 0);
    for fee in &fees {
        due += fee.due.map_or(0, |amount| amount.0);
        full += fee.full.map_or(0, |amount| amount.0);
    }
    assert_eq!((total.due.0, total.full.0), (due, full), "{name}");
    assert!(fees.iter().all(|fee| fee.due <= fee.full || fee.full.is_none()), "{name}: discounts only lower");
    let years = account.terms.calendar_years().flat_map(|year| account.fees_of(year));
    let parts: Total = years.chain(account.undated_fees()).sum();
    assert_eq!((parts.due, parts.full), (total.due, total.full), "{name}");
    assert!(total.due_open || fees.iter().all(|fee| fee.due.is_some()), "{name}: what is not known is said");
    assert_eq!(total.due_open, !account.gaps.is_empty(), "{name}");
    let mut last = account.terms.from.yesterday().unwrap();
    for (year, from, to) in account.terms.calendar_years() {
        assert_eq!((last.tomorrow().unwrap(), from.year(), to.year()), (from, year, year), "{name}");
        last = to;
    }
    assert_eq!(last, account.terms.last_day(), "{name}");
}

fn events_are_in_order_of_time_and_within_the_period(account: &Account<'_>, name: &str) {
    let days: Vec<Option<Date>> = account.events.iter().map(|event| event.day).collect();
    let dated: Vec<Date> = days.iter().copied().flatten().collect();
    assert!(dated.is_sorted(), "{name}: {days:?}");
    assert!(days.iter().skip_while(|day| day.is_some()).all(Option::is_none), "{name}: undated ones come last");
    let period = account.terms.from..account.terms.end();
    assert!(dated.iter().all(|day| period.contains(day)), "{name}: {days:?}");
    let attempts = account.events.iter().filter(|event| event.passed.is_some()).count();
    assert!(attempts <= account.terms.attempts as usize, "{name}");
    let passed = account.events.iter().filter(|event| event.passed == Some(true)).count();
    assert!(passed == 1 || (passed == 0 && account.lapse == Lapse::NotKnown), "{name}");
}

fn nothing_is_renewed_after_renewals_end(account: &Account<'_>, name: &str) {
    let facts = &account.entry.certification.facts;
    let renewals: Vec<Date> = account.renewals().filter_map(|event| event.day).collect();
    let ended =
        account.events.iter().position(|event| event.kind == EventKind::RenewalsEnd || event.kind == EventKind::Lapse);
    if let Some(at) = ended {
        assert!(account.events[at..].iter().all(|event| event.kind != EventKind::Renewal), "{name}");
    }
    if let Some(end) = &facts.renewals_end {
        assert!(renewals.iter().all(|day| *day <= end.value.latest), "{name}: {renewals:?}");
    }
    if facts.validity.as_ref().is_some_and(|validity| validity.value.expiry(account.terms.from).is_none()) {
        assert!(renewals.is_empty(), "{name}");
    }
    // No gap between two renewals: each is done before the certificate has expired.
    let mut valid_until = None;
    for event in account.events.iter().filter(|event| event.lapses().is_some()) {
        assert!(valid_until.is_none_or(|until| event.day <= Some(until)), "{name}");
        valid_until = event.lapses();
    }
}

/// The waits and the limit, stated a second time: each attempt at least its wait after the one before, and never more
/// than the limit within its span.
fn respects(rule: &Retake, attempts: &[Date]) -> bool {
    let waits = attempts.windows(2).enumerate().all(|(at, pair)| {
        let wait = rule.waits.get(at).or(rule.waits.last()).unwrap();
        pair[1] >= pair[0].checked_add(wait.calendar()).unwrap()
    });
    let limit = match rule.attempts {
        Some(Attempts::Limited { most, within }) => attempts.iter().all(|first| {
            let end = first.checked_add(within.calendar()).unwrap();
            attempts.iter().filter(|day| (*first..end).contains(day)).count() <= most as usize
        }),
        _ => true,
    };
    waits && limit
}

/// Returns 1 for an account with retakes, else 0.
fn retakes_respect_the_waits_and_the_limit(account: &Account<'_>, name: &str) -> usize {
    let attempts: Vec<Date> =
        account.events.iter().filter(|event| event.passed.is_some()).filter_map(|event| event.day).collect();
    if attempts.len() < 2 {
        return 0;
    }
    let rule = account.entry.certification.facts.retake.as_ref().unwrap();
    assert!(respects(&rule.value, &attempts), "{name}: {attempts:?}");
    1
}
