//! The recommendations for people: one line and one reason each; the points and what was excluded where asked for.

use super::headline::headline;
use super::limits::{Decided, Limit, requirements, sitting_fact};
use super::mentions;
use super::ranking::{Candidate, Ranking};
use super::reason::{Reason, Speaks};
use super::wishes::Wishes;
use crate::commands::held::Lapse;
use crate::commands::held::report::{advice, lapse};
use crate::commands::names::some;
use crate::commands::{Context, evidence, names, standing, values};
use crate::query::Entry;
use crate::query::terms::Term;
use crate::render::report::{Block, Cell, FactGroup, FactRow, Listing, Row};
use certcmp_dataset::language::and;
use certcmp_dataset::{Certification, Field, Status, View};

#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many certifications to recommend at most.
    pub top: usize,
    /// Shows all reasons with their sources, and the points.
    pub explain: bool,
    /// Shows what was excluded, and why.
    pub excluded: bool,
}

pub fn blocks(ranking: &Ranking<'_>, wishes: &Wishes<'_>, options: Options, context: &Context<'_>) -> Vec<Block> {
    let words = wishes.words();
    let title = if words.is_empty() { "By level, the easiest first".to_owned() } else { format!("For {words}") };
    let aside = format!("{} · in {}", context.day, context.language.title());
    let mut blocks = vec![Block::Title(title, aside)];
    for held in &wishes.held {
        blocks.push(Block::pairs(holder(held, wishes, context)));
    }
    let shown: Vec<&Candidate<'_>> = ranking.candidates.iter().take(options.top).collect();
    if shown.is_empty() {
        blocks.push(Block::Text(nothing(ranking, wishes, context)));
    } else if !options.explain || context.is_for_page() {
        blocks.push(Block::Listing(listing(&shown, ranking, wishes, context)));
    }
    let explained = shown.iter().enumerate().map(|(at, candidate)| explained(at, candidate, context));
    let explained = explained.map(Block::facts).filter(|_| options.explain || context.is_for_page());
    let notes = Block::Notes(notes(ranking, &shown, wishes, context));
    if options.explain {
        blocks.extend(explained);
        blocks.push(notes);
    } else {
        blocks.push(notes);
        blocks.extend(explained);
    }
    if options.excluded {
        blocks.extend(excluded(ranking, context));
    }
    blocks.push(Block::Hints(hints(ranking, shown.len(), options)));
    blocks
}

/// Returns what holding a certification means, as rows: its validity and renewal, what it saves and what it meets.
fn holder(held: &Certification, wishes: &Wishes<'_>, context: &Context<'_>) -> Vec<(String, Cell)> {
    let certificate = wishes.certificates.iter().find(|row| row.certification.id == held.id);
    let until = certificate.and_then(|row| match row.lapse {
        Lapse::On(_) => Some(format!("lapses {}; {}", lapse(row), advice(row, context))),
        Lapse::Never => Some("never lapses".to_owned()),
        Lapse::NotKnown => None,
    });
    let fact = |field: Field| match held.facts.view(field) {
        Some(view) => evidence::cell(&view, None, context),
        None => Cell::text("not known"),
    };
    let owner = names::provider(held, context);
    let saves = held.facts.holder_discount.as_deref();
    let saves = saves.map(|discount| format!("{} off the next exam of {owner}", discount.value));
    let next = context.catalog.certifications.iter().filter(|next| {
        requirements(next).unwrap_or_default().iter().any(|required| required.any_of.contains(&held.id))
    });
    let open = next.map(|next| standing::entry(next, context)).filter(|entry| entry.standing.status.is_open());
    let builds = open.map(|entry| match (names::code(entry.certification), entry.standing.can_be_taken()) {
        (code, true) => code,
        (code, false) => format!("{code} ({})", standing::cell(&entry, context).line()),
    });
    let rows = [
        (names::code(held), Cell::text(until.unwrap_or_default())),
        ("Valid".to_owned(), fact(Field::Validity)),
        ("Renewal".to_owned(), fact(Field::Renewal)),
        ("Saves".to_owned(), Cell::text(saves.unwrap_or_default())),
        ("Builds on it".to_owned(), Cell::list(builds)),
    ];
    rows.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
}

