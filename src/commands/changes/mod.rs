//! `changes`: what began, ended or changed between two days, and what is planned. Beginnings and ends follow from the status on each
//! day, so that they agree with `list` and `show`.

pub mod record;
pub mod report;

use super::{Context, Outcome, names};
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::when::eve;
use certcmp_dataset::{
    Certification, End, Fact, Field, Language, Outline, SittingField, SittingKind, SourceRef, Standing, Start, Status,
    Support, View, When, kinds,
};
use jiff::civil::Date;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub since: Date,
    pub until: Date,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Change<'a> {
    pub certification: &'a Certification,
    pub kind: ChangeKind,
    /// The first day of a beginning, the last day of an end; a span where the day is not known.
    pub date: When,
    /// Empty if the change is not about languages.
    pub languages: Vec<Language>,
    /// What a new outline or another value is about, in words; may be empty.
    pub details: String,
    /// Announced, and not certain to come.
    pub planned: bool,
    pub support: Option<Support>,
    pub sources: Vec<SourceRef>,
}

impl<'a> Change<'a> {
    fn new(certification: &'a Certification, kind: ChangeKind, date: When, view: Option<View<'_>>) -> Self {
        Self {
            certification,
            kind,
            date,
            languages: Vec::new(),
            details: String::new(),
            planned: false,
            support: view.as_ref().map(|view| view.support),
            sources: view.map_or_else(Vec::new, |view| view.sources.to_vec()),
        }
    }

    /// Returns the languages in which an exam that ended in some is certainly available on the day after.
    pub fn goes_on(&self, context: &Context<'_>) -> Vec<Language> {
        let after = self.date.latest.tomorrow().ok().filter(|_| self.kind == ChangeKind::Ended && !self.planned);
        let is_open = |language: &Language| {
            after.is_some_and(|day| Standing::of(self.certification, context.catalog, day, language).can_be_taken())
        };
        let others = languages(self.certification).into_iter().filter(|language| !self.languages.contains(language));
        others.filter(is_open).collect()
    }
}

pub fn run(certifications: &[&Certification], period: Period, with_sources: bool, context: &Context<'_>) -> Outcome {
    let changes = find(certifications, period, context);
    let answer = context.answer(
        names::distinct(changes.iter().map(|change| change.certification.id.clone())),
        || report::blocks(certifications, &changes, period, with_sources, context),
        || record::records(&changes, period, context),
    );
    Outcome { calendar: Some(record::calendar(&changes, context)), ..answer }
}

/// Returns the changes of these certifications in a period, in order of time. The same change in several languages is
/// one.
pub fn find<'a>(certifications: &[&'a Certification], period: Period, context: &Context<'a>) -> Vec<Change<'a>> {
    let mut found: Vec<Change<'a>> = Vec::new();
    for certification in certifications {
        for language in languages(certification) {
            found.extend(of_language(certification, &language, context));
        }
        found.extend(planned(certification));
        found.extend(of_facts(certification));
        found.extend(outlines(certification));
        found.extend(earlier_values(certification, context));
    }
    found.retain(|change| change.date.earliest <= period.until && change.date.latest >= period.since);
    let key = |change: &Change<'a>| (change.date, &change.certification.id, change.kind, change.planned);
    found.sort_by(|left, right| key(left).cmp(&key(right)));
    found.dedup_by(|change, known| {
        let is_same = key(change) == key(known) && change.details == known.details;
        if is_same {
            let languages = std::mem::take(&mut known.languages);
            known.languages = names::distinct(languages.into_iter().chain(change.languages.drain(..)));
        }
        is_same
    });
    found
}

/// English and every language that is named for the exam or one of its sittings.
fn languages(certification: &Certification) -> Vec<Language> {
    let sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.languages.as_deref());
    let facts = sittings.chain(certification.facts.languages.as_deref());
    names::distinct([Language::english()].into_iter().chain(facts.flat_map(|fact| fact.value.listed.clone())))
}

