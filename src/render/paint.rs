//! Colours and links. comfy-table would count the characters of an escape sequence as columns, so while a text is laid
//! out each sequence is a placeholder without width.

use super::layout::{self, GLUE};
use super::report::Tone;
use super::screen::Screen;
use anstyle::{AnsiColor, Style};

/// The placeholders are unassigned characters without width: the end of a span, the tones, then the links.
const END: char = '\u{E0200}';
const LAST: u32 = 0xE_0FFF;

/// The styles of tones. Yellow, cyan and dark blue are unreadable on the white or the black of a common theme, and the
/// contrast of greys is not guaranteed; none of them is used.
const TONES: [(Tone, Style); 5] = [
    (Tone::Good, AnsiColor::Green.on_default()),
    (Tone::Soon, AnsiColor::Magenta.on_default()),
    (Tone::Ended, AnsiColor::Red.on_default()),
    (Tone::Doubt, AnsiColor::BrightBlue.on_default()),
    (Tone::Strong, Style::new().bold()),
];

/// The longest address that terminals accept.
const LONGEST: usize = 2_000;

impl Screen<'_> {
    pub fn tone(&self, text: &str, tone: Tone) -> String {
        match (1..).zip(TONES).find(|(_, (known, _))| *known == tone) {
            Some((index, _)) if self.layout.color && !text.is_empty() => surround(text, index),
            _ => text.to_owned(),
        }
    }

    /// Returns whether the terminal takes links, and the address may stand in an escape sequence: a web address of
    /// printable ASCII.
    pub fn can_link(&self, url: &str) -> bool {
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        self.layout.links && is_web && url.len() <= LONGEST && url.bytes().all(|byte| byte.is_ascii_graphic())
    }

    pub fn link(&mut self, text: &str, url: &str) -> Option<String> {
        let index = u32::try_from(1 + TONES.len() + self.links.len()).ok()?;
        if !self.can_link(url) || u32::from(END) + index > LAST {
            return None;
        }
        self.links.push(url.to_owned());
        Some(surround(text, index))
    }

    /// Wraps a text; a span that is broken ends and begins again on each line.
    pub fn wrap(&self, text: &str, width: usize) -> Vec<String> {
        let mut lines = layout::wrap(text, width);
        let mut open = None;
        for line in &mut lines {
            let last = line.chars().rfind(|found| is_placeholder(*found)).or(open);
            if let Some(placeholder) = open {
                line.insert(0, placeholder);
            }
            open = last.filter(|found| *found != END);
            line.extend(open.map(|_| END));
        }
        lines
    }

    /// Puts escape sequences in the place of the placeholders, and spaces in the place of glue.
    pub fn finish(&self, text: &str) -> String {
        if !self.layout.color && self.links.is_empty() {
            return text.replace(GLUE, " ");
        }
        let mut finished = String::with_capacity(text.len() * 5 / 4);
        let mut close = String::new();
        for found in text.chars() {
            if !is_placeholder(found) {
                finished.push(if found == '\u{A0}' { ' ' } else { found });
                continue;
            }
            finished.push_str(&std::mem::take(&mut close));
            let index = (u32::from(found) - u32::from(END)) as usize;
            let link = index.checked_sub(1 + TONES.len());
            if let Some((_, style)) = index.checked_sub(1).and_then(|at| TONES.get(at)) {
                finished.push_str(&style.to_string());
                close = format!("{style:#}");
            } else if let Some((number, url)) = link.and_then(|at| Some((at + 1, self.links.get(at)?))) {
                // Pieces of one link share an id, so that a terminal shows them as one.
                finished.push_str(&format!("\u{1b}]8;id={number};{url}\u{1b}\\"));
                "\u{1b}]8;;\u{1b}\\".clone_into(&mut close);
            }
        }
        finished + &close
    }
}

fn surround(text: &str, index: u32) -> String {
    let begin = char::from_u32(u32::from(END) + index).unwrap_or(END);
    let text: String = text.chars().filter(|found| !is_placeholder(*found)).collect();
    // A line break ends a span, because a table takes the lines of a cell apart.
    format!("{begin}{}{END}", text.replace('\n', &format!("{END}\n{begin}")))
}

fn is_placeholder(found: char) -> bool {
    (u32::from(END)..=LAST).contains(&u32::from(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Layout;
    use unicode_width::UnicodeWidthStr;

    const LINKED: Layout = Layout { width: 80, cut: false, ascii: false, color: true, links: true };

    #[test]
    fn placeholders_have_no_width() {
        assert!((u32::from(END)..=LAST).all(|code| char::from_u32(code).unwrap().to_string().width() == 0));
    }

    #[test]
    fn a_link_that_is_wrapped_is_whole_on_each_line() {
        let mut screen = Screen::new(&LINKED);
        let text = screen.link("A long title", "https://example.com/page").unwrap();
        let lines: Vec<String> = screen.wrap(&text, 7).iter().map(|line| screen.finish(line)).collect();
        let open = "\u{1b}]8;id=1;https://example.com/page\u{1b}\\";
        assert_eq!(lines, ["A long", "title"].map(|part| format!("{open}{part}\u{1b}]8;;\u{1b}\\")));
    }

    #[test]
    fn an_address_that_could_steer_a_terminal_is_no_link() {
        let mut screen = Screen::new(&LINKED);
        for url in ["https://example.com/\u{1b}]0;x", "https://example.com/é", "https://a b", "file:///etc"] {
            assert_eq!(screen.link("Page", url), None, "{url:?}");
        }
        assert_eq!(screen.link("Page", &format!("https://example.com/{}", "a".repeat(LONGEST))), None);
        assert!(screen.link("Page", "https://example.com/a?b=c;d#e").is_some());
    }

    #[test]
    fn placeholders_in_a_text_paint_nothing() {
        let screen = Screen::new(&LINKED);
        let text = screen.tone("a\u{E0204}b", Tone::Strong);
        assert_eq!(screen.finish(&text), "\u{1b}[1mab\u{1b}[0m");
    }

    #[test]
    fn every_colour_is_one_of_the_twelve_of_themes() {
        let colors = [AnsiColor::Green, AnsiColor::Magenta, AnsiColor::Red, AnsiColor::BrightBlue];
        for (tone, style) in TONES.into_iter().filter(|(tone, _)| *tone != Tone::Strong) {
            let color = style.get_fg_color();
            assert!(colors.iter().any(|known| color == Some((*known).into())), "{tone:?}");
        }
    }
}