/// Returns the first few of some texts, and how many more there are.
fn listed(texts: &[String]) -> String {
    if texts.len() <= 4 { and(texts) } else { some(texts, 3) }
}

/// Returns the price of an attempt; a beta's beside it.
fn cost(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let cell = values::cell(entry, Field::Price, context);
    if cell.is_empty() { "?".to_owned() } else { cell.line() }
}

fn listing(shown: &[&Candidate<'_>], ranking: &Ranking<'_>, wishes: &Wishes<'_>, context: &Context<'_>) -> Listing {
    let owners: Vec<&String> = shown.iter().map(|candidate| &candidate.entry.certification.provider).collect();
    let owners = owners.windows(2).any(|pair| matches!(pair, [one, other] if one != other));
    let row = |candidate: &&Candidate<'_>| {
        let certification = candidate.entry.certification;
        let name =
            if owners { context.catalog.full_title(certification).to_string() } else { names::short(certification) };
        let cells = vec![
            Cell::text(format!("{}{}", candidate.place, if candidate.is_tied { "=" } else { "" })),
            Cell::text(names::code(certification)),
            Cell::text(name),
            values::number(&candidate.entry, Field::Price, context),
            Cell::text(headline(candidate, ranking, wishes, context)),
        ];
        Row::from(cells).note(availability(&candidate.entry, context))
    };
    // A place explains itself, except to those who hear a page.
    let place = if context.is_for_page() { "Place" } else { "" };
    let heads = [(place, true), ("Exam", false), ("Certification", false), ("USD", true), ("Why", false)];
    let listing = Listing::new("", heads, shown.iter().map(row));
    Listing { legend: Some(values::LEGEND.to_owned()), ..listing }
}

/// Says that nothing answers, and what does at other levels.
fn nothing(ranking: &Ranking<'_>, wishes: &Wishes<'_>, context: &Context<'_>) -> String {
    let labels: Vec<&str> = wishes.terms().map(Term::label).collect();
    let levels: Vec<&str> = wishes.levels.iter().map(|level| level.title()).collect();
    let only_by_level = ranking.excluded.iter().filter(|excluded| {
        let has = |term| mentions::has(excluded.entry.certification, term, context.catalog);
        excluded.reasons.iter().all(|(limit, _)| *limit == Limit::Level) && wishes.terms().all(has)
    });
    let others: Vec<String> = only_by_level.map(|excluded| names::code(excluded.entry.certification)).collect();
    if !labels.is_empty() && !levels.is_empty() && !others.is_empty() {
        let (labels, levels) = (labels.join(", "), levels.join(" or "));
        return format!("No available {levels} exam covers {labels}. At other levels: {}.", listed(&others));
    }
    match ranking.unsupported.is_empty() {
        true => "No certification matches these limits.".to_owned(),
        false => "No certification within these limits matches any preference.".to_owned(),
    }
}

/// Returns what restricts that an exam is available; empty for one that simply is.
fn availability(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let standing = &entry.standing;
    let mut words = Vec::new();
    if standing.day > context.day {
        words.push(format!("from {}", standing.day));
    }
    if standing.in_doubt || standing.status != Status::Available {
        words.push(standing::cell(entry, context).line());
    }
    words.join("; ")
}

