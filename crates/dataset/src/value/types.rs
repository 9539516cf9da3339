//! How each type of the model is shown to people and to programs.

use super::Labels;
use super::{Datum, Display, Shape, Share, Value};
use crate::code::{CertificationIds, ExamCode};
use crate::count::{Count, Questions};
use crate::experience::{Experience, OrNone, Requirement};
use crate::keeping::{Attempts, Renewal, RenewalRoute, Retake, Validity};
use crate::language::Languages;
use crate::links::Links;
use crate::money::{Dollars, Money};
use crate::outline::Outline;
use crate::refs::{ServiceRef, SourceRef};
use crate::score::PassingScore;
use crate::service::Service;
use crate::sitting::{End, First, KeyDate, Start};
use crate::time::{Minutes, Span};
use crate::vocab::{CountsFrom, Ground, Level, Route};
use crate::weight::{Domain, Percent};
use crate::when::When;
use std::borrow::Cow;

/// A value that people read as one short text, its own `Display`.
macro_rules! plain_value {
    ($($type:ty: $value:ident => $datum:expr, $shape:expr;)+) => {
        $(impl Value for $type {
            fn display(&self, _: &dyn Labels) -> Display {
                Display::Text(self.to_string().into())
            }
            fn datum(&self, _: &dyn Labels) -> Datum {
                let $value = self;
                $datum
            }
            fn shape() -> Shape {
                $shape
            }
        })+
    };
}

plain_value! {
    Level: level => Datum::text(level.as_str()), Shape::Word(Level::WORDS);
    When: when => Datum::printed(when), Shape::Date;
    Minutes: minutes => Datum::range(minutes.min, minutes.max), Shape::range();
    Percent: percent => Datum::map([
        ("min", Datum::amount(percent.min_tenths * 10)),
        ("max", Datum::amount(percent.max_tenths * 10)),
        ("approximate", Datum::Bool(percent.approximate)),
    ]), Shape::Map(vec![("min", Shape::Number), ("max", Shape::Number), ("approximate", Shape::Bool)]);
    ExamCode: code => Datum::map([
        ("published", Datum::Bool(matches!(code, ExamCode::Code(_)))),
        ("code", match code { ExamCode::Code(code) => Datum::Text(code.clone()), ExamCode::None => Datum::Null }),
    ]), Shape::Map(vec![("published", Shape::Bool), ("code", Shape::Text.nullable())]);
    Dollars: dollars => Datum::amount(dollars.0.hundredths), Shape::Number;
    Start: start => start_datum(Some(*start)), Shape::Map(vec![("date", Shape::Date.nullable()), ("planned", Shape::Bool)]);
    End: end => end_datum(end), Shape::Map(vec![
        ("announced", Shape::Bool),
        ("date", Shape::Date.nullable()),
        ("planned", Shape::Bool),
        ("when_opens", Shape::Text.nullable()),
    ]);
    Questions: questions => Datum::map([
        ("min", Datum::option(questions.total, |total| Datum::Int(i64::from(total.min)))),
        ("max", Datum::option(questions.total, |total| Datum::Int(i64::from(total.max)))),
        ("scored", Datum::option(questions.scored, |count| Datum::Int(i64::from(count)))),
        ("unscored", Datum::option(questions.unscored, |count| Datum::Int(i64::from(count)))),
        ("typical", Datum::Bool(questions.typical)),
    ]), Shape::Map(vec![
        ("min", Shape::Int.nullable()),
        ("max", Shape::Int.nullable()),
        ("scored", Shape::Int.nullable()),
        ("unscored", Shape::Int.nullable()),
        ("typical", Shape::Bool),
    ]);
    Validity: validity => Datum::map([
        ("expires", Datum::Bool(matches!(validity, Validity::Months(_)))),
        ("months", match validity { Validity::Months(months) => Datum::Int(i64::from(*months)), Validity::NoExpiry => Datum::Null }),
    ]), Shape::Map(vec![("expires", Shape::Bool), ("months", Shape::Int.nullable())]);
    Retake: retake => Datum::map([
        ("waits", Datum::List(retake.waits.iter().map(Datum::printed).collect())),
        ("limited", Datum::option(retake.attempts, |attempts| Datum::Bool(attempts != Attempts::Unlimited))),
        ("attempts", match retake.attempts {
            Some(Attempts::Limited { most, .. }) => Datum::Int(i64::from(most)),
            Some(Attempts::Once) => Datum::Int(1),
            _ => Datum::Null,
        }),
        ("within", match retake.attempts { Some(Attempts::Limited { within, .. }) => Datum::printed(within), _ => Datum::Null }),
        ("price_usd", Datum::option(retake.price.as_ref(), |price| Datum::amount(price.hundredths))),
    ]), Shape::Map(vec![
        ("waits", Shape::Text.list()),
        ("limited", Shape::Bool.nullable()),
        ("attempts", Shape::Int.nullable()),
        ("within", Shape::Text.nullable()),
        ("price_usd", Shape::Number.nullable()),
    ]);
    First: first => start_datum(first.start()), Start::shape();
    Span: span => Datum::printed(span), Shape::Text;
    Count: count => Datum::range(count.min, count.max), Shape::range();
}