fn offer(standing: &Standing) -> Option<SittingKind> {
    match standing.status {
        Status::Beta => Some(SittingKind::Beta),
        Status::Available | Status::Retiring => Some(SittingKind::Standard),
        _ => None,
    }
}

/// Returns the standing of an exam in a language at the beginning of its record, and on each day on which its offer or
/// the doubt about it changes.
fn turns(certification: &Certification, language: &Language, context: &Context<'_>) -> Vec<Standing> {
    let days = days_of_change(certification, context.catalog);
    let before = days.first().copied().map(eve);
    let standing = |day| Standing::of(certification, context.catalog, day, language);
    let mut found: Vec<Standing> = before.into_iter().chain(days).map(standing).collect();
    found.dedup_by_key(|standing| (offer(standing), standing.in_doubt));
    found
}

/// Beginnings and ends in a language, and the day from which it is in doubt whether the exam is still available.
fn of_language<'a>(certification: &'a Certification, language: &Language, context: &Context<'a>) -> Vec<Change<'a>> {
    let change = |kind: ChangeKind, date: When, of: &Standing, field: SittingField| {
        let sitting = of.sitting.and_then(|at| certification.sittings.get(at));
        let change = Change::new(certification, kind, date, sitting.and_then(|sitting| sitting.facts.view(field)));
        Change { languages: vec![language.clone()], ..change }
    };
    let mut found = Vec::new();
    let (mut certain, mut doubt): (Option<Standing>, Option<Standing>) = (None, None);
    for turn in turns(certification, language, context) {
        if turn.in_doubt {
            doubt = doubt.or(Some(turn));
            continue;
        }
        if let Some(before) = certain.filter(|before| offer(before) != offer(&turn)) {
            // In between it was in doubt.
            let first = doubt.map_or(turn.day, |doubt| doubt.day);
            let (kind, is_beginning) = match (offer(&before), offer(&turn)) {
                (None, Some(SittingKind::Beta)) => (ChangeKind::BetaBegan, true),
                (None, Some(SittingKind::Standard)) => (ChangeKind::Began, true),
                (Some(SittingKind::Beta), Some(_)) => (ChangeKind::LeftBeta, true),
                (Some(SittingKind::Beta), None) => (ChangeKind::BetaEnded, false),
                _ => (ChangeKind::Ended, false),
            };
            found.push(if is_beginning {
                change(kind, When { earliest: first, latest: turn.day }, &turn, SittingField::First)
            } else {
                let last = When { earliest: eve(first), latest: eve(turn.day) };
                change(kind, last, &before, SittingField::Last)
            });
        }
        (certain, doubt) = (Some(turn), None);
    }
    // A planned day that has come is told by the plan.
    let is_planned = |day: Date| {
        planned(certification).iter().any(|change| change.date.latest == eve(day) || change.date.earliest == day)
    };
    if let (Some(before), Some(doubt)) = (certain, doubt.filter(|doubt| !is_planned(doubt.day))) {
        let (kind, field) = match offer(&before) {
            None => (ChangeKind::PerhapsBegan, SittingField::First),
            Some(SittingKind::Beta) => (ChangeKind::BetaPerhapsEnded, SittingField::Last),
            Some(_) if doubt.day > context.day => (ChangeKind::Ended, SittingField::Last),
            Some(_) => (ChangeKind::PerhapsEnded, SittingField::Last),
        };
        // An end that is yet to come is planned, on the last day before the doubt.
        let planned = kind == ChangeKind::Ended;
        let day = if planned { eve(doubt.day) } else { doubt.day };
        found.push(Change { planned, ..change(kind, When::on(day), &doubt, field) });
    }
    found
}

