//! `held`: when certificates lapse, and what their holders can do about it.

pub mod record;
pub mod report;

use super::names::code;
use super::renewal::{self, RenewalWay, end_of_renewals};
use super::{Audience, Context, Outcome, standing};
use crate::held::{Certificate, Held, Problem};
use crate::query::names::{How, Names};
use anyhow::{Result, bail};
use certcmp_dataset::yaml::text::shown;
use certcmp_dataset::{Certification, Standing, Status, Validity, When, kinds};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only what has lapsed or lapses up to this day.
    pub until: Option<Date>,
    /// Whether lapsed certificates are a finding, which sets the exit code.
    pub check: bool,
    pub by: Option<By>,
    /// Days before the last day on which a calendar reminds.
    pub reminders: Vec<u32>,
}

kinds! {
    By {
        Who = "who", "each person";
        Certification = "cert", "each certification";
    }
}

#[derive(Debug)]
pub struct Answer<'a> {
    pub rows: Vec<Row<'a>>,
    /// What lapses later than asked for, never, or on a day that is not known.
    pub hidden: Vec<Lapse>,
    /// The number of earlier certificates of the same certification and person.
    pub renewed: usize,
    /// What could not be used: unknown names and entries with problems, each with its place.
    pub unused: Vec<String>,
    pub notes: Vec<String>,
}

impl Answer<'_> {
    /// Returns what was not used, and what else a reader must know.
    pub fn remarks(&self) -> Vec<String> {
        let unused = self.unused.iter().map(|unused| format!("Not used, {unused}."));
        unused.chain(self.notes.iter().cloned()).collect()
    }

    pub fn people(&self) -> Vec<&str> {
        let found: BTreeSet<&str> = self.rows.iter().filter_map(|row| row.who.as_deref()).collect();
        found.into_iter().collect()
    }
}

#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub who: Option<String>,
    pub certification: &'a Certification,
    pub earned: Option<When>,
    pub lapse: Lapse,
    /// Whether the lapse is from the file, and not from the rule of the certification.
    pub is_from_file: bool,
    /// The lapse by the rule, where the file contradicts it by more than a few days.
    pub by_rule: Option<When>,
    pub advice: Advice<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapse {
    /// On a day, or on one of several days, after which it is no longer valid.
    On(When),
    Never,
    NotKnown,
}

impl Lapse {
    pub fn when(self) -> Option<When> {
        if let Self::On(when) = self { Some(when) } else { None }
    }

    /// Returns the first possible day, so that nobody is told too late a day.
    pub fn day(self) -> Option<Date> {
        self.when().map(|when| when.earliest)
    }

