//! A fact: a value with its evidence, and what other sources say instead.

use crate::lazy::SourceRef;
use crate::record;
use crate::value::{Datum, Display, Labels, Value};
use crate::vocab::{Confidence, Support};
use crate::when::When;
use crate::yaml::{Flag, Path, Reader, Sources};
use jiff::civil::Date;

record! {
    /// A value with its evidence.
    Fact<T as F>, "a fact", like "value: …, support: official, sources: [some-page]", check claims_fit {
        value: T as F,
        /// How well it is backed.
        support: Support,
        /// `low` for a single weak source or a bold inference; every output then says "uncertain".
        confidence: Option<Confidence>,
        /// Ids of the sources that say so.
        sources: Vec<SourceRef> as Sources,
        /// Claims that contradict the value.
        disputed: Vec<Claim<T>> as Option<Vec<Claim<F>>>,
        /// Accounts that say the same in other words, or more or less of it.
        also: Vec<Claim<T>> as Option<Vec<Claim<F>>>,
        /// What else a reader should know.
        note: Option<String>,
        /// In a correction: nothing of the earlier fact stays as a claim.
        replaces: bool as Flag<false>,
        ;
        /// The fact is a rule of the provider for many exams, not of this exam alone.
        rule: bool
    }
}

record! {
    /// What some sources say instead.
    Claim<T as F>, "a claim", like "value: …, sources: [some-page]",
        refuse |claim| claim.value.is_none() && claim.says.is_none(),
        "the claim says nothing", "give it a `value` of the fact's form, or `says` in words" {
        /// What is said, where it takes the form of the fact's value.
        value: Option<T> as Option<F>,
        /// What is said, in words.
        says: Option<String>,
        /// Ids of the sources that say so.
        sources: Vec<SourceRef> as Sources,
        /// What else a reader should know.
        note: Option<String>,
        /// Why it is wrong; a disputing claim without it is open.
        refuted: Option<String>,
        /// In `also`: the last day on which the value was this one.
        until: Option<When>,
    }
}

/// Adds a fault for each claim that stands in the wrong list, and for `replaces` where there is nothing to replace.
fn claims_fit<T: PartialEq>(fact: Fact<T>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Fact<T>> {
    if fact.replaces && !reader.amends {
        let remedy = "remove it; a correction with `amends` can replace a fact";
        reader.fault(&at.key("replaces"), "there is nothing to replace here", remedy);
    }
    for (claims, key) in [(&fact.disputed, "disputed"), (&fact.also, "also")] {
        let at = at.key(key);
        for (index, claim) in claims.iter().enumerate() {
            let at = at.index(index);
            if claim.value.as_ref() == Some(&fact.value) && claim.says.is_none() {
                let remedy = "add its sources to those of the value instead";
                reader.fault(&at.key("value"), "the claim says the same as the value", remedy);
            }
            if claim.refuted.is_some() && key == "also" {
                let remedy = "write it in `disputed`";
                reader.fault(&at.key("refuted"), "the claim does not contradict the value", remedy);
            }
            if claim.until.is_some() && (key == "disputed" || claim.value.is_none()) {
                let remedy = "write what was true until a day as a `value` in `also`";
                reader.fault(&at.key("until"), "the claim is not an earlier value", remedy);
            }
        }
    }
    Some(fact)
}

impl<T> Claim<T> {
    pub fn of_value(value: T, sources: Vec<SourceRef>, note: Option<String>) -> Self {
        Self { value: Some(value), says: None, sources, note, refuted: None, until: None }
    }
}

#[derive(Debug, Clone)]
pub struct View<'a> {
    value: &'a dyn Value,
    pub support: Support,
    pub uncertain: bool,
    pub sources: &'a [SourceRef],
    pub disputed: Vec<ClaimView<'a>>,
    pub also: Vec<ClaimView<'a>>,
    pub note: Option<&'a String>,
    pub rule: bool,
}

#[derive(Debug, Clone)]
pub struct ClaimView<'a> {
    value: Option<&'a dyn Value>,
    pub words: Option<&'a String>,
    pub sources: &'a [SourceRef],
    pub note: Option<&'a String>,
    pub refuted: Option<&'a String>,
    pub until: Option<When>,
}

impl<T: Value> Fact<T> {
    pub fn view(&self) -> View<'_> {
        View {
            value: &self.value,
            support: self.support,
            uncertain: self.confidence.is_some(),
            sources: &self.sources,
            disputed: self.disputed.iter().map(Claim::view).collect(),
            also: self.also.iter().map(Claim::view).collect(),
            note: self.note.as_ref(),
            rule: self.rule,
        }
    }
}

