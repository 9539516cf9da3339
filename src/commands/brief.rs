//! Short cells: the rows of the first screens, each cut to what decides.

use super::columns::Column;
use super::kinds::kinds;
use super::values::standard;
use super::{Context, evidence, standing, topics, values};
use crate::query::Entry;
use crate::render::report::{Cell, Remark, Tone};
use certcmp_dataset::Field;
use certcmp_dataset::fact::View;
use certcmp_dataset::keeping::RenewalRoute;
use certcmp_dataset::vocab::{Route, TopicWeight};

kinds! {
    /// A row of the first screen of `compare`, from top to bottom.
    Brief {
        Available = "available", "Available";
        Replaces = "replaces", "Replaces";
        ReplacedBy = "replaced_by", "Replaced by";
        Focus = "focus", "Focus";
        Audience = "audience", "Audience";
        Needs = "you_need", "You need";
        Format = "exam_format", "Exam format";
        Duration = "duration", "Duration";
        Cost = "cost", "Cost";
        Passing = "passing", "Passing";
        Valid = "valid", "Valid";
        Renewal = "renewal", "Renewal";
        Services = "services", "Services";
        Emphasis = "emphasis", "Emphasis";
        Difficulty = "difficulty", "Difficulty";
    }
}

impl Brief {
    /// The cell of a certification; empty where nothing is known.
    pub fn cell(self, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
        match self {
            Self::Available => standing::cell(entry, context),
            Self::Replaces => Column::Replaces.cell(entry, context),
            Self::ReplacedBy => Column::ReplacedBy.cell(entry, context),
            Self::Focus => focus(entry, context),
            Self::Audience => first(entry, Field::Audience, context),
            Self::Needs => needs(entry, 1, context),
            Self::Format => format(entry, context),
            Self::Duration => fact(entry, Field::Duration, context),
            Self::Cost => fact(entry, Field::Price, context),
            Self::Passing => fact(entry, Field::PassingScore, context),
            Self::Valid => fact(entry, Field::Validity, context),
            Self::Renewal => renewal(entry, context),
            Self::Services => fact(entry, Field::Services, context),
            Self::Emphasis => emphasis(entry, context),
            Self::Difficulty => fact(entry, Field::Difficulty, context),
        }
    }
}

/// A cell, or "not known" in place of an empty one.
pub fn or_not_known(cell: Cell) -> Cell {
    if cell.is_empty() { Cell::text("not known").tone(Tone::Faint) } else { cell }
}

fn fact(entry: &Entry<'_>, field: Field, context: &Context<'_>) -> Cell {
    Column::Fact(field).cell(entry, context)
}

/// The first entries of a list, with the count of the others.
fn some(lines: &[String], most: usize) -> String {
    let shown = lines.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match lines.len().saturating_sub(most) {
        0 => shown,
        others => format!("{shown} (+{others})"),
    }
}

/// The first part of a list.
fn first(entry: &Entry<'_>, field: Field, context: &Context<'_>) -> Cell {
    let Some(view) = standard(entry, field) else { return Cell::default() };
    let lines = view.display(context.catalog).lines();
    evidence::words_cell(&some(&lines, 1), &view, context)
}

fn focus(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = fact(entry, Field::Focus, context);
    if !cell.is_empty() {
        return cell;
    }
    Cell::list(topics::labels(entry, TopicWeight::Main, true, context))
}

fn emphasis(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let labels = topics::labels(entry, TopicWeight::Main, false, context);
    if labels.is_empty() { fact(entry, Field::Emphasis, context) } else { Cell::list(labels) }
}

/// What is required, then at most `most` entries of the experience or else of the knowledge that is advised.
pub fn needs(entry: &Entry<'_>, most: usize, context: &Context<'_>) -> Cell {
    let lines = |field| standard(entry, field).map(|view: View<'_>| view.display(context.catalog).lines());
    let any = |field| lines(field).filter(|lines| lines.iter().all(|line| line != "none"));
    let required = match lines(Field::PrerequisitesRequired) {
        None => "requirements not known".to_owned(),
        Some(lines) if lines == ["none"] => "nothing required".to_owned(),
        Some(lines) => lines.join(", "),
    };
    let advised = any(Field::Experience).or_else(|| any(Field::PrerequisitesRecommended));
    let words = match advised {
        Some(advised) => {
            format!("{required}; {}{}", some(&advised, most), if most > 1 { " advised" } else { "" })
        }
        None => required,
    };
    let mut cell = Cell::text(words);
    let fields = [Field::PrerequisitesRequired, Field::Experience, Field::PrerequisitesRecommended];
    let views: Vec<View<'_>> = fields.into_iter().filter_map(|field| standard(entry, field)).collect();
    if views.is_empty() {
        return Cell::default();
    }
    cell.remarks = views.iter().flat_map(|view| evidence::remarks(view, context)).collect();
    evidence::with_sources(cell, views.iter().flat_map(|view| view.sources.to_vec()).collect(), context)
}

/// The first kinds of questions with the count of the others, then how many questions there are.
fn format(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    const KINDS: usize = 2;
    let types = standard(entry, Field::QuestionTypes);
    let kinds = types.as_ref().map(|view| view.display(context.catalog).lines()).unwrap_or_default();
    let mut words = some(&kinds, KINDS);
    let count = values::cell(entry, Field::Questions, context);
    if !count.is_empty() {
        words.push_str(if words.is_empty() { "" } else { ", " });
        words.push_str(&with_questions(&count.line()));
    }
    let mut remarks: Vec<Remark> = types.map(|view| evidence::remarks(&view, context)).unwrap_or_default();
    remarks.extend(count.remarks);
    Cell { remarks, ..Cell::text(words) }
}

/// A number of questions with its noun: "85 questions (beta)".
pub fn with_questions(count: &str) -> String {
    let end = count.find([',', ' ']).unwrap_or(count.len());
    let (number, rest) = count.split_at(end);
    format!("{number} questions{rest}")
}

fn renewal(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let Some(view) = standard(entry, Field::Renewal) else { return Cell::default() };
    let Some(fact) = entry.certification.facts.renewal.as_deref() else { return Cell::default() };
    let renewal = &fact.value;
    let words = match renewal.routes.as_slice() {
        _ if !renewal.possible => "cannot be renewed".to_owned(),
        [] => renewal.how.clone(),
        routes => routes.iter().map(route_words).collect::<Vec<_>>().join(" or "),
    };
    evidence::words_cell(&words, &view, context)
}

/// A route of renewal: "exam again, 50 % off".
fn route_words(route: &RenewalRoute) -> String {
    let is_free = route.price.as_ref().is_some_and(|price| price.hundredths == 0);
    let words = match route.route {
        Route::Exam => "exam again",
        Route::Assessment if is_free => "free online assessment",
        Route::Assessment => "online assessment",
        Route::RenewalExam => "shorter exam",
        Route::Courses => "courses",
        Route::OtherExam => "another exam",
        Route::Training => "training",
    };
    let discount = route.discount.map(|percent| format!(", {percent} off")).unwrap_or_default();
    format!("{words}{discount}")
}
