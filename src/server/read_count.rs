//! Counts how often posts are read, without tracking: no cookie, no address, no script, only a number for each post and
//! day. What a browser prefetches when the pointer rests on a link counts, too, since a click then asks for nothing.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::page_cache::CachedPage;
use crate::state::AppState;

/// Words in the names of programs that are not browsers, in lower case. Many of them also name their homepage.
const PROGRAMS: [&[u8]; 8] = [b"bot", b"http", b"crawl", b"spider", b"preview", b"curl/", b"wget", b"python"];

/// Counts a page that is sent, if it is that of a post and a browser has requested it.
pub fn count(state: &AppState, page: &CachedPage, asked: &HeaderMap) {
    if let Some(post) = page.post()
        && is_reader(asked)
    {
        state.post_reads.count(post);
    }
}

/// Returns whether a request is that of a browser for somebody who reads. Programs that call themselves browsers are not
/// told apart.
fn is_reader(asked: &HeaderMap) -> bool {
    let agent = asked.get(header::USER_AGENT).map(HeaderValue::as_bytes).unwrap_or_default();
    let is_program = PROGRAMS.iter().any(|word| agent.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word)));
    let is_prefetch = ["sec-purpose", "purpose"].iter().any(|name| asked.contains_key(*name));
    !agent.is_empty() && !is_program && !is_prefetch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_prefetches_do_not_read() {
        let headers = |agent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, HeaderValue::from_static(agent));
            headers
        };
        let browser =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
        assert!(is_reader(&headers(browser)));
        assert!(!is_reader(&HeaderMap::new()));
        for program in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "curl/8.5.0",
            "Zalo-LinkPreview",
        ] {
            assert!(!is_reader(&headers(program)), "{program}");
        }
        let mut prefetch = headers(browser);
        prefetch.insert("sec-purpose", HeaderValue::from_static("prefetch;prerender"));
        assert!(!is_reader(&prefetch));
    }
}
