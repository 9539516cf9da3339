//! The recommendations for people: one line and one reason each; the points and what was excluded where asked for.

use super::limits::{Limit, requirements, sitting_fact};
use super::ranking::{Candidate, Ranking};
use super::score::mentions;
use super::weights::{Reason, Speaks, decimal};
use super::wishes::Wishes;
use crate::commands::held::report::{advice, lapse};
use crate::commands::names::some;
use crate::commands::{Context, evidence, names, standing, values};
use crate::query::Entry;
use crate::query::terms::Term;
use crate::render::report::{Block, Cell, Listing, Row};
use certcmp_dataset::{Certification, Field, Status, View};

/// What to show: how many candidates at most, all reasons with their points, and what was excluded.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub top: usize,
    pub explain: bool,
    pub excluded: bool,
}

pub fn blocks(ranking: &Ranking<'_>, shown: &[Candidate<'_>], options: Options, context: &Context<'_>) -> Vec<Block> {
    let wishes = ranking.wishes;
    let words = wishes.words();
    let title = if words.is_empty() { "By level, the easiest first".to_owned() } else { format!("For {words}") };
    let mut blocks = vec![Block::Title(title, format!("{} · in {}", context.day, context.language.title()))];
    blocks.extend(wishes.held.iter().map(|held| Block::pairs(holder(held, wishes, context))));
    if shown.is_empty() {
        blocks.push(Block::Text(nothing(ranking)));
    } else if !options.explain || context.is_for_page() {
        blocks.push(Block::Listing(listing(ranking, shown, context)));
    }
    if options.explain || context.is_for_page() {
        blocks.extend(shown.iter().map(|candidate| explained(candidate, context)));
    }
    blocks.push(Block::Notes(notes(ranking, shown, context)));
    if options.excluded {
        blocks.extend(excluded(ranking, context));
    }
    let (all, excluded) = (ranking.candidates.len(), ranking.excluded.len());
    let hints = [
        (!options.explain && !shown.is_empty()).then(|| "Why, with sources: --explain".to_owned()),
        (all > shown.len()).then(|| format!("All {all}: --top {all}")),
        (!options.excluded && excluded > 0).then(|| format!("Excluded, and why ({excluded}): --excluded")),
    ];
    blocks.push(Block::Hints(hints.into_iter().flatten().collect()));
    blocks
}

/// Returns what holding a certification means, as rows: its validity and renewal, what it saves and what it meets.
fn holder(held: &Certification, wishes: &Wishes<'_>, context: &Context<'_>) -> Vec<(String, Cell)> {
    let mut certificates = wishes.certificates.iter().filter(|row| row.certification.id == held.id);
    let dated = certificates.find(|row| row.lapse.when().is_some());
    let until = dated.map(|row| {
        let (verb, renewable) = match row.lapse.is_past(context.day) {
            true if row.advice.possible == Some(true) => ("lapsed", ", can still be renewed"),
            true => ("lapsed", ""),
            false => ("lapses", ""),
        };
        format!("{verb} {}{renewable}; {}", lapse(row), advice(row, context))
    });
    let all = context.catalog.certifications.iter();
    let next = all.filter(|next| requirements(next).iter().any(|required| required.any_of.contains(&held.id)));
    let open = next.map(|next| standing::entry(next, context)).filter(|entry| entry.standing.status.is_open());
    let builds = open.map(|entry| match names::code(entry.certification) {
        code if entry.standing.can_be_taken() => code,
        code => format!("{code} ({})", standing::availability(&entry)),
    });
    let rows = [
        (names::code(held), Cell::text(until.unwrap_or_default())),
        ("Valid".to_owned(), fact(held, Field::Validity, context)),
        ("Renewal".to_owned(), fact(held, Field::Renewal, context)),
        ("Saves".to_owned(), values::cell(&standing::entry(held, context), Field::HolderDiscount, context)),
        ("Builds on it".to_owned(), Cell::list(builds)),
    ];
    rows.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
}

fn fact(certification: &Certification, field: Field, context: &Context<'_>) -> Cell {
    let view = certification.facts.view(field);
    view.map_or_else(|| Cell::text("not known"), |view| evidence::cell(&view, None, context))
}

