//! How each type of the model is shown to people and to programs.

use super::Labels;
use super::{Datum, Display, Shape, Share, Value};
use crate::code::{CertificationIds, ExamCode};
use crate::count::{Count, Questions};
use crate::experience::{Experience, OrNone, Requirement};
use crate::keeping::{Attempts, Renewal, Retake, Validity};
use crate::language::Languages;
use crate::links::Links;
use crate::money::{Dollars, Money};
use crate::refs::ServiceRef;
use crate::score::PassingScore;
use crate::service::Service;
use crate::sitting::{End, Start};
use crate::time::{Minutes, Span};
use crate::vocab::{Ground, Level, Route};
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
        ("min", Datum::Int(i64::from(percent.min))),
        ("max", Datum::Int(i64::from(percent.max))),
        ("approximate", Datum::Bool(percent.approximate)),
    ]), Shape::Map(vec![("min", Shape::Int), ("max", Shape::Int), ("approximate", Shape::Bool)]);
    ExamCode: code => Datum::map([
        ("published", Datum::Bool(matches!(code, ExamCode::Code(_)))),
        ("code", match code { ExamCode::Code(code) => Datum::Text(code.clone()), ExamCode::None => Datum::Null }),
    ]), Shape::Map(vec![("published", Shape::Bool), ("code", Shape::Text.nullable())]);
    Dollars: dollars => Datum::amount(dollars.0.hundredths), Shape::Number;
    Start: start => Datum::map([
        ("date", Datum::printed(start.when)),
        ("planned", Datum::Bool(start.planned)),
    ]), Shape::Map(vec![("date", Shape::Date), ("planned", Shape::Bool)]);
    End: end => end_datum(end), Shape::Map(vec![
        ("announced", Shape::Bool),
        ("date", Shape::Date.nullable()),
        ("planned", Shape::Bool),
        ("when_opens", Shape::Text.nullable()),
    ]);
    Questions: questions => Datum::map([
        ("min", Datum::Int(i64::from(questions.total.min))),
        ("max", Datum::Int(i64::from(questions.total.max))),
        ("scored", Datum::option(questions.scored, |count| Datum::Int(i64::from(count)))),
        ("unscored", Datum::option(questions.unscored, |count| Datum::Int(i64::from(count)))),
        ("typical", Datum::Bool(questions.typical)),
    ]), Shape::Map(vec![
        ("min", Shape::Int),
        ("max", Shape::Int),
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
        ("limited", Datum::option(retake.attempts, |attempts| Datum::Bool(matches!(attempts, Attempts::Limited { .. })))),
        ("attempts", match retake.attempts { Some(Attempts::Limited { most, .. }) => Datum::Int(i64::from(most)), _ => Datum::Null }),
        ("within", match retake.attempts { Some(Attempts::Limited { within, .. }) => Datum::printed(within), _ => Datum::Null }),
    ]), Shape::Map(vec![
        ("waits", Shape::Text.list()),
        ("limited", Shape::Bool.nullable()),
        ("attempts", Shape::Int.nullable()),
        ("within", Shape::Text.nullable()),
    ]);
    Span: span => Datum::printed(span), Shape::Text;
    Count: count => Datum::range(count.min, count.max), Shape::range();
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
    let (minimum, from, to, percent) = match *score {
        PassingScore::Points { minimum, from, to } => (Some(minimum), from, Some(to), None),
        PassingScore::Percent(percent) => (None, None, None, Some(percent)),
        PassingScore::NotPublished => (None, None, None, None),
    };
    Datum::map([
        ("published", Datum::Bool(*score != PassingScore::NotPublished)),
        ("minimum", int(minimum)),
        ("scale_from", int(from)),
        ("scale_to", int(to)),
        ("percent", int(percent)),
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
            Self::Points { minimum, to, .. } => format!("{minimum} of {to}").into(),
            other => other.to_string().into(),
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
        ])
    }
}

impl Value for Vec<Money> {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.iter().map(|money| money.to_string().into()).collect())
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
            Some(count) if titles.is_empty() => titles.push(format!("{count} languages").into()),
            Some(count) if !self.complete => titles.push(format!("{count} in all").into()),
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
        let share = |domain: &Domain| Share {
            name: domain.name.clone(),
            weight: domain.weight.map(|weight| weight.to_string().into()).unwrap_or_default(),
            middle: domain.weight.map_or(0.0, |weight| weight.middle()),
            bounds: domain.weight.map_or((0.0, 0.0), |weight| (weight.min.into(), weight.max.into())),
        };
        Display::Shares(self.iter().map(share).collect())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        let datum = |domain: &Domain| {
            let weight = domain.weight.as_ref();
            Datum::map([
                ("name", Datum::text(&domain.name)),
                ("weight_percent", Datum::option(weight, |weight| weight.datum(labels))),
            ])
        };
        Datum::List(self.iter().map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![("name", Shape::Text), ("weight_percent", Percent::shape().nullable())]).list()
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
            Self::Some(entries) => Display::List(entries.iter().map(|entry| entry.to_string().into()).collect()),
        }
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        let datum = |experience: &Experience| {
            Datum::map([
                ("min_months", Datum::Int(i64::from(experience.amount.min_months))),
                ("max_months", Datum::option(experience.amount.max_months, |months| Datum::Int(i64::from(months)))),
                ("with_this_cloud", Datum::Bool(experience.ground == Ground::Cloud)),
                ("doing", Datum::text(&experience.doing)),
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
            Datum::map([("what", Datum::text(&requirement.what)), ("any_of", Datum::texts(&requirement.any_of))])
        };
        Datum::List(self.entries().iter().map(datum).collect())
    }
    fn shape() -> Shape {
        Shape::Map(vec![("what", Shape::Text), ("any_of", Shape::Text.list())]).list()
    }
}

impl Value for Renewal {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::Text(self.how.clone())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        fn part<T: Value>(value: Option<&T>, labels: &dyn Labels) -> Datum {
            Datum::option(value, |value| value.datum(labels))
        }
        Datum::map([
            ("how", Datum::text(&self.how)),
            ("possible", Datum::Bool(self.possible)),
            ("routes", Datum::texts(self.routes.iter().map(|route| route.as_str()))),
            ("price_usd", Datum::option(self.price.as_ref(), |price| Datum::amount(price.hundredths))),
            ("discount_percent", Datum::option(self.discount, |percent| Datum::Int(i64::from(percent.max)))),
            ("duration_minutes", part(self.duration.as_ref(), labels)),
            ("questions", part(self.questions.as_ref(), labels)),
            ("opens_before_expiry", part(self.opens.as_ref(), labels)),
            ("closes_after_expiry", part(self.closes.as_ref(), labels)),
            ("extends_by", part(self.extends.as_ref(), labels)),
            ("renewed_by", Datum::texts(&self.renewed_by)),
        ])
    }
    fn shape() -> Shape {
        Shape::Map(vec![
            ("how", Shape::Text),
            ("possible", Shape::Bool),
            ("routes", Shape::Word(Route::WORDS).list()),
            ("price_usd", Shape::Number.nullable()),
            ("discount_percent", Shape::Int.nullable()),
            ("duration_minutes", Minutes::shape().nullable()),
            ("questions", Count::shape().nullable()),
            ("opens_before_expiry", Shape::Text.nullable()),
            ("closes_after_expiry", Shape::Text.nullable()),
            ("extends_by", Shape::Text.nullable()),
            ("renewed_by", Shape::Text.list()),
        ])
    }
}

impl Value for Links {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(
            self.each().filter_map(|(_, title, url)| url.map(|url| format!("{title} {url}").into())).collect(),
        )
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
