//! The options of `recommend`, and the wishes they stand for.

use super::args::{dollars, words};
use super::{find, find_provider};
use crate::commands::recommend::terms::Term;
use crate::commands::recommend::wishes::{Breadth, months_of_years};
use crate::commands::recommend::{self, Options, Wishes};
use crate::commands::{Context, Outcome};
use anyhow::Result;
use certcmp_dataset::Level;
use certcmp_dataset::when::day;
use clap::Args;
use jiff::civil::Date;
use std::str::FromStr;

/// Tell which certification fits, and which facts say so
#[derive(Debug, Args)]
pub struct RecommendArgs {
    /// A cloud you want, before all others (repeatable)
    #[arg(long, value_name = "PROVIDER")]
    pub cloud: Vec<String>,
    /// A job you have or aim at, in words (repeatable)
    #[arg(long, value_name = "WORDS", value_parser = Term::from_str)]
    pub role: Vec<Term>,
    /// What it should be about, in words, or a service by its name now or before (repeatable)
    #[arg(long, value_name = "WORDS", value_parser = Term::from_str)]
    pub topic: Vec<Term>,
    /// Your years of experience in the field
    #[arg(long, allow_negative_numbers = true, value_name = "YEARS", value_parser = months_of_years)]
    pub experience: Option<u32>,
    /// Your years of experience with the clouds you name, or with any
    #[arg(long, allow_negative_numbers = true, value_name = "YEARS", value_parser = months_of_years)]
    pub cloud_experience: Option<u32>,
    /// A level you want (repeatable)
    #[arg(long, value_parser = words::<Level>(Level::WORDS))]
    pub level: Vec<Level>,
    /// One field in depth, or many services
    #[arg(long, value_parser = words::<Breadth>(Breadth::WORDS))]
    pub breadth: Option<Breadth>,
    /// A certification you hold (repeatable)
    #[arg(long, value_name = "CERT")]
    pub held: Vec<String>,
    /// The most that an attempt may cost, in US dollars before tax
    #[arg(long, allow_negative_numbers = true, value_name = "USD", value_parser = dollars)]
    pub budget: Option<u32>,
    /// The last day on which you can take it [default: the day that is asked about]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub by: Option<Date>,
    /// Recommend at most so many
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub top: u32,
    /// Print the arithmetic: weight × match for each preference, and the total
    #[arg(long)]
    pub explain: bool,
}

/// Runs the command.
///
/// # Errors
/// If a provider or a certification is not known, or the last day lies before the day that is asked about.
pub fn run(args: &RecommendArgs, context: &Context<'_>) -> Result<Outcome> {
    let clouds = args.cloud.iter().map(|name| find_provider(name, context)).collect::<Result<Vec<_>>>()?;
    let wishes = Wishes {
        clouds,
        roles: args.role.clone(),
        topics: args.topic.clone(),
        experience: args.experience,
        cloud_experience: args.cloud_experience,
        budget: args.budget,
        by: args.by,
        levels: args.level.clone(),
        held: find(&args.held, context)?,
        breadth: args.breadth,
    };
    let options = Options { top: usize::try_from(args.top).unwrap_or(usize::MAX), explain: args.explain };
    recommend::run(&wishes, options, context)
}
