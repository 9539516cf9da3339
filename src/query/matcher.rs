//! Words in texts: whole words and beginnings of words, never inside a word.
//!
//! Case, hyphens, dashes, all kinds of spaces and punctuation do not count, and the usual abbreviations are the same as
//! what they abbreviate: "ML engineer" is in "Machine-learning engineers".

const ABBREVIATIONS: &[(&[&str], &str)] = &[
    (&["machine", "learning"], "ml"),
    (&["artificial", "intelligence"], "ai"),
    (&["generative", "ai"], "genai"),
    (&["gen", "ai"], "genai"),
    (&["natural", "language", "processing"], "nlp"),
    (&["large", "language", "models"], "llm"),
    (&["large", "language", "model"], "llm"),
    (&["llms"], "llm"),
    (&["professional"], "prof"),
];

/// Shorter words match whole words only.
const MIN_BEGINNING: usize = 3;

/// Shorter phrases of one word match within one word only: "rag" is not in "r agents".
const MIN_ACROSS: usize = 6;

/// Returns the words of a text in lower case, abbreviated.
pub fn words(text: &str) -> Vec<String> {
    let mut short: Vec<String> = Vec::new();
    for word in plain_words(text) {
        short.push(word);
        // What is abbreviated can be part of a longer phrase.
        while let Some((phrase, abbreviation)) = ABBREVIATIONS.iter().find(|(phrase, _)| ends_with(&short, phrase)) {
            short.truncate(short.len() - phrase.len());
            short.push((*abbreviation).to_owned());
        }
    }
    short
}

/// Returns the words of a text in lower case. A `+` or `#` belongs to the word before it ("C#", "C++").
pub fn plain_words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for found in text.chars() {
        match words.last_mut() {
            Some(word) if found.is_alphanumeric() || (matches!(found, '+' | '#') && !word.is_empty()) => {
                word.extend(found.to_lowercase());
            }
            // A soft hyphen, a zero-width space and a byte order mark are part of no word and separate none.
            _ if matches!(found, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') => {}
            Some(word) if word.is_empty() => {}
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

pub fn singular(word: &str) -> &str {
    let is_plural = word.chars().count() > 4 && !word.ends_with("ss");
    word.strip_suffix('s').filter(|_| is_plural).unwrap_or(word)
}

/// Returns a text in lower case, letters and digits only.
pub fn folded(text: &str) -> String {
    text.chars().filter(|found| found.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn ends_with(words: &[String], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().rev().zip(phrase.iter().rev()).all(|(word, wanted)| word == wanted)
}

/// Words to look for, one after the other, in full and abbreviated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    plain: String,
    abbreviated: String,
    is_one_word: bool,
}

impl Phrase {
    /// Returns the phrase of a text, or nothing if there is no word in it. A plural counts as its singular.
    pub fn new(text: &str) -> Option<Self> {
        let (plain, short) = (plain_words(text), words(text));
        let joined = |words: &[String]| singular(&words.concat()).to_owned();
        let is_one_word = plain.len() == 1;
        (!plain.is_empty()).then(|| Self { plain: joined(&plain), abbreviated: joined(&short), is_one_word })
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.begins_in(&self.plain, &plain_words(text)) || self.begins_in(&self.abbreviated, &words(text))
    }

    fn begins_in(&self, joined: &str, words: &[String]) -> bool {
        let length = joined.chars().count();
        (0..words.len()).any(|first| match words.get(first..).unwrap_or_default() {
            [word, ..] if length < MIN_BEGINNING => word == joined,
            [word, ..] if self.is_one_word && length < MIN_ACROSS => word.starts_with(joined),
            rest => rest.concat().starts_with(joined),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &str, text: &str) -> bool {
        Phrase::new(phrase).is_some_and(|phrase| phrase.is_in(text))
    }

    #[test]
    fn words_and_beginnings_of_words_match_and_insides_do_not() {
        assert!(found("agent", "Agentic AI") && found("agents", "AI agent builder") && found("vertex", "(Vertex AI)"));
        for (inside, text) in [
            ("tpu", "Microsoft Purview"),
            ("ann", "Spanner"),
            ("arch", "OpenSearch"),
            ("eam", "Streaming"),
            ("rag", "storage"),
            ("rag", "r agents"),
            ("ai", "aim"),
        ] {
            assert!(!found(inside, text), "{inside} in {text}");
        }
        assert!(!found("", "text") && !found("–", "text"));
    }

    #[test]
    fn hyphens_spaces_and_case_do_not_count() {
        for phrase in
            ["fine-tuning", "Fine Tuning", "fine\u{a0}tuning", "fine\u{2011}tuning", "finetuning", "fine  tuning"]
        {
            assert!(found(phrase, "RAG, fine-tuning and more"), "{phrase}");
            assert!(found(phrase, "finetuning"), "{phrase}");
        }
        assert!(found("real-time", "real\u{200b}-time inference"));
    }

    #[test]
    fn abbreviations_are_what_they_abbreviate() {
        assert!(found("ML engineer", "Machine-learning engineers") && found("machine learning", "ML models"));
        assert!(found("generative AI", "GenAI developer") && found("gen ai", "Generative artificial intelligence"));
        assert!(found("generative", "Generative AI") && found("learning", "machine learning"));
        assert!(!found("C#", "C and Python") && found("C#", "Python or C#"));
    }
}
