//! Why there is no plan for an exam day, and which day or which exam there could be one for.

use super::schedule::whole_weeks;
use crate::commands::Context;
use certcmp_dataset::{Certification, Standing, Status};
use jiff::ToSpan;
use jiff::civil::Date;

/// The most weeks of a plan.
pub const MOST_WEEKS: u32 = 104;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The exam day is over.
    Past,
    /// The exam day is before the first day of study.
    BeforeStart,
    /// The exam cannot be taken on that day, or that is in doubt.
    CannotBeTaken(Box<Standing>),
    /// There is no whole week before the exam.
    TooSoon,
    /// There are more than [`MOST_WEEKS`] weeks before it.
    TooLong(u32),
}

impl Refusal {
    /// Whether an exam that has this standing on a day can be planned for from another day on.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn check(standing: Standing, from: Date, exam: Date, today: Date) -> Result<Standing, Self> {
        if exam < today {
            return Err(Self::Past);
        }
        if exam < from {
            return Err(Self::BeforeStart);
        }
        if !standing.can_be_taken() {
            return Err(Self::CannotBeTaken(Box::new(standing)));
        }
        match whole_weeks(from, exam) {
            0 => Err(Self::TooSoon),
            weeks if weeks > MOST_WEEKS => Err(Self::TooLong(weeks)),
            _ => Ok(standing),
        }
    }

    /// The reason and what to do next, for people.
    pub fn words(&self, certification: &Certification, from: Date, exam: Date, context: &Context<'_>) -> String {
        match self {
            Self::Past => {
                let today = context.day;
                format!(
                    "the exam day {exam} is before {today}\n  --exam takes a day to come, --as-of answers for another day"
                )
            }
            Self::BeforeStart => {
                format!(
                    "the exam day {exam} is before {from}, the first day of the plan\n  choose an earlier --from or a later --exam"
                )
            }
            Self::TooSoon => format!(
                "from {from} to the exam on {exam} there is less than a week\n  a plan takes at least 7 days: choose an earlier --from or a later --exam"
            ),
            Self::TooLong(weeks) => format!(
                "{weeks} weeks from {from} to {exam} are too many: a plan has at most {MOST_WEEKS}\n  choose a later --from or an earlier --exam"
            ),
            Self::CannotBeTaken(standing) => cannot_be_taken(standing, certification, from, exam, context),
        }
    }
}

fn cannot_be_taken(
    standing: &Standing,
    certification: &Certification,
    from: Date,
    exam: Date,
    context: &Context<'_>,
) -> String {
    let language = context.language.title();
    let verdict = if standing.in_doubt { "it is in doubt whether it can be taken" } else { "it cannot be taken" };
    let mut lines =
        vec![format!("{}: {verdict} in {language} on {exam}", certification.id), standing.sentences(certification)];
    let instead: Vec<String> = context
        .catalog
        .instead(certification, exam, context.language)
        .into_iter()
        .map(|next| named(next, exam, context))
        .collect();
    if !instead.is_empty() {
        lines.push(format!("instead that day: {}", instead.join(", ")));
    }
    lines.push(match nearest_days(certification, from, exam, context) {
        (Some(before), Some(after)) => format!("{} can be taken up to {before}, and from {after} on", certification.id),
        (Some(before), None) => {
            format!("as far as is known {} can be taken up to {before}: choose --exam by then", certification.id)
        }
        (None, Some(after)) => {
            format!("{} can be taken from {after} on: choose such a day for --exam", certification.id)
        }
        (None, None) => format!(
            "no day in the {MOST_WEEKS} weeks from {from} is known on which {} can be taken in {language}",
            certification.id
        ),
    });
    lines.join("\n  ")
}

fn named(certification: &Certification, day: Date, context: &Context<'_>) -> String {
    let standing = Standing::of(certification, context.catalog, day, context.language);
    let beta = if standing.status == Status::Beta { " (beta)" } else { "" };
    format!("{}{beta}", certification.id)
}

/// The nearest days before and after the one that was asked for, on which the exam can be taken and planned for.
fn nearest_days(
    certification: &Certification,
    from: Date,
    exam: Date,
    context: &Context<'_>,
) -> (Option<Date>, Option<Date>) {
    let first = from.checked_add(7.days()).unwrap_or(from).max(context.day);
    let last = from.checked_add((7 * i64::from(MOST_WEEKS) + 6).days()).unwrap_or(from);
    let can = |day: &Date| Standing::of(certification, context.catalog, *day, context.language).can_be_taken();
    let inside = |day: &Date| *day >= first && *day <= last;
    let before = std::iter::successors(exam.min(last).checked_sub(1.day()).ok(), |day| day.checked_sub(1.day()).ok());
    let after = std::iter::successors(exam.max(first).checked_add(1.day()).ok(), |day| day.checked_add(1.day()).ok());
    (before.take_while(|day| inside(day)).find(can), after.take_while(|day| inside(day)).find(can))
}
