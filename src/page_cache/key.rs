/// What advertising and newsletters add to addresses: no page looks at it.
const TRACKING: [&str; 9] = ["fbclid", "gclid", "zarsrc", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "_gl"];
/// What pages look at, and is few.
const KNOWN: [&str; 4] = ["before", "after", "reply", "comment"];

/// What a page is kept under: its address without what nobody looks at. `origin` is in it because share links name it.
/// `None` for addresses that are not kept: those of one person, and those with parameters that nobody can foresee.
pub fn key(origin: &str, path: &str, query: Option<&str>) -> Option<String> {
    let mut key = format!("{origin}{path}");
    let mut separator = '?';
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default();
        if TRACKING.contains(&name) || name.starts_with("utm_") {
            continue;
        }
        if !KNOWN.contains(&name) {
            return None;
        }
        key.push(separator);
        key.push_str(pair);
        separator = '&';
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_looks_at_is_left_out() {
        let of = |path, query| key("https://bao.example", path, query);
        let plain = Some("https://bao.example/posts/a".to_owned());
        assert_eq!(of("/posts/a", None), plain);
        assert_eq!(of("/posts/a", Some("fbclid=x&utm_source=zalo")), plain);
        assert_eq!(of("/", Some("gclid=1&before=5-6")), Some("https://bao.example/?before=5-6".to_owned()));
        assert_eq!(of("/", Some("p=12")), None, "an old address");
        assert_eq!(of("/posts/a", Some("waiting=token")), None, "for one person");
        assert_eq!(of("/search", Some("q=long+an")), None, "of searches there is no end");
    }
}
