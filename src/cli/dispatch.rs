//! The commands that use the dataset: arguments become the options of a command; and what their JSON is like.

use super::args::{Command, ListArgs, RecommendArgs};
use super::day::Day;
use super::env::Env;
use super::held;
use super::messages::printable;
use super::names::{self, with_lines};
use crate::commands::schema::output::{self, document};
use crate::commands::{
    Context, Outcome, changes, check, columns, compare, cost, disputes, held as held_command, list, overlap, plan,
    recommend, services, show, sources,
};
use crate::query;
use crate::query::filter::Query;
use crate::query::matcher::Phrase;
use crate::query::names::{NameError, Names};
use crate::query::terms::{Meaning, Term, is_of_amount, terms, topic};
use anyhow::{Result, bail};
use certcmp_dataset::{Certification, Language, Standing, Status};
use jiff::ToSpan;
use serde_json::Value;

pub fn run(command: &Command, language_given: bool, env: &Env, context: &Context<'_>) -> Result<Outcome> {
    let mut names = Names::new(context.catalog, context.day, context.language);
    let catalog = context.catalog;
    match command {
        Command::Compare { certifications, fields, full, differences, disputes, source } => {
            names.source = source.as_deref().map(|id| names::source(id, catalog)).transpose()?;
            let found = names::certifications(certifications, &names)?;
            let options = compare::Options {
                fields: columns::choose(fields)?,
                full: *full,
                differences: *differences,
                disputes: *disputes,
                source: names.source,
            };
            Ok(found.explain(compare::run(&found.named, &options, context), catalog))
        }
        Command::List(args) => {
            let (words, language) = meanings(&args.words, &names);
            let options = list::Options {
                query: Query { words, ..query(args, &names)? },
                fields: columns::choose(&args.fields)?,
                sources: args.sources,
                language_given: language_given || language.is_some(),
                words: printable(&args.words.join(" ")),
                about: None,
            };
            let language = language.as_ref().unwrap_or(context.language);
            Ok(list::run(&options, &Context { language, ..*context }))
        }
        // A provider without a flagship means its exams.
        Command::Show { certification, fields, sources, .. }
            if matches!(names.find(certification), Err(NameError::Provider { .. })) =>
        {
            let about = query::names::provider(catalog, certification);
            let options = list::Options {
                query: Query { providers: about.into_iter().collect(), all: true, ..Query::default() },
                fields: columns::choose(fields)?,
                sources: *sources,
                language_given,
                words: about.map(|provider| provider.name.clone()).unwrap_or_default(),
                about,
            };
            Ok(list::run(&options, context))
        }
        Command::Show { certification, fields, full, sources, disputes } => {
            let (certification, found) = names::certification(certification, &names)?;
            let fields = columns::choose(fields)?;
            let options = show::Options { fields, full: *full, sources: *sources, disputes: *disputes };
            Ok(found.explain(show::run(certification, &options, context), catalog))
        }
        Command::Plan { certification, exam, from, hours_per_week, retakes } => {
            let (certification, found) = names::certification(certification, &names)?;
            let options = plan::PlanOptions {
                exam: exam.map(|day| day.from(context.day)),
                from: from.map(|day| day.from(context.day)),
                per_week: *hours_per_week,
                retakes: *retakes,
            };
            Ok(found.explain(plan::run(certification, &options, context)?, catalog))
        }
        Command::Overlap { certifications, full } => {
            let found = names::certifications(certifications, &names)?;
            Ok(found.explain(overlap::run(&found.certifications(), *full, context)?, catalog))
        }
        Command::Services { name, category, provider, sources } => {
            let providers = names::providers(provider, catalog)?;
            let providers = providers.into_iter().map(|provider| provider.id.clone()).collect();
            let filter = query::services::Filter { categories: category.clone(), providers };
            if name.is_empty() {
                return Ok(services::overview(&filter, context));
            }
            services::named(&printable(&name.join(" ")), &filter, *sources, context)
        }
        Command::Cost { certifications, held, years, attempts, from, events, assumptions } => {
            let found = names::certifications(certifications, &names)?;
            let from = from.map_or(context.day, |day| day.from(context.day));
            let (held, notes) = held::holdings(held, &names, &Context { day: from, ..*context })?;
            let mut counted = found.certifications();
            if certifications.is_empty() {
                counted = held.iter().map(|row| row.certification).collect();
            }
            if counted.is_empty() {
                let why: String = notes.iter().map(|note| format!("\n  {note}")).collect();
                bail!("--held has no certificate to count; name a certification{why}");
            }
            let terms = cost::Terms { from, years: *years, attempts: *attempts };
            let options = cost::CostOptions { terms, held, events: *events, assumptions: *assumptions };
            let outcome = cost::run(&counted, &options, context)?;
            Ok(with_lines(found.explain(outcome, catalog), notes))
        }
        Command::Sources { certification } => {
            let Some(name) = certification else { return Ok(sources::all(context)) };
            if let Some(source) = catalog.find_source(&name.trim().to_lowercase()) {
                return Ok(sources::of_source(source, context));
            }
            let (certification, found) = names::certification(name, &names)?;
            Ok(found.explain(sources::of_certification(certification, context), catalog))
        }
        Command::Held { files, within, check, by, remind } => {
            let until = within.map(|within| within.from(context.day));
            let options = held_command::Options { until, check: *check, by: *by, reminders: remind.clone() };
            held_command::run(held::files(files, env, context.day)?, &options, context)
        }
        Command::Recommend(args) => run_recommend(args, &names, context),
        Command::Changes { certifications, since, until, sources } => {
            let since = since.unwrap_or(Day::In((-90).days())).from(context.day);
            let until = until.unwrap_or(Day::In(180.days())).from(context.day);
            if since > until {
                bail!("--since {since} is after --until {until}");
            }
            let certifications = changed(certifications, &names, context)?;
            Ok(changes::run(&certifications, changes::Period { since, until }, *sources, context))
        }
        other => bail!("{other:?} does not use the dataset"),
    }
}

