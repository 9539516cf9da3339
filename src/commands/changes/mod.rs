//! `changes`: what began, ended or changed between two days, and what is planned. Beginnings and ends follow from the status on each
//! day, so that they agree with `list` and `show`.

pub mod record;
pub mod report;

use super::{Context, Outcome, names};
use crate::query::open_sitting;
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::when::eve;
use certcmp_dataset::{
    Certification, Field, Language, SittingField, SittingKind, SourceRef, Standing, Start, View, When, kinds,
};
use jiff::civil::Date;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub since: Date,
    pub until: Date,
}

#[derive(Debug, Clone)]
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
    pub evidence: Option<View<'a>>,
}

impl<'a> Change<'a> {
    fn new(certification: &'a Certification, kind: ChangeKind, date: When, evidence: Option<View<'a>>) -> Self {
        let (languages, details) = (Vec::new(), String::new());
        Self { certification, kind, date, languages, details, planned: false, evidence }
    }

    pub fn sources(&self) -> &'a [SourceRef] {
        self.evidence.as_ref().map_or(&[], |view| view.sources)
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

/// Beginnings and ends in a language, and the day from which it is in doubt whether the exam is still available.
fn of_language<'a>(certification: &'a Certification, language: &Language, context: &Context<'a>) -> Vec<Change<'a>> {
    let offer = |standing: &Standing| open_sitting(certification, standing).map(|sitting| sitting.kind);
    let standing = |day| Standing::of(certification, context.catalog, day, language);
    let days = days_of_change(certification, context.catalog);
    let before = days.first().copied().map(eve);
    // The days on which its offer or the doubt about it changes, and one before its record begins.
    let mut turns: Vec<Standing> = before.into_iter().chain(days).map(standing).collect();
    turns.dedup_by_key(|standing| (offer(standing), standing.in_doubt));
    let change = |kind: ChangeKind, date: When, of: &Standing, field: SittingField| {
        let sitting = of.sitting.and_then(|at| certification.sittings.get(at));
        let change = Change::new(certification, kind, date, sitting.and_then(|sitting| sitting.facts.view(field)));
        Change { languages: vec![language.clone()], ..change }
    };
    let mut found = Vec::new();
    let (mut certain, mut doubt): (Option<Standing>, Option<Standing>) = (None, None);
    for turn in turns {
        if turn.in_doubt {
            doubt = doubt.or(Some(turn));
            continue;
        }
        // In between it was in doubt.
        let first = doubt.take().map_or(turn.day, |doubt| doubt.day);
        if let Some(before) = certain.filter(|before| offer(before) != offer(&turn)) {
            let begun = When { earliest: first, latest: turn.day };
            let ended = When { earliest: eve(first), latest: eve(turn.day) };
            found.push(match (offer(&before), offer(&turn)) {
                (None, Some(SittingKind::Beta)) => change(ChangeKind::BetaBegan, begun, &turn, SittingField::First),
                (None, Some(SittingKind::Standard)) => change(ChangeKind::Began, begun, &turn, SittingField::First),
                (Some(SittingKind::Beta), Some(_)) => change(ChangeKind::LeftBeta, begun, &turn, SittingField::First),
                (Some(SittingKind::Beta), None) => change(ChangeKind::BetaEnded, ended, &before, SittingField::Last),
                _ => change(ChangeKind::Ended, ended, &before, SittingField::Last),
            });
        }
        certain = Some(turn);
    }
    // A planned day that has come is told by the plan.
    let is_planned = |day: Date| {
        planned(certification).iter().any(|change| change.date.latest == eve(day) || change.date.earliest == day)
    };
    if let (Some(before), Some(doubt)) = (certain, doubt.filter(|doubt| !is_planned(doubt.day))) {
        let day = When::on(doubt.day);
        found.push(match offer(&before) {
            None => change(ChangeKind::PerhapsBegan, day, &doubt, SittingField::First),
            Some(SittingKind::Beta) => change(ChangeKind::BetaPerhapsEnded, day, &doubt, SittingField::Last),
            // An end that is yet to come is planned, on the last day before the doubt.
            Some(SittingKind::Standard) if doubt.day > context.day => {
                let end = change(ChangeKind::Ended, When::on(eve(doubt.day)), &doubt, SittingField::Last);
                Change { planned: true, ..end }
            }
            Some(SittingKind::Standard) => change(ChangeKind::PerhapsEnded, day, &doubt, SittingField::Last),
        });
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
        let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
        let languages = languages.map_or(Vec::new(), |languages| languages.value.listed.clone());
        let days = [(sitting.start(), begins, SittingField::First), (sitting.end(), ends, SittingField::Last)];
        found.extend(days.into_iter().filter_map(|(day, kind, field)| {
            let day = day.filter(|day| day.planned)?;
            let change = Change::new(certification, kind, day.when, sitting.facts.view(field));
            Some(Change { languages: languages.clone(), planned: true, ..change })
        }));
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
    let dated = dated.into_iter().filter_map(|(kind, field, fact)| Some((kind, field, fact?.value)));
    dated.map(|(kind, field, date)| Change::new(certification, kind, date, facts.view(field)))
}

fn outlines(certification: &Certification) -> impl Iterator<Item = Change<'_>> {
    certification.facts.outlines.iter().flat_map(|fact| &fact.value).filter_map(|outline| {
        let Start { when, planned } = outline.from?;
        let mut view = certification.facts.view(Field::Outlines);
        if let Some(view) = view.as_mut().filter(|_| !outline.sources.is_empty()) {
            view.sources = &outline.sources;
        }
        let details = outline.version.iter().chain(&outline.changes).cloned().collect::<Vec<_>>().join(", ");
        let change = Change::new(certification, ChangeKind::Outline, when, view);
        Some(Change { details, languages: outline.languages.clone(), planned, ..change })
    })
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
