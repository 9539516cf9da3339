//! Terms: the words that someone looks for in texts, found in any grammatical form and behind the usual abbreviations.
use std::str::FromStr;

/// Ways to write the same thing. Only abbreviations and their full forms stand here, never what is merely related.
const SAME: &[&[&str]] = &[
    &["mlops", "ml operations", "machine learning operations"],
    &["ml", "machine learning"],
    &["genai", "gen ai", "generative ai", "generative artificial intelligence"],
    &["llm", "large language model"],
    &["rag", "retrieval augmented generation"],
    &["nlp", "natural language processing"],
    &["iac", "infrastructure as code"],
    &["fm", "foundation model"],
];

/// The most characters of a term. Each way to write each abbreviation in it is kept, which adds up in a long text.
const LONGEST: usize = 200;

/// A word or a few words that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    text: String,
    variants: Vec<Vec<String>>,
}

impl FromStr for Term {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // Terms are repeated in answers, where nobody's control characters may be printed.
        let text: String = text.chars().filter(|found| !found.is_control()).collect();
        if text.chars().count() > LONGEST {
            return Err(format!("it has more than {LONGEST} characters; name one thing in a few words"));
        }
        let written = words(&text);
        if written.is_empty() {
            return Err(format!("`{text}` holds no word"));
        }
        Ok(Self { text: text.trim().to_owned().into(), variants: variants(written) })
    }
}

impl Term {
    /// The term as it was typed.
    pub fn text(&self) -> &String {
        &self.text
    }

    /// Whether all words of the term, in one of its ways to be written, stand in a text, in any order.
    pub fn is_in(&self, text: &str) -> bool {
        let there = words(text);
        self.variants.iter().any(|variant| variant.iter().all(|word| there.iter().any(|other| alike(word, other))))
    }
}

/// The words of a text: runs of letters and digits, in small letters.
fn words(text: &str) -> Vec<String> {
    text.split(|found: char| !found.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Every way to write some words, as they were typed first.
fn variants(written: Vec<String>) -> Vec<Vec<String>> {
    let mut found = vec![written];
    for group in SAME {
        let forms: Vec<Vec<String>> = group.iter().map(|form| words(form)).collect();
        for variant in found.clone() {
            for form in &forms {
                let Some(at) = variant.windows(form.len()).position(|part| same_words(part, form)) else { continue };
                for other in forms.iter().filter(|other| *other != form) {
                    let mut changed = variant.clone();
                    changed.splice(at..at + form.len(), other.iter().cloned());
                    if !found.contains(&changed) {
                        found.push(changed);
                    }
                }
            }
        }
    }
    found
}

fn same_words(left: &[String], right: &[String]) -> bool {
    left.iter().zip(right).all(|(left, right)| stem(left) == stem(right))
}

/// Whether two words are forms of one: the same but for a plural, or one of them the other with a short ending, as in
/// "agents" and "agentic". Short words must be the same, so that "data" is not found in "database".
fn alike(left: &str, right: &str) -> bool {
    let (left, right) = (stem(left), stem(right));
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    let longest_ending = match short.chars().count() {
        0..=3 => 0,
        4 => 3,
        _ => 4,
    };
    long.strip_prefix(short.as_str()).is_some_and(|ending| ending.chars().count() <= longest_ending)
}

/// A word without the plural.
fn stem(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(front) if front.len() >= 3 => format!("{front}y"),
        _ if word.len() > 3 && !word.ends_with("ss") => word.strip_suffix('s').unwrap_or(word).to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(term: &str, text: &str) -> bool {
        term.parse::<Term>().unwrap().is_in(text)
    }

    #[test]
    fn words_are_found_in_any_form() {
        for (term, text) in [
            ("agents", "tool calling and multi-agent orchestration"),
            ("agents", "Implement generative AI and agentic solutions"),
            ("agentic", "agents and tool integration"),
            ("MLOps", "Design and implement an MLOps infrastructure"),
            ("data engineer", "engineers of data platforms"),
            ("monitoring", "monitor models"),
            ("policy", "policies"),
            ("computer vision", "Implement computer vision solutions"),
            ("CI/CD", "MLOps and CI/CD"),
        ] {
            assert!(found(term, text), "{term} in {text}");
        }
    }

    #[test]
    fn other_words_are_not_found() {
        for (term, text) in [
            ("rag", "storage and fragments"),
            ("data", "database design"),
            ("search", "research assistants"),
            ("ai", "maintain pipelines"),
            ("computer vision", "computer networks"),
            ("agents", "a gentle start"),
            ("ml", "MLOps"),
        ] {
            assert!(!found(term, text), "{term} in {text}");
        }
    }

    #[test]
    fn abbreviations_stand_for_their_full_forms() {
        for (term, text) in [
            ("rag", "retrieval-augmented generation, tool calling"),
            ("retrieval augmented generation", "prompting, grounding and RAG"),
            ("ML engineer", "machine learning engineer"),
            ("machine learning engineers", "Google Cloud ML Engineer"),
            ("genai", "Fundamentals of gen AI"),
            ("generative AI", "Fundamentals of GenAI"),
            ("mlops", "Machine Learning Operations Engineer"),
            ("LLMs", "basics of large language models"),
        ] {
            assert!(found(term, text), "{term} in {text}");
        }
    }

    #[test]
    fn a_term_holds_no_control_characters() {
        assert_eq!("\u{1b}[31magents\n".parse::<Term>().unwrap().text(), "[31magents");
    }

    #[test]
    fn a_term_holds_a_word() {
        for text in ["", "  ", "+/-"] {
            assert!(text.parse::<Term>().is_err(), "{text}");
        }
    }
}