    pub fn is_past(self, day: Date) -> bool {
        self.when().is_some_and(|when| when.latest < day)
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Advice<'a> {
    /// Whether it can be renewed, where that is known.
    pub possible: Option<bool>,
    /// The surest and cheapest first.
    pub ways: Vec<RenewalWay<'a>>,
    /// The day since which it cannot be renewed.
    pub since: Option<Date>,
    /// Where there is no way: what follows it and is available; itself if it has lapsed and its exam is available.
    pub next: Vec<&'a Certification>,
}

/// A difference between the day in a file and the rule that is not worth a remark.
const FEW_DAYS: i32 = 7;

const MAX_SLIPS: usize = 20;

pub fn run(files: Vec<(String, Held)>, options: &Options, context: &Context<'_>) -> Result<Outcome> {
    let answer = answer(files, options, context)?;
    let end = options.until.map_or(context.day, |until| until.tomorrow().unwrap_or(until));
    let has_findings = options.check && answer.rows.iter().any(|row| row.lapse.day().is_some_and(|day| day < end));
    let mut ids: Vec<String> = answer.rows.iter().map(|row| row.certification.id.clone()).collect();
    ids.dedup();
    let outcome =
        context.answer(ids, || report::blocks(&answer, options, context), || record::records(&answer, context));
    // A calendar or a table of values has no place for them.
    let notes = if context.audience == Audience::Programs { answer.remarks() } else { Vec::new() };
    let calendar = Some(record::calendar(&answer, options, context));
    Ok(Outcome { calendar, notes, faults: has_findings, ..outcome })
}

/// Works out the answer. Fails if a file of one's own has a slip: every one is in the message, with its place.
pub fn answer<'a>(files: Vec<(String, Held)>, options: &Options, context: &Context<'a>) -> Result<Answer<'a>> {
    let mut found: Vec<(Certificate, &Certification)> = Vec::new();
    let (mut slips, mut unused, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = Names::new(context.catalog, context.day, context.language);
    let several = files.len() > 1;
    for (file, held) in files {
        let mut problems = held.problems;
        for certificate in held.certificates {
            // Looking for near names takes time, and nobody reads hundreds of slips.
            if held.is_own && problems.len() > MAX_SLIPS {
                break;
            }
            // Among editions of one name it is the one of the day on which it was earned.
            names.day = certificate.earned.map_or(context.day, |earned| earned.earliest);
            let name = shown(&certificate.name);
            let text = match names.find(&certificate.name) {
                Ok(one) if !matches!(one.how, How::Provider(_)) => {
                    found.push((certificate, one.certification));
                    continue;
                }
                _ if !held.is_own => format!("`{name}` is not a certification that certcmp knows"),
                Ok(_) => format!("`{name}` is a provider; name one of its certifications"),
                Err(error) => error.to_string(),
            };
            problems.push(Problem { position: certificate.position, text });
        }
        problems.sort_by_key(|problem| problem.position);
        let file = if held.is_own || several { format!("{file}: ") } else { String::new() };
        let lines = if held.is_own { &mut slips } else { &mut unused };
        lines.extend(
            problems.iter().map(|Problem { position: (what, number), text }| format!("{file}{what} {number}: {text}")),
        );
        notes.extend(held.notes);
    }
    if slips.len() > MAX_SLIPS {
        slips.truncate(MAX_SLIPS);
        slips.push("  and more".to_owned());
    }
    if !slips.is_empty() {
        bail!("{}", slips.join("\n"));
    }
    let all = found.len();
    let latest = latest(found).into_iter();
    let mut rows: Vec<Row<'a>> = latest.map(|(certificate, exam)| row(certificate, exam, context)).collect();
    let renewed = all - rows.len();
    notes.extend(rows.iter().filter_map(|row| untimely(row, context)).take(MAX_SLIPS));
    rows.sort_by_key(|row| (row.lapse == Lapse::Never, row.lapse.day().is_none(), row.lapse.day(), row.who.clone()));
    let is_asked = |row: &Row<'_>| options.until.is_none_or(|until| row.lapse.day().is_some_and(|day| day <= until));
    let (rows, hidden): (Vec<Row<'a>>, Vec<Row<'a>>) = rows.into_iter().partition(is_asked);
    Ok(Answer { rows, hidden: hidden.iter().map(|row| row.lapse).collect(), renewed, unused, notes })
}

/// Returns the certificates that one person holds: those of files that have not lapsed, and certifications by name, whose
/// day of lapse is not known unless they never lapse. With them what a reader must know: what has lapsed or was not used.
/// Fails if a file has a slip, or certificates of several people.
pub fn holdings<'a>(
    files: Vec<(String, Held)>,
    named: &[&'a Certification],
    context: &Context<'a>,
) -> Result<(Vec<Row<'a>>, Vec<String>)> {
    let answer = answer(files, &Options::default(), context)?;
    let people = answer.people();
    if people.len() > 1 {
        bail!(
            "--held is about one person, and the file has certificates of {}\n  give a file with those of one person",
            people.join(", ")
        );
    }
    let mut notes = answer.remarks();
    // Some can still be renewed for some days.
    let has_lapsed = |row: &Row<'_>| row.lapse.is_past(context.day) && row.advice.ways.is_empty();
    let (lapsed, mut held): (Vec<Row<'a>>, Vec<Row<'a>>) = answer.rows.into_iter().partition(has_lapsed);
    notes.extend(lapsed.iter().map(|row| {
        format!("{} lapsed on {}, so it does not count as held.", code(row.certification), report::lapse(row))
    }));
    for certification in named.iter().copied() {
        if held.iter().all(|row| row.certification.id != certification.id) {
            held.push(row(Certificate::default(), certification, context));
        }
    }
    Ok((held, notes))
}

fn latest(found: Vec<(Certificate, &Certification)>) -> Vec<(Certificate, &Certification)> {
    let mut kept: Vec<(Certificate, &Certification)> = Vec::new();
    let days = |one: &Certificate| (one.earned.map(|when| when.latest), one.expires.map(|when| when.latest));
    for (certificate, certification) in found {
        match kept.iter_mut().find(|(known, of)| known.who == certificate.who && of.id == certification.id) {
            Some((known, _)) if days(known) >= days(&certificate) => {}
            Some((known, _)) => *known = certificate,
            None => kept.push((certificate, certification)),
        }
    }
    kept
}

