//! `show`: everything that is known of one certification, each value with how well it is backed.

use super::column::{Column, all_sources, checked, fact_cell, in_effect, instead, sitting_words, status_tone};
use super::{Context, Outcome, page, records};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Content, FactGroup, FactRow, Link, Listing, Report, TimeSpan, Timeline};
use certcmp_dataset::fact::{ClaimView, View};
use certcmp_dataset::sitting::End;
use certcmp_dataset::value::Display;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Field, Group, Sitting, SittingField, Source, SourceRef, Standing};
use jiff::civil::Date;

/// Shows one certification. With `with_sources`, every fact says where it is from, and the sources are listed.
pub fn run(
    certification: &Certification,
    chosen: Option<&[Column]>,
    with_sources: bool,
    context: &Context<'_>,
) -> Outcome {
    let standing = Standing::of(certification, context.catalog, context.day, context.language);
    let entry = Entry { certification, standing };
    let mut blocks = vec![title(certification), Block::Verdict(opening(&entry, context), status_tone(&entry))];
    let wanted = |field: Field| chosen.is_none_or(|chosen| chosen.contains(&Column::Fact(field)));
    for group in Group::ALL {
        let mut rows: Vec<FactRow> = Field::ALL
            .iter()
            .filter(|field| field.group() == *group && wanted(**field) && (**field != Field::Name || chosen.is_some()))
            .filter_map(|field| {
                in_effect(&entry, *field).map(|(view, kind)| row(*field, &view, kind, with_sources, context))
            })
            .collect();
        if *group == Group::Identity && chosen.is_none() {
            rows.insert(0, bare("ID", &certification.id, ""));
            rows.push(bare("Track", &certification.track.title().into(), "our sorting"));
            rows.extend(
                (!certification.aliases.is_empty())
                    .then(|| bare("Also called", &certification.aliases.join(", ").into(), "")),
            );
        }
        if let (Group::Identity, Some(chosen)) = (group, chosen) {
            let own = chosen.iter().filter(|column| !matches!(column, Column::Fact(_) | Column::Sittings));
            let own = own.map(|column| FactRow {
                label: column.label().into(),
                cell: column.cell(&entry, context),
                ..FactRow::default()
            });
            rows.splice(0..0, own.collect::<Vec<_>>());
        }
        if *group == Group::Lifecycle && chosen.is_none_or(|chosen| chosen.contains(&Column::Sittings)) {
            rows.extend(certification.sittings.iter().map(|sitting| sitting_row(sitting, with_sources, context)));
        }
        if *group == Group::Links && context.is_for_page() {
            rows.iter_mut().for_each(|row| row.cell.more.get_or_insert_default().links = links(certification));
        }
        if !rows.is_empty() {
            blocks.push(Block::Facts(FactGroup { heading: heading(*group, certification), rows }));
        }
        if *group == Group::Lifecycle && chosen.is_none() {
            blocks.push(Block::Timeline(timeline(certification, context)));
        }
    }
    let cited = certification.cited(true);
    if with_sources && !context.is_for_page() {
        blocks.push(Block::Listing(source_listing(cited, context)));
    }
    if !context.is_for_page() {
        blocks.push(Block::Text(format!(
            "A value is wrong? CONTRIBUTING.md says how to correct it in five minutes, for all or in a file of your own (amends: {}).",
            certification.id
        )));
    }
    let records = records::certifications(std::slice::from_ref(&entry), chosen, context);
    let mut outcome = Outcome::of(Report { envelope: context.envelope(), blocks, records });
    let next: Vec<&str> = instead(&entry, context).iter().map(|next| next.id.as_str()).collect();
    if !next.is_empty() {
        outcome.hints.push(format!("certcmp compare {} {}", certification.id, next.join(" ")));
    }
    if !with_sources {
        outcome.hints.push(format!("certcmp show {} --sources tells where each value is from", certification.id));
    }
    outcome
}

/// The provider's own pages.
fn links(certification: &Certification) -> Vec<Link> {
    let links = certification.facts.links.as_ref();
    let each = links.into_iter().flat_map(|links| links.value.each());
    each.filter_map(|(_, text, url)| Some(Link { text: text.to_owned(), url: url?.to_string() })).collect()
}

