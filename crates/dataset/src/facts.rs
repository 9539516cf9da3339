//! The table of facts: every field of a certification, once, with its type, its keys and its label.
//!
//! The structs of the model and the shapes of the YAML are both made from this table, so a field is added here alone.

use crate::experience::{Experience, ListOrNone, OrNone, Requirement};
use crate::fact::{Claim, Fact, View};
use crate::identity::{CertificationIds, ExamCode, Links};
use crate::keeping::{Renewal, Retake, Validity};
use crate::language::Languages;
use crate::lazy::{Lazy, ServiceRef, SourceRef};
use crate::money::{Dollars, Money};
use crate::outline::{Domain, Domains, Outline};
use crate::quantity::{Minutes, Percent};
use crate::questions::{PassingScore, Questions};
use crate::sitting_days::{End, First, KeyDate, Start};
use crate::value::{Shape, Value};
use crate::vocab::{Group, Level};
use crate::when::When;
use crate::yaml::{Definitions, FieldSchema, Fields, FromYaml, Id, Node, Path, Reader, ServiceId, TextOr};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares facts, each with its variant, name in YAML, type, machine key, label, group and meaning.
macro_rules! define_facts {
    ($facts:ident $field:ident; $($variant:ident, $name:ident, $type:ty $(as $form:ty)?, $key:literal, $label:literal, $group:ident, $doc:literal;)+) => {
        /// Facts, each absent where no source has it.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        pub struct $facts { $(#[doc = $doc] pub $name: Option<Lazy<Fact<$type>>>,)+ }

        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $field { $(#[doc = $doc] $variant,)+ }

        impl $field {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in YAML and on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name),)+ }
            }

            /// The key in machine formats, with the unit.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            pub const fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)+ }
            }

            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $doc,)+ }
            }

            pub fn shape(self) -> Shape {
                match self { $(Self::$variant => <$type as Value>::shape(),)+ }
            }
        }

        impl fmt::Display for $field {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.name())
            }
        }

        impl $facts {
            pub fn read(map: &mut Fields<'_>, reader: &mut Reader<'_>) -> Self {
                Self {
                    $($name: map
                        .read::<_, Option<Fact<$crate::record!(@form $type $(as $form)?)>>>(stringify!($name), reader)
                        .and_then(|fact: Option<Fact<$type>>| fact.map(Lazy::from)),)+
                }
            }

            pub fn schemas(definitions: &mut Definitions) -> Vec<FieldSchema> {
                vec![$({
                    definitions.fact = type_name(stringify!($type));
                    type Form = Fact<$crate::record!(@form $type $(as $form)?)>;
                    (stringify!($name), $doc, <Form as FromYaml<Fact<$type>>>::schema(definitions), false)
                },)+]
            }

            pub fn view(&self, field: $field) -> Option<View<'_>> {
                match field { $($field::$variant => self.$name.as_ref().map(|fact| fact.view()),)+ }
            }

            pub fn views(&self) -> impl Iterator<Item = ($field, View<'_>)> {
                $field::ALL.iter().filter_map(move |field| self.view(*field).map(|view| (*field, view)))
            }

            /// Takes every fact that `other` has, and keeps what it contradicts as a dispute; what it has not stays.
            pub fn amend(&mut self, other: Self) {
                $(if let Some(fact) = other.$name {
                    self.$name = Some(match self.$name.take() {
                        Some(earlier) => fact.into_inner().in_place_of(earlier.into_inner()).into(),
                        None => fact,
                    });
                })+
            }

            /// Every source that the facts cite, with repetitions; rules of a provider only where they are wanted.
            pub fn cited(&self, rules: bool) -> Vec<SourceRef> {
                let views = self.views().map(|(_, view)| view).filter(|view| rules || !view.rule);
                views.flat_map(|view| view.cited().collect::<Vec<_>>()).collect()
            }

            pub fn earlier_until(&self) -> Option<Date> {
                self.views().flat_map(|(_, view)| view.also).filter_map(|claim| Some(claim.until?.latest)).max()
            }

            pub fn set_day(&mut self, day: Date) {
                $(self.$name.as_mut().into_iter().for_each(|fact| fact.change(|fact| fact.set_day(day)));)+
            }

            pub fn forget_rules(&mut self) {
                $(self.$name.take_if(|fact| fact.rule);)+
            }

            pub fn as_rules(&self) -> Self {
                Self { $($name: self.$name.as_ref().map(|fact| Fact { rule: true, ..Fact::clone(fact) }.into()),)+ }
            }

            /// Fills what is absent with a provider's rules, which are shared and not copied, but for those that do not hold.
            pub fn inherit(&mut self, rules: &Self, except: &[$field]) {
                $(if self.$name.is_none() && !except.contains(&$field::$variant) {
                    self.$name.clone_from(&rules.$name);
                })+
            }
        }
    };
}