fn notes(ranking: &Ranking<'_>, shown: &[&Candidate<'_>], wishes: &Wishes<'_>, context: &Context<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let doubt = |candidate: &&Candidate<'_>| candidate.entry.standing.in_doubt;
    let sure = ranking.candidates.iter().find(|candidate| !doubt(candidate));
    if let Some(sure) = sure {
        if shown.first().is_some_and(doubt) {
            notes.push(format!("Surely available: {}.", names::code(sure.entry.certification)));
        }
        let nearer = |other: &&Candidate<'_>| {
            doubt(other) && other.matched() >= sure.matched() && other.points() > sure.points()
        };
        for other in ranking.candidates.iter().skip(shown.len()).filter(nearer).take(2) {
            let (code, why) = (names::code(other.entry.certification), availability(&other.entry, context));
            notes.push(format!("{code} would come first, but it is in doubt: {why}."));
        }
    }
    let exams = shown.iter().map(|candidate| candidate.entry.certification);
    let priceless: Vec<&Certification> = exams.filter(|exam| exam.facts.price.is_none()).collect();
    if wishes.budget.is_some() && !priceless.is_empty() {
        notes.push(format!("Not known whether within the limit: {}.", names::codes(&priceless)));
    }
    let mut before = 0;
    for equal in ranking.candidates.chunk_by(|one, other| one.place == other.place) {
        if equal.len() > 1 && before < shown.len() {
            let codes: Vec<String> = equal.iter().map(|equal| names::code(equal.entry.certification)).collect();
            notes.push(format!("{} are equal here; the higher level comes first.", listed(&codes)));
        }
        before += equal.len();
    }
    let owners: Vec<String> = wishes.providers.iter().map(|provider| format!("{} ", provider.short_name)).collect();
    for term in wishes.terms().filter(|term| ranking.unknown.iter().any(|label| label == term.label())) {
        let label = term.label();
        let anybody = context.catalog.certifications.iter().any(|exam| mentions::has(exam, term, context.catalog));
        if anybody && shown.is_empty() {
            continue;
        }
        let whose = if anybody { format!("available {}", owners.join("or ")) } else { String::new() };
        notes.push(format!("No {whose}exam names {label}, so it did not count."));
    }
    if let Some(best) = ranking.elsewhere.iter().max_by_key(|candidate| candidate.matched()) {
        let has = |terms: &[Option<String>]| terms.iter().map(Option::is_some).collect::<Vec<bool>>();
        let wanted = has(&best.terms);
        let labels: Vec<&str> =
            wishes.terms().zip(&wanted).filter(|(_, has)| **has).map(|(term, _)| term.label()).collect();
        let all = |other: &&Candidate<'_>| has(&other.terms).iter().zip(&wanted).all(|(has, wanted)| has >= wanted);
        let others = ranking.elsewhere.iter().filter(all).take(3).map(|candidate| {
            let certification = candidate.entry.certification;
            let owner = names::provider(certification, context);
            format!("{} ({owner}, {})", names::code(certification), cost(&candidate.entry, context))
        });
        notes.push(format!("{} elsewhere: {}.", labels.join(", "), others.collect::<Vec<_>>().join(", ")));
    }
    let statuses = ranking.excluded.iter().map(|excluded| excluded.entry.standing.status);
    let unknown = statuses.filter(|status| *status == Status::Unknown).count();
    if unknown > 0 && context.language.as_str() != "en" {
        let (title, tag) = (context.language.title(), context.language.as_str());
        notes.push(format!("{unknown} more are not known for {title}: certcmp list --language {tag}."));
    }
    for entry in &ranking.ended {
        let ended = entry.standing.ended().map_or_else(String::new, |when| format!(" on {}", when.words()));
        let successors =
            entry.certification.successors().into_iter().filter_map(|id| context.catalog.certification(id));
        let open = successors.filter(|next| standing::entry(next, context).standing.status.is_open());
        let next: Vec<String> = open.map(names::code).collect();
        let follow = if next.len() == 1 { "follows" } else { "follow" };
        let next = if next.is_empty() { String::new() } else { format!("; {} {follow} it", and(&next)) };
        notes.push(format!(
            "{}, {}, ended{ended}{next}.",
            names::code(entry.certification),
            names::short(entry.certification)
        ));
    }
    notes
}

fn hints(ranking: &Ranking<'_>, shown: usize, options: Options) -> Vec<String> {
    let mut hints = Vec::new();
    if !options.explain && shown > 0 {
        hints.push("Why, with sources: --explain".to_owned());
    }
    if ranking.candidates.len() > shown {
        hints.push(format!("All {}: --top {}", ranking.candidates.len(), ranking.candidates.len()));
    }
    if !options.excluded && !ranking.excluded.is_empty() {
        hints.push(format!("Excluded, and why ({}): --excluded", ranking.excluded.len()));
    }
    hints
}

