//! The first screen of a certification: what one asks first, then what is tested.

use crate::commands::brief::{self, or_not_known, with_questions};
use crate::commands::values::{self, standard};
use crate::commands::{Context, disputes, evidence, names, standing, topics};
use crate::query::Entry;
use crate::render::report::{Bar, Block, Cell, Link, Listing, Remark};
use certcmp_dataset::outline::sum_off;
use certcmp_dataset::{Display, Field, Share, SittingKind, Status, Support, TopicWeight, Validity, View};

const DOMAINS: usize = 4;

pub fn blocks(entry: &Entry<'_>, context: &Context<'_>) -> Vec<Block> {
    let disputes = disputes::count(std::slice::from_ref(entry));
    let mut hints = vec!["Sources: --sources".to_owned()];
    hints.extend(disputes.is_some().then(|| "Disputes: --disputes".to_owned()));
    hints.push("History, audience, all services: --full".to_owned());
    if let Some(next) = standing::replacements(entry, context).first() {
        let (one, other) = (names::code(entry.certification), names::code(next));
        hints.push(format!("Compare: certcmp compare {one} {other}"));
    }
    let mut blocks = head(entry);
    blocks.push(Block::pairs(pairs(entry, context)));
    blocks.extend(tested(entry, context));
    blocks.push(Block::pairs(contents(entry, context)));
    blocks.push(Block::Notes(vec![[support(entry)].into_iter().chain(disputes).collect::<Vec<_>>().join(" ")]));
    blocks.push(Block::Hints(hints));
    blocks
}

pub fn head(entry: &Entry<'_>) -> Vec<Block> {
    let certification = entry.certification;
    let aside = certification.checked.map(|when| format!("Checked {when}")).unwrap_or_default();
    vec![
        Block::Title(certification.name().clone(), names::code(certification)),
        Block::Status(entry.standing.sentences(certification), standing::tone(entry), aside),
    ]
}

fn pairs(entry: &Entry<'_>, context: &Context<'_>) -> Vec<(&'static str, Cell)> {
    let has_ended = matches!(entry.standing.status, Status::Retired | Status::NotOffered);
    let next = standing::replacements_cell(entry, names::with_name, context);
    let mut pairs = Vec::new();
    pairs.extend((!next.is_empty()).then_some(("Replaced by", next)));
    pairs.extend(has_ended.then(|| ("For holders", or_not_known(keeping(entry, "valid ", context)))));
    pairs.extend([
        ("Cost", or_not_known(cost(entry, context))),
        ("Exam", or_not_known(exam(entry, context))),
        ("Where", or_not_known(values::cell(entry, Field::Delivery, context))),
        ("You need", or_not_known(brief::needs(entry, 2, context))),
    ]);
    if !has_ended {
        pairs.push(("Valid", or_not_known(keeping(entry, "", context))));
        pairs.push(("If failed", or_not_known(retake(entry, context))));
        pairs.extend(booking(entry).map(|link| ("Book", Cell::links([link]))));
    }
    pairs
}

fn cost(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = values::cell(entry, Field::Price, context);
    if cell.is_empty() { cell } else { cell.with_text(format!("{} before tax", cell.line())) }
}

fn exam(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let fields = [Field::Questions, Field::Duration, Field::QuestionTypes, Field::PassingScore];
    let cells = fields.map(|field| values::cell(entry, field, context));
    if cells.iter().all(Cell::is_empty) {
        return Cell::default();
    }
    let [count, time, types, score] = cells.each_ref().map(|cell| Some(cell.line()).filter(|line| !line.is_empty()));
    let parts: Vec<String> = [count.map(|count| with_questions(&count)), time, types].into_iter().flatten().collect();
    let score = score.unwrap_or_else(|| "not known".to_owned());
    evidence::joined(format!("{}; passing score {score}", parts.join(", ")), cells.into())
}

fn keeping(entry: &Entry<'_>, prefix: &str, context: &Context<'_>) -> Cell {
    let valid = values::cell(entry, Field::Validity, context);
    if entry.certification.facts.validity.as_deref().is_some_and(|fact| fact.value == Validity::NoExpiry) {
        return valid;
    }
    let renewal = brief::renewal(entry, true, context);
    let words = [(prefix, &valid), ("", &renewal)].into_iter().filter(|(_, cell)| !cell.is_empty());
    let words: Vec<String> = words.map(|(prefix, cell)| format!("{prefix}{}", cell.line())).collect();
    evidence::joined(words.join("; "), vec![valid, renewal])
}

fn retake(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = values::cell(entry, Field::Retake, context);
    let has_waits = entry.certification.facts.retake.as_deref().is_some_and(|retake| !retake.value.waits.is_empty());
    let mut words = if has_waits { format!("wait {}", cell.line()) } else { cell.line() };
    if let Some((beta, Some(SittingKind::Beta))) = values::in_effect(entry, Field::Retake) {
        words = format!("beta: {}; exam: {words}", beta.display(context.catalog).line());
    }
    cell.with_text(words)
}

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
    let middle = |share: &Share| share.bounds.0 + share.bounds.1;
    shares.sort_by(|left, right| middle(right).total_cmp(&middle(left)));
    shares.truncate(DOMAINS);
    let mut remarks = Vec::new();
    remarks.extend((whole > DOMAINS).then(|| format!("{DOMAINS} of {whole} domains")));
    let domains = entry.certification.facts.domains.as_deref();
    remarks.extend(domains.and_then(|domains| sum_off(&domains.value)).map(|(least, most)| {
        let sum = if least > 100.0 { least } else { most };
        format!("as printed, the weights make {sum} %")
    }));
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
    let heading = format!("What is tested{remarks}");
    let mut table = Listing::bars(heading, ["Weight", "Domain"], shares.iter().map(Bar::from));
    if let Some(last) = table.rows.last_mut().filter(|_| context.is_for_page()) {
        last.asides.push(Remark::new("from", evidence::ids(view.sources, context)));
    }
    Some(Block::Listing(table))
}

fn contents(entry: &Entry<'_>, context: &Context<'_>) -> [(&'static str, Cell); 2] {
    let labels = |weight| topics::labels(entry, weight, false, context);
    let labels = [labels(TopicWeight::Main), labels(TopicWeight::Covered)].concat();
    let cell = |field| values::cell(entry, field, context);
    let topics = if labels.is_empty() { ("Emphasis", cell(Field::Emphasis)) } else { ("Topics", Cell::list(labels)) };
    let services = ("Services", cell(Field::Services));
    [topics, services].map(|(label, cell)| (label, or_not_known(values::cut(cell, |_| 4, context))))
}

fn support(entry: &Entry<'_>) -> String {
    let views: Vec<View<'_>> = entry.certification.facts.views().map(|(_, view)| view).collect();
    let official = views.iter().filter(|view| view.support == Support::Official).count();
    let are = if official == 1 { "is" } else { "are" };
    format!("{official} of {} facts {are} official.", views.len())
}