impl FromYaml for Field {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let names: Vec<(&str, Self)> = Self::ALL.iter().map(|field| (field.name(), *field)).collect();
        reader.word(node, at, "the name of a fact", &names)
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string", "enum": Self::ALL.iter().map(|field| field.name()).collect::<Vec<_>>() })
    }
}

define_facts! { Facts Field;
    Name, name, String, "name", "Name", Identity, "The certification's full name.";
    ExamCode, exam_code, ExamCode, "exam_code", "Exam code", Identity, "The code by which the exam is booked, or `none`.";
    ExamTitle, exam_title, String, "exam_title", "Exam title", Identity, "The exam's own title, where it differs from the certification's name.";
    Level, level, Level, "level", "Level", Identity, "The provider's level.";
    Announced, announced, When, "announced", "Announced", Lifecycle, "When the provider announced it.";
    EndAnnounced, end_announced, When, "end_announced", "End announced", Lifecycle, "When the provider announced the exam's end.";
    CertificationEnds, certification_ends, When, "certification_ends", "Certification ends", Lifecycle, "The day on which the certification itself ends, which can differ from the exam's.";
    ContinuedBy, continued_by, CertificationIds as Vec<Id>, "continued_by", "Goes on with", Lifecycle, "Exams that lead to the same certification after this exam has ended.";
    RenewalsEnd, renewals_end, When, "renewals_end", "Renewals end", Lifecycle, "The last day on which a certificate can be renewed.";
    SucceededBy, succeeded_by, CertificationIds as Vec<Id>, "succeeded_by", "Succeeded by", Lifecycle, "What the provider names to take instead, the nearest first.";
    Price, price, Dollars, "price_usd", "Price", Exam, "The price of one attempt in US dollars, before tax.";
    LocalPrices, local_prices, Vec<Money>, "local_prices", "Local price", Exam, "Prices in other currencies; the note says with or without tax.";
    Duration, duration, Minutes, "duration_minutes", "Duration", Exam, "Time to answer.";
    SeatTime, seat_time, Minutes, "seat_minutes", "Seat time", Exam, "The whole appointment, with instructions and survey.";
    Questions, questions, Questions, "questions", "Questions", Exam, "How many questions there are, and how many count.";
    QuestionTypes, question_types, Vec<String>, "question_types", "Question types", Exam, "What kinds of questions there are.";
    PassingScore, passing_score, PassingScore, "passing_score", "Passing score", Exam, "The least score that passes, or `not published`.";
    Delivery, delivery, Vec<String>, "delivery", "Delivery", Exam, "Where and how it is taken.";
    Languages, languages, Languages, "languages", "Languages", Exam, "The languages it is offered in; a sitting can have its own.";
    Retake, retake, Retake, "retake", "Retake", Exam, "How long to wait after a failed attempt.";
    Validity, validity, Validity, "validity", "Valid for", Keeping, "How long the certificate is valid.";
    Renewal, renewal, Renewal, "renewal", "Renewal", Keeping, "How it is kept valid.";
    HolderDiscount, holder_discount, Percent, "holder_discount_percent", "For holders", Keeping, "What a holder gets off a later exam of the provider.";
    Focus, focus, String, "focus", "Focus", Candidate, "What it is about, in a few words.";
    Audience, audience, Vec<String>, "audience", "Audience", Candidate, "Who it is meant for.";
    Suits, suits, String, "suits", "Suits", Candidate, "Whom a source recommends it to.";
    Eligibility, eligibility, Vec<String>, "eligibility", "Open to", Candidate, "Who can sit it at all, where not everybody can.";
    PrerequisitesRequired, prerequisites_required, OrNone<Requirement> as ListOrNone<TextOr<String, Requirement>>, "prerequisites_required", "Required", Candidate, "What must be held or done before, or `none`.";
    PrerequisitesRecommended, prerequisites_recommended, OrNone<String> as ListOrNone<String>, "prerequisites_recommended", "Recommended", Candidate, "What should be known before, or `none`.";
    Experience, experience, OrNone<Experience> as ListOrNone<Experience>, "experience", "Experience", Candidate, "Recommended experience, or `none`.";
    Roles, roles, Vec<String>, "roles", "Roles", Candidate, "Jobs it is made for.";
    Scenario, scenario, String, "scenario", "Typical task", Candidate, "A task that is typical of it.";
    Difficulty, difficulty, String, "difficulty", "Difficulty", Candidate, "How a source rates it; certcmp has no rating of its own.";
    Domains, domains, Vec<Domain> as Domains, "domains", "Domains", Content, "Its domains with their weights as printed.";
    Outlines, outlines, Vec<Outline>, "outlines", "Outlines", Content, "Versions of its exam guide, the oldest first.";
    Services, services, Vec<ServiceRef> as Vec<ServiceId>, "services", "Services", Content, "Services and tools it asks about.";
    Emphasis, emphasis, Vec<String>, "emphasis", "Emphasis", Content, "Topics it stresses.";
    Skills, skills, Vec<String>, "skills", "Skills", Content, "What a candidate must be able to do.";
    OutOfScope, out_of_scope, Vec<String>, "out_of_scope", "Not tested", Content, "What is expressly left out.";
    Breadth, breadth, String, "breadth", "Breadth", Content, "Deep in one field, or broad.";
    Learning, learning, Vec<String>, "learning", "Learning", Content, "Where one can learn for it.";
    Links, links, Links, "links", "Links", Links, "The provider's own pages.";
}

