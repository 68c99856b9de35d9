//! What loading costs: a thousand web pages of a hundred kilobytes each, made here.

use parallax::monitor::Monitor;
use parallax::source::{Wishes, load};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

const PAGES: usize = 1_000;
const BYTES: usize = 100_000;

/// Prints seconds and the most memory that the process had.
pub fn run(_: &Path) -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    for number in 0..PAGES {
        fs::write(folder.path().join(format!("{number}.html")), page(number))?;
    }
    let start = Instant::now();
    let corpus = load(&[folder.path().to_owned()], &Wishes::default(), &Monitor::default()).unwrap();
    let took = start.elapsed().as_secs_f64();
    let words: usize = corpus.sources.iter().map(|source| source.text.content().split_whitespace().count()).sum();
    println!("{} pages, {words} words of articles: {took:.2} s", corpus.sources.len());
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: not known here");
    println!("{}", most.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(())
}

/// A page as papers make them: an article of about eight hundred words; the rest is menus, scripts and markup around it.
fn page(number: usize) -> String {
    let words = [
        "harbour", "envoy", "talks", "palace", "the", "of", "and", "said", "on", "Monday", "letters", "was", "quay",
        "in",
    ];
    let mut dice = number * 7919 + 1;
    let mut word = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(dice >> 33) % words.len()]
    };
    let mut page = format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Report {number} - Gazette</title></head><body><nav><ul>"
    );
    for item in 0..200 {
        write!(page, "<li class=\"menu-item level-{}\"><a href=\"/section/{item}\">Section {item}</a></li>", item % 4)
            .unwrap();
    }
    page += "</ul></nav><article>";
    for _ in 0..20 {
        page += "<p class=\"paragraph\">";
        for at in 0..40 {
            page += word();
            page += if at % 13 == 12 {
                ". "
            } else if at % 7 == 6 {
                ", "
            } else {
                " "
            };
        }
        page += "so they said.</p>";
    }
    page += "</article><aside>";
    while page.len() < BYTES * 6 / 10 {
        write!(
            page,
            "<div class=\"teaser\"><a href=\"/t/{}\"><span>{} {}</span></a></div>",
            page.len(),
            word(),
            word()
        )
        .unwrap();
    }
    page += "</aside><script>";
    while page.len() < BYTES {
        page += "window.dataLayer.push({event: 'view', value: 12345});\n";
    }
    page + "</script></body></html>"
}
