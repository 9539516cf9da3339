//! The counterparts across the clouds by category: one row for each group.

use super::super::pairing::{basis_words, is_loose, meanings, provider_name, service_names};
use super::super::{Context, page};
use super::choice::Choice;
use crate::render::report::{Block, Cell, Listing};
use certcmp_dataset::Counterpart;
use certcmp_dataset::vocab::{Category, Strength};

/// Returns a table for each category, with what its words mean below.
pub fn blocks(choice: &Choice<'_>, context: &Context<'_>) -> Vec<Block> {
    let listings = Category::ALL.iter().map(|category| listing(*category, choice, context));
    let mut blocks: Vec<Block> = listings.filter(|listing| !listing.rows.is_empty()).map(Block::Listing).collect();
    if !blocks.is_empty() {
        blocks.push(Block::Text(legend(choice, context)));
    }
    blocks.splice(0..0, page::title("Services and their counterparts", "", context));
    blocks
}

fn listing(category: Category, choice: &Choice<'_>, context: &Context<'_>) -> Listing {
    let clouds = choice.clouds.iter().map(|cloud| provider_name(cloud, context).to_owned().into());
    let heads = std::iter::once("What they do".into()).chain(clouds).map(|head: String| (head, false));
    let groups = choice.groups.iter().filter(|group| group.category == category);
    Listing::new(capitalised(category.title()), heads, groups.map(|group| row(group, choice, context)))
}

fn row(group: &Counterpart, choice: &Choice<'_>, context: &Context<'_>) -> Vec<Cell> {
    let sides = group.sides(context.catalog);
    let pairings = choice.pairings(group);
    let what = Cell::text(format!("{} ({})", group.capability, group.strength.title()));
    let cloud = |cloud: &&str| {
        let side = sides.iter().find(|side| side.provider == *cloud);
        let services = side.map_or_else(|| "–".to_owned(), |side| service_names(&side.services, context).join(", "));
        let told = pairings.iter().filter_map(|pairing| {
            let (teller, other) = choice.column_of(pairing)?;
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
