//! How each type of the model is shown to people and to programs.

use super::{Datum, Display, Labels, Shape, Share, Value};
use crate::experience::{Experience, Requirement};
use crate::identity::{ExamCode, Links};
use crate::keeping::{Attempts, Renewal, RenewalRoute, Retake, Validity};
use crate::language::{Language, Languages};
use crate::lazy::{ServiceRef, SourceRef};
use crate::money::{Dollars, Money};
use crate::outline::{Domain, Outline};
use crate::quantity::{Count, Minutes, Percent, Span, Tenths};
use crate::questions::{PassingScore, Questions};
use crate::service::Service;
use crate::sitting_days::{End, First, KeyDate, Start};
use crate::vocab::{CountsFrom, Ground, Level, Route};
use crate::when::When;

impl<T: Value> Value for Option<T> {
    fn display(&self, labels: &dyn Labels) -> Display {
        self.as_ref().map_or_else(|| Display::Text(String::new()), |value| value.display(labels))
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        Datum::option(self.as_ref(), |value| value.datum(labels))
    }
    fn shape() -> Shape {
        T::shape().nullable()
    }
}

impl<T: Value> Value for Vec<T> {
    fn display(&self, labels: &dyn Labels) -> Display {
        if self.is_empty() { Display::Text("none".to_owned()) } else { T::display_list(self, labels) }
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        Datum::List(self.iter().map(|value| value.datum(labels)).collect())
    }
    fn shape() -> Shape {
        T::shape().list()
    }
    fn cited(&self) -> Vec<SourceRef> {
        self.iter().flat_map(T::cited).collect()
    }
}

