use leptos::prelude::use_context;

use crate::model::language::Language;
use crate::model::search::SearchScope;

/// The texts of what leads from page to page: menus, breadcrumbs, archive, related posts. They are apart from
/// [`Texts`](super::Texts), which the readers' client contains.
pub struct NavigationTexts {
    /// Label of the button that opens what is below an item of the menu.
    pub more_of: fn(&str) -> String,
    pub topics: &'static str,
    pub breadcrumbs: &'static str,
    pub related_posts: &'static str,
    pub neighbours_in: fn(&str) -> String,
    pub previous_in: fn(&str) -> String,
    pub next_in: fn(&str) -> String,
    pub pages_below: &'static str,
    pub archive: &'static str,
    pub of_year: fn(i16) -> String,
    pub of_month: fn(i16, i8) -> String,
    pub year: fn(i16) -> String,
    pub month: fn(i8) -> String,
    pub periods: &'static str,
    pub author_elsewhere: &'static str,
    /// Label of the links to the results of one kind.
    pub search_filter: &'static str,
    pub search_scope: fn(SearchScope) -> &'static str,
}

const VI: NavigationTexts = NavigationTexts {
    more_of: |title| format!("Mục con của {title}"),
    topics: "Chủ đề",
    breadcrumbs: "Vị trí của trang",
    related_posts: "Bài liên quan",
    neighbours_in: |section| format!("Bài trước và bài sau trong {section}"),
    previous_in: |section| format!("Bài trước trong {section}"),
    next_in: |section| format!("Bài sau trong {section}"),
    pages_below: "Trang con",
    archive: "Kho bài",
    of_year: |year| format!("Bài năm {year}"),
    of_month: |year, month| format!("Bài tháng {month}/{year}"),
    year: |year| format!("Năm {year}"),
    month: |month| format!("Tháng {month}"),
    periods: "Theo thời gian",
    author_elsewhere: "Trang khác của tác giả",
    search_filter: "Lọc kết quả",
    search_scope: |scope| match scope {
        SearchScope::All => "Tất cả",
        SearchScope::Posts => "Bài và trang",
        SearchScope::Comments => "Bình luận",
    },
};

const EN: NavigationTexts = NavigationTexts {
    more_of: |title| format!("More of {title}"),
    topics: "Topics",
    breadcrumbs: "Where this page is",
    related_posts: "Related",
    neighbours_in: |section| format!("Previous and next in {section}"),
    previous_in: |section| format!("Previous in {section}"),
    next_in: |section| format!("Next in {section}"),
    pages_below: "Pages below this one",
    archive: "Archive",
    of_year: |year| format!("Posts of {year}"),
    of_month: |year, month| format!("Posts of {} {year}", month_name(month)),
    year: |year| year.to_string(),
    month: |month| month_name(month).to_owned(),
    periods: "By time",
    author_elsewhere: "The author elsewhere",
    search_filter: "Filter the results",
    search_scope: |scope| match scope {
        SearchScope::All => "All",
        SearchScope::Posts => "Posts and pages",
        SearchScope::Comments => "Comments",
    },
};

/// Returns the texts in a language.
pub fn navigation_texts(language: Language) -> &'static NavigationTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}

/// Returns the texts in the language of the page that is rendered.
pub fn use_navigation_texts() -> &'static NavigationTexts {
    navigation_texts(use_context::<Language>().unwrap_or(Language::Vi))
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::try_from(month - 1).unwrap_or_default() % 12]
}
