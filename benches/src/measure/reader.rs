use std::io::Write;

use super::cached::articles;
use crate::bench::Bench;
use crate::error::Result;
use crate::figures::{Chapter, Unit};
use crate::network::connection::fetch;
use crate::network::request::{Accept, get};
use crate::site::Longan;
use crate::site::browser::{File, Speed, load_at, move_on};
use crate::site::longan::TAKES_COMMENTS;

pub const HOW: &str = "The sample site's most discussed article. Bytes: of all that a first visit loads, without headers. Times: \
                       Chromium, a new profile each time, nothing between it and the server; blocked: what tasks of the main \
                       thread take over 50 ms, from the start to a second after hydration.";

pub fn measure(bench: &Bench, chapter: &mut Chapter) -> Result<()> {
    let site = Longan::start(&bench.binary, &bench.folder("reader")?, &TAKES_COMMENTS)?;
    let article = most_discussed(&site)?;
    let html = site.read(&article)?;
    chapter.add("reader.twice", "the article over the same without hydration data", Unit::Ratio, &[weigh(&html)?]);
    for (speed, key, what) in [(Speed::Whole, "", ""), (Speed::Quarter, ".slow", ", 4× slower")] {
        let loads = load_at(bench, &site, &article, speed)?;
        if speed == Speed::Whole {
            count_bytes(&site, &article, &loads.files, chapter)?;
        }
        let moves = move_on(bench, &site, &article, speed)?;
        let times = [
            ("painted", "first contentful paint", &loads.painted),
            ("hydrated", "hydrated", &loads.hydrated),
            ("blocked", "main thread blocked", &loads.blocked),
            ("navigated", "click to new content", &moves.navigated),
            ("prefetched", "click to new content, prefetched", &moves.prefetched),
            ("shown", "comment sent to shown", &moves.shown),
            ("acknowledged", "comment sent to acknowledged", &moves.acknowledged),
        ];
        for (name, title, values) in times {
            chapter.add(&format!("reader.{name}{key}"), &format!("{title}{what}"), Unit::Milliseconds, values);
        }
    }
    site.stop()
}

/// The post on the front page with the most comments.
fn most_discussed(site: &Longan) -> Result<String> {
    let mut most = (0, None);
    for path in articles(&site.read("/")?) {
        let comments = site.read(&path)?.matches("<article class=\"comment").count();
        if comments >= most.0 {
            most = (comments, Some(path));
        }
    }
    most.1.ok_or_else(|| "the front page has no posts".into())
}

/// Adds up file sizes by kind, both raw and compressed with brotli.
fn count_bytes(site: &Longan, article: &str, files: &[File], chapter: &mut Chapter) -> Result<()> {
    let (mut all, mut code, mut style, mut fonts, mut early) = ([0.0; 2], [0.0; 2], [0.0; 2], [0.0; 2], [0.0; 2]);
    for file in files {
        let mut bytes = [0.0; 2];
        for (bytes, accept) in bytes.iter_mut().zip([Accept::Identity, Accept::Brotli]) {
            let (status, _, body) = fetch(site.address, &get(&file.path, accept, None))?;
            if status != 200 {
                return Err(format!("{} has status {status}", file.path).into());
            }
            *bytes = body.len() as f64 / 1e3;
        }
        let mut sums = vec![&mut all];
        let is_wasm = file.path.split('?').next().is_some_and(|path| path.ends_with(".wasm"));
        match file.what.as_str() {
            "script" => sums.push(&mut code),
            _ if is_wasm => sums.push(&mut code),
            "stylesheet" => sums.push(&mut style),
            "font" => sums.push(&mut fonts),
            _ => {}
        }
        if file.blocking || file.path == article {
            sums.push(&mut early);
        }
        for sum in sums {
            sum[0] += bytes[0];
            sum[1] += bytes[1];
        }
        let name = match file.path.as_str() {
            path if path == article => "the document",
            path => path.rsplit('/').next().unwrap_or_default(),
        };
        let key = format!("reader.file.{name}");
        chapter.add(&format!("{key}.raw"), &format!("{name}, raw"), Unit::Kilobytes, &[bytes[0]]);
        chapter.add(&key, &format!("{name}, brotli"), Unit::Kilobytes, &[bytes[1]]);
    }
    let sums = [
        ("all", "all that a first visit loads", all),
        ("early", "document and what blocks it", early),
        ("code", "WebAssembly and JavaScript", code),
        ("style", "CSS", style),
        ("fonts", "fonts", fonts),
    ];
    for (name, what, [raw, brotli]) in sums {
        chapter.add(&format!("reader.{name}.raw"), &format!("{what}, raw"), Unit::Kilobytes, &[raw]);
        chapter.add(&format!("reader.{name}"), &format!("{what}, brotli"), Unit::Kilobytes, &[brotli]);
    }
    Ok(())
}

/// How much larger, compressed, a page is because of what only hydration needs.
fn weigh(html: &str) -> Result<f64> {
    Ok(compress(html.as_bytes())?.len() as f64 / compress(strip(html).as_bytes())?.len() as f64)
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressor = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    compressor.write_all(bytes)?;
    Ok(compressor.into_inner())
}

/// Removes data scripts and HTML comments (the hydration markers) from a page. JSON-LD stays, since it is not for
/// hydration.
fn strip(html: &str) -> String {
    let without = cut(html, "<script type=\"application/json\"", "</script>");
    cut(&without, "<!--", "-->").replace("<!>", "")
}

fn cut(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept += part.split_once(end).map_or("", |(_, rest)| rest);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hydration_needs_is_cut_out() {
        let html =
            r#"<p>a<!>b<!-- c -->d</p><script type="application/json" id="x">{"a":1}</script><script>e</script>"#;
        assert_eq!(strip(html), "<p>abd</p><script>e</script>");
        assert!(weigh(&html.repeat(3)).unwrap() > 1.0);
        assert_eq!(weigh("<p>a</p>").unwrap(), 1.0);
    }
}
