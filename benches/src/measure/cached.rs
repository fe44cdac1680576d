use crate::bench::{Bench, CONNECTIONS, Side};
use crate::error::Result;
use crate::figures::Chapter;
use crate::network::load::Same;
use crate::network::request::{Accept, get, parameter};
use crate::network::{Kind, Script};
use crate::site::limit::Captured;
use crate::site::{Limit, Longan};

pub const HOW: &str = "The sample site, 16 connections. The limit is an axum server that answers the same headers and \
                       bytes from memory and does nothing else.";

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let site = Longan::start(&bench.binary, &bench.folder("cached")?, &[])?;
    let article = first_article(&site.read("/")?)?;
    let view = format!("/api/view?url={}", parameter(&article));
    let brotli = Captured::take(site.address, &article, Accept::Brotli)?;
    let etag = brotli.etag().map(str::to_owned);
    let captured = [
        brotli,
        Captured::take(site.address, &article, Accept::Identity)?,
        Captured::take(site.address, "/", Accept::Brotli)?,
        Captured::take(site.address, &view, Accept::Brotli)?,
    ];
    let limit = Limit::start(&captured)?;
    let etag = etag.ok_or("the article has no ETag")?;
    let cases = [
        ("article", "article, brotli", get(&article, Accept::Brotli, None), 200),
        ("identity", "article, identity", get(&article, Accept::Identity, None), 200),
        ("304", "article, 304", get(&article, Accept::Brotli, Some(&etag)), 304),
        ("home", "home, brotli", get("/", Accept::Brotli, None), 200),
        ("function", "server function (read_view)", get(&view, Accept::Brotli, None), 200),
    ];
    for (key, what, request, expects) in cases {
        let script = move |_| Box::new(Same { request: request.clone(), expects }) as Box<dyn Script>;
        let side =
            |address, process| Side { address, process, connections: CONNECTIONS, script: &script, kind: Kind::Read };
        let series = bench.alternate(&[side(site.address, &site.process), side(limit.address, &limit.process)])?;
        series[0].tell(chapter, &format!("cached.{key}"), &format!("{what}: Longan"));
        series[1].tell(chapter, &format!("cached.{key}.limit"), &format!("{what}: limit"));
        let (these, those) = (&series[0].per_second, &series[1].per_second);
        chapter.add_ratio(&format!("cached.{key}.ratio"), &format!("{what}: Longan / limit"), these, those);
        // Processor time of the server alone: the client's part is the same on both sides.
        let (these, those) = (&series[1].work, &series[0].work);
        chapter.add_ratio(&format!("cached.{key}.work"), &format!("{what}: server time, limit / Longan"), these, those);
    }
    site.stop()
}

/// The first post that a page links to.
pub fn first_article(html: &str) -> Result<String> {
    let link = html.split("href=\"").skip(1).find(|rest| rest.starts_with("/posts/"));
    let path = link.and_then(|rest| rest.split(['"', '#']).next());
    Ok(path.ok_or("the page links to no post")?.to_owned())
}

/// All posts that a page links to, without duplicates.
pub fn articles(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in html.split("href=\"").skip(1).filter(|rest| rest.starts_with("/posts/")) {
        let path = rest.split(['"', '#', '?']).next().unwrap_or_default().to_owned();
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_found() {
        let html =
            r##"<a href="/">x</a><a href="/posts/a#comments">3</a><a href="/posts/b">b</a><a href="/posts/a">a</a>"##;
        assert_eq!(first_article(html).unwrap(), "/posts/a");
        assert_eq!(articles(html), ["/posts/a", "/posts/b"]);
        assert!(first_article("<p>").is_err());
    }
}