fn planned(certification: &Certification) -> Vec<Change<'_>> {
    let mut found = Vec::new();
    for sitting in &certification.sittings {
        let (begins, ends) = match sitting.kind {
            SittingKind::Beta => (ChangeKind::BetaBegan, ChangeKind::BetaEnded),
            SittingKind::Standard => (ChangeKind::Began, ChangeKind::Ended),
        };
        let last = match sitting.facts.last.as_deref().map(|last| &last.value) {
            Some(End::On(end)) => Some(*end),
            _ => None,
        };
        let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
        let languages = languages.map_or(Vec::new(), |languages| languages.value.listed.clone());
        for (day, kind, field) in [(sitting.start(), begins, SittingField::First), (last, ends, SittingField::Last)] {
            let change = |day: Start| Change::new(certification, kind, day.when, sitting.facts.view(field));
            let change = day.filter(|day| day.planned).map(change);
            found.extend(change.map(|change| Change { languages: languages.clone(), planned: true, ..change }));
        }
    }
    found
}

/// Changes that are facts of the record: announcements and the ends of what follows an exam.
fn of_facts(certification: &Certification) -> impl Iterator<Item = Change<'_>> {
    let facts = &certification.facts;
    let dated = [
        (ChangeKind::EndAnnounced, Field::EndAnnounced, facts.end_announced.as_deref()),
        (ChangeKind::RenewalsEnd, Field::RenewalsEnd, facts.renewals_end.as_deref()),
        (ChangeKind::CertificationEnds, Field::CertificationEnds, facts.certification_ends.as_deref()),
    ];
    let change = |(kind, field, fact): (ChangeKind, Field, Option<&Fact<When>>)| {
        Some(Change::new(certification, kind, fact?.value, facts.view(field)))
    };
    dated.into_iter().filter_map(change)
}

fn outlines(certification: &Certification) -> Vec<Change<'_>> {
    let change = |outline: &Outline| {
        let from = outline.from?;
        let view = certification.facts.view(Field::Outlines);
        let mut change = Change::new(certification, ChangeKind::Outline, from.when, view);
        if !outline.sources.is_empty() {
            change.sources.clone_from(&outline.sources);
        }
        let details = outline.version.iter().chain(&outline.changes).cloned().collect::<Vec<_>>().join(", ");
        Some(Change { details, languages: outline.languages.clone(), planned: from.planned, ..change })
    };
    certification.facts.outlines.iter().flat_map(|fact| &fact.value).filter_map(change).collect()
}

/// Values that were others up to a day, such as a price or a name.
fn earlier_values<'a>(certification: &'a Certification, context: &Context<'a>) -> Vec<Change<'a>> {
    let mut found = Vec::new();
    for (field, view) in certification.facts.views() {
        for claim in &view.also {
            let Some(until) = claim.until else { continue };
            let after = |day: Date| day.tomorrow().unwrap_or(day);
            let date = When { earliest: after(until.earliest), latest: after(until.latest) };
            let (earlier, now) = (claim.display(context.catalog).line(), view.display(context.catalog).line());
            let details = format!("{} from {earlier} to {now}", field.label().to_lowercase());
            let change = Change::new(certification, ChangeKind::Value, date, Some(view.clone()));
            found.push(Change { details, ..change });
        }
    }
    found
}

kinds! {
    #[derive(PartialOrd, Ord)]
    ChangeKind {
        BetaBegan = "beta-began", "beta began";
        LeftBeta = "left-beta", "left beta";
        Began = "began", "exam began";
        PerhapsBegan = "perhaps-began", "perhaps begun";
        Outline = "outline", "new outline";
        Value = "value", "changed";
        EndAnnounced = "end-announced", "end announced";
        BetaEnded = "beta-ended", "beta ended";
        Ended = "ended", "ended";
        BetaPerhapsEnded = "beta-perhaps-ended", "beta perhaps closed";
        PerhapsEnded = "perhaps-ended", "perhaps ended";
        RenewalsEnd = "renewals-end", "last day of renewals";
        CertificationEnds = "certification-ends", "certification ends";
    }
}
