//! `docs/screenshot.svg` is what the program prints in colour, drawn as a terminal shows it. `UPDATE_GOLDEN=1` draws it anew.

mod common;

use common::certcmp;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

const COMMAND: &str = "compare aws gcp azure --as-of 2026-11-23";
const FIELDS: &str = "status,instead,exam_code,price,duration,passing_score,validity";
const COLUMNS: usize = 100;

/// Pixels of a cell, around the text, and of the bar with the title.
const CELL: (f64, f64) = (8.4, 21.0);
const PADDING: f64 = 24.0;
const BAR: f64 = 40.0;

/// The colours of text without one, of bold text, of what is typed and of the prompt.
const TEXT: &str = "#c9d1d9";
const BOLD: &str = "#ffffff";
const TYPED: &str = "#f0f6fc";
const PROMPT: &str = "#3fb950";

#[derive(Clone, Debug, PartialEq)]
struct Style {
    bold: bool,
    colour: Option<u8>,
}

const UNSTYLED: Style = Style { bold: false, colour: None };

impl Style {
    /// Follows one escape of ECMA-48. One that is new here must be given its look first.
    fn apply(&mut self, codes: &str) {
        match codes {
            "" | "0" => *self = UNSTYLED,
            "1" => self.bold = true,
            _ => {
                self.colour = Some(codes.parse().unwrap_or_else(|_| panic!("no look for the escape {codes}")));
            }
        }
    }

    fn fill(&self) -> &'static str {
        match self.colour {
            None if self.bold => BOLD,
            None => TEXT,
            Some(31) => "#ff7b72",
            Some(32) => "#56d364",
            Some(94) => "#79c0ff",
            Some(colour) => panic!("no look for colour {colour}"),
        }
    }
}

/// A stretch of a line in one style, without a gap, and the column where it starts.
struct Run {
    column: usize,
    text: String,
    style: Style,
}

/// Splits a line with escapes into runs, at each gap of two spaces too: whatever font shows it, each starts at its column.
fn runs(line: &str, style: &mut Style) -> Vec<Run> {
    let (mut runs, mut column) = (Vec::new(), 0);
    for (at, part) in line.split("\u{1b}[").enumerate() {
        let text = if at == 0 {
            part
        } else {
            let (codes, text) = part.split_once('m').expect("an escape ends");
            style.apply(codes);
            text
        };
        for piece in text.split_inclusive("  ") {
            let start = column + piece.width() - piece.trim_start().width();
            if !piece.trim().is_empty() {
                runs.push(Run { column: start, text: piece.trim().to_owned(), style: style.clone() });
            }
            column += piece.width();
        }
    }
    runs
}

fn draw_run(svg: &mut String, run: &Run, fill: &str, line: usize) {
    let x = PADDING + run.column as f64 * CELL.0;
    let y = BAR + PADDING + line as f64 * CELL.1 + 11.0;
    let length = run.text.width() as f64 * CELL.0;
    let text = run.text.replace('&', "&amp;").replace('<', "&lt;");
    let bold = if run.style.bold { " font-weight=\"700\"" } else { "" };
    writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.0}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{fill}\"{bold}>{text}</text>"
    )
    .unwrap();
}

/// A rule is one line to the eye, not a hundred dashes: it is drawn, and its text is there but not to be seen.
fn draw_rule(svg: &mut String, run: &Run, line: usize) {
    let x = PADDING + run.column as f64 * CELL.0;
    let y = BAR + PADDING + line as f64 * CELL.1 + 6.5;
    writeln!(svg, "<path d=\"M{x:.1} {y}h{:.1}\" stroke=\"#484f58\"/>", run.text.width() as f64 * CELL.0).unwrap();
    draw_run(svg, run, "none", line);
}

/// What somebody types, over two lines.
fn typed() -> [Run; 3] {
    let run = |column, text: String| Run { column, text, style: UNSTYLED };
    [run(0, "$".to_owned()), run(2, format!("certcmp {COMMAND} \\")), run(4, format!("--fields {FIELDS}"))]
}