fn title(certification: &Certification) -> Block {
    let level = certification.level().map_or("", |level| level.title());
    let code = certification.id.to_uppercase();
    Block::Title(certification.name().to_string(), if level.is_empty() { code } else { format!("{code} · {level}") })
}

fn opening(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let mut text = entry.standing.sentences(entry.certification);
    let next: Vec<String> = instead(entry, context).iter().map(|next| next.id.clone()).collect();
    if !next.is_empty() {
        text.push_str(&format!(" Instead: {}.", next.join(", ")));
    }
    if let Some(when) = checked(entry.certification, context) {
        text.push_str(&format!(" Checked {when}."));
    }
    text
}

fn heading(group: Group, certification: &Certification) -> String {
    let approximate = certification.facts.domains.as_deref().is_some_and(|domains| {
        domains.value.iter().filter_map(|domain| domain.weight).any(|weight| weight.approximate)
    });
    match group {
        Group::Content if approximate => format!("{} (weights approximate, as printed)", group.title()),
        _ => group.title().to_owned(),
    }
}

fn bare(label: &'static str, text: &String, support: &'static str) -> FactRow {
    FactRow { label: label.into(), cell: Cell::text(text), support: support.into(), ..FactRow::default() }
}

fn row(field: Field, view: &View<'_>, kind: Option<SittingKind>, with_sources: bool, context: &Context<'_>) -> FactRow {
    let mut cell = fact_cell(view, kind, context);
    if let (Field::Links, Display::List(items)) = (field, &view.display(context.catalog)) {
        cell.content = Content::Stacked(items.clone());
        cell.addresses =
            items.iter().filter_map(|item| item.rsplit_once(' ')).map(|(_, url)| url.to_owned().into()).collect();
    }
    FactRow {
        label: field.label().into(),
        cell,
        support: support(view).into(),
        asides: asides(view, with_sources, context),
    }
}

/// How well a value is backed, in words.
pub fn support(view: &View<'_>) -> String {
    let mut words = view.support.title().to_owned();
    if view.rule {
        words.push_str(", general rule");
    }
    words
}

/// What stands below a value: its note; with sources also other accounts and where it is from.
fn asides(view: &View<'_>, with_sources: bool, context: &Context<'_>) -> Vec<String> {
    let mut asides: Vec<String> = view.note.map(String::to_string).into_iter().collect();
    let claim = |claim: &ClaimView<'_>| {
        let note = claim.note.map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{}: {}{note}", all_sources(claim.sources, context), claim.display(context.catalog).line())
    };
    if with_sources {
        asides.extend(view.also.iter().map(|account| format!("also {}", claim(account))));
        let noted = view.disputed.iter().filter(|disputed| disputed.note.is_some());
        asides.extend(noted.map(|disputed| format!("on the dispute: {}", claim(disputed))));
        if !context.is_for_page() {
            asides.push(format!("from {}", dated_sources(view.sources, context)));
        }
    }
    asides
}

/// The ids of some sources, each with its date.
pub fn dated_sources(sources: &[SourceRef], context: &Context<'_>) -> String {
    let named = sources.iter().filter_map(|source| context.catalog.source(*source)).map(|source| match source.dated {
        Some(when) => format!("{} ({when})", source.id),
        None => source.id.to_string(),
    });
    named.collect::<Vec<_>>().join(", ")
}

/// The sittings, and the time in which certificates are renewed where that ends.
pub fn timeline(certification: &Certification, context: &Context<'_>) -> Timeline {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    let opened = standard.filter_map(|sitting| sitting.facts.first.as_deref()).map(|first| first.value);
    let opened = opened.filter(|start| !start.planned).map(|start| start.when.earliest).min();
    let mut spans: Vec<TimeSpan> =
        certification.sittings.iter().filter_map(|sitting| time_span(sitting, opened)).collect();
    let earliest = spans.iter().filter_map(|span| span.from).min();
    spans.extend(certification.facts.renewals_end.as_deref().map(|end| TimeSpan {
        label: "Renewals".to_owned(),
        from: earliest,
        to: Some(end.value.latest),
        planned: false,
    }));
    Timeline { heading: "When it can be taken".to_owned(), today: context.day, spans }
}

