//! Short cells: the rows of the first screens, each cut to what decides.

use super::columns::Column;
use super::names::some;
use super::values::standard;
use super::{Context, evidence, topics, values};
use crate::query::Entry;
use crate::render::report::{Cell, Tone};
use certcmp_dataset::{Field, RenewalRoute, Route, TopicWeight, View};

#[derive(Clone, Copy)]
pub struct Row {
    pub label: &'static str,
    pub of: Of,
}

#[derive(Clone, Copy)]
pub enum Of {
    Column(Column),
    Brief(fn(&Entry<'_>, &Context<'_>) -> Cell),
}

impl Row {
    /// Returns the cell of a certification; empty where nothing is known.
    pub fn cell(self, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
        match self.of {
            Of::Column(column) => column.cell(entry, context),
            Of::Brief(cell) => cell(entry, context),
        }
    }
}

/// What one needs; few exams are rated, so it stands below the difficulty too.
pub const NEEDS: Row = Row { label: "You need", of: Of::Brief(|entry, context| needs(entry, 1, context)) };

/// Returns the rows of the first screen of `compare`, from top to bottom.
pub fn rows() -> Vec<Row> {
    let column = |label, column| Row { label, of: Of::Column(column) };
    let fact = |label, field| column(label, Column::Fact(field));
    vec![
        column("Available", Column::Status),
        column("Replaces", Column::Replaces),
        column("Replaced by", Column::ReplacedBy),
        Row { label: "Focus", of: Of::Brief(focus) },
        Row { label: "Audience", of: Of::Brief(audience) },
        NEEDS,
        Row { label: "Exam format", of: Of::Brief(format) },
        fact("Duration", Field::Duration),
        fact("Cost", Field::Price),
        fact("Passing", Field::PassingScore),
        fact("Valid", Field::Validity),
        Row { label: "Renewal", of: Of::Brief(|entry, context| renewal(entry, false, context)) },
        fact("Services", Field::Services),
        Row { label: "Emphasis", of: Of::Brief(emphasis) },
        fact("Difficulty", Field::Difficulty),
    ]
}

pub fn or_not_known(cell: Cell) -> Cell {
    if cell.is_empty() { Cell::text("not known").tone(Tone::Faint) } else { cell }
}

fn audience(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let Some(view) = standard(entry, Field::Audience) else { return Cell::default() };
    evidence::words_cell(&some(&view.display(context.catalog).lines(), 1), &view, context)
}

fn focus(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = values::cell(entry, Field::Focus, context);
    if cell.is_empty() { Cell::list(topics::labels(entry, TopicWeight::Main, true, context)) } else { cell }
}

fn emphasis(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let labels = topics::labels(entry, TopicWeight::Main, false, context);
    if labels.is_empty() { values::cell(entry, Field::Emphasis, context) } else { Cell::list(labels) }
}

/// What is required, then at most `most` entries of the experience or else of the knowledge that is advised.
pub fn needs(entry: &Entry<'_>, most: usize, context: &Context<'_>) -> Cell {
    let fields = [Field::PrerequisitesRequired, Field::Experience, Field::PrerequisitesRecommended];
    let views = fields.map(|field| standard(entry, field));
    let [required, experience, knowledge] =
        views.each_ref().map(|view| view.as_ref().map(|view| view.display(context.catalog).lines()));
    let required = match required {
        None => "requirements not known".to_owned(),
        Some(lines) if lines == ["none"] => "nothing required".to_owned(),
        Some(lines) => lines.join(", "),
    };
    let advised = [experience, knowledge].into_iter().flatten().find(|lines| *lines != ["none"]);
    let words = match advised {
        Some(advised) => format!("{required}; {}{}", some(&advised, most), if most > 1 { " advised" } else { "" }),
        None => required,
    };
    let views: Vec<View<'_>> = views.into_iter().flatten().collect();
    if views.is_empty() {
        return Cell::default();
    }
    let remarks = views.iter().flat_map(|view| evidence::remarks(view, context)).collect();
    let sources = views.iter().flat_map(|view| view.sources.to_vec()).collect();
    evidence::with_sources(Cell { remarks, ..Cell::text(words) }, sources, context)
}

/// The first kinds of questions with the count of the others, then how many questions there are.
fn format(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let types = standard(entry, Field::QuestionTypes);
    let kinds = types.as_ref().map(|view| some(&view.display(context.catalog).lines(), 2));
    let count = values::cell(entry, Field::Questions, context);
    let questions = (!count.is_empty()).then(|| with_questions(&count.line()));
    let words: Vec<String> = kinds.into_iter().chain(questions).collect();
    let of_types = types.iter().flat_map(|view| evidence::remarks(view, context));
    Cell { remarks: of_types.chain(count.remarks).collect(), ..Cell::text(words.join(", ")) }
}

/// A number of questions with its noun: "85 questions (beta)".
pub fn with_questions(count: &str) -> String {
    let end = count.find([',', ' ']).unwrap_or(count.len());
    let (number, rest) = count.split_at(end);
    format!("{number} questions{rest}")
}

/// How a certificate is renewed: "exam again, 50 % off"; with `whole` also prices, extensions and times.
pub fn renewal(entry: &Entry<'_>, whole: bool, context: &Context<'_>) -> Cell {
    let Some(view) = standard(entry, Field::Renewal) else { return Cell::default() };
    let Some(fact) = entry.certification.facts.renewal.as_deref() else { return Cell::default() };
    let routes: Vec<String> = fact.value.routes.iter().map(|route| route_words(route, whole)).collect();
    let words = match whole {
        _ if !fact.value.possible => "cannot be renewed".to_owned(),
        _ if routes.is_empty() => fact.value.how.clone(),
        true => format!("renewal: {}", routes.join("; or ")),
        false => routes.join(" or "),
    };
    evidence::words_cell(&words, &view, context)
}

pub fn route_name(route: Route) -> &'static str {
    match route {
        Route::Exam => "exam again",
        Route::Assessment => "online assessment",
        Route::RenewalExam => "shorter exam",
        Route::Courses => "courses",
        Route::OtherExam => "another exam",
        Route::Training => "training",
    }
}

fn route_words(route: &RenewalRoute, whole: bool) -> String {
    let is_free = route.price.as_ref().is_some_and(|price| price.0.hundredths == 0);
    let free = if is_free && route.route == Route::Assessment { "free " } else { "" };
    let mut words = format!("{free}{}", route_name(route.route));
    let is_paid = whole && !is_free && route.discount.is_none();
    words.extend(route.price.as_ref().filter(|_| is_paid).map(|price| format!(" for {price}")));
    words.extend((whole && is_free && route.route != Route::Assessment).then_some(", free"));
    words.extend(route.discount.map(|percent| format!(", {percent} off")));
    if whole {
        let extends = route.extends.filter(|_| matches!(route.route, Route::Courses | Route::Training));
        words.extend(extends.map(|extends| format!(" (for {extends})")));
        words.extend(route.opens.map(|opens| format!(", from {opens} before")));
    }
    words
}