/// A day that is planned may not be known.
fn start_datum(start: Option<Start>) -> Datum {
    Datum::map([
        ("date", Datum::option(start, |start| Datum::printed(start.when))),
        ("planned", Datum::Bool(start.is_none_or(|start| start.planned))),
    ])
}

fn end_datum(end: &End) -> Datum {
    let (date, planned, opens) = match end {
        End::On(start) => (Datum::printed(start.when), start.planned, Datum::Null),
        End::NotAnnounced => (Datum::Null, false, Datum::Null),
        End::WhenOpens(id) => (Datum::Null, false, Datum::Text(id.clone())),
    };
    let announced = !matches!(end, End::NotAnnounced);
    Datum::map([
        ("announced", Datum::Bool(announced)),
        ("date", date),
        ("planned", Datum::Bool(planned)),
        ("when_opens", opens),
    ])
}

fn score_datum(score: &PassingScore) -> Datum {
    let int = |value: Option<u32>| Datum::option(value, |value| Datum::Int(i64::from(value)));
    let [minimum, from, to, percent, right, of] = match *score {
        PassingScore::Points { minimum, from, to } => [Some(minimum), from, Some(to), None, None, None],
        PassingScore::Percent(percent) => [None, None, None, Some(percent), None, None],
        PassingScore::Questions { right, of } => [None, None, None, None, Some(right), Some(of)],
        PassingScore::NotPublished => [None; 6],
    };
    Datum::map([
        ("published", Datum::Bool(*score != PassingScore::NotPublished)),
        ("minimum", int(minimum)),
        ("scale_from", int(from)),
        ("scale_to", int(to)),
        ("percent", int(percent)),
        ("questions_right", int(right)),
        ("questions_of", int(of)),
    ])
}

impl Value for String {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::Text(self.clone())
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        Datum::text(self)
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Value for CertificationIds {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.0.clone())
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        Datum::texts(&self.0)
    }
    fn shape() -> Shape {
        Shape::Text.list()
    }
}

impl Value for Vec<String> {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.clone())
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        Datum::texts(self)
    }
    fn shape() -> Shape {
        Shape::Text.list()
    }
}

impl Value for PassingScore {
    /// The beginning of the scale is left to the machine formats: "750 of 1000".
    fn display(&self, _: &dyn Labels) -> Display {
        Display::Text(match self {
            Self::Points { minimum, to, .. } => format!("{minimum} of {to}"),
            other => other.to_string(),
        })
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        score_datum(self)
    }
    fn shape() -> Shape {
        Shape::Map(vec![
            ("published", Shape::Bool),
            ("minimum", Shape::Int.nullable()),
            ("scale_from", Shape::Int.nullable()),
            ("scale_to", Shape::Int.nullable()),
            ("percent", Shape::Int.nullable()),
            ("questions_right", Shape::Int.nullable()),
            ("questions_of", Shape::Int.nullable()),
        ])
    }
}

impl Value for Vec<Money> {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.iter().map(|money| money.to_string()).collect())
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        let money = |money: &Money| {
            Datum::map([("amount", Datum::amount(money.hundredths)), ("currency", Datum::text(&money.currency))])
        };
        Datum::List(self.iter().map(money).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![("amount", Shape::Number), ("currency", Shape::Text)]).list()
    }
}

impl Value for Vec<ServiceRef> {
    fn display(&self, labels: &dyn Labels) -> Display {
        Display::List(self.iter().map(|service| labels.service_label(*service)).collect())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        let datum = |service: &Service| {
            Datum::map([
                ("id", Datum::text(&service.id)),
                ("name", Datum::text(&service.name)),
                ("formerly", Datum::texts(service.formerly.iter().map(|former| &former.name))),
            ])
        };
        Datum::List(self.iter().filter_map(|service| labels.service(*service)).map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![("id", Shape::Text), ("name", Shape::Text), ("formerly", Shape::Text.list())]).list()
    }
}

