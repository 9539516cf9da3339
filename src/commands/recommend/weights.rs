//! Weights: how much each preference counts, in one table for the points and the help; what one finds, and why.
//!
//! A match and points are numbers with two decimals, kept in hundredths so that sums are exact.

use certcmp_dataset::{Certification, Datum, Field, View, kinds};

/// A full match, in hundredths.
pub const FULL: i64 = 100;

/// Returns a part of a whole in hundredths; 0 of nothing.
pub fn share(part: u32, whole: u32) -> i64 {
    if whole == 0 { 0 } else { (i64::from(part) * 200 / i64::from(whole) + 1) / 2 }
}

pub fn datum(hundredths: i64) -> Datum {
    if hundredths % 100 == 0 { Datum::Int(hundredths / 100) } else { Datum::Number(hundredths as f64 / 100.0) }
}

/// Returns hundredths as a number for people: "2.6", "−0.33".
pub fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "−" } else { "" };
    format!("{sign}{}", hundredths.unsigned_abs() as f64 / 100.0)
}

kinds! {
    Criterion {
        Flagship = "flagship", "stands for its cloud";
        Topic = "topic", "topic";
        TopicName = "topic_name", "topic in the name";
        TopicDomains = "topic_domains", "topic in domains";
        TopicServices = "topic_services", "topic in services";
        RoleName = "role_name", "role in the name";
        RoleRoles = "role_roles", "role in roles";
        RoleAudience = "role_audience", "role in audience";
        Experience = "experience", "experience";
        CloudExperience = "cloud_experience", "cloud experience";
        Breadth = "breadth", "breadth";
        Held = "held", "held";
        CarriedOver = "carried_over", "carried over";
        End = "end", "end";
    }
}

impl Criterion {
    /// Returns the points of a full match, and how a match is found.
    pub const fn rule(self) -> (i64, &'static str) {
        match self {
            Self::Flagship => {
                (10, "1, then 1/2, 1/3 …: the ML certification of a named cloud, or the nearest in its place")
            }
            Self::Topic => (20, "share of the topics: 1 as a main topic, 1/4 as covered or named"),
            Self::TopicName => (6, "share of the topics that the name has"),
            Self::TopicDomains => (6, "1/2, and half of the share of the exam in domains that name it"),
            Self::TopicServices => (2, "share of the topics in names of services"),
            Self::RoleName => (8, "share of the roles that its name and main topics have"),
            Self::RoleRoles => (6, "share of the roles that its roles have"),
            Self::RoleAudience => (4, "share of the roles that its audience has"),
            Self::Experience => (8, "1 with as much as is recommended or more; below it, minus the share that lacks"),
            Self::CloudExperience => (8, "the same, for experience with this cloud"),
            Self::Breadth => (10, "1 as asked, −1 if not; half where it is that of the exam it succeeds"),
            Self::Held => (
                10,
                "1 if it needs, follows or renews what is held; 1/2 a level up; 1/4 a discount; −1/2 a level down; at most 1",
            ),
            Self::CarriedOver => (6, "topics that it and a certification held have, of those of the larger"),
            Self::End => (5, "−1 if an end is set; always counted"),
        }
    }

    pub const fn weight(self) -> i64 {
        self.rule().0
    }
}

/// Returns the table for the help: a criterion, its weight, and how its match is found, wrapped below itself.
pub fn table_text() -> String {
    let row = |criterion: &Criterion| {
        let head = format!("  {:<20} {:>3}  ", criterion.title(), criterion.weight());
        let indent = " ".repeat(head.len());
        let options = textwrap::Options::new(80).initial_indent(&head).subsequent_indent(&indent);
        textwrap::fill(criterion.rule().1, options.word_splitter(textwrap::WordSplitter::NoHyphenation)) + "\n"
    };
    Criterion::ALL.iter().map(row).collect()
}

kinds! {
    Speaks {
        For = "for", "For";
        Against = "against", "Against";
        Neither = "neither", "Neither";
        /// The fact is absent, so it counts neither way.
        NotKnown = "not-known", "Not known";
    }
}

#[derive(Debug, Clone)]
pub struct Cited<'a> {
    /// The id of the certification whose fact it is.
    pub of: &'a String,
    pub key: &'static str,
    pub view: View<'a>,
}

impl<'a> Cited<'a> {
    pub fn fact(certification: &'a Certification, field: Field) -> Option<Self> {
        Some(Self { of: &certification.id, key: field.key(), view: certification.facts.view(field)? })
    }
}

#[derive(Debug, Clone)]
pub struct Reason<'a> {
    pub speaks: Speaks,
    pub words: String,
    /// The fact; absent where the reason has none, or one that is not known.
    pub cited: Option<Cited<'a>>,
}

impl<'a> Reason<'a> {
    /// Returns a reason that speaks as the degree to which it is met, in hundredths.
    pub fn new(degree: i64, words: String, cited: Option<Cited<'a>>) -> Self {
        let speaks = match degree.signum() {
            -1 => Speaks::Against,
            0 => Speaks::Neither,
            _ => Speaks::For,
        };
        Self { speaks, words, cited }
    }
}

#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub criterion: Criterion,
    /// How far it is met, from −1 to 1 in hundredths; zero where nothing is known.
    pub degree: i64,
    pub reasons: Vec<Reason<'a>>,
}

impl<'a> Finding<'a> {
    pub fn new(criterion: Criterion, degree: i64, words: String, cited: Option<Cited<'a>>) -> Self {
        Self { criterion, degree, reasons: vec![Reason::new(degree, words, cited)] }
    }

    /// Returns a finding without points, because the fact is not known.
    pub fn not_known(criterion: Criterion) -> Self {
        let reason = Reason { speaks: Speaks::NotKnown, words: criterion.title().to_owned(), cited: None };
        Self { criterion, degree: 0, reasons: vec![reason] }
    }

    /// Returns its points in hundredths.
    pub fn points(&self) -> i64 {
        self.criterion.weight() * self.degree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        assert_eq!([10_000, 260, -33, -550, 5, 0].map(decimal), ["100", "2.6", "−0.33", "−5.5", "0.05", "0"]);
        assert_eq!([share(1, 3), share(2, 3), share(1, 0)], [33, 67, 0]);
    }

    #[test]
    fn the_help_has_every_weight_in_lines_that_fit() {
        let text = table_text();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        for criterion in Criterion::ALL {
            let front = format!("  {:<20} {:>3}  ", criterion.title(), criterion.weight());
            assert_eq!(text.lines().filter(|line| line.starts_with(&front)).count(), 1, "{text}");
        }
    }
}
