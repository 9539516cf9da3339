//! `services`: the counterparts across the clouds, or what one name, old or new, stands for.

pub mod card;
pub mod exams;
pub mod one;
pub mod overview;
pub mod records;
pub mod several;

use super::{Context, Outcome};
use crate::query::service_name::{Filter, Meaning, meaning};

/// Shows what a name means: one service in full, or several briefly.
///
/// # Errors
/// If nothing is or was called so: a message for the user, with near names.
pub fn named(name: &str, filter: &Filter, context: &Context<'_>) -> Result<Outcome, String> {
    let found = match meaning(context.catalog, name) {
        Meaning::Unknown(near) => return Err(unknown(name, &near)),
        Meaning::One(service) => vec![service],
        Meaning::Several(services) => services,
    };
    let wanted: Vec<_> = found.iter().filter(|service| filter.takes(service, context.catalog)).copied().collect();
    Ok(match wanted.as_slice() {
        [service] => one::run(service, name, context),
        services => several::run(services, found.len(), name, context),
    })
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
