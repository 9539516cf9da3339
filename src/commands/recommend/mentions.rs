//! Mentions: whether the texts of a certification name the topics and the roles that someone asks for.

use super::reason::{Cited, Finding, Reason, Speaks, not_known, quoted};
use super::terms::Term;
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::commands::Context;
use certcmp_dataset::weight::Domain;
use certcmp_dataset::{Certification, Field, Service};

/// Where topics are looked for.
const TOPICS: [(Criterion, Field); 6] = [
    (Criterion::TopicName, Field::Name),
    (Criterion::TopicEmphasis, Field::Emphasis),
    (Criterion::TopicDomains, Field::Domains),
    (Criterion::TopicSkills, Field::Skills),
    (Criterion::TopicServices, Field::Services),
    (Criterion::TopicNotTested, Field::OutOfScope),
];

/// Where roles are looked for.
const ROLES: [(Criterion, Field); 2] =
    [(Criterion::RoleRoles, Field::Roles), (Criterion::RoleAudience, Field::Audience)];

/// What the topics count.
pub fn topics<'a>(certification: &'a Certification, wishes: &Wishes<'_>, context: &Context<'a>) -> Vec<Finding<'a>> {
    findings(certification, "topic", &wishes.topics, &TOPICS, context)
}

/// What the roles count.
pub fn roles<'a>(certification: &'a Certification, wishes: &Wishes<'_>, context: &Context<'a>) -> Vec<Finding<'a>> {
    findings(certification, "role", &wishes.roles, &ROLES, context)
}

/// Whether a certification names a topic anywhere, be it to leave it out.
pub fn names_topic(certification: &Certification, topic: &Term, context: &Context<'_>) -> bool {
    names(certification, topic, &TOPICS, context)
}

/// Whether a certification names a role.
pub fn names_role(certification: &Certification, role: &Term, context: &Context<'_>) -> bool {
    names(certification, role, &ROLES, context)
}

fn names(certification: &Certification, term: &Term, places: &[(Criterion, Field)], context: &Context<'_>) -> bool {
    let parts = places.iter().filter_map(|(_, field)| parts(certification, *field, context));
    parts.flatten().any(|part| part.names(term))
}

/// A part of a fact that can name a term.
struct Part {
    /// What is quoted.
    text: String,
    /// In what the term is looked for: the text itself, or the names of a service.
    names: Vec<String>,
    /// Its share of the whole fact, in thousandths of what all parts have.
    share: u32,
}

fn findings<'a>(
    certification: &'a Certification,
    what: &str,
    terms: &[Term],
    places: &[(Criterion, Field)],
    context: &Context<'a>,
) -> Vec<Finding<'a>> {
    if terms.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut named: Vec<&String> = Vec::new();
    let mut searched: Vec<String> = Vec::new();
    for (criterion, field) in places {
        let label = field.label().to_lowercase();
        let Some(parts) = parts(certification, *field, context) else {
            // That nothing is said to be left out is no gap.
            if *criterion != Criterion::TopicNotTested {
                found.push(not_known(*criterion, &label));
            }
            continue;
        };
        let finding = finding(certification, what, terms, (*criterion, *field), &parts);
        named.extend(terms.iter().filter(|term| parts.iter().any(|part| part.names(term))).map(Term::text));
        searched.push(label);
        found.push(finding);
    }
    let silent: Vec<String> =
        terms.iter().map(Term::text).filter(|term| !named.contains(term)).map(String::from).collect();
    if let (false, Some(last)) = (silent.is_empty() || searched.is_empty(), found.last_mut()) {
        let words = format!("{what} {} is in none of these: {}", quoted(&silent), searched.join(", "));
        last.reasons.push(Reason::new(Speaks::Neither, words, None));
    }
    found
}

