//! URLs of the old site in its own content.

use url::Url;

/// Extensions of files, whose URLs are kept for now, unlike those of pages.
const FILES: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico", "pdf", "doc", "docx", "xls", "xlsx", "ppt",
    "pptx", "odt", "ods", "csv", "txt", "zip", "rar", "7z", "gz", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm",
    "mov", "avi", "wmv", "epub", "js", "css",
];

/// Returns the path on this site if `href` is a page of the old one.
pub fn local(href: &str, base_url: &str) -> Option<String> {
    let (host, path) = split(href)?;
    let (base_host, base_path) = split(base_url)?;
    if !bare(host).eq_ignore_ascii_case(bare(base_host)) || is_file(path) {
        return None;
    }
    let folder = base_path.trim_end_matches('/');
    // Other programs on the same host keep their addresses.
    let is_inside = path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
    if !is_inside {
        return None;
    }
    let is_home = path.trim_end_matches('/') == folder;
    Some(match path {
        path if path.is_empty() || is_home => "/".into(),
        path if path.starts_with('/') => path.into(),
        path => format!("/{path}"),
    })
}

/// Resolves a relative URL of a file against its old page (RFC 3986, section 5). Returns `None` if it is absolute.
pub fn absolute(source: &str, page: &str, base_url: &str) -> Option<String> {
    if Url::parse(source).is_ok() || source.starts_with("//") {
        return None;
    }
    let page = Url::parse(page).or_else(|_| Url::parse(base_url)).ok()?;
    Some(page.join(source).ok()?.into())
}

/// Returns whether a URL is that of a file rather than a page.
pub fn is_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    path.contains("/wp-content/") || end.is_some_and(|end| FILES.contains(&end.as_str()))
}

/// Splits a URL into the host (with port) and the rest.
fn split(address: &str) -> Option<(&str, &str)> {
    let address = address.trim();
    let scheme = address.find("//").map(|index| address[..index].to_ascii_lowercase())?;
    if !matches!(scheme.as_str(), "" | "http:" | "https:") {
        return None;
    }
    let rest = &address[scheme.len() + 2..];
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    (!host.is_empty()).then_some((host, path))
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_become_local_paths() {
        let base = "https://www.example.com/blog";
        assert_eq!(local("http://example.com/blog/2010/a/?x=1#y", base).as_deref(), Some("/blog/2010/a/?x=1#y"));
        assert_eq!(local("https://EXAMPLE.com?p=5", "https://example.com").as_deref(), Some("/?p=5"));
        assert_eq!(local("https://example.com/blog/", base).as_deref(), Some("/"));
        assert_eq!(local("//example.com/blog?p=5", base).as_deref(), Some("/blog?p=5"));
        assert_eq!(local("//example.com", "https://example.com").as_deref(), Some("/"));
        for other in [
            "https://example.com/a.pdf",
            "https://example.com/wp-content/x",
            "https://example.org/a",
            "https://example.com/shop/",
            "https://example.com/blogs/a",
            "mailto:a@b",
            "#a",
            "",
        ] {
            assert_eq!(local(other, base), None, "{other}");
        }
        assert_eq!(local("https://example.com/a", ""), None);
        let page = "https://www.example.com/blog/2020/bai/";
        let absolute = |source| absolute(source, page, base);
        assert_eq!(absolute("/wp-content/a.jpg").as_deref(), Some("https://www.example.com/wp-content/a.jpg"));
        assert_eq!(absolute("../a.jpg").as_deref(), Some("https://www.example.com/blog/2020/a.jpg"));
        assert_eq!(absolute("a.jpg").as_deref(), Some("https://www.example.com/blog/2020/bai/a.jpg"));
        assert_eq!(absolute("https://example.org/a.jpg"), None);
    }
}
