//! The counterparts across the clouds by category: one row for each group.

use super::super::pairing::{basis_words, is_loose, meanings, provider_name, service_names};
use super::super::{Context, Outcome, page};
use super::records;
use crate::query::service_name::Filter;
use crate::render::report::{Block, Cell, Listing, Report};
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::{Category, Strength};
use certcmp_dataset::{Counterpart, ServiceRef};

/// The groups that a filter lets through, and the clouds that are shown of them.
pub struct Choice<'a> {
    /// The ids of the providers that have a column.
    pub clouds: Vec<&'a str>,
    /// A single provider whose pairings alone are shown.
    centre: Option<&'a str>,
    /// The groups, by category.
    pub groups: Vec<&'a Counterpart>,
}

impl<'a> Choice<'a> {
    /// Chooses. One provider: its pairings with every other; several: the pairings between them.
    pub fn of(filter: &Filter, context: &Context<'a>) -> Self {
        let named = filter.named(context.catalog);
        let centre = if let [only] = named.as_slice() { Some(*only) } else { None };
        let clouds = if named.len() > 1 {
            named.clone()
        } else {
            context.catalog.providers.iter().map(|provider| provider.id.as_str()).collect()
        };
        let touches = |group: &&Counterpart| {
            let sides = group.sides(context.catalog);
            named.is_empty() || sides.iter().any(|side| named.contains(&side.provider))
        };
        let in_category = |category: &Category| {
            let category = *category;
            context.catalog.counterparts().filter(move |group| group.category == category)
        };
        let groups = Category::ALL
            .iter()
            .filter(|category| filter.takes_category(**category))
            .flat_map(in_category)
            .filter(touches)
            .collect();
        Self { clouds, centre, groups }
    }

    /// The pairings of a group that are shown.
    pub fn pairings<'b>(&self, group: &'b Counterpart) -> Vec<&'b Pairing> {
        let wanted = |pairing: &&Pairing| {
            let (one, other) = (pairing.between.0.as_str(), pairing.between.1.as_str());
            self.clouds.contains(&one)
                && self.clouds.contains(&other)
                && self.centre.is_none_or(|centre| centre == one || centre == other)
        };
        group.pairings.iter().filter(wanted).collect()
    }

    /// Under which cloud a pairing is told, and the cloud that it is with: each cloud tells of the next one, so that
    /// no column holds all; of a single provider's pairings the others tell.
    fn teller<'b>(&self, pairing: &'b Pairing) -> Option<(&'b str, &'b str)> {
        let (one, other) = (pairing.between.0.as_str(), pairing.between.1.as_str());
        let place = |wanted: &str| self.clouds.iter().position(|cloud| *cloud == wanted);
        let (first, second) = if place(one)? < place(other)? { (one, other) } else { (other, one) };
        let neighbours = place(second)? - place(first)? == 1;
        Some(match self.centre {
            Some(centre) if centre == first => (second, first),
            Some(_) => (first, second),
            None if neighbours => (first, second),
            None => (second, first),
        })
    }

    /// The services of a group that are shown.
    pub fn services(&self, group: &Counterpart, context: &Context<'_>) -> Vec<ServiceRef> {
        let sides = group.sides(context.catalog).into_iter().filter(|side| self.clouds.contains(&side.provider));
        sides.flat_map(|side| side.services).collect()
    }
}

/// Shows the counterparts that a filter lets through.
pub fn run(filter: &Filter, context: &Context<'_>) -> Outcome {
    let choice = Choice::of(filter, context);
    let mut blocks: Vec<Block> = Category::ALL
        .iter()
        .map(|category| listing(*category, &choice, context))
        .filter(|listing| !listing.rows.is_empty())
        .map(Block::Listing)
        .collect();
    if !blocks.is_empty() {
        blocks.push(Block::Text(legend(&choice, context)));
    }
    blocks.splice(0..0, page::title("Services and their counterparts", "", context));
    let records = records::groups(&choice, context);
    let mut outcome = Outcome::of(Report { envelope: context.envelope(), blocks, records });
    if choice.groups.is_empty() {
        outcome.notes.push("no counterparts are known here; certcmp services NAME shows a single service".to_owned());
    }
    let alone = context.catalog.services().filter(|service| filter.takes(service, context.catalog));
    let alone = alone.filter(|service| {
        let place = context.catalog.service_ref(&service.id);
        place.is_some_and(|place| context.catalog.counterparts_of(place).next().is_none())
    });
    match alone.count() {
        0 => {}
        1 => outcome.hints.push("1 more service has no counterpart; certcmp services NAME shows it".to_owned()),
        more => {
            outcome.hints.push(format!("{more} more services have no counterpart; certcmp services NAME shows one"))
        }
    }
    outcome
}

fn listing(category: Category, choice: &Choice<'_>, context: &Context<'_>) -> Listing {
    let clouds = choice.clouds.iter().map(|cloud| provider_name(cloud, context).to_owned().into());
    let heads = std::iter::once("What they do".into()).chain(clouds).map(|head| (head, false)).collect();
    let groups = choice.groups.iter().filter(|group| group.category == category);
    let rows = groups.map(|group| row(group, choice, context)).collect();
    Listing { heading: capitalised(category.title()), heads, rows, legend: None }
}

fn row(group: &Counterpart, choice: &Choice<'_>, context: &Context<'_>) -> Vec<Cell> {
    let sides = group.sides(context.catalog);
    let pairings = choice.pairings(group);
    let what = Cell::text(format!("{} ({})", group.capability, group.strength.title()));
    let cloud = |cloud: &&str| {
        let side = sides.iter().find(|side| side.provider == *cloud);
        let services = side.map_or_else(|| "–".to_owned(), |side| service_names(&side.services, context).join(", "));
        let told = pairings.iter().filter_map(|pairing| {
            let (teller, other) = choice.teller(pairing)?;
            let words = || format!("with {}: {}", provider_name(other, context), basis_words(pairing, context));
            (teller == *cloud).then(words)
        });
        Cell::stacked(std::iter::once(services).chain(told))
    };
    std::iter::once(what).chain(choice.clouds.iter().map(cloud)).collect()
}

fn legend(choice: &Choice<'_>, context: &Context<'_>) -> String {
    let mut bases: Vec<_> =
        choice.groups.iter().flat_map(|group| choice.pairings(group)).map(|pairing| pairing.basis).collect();
    bases.dedup();
    let loose = choice.groups.iter().any(|group| {
        let sides = group.sides(context.catalog);
        sides.iter().any(|side| sides.iter().any(|other| is_loose(side, other)))
    });
    let mut text = meanings(&bases, false);
    if loose {
        text.push_str(" Where a cloud has several services, a page need not pair each with each.");
    }
    let mut strengths: Vec<Strength> = choice.groups.iter().map(|group| group.strength).collect();
    strengths.sort_by_key(|found| *found);
    strengths.dedup();
    for strength in strengths {
        text.push_str(match strength {
            Strength::Close => " close: the same job at the same level of management.",
            Strength::Partial => " partial: their scope differs.",
            Strength::Weak => " weak: of little use for study.",
        });
    }
    text.push_str(" Sources and notes: certcmp services NAME");
    text
}

/// A text with a capital letter in front.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
