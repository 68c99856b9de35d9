//! What a page says of itself: structured data first, then meta tags, then marked-up words of the page.

use super::structured;
use crate::source::{Meta, date};
use crate::text::Language;
use dom_query::Document as Tree;

/// The names of meta tags that give a title, the surest first; and so on below.
const TITLE: [&str; 7] =
    ["dc.title", "dcterms.title", "og:title", "citation_title", "parsely-title", "sailthru.title", "twitter:title"];
const OUTLET: [&str; 5] =
    ["og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name"];
const AUTHOR: [&str; 8] = [
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const DATE: [&str; 16] = [
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
];

const UPDATED: [&str; 8] = [
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
];

/// What a page says of itself, and the language it says it is in.
pub fn read(tree: &Tree) -> (Meta, Option<Language>) {
    let tags = Tags::of(tree);
    let told = structured::read(tree);
    let markup = |selector: &str, attribute: &str| {
        tree.select(selector).nodes().iter().find_map(|node| one_line(&node.attr(attribute)?))
    };
    let words = |selector: &str| tree.select(selector).nodes().iter().find_map(|node| one_line(&node.text()));
    let url = tags.first(&["og:url"]).or_else(|| markup("link[rel=canonical]", "href")).or_else(|| told.url.clone());
    let url = url.or_else(|| saved_from(tree));
    let url = url.filter(|url| site_of(url).is_some());
    let head = words("head title");
    let site = || {
        let site = site_of(url.as_deref()?)?;
        Some(head.as_deref().and_then(|title| site_in(title, &site)).unwrap_or(site))
    };
    let outlet = told.outlet.clone().or_else(|| tags.first(&OUTLET)).or_else(site);
    let title = told.title(head.as_deref()).or_else(|| tags.first(&TITLE)).or(head).or_else(|| words("h1"));
    let title = title.map(|title| without_outlet(&title, outlet.as_deref()).to_owned());
    // Many pages put their name behind the headline, which alone stands above the text.
    let headline = words("h1").filter(|h1| title.as_deref().is_some_and(|title| is_behind(title, h1)));
    let title = headline.or(title);
    let author = told.author.clone().or_else(|| tags.all(&AUTHOR).find_map(|said| person(&said)));
    let author = author.or_else(|| {
        words("[itemprop=author] [itemprop=name], [itemprop=author], [rel=author]").and_then(|said| person(&said))
    });
    let date = told.date.or_else(|| tags.all(&DATE).find_map(|said| date::parse(&said))).or_else(|| {
        markup("time[itemprop=datePublished], time[pubdate], article time", "datetime").and_then(|s| date::parse(&s))
    });
    let language = markup("html", "lang").or(told.language).and_then(|tag| Language::from_tag(&tag));
    let updated = told.updated.or_else(|| tags.all(&UPDATED).find_map(|said| date::parse(&said)));
    let updated = updated.or_else(|| markup("[itemprop=dateModified]", "datetime").and_then(|said| date::parse(&said)));
    let updated = updated.filter(|updated| Some(*updated) != date);
    (Meta { title, outlet, author, date, updated, url, ..Meta::default() }, language)
}

/// The address that a browser notes before a page that it saves: `<!-- saved from url=(0028)https://… -->`.
fn saved_from(tree: &Tree) -> Option<String> {
    tree.root().children_it(false).filter(|node| node.is_comment()).find_map(|node| {
        let said = node.html();
        let (_, rest) = said.split_once("saved from url=(")?;
        let (_, address) = rest.split_once(')')?;
        address.split_whitespace().next().map(str::to_owned)
    })
}

/// The meta tags of a page, by name in lower case.
struct Tags(Vec<(String, String)>);

impl Tags {
    fn of(tree: &Tree) -> Self {
        let tags = tree.select("meta[content]");
        let tags = tags.nodes().iter().filter_map(|node| {
            let names = ["property", "name", "itemprop"].iter().filter_map(|key| node.attr(key));
            Some((names.collect::<Vec<_>>(), one_line(&node.attr("content")?)?))
        });
        // One tag may carry several names, apart by blanks.
        Self(
            tags.flat_map(|(names, content)| {
                let names = names.iter().flat_map(|name| name.split_whitespace()).map(str::to_lowercase);
                names
                    .map(|name| (name.replacen("dc:", "dc.", 1).replacen("dcterm:", "dcterms.", 1), content.clone()))
                    .collect::<Vec<_>>()
            })
            .collect(),
        )
    }

    /// What the tags of these names say, in the order of the names.
    fn all(&self, names: &[&str]) -> impl Iterator<Item = String> {
        names
            .iter()
            .flat_map(|name| self.0.iter().filter(move |(key, _)| key == name))
            .map(|(_, content)| content.clone())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next()
    }
}

/// The words of a text in one line; nothing where there are none.
pub fn one_line(said: &str) -> Option<String> {
    let words: Vec<&str> = said.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A person's name as a byline gives it, without the `By` before it; nothing for the address of a profile or the name of an
/// account (`annlee7`).
pub fn person(said: &str) -> Option<String> {
    let said = one_line(said)?;
    let name = ["By ", "by ", "BY "].iter().find_map(|lead| said.strip_prefix(lead)).unwrap_or(&said).trim();
    let account = !name.contains(' ') && name.is_ascii() && !name.contains(|c: char| c.is_ascii_uppercase());
    (!account && !name.contains("://")).then(|| name.to_owned())
}

/// A title without the outlet's name that many pages put behind it: `Talks end - The Daily`.
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    let stripped = outlet.and_then(|outlet| {
        let rest = title.strip_suffix(outlet)?.trim_end();
        rest.strip_suffix(['|', '-', '–', '—', '·', '»', ':'])
    });
    stripped.map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// What stands behind a title, where that is the site's name: `The Daily` of `Talks end | The Daily` on `thedaily.example`.
fn site_in(title: &str, site: &str) -> Option<String> {
    let (_, last) =
        title.rsplit_once([" | ", " - ", " – ", " — ", " · "].iter().find(|mark| title.contains(**mark))?)?;
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let mut labels = site.split('.').map(bare);
    let name = bare(last);
    (!name.is_empty() && labels.any(|label| label == name)).then(|| last.trim().to_owned())
}

/// Whether a title is a headline and, behind a mark, the name of its page.
fn is_behind(title: &str, headline: &str) -> bool {
    let rest = title.strip_prefix(headline).map(str::trim_start).unwrap_or_default();
    rest.starts_with(['|', '-', '–', '—', '·', '»', '/']) && rest.split_whitespace().nth(1).is_some()
}

/// The site of an address: `https://www.example.org/a/b` is of `example.org`.
pub fn site_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (scheme.starts_with("http") && host.contains('.')).then(|| host.to_owned())
}