fn draw(output: &str) -> String {
    let lines: Vec<&str> = output.lines().collect();
    let width = COLUMNS as f64 * CELL.0 + 2.0 * PADDING;
    let height = BAR + (lines.len() + 3) as f64 * CELL.1 + 2.0 * PADDING - 8.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"title description\">
<title id=\"title\">certcmp compares three certifications in a terminal</title>
<desc id=\"description\">A table with a column each for the machine-learning certifications of AWS, Google Cloud and \
         Microsoft. Its rows tell whether the exam can still be taken, what to take instead, its code, price, duration, \
         passing score and validity. Numbered notes below it say where other sources differ.</desc>
<rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"#0d1117\" stroke=\"#30363d\"/>
<path d=\"M1 {BAR}V10.5A9.5 9.5 0 0 1 10.5 1H{}A9.5 9.5 0 0 1 {} 10.5V{BAR}z\" fill=\"#161b22\"/>
<path d=\"M1 {BAR}H{}\" stroke=\"#30363d\"/>
<g aria-hidden=\"true\"><circle cx=\"24\" cy=\"20\" r=\"6\" fill=\"#ff5f57\"/><circle cx=\"44\" cy=\"20\" r=\"6\" \
         fill=\"#febc2e\"/><circle cx=\"64\" cy=\"20\" r=\"6\" fill=\"#28c840\"/></g>
<g font-family=\"ui-monospace,SFMono-Regular,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace\" \
         font-size=\"14\">
<text x=\"{}\" y=\"25\" text-anchor=\"middle\" font-size=\"13\" fill=\"#8b949e\">certcmp</text>
",
        width - 1.0,
        height - 1.0,
        width - 10.5,
        width - 1.0,
        width - 1.0,
        width / 2.0
    );
    for (run, (fill, line)) in typed().iter().zip([(PROMPT, 0), (TYPED, 0), (TYPED, 1)]) {
        draw_run(&mut svg, run, fill, line);
    }
    let mut style = UNSTYLED;
    for (line, text) in lines.iter().enumerate() {
        for run in runs(text, &mut style) {
            if run.text.chars().all(|c| c == '─') {
                draw_rule(&mut svg, &run, line + 3);
            } else {
                draw_run(&mut svg, &run, run.style.fill(), line + 3);
            }
        }
    }
    svg + "</g>\n</svg>\n"
}

fn printed(colour: &str) -> String {
    let arguments: Vec<&str> = COMMAND.split(' ').chain(["--fields", FIELDS, "--color", colour]).collect();
    certcmp(&arguments).width(COLUMNS).run().stdout.replace("\r\n", "\n")
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screenshot.svg")
}

/// The lines of text in a drawing, each run put back into its column.
fn text_of(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).expect("the drawing is XML");
    let mut lines: Vec<(f64, String)> = Vec::new();
    for node in document.descendants().filter(|node| node.attribute("textLength").is_some()) {
        let number = |name| node.attribute(name).and_then(|value| value.parse::<f64>().ok()).expect("a number");
        let (x, y) = (number("x"), number("y"));
        if lines.last().is_none_or(|(last, _)| *last != y) {
            lines.push((y, String::new()));
        }
        let line = &mut lines.last_mut().expect("it was pushed").1;
        let column = ((x - PADDING) / CELL.0).round() as usize;
        assert!(column >= line.width(), "two runs overlap after {line}");
        line.push_str(&" ".repeat(column - line.width()));
        line.push_str(node.text().unwrap_or_default());
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn the_screenshot_is_what_the_program_prints_in_colour_today() {
    let drawn = draw(&printed("always"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path(), &drawn).expect("the screenshot is written");
        return;
    }
    let kept = std::fs::read_to_string(path()).expect("the screenshot is there");
    snapbox::assert_data_eq!(drawn, snapbox::Data::text(kept).raw());
}

#[test]
fn the_text_of_the_screenshot_stands_in_the_columns_of_the_output_without_colour() {
    let mut expected = vec![format!("$ certcmp {COMMAND} \\"), format!("    --fields {FIELDS}")];
    expected.extend(printed("never").lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()));
    let drawn = text_of(&std::fs::read_to_string(path()).expect("the screenshot is there"));
    snapbox::assert_data_eq!(drawn.join("\n"), snapbox::Data::text(expected.join("\n")).raw());
}

#[test]
fn the_screenshot_is_small_has_a_title_and_loads_nothing() {
    let svg = std::fs::read_to_string(path()).expect("the screenshot is there");
    assert!(svg.len() < 40_000, "{} bytes", svg.len());
    let document = roxmltree::Document::parse(&svg).expect("the drawing is XML");
    for name in ["title", "desc"] {
        let text = document.root_element().children().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
        assert!(text.is_some_and(|text| text.len() > 20), "no {name}");
    }
    for loads in ["href", "url(", "@import", "<script", "<style"] {
        assert!(!svg.contains(loads), "{loads}");
    }
}
