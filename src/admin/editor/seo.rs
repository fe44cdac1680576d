use leptos::prelude::*;

use super::checkbox::Checkbox;
use super::draft_field::{DraftField, DraftTextField};
use super::editor_state::EditorState;
use crate::model::admin::search_indexing::SearchIndexing;

/// Number of characters that search engines display.
const TITLE: usize = 60;
const DESCRIPTION: usize = 160;

/// Renders the settings for search engines, with a preview.
#[component]
pub fn Seo(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let draft = editor.draft;
    let address = move || {
        let slug = draft.with(|draft| draft.slug.clone());
        let slug = if slug.is_empty() { editor.saved.with(|saved| saved.slug.clone()) } else { slug };
        editor.options.with_value(|options| breadcrumb(&options.address, &slug))
    };
    let headline = move || draft.with(|draft| first_of(&[&draft.seo_title, &draft.title], TITLE));
    let description = move || {
        draft.with(|draft| first_of(&[&draft.seo_description, &draft.excerpt, &plain(&draft.source)], DESCRIPTION))
    };
    view! {
        <details>
            <summary>{texts.seo}</summary>
            <div class="fields-column">
                <div class="search-result" role="group" aria-label=texts.search_result>
                    <span class="address">{address}</span>
                    <span class="headline">{headline}</span>
                    <span class="description">{description}</span>
                </div>
                <DraftTextField
                    editor
                    id="post-seo-title"
                    label=texts.seo_title
                    hint=texts.seo_title_hint
                    length=TITLE
                    part=DraftField { read: |draft| &draft.seo_title, write: |draft| &mut draft.seo_title }
                />
                <DraftTextField
                    editor
                    id="post-seo-description"
                    label=texts.seo_description
                    hint=texts.seo_description_hint
                    rows=3
                    length=DESCRIPTION
                    part=DraftField { read: |draft| &draft.seo_description, write: |draft| &mut draft.seo_description }
                />
                <DraftTextField
                    editor
                    id="post-canonical"
                    label=editor.texts.search_engines.canonical
                    hint=editor.texts.search_engines.canonical_hint
                    part=DraftField { read: |draft| &draft.canonical, write: |draft| &mut draft.canonical }
                />
                <Checkbox
                    editor
                    id="post-noindex"
                    label=editor.texts.search_engines.noindex
                    read=|draft| draft.indexing == SearchIndexing::Refused
                    write=|draft, on| draft.indexing = if on { SearchIndexing::Refused } else { SearchIndexing::Allowed }
                />
            </div>
        </details>
    }
}

/// Formats a URL as search engines do.
fn breadcrumb(address: &str, slug: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let parts = rest.split('/').chain([slug]).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" › ")
}

/// Returns the first non-empty text, truncated between words.
fn first_of(texts: &[&str], most: usize) -> String {
    let Some(text) = texts.iter().map(|text| text.trim()).find(|text| !text.is_empty()) else { return String::new() };
    let mut cut = String::new();
    for word in text.split_whitespace() {
        if !cut.is_empty() && cut.chars().count() + word.chars().count() >= most {
            cut.push_str(" …");
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    cut
}

/// Returns the beginning of a body without Markdown, as an approximation of the server's excerpt.
fn plain(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let says = |line: &&str| !line.is_empty() && !line.starts_with(['#', '!', '|', '`', '<']);
    let text = lines.filter(says).take(4).collect::<Vec<_>>().join(" ");
    text.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '>' | '[' | ']')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_become_breadcrumbs() {
        assert_eq!(breadcrumb("https://bao.vn/posts/", "bai-mot"), "bao.vn › posts › bai-mot");
        assert_eq!(breadcrumb("https://bao.vn/", ""), "bao.vn");
    }

    #[test]
    fn texts_are_cut_between_words() {
        assert_eq!(first_of(&["", " một hai ba "], 8), "một hai …");
        assert_eq!(first_of(&["một hai"], 60), "một hai");
        assert_eq!(first_of(&["", " "], 60), "");
    }

    #[test]
    fn markdown_is_removed() {
        assert_eq!(plain("## Đề mục\n\nMột **đậm** và [liên kết]\n\n> trích"), "Một đậm và liên kết  trích");
    }
}