/// Implements `Value` for types that are one datum, and that people read as they are printed.
macro_rules! scalars {
    ($($type:ty: $value:ident => $datum:expr, $shape:expr;)+) => {
        $(impl Value for $type {
            fn display(&self, _: &dyn Labels) -> Display {
                Display::Text(self.to_string())
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

scalars! {
    bool: truth => Datum::Bool(*truth), Shape::Bool;
    u32: number => Datum::Int(i64::from(*number)), Shape::Int;
    Tenths: tenths => Datum::amount(tenths.0 * 10), Shape::Number;
    String: text => Datum::text(text), Shape::Text;
    Language: language => Datum::printed(language), Shape::Text;
    Span: span => Datum::printed(span), Shape::Text;
    When: when => Datum::printed(when), Shape::Date;
    Dollars: dollars => Datum::amount(dollars.0.hundredths), Shape::Number;
    Level: level => Datum::printed(level), Shape::Word(Level::WORDS);
    Route: route => Datum::printed(route), Shape::Word(Route::WORDS);
    CountsFrom: day => Datum::printed(day), Shape::Word(CountsFrom::WORDS);
}

/// Implements `Value` for types that are maps to programs: what people read, then each key with the type of its value.
macro_rules! maps {
    ($($type:ty: $value:ident => $display:expr $(, cites $cited:expr)?; {
        $($key:literal: $part_type:ty = $part:expr,)+
    })+) => {
        $(impl Value for $type {
            fn display(&self, _: &dyn Labels) -> Display {
                let $value = self;
                Display::from($display)
            }
            fn datum(&self, labels: &dyn Labels) -> Datum {
                let $value = self;
                Datum::map([$(($key, <$part_type as Value>::datum(&$part, labels)),)+])
            }
            fn shape() -> Shape {
                Shape::Map(vec![$(($key, <$part_type as Value>::shape()),)+])
            }
            $(fn cited(&self) -> Vec<SourceRef> {
                let $value = self;
                $cited
            })?
        })+
    };
}

maps! {
    ExamCode: code => code.to_string(); {
        "published": bool = code.0.is_some(),
        "code": Option<String> = code.0,
    }
    Start: start => start.to_string(); {
        "date": Option<When> = Some(start.when),
        "planned": bool = start.planned,
    }
    // A day that is planned may not be known.
    First: first => first.to_string(); {
        "date": Option<When> = first.0.map(|start| start.when),
        "planned": bool = first.0.is_none_or(|start| start.planned),
    }
    End: end => end.to_string(); {
        "announced": bool = *end != End::NotAnnounced,
        "date": Option<When> = match end { End::On(start) => Some(start.when), _ => None },
        "planned": bool = matches!(end, End::On(start) if start.planned),
        "when_opens": Option<String> = match end { End::WhenOpens(id) => Some(id.clone()), _ => None },
    }
    Minutes: minutes => minutes.to_string(); {
        "min": u32 = minutes.0.min,
        "max": u32 = minutes.0.max,
    }
    Count: count => count.to_string(); {
        "min": u32 = count.min,
        "max": u32 = count.max,
    }
    Questions: questions => questions.to_string(); {
        "min": Option<u32> = questions.total.map(|total| total.min),
        "max": Option<u32> = questions.total.map(|total| total.max),
        "scored": Option<u32> = questions.scored,
        "unscored": Option<u32> = questions.unscored,
        "typical": bool = questions.typical,
    }
    Percent: percent => percent.to_string(); {
        "min": Tenths = Tenths(percent.min_tenths),
        "max": Tenths = Tenths(percent.max_tenths),
        "approximate": bool = percent.approximate,
    }
    // The beginning of the scale is left to the machine formats: "750 of 1000".
    PassingScore: score => match score {
        PassingScore::Points { minimum, to, .. } => format!("{minimum} of {to}"),
        other => other.to_string(),
    }; {
        "published": bool = *score != PassingScore::NotPublished,
        "minimum": Option<u32> = match score { PassingScore::Points { minimum, .. } => Some(*minimum), _ => None },
        "scale_from": Option<u32> = match score { PassingScore::Points { from, .. } => *from, _ => None },
        "scale_to": Option<u32> = match score { PassingScore::Points { to, .. } => Some(*to), _ => None },
        "percent": Option<u32> = match score { PassingScore::Percent(percent) => Some(*percent), _ => None },
        "questions_right": Option<u32> = match score { PassingScore::Questions { right, .. } => Some(*right), _ => None },
        "questions_of": Option<u32> = match score { PassingScore::Questions { of, .. } => Some(*of), _ => None },
    }
    Money: money => money.to_string(); {
        "amount": Dollars = Dollars(money.clone()),
        "currency": String = money.currency,
    }
    Languages: languages => languages.words(); {
        "listed": Vec<Language> = languages.listed,
        "complete": bool = languages.complete,
        "count": Option<u32> = languages.count,
    }
    Validity: validity => validity.to_string(); {
        "expires": bool = *validity != Validity::NoExpiry,
        "months": Option<u32> = match validity { Validity::Months(months) => Some(*months), Validity::NoExpiry => None },
    }
    Retake: retake => retake.to_string(); {
        "waits": Vec<Span> = retake.waits,
        "limited": Option<bool> = retake.attempts.map(|attempts| attempts != Attempts::Unlimited),
        "attempts": Option<u32> = match retake.attempts {
            Some(Attempts::Limited { most, .. }) => Some(most),
            Some(Attempts::Once) => Some(1),
            _ => None,
        },
        "within": Option<Span> = match retake.attempts { Some(Attempts::Limited { within, .. }) => Some(within), _ => None },
        "price_usd": Option<Dollars> = retake.price,
    }
    Renewal: renewal => renewal.how.clone(), cites renewal.routes.cited(); {
        "how": String = renewal.how,
        "possible": bool = renewal.possible,
        "routes": Vec<RenewalRoute> = renewal.routes,
        "renewed_by": Vec<String> = renewal.renewed_by,
        "others": Vec<String> = renewal.others,
    }
    RenewalRoute: route => route.route.title().to_owned(), cites route.sources.clone(); {
        "route": Route = route.route,
        "price_usd": Option<Dollars> = route.price,
        "discount_percent": Option<Tenths> = route.discount.map(|percent| Tenths(percent.max_tenths)),
        "duration_minutes": Option<Minutes> = route.duration,
        "questions": Option<Count> = route.questions,
        "opens_before_expiry": Option<Span> = route.opens,
        "closes_after_expiry": Option<Span> = route.closes,
        "extends_by": Option<Span> = route.extends,
        "counts_from": Option<CountsFrom> = route.counts_from,
        "needs": Option<String> = route.needs,
        "uncertain": bool = route.confidence.is_some(),
        "sources": Vec<SourceRef> = route.sources,
    }
    Outline: outline => outline.to_string(), cites outline.sources.clone(); {
        "version": Option<String> = outline.version,
        "dated": Option<When> = outline.dated,
        "from": Option<Start> = outline.from,
        "languages": Vec<Language> = outline.languages,
        "changes": Vec<String> = outline.changes,
        "domains": Option<Vec<Domain>> = Some(outline.domains.clone()).filter(|domains| !domains.is_empty()),
        "sources": Vec<SourceRef> = outline.sources,
    }
    KeyDate: date => date.to_string(); {
        "what": String = date.what,
        "from": Option<When> = date.on.or(date.from),
        "until": Option<When> = date.on.or(date.until),
    }
    Experience: experience => experience.to_string(); {
        "min_months": u32 = experience.amount.min_months,
        "max_months": Option<u32> = experience.amount.max_months,
        "with_this_cloud": bool = experience.ground == Ground::Cloud,
        "doing": String = experience.doing,
        "within_previous": bool = experience.within,
    }
    Requirement: requirement => requirement.what.clone(); {
        "what": String = requirement.what,
        "any_of": Vec<String> = requirement.any_of,
        "others": Vec<String> = requirement.others,
    }
}

impl Value for Domain {
    fn display(&self, labels: &dyn Labels) -> Display {
        Self::display_list(std::slice::from_ref(self), labels)
    }
    fn display_list(domains: &[Self], _: &dyn Labels) -> Display {
        let share = |(at, domain): (usize, &Self)| Share {
            name: domain.label(at),
            weight: domain.weight.map(|weight| weight.to_string()).unwrap_or_default(),
            bounds: domain.weight.map_or((0.0, 0.0), |weight| weight.bounds()),
        };
        Display::Shares(domains.iter().enumerate().map(share).collect())
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        Datum::map([("name", self.name.datum(labels)), ("weight_percent", self.weight.datum(labels))])
    }
    fn shape() -> Shape {
        Shape::Map(vec![("name", Option::<String>::shape()), ("weight_percent", Option::<Percent>::shape())])
    }
}

impl Value for ServiceRef {
    fn display(&self, labels: &dyn Labels) -> Display {
        Display::Text(labels.service_label(*self))
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        let datum = |service: &Service| {
            Datum::map([
                ("id", Datum::text(&service.id)),
                ("name", Datum::text(&service.name)),
                ("formerly", Datum::texts(service.formerly.iter().map(|former| &former.name))),
            ])
        };
        Datum::option(labels.service(*self), datum)
    }
    fn shape() -> Shape {
        Shape::Map(vec![("id", Shape::Text), ("name", Shape::Text), ("formerly", Shape::Text.list())])
    }
}

impl Value for SourceRef {
    fn display(&self, labels: &dyn Labels) -> Display {
        Display::Text(labels.source_id(*self))
    }
    fn datum(&self, labels: &dyn Labels) -> Datum {
        Datum::Text(labels.source_id(*self))
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Value for Links {
    fn display(&self, _: &dyn Labels) -> Display {
        Display::List(self.each().filter_map(|(_, title, url)| url.map(|url| format!("{title} {url}"))).collect())
    }
    fn datum(&self, _: &dyn Labels) -> Datum {
        let part = |(key, _, url): (&'static str, &str, Option<&String>)| (key, Datum::option(url, Datum::text));
        Datum::Map(self.each().map(part).collect())
    }
    fn shape() -> Shape {
        Shape::Map(Links::default().each().map(|(key, _, _)| (key, Shape::Url.nullable())).collect())
    }
}
