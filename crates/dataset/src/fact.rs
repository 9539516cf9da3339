//! A fact: a value with its evidence, and what other sources say instead.

use crate::refs::SourceRef;
use crate::value::{Datum, Display, Labels, Value};
use crate::vocab::{Confidence, Support};
use crate::when::When;
use crate::yaml::form::{Definitions, Flag, FromYaml, Optional, Sources, described, object};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use crate::yaml::text::shown;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A value with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value that is judged right.
    pub value: T,
    pub support: Support,
    /// A single weak source, or a bold inference: every output says "uncertain".
    pub uncertain: bool,
    /// Where it is from; never empty.
    pub sources: Vec<SourceRef>,
    /// Claims that contradict the value.
    pub disputed: Vec<Claim<T>>,
    /// Accounts that say the same in other words, or more or less of it, without contradicting the value.
    pub also: Vec<Claim<T>>,
    pub note: Option<String>,
    /// The fact is a rule of the provider for many exams, not of this exam alone.
    pub rule: bool,
    /// The fact is a correction that keeps nothing of the earlier one.
    #[serde(skip)]
    pub replaces: bool,
}

/// What some sources say instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim<T> {
    /// What they say, where it takes the form of the fact's value.
    pub value: Option<T>,
    /// What they say, in their words: "six domains". There is a value, words or both.
    pub says: Option<String>,
    /// Who says so; never empty.
    pub sources: Vec<SourceRef>,
    /// What is thought of it.
    pub note: Option<String>,
    /// Why it is wrong. A claim that contradicts the value without being refuted is open.
    pub refuted: Option<String>,
    /// The last day on which the value was this one.
    pub until: Option<When>,
}

/// A fact without its type: its value as people and programs read it, and its evidence.
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

/// A claim without its type.
#[derive(Debug, Clone)]
pub struct ClaimView<'a> {
    value: Option<&'a dyn Value>,
    /// The words in which it is said, where they are known.
    pub words: Option<&'a String>,
    pub sources: &'a [SourceRef],
    pub note: Option<&'a String>,
    /// Why it is wrong; absent if it is open.
    pub refuted: Option<&'a String>,
    /// The last day on which the value was this one.
    pub until: Option<When>,
}

impl<T: Value> Fact<T> {
    /// Adds every source that the fact, a part of its value or a claim on it names.
    pub fn cite(&self, cited: &mut Vec<SourceRef>) {
        cited.extend(&self.sources);
        cited.extend(self.value.cited());
        cited.extend(self.disputed.iter().chain(&self.also).flat_map(|claim| &claim.sources));
    }

    /// The fact without its type.
    pub fn view(&self) -> View<'_> {
        fn claims<T: Value>(claims: &[Claim<T>]) -> Vec<ClaimView<'_>> {
            claims.iter().map(Claim::view).collect()
        }
        View {
            value: &self.value,
            support: self.support,
            uncertain: self.uncertain,
            sources: &self.sources,
            disputed: claims(&self.disputed),
            also: claims(&self.also),
            note: self.note.as_ref(),
            rule: self.rule,
        }
    }
}

impl<T> Fact<T> {
    /// A bare fact, for tests.
    #[cfg(test)]
    pub fn bare(value: T) -> Self {
        Self {
            value,
            support: Support::Official,
            uncertain: false,
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

    /// Returns the index in `also` of the earlier value that held on a day.
    fn earlier_on(&self, day: Date) -> Option<usize> {
        let earlier = self.also.iter().enumerate().filter_map(|(index, claim)| Some((claim.until?.latest, index)));
        earlier.filter(|(until, _)| *until >= day).min().map(|(_, index)| index)
    }

    /// Returns the last day on which an earlier value held.
    pub fn earlier_until(&self) -> Option<Date> {
        self.also.iter().filter_map(|claim| Some(claim.until?.latest)).max()
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
        self.also.push(Claim { value: Some(value), says: None, sources, note, refuted: None, until: None });
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
            self.disputed.push(Claim {
                value: Some(earlier.value),
                says: None,
                sources: earlier.sources,
                note,
                refuted: None,
                until: None,
            });
        }
        let other = |claim: &Claim<T>| claim.value.as_ref() != Some(&self.value);
        let (disputed, also): (Vec<_>, Vec<_>) =
            (earlier.disputed.into_iter().filter(other).collect(), earlier.also.into_iter().filter(other).collect());
        self.disputed.extend(disputed);
        self.also.extend(also);
        self
    }
}

/// The other fields of a fact, as an example.
const EVIDENCE: &str = "support: official, sources: [some-page]";

impl<T: PartialEq> Fact<T> {
    /// Reads a fact whose value is written in a form.
    pub fn read<F: FromYaml<T>>(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let example = match node {
            Node::Map(_) => String::new(),
            Node::Text(value) | Node::Number(value) => format!("value: {}, {EVIDENCE}", shown(value)),
            _ => format!("value: …, {EVIDENCE}"),
        };
        let mut map = reader.map(node, at, "a fact", &example)?;
        let value = map.read::<T, F>("value", reader);
        let support = map.read::<Support, Support>("support", reader);
        let confidence = map.read::<Option<Confidence>, Option<Confidence>>("confidence", reader);
        let sources = map.read::<Vec<SourceRef>, Sources>("sources", reader);
        let disputed = map.read::<Vec<Claim<T>>, Optional<Vec<Claim<F>>>>("disputed", reader);
        let also = map.read::<Vec<Claim<T>>, Optional<Vec<Claim<F>>>>("also", reader);
        let note = map.read::<Option<String>, Option<String>>("note", reader);
        let replaces = map.read::<bool, Flag<false>>("replaces", reader);
        if replaces == Some(true) && !reader.amends {
            let remedy = "remove it; a correction with `amends` can replace a fact";
            reader.fault(&at.key("replaces"), "there is nothing to replace here", remedy);
        }
        map.finish(reader);
        let (value, disputed, also) = (value?, disputed?, also?);
        for (claims, key) in [(&disputed, "disputed"), (&also, "also")] {
            for (index, claim) in claims.iter().enumerate() {
                let at = at.key(key);
                let at = at.index(index);
                if claim.value.as_ref() == Some(&value) && claim.says.is_none() {
                    let remedy = "add its sources to those of the value instead";
                    reader.fault(&at.key("value"), "the claim says the same as the value", remedy);
                }
                if claim.refuted.is_some() && key == "also" {
                    reader.fault(
                        &at.key("refuted"),
                        "the claim does not contradict the value",
                        "write it in `disputed`",
                    );
                }
                if claim.until.is_some() && (key == "disputed" || claim.value.is_none()) {
                    let remedy = "write what was true until a day as a `value` in `also`";
                    reader.fault(&at.key("until"), "the claim is not an earlier value", remedy);
                }
            }
        }
        let uncertain = confidence?.is_some();
        Some(Self {
            value,
            support: support?,
            uncertain,
            sources: sources?,
            disputed,
            also,
            note: note?,
            rule: false,
            replaces: replaces?,
        })
    }

