//! The first screen of a certification: what one asks first, then what is tested.

use crate::commands::brief::{self, or_not_known, with_questions};
use crate::commands::columns::checked;
use crate::commands::values::{self, standard};
use crate::commands::{Context, disputes, evidence, names, standing, topics};
use crate::query::Entry;
use crate::render::report::{Bar, Bars, Block, Cell, Link};
use certcmp_dataset::fact::View;
use certcmp_dataset::keeping::Validity;
use certcmp_dataset::value::{Display, Share};
use certcmp_dataset::vocab::{SittingKind, Support, TopicWeight};
use certcmp_dataset::weight::sum_off;
use certcmp_dataset::{Field, Status};

/// How many domains the first screen has.
const DOMAINS: usize = 4;

pub fn blocks(entry: &Entry<'_>, context: &Context<'_>) -> Vec<Block> {
    let mut blocks = head(entry, context);
    blocks.push(Block::pairs(pairs(entry, context)));
    blocks.extend(tested(entry, context));
    blocks.push(Block::pairs(contents(entry, context)));
    blocks.push(Block::Notes(vec![support(entry)]));
    blocks.push(Block::Hints(hints(entry, context)));
    blocks
}

/// The name, and whether it is available.
pub fn head(entry: &Entry<'_>, context: &Context<'_>) -> Vec<Block> {
    let certification = entry.certification;
    let aside = checked(certification, context).map(|when| format!("Checked {when}")).unwrap_or_default();
    let mut text = entry.standing.sentences(certification);
    if entry.standing.in_doubt && entry.standing.status == Status::Beta {
        text = format!("{} Perhaps closed: nothing newer is known.", text.split(" Whether it").next().unwrap_or(&text));
    }
    vec![
        Block::Title(certification.name().clone(), names::code(certification)),
        Block::Status(text, standing::tone(entry), aside),
    ]
}

fn pairs(entry: &Entry<'_>, context: &Context<'_>) -> Vec<(String, Cell)> {
    let mut pairs: Vec<(&str, Cell)> = Vec::new();
    let ended = matches!(entry.standing.status, Status::Retired | Status::NotOffered);
    let next = standing::replacements_cell(entry, names::with_name, context);
    if !next.is_empty() {
        pairs.push(("Replaced by", next));
    }
    if ended {
        pairs.push(("For holders", or_not_known(keeping(entry, "valid ", context))));
    }
    pairs.push(("Cost", or_not_known(cost(entry, context))));
    pairs.push(("Exam", or_not_known(exam(entry, context))));
    pairs.push(("Where", or_not_known(values::cell(entry, Field::Delivery, context))));
    pairs.push(("You need", or_not_known(brief::needs(entry, 2, context))));
    if !ended {
        pairs.push(("Valid", or_not_known(keeping(entry, "", context))));
        pairs.push(("If failed", or_not_known(retake(entry, context))));
        pairs.extend(booking(entry).map(|link| ("Book", Cell::links([link]))));
    }
    pairs.into_iter().map(|(label, cell)| (label.to_owned(), cell)).collect()
}

fn cost(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = values::cell(entry, Field::Price, context);
    if cell.is_empty() {
        cell
    } else {
        Cell { content: Cell::text(format!("{} before tax", cell.line())).content, ..cell }
    }
}

/// Questions, time, kinds of questions and the passing score.
fn exam(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = |field| values::cell(entry, field, context);
    let (count, time, types, score) =
        (cell(Field::Questions), cell(Field::Duration), cell(Field::QuestionTypes), cell(Field::PassingScore));
    let mut parts: Vec<String> = Vec::new();
    parts.extend((!count.is_empty()).then(|| with_questions(&count.line())));
    parts.extend([&time, &types].into_iter().filter(|cell| !cell.is_empty()).map(|cell| cell.line()));
    let score_words = match score.line() {
        line if line.is_empty() => "passing score not known".to_owned(),
        line => format!("passing score {line}"),
    };
    if parts.is_empty() && score.is_empty() {
        return Cell::default();
    }
    evidence::joined(format!("{}; {score_words}", parts.join(", ")), vec![count, time, types, score])
}