impl<T> Fact<T> {
    /// Returns an official fact without sources.
    pub fn bare(value: T) -> Self {
        Self {
            value,
            support: Support::Official,
            confidence: None,
            sources: Vec::new(),
            disputed: Vec::new(),
            also: Vec::new(),
            note: None,
            rule: false,
            replaces: false,
        }
    }

    /// Returns the value on a day: an earlier one up to the last day of it, else the present one.
    pub fn on(&self, day: Date) -> &T {
        let earlier = self.earlier_on(day).and_then(|index| self.also.get(index)?.value.as_ref());
        earlier.unwrap_or(&self.value)
    }

    fn earlier_on(&self, day: Date) -> Option<usize> {
        let earlier = self.also.iter().enumerate().filter_map(|(index, claim)| Some((claim.until?.latest, index)));
        earlier.filter(|(until, _)| *until >= day).min().map(|(_, index)| index)
    }

    /// Makes the value of a day the value of the fact. The later ones stay as claims.
    pub fn set_day(&mut self, day: Date) {
        let Some(index) = self.earlier_on(day) else { return };
        let earlier = self.also.remove(index);
        let (Some(value), Some(until)) = (earlier.value, earlier.until) else { return };
        let value = std::mem::replace(&mut self.value, value);
        let sources = std::mem::replace(&mut self.sources, earlier.sources);
        for later in self.also.iter_mut().filter(|claim| claim.until > Some(until)) {
            later.until = None;
        }
        let note = Some(format!("the value after {}", until.words()));
        self.also.push(Claim::of_value(value, sources, note));
    }
}

impl<T: PartialEq> Fact<T> {
    /// Returns the fact as a correction of an earlier one: what that said, and what was said against it, stays as claims,
    /// unless it replaces them.
    pub fn in_place_of(mut self, earlier: Self) -> Self {
        if std::mem::take(&mut self.replaces) {
            return self;
        }
        let states = |claim: &Claim<T>| claim.value.as_ref() == Some(&earlier.value);
        if earlier.value != self.value && !self.disputed.iter().chain(&self.also).any(states) {
            let note = Some("the value before your correction".into());
            self.disputed.push(Claim::of_value(earlier.value, earlier.sources, note));
        }
        let other = |claim: &Claim<T>| claim.value.as_ref() != Some(&self.value);
        self.disputed.extend(earlier.disputed.into_iter().filter(other));
        self.also.extend(earlier.also.into_iter().filter(other));
        self
    }
}

impl<T: Value> Claim<T> {
    fn view(&self) -> ClaimView<'_> {
        ClaimView {
            value: self.value.as_ref().map(|value| value as &dyn Value),
            words: self.says.as_ref(),
            sources: &self.sources,
            note: self.note.as_ref(),
            refuted: self.refuted.as_ref(),
            until: self.until,
        }
    }
}

impl ClaimView<'_> {
    /// Returns what is said, for people: in the source's words where they are known.
    pub fn display(&self, labels: &dyn Labels) -> Display {
        match (self.words, self.value) {
            (None, Some(value)) => value.display(labels),
            (words, _) => Display::Text(words.cloned().unwrap_or_default()),
        }
    }

    /// Returns what is said, for programs; nothing where it cannot take the form of the value.
    pub fn datum(&self, labels: &dyn Labels) -> Option<Datum> {
        self.value.map(|value| value.datum(labels))
    }
}

impl<'a> View<'a> {
    pub fn display(&self, labels: &dyn Labels) -> Display {
        self.value.display(labels)
    }

    pub fn datum(&self, labels: &dyn Labels) -> Datum {
        self.value.datum(labels)
    }

    /// Returns what one source says, for people and for programs: the value if it is among the value's sources, else its
    /// claim.
    pub fn said_by(&self, source: SourceRef, labels: &dyn Labels) -> Option<(Display, Option<Datum>)> {
        if self.sources.contains(&source) {
            return Some((self.display(labels), Some(self.datum(labels))));
        }
        let claim = self.disputed.iter().chain(&self.also).find(|claim| claim.sources.contains(&source))?;
        Some((claim.display(labels), claim.datum(labels)))
    }

    /// Every source the fact or a claim on it names, with repetitions.
    pub fn cited(&self) -> impl Iterator<Item = SourceRef> + '_ {
        let claims = self.disputed.iter().chain(&self.also).flat_map(|claim| claim.sources);
        self.sources.iter().chain(claims).copied().chain(self.value.cited())
    }
}