    /// Returns the JSON Schema of a fact. The name is that of the type of its value.
    pub fn schema<F: FromYaml<T>>(name: &str, definitions: &mut Definitions) -> serde_json::Value {
        definitions.define(&format!("{name}Fact"), |definitions| {
            let value = F::schema(definitions);
            let claims =
                definitions.define(&format!("{name}Claim"), |definitions| claim_schema(value.clone(), definitions));
            let claims = json!({ "type": "array", "items": claims, "minItems": 1 });
            let disputed = described(claims.clone(), "Claims that contradict the value.");
            let also = described(claims, "Accounts that say the same in other words, or more or less of it.");
            let fields = vec![
                ("value", "", value, true),
                ("support", "How well it is backed.", <Support as FromYaml>::schema(definitions), true),
                ("confidence", CONFIDENCE, <Confidence as FromYaml>::schema(definitions), false),
                ("sources", SOURCES, <Sources as FromYaml<_>>::schema(definitions), true),
                ("disputed", "", disputed, false),
                ("also", "", also, false),
                ("note", NOTE, json!({ "type": "string" }), false),
                ("replaces", REPLACES, <Flag<false> as FromYaml<_>>::schema(definitions), false),
            ];
            object("A value with its evidence.", fields)
        })
    }
}

const CONFIDENCE: &str = "`low` for a single weak source or a bold inference; every output then says \"uncertain\".";
const SOURCES: &str = "Ids of the sources that say so.";
const REPLACES: &str = "In a correction: nothing of the earlier fact stays as a claim.";
const NOTE: &str = "What else a reader should know.";

impl<T, F: FromYaml<T>> FromYaml<Claim<T>> for Claim<F> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Claim<T>> {
        let mut map = reader.map(node, at, "a claim", "value: …, sources: [some-page]")?;
        let has_something = map.has("value") || map.has("says");
        let value = map.read::<Option<T>, Option<F>>("value", reader);
        let says = map.read::<Option<String>, Option<String>>("says", reader);
        if !has_something {
            reader.fault(at, "the claim says nothing", "give it a `value` of the fact's form, or `says` in words");
        }
        let sources = map.read::<Vec<SourceRef>, Sources>("sources", reader);
        let note = map.read::<Option<String>, Option<String>>("note", reader);
        let refuted = map.read::<Option<String>, Option<String>>("refuted", reader);
        let until = map.read::<Option<When>, Option<When>>("until", reader);
        map.finish(reader);
        let (value, says) = (value?, says?);
        has_something.then_some(Claim { value, says, sources: sources?, note: note?, refuted: refuted?, until: until? })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let value = F::schema(definitions);
        claim_schema(value, definitions)
    }
}

fn claim_schema(value: serde_json::Value, definitions: &mut Definitions) -> serde_json::Value {
    let text = || json!({ "type": "string" });
    let fields = vec![
        ("value", "What is said, where it takes the form of the fact's value.", value, false),
        ("says", "What is said, in words.", text(), false),
        ("sources", SOURCES, <Sources as FromYaml<_>>::schema(definitions), true),
        ("note", NOTE, text(), false),
        ("refuted", "Why it is wrong; a disputing claim without it is open.", text(), false),
        (
            "until",
            "In `also`: the last day on which the value was this one.",
            <When as FromYaml>::schema(definitions),
            false,
        ),
    ];
    object("What some sources say instead.", fields)
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
            (Some(words), _) => Display::Text(words.clone()),
            (None, Some(value)) => value.display(labels),
            (None, None) => Display::Text(String::new()),
        }
    }

    /// Returns what is said, for programs; nothing where it cannot take the form of the value.
    pub fn datum(&self, labels: &dyn Labels) -> Option<Datum> {
        self.value.map(|value| value.datum(labels))
    }
}

impl<'a> View<'a> {
    /// The value for people. The labels name what it refers to.
    pub fn display(&self, labels: &dyn Labels) -> Display {
        self.value.display(labels)
    }

    /// The value for programs.
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
