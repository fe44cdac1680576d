//! Filters of a list as the query of its URL, so that lists can be linked to and the history works.

use leptos_router::params::ParamsMap;

use crate::model::address::admin::AdminAddress;
use crate::model::admin::post::{PostFilter, PostKind, PostStatus};

/// Statuses in the order of the tabs, with their names in URLs.
pub const STATUSES: [(PostStatus, &str); 6] = [
    (PostStatus::Draft, "draft"),
    (PostStatus::Scheduled, "scheduled"),
    (PostStatus::Published, "published"),
    (PostStatus::Private, "private"),
    (PostStatus::Protected, "protected"),
    (PostStatus::Trash, "trash"),
];

/// Parses a query. Unknown values are ignored.
pub fn parse(kind: PostKind, query: &ParamsMap) -> PostFilter {
    let number = |name| query.get(name).and_then(|value| value.parse().ok());
    let status = query.get("status").unwrap_or_default();
    PostFilter {
        kind,
        status: STATUSES.iter().find(|(_, name)| *name == status).map(|(status, _)| *status),
        author: number("author"),
        category: number("category"),
        text: query.get("text").unwrap_or_default(),
        cursor: query.get("cursor").unwrap_or_default(),
    }
}

/// Returns the URL of a list.
pub fn address(filter: &PostFilter) -> String {
    let path = AdminAddress::list_of(filter.kind);
    let mut query = ParamsMap::new();
    if let Some((_, name)) = STATUSES.iter().find(|(status, _)| filter.status == Some(*status)) {
        query.insert("status", (*name).to_owned());
    }
    for (name, number) in [("author", filter.author), ("category", filter.category)] {
        if let Some(number) = number {
            query.insert(name, number.to_string());
        }
    }
    for (name, text) in [("text", &filter.text), ("cursor", &filter.cursor)] {
        if !text.is_empty() {
            query.insert(name, text.clone());
        }
    }
    format!("{path}{}", query.to_query_string())
}

/// Returns whether the filter excludes anything besides the trash.
pub fn is_narrow(filter: &PostFilter) -> bool {
    *filter != PostFilter { kind: filter.kind, ..PostFilter::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos_router::location::Url;

    #[test]
    fn addresses_round_trip() {
        let filter = PostFilter {
            kind: PostKind::Post,
            status: Some(PostStatus::Trash),
            author: Some(3),
            category: Some(4),
            text: "Đức Hòa & “xưởng”=1".to_owned(),
            cursor: "a.b+c".to_owned(),
        };
        let address = address(&filter);
        let query = address.split_once('?').unwrap().1;
        let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
        let query = pairs.map(|(name, value)| (name.to_owned(), Url::unescape(value))).collect::<ParamsMap>();
        assert_eq!(parse(PostKind::Post, &query), filter);
    }

    #[test]
    fn a_list_of_everything_has_no_query() {
        let filter = PostFilter { kind: PostKind::Page, ..PostFilter::default() };
        assert_eq!(address(&filter), "/admin/pages");
        assert!(!is_narrow(&filter));
        assert!(is_narrow(&PostFilter { text: "a".to_owned(), ..filter }));
    }

    #[test]
    fn unknown_values_are_ignored() {
        let query = [("status", "gone"), ("author", "x")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(parse(PostKind::Post, &query.into_iter().collect()), PostFilter::default());
    }
}