fn finding<'a>(
    certification: &'a Certification,
    what: &str,
    terms: &[Term],
    (criterion, field): (Criterion, Field),
    parts: &[Part],
) -> Finding<'a> {
    let against = criterion == Criterion::TopicNotTested;
    let whole: u32 = parts.iter().map(|part| part.share).sum();
    let mut reached = 0;
    let mut reasons = Vec::new();
    for term in terms {
        let naming: Vec<&Part> = parts.iter().filter(|part| part.names(term)).collect();
        if naming.is_empty() {
            continue;
        }
        let share: u32 = naming.iter().map(|part| part.share).sum();
        reached += if criterion == Criterion::TopicDomains { share } else { whole };
        let quotes: Vec<String> = naming.iter().map(|part| part.text.clone()).collect();
        let place =
            if against { "expressly not tested".to_owned() } else { format!("in {}", field.label().to_lowercase()) };
        let words = format!("{what} \"{}\" {place}: {}", term.text(), quoted(&quotes));
        let speaks = if against { Speaks::Against } else { Speaks::For };
        reasons.push(Reason::new(speaks, words, Cited::fact(certification, field)));
    }
    let count = u32::try_from(terms.len()).unwrap_or(u32::MAX);
    let degree = Hundredths::share(reached, whole.saturating_mul(count));
    Finding { criterion, degree: if against { -degree } else { degree }, reasons }
}

impl Part {
    fn whole(text: String) -> Self {
        Self { names: vec![text.clone()], text, share: 1 }
    }

    fn names(&self, term: &Term) -> bool {
        self.names.iter().any(|name| term.is_in(name))
    }
}

/// The parts of a fact; nothing if it is absent.
fn parts(certification: &Certification, field: Field, context: &Context<'_>) -> Option<Vec<Part>> {
    let facts = &certification.facts;
    match field {
        Field::Domains => facts.domains.as_deref().map(|domains| of_domains(&domains.value)),
        Field::Services => facts.services.as_deref().map(|services| {
            services.value.iter().filter_map(|service| context.catalog.service(*service)).map(of_service).collect()
        }),
        other => {
            let view = facts.view(other)?;
            Some(view.display(context.catalog).lines().into_iter().map(Part::whole).collect())
        }
    }
}

/// Domains with the middle of their weights; equal shares where a weight is missing.
fn of_domains(domains: &[Domain]) -> Vec<Part> {
    let weighted = domains.iter().all(|domain| domain.weight.is_some());
    let part = |(at, domain): (usize, &Domain)| match domain.weight.filter(|_| weighted) {
        Some(weight) => Part {
            text: format!("{weight} {}", domain.label(at)),
            names: vec![domain.label(at)],
            share: weight.min_tenths + weight.max_tenths,
        },
        None => Part::whole(domain.label(at)),
    };
    domains.iter().enumerate().map(part).collect()
}

/// A service, found by its names now and before.
fn of_service(service: &Service) -> Part {
    let former = service.formerly.iter().map(|former| former.name.clone());
    let names = std::iter::once(service.name.clone()).chain(service.short_name.clone()).chain(former).collect();
    let text = match service.telling_former_name() {
        Some(former) => format!("{} (was {former})", service.name),
        None => service.name.to_string(),
    };
    Part { text: text.into(), names, share: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Audience;
    use certcmp_dataset::language::Language;
    use jiff::civil::date;

    fn degrees(id: &str, terms: &[&str]) -> Vec<(Criterion, i64)> {
        let catalog = crate::dataset::embedded().unwrap();
        let english = Language::english();
        let context =
            Context { catalog: &catalog, day: date(2026, 11, 23), language: &english, audience: Audience::People };
        let wishes = Wishes { topics: terms.iter().map(|term| term.parse().unwrap()).collect(), ..Wishes::default() };
        let found = topics(catalog.certification(id).unwrap(), &wishes, &context);
        found.into_iter().filter(|found| found.degree.0 != 0).map(|found| (found.criterion, found.degree.0)).collect()
    }

    #[test]
    fn domains_count_by_the_middle_of_their_weights() {
        // 20, 24, 36 and 20 %.
        assert!(degrees("mls-c01", &["modeling"]).contains(&(Criterion::TopicDomains, 36)));
        assert!(degrees("mls-c01", &["modeling", "data"]).contains(&(Criterion::TopicDomains, 40)));
    }

    #[test]
    fn services_are_found_by_former_names() {
        assert_eq!(degrees("gail", &["vertex ai"]), [(Criterion::TopicServices, 100)]);
    }

    #[test]
    fn what_is_expressly_left_out_counts_against() {
        assert_eq!(degrees("gail", &["hyperparameter tuning"]), [(Criterion::TopicNotTested, -100)]);
        assert_eq!(degrees("gail", &["hyperparameter tuning", "quantum"]), [(Criterion::TopicNotTested, -50)]);
    }

    #[test]
    fn a_word_that_is_nowhere_counts_nothing() {
        assert_eq!(degrees("pmle", &["quantum"]), []);
    }
}
