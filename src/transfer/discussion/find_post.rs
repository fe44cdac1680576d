//! Finds the post or page that a thread belongs to.

use crate::model::address::Address;
use crate::store::posts::{self, PostKind};
use crate::store::redirects;
use crate::store::sql::Connection;
use crate::text::old_path::normalize;
use crate::text::slugify;

/// What some systems append to the path of a post.
const ENDS: [&str; 4] = ["/amp", "/index.html", "/index.php", "/index.htm"];

/// Returns the ID of the post or page with one of these addresses: URLs, paths, or identifiers such as
/// `12 https://a.example/?p=12`. An old path leads to it by a redirect, or by its last part.
pub async fn find_post(connection: &mut Connection, addresses: &[String]) -> sqlx::Result<Option<i64>> {
    let mut paths: Vec<String> = Vec::new();
    for part in addresses.iter().flat_map(|address| address.split_whitespace()) {
        for path in variants(part) {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    for path in &paths {
        if let Some(id) = at(connection, path).await? {
            return Ok(Some(id));
        }
        let target = redirects::find(connection, path).await?.filter(|target| !target.is_empty());
        if let Some(target) = target.map(|target| normalize(&target))
            && let Some(id) = at(connection, &target).await?
        {
            return Ok(Some(id));
        }
    }
    for path in paths.iter().filter(|path| !path.contains('?')) {
        let last = path.rsplit('/').next().unwrap_or_default();
        let last = last.strip_suffix(".html").or(last.strip_suffix(".htm")).unwrap_or(last);
        let slug = slugify(last);
        // Numbers are those of pages and months.
        if slug.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        for kind in [PostKind::Post, PostKind::Page] {
            if let Some(id) = posts::find_id(connection, kind, &slug).await? {
                return Ok(Some(id));
            }
        }
    }
    Ok(None)
}

/// Returns the ID of the post or page at a path of this site.
async fn at(connection: &mut Connection, path: &str) -> sqlx::Result<Option<i64>> {
    match Address::parse(path.split('?').next().unwrap_or_default()) {
        Address::Post(slug) => posts::find_id(connection, PostKind::Post, slug).await,
        Address::Page(slug) => posts::find_id(connection, PostKind::Page, slug).await,
        _ => Ok(None),
    }
}

/// Lists the paths that an address may mean, the most exact one first.
fn variants(address: &str) -> Vec<String> {
    let is_address = address.contains('/') || address.starts_with('?');
    let path = match is_address {
        true => normalize(address),
        false => normalize(&format!("/{address}")),
    };
    let bare = path.split('?').next().unwrap_or_default().to_owned();
    let cut = ENDS.iter().find_map(|end| bare.strip_suffix(end)).map(str::to_owned);
    let cut = cut.or_else(|| bare.split_once("/comment-page-").map(|(before, _)| before.to_owned()));
    let all = [Some(path), Some(bare), cut];
    all.into_iter().flatten().filter(|path| !matches!(path.as_str(), "" | "/")).collect()
}

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn addresses_are_understood_in_all_forms() {
        assert_eq!(
            variants("https://a.example/2020/01/Bai-%E1%BA%A1/?utm=x#c"),
            ["/2020/01/Bai-ạ?utm=x", "/2020/01/Bai-ạ"]
        );
        assert_eq!(variants("http://a.example/?p=5"), ["/?p=5"]);
        assert_eq!(variants("/bai/amp/"), ["/bai/amp", "/bai/amp", "/bai"]);
        assert_eq!(variants("bai-viet"), ["/bai-viet", "/bai-viet"]);
        assert!(variants("https://a.example/").is_empty());
    }
}