/// A sitting as a span; nothing if neither end of it is known. A beta is over when the standard exam has opened, and a
/// standard sitting begins no earlier than the exam.
fn time_span(sitting: &Sitting, opened: Option<Date>) -> Option<TimeSpan> {
    let first = sitting.facts.first.as_deref().or(sitting.facts.registration.as_deref()).map(|first| first.value);
    let last = match sitting.facts.last.as_deref().map(|last| &last.value) {
        Some(End::On(end)) => Some(end.when.latest),
        _ => None,
    };
    let (from, to) = (first.map(|first| first.when.earliest), last);
    let (from, to) = match sitting.kind {
        SittingKind::Beta => (from, to.or(opened)),
        SittingKind::Standard => (from.or(opened), to),
    };
    let tags = sitting.facts.languages.as_deref().map(|languages| {
        let tags: Vec<&str> = languages.value.listed.iter().map(|language| language.as_str()).collect();
        format!(" {}", tags.join(" "))
    });
    let label = format!("{}{}", sitting_label(sitting), tags.unwrap_or_default());
    let planned = first.is_some_and(|first| first.planned);
    (from.is_some() || to.is_some()).then_some(TimeSpan { label, from, to, planned })
}

fn sitting_label(sitting: &Sitting) -> &'static str {
    match sitting.kind {
        SittingKind::Beta => "Beta",
        SittingKind::Standard => "On offer",
    }
}

fn sitting_row(sitting: &Sitting, with_sources: bool, context: &Context<'_>) -> FactRow {
    let label = sitting_label(sitting);
    let mut asides = Vec::new();
    let mut remarks = Vec::new();
    for (field, view) in sitting.facts.views() {
        let cell = fact_cell(&view, None, context);
        let name = field.label().to_lowercase();
        remarks.extend(cell.remarks.into_iter().map(|remark| remark.about(&name)));
        for aside in self::asides(&view, with_sources, context) {
            asides.push(format!("{name}: {aside}"));
        }
    }
    let support = [SittingField::First, SittingField::Last]
        .iter()
        .find_map(|field| sitting.facts.view(*field))
        .map(|view| support(&view));
    let uncertain = sitting.facts.first.as_deref().is_some_and(|first| first.uncertain);
    let mut words = sitting_words(sitting, context);
    if uncertain {
        words.push_str(" (uncertain)");
    }
    let cell = Cell { content: Content::Text(words.into()), remarks, ..Cell::default() };
    let sources = sitting.facts.views().flat_map(|(_, view)| view.sources.to_vec()).collect();
    let cell = page::with_sources(cell, sources, context);
    FactRow { label: label.into(), cell, support: support.unwrap_or_default().into(), asides }
}

/// What a source is, and its address where it has one.
pub fn with_address(what: String, source: &Source) -> Cell {
    let addresses: Vec<String> = source.url.clone().into_iter().collect();
    Cell { addresses: addresses.clone(), ..Cell::stacked(std::iter::once(what.into()).chain(addresses)) }
}

/// The sources that are cited, once each, in the order of their ids.
pub fn source_listing(mut cited: Vec<SourceRef>, context: &Context<'_>) -> Listing {
    cited.sort_by_key(|found| *found);
    cited.dedup();
    let mut sources: Vec<_> = cited.into_iter().filter_map(|source| context.catalog.source(source)).collect();
    sources.sort_by(|left, right| left.id.cmp(&right.id));
    let rows = sources.into_iter().map(|source| {
        let dated = source.dated.map(|when| when.to_string()).unwrap_or_default();
        let what = format!("{}. {} ({})", source.title, source.publisher, source.access.title());
        vec![Cell::text(&source.id), Cell::text(dated), with_address(what, source)]
    });
    let heads = ["Source", "Dated", "What it is"].map(|head| (head.into(), false)).to_vec();
    Listing { heading: "Sources".to_owned(), heads, rows: rows.collect(), legend: None }
}
