//! `services`: the counterparts across the clouds, or what one name, old or new, stands for.

pub mod choice;
pub mod exams;
mod overview;
pub mod record;
mod report;
pub mod view;

use super::{Context, Outcome};
use crate::query::services::{Filter, Meaning, meaning};
use crate::render::report::Report;
use anyhow::{Result, bail};
use certcmp_dataset::Service;
use choice::Choice;
use view::ServiceView;

/// Shows what a name means: one service in full, or several briefly.
///
/// # Errors
/// If no service matches; the message has near names.
pub fn named(name: &str, filter: &Filter, context: &Context<'_>) -> Result<Outcome> {
    let found = match meaning(context.catalog, name) {
        Meaning::Unknown(near) => bail!(unknown(name, &near)),
        Meaning::One(service) => vec![service],
        Meaning::Several(services) => services,
    };
    let wanted: Vec<_> = found.iter().filter(|service| filter.takes(service, context.catalog)).copied().collect();
    if let [service] = wanted.as_slice() {
        return Ok(one(service, name, context));
    }
    let views: Vec<ServiceView<'_>> = wanted.iter().filter_map(|service| ServiceView::of(service, context)).collect();
    let mut outcome = Outcome::of(Report {
        envelope: context.envelope(),
        blocks: report::several(&views, name, context),
        records: record::services(&views, context),
    });
    if views.is_empty() {
        let (are, be) = if found.len() == 1 { ("is", "it does not match") } else { ("are", "none of them matches") };
        outcome.notes.push(format!("{} {are} called so, but {be} the filters", found.len()));
    } else {
        outcome.hints.push("certcmp services ID shows one of them in full".to_owned());
    }
    Ok(outcome)
}

/// Shows a service, to which a name has led.
pub fn one(service: &Service, name: &str, context: &Context<'_>) -> Outcome {
    let views: Vec<ServiceView<'_>> = ServiceView::of(service, context).into_iter().collect();
    let blocks = views.iter().flat_map(|view| report::one(view, name, context)).collect();
    let records = record::services(&views, context);
    let mut outcome = Outcome::of(Report { envelope: context.envelope(), blocks, records });
    if views.iter().any(|view| !view.exams.is_empty()) {
        outcome.hints.push("certcmp overlap CERT CERT tells what two exams share".to_owned());
    }
    outcome
}

/// Shows the counterparts that a filter lets through.
pub fn overview(filter: &Filter, context: &Context<'_>) -> Outcome {
    let choice = Choice::of(filter, context);
    let mut outcome = Outcome::of(Report {
        envelope: context.envelope(),
        blocks: overview::blocks(&choice, context),
        records: record::groups(&choice, context),
    });
    if choice.groups.is_empty() {
        outcome.notes.push("no counterparts are known here; certcmp services NAME shows a single service".to_owned());
    }
    match choice.without_counterpart {
        0 => {}
        1 => outcome.hints.push("1 more service has no counterpart; certcmp services NAME shows it".to_owned()),
        more => {
            outcome.hints.push(format!("{more} more services have no counterpart; certcmp services NAME shows one"))
        }
    }
    outcome
}

fn unknown(name: &str, near: &[&str]) -> String {
    let mut problem = format!("no service is or was called `{name}`");
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
        assert!(text.starts_with("no service is or was called `vertx ai`\n  did you mean `Vertex AI` or `Vertex`?\n"));
        assert!(!unknown("x", &[]).contains("did you mean"));
        assert!(unknown("x", &[]).contains("`certcmp services`"));
    }
}