define_facts! { SittingFacts SittingField;
    Code, code, String, "code", "Exam code", Lifecycle, "The code of this sitting, where it has one of its own.";
    Languages, languages, Languages, "languages", "Languages", Lifecycle, "Its languages, where they are not all of the exam's.";
    Registration, registration, Start, "registration", "Booking from", Lifecycle, "The day from which it can be booked.";
    First, first, First, "first", "First day", Lifecycle, "The first day on which it can be taken.";
    Last, last, End, "last", "Last day", Lifecycle, "The last day on which it can be taken.";
    Price, price, Dollars, "price_usd", "Price", Lifecycle, "Its price, where it has one of its own.";
    Duration, duration, Minutes, "duration_minutes", "Duration", Lifecycle, "Its length, where it has one of its own.";
    Questions, questions, Questions, "questions", "Questions", Lifecycle, "Its questions, where it has a number of its own.";
    Retake, retake, Retake, "retake", "Retake", Lifecycle, "Its retake rule, where it has one of its own.";
    Dates, dates, Vec<KeyDate>, "dates", "Dates", Lifecycle, "Dates that are neither its first nor its last day.";
}

impl Facts {
    /// Returns the domains of outlines that another outline has taken the place of.
    pub fn earlier_domains(&self) -> Vec<Claim<Vec<Domain>>> {
        let Some(outlines) = self.outlines.as_deref() else { return Vec::new() };
        let earlier = |(outline, next): (&Outline, &Outline)| {
            let until = next.from?.when.earliest.yesterday().ok().filter(|_| !outline.domains.is_empty())?;
            let sources = if outline.sources.is_empty() { &outlines.sources } else { &outline.sources };
            let claim = Claim::of_value(outline.domains.clone(), sources.clone(), None);
            Some(Claim { until: Some(When::on(until)), ..claim })
        };
        outlines.value.iter().zip(outlines.value.iter().skip(1)).filter_map(earlier).collect()
    }
}

/// The name of a type among the definitions of a schema: `Vec<Domain>` is a `DomainList`.
fn type_name(written: &str) -> String {
    let written = written.replace(' ', "");
    let inner = |open: &str| written.strip_prefix(open).and_then(|rest| rest.strip_suffix('>'));
    match (inner("Vec<"), inner("OrNone<")) {
        (Some(inner), _) => format!("{}List", inner),
        (_, Some(inner)) => format!("{}ListOrNone", inner),
        _ => written.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keys_and_labels_are_unique_and_short() {
        for (at, field) in Field::ALL.iter().enumerate() {
            for other in Field::ALL.iter().skip(at + 1) {
                assert_ne!(field.key(), other.key());
                assert_ne!(field.label(), other.label());
            }
            assert!(field.label().len() <= 18, "{}", field.label());
            assert!(field.meaning().ends_with('.'), "{field}");
        }
    }
}