impl Value for Languages {
    fn display(&self, _: &dyn Labels) -> Display {
        let mut titles = self.titles();
        match self.count {
            Some(count) if titles.is_empty() => titles.push(format!("{count} languages")),
            Some(count) if !self.complete => titles.push(format!("{count} in all")),
            None if !self.complete => titles.push("perhaps others".into()),
            _ => {}
        }
        Display::List(titles)
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        Datum::map([
            ("listed", Datum::texts(&self.listed)),
            ("complete", Datum::Bool(self.complete)),
            ("count", Datum::option(self.count, |count| Datum::Int(i64::from(count)))),
        ])
    }
    fn shape() -> Shape {
        Shape::Map(vec![("listed", Shape::Text.list()), ("complete", Shape::Bool), ("count", Shape::Int.nullable())])
    }
}

impl Value for Vec<Domain> {
    fn display(&self, _: &dyn Labels) -> Display {
        let share = |(at, domain): (usize, &Domain)| Share {
            name: domain.label(at),
            weight: domain.weight.map(|weight| weight.to_string()).unwrap_or_default(),
            middle: domain.weight.map_or(0.0, |weight| weight.middle()),
            bounds: domain.weight.map_or((0.0, 0.0), |weight| weight.bounds()),
        };
        Display::Shares(self.iter().enumerate().map(share).collect())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        let datum = |domain: &Domain| {
            let weight = domain.weight.as_ref();
            Datum::map([
                ("name", Datum::option(domain.name.as_ref(), Datum::text)),
                ("weight_percent", Datum::option(weight, |weight| weight.datum(labels))),
            ])
        };
        Datum::List(self.iter().map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![("name", Shape::Text.nullable()), ("weight_percent", Percent::shape().nullable())]).list()
    }
}

impl Value for Vec<Outline> {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.iter().map(Outline::to_string).collect())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        let datum = |outline: &Outline| {
            let domains = (!outline.domains.is_empty()).then_some(&outline.domains);
            Datum::map([
                ("version", Datum::option(outline.version.as_ref(), Datum::text)),
                ("dated", Datum::option(outline.dated, Datum::printed)),
                ("from", Datum::option(outline.from, |from| from.datum(labels))),
                ("languages", Datum::texts(&outline.languages)),
                ("changes", Datum::texts(&outline.changes)),
                ("domains", Datum::option(domains, |domains| domains.datum(labels))),
                ("sources", source_ids(&outline.sources, labels)),
            ])
        };
        Datum::List(self.iter().map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![
            ("version", Shape::Text.nullable()),
            ("dated", Shape::Date.nullable()),
            ("from", Start::shape().nullable()),
            ("languages", Shape::Text.list()),
            ("changes", Shape::Text.list()),
            ("domains", <Vec<Domain> as Value>::shape().nullable()),
            ("sources", Shape::Text.list()),
        ])
        .list()
    }
    fn cited(&self) -> Vec<SourceRef> {
        self.iter().flat_map(|outline| outline.sources.iter().copied()).collect()
    }
}

fn source_ids(sources: &[SourceRef], labels: &dyn Labels) -> Datum {
    Datum::List(sources.iter().map(|source| Datum::Text(labels.source_id(*source))).collect())
}

impl Value for Vec<KeyDate> {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.iter().map(KeyDate::to_string).collect())
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        let datum = |date: &KeyDate| {
            Datum::map([
                ("what", Datum::text(&date.what)),
                ("from", Datum::option(date.on.or(date.from), Datum::printed)),
                ("until", Datum::option(date.on.or(date.until), Datum::printed)),
            ])
        };
        Datum::List(self.iter().map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![("what", Shape::Text), ("from", Shape::Date.nullable()), ("until", Shape::Date.nullable())])
            .list()
    }
}

impl Value for OrNone<String> {
    fn display(&self, _: &dyn Labels) -> Display {
        match self {
            Self::None => Display::Text("none".into()),
            Self::Some(entries) => Display::List(entries.clone()),
        }
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        Datum::texts(self.entries())
    }
    fn shape() -> Shape {
        Shape::Text.list()
    }
}