/// Returns all reasons for and against a candidate, with sources and points.
fn explained(at: usize, candidate: &Candidate<'_>, context: &Context<'_>) -> FactGroup {
    let certification = candidate.entry.certification;
    let row = |label: &str, words: Cell, view: Option<&View<'_>>| match view {
        Some(view) => evidence::row(FactRow::new(label, words), view, true, context),
        None => FactRow::new(label, words),
    };
    let reason_row = |label: &str, reason: &Reason<'_>| {
        let view = reason.cited.as_ref().map(|cited| &cited.view);
        let words = view.map(|view| evidence::words_cell(&reason.words, view, context));
        row(label, words.unwrap_or_else(|| Cell::text(&reason.words)), view)
    };
    let mut available = candidate.entry.standing.sentences(certification);
    if candidate.entry.standing.day > context.day {
        available = format!("From {}. {available}", candidate.entry.standing.day);
    }
    let cited = sitting_fact(certification, &candidate.entry.standing);
    let mut rows = vec![reason_row("Available", &Reason { speaks: Speaks::Neither, words: available, cited })];
    rows.iter_mut().for_each(|row| row.cell.tone = standing::tone(&candidate.entry));
    rows.extend([("Cost", Field::Price), ("Required", Field::PrerequisitesRequired)].map(|(label, field)| {
        let view = certification.facts.view(field);
        let cell = view.as_ref().map(|view| evidence::cell(view, None, context));
        row(label, cell.unwrap_or_else(|| Cell::text("not known")), view.as_ref())
    }));
    let reasons = || candidate.findings.iter().flat_map(|finding| &finding.reasons);
    for speaks in [Speaks::For, Speaks::Against, Speaks::Neither] {
        rows.extend(
            reasons().filter(|reason| reason.speaks == speaks).map(|reason| reason_row(speaks.title(), reason)),
        );
    }
    let absent: Vec<&str> =
        reasons().filter(|reason| reason.speaks == Speaks::NotKnown).map(|reason| reason.words.as_str()).collect();
    if !absent.is_empty() {
        rows.push(row(Speaks::NotKnown.title(), Cell::text(absent.join(", ")), None));
    }
    let points = candidate.findings.iter().map(|finding| {
        let criterion = finding.criterion;
        let absent = if finding.is_not_known() { " (not known)" } else { "" };
        format!("{}: {} × {} = {}{absent}", criterion.title(), criterion.weight(), finding.degree, finding.points())
    });
    let points = points.chain([format!("total: {}", candidate.points())]);
    rows.push(row("Points", Cell::stacked(points), None));
    let level = certification.level().map_or("level not known", |level| level.title());
    let heading =
        format!("{}. {}  {}, {level}", at + 1, names::code(certification), context.catalog.full_title(certification));
    FactGroup { heading, rows }
}

fn excluded(ranking: &Ranking<'_>, context: &Context<'_>) -> Vec<Block> {
    let row = |excluded: &Decided<'_>| {
        let reasons: Vec<&str> = excluded.reasons.iter().map(|(_, reason)| reason.words.as_str()).collect();
        let title = context.catalog.full_title(excluded.entry.certification);
        vec![Cell::text(names::code(excluded.entry.certification)), Cell::text(title), Cell::text(reasons.join("; "))]
    };
    let heads = [("Exam", false), ("Certification", false), ("Why", false)];
    let mut blocks = vec![Block::Listing(Listing::new("Excluded", heads, ranking.excluded.iter().map(row)))];
    if !ranking.unsupported.is_empty() {
        let codes: Vec<String> =
            ranking.unsupported.iter().map(|candidate| names::code(candidate.entry.certification)).collect();
        blocks.push(Block::Text(format!("No match: {}.", codes.join(", "))));
    }
    blocks
}
