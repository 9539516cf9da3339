//! Which known names are nearest to one that is not known.

/// The longest word for which near names are looked for, in bytes.
const LONGEST: usize = 200;

/// The names nearest to a word, the nearest first: those within a few typing errors, at most three. Case does not
/// count. For very long words none are returned, as looking for them would take long.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let word = word.to_lowercase();
    let limit = if word.chars().count() <= 4 { 1 } else { 2 };
    let mut scored: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|name| name.len().abs_diff(word.len()) <= 4)
        .map(|name| (strsim::osa_distance(&word, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    scored.sort_by_key(|found| *found);
    scored.dedup_by(|left, right| left.1.eq_ignore_ascii_case(right.1));
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The line of a message that offers near names; empty if there are none.
pub fn did_you_mean(near: &[&str]) -> String {
    let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
    if near.is_empty() { String::new() } else { format!("\n  did you mean {}?", near.join(" or ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_found() {
        assert_eq!(nearest("gpc", ["aws", "gcp", "azure"]), ["gcp"]);
        assert_eq!(nearest("MLA-C10", ["mls-c01", "mla-c01", "dea-c01"]), ["mla-c01", "mls-c01"]);
        assert!(nearest("kubernetes", ["aws", "gcp", "azure"]).is_empty());
    }

    #[test]
    fn near_names_are_offered_in_a_line_of_a_message() {
        assert_eq!(did_you_mean(&["Vertex AI", "Vertex"]), "\n  did you mean `Vertex AI` or `Vertex`?");
        assert_eq!(did_you_mean(&[]), "");
    }

    #[test]
    fn nothing_is_near_a_word_without_end() {
        let known = "a".repeat(LONGEST);
        assert_eq!(nearest(&known, [known.as_str()]).len(), 1);
        let known = "a".repeat(LONGEST + 1);
        assert!(nearest(&known, [known.as_str()]).is_empty());
    }
}
