//! The counterparts across the clouds for people: a table for each category, a row for each group.

use super::super::pairing::{provider_name, service_names};
use super::super::{Context, evidence};
use super::choice::Choice;
use crate::render::report::{Block, Cell, Listing};
use certcmp_dataset::Counterpart;
use certcmp_dataset::vocab::Category;

/// Returns a table for each category, and what its words mean.
pub fn blocks(choice: &Choice<'_>, context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Title("Services and their counterparts".to_owned(), String::new())];
    if choice.groups.is_empty() {
        blocks.push(Block::Text("No counterparts in this data.".to_owned()));
    }
    let listings = Category::ALL.iter().map(|category| listing(*category, choice, context));
    blocks.extend(listings.filter(|listing| !listing.rows.is_empty()).map(Block::Listing));
    let mut notes = Vec::new();
    if !choice.groups.is_empty() {
        notes.push(
            "close: the same job at the same level of management; partial: their scope differs; weak: of little use \
             for study."
                .to_owned(),
        );
    }
    match choice.without_counterpart {
        0 => {}
        1 => notes.push("1 more service has no counterpart in this data.".to_owned()),
        more => notes.push(format!("{more} more services have no counterpart in this data.")),
    }
    blocks.push(Block::Notes(notes));
    blocks.push(Block::Hints(vec!["One service, and who pairs it: certcmp services NAME".to_owned()]));
    blocks
}

fn listing(category: Category, choice: &Choice<'_>, context: &Context<'_>) -> Listing {
    let clouds = choice.clouds.iter().map(|cloud| provider_name(cloud, context));
    let heads = std::iter::once("What they do").chain(clouds).map(|head| (head, false));
    let groups = choice.groups.iter().filter(|group| group.category == category);
    Listing::new(capitalized(category.title()), heads, groups.map(|group| row(group, choice, context)))
}

fn row(group: &Counterpart, choice: &Choice<'_>, context: &Context<'_>) -> Vec<Cell> {
    let sides = group.sides(context.catalog);
    let cloud = |cloud: &&str| {
        let side = sides.iter().find(|side| side.provider == *cloud);
        Cell::text(side.map_or_else(|| "–".to_owned(), |side| service_names(&side.services, context).join(", ")))
    };
    let what = Cell::text(format!("{} ({})", group.capability, group.strength.title()));
    let sources = choice.pairings(group).into_iter().flat_map(|pairing| pairing.sources.clone()).collect();
    std::iter::once(evidence::with_sources(what, sources, context)).chain(choice.clouds.iter().map(cloud)).collect()
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