/// Returns the schema of the JSON of each command, one for each kind of records.
pub fn documents() -> Vec<Value> {
    vec![
        output::certifications(),
        document(disputes::KEY, disputes::columns(), Vec::new()),
        document(sources::record::KEY, sources::record::columns(), sources::record::extras()),
        document(check::KEY, check::columns(), check::extras()),
        document("counterparts", services::record::group_columns(), Vec::new()),
        document("services", services::record::service_columns(), Vec::new()),
        document(overlap::record::KEY, overlap::record::columns(), overlap::record::extras()),
        document(cost::record::KEY, cost::record::columns(), cost::record::extras()),
        document(plan::record::KEY, plan::record::columns(), plan::record::extras()),
        document(held_command::record::KEY, held_command::record::columns(), held_command::record::extras()),
        document(changes::record::KEY, changes::record::columns(), changes::record::extras()),
        document(recommend::record::KEY, recommend::record::columns(), recommend::record::extras()),
    ]
}

fn query<'a>(args: &ListArgs, names: &Names<'a>) -> Result<Query<'a>> {
    let catalog = names.catalog;
    let mut services = Vec::new();
    for name in &args.service {
        let found = query::services::services(catalog, name);
        if found.is_empty() {
            let known = catalog.services.iter().flat_map(|service| service.names());
            bail!("no service matches `{}`{}", printable(name), names::did_you_mean(name, known));
        }
        services.extend(found);
    }
    let phrases = |texts: &[String]| texts.iter().filter_map(|text| Phrase::new(text)).collect();
    Ok(Query {
        providers: names::providers(&args.provider, catalog)?,
        tracks: args.track.clone(),
        levels: args.level.clone(),
        statuses: args.status.clone(),
        max_cost: args.max_cost,
        max_duration: args.max_duration,
        min_validity: args.valid,
        services,
        topics: args.topic.iter().filter_map(|text| topic(&printable(text), catalog)).collect(),
        roles: phrases(&args.role),
        search: phrases(&args.search),
        all: args.all,
        sort: args.sort,
        reverse: args.reverse,
        ..Query::default()
    })
}

/// Returns what words mean, without the language among them, which is that of the answer.
fn meanings<'a>(words: &[String], names: &Names<'a>) -> (Vec<Term<'a>>, Option<Language>) {
    let mut language = None;
    let mut terms = terms(words, names, names.catalog);
    terms.retain_mut(|term| {
        term.typed = printable(&term.typed);
        let Meaning::Language(wanted) = &term.meaning else { return true };
        language = Some(wanted.clone());
        false
    });
    (terms, language)
}

fn run_recommend<'a>(args: &RecommendArgs, names: &Names<'a>, context: &Context<'a>) -> Result<Outcome> {
    let catalog = context.catalog;
    let role = |typed: &String| {
        Phrase::new(typed).map(|phrase| Term { typed: printable(typed), meaning: Meaning::Role(phrase) })
    };
    let (certificates, mut notes) = held::holdings(&args.held, names, context)?;
    let mut wishes = recommend::Wishes {
        providers: names::providers(&args.provider, catalog)?,
        topics: args.topic.iter().filter_map(|typed| topic(&printable(typed), catalog)).collect(),
        roles: args.role.iter().filter_map(role).collect(),
        experience: args.experience,
        cloud_experience: args.cloud_experience,
        budget: args.max_cost,
        by: args.by.map(|day| day.from(context.day)),
        levels: args.level.clone(),
        held: certificates.iter().map(|row| row.certification).collect(),
        certificates,
        breadth: args.breadth,
    };
    let (words, language) = meanings(&args.words, names);
    let language = language.as_ref().unwrap_or(context.language);
    let is_amount = |term: &Term<'_>| matches!(term.meaning, Meaning::Text(_)) && is_of_amount(&term.typed);
    let (amounts, words): (Vec<Term<'_>>, Vec<Term<'_>>) = words.into_iter().partition(is_amount);
    for term in words {
        let is_held = matches!(term.meaning, Meaning::Certification(named)
            if query::names::is_code(named, &term.typed)
                || Standing::of(named, catalog, context.day, language).status == Status::Retired);
        wishes.add(term, is_held);
    }
    if !amounts.is_empty() {
        let words = amounts.iter().map(|term| term.typed.as_str()).collect::<Vec<_>>().join(" ");
        notes.push(format!("`{words}` did not count; use --experience YEARS or --max-cost USD."));
    }
    let top = usize::try_from(args.top).unwrap_or(usize::MAX);
    let options = recommend::Options { top, explain: args.explain, excluded: args.excluded };
    Ok(with_lines(recommend::run(&wishes, options, &Context { language, ..*context })?, notes))
}

/// Returns the certifications that are named, all of those of a provider, or all there are.
fn changed<'a>(typed: &[String], names: &Names<'a>, context: &Context<'a>) -> Result<Vec<&'a Certification>> {
    let all = &context.catalog.certifications;
    let mut found: Vec<&Certification> = Vec::new();
    for name in typed {
        match query::names::provider(context.catalog, name) {
            Some(provider) => found.extend(all.iter().filter(|exam| exam.provider == provider.id)),
            None => found.extend(names::certifications(std::slice::from_ref(name), names)?.certifications()),
        }
    }
    Ok(if typed.is_empty() { all.iter().collect() } else { crate::commands::names::distinct(found) })
}