fn listing(ranking: &Ranking<'_>, shown: &[Candidate<'_>], context: &Context<'_>) -> Listing {
    let is_one = ranking.wishes.providers.len() == 1;
    let row = |candidate: &Candidate<'_>| {
        let certification = candidate.entry.certification;
        let name = if is_one { names::short(certification) } else { context.catalog.full_title(certification) };
        let cells = vec![
            Cell::text(format!("{}{}", candidate.place, if candidate.is_tied { "=" } else { "" })),
            Cell::text(names::code(certification)),
            Cell::text(name),
            values::number(&candidate.entry, Field::Price, context),
            Cell::text(ranking.why(candidate, context)),
        ];
        Row::from(cells).note(availability(&candidate.entry, context))
    };
    // A place explains itself, except to those who hear a page.
    let place = if context.is_for_page() { "Place" } else { "" };
    let heads = [(place, true), ("Exam", false), ("Certification", false), ("USD", true), ("Why", false)];
    Listing { legend: Some(values::LEGEND.to_owned()), ..Listing::new("", heads, shown.iter().map(row)) }
}

fn nothing(ranking: &Ranking<'_>) -> String {
    let wishes = ranking.wishes;
    let labels: Vec<&str> = wishes.terms().map(Term::label).collect();
    let levels: Vec<&str> = wishes.levels.iter().map(|level| level.title()).collect();
    let only_by_level = ranking.excluded.iter().filter(|excluded| {
        excluded.limits.iter().all(|(limit, _)| *limit == Limit::Level) && excluded.has().all(|has| has)
    });
    let others: Vec<String> = only_by_level.map(|excluded| names::code(excluded.entry.certification)).collect();
    if !labels.is_empty() && !others.is_empty() {
        let (labels, levels) = (labels.join(", "), levels.join(" or "));
        return format!("No available {levels} exam covers {labels}. At other levels: {}.", some(&others, 4));
    }
    let others = if ranking.unsupported.is_empty() { "matches these" } else { "matches any preference within these" };
    format!("No certification {others} limits.")
}

/// Returns what restricts that an exam is available; empty for one that simply is.
fn availability(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let standing = &entry.standing;
    let from = (standing.day > context.day).then(|| format!("from {}", standing.day));
    let words = Some(standing::availability(entry)).filter(|words| words != "yes");
    from.into_iter().chain(words).collect::<Vec<_>>().join("; ")
}

fn notes(ranking: &Ranking<'_>, shown: &[Candidate<'_>], context: &Context<'_>) -> Vec<String> {
    let mut notes = doubts(ranking, shown, context);
    let exams = shown.iter().map(|candidate| candidate.entry.certification);
    let priceless: Vec<&Certification> = exams.filter(|exam| exam.facts.price.is_none()).collect();
    if ranking.wishes.budget.is_some() && !priceless.is_empty() {
        notes.push(format!("Not known whether within the limit: {}.", names::codes(&priceless)));
    }
    for equal in ranking.candidates.chunk_by(|one, other| one.place == other.place) {
        if equal.first().is_some_and(|first| first.is_tied && first.place <= shown.len()) {
            let codes: Vec<String> = equal.iter().map(|equal| names::code(equal.entry.certification)).collect();
            notes.push(format!("{} are equal here; the higher level comes first.", some(&codes, 4)));
        }
    }
    let owners = ranking.wishes.providers.iter().map(|provider| format!("{} ", provider.short_name));
    let available = format!("available {}", owners.collect::<Vec<_>>().join("or "));
    for term in ranking.unknown() {
        let anybody =
            context.catalog.certifications.iter().any(|exam| mentions(exam, term, context.catalog).best.is_some());
        let whose = if anybody { available.as_str() } else { "" };
        let words = format!("No {whose}exam names {}, so it did not count.", term.label());
        notes.extend(Some(words).filter(|_| !anybody || !shown.is_empty()));
    }
    notes.extend(elsewhere(ranking, context));
    let unknown = ranking.excluded.iter().filter(|found| found.entry.standing.status == Status::Unknown).count();
    if unknown > 0 && context.language.as_str() != "en" {
        let (title, tag) = (context.language.title(), context.language.as_str());
        notes.push(format!("{unknown} more are not known for {title}: certcmp list --language {tag}."));
    }
    notes.extend(ranking.ended().map(|entry| {
        let (name, next) = (names::short(entry.certification), standing::replacements(entry, context));
        let next = if next.is_empty() { String::new() } else { format!("; in its place: {}", names::codes(&next)) };
        format!("{name}, {}{next}.", standing::ended_name(entry.certification, context))
    }));
    notes
}

/// Says what is surely available where the first is not, and what is left out and would be first if it were.
fn doubts(ranking: &Ranking<'_>, shown: &[Candidate<'_>], context: &Context<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let doubt = |candidate: &Candidate<'_>| candidate.entry.standing.in_doubt;
    let Some(sure) = ranking.candidates.iter().find(|candidate| !doubt(candidate)) else { return notes };
    let is_first_in_doubt = shown.first().is_some_and(doubt);
    notes.extend(is_first_in_doubt.then(|| format!("Surely available: {}.", names::code(sure.entry.certification))));
    let nearer =
        |other: &&Candidate<'_>| doubt(other) && other.matched() >= sure.matched() && other.points() > sure.points();
    notes.extend(ranking.candidates.iter().skip(shown.len()).filter(nearer).take(2).map(|other| {
        let (code, why) = (names::code(other.entry.certification), availability(&other.entry, context));
        format!("{code} would come first, but it is in doubt: {why}.")
    }));
    notes
}