/// How long a certificate is valid, and how it is renewed.
fn keeping(entry: &Entry<'_>, prefix: &str, context: &Context<'_>) -> Cell {
    let valid = values::cell(entry, Field::Validity, context);
    if entry.certification.facts.validity.as_deref().is_some_and(|fact| fact.value == Validity::NoExpiry) {
        return valid;
    }
    let renewal = brief::renewal(entry, true, context);
    let words: Vec<String> = [
        (!valid.is_empty()).then(|| format!("{prefix}{}", valid.line())),
        (!renewal.is_empty()).then(|| renewal.line()),
    ]
    .into_iter()
    .flatten()
    .collect();
    evidence::joined(words.join("; "), vec![valid, renewal])
}

fn retake(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = values::cell(entry, Field::Retake, context);
    let has_waits = entry.certification.facts.retake.as_deref().is_some_and(|retake| !retake.value.waits.is_empty());
    let mut words = if has_waits { format!("wait {}", cell.line()) } else { cell.line() };
    if let Some((beta, Some(SittingKind::Beta))) = values::in_effect(entry, Field::Retake) {
        words = format!("beta: {}; exam: {words}", beta.display(context.catalog).line());
    }
    if words.is_empty() { cell } else { Cell { content: Cell::text(words).content, ..cell } }
}

/// The page on which the exam is booked.
fn booking(entry: &Entry<'_>) -> Option<Link> {
    let links = &entry.certification.facts.links.as_deref()?.value;
    let url = links.page.clone().or_else(|| links.exam.clone())?;
    Some(Link { text: String::new(), url })
}

/// The heaviest domains, as bars.
fn tested(entry: &Entry<'_>, context: &Context<'_>) -> Option<Block> {
    let view = standard(entry, Field::Domains)?;
    let Display::Shares(mut shares) = view.display(context.catalog) else { return None };
    let whole = shares.len();
    shares.sort_by(|left: &Share, right: &Share| right.middle.total_cmp(&left.middle));
    shares.truncate(DOMAINS);
    let mut remarks = Vec::new();
    remarks.extend((whole > DOMAINS).then(|| format!("{DOMAINS} of {whole} domains")));
    let domains = entry.certification.facts.domains.as_deref();
    remarks.extend(domains.and_then(|domains| sum_off(&domains.value)).map(|(least, most)| {
        let sum = if least > 100.0 { least } else { most };
        format!("as printed, the weights make {sum} %")
    }));
    let heading = match remarks.is_empty() {
        true => "What is tested".to_owned(),
        false => format!("What is tested ({})", remarks.join("; ")),
    };
    Some(Block::Bars(Bars {
        heading,
        bars: shares.iter().map(Bar::from).collect(),
        sources: evidence::ids(view.sources, context),
    }))
}

fn contents(entry: &Entry<'_>, context: &Context<'_>) -> Vec<(String, Cell)> {
    let mut pairs = Vec::new();
    let mut labels = topics::labels(entry, TopicWeight::Main, false, context);
    labels.extend(topics::labels(entry, TopicWeight::Covered, false, context));
    let emphasis = values::cell(entry, Field::Emphasis, context);
    let cut = |cell: Cell| values::cut(cell, |_| 4, context);
    if !labels.is_empty() {
        pairs.push(("Topics".to_owned(), cut(Cell::list(labels))));
    } else if !emphasis.is_empty() {
        pairs.push(("Emphasis".to_owned(), cut(emphasis)));
    }
    let services = values::cell(entry, Field::Services, context);
    pairs.push(("Services".to_owned(), or_not_known(cut(services))));
    pairs
}

/// How many facts are official, and how many are disputed.
fn support(entry: &Entry<'_>) -> String {
    let views: Vec<View<'_>> = entry.certification.facts.views().map(|(_, view)| view).collect();
    let official = views.iter().filter(|view| view.support == Support::Official).count();
    let are = if official == 1 { "is" } else { "are" };
    let disputes = disputes::count(std::slice::from_ref(entry)).map(|text| format!(" {text}"));
    format!("{official} of {} facts {are} official.{}", views.len(), disputes.unwrap_or_default())
}

fn hints(entry: &Entry<'_>, context: &Context<'_>) -> Vec<String> {
    let mut hints = vec!["Sources: --sources".to_owned()];
    if disputes::count(std::slice::from_ref(entry)).is_some() {
        hints.push("Disputes: --disputes".to_owned());
    }
    hints.push("History, audience, all services: --full".to_owned());
    let next = standing::replacements(entry, context);
    if let Some(next) = next.first() {
        let (one, other) = (names::code(entry.certification), names::code(next));
        hints.push(format!("Compare: certcmp compare {one} {other}"));
    }
    hints
}
