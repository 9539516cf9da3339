//! `changes`: what began, ended or changed between two days, and what is planned. Beginnings and ends follow from the status on each
//! day, so that they agree with `list` and `show`.

use super::Context;
use certcmp_dataset::fact::View;
use certcmp_dataset::language::Language;
use certcmp_dataset::sitting::End;
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::vocab::{SittingKind, Support};
use certcmp_dataset::when::{When, eve};
use certcmp_dataset::{Certification, Field, SittingField, SourceRef, Standing, Status};
use jiff::civil::Date;

/// One change of one exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'a> {
    pub certification: &'a Certification,
    pub kind: ChangeKind,
    /// The first day of a beginning, the last day of an end; a span where the day is not known.
    pub date: When,
    /// The languages concerned; empty if the change is not about languages.
    pub languages: Vec<Language>,
    /// Announced, and not certain to come.
    pub planned: bool,
    pub support: Option<Support>,
    pub sources: Vec<SourceRef>,
}

/// What an exam offers on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    Nothing,
    Beta,
    Exam,
}

/// A stretch of days with one offer.
struct Run {
    begin: Date,
    offer: Offer,
    in_doubt: bool,
    sitting: Option<usize>,
}

/// Returns the changes of these certifications between two days, both included, in order of time.
pub fn run<'a>(
    certifications: &[&'a Certification],
    since: Date,
    until: Date,
    context: &Context<'a>,
) -> Vec<Change<'a>> {
    let mut found: Vec<Change<'a>> = Vec::new();
    for certification in certifications {
        let languages = languages(certification);
        for language in &languages {
            for change in of_language(certification, language, context) {
                add(&mut found, change);
            }
        }
        for change in planned(certification) {
            add(&mut found, change);
        }
        found.extend(of_facts(certification));
    }
    found.retain(|change| change.date.earliest <= until && change.date.latest >= since);
    found.sort_by(|left, right| {
        (left.date, &left.certification.id, left.kind).cmp(&(right.date, &right.certification.id, right.kind))
    });
    found
}

/// Adds a change, or its languages to the same change in other languages.
fn add<'a>(found: &mut Vec<Change<'a>>, change: Change<'a>) {
    let same = |known: &&mut Change<'_>| {
        known.certification.id == change.certification.id
            && (known.kind, known.date, known.planned) == (change.kind, change.date, change.planned)
    };
    match found.iter_mut().find(same) {
        Some(known) => {
            for language in change.languages {
                if !known.languages.contains(&language) {
                    known.languages.push(language);
                }
            }
        }
        None => found.push(change),
    }
}

/// English and every language that is named for the exam or one of its sittings.
fn languages(certification: &Certification) -> Vec<Language> {
    let mut found = vec![Language::english()];
    let sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.languages.as_deref());
    for fact in sittings.chain(certification.facts.languages.as_deref()) {
        for language in &fact.value.listed {
            if !found.contains(language) {
                found.push(language.clone());
            }
        }
    }
    found
}

/// The stretches of days of an exam in a language, from the beginning of its record on.
fn runs(certification: &Certification, language: &Language, context: &Context<'_>) -> Vec<Run> {
    let days = days_of_change(certification, context.catalog);
    let mut found: Vec<Run> = Vec::new();
    for begin in days.first().map(|first| eve(*first)).into_iter().chain(days.iter().copied()) {
        let standing = Standing::of(certification, context.catalog, begin, language);
        let offer = match standing.status {
            Status::Beta => Offer::Beta,
            Status::Available | Status::Retiring => Offer::Exam,
            _ => Offer::Nothing,
        };
        let run = Run { begin, offer, in_doubt: standing.in_doubt, sitting: standing.sitting };
        if found.last().is_none_or(|last| (last.offer, last.in_doubt) != (run.offer, run.in_doubt)) {
            found.push(run);
        }
    }
    found
}

/// Beginnings and ends in a language, and the day from which it is in doubt whether the exam is still available.
fn of_language<'a>(certification: &'a Certification, language: &Language, context: &Context<'a>) -> Vec<Change<'a>> {
    let runs = runs(certification, language, context);
    let mut found = Vec::new();
    let mut certain: Option<&Run> = None;
    let mut doubt: Option<&Run> = None;
    for run in &runs {
        if run.in_doubt {
            doubt = doubt.or(Some(run));
            continue;
        }
        if let Some(before) = certain.filter(|before| before.offer != run.offer) {
            let first = doubt.map_or(run.begin, |doubt| doubt.begin);
            found.push(transition(certification, language, before, run, first));
        }
        (certain, doubt) = (Some(run), None);
    }
    if let (Some(before), Some(doubt)) = (certain, doubt) {
        let kind = if before.offer == Offer::Nothing { ChangeKind::PerhapsBegan } else { ChangeKind::PerhapsEnded };
        let field = if before.offer == Offer::Nothing { SittingField::First } else { SittingField::Last };
        found.push(change(certification, language, kind, When::on(doubt.begin), fact(certification, doubt, field)));
    }
    found
}