impl Value for OrNone<Experience> {
    fn display(&self, _: &dyn Labels) -> Display {
        match self {
            Self::None => Display::Text("none".into()),
            Self::Some(entries) => Display::List(entries.iter().map(|entry| entry.to_string()).collect()),
        }
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        let datum = |experience: &Experience| {
            Datum::map([
                ("min_months", Datum::Int(i64::from(experience.amount.min_months))),
                ("max_months", Datum::option(experience.amount.max_months, |months| Datum::Int(i64::from(months)))),
                ("with_this_cloud", Datum::Bool(experience.ground == Ground::Cloud)),
                ("doing", Datum::text(&experience.doing)),
                ("within_previous", Datum::Bool(experience.within)),
            ])
        };
        Datum::List(self.entries().iter().map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![
            ("min_months", Shape::Int),
            ("max_months", Shape::Int.nullable()),
            ("with_this_cloud", Shape::Bool),
            ("doing", Shape::Text),
            ("within_previous", Shape::Bool),
        ])
        .list()
    }
}

impl Value for OrNone<Requirement> {
    fn display(&self, _: &dyn Labels) -> Display {
        match self {
            Self::None => Display::Text("none".into()),
            Self::Some(entries) => Display::List(entries.iter().map(|requirement| requirement.what.clone()).collect()),
        }
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        let datum = |requirement: &Requirement| {
            Datum::map([
                ("what", Datum::text(&requirement.what)),
                ("any_of", Datum::texts(&requirement.any_of)),
                ("others", Datum::texts(&requirement.others)),
            ])
        };
        Datum::List(self.entries().iter().map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![("what", Shape::Text), ("any_of", Shape::Text.list()), ("others", Shape::Text.list())]).list()
    }
}

impl Value for Renewal {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::Text(self.how.clone())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        Datum::map([
            ("how", Datum::text(&self.how)),
            ("possible", Datum::Bool(self.possible)),
            ("routes", Datum::List(self.routes.iter().map(|route| route.datum(labels)).collect())),
            ("renewed_by", Datum::texts(&self.renewed_by)),
            ("others", Datum::texts(&self.others)),
        ])
    }
    fn shape() -> Shape {
        Shape::Map(vec![
            ("how", Shape::Text),
            ("possible", Shape::Bool),
            ("routes", RenewalRoute::shape().list()),
            ("renewed_by", Shape::Text.list()),
            ("others", Shape::Text.list()),
        ])
    }
    fn cited(&self) -> Vec<SourceRef> {
        self.routes.iter().flat_map(|route| route.sources.iter().copied()).collect()
    }
}

impl Value for RenewalRoute {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::Text(self.route.title().to_owned())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        fn part<T: Value>(value: Option<&T>, labels: &dyn Labels) -> Datum {
            Datum::option(value, |value| value.datum(labels))
        }
        Datum::map([
            ("route", Datum::text(self.route)),
            ("price_usd", Datum::option(self.price.as_ref(), |price| Datum::amount(price.hundredths))),
            ("discount_percent", Datum::option(self.discount, |percent| Datum::amount(percent.max_tenths * 10))),
            ("duration_minutes", part(self.duration.as_ref(), labels)),
            ("questions", part(self.questions.as_ref(), labels)),
            ("opens_before_expiry", part(self.opens.as_ref(), labels)),
            ("closes_after_expiry", part(self.closes.as_ref(), labels)),
            ("extends_by", part(self.extends.as_ref(), labels)),
            ("counts_from", Datum::option(self.counts_from, Datum::text)),
            ("needs", Datum::option(self.needs.as_ref(), Datum::text)),
            ("uncertain", Datum::Bool(self.confidence.is_some())),
            ("sources", source_ids(&self.sources, labels)),
        ])
    }
    fn shape() -> Shape {
        Shape::Map(vec![
            ("route", Shape::Word(Route::WORDS)),
            ("price_usd", Shape::Number.nullable()),
            ("discount_percent", Shape::Number.nullable()),
            ("duration_minutes", Minutes::shape().nullable()),
            ("questions", Count::shape().nullable()),
            ("opens_before_expiry", Shape::Text.nullable()),
            ("closes_after_expiry", Shape::Text.nullable()),
            ("extends_by", Shape::Text.nullable()),
            ("counts_from", Shape::Word(CountsFrom::WORDS).nullable()),
            ("needs", Shape::Text.nullable()),
            ("uncertain", Shape::Bool),
            ("sources", Shape::Text.list()),
        ])
    }
}

impl Value for Links {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.each().filter_map(|(_, title, url)| url.map(|url| format!("{title} {url}"))).collect())
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        let part = |(key, _, url): (&'static str, &str, Option<&String>)| {
            (Cow::Borrowed(key), Datum::option(url, Datum::text))
        };
        Datum::Map(self.each().map(part).collect())
    }
    fn shape() -> Shape {
        Shape::Map(Links::default().each().map(|(key, _, _)| (key, Shape::Url.nullable())).collect())
    }
}