fn row<'a>(certificate: Certificate, certification: &'a Certification, context: &Context<'a>) -> Row<'a> {
    let Certificate { who, earned, expires, .. } = certificate;
    let rule = by_rule(certification, earned);
    let lapse = expires.map(Lapse::On).or(rule).unwrap_or(Lapse::NotKnown);
    let differs = |rule: &When| {
        let days = |one: Date, other: Date| (one - other).get_days();
        expires.is_some_and(|file| days(file.earliest, rule.latest).max(days(rule.earliest, file.latest)) > FEW_DAYS)
    };
    Row {
        who,
        certification,
        earned,
        lapse,
        is_from_file: expires.is_some(),
        by_rule: rule.and_then(Lapse::when).filter(differs),
        advice: advice(certification, lapse, context),
    }
}

/// Returns a note on a certificate that was earned when its exam was not yet available, or not any more for some days.
fn untimely(row: &Row<'_>, context: &Context<'_>) -> Option<String> {
    let earned = row.earned?;
    let on = |day: Date, status: Status| {
        let standing = Standing::of(row.certification, context.catalog, day, context.language);
        let is_certain = !standing.in_doubt && standing.elsewhere.is_empty();
        Some(standing).filter(|standing| is_certain && standing.status == status)
    };
    let opens = on(earned.latest, Status::Announced).and_then(|standing| standing.opening);
    let opens = opens.map(|(first, _)| ("before its first", first));
    let days_before = earned.earliest.saturating_sub(FEW_DAYS.days());
    let ended = || Some(("after its last", on(days_before, Status::Retired)?.ended()?));
    let (order, day) = opens.or_else(ended)?;
    let who = row.who.as_ref().map(|who| format!("{who}, ")).unwrap_or_default();
    let (code, earned, day) = (code(row.certification), earned.words(), day.words());
    Some(format!("{who}{code}: earned {earned}, {order} day, {day}; is the day right?"))
}

/// Returns the lapse by the validity that held on the day of passing; on the first and the last possible one where the
/// day is not known.
fn by_rule(certification: &Certification, earned: Option<When>) -> Option<Lapse> {
    let fact = certification.facts.validity.as_deref()?;
    let Some(earned) = earned else { return Some(Lapse::Never).filter(|_| fact.value == Validity::NoExpiry) };
    let expiry = |day: Date| fact.on(day).expiry(day);
    Some(match (expiry(earned.earliest), expiry(earned.latest)) {
        (None, None) => Lapse::Never,
        (Some(first), Some(last)) => Lapse::On(When { earliest: first.min(last), latest: first.max(last) }),
        _ => Lapse::NotKnown,
    })
}

fn advice<'a>(certification: &'a Certification, lapse: Lapse, context: &Context<'a>) -> Advice<'a> {
    let denied = Advice { possible: Some(false), ..Advice::default() };
    let Lapse::On(when) = lapse else {
        return if lapse == Lapse::Never { denied } else { Advice::default() };
    };
    let mut ways = renewal::ways(certification, when.earliest, context.day, context);
    if ways.is_empty() && when.latest >= context.day {
        ways = renewal::ways(certification, when.latest, context.day, context);
        ways.iter_mut().for_each(|way| way.in_doubt = true);
    }
    if !ways.is_empty() {
        let possible = ways.iter().any(|way| !way.in_doubt).then_some(true);
        return Advice { possible, ways, ..Advice::default() };
    }
    let standing = standing::entry(certification, context).standing;
    if lapse.is_past(context.day) && standing.can_be_taken() {
        return Advice { next: vec![certification], ..denied };
    }
    // That no way is known does not mean that there is none, unless the exam has ended.
    let renewal = certification.facts.renewal.as_deref();
    let is_denied = renewal.is_some_and(|renewal| !renewal.value.possible || standing.status == Status::Retired);
    let end = end_of_renewals(certification);
    if end.is_none() && !is_denied && !lapse.is_past(context.day) {
        return Advice::default();
    }
    let next = context.catalog.instead(certification, context.day, context.language);
    Advice { since: end.filter(|end| *end < context.day), next, ..denied }
}