/// The change from one certain offer to the next; in between it was in doubt from `first` on.
fn transition<'a>(
    certification: &'a Certification,
    language: &Language,
    before: &Run,
    after: &Run,
    first: Date,
) -> Change<'a> {
    let begin = When { earliest: first, latest: after.begin };
    let end = When { earliest: eve(first), latest: eve(after.begin) };
    let (kind, date, view) = match (before.offer, after.offer) {
        (Offer::Nothing, Offer::Beta) => {
            (ChangeKind::BetaBegan, begin, fact(certification, after, SittingField::First))
        }
        (Offer::Beta, Offer::Exam) => (ChangeKind::LeftBeta, begin, fact(certification, after, SittingField::First)),
        (_, Offer::Exam) => (ChangeKind::Began, begin, fact(certification, after, SittingField::First)),
        (Offer::Beta, _) => (ChangeKind::BetaEnded, end, fact(certification, before, SittingField::Last)),
        (_, _) => (ChangeKind::Ended, end, fact(certification, before, SittingField::Last)),
    };
    change(certification, language, kind, date, view)
}

fn fact<'a>(certification: &'a Certification, run: &Run, field: SittingField) -> Option<View<'a>> {
    certification.sittings.get(run.sitting?)?.facts.view(field)
}

fn change<'a>(
    certification: &'a Certification,
    language: &Language,
    kind: ChangeKind,
    date: When,
    view: Option<View<'a>>,
) -> Change<'a> {
    let (support, sources) = evidence(view);
    Change { certification, kind, date, languages: vec![language.clone()], planned: false, support, sources }
}

fn evidence(view: Option<View<'_>>) -> (Option<Support>, Vec<SourceRef>) {
    view.map_or((None, Vec::new()), |view| (Some(view.support), view.sources.to_vec()))
}

/// Beginnings and ends that are planned and not confirmed.
fn planned(certification: &Certification) -> Vec<Change<'_>> {
    let mut found = Vec::new();
    for sitting in &certification.sittings {
        let is_beta = sitting.kind == SittingKind::Beta;
        let first = sitting.start().filter(|first| first.planned).map(|first| first.when);
        let last = sitting.facts.last.as_deref().and_then(|last| match &last.value {
            End::On(end) if end.planned => Some(end.when),
            _ => None,
        });
        let begins = if is_beta { ChangeKind::BetaBegan } else { ChangeKind::Began };
        let ends = if is_beta { ChangeKind::BetaEnded } else { ChangeKind::Ended };
        for (date, kind, field) in [(first, begins, SittingField::First), (last, ends, SittingField::Last)] {
            let Some(date) = date else { continue };
            let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
            let (support, sources) = evidence(sitting.facts.view(field));
            let languages = languages.map_or(Vec::new(), |languages| languages.value.listed.clone());
            found.push(Change { certification, kind, date, languages, planned: true, support, sources });
        }
    }
    found
}

/// Changes that are facts of the record: announcements and the ends of what follows an exam.
fn of_facts(certification: &Certification) -> Vec<Change<'_>> {
    let facts = &certification.facts;
    let dated = [
        (ChangeKind::EndAnnounced, Field::EndAnnounced, facts.end_announced.as_deref().map(|fact| fact.value)),
        (ChangeKind::RenewalsEnd, Field::RenewalsEnd, facts.renewals_end.as_deref().map(|fact| fact.value)),
        (
            ChangeKind::CertificationEnds,
            Field::CertificationEnds,
            facts.certification_ends.as_deref().map(|fact| fact.value),
        ),
    ];
    let change = |(kind, field, date): (ChangeKind, Field, Option<When>)| {
        let (support, sources) = evidence(facts.view(field));
        Some(Change { certification, kind, date: date?, languages: Vec::new(), planned: false, support, sources })
    };
    dated.into_iter().filter_map(change).collect()
}

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    BetaBegan,
    LeftBeta,
    Began,
    PerhapsBegan,
    EndAnnounced,
    BetaEnded,
    Ended,
    PerhapsEnded,
    RenewalsEnd,
    CertificationEnds,
}
