//! Closed lists: what a level, a track, a support or a sitting can be.

use crate::yaml::{Definitions, FromYaml, Node, Path, Reader};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares a closed list: an enum whose variants have a name in files and machine formats, and a title for people.
#[macro_export]
macro_rules! kinds {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal, $title:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The names in files and machine formats, in order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// Returns the variant that a word names, in any case.
            pub fn named(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str().eq_ignore_ascii_case(word))
            }

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

macro_rules! vocabularies {
    ($(
        $(#[doc = $meaning:literal])*
        $name:ident, $what:literal { $($(#[doc = $doc:literal])* $variant:ident = $word:literal, $title:literal;)+ }
    )+) => { $(
        kinds! {
            $(#[doc = $meaning])*
            #[derive(PartialOrd, Ord, Hash, Serialize, Deserialize)]
            $name { $($(#[doc = $doc])* $variant = $word, $title;)+ }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl FromYaml for $name {
            fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                reader.word(node, at, $what, &[$(($word, Self::$variant),)+])
            }

            fn schema(_: &mut Definitions) -> serde_json::Value {
                serde_json::json!({ "type": "string", "enum": Self::WORDS })
            }
        }
    )+ };
}

vocabularies! {
    /// How demanding the provider says the certification is, easiest first.
    Level, "a level" {
        /// Microsoft calls it "fundamentals".
        Foundational = "foundational", "foundational";
        /// Microsoft's and AWS's category for business roles; entry level, not technical.
        Business = "business", "business";
        Associate = "associate", "associate";
        Professional = "professional", "professional";
        /// Snowflake: above its core level.
        Advanced = "advanced", "advanced";
        /// AWS: deep in one field.
        Specialty = "specialty", "specialty";
        /// Microsoft: awarded on top of an associate certification.
        Expert = "expert", "expert";
    }

    /// What a certification is mainly about. This is certcmp's own sorting, not the provider's.
    Track, "a track" {
        /// Building, deploying and running machine-learning models.
        MachineLearning = "machine-learning", "machine learning";
        /// Applications and agents on foundation models and ready-made AI services.
        GenerativeAi = "generative-ai", "generative AI";
        /// Data engineering and analytics.
        Data = "data", "data";
        /// Using and steering AI in a business.
        Business = "business", "business";
        /// Cloud platforms in general: basics, architecture, operations.
        Cloud = "cloud", "cloud";
    }

    Support, "a support" {
        /// Read on the vendor's own page or on a faithful copy of it.
        Official = "official", "official";
        /// A dated third party says that it read the vendor's page.
        Relayed = "relayed", "relayed";
        /// Only third parties, none of which claims to have read the vendor's page.
        ThirdParty = "third-party", "third party";
        /// Derived by certcmp from other facts; the note says how.
        Inferred = "inferred", "inferred";
    }

    /// Where experience was gathered.
    Ground, "a ground" {
        Cloud = "cloud", "cloud";
        Field = "field", "field";
    }

    /// The one level of confidence that is written down.
    Confidence, "a confidence" {
        /// A single weak source, or a bold inference.
        Low = "low", "uncertain";
    }

    Status, "a status" {
        Announced = "announced", "announced";
        Beta = "beta", "beta";
        /// It can be taken, and no end is set.
        Available = "available", "available";
        /// It can be taken, and its end is set.
        Retiring = "retiring", "retiring";
        /// It can no longer be taken in this language.
        Retired = "retired", "retired";
        /// It has no sitting in this language.
        NotOffered = "not-offered", "not offered";
        /// Whether it has one in this language is not known.
        Unknown = "unknown", "not known";
    }

    SittingKind, "a kind of sitting" {
        /// A trial run: often cheaper and longer, results later.
        Beta = "beta", "beta";
        Standard = "standard", "standard";
    }

    Access, "a kind of access" {
        /// The page itself, in a stored copy under its own address.
        Direct = "direct", "the page itself";
        Mirror = "mirror", "a mirror of the page";
        Reproduction = "reproduction", "a third party's copy of the page";
        Quoted = "quoted", "reported by others";
        Relay = "relay", "a third party that read the provider's page";
        ThirdParty = "third-party", "a third party's own page";
        NotRead = "not-read", "not read, address only";
    }

    /// Who says that two services are counterparts.
    Basis, "a basis" {
        /// A page of one of the providers pairs them.
        Official = "official", "official";
        /// Both are paired by an official page with the same third service.
        Derived = "derived", "derived";
        /// certcmp's own pairing, from what the products say they do.
        Editorial = "editorial", "editorial";
        None = "none", "none found";
    }

    Strength, "a strength" {
        /// The same job at the same level of management.
        Close = "close", "close";
        /// Paired, but their scope differs.
        Partial = "partial", "partial";
        /// Paired by an official page, of little use for study.
        Weak = "weak", "weak";
    }

    Category, "a category" {
        MachineLearning = "machine-learning", "machine learning";
        GenerativeAi = "generative-ai", "generative AI";
        AiServices = "ai-services", "AI services";
        Data = "data", "data";
        Compute = "compute", "compute";
        Networking = "networking", "networking";
        Development = "development", "development";
        Security = "security", "security";
        Operations = "operations", "operations";
        BusinessApps = "business-apps", "business applications";
    }

    /// The day from which a renewed certificate is extended.
    CountsFrom, "a day to count from" {
        /// The day of passing or of completing: who renews early loses the days left.
        Passing = "passing", "the day of passing";
        Expiry = "expiry", "the old expiry date";
    }

    /// How much of an exam is about a topic.
    TopicWeight, "a weight of a topic" {
        Main = "main", "main topic";
        Covered = "covered", "covered";
        /// Expressly none of it.
        OutOfScope = "out_of_scope", "not tested";
    }

    Group, "a group" {
        Identity = "identity", "Identity";
        Lifecycle = "lifecycle", "Lifecycle";
        Exam = "exam", "Exam";
        Keeping = "keeping", "Keeping it";
        Candidate = "candidate", "Who it is for";
        Content = "content", "What is tested";
        Links = "links", "Links";
    }

    /// A way in which a certificate is kept valid.
    Route, "a route" {
        Exam = "exam", "the exam again";
        RenewalExam = "renewal-exam", "a shorter renewal exam";
        /// An unproctored online assessment.
        Assessment = "assessment", "an online assessment";
        Courses = "courses", "designated courses";
        Training = "training", "training on the provider's platform";
        OtherExam = "other-exam", "another exam";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back_in_any_case() {
        for level in Level::ALL {
            assert_eq!(Level::named(&level.as_str().to_uppercase()), Some(*level));
        }
        assert_eq!(Support::named("third-party"), Some(Support::ThirdParty));
        assert_eq!(Strength::named("gold"), None);
    }
}
