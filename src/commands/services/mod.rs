//! `services`: the counterparts across the clouds, or what one name, old or new, stands for.

pub mod choice;
pub mod exams;
mod overview;
pub mod record;
mod report;
pub mod view;

use super::{Context, Outcome};
use crate::query::services::{Filter, Meaning, meaning};
use crate::render::report::Block;
use anyhow::{Result, bail};
use choice::Choice;
use view::ServiceView;

/// Shows what a name means: one service in full, or several briefly.
///
/// # Errors
/// If no service matches; the message has near names.
pub fn named(name: &str, filter: &Filter, sources: bool, context: &Context<'_>) -> Result<Outcome> {
    let found = match meaning(context.catalog, name) {
        Meaning::Unknown(near) => bail!(unknown(name, &near)),
        Meaning::One(service) => vec![service],
        Meaning::Several(services) => services,
    };
    let wanted = found.iter().filter(|service| filter.takes(service));
    let views: Vec<ServiceView<'_>> = wanted.filter_map(|service| ServiceView::of(service, context)).collect();
    let ids = views.iter().map(|view| view.service.id.clone()).collect();
    let blocks = || match views.as_slice() {
        [] => vec![Block::Text(format!("{} match “{}”, none of them within the filters.", found.len(), name.trim()))],
        [view] => report::one(view, name, sources, context),
        views => report::several(views, name, context),
    };
    Ok(context.answer(ids, blocks, || record::services(&views, context)))
}

/// Shows the counterparts that a filter lets through.
pub fn overview(filter: &Filter, context: &Context<'_>) -> Outcome {
    let choice = Choice::of(filter, context);
    context.answer(choice.ids(context), || overview::blocks(&choice, context), || record::groups(&choice, context))
}

fn unknown(name: &str, near: &[&str]) -> String {
    let mut problem = format!("no service matches `{name}`");
    if !near.is_empty() {
        let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
        problem.push_str(&format!("\n  did you mean {}?", near.join(" or ")));
    }
    problem.push_str("\n  `certcmp services` shows those that have counterparts, `certcmp show CERT` those of an exam");
    problem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_answered_with_near_ones_and_a_next_step() {
        let text = unknown("vertx ai", &["Vertex AI", "Vertex"]);
        assert!(text.starts_with("no service matches `vertx ai`\n  did you mean `Vertex AI` or `Vertex`?\n"));
        assert!(!unknown("x", &[]).contains("did you mean"));
        assert!(unknown("x", &[]).contains("`certcmp services`"));
    }
}
