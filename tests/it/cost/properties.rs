//! What holds of every exam, all numbers of years and all numbers of attempts.

use certcmp::commands::cost::account::Held;
use certcmp::commands::cost::amount::Amount;
use certcmp::commands::cost::event::Kind;
use certcmp::commands::cost::{Account, Terms};
use certcmp::commands::{Audience, Context};
use certcmp::dataset;
use certcmp_dataset::keeping::{Attempts, Retake};
use certcmp_dataset::language::Language;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Catalog, Certification, Standing};
use jiff::civil::{Date, date};

/// Days on which an exam can be taken, spread over its life: a few are enough, because the rules count from any day
/// alike.
fn days(certification: &Certification, catalog: &Catalog, language: &Language) -> Vec<Date> {
    let all = (2024..=2028).flat_map(|year| (1..=12).map(move |month| date(year, month, 28)));
    let open: Vec<Date> =
        all.filter(|day| Standing::of(certification, catalog, *day, language).can_be_taken()).collect();
    let picked = [open.first(), open.last()];
    let mut days: Vec<Date> = picked.into_iter().flatten().copied().collect();
    days.dedup();
    days
}

/// Looks at the account of every exam, of its first and last such day, for all numbers of years and of attempts.
fn look_at_every_account(language: &str) {
    let catalog = dataset::embedded().unwrap();
    let language: Language = language.parse().unwrap();
    let context =
        Context { catalog: &catalog, day: date(2026, 11, 23), language: &language, audience: Audience::Programs };
    let (mut seen, mut retaken) = (0, 0);
    for certification in &catalog.certifications {
        for from in days(certification, &catalog, &language) {
            for (years, attempts) in (1..=30).flat_map(|years| (1..=10).map(move |attempts| (years, attempts))) {
                let account = Account::of(certification, &Terms { from, years, attempts }, &context);
                let name = format!("{} {:?}", certification.id, account.terms);
                sums_are_those_of_the_events_and_years_part_them(&account, &name);
                events_are_in_order_of_time_and_within_the_period(&account, &name);
                nothing_is_renewed_after_renewals_end(&account, &name);
                retaken += retakes_respect_the_waits_and_the_limit(&account, &catalog, &name);
                seen += 1;
            }
        }
    }
    assert!(seen > 3_000 && retaken > 1_000, "{seen} {retaken}");
}

#[test]
fn every_account_holds_together_in_english() {
    look_at_every_account("en");
}

#[test]
fn every_account_holds_together_in_japanese() {
    look_at_every_account("ja");
}

fn sums_are_those_of_the_events_and_years_part_them(account: &Account<'_>, name: &str) {
    let fees: Vec<_> = account.events.iter().filter_map(|event| event.fee).collect();
    let total = account.total();
    let (mut due, mut full) = (0, 0);
    for fee in &fees {
        due += fee.due.map_or(0, |amount| amount.0);
        full += fee.full.map_or(0, |amount| amount.0);
    }
    assert_eq!((total.due, total.full), (Amount(due), Amount(full)), "{name}");
    assert!(fees.iter().all(|fee| fee.due <= fee.full || fee.full.is_none()), "{name}: discounts only lower");
    let mut parts: Vec<_> = (1..=account.terms.years).map(|year| account.year(year)).collect();
    parts.extend(account.undated());
    assert_eq!(parts.iter().map(|part| part.due).sum::<Amount>(), total.due, "{name}");
    assert_eq!(parts.iter().map(|part| part.full).sum::<Amount>(), total.full, "{name}");
    let unknown = fees.iter().any(|fee| fee.due.is_none());
    assert!(total.due_open || !unknown, "{name}: what is not known is said");
    assert_eq!(total.due_open, !account.gaps.is_empty(), "{name}");
}

fn events_are_in_order_of_time_and_within_the_period(account: &Account<'_>, name: &str) {
    let days: Vec<Option<Date>> = account.events.iter().map(|event| event.day).collect();
    let dated: Vec<Date> = days.iter().copied().flatten().collect();
    assert!(dated.is_sorted(), "{name}: {days:?}");
    assert!(days.iter().skip_while(|day| day.is_some()).all(Option::is_none), "{name}: undated ones come last");
    let period = account.terms.from..account.terms.end();
    assert!(dated.iter().all(|day| period.contains(day)), "{name}: {days:?}");
    assert_eq!(dated.first(), Some(&account.terms.from), "{name}");
    let attempts = account.events.iter().filter(|event| event.passed.is_some()).count();
    assert!(attempts <= account.terms.attempts as usize, "{name}");
    let passed = account.events.iter().filter(|event| event.passed == Some(true)).count();
    assert!(passed <= 1 && (passed == 1 || account.held == Held::NotEarned), "{name}");
}

fn nothing_is_renewed_after_renewals_end(account: &Account<'_>, name: &str) {
    let facts = &account.entry.certification.facts;
    let renewals: Vec<Date> = account.renewals().filter_map(|event| event.day).collect();
    let ended = account.events.iter().position(|event| event.kind == Kind::RenewalsEnd || event.kind == Kind::Lapse);
    if let Some(at) = ended {
        assert!(account.events[at..].iter().all(|event| event.kind != Kind::Renewal), "{name}");
    }
    if let Some(end) = &facts.renewals_end {
        assert!(renewals.iter().all(|day| *day <= end.value.latest), "{name}: {renewals:?}");
    }
    if facts.validity.as_ref().is_some_and(|validity| validity.value.expiry(account.terms.from).is_none()) {
        assert!(renewals.is_empty(), "{name}");
    }
    // No gap between two renewals: each is done before the certificate has expired.
    let mut valid_until = None;
    for event in account.events.iter().filter(|event| event.valid_until.is_some()) {
        assert!(valid_until.is_none_or(|until| event.day <= Some(until)), "{name}");
        valid_until = event.valid_until;
    }
}

/// The waits and the limit, told a second time: each attempt at least its wait after the one before, and never more
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

/// How many accounts with retakes it was, one or none.
fn retakes_respect_the_waits_and_the_limit(account: &Account<'_>, catalog: &Catalog, name: &str) -> usize {
    let certification = account.entry.certification;
    let attempts: Vec<Date> =
        account.events.iter().filter(|event| event.passed.is_some()).filter_map(|event| event.day).collect();
    if attempts.len() < 2 {
        return 0;
    }
    assert!(respects(&certification.facts.retake.as_ref().unwrap().value, &attempts), "{name}: {attempts:?}");
    for event in account.events.iter().filter(|event| event.passed.is_some() && !event.planned) {
        let Some(day) = event.day else { continue };
        let standing = Standing::of(certification, catalog, day, &account.entry.standing.language);
        assert!(standing.can_be_taken(), "{name}: {day}");
    }
    let betas = account.events.iter().filter(|event| event.sitting == Some(SittingKind::Beta)).count();
    assert!(betas <= 1, "{name}: a beta is taken once");
    1
}