fn elsewhere(ranking: &Ranking<'_>, context: &Context<'_>) -> Option<String> {
    let best = ranking.elsewhere.iter().max_by_key(|candidate| candidate.matched())?;
    let wanted = ranking.wishes.terms().zip(best.has()).filter(|(_, has)| *has);
    let labels: Vec<&str> = wanted.map(|(term, _)| term.label()).collect();
    let all = |other: &&Candidate<'_>| other.has().zip(best.has()).all(|(has, wanted)| has >= wanted);
    let others = ranking.elsewhere.iter().filter(all).take(3).map(|candidate| {
        let certification = candidate.entry.certification;
        let price = values::cell(&candidate.entry, Field::Price, context).line();
        let price = if price.is_empty() { "?" } else { &price };
        format!("{} ({}, {price})", names::code(certification), names::provider(certification, context))
    });
    Some(format!("{} elsewhere: {}.", labels.join(", "), others.collect::<Vec<_>>().join(", ")))
}

fn explained(candidate: &Candidate<'_>, context: &Context<'_>) -> Block {
    let Entry { certification, standing } = &candidate.entry;
    let row = |label: &str, cell: Cell, view: Option<&View<'_>>| match view {
        Some(view) => evidence::row(Row::fact(label, cell), view, true, context),
        None => Row::fact(label, cell),
    };
    let reason_row = |label: &str, reason: &Reason<'_>| match &reason.cited {
        Some(fact) => row(label, evidence::words_cell(&reason.words, &fact.view, context), Some(&fact.view)),
        None => row(label, Cell::text(&reason.words), None),
    };
    let from = if standing.day > context.day { format!("From {}. ", standing.day) } else { String::new() };
    let available = Reason::new(0, from + &standing.sentences(certification), sitting_fact(certification, standing));
    let mut rows = vec![reason_row("Available", &available)];
    let values = rows.iter_mut().filter_map(|row| row.cells.get_mut(1));
    values.for_each(|value| value.tone = standing::tone(&candidate.entry));
    rows.extend([("Cost", Field::Price), ("Required", Field::PrerequisitesRequired)].map(|(label, field)| {
        row(label, fact(certification, field, context), certification.facts.view(field).as_ref())
    }));
    let mut reasons: Vec<&Reason<'_>> = candidate.findings.iter().flat_map(|finding| &finding.reasons).collect();
    reasons.sort_by_key(|reason| reason.speaks as u8);
    rows.extend(reasons.into_iter().map(|reason| reason_row(reason.speaks.title(), reason)));
    let points = candidate.findings.iter().map(|finding| {
        let (criterion, degree, points) = (finding.criterion, decimal(finding.degree), decimal(finding.points()));
        let is_absent = finding.reasons.iter().any(|reason| reason.speaks == Speaks::NotKnown);
        let absent = if is_absent { " (not known)" } else { "" };
        format!("{}: {} × {degree} = {points}{absent}", criterion.title(), criterion.weight())
    });
    let points = points.chain([format!("total: {}", decimal(candidate.points()))]);
    rows.push(row("Points", Cell::stacked(points), None));
    let level = certification.level().map_or("level not known", |level| level.title());
    let (code, title) = (names::code(certification), context.catalog.full_title(certification));
    Block::facts(format!("{}. {code}  {title}, {level}", candidate.place), rows)
}

fn excluded(ranking: &Ranking<'_>, context: &Context<'_>) -> Vec<Block> {
    let rows = ranking.excluded.iter().map(|excluded| {
        let reasons: Vec<&str> = excluded.limits.iter().map(|(_, reason)| reason.words.as_str()).collect();
        let title = context.catalog.full_title(excluded.entry.certification);
        [names::code(excluded.entry.certification), title, reasons.join("; ")].map(Cell::text).to_vec()
    });
    let heads = ["Exam", "Certification", "Why"].map(|head| (head, false));
    let others: Vec<&Certification> = ranking.unsupported.iter().map(|other| other.entry.certification).collect();
    let others = (!others.is_empty()).then(|| Block::Text(format!("No match: {}.", names::codes(&others))));
    std::iter::once(Block::Listing(Listing::new("Excluded", heads, rows))).chain(others).collect()
}
