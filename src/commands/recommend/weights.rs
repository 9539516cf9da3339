//! Weights: how much each preference counts, in one table for the points and the help.

use certcmp_dataset::value::Datum;
use std::fmt;

/// A number with two decimals, kept in hundredths so that sums are exact: a match, or points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hundredths(pub i64);

impl Hundredths {
    pub const FULL: Self = Self(100);
    pub const NONE: Self = Self(0);

    pub fn share(part: u32, whole: u32) -> Self {
        if whole == 0 { Self::NONE } else { Self((i64::from(part) * 200 / i64::from(whole) + 1) / 2) }
    }

    pub fn datum(self) -> Datum {
        if self.0 % 100 == 0 { Datum::Int(self.0 / 100) } else { Datum::Number(self.0 as f64 / 100.0) }
    }
}

impl std::ops::Neg for Hundredths {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "−" } else { "" };
        write!(out, "{sign}{}", self.0.unsigned_abs() as f64 / 100.0)
    }
}

/// Makes the table: variant, machine key, weight, name for people, rule of the match.
macro_rules! criteria {
    ($($variant:ident, $key:literal, $weight:literal, $title:literal, $rule:literal;)+) => {
        /// What can count for or against a certification.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Criterion { $(#[doc = $rule] $variant,)+ }

        impl Criterion {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            pub const KEYS: &'static [&'static str] = &[$($key,)+];

            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The points of a full match.
            pub const fn weight(self) -> i64 {
                match self { $(Self::$variant => $weight,)+ }
            }

            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            pub const fn rule(self) -> &'static str {
                match self { $(Self::$variant => $rule,)+ }
            }
        }
    };
}

criteria! {
    Flagship, "flagship", 10, "stands for its cloud", "1, then 1/2, 1/3 …: the ML certification of a named cloud, or the nearest in its place";
    Topic, "topic", 20, "topic", "share of the topics: 1 as a main topic, 1/4 as covered or named";
    TopicName, "topic_name", 6, "topic in the name", "share of the topics that the name has";
    TopicDomains, "topic_domains", 6, "topic in domains", "1/2, and half of the share of the exam in domains that name it";
    TopicServices, "topic_services", 2, "topic in services", "share of the topics in names of services";
    RoleName, "role_name", 8, "role in the name", "share of the roles that its name and main topics have";
    RoleRoles, "role_roles", 6, "role in roles", "share of the roles that its roles have";
    RoleAudience, "role_audience", 4, "role in audience", "share of the roles that its audience has";
    Experience, "experience", 8, "experience", "1 with as much as is recommended or more; below it, minus the share that lacks";
    CloudExperience, "cloud_experience", 8, "cloud experience", "the same, for experience with this cloud";
    Breadth, "breadth", 10, "breadth", "1 as asked, −1 if not; half where it is that of the exam it succeeds";
    Held, "held", 10, "held", "1 if it needs, follows or renews what is held; 1/2 a level up; 1/4 a discount; −1/2 a level down; at most 1";
    CarriedOver, "carried_over", 6, "carried over", "topics that it and a certification held have, of those of the larger";
    End, "end", 5, "end", "−1 if an end is set; always counted";
}

/// How wide a line of the help may be, in columns.
const HELP_WIDTH: usize = 80;

/// The table for the help: a criterion, its weight, and how its match is found, wrapped below itself.
pub fn table_text() -> String {
    let row = |criterion: &Criterion| {
        let head = format!("  {:<20} {:>3}  ", criterion.title(), criterion.weight());
        let indent = " ".repeat(head.len());
        let options = textwrap::Options::new(HELP_WIDTH).initial_indent(&head).subsequent_indent(&indent);
        textwrap::fill(criterion.rule(), options.word_splitter(textwrap::WordSplitter::NoHyphenation)) + "\n"
    };
    Criterion::ALL.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        let text = |hundredths: i64| Hundredths(hundredths).to_string();
        assert_eq!(
            [text(10_000), text(260), text(-33), text(-550), text(5), text(0)],
            ["100", "2.6", "−0.33", "−5.5", "0.05", "0"]
        );
        assert_eq!(
            [Hundredths::share(1, 3), Hundredths::share(2, 3), Hundredths::share(1, 0)],
            [33, 67, 0].map(Hundredths)
        );
    }

    #[test]
    fn the_help_has_every_weight_in_lines_that_fit() {
        let text = table_text();
        assert!(text.lines().all(|line| line.chars().count() <= HELP_WIDTH), "{text}");
        for criterion in Criterion::ALL {
            let front = format!("  {:<20} {:>3}  ", criterion.title(), criterion.weight());
            assert_eq!(text.lines().filter(|line| line.starts_with(&front)).count(), 1, "{text}");
        }
    }
}
