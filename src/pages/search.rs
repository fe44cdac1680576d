use leptos::prelude::*;

use crate::components::escape::escape;
use crate::components::search_form::SearchForm;
use crate::components::story::Picture;
use crate::i18n::{texts, use_navigation_texts, use_texts};
use crate::model::direction::direction;
use crate::model::language::Language;
use crate::model::search::{SearchHit, SearchHitKind, SearchResults, SearchScope, Suggestions, TextFragment};

/// Renders `/search`: the form and the results.
#[component]
pub fn SearchPage(search: SearchResults) -> impl IntoView {
    let texts = use_texts();
    let SearchResults { typed, scope, scopes, hits, total, is_more, page, previous, next } = search;
    let found =
        (!typed.is_empty()).then(|| view! { <p class="count">{(texts.search_count)(total, is_more, &typed)}</p> });
    // An empty scope may be left again.
    let has_filter = !typed.is_empty() && (!hits.is_empty() || scope != SearchScope::All);
    let filter = has_filter.then(|| view! { <SearchFilter scope scopes /> });
    let help = hits.is_empty().then(|| view! { <SearchHelp is_in_vain=!typed.is_empty() /> });
    let paging = (previous.is_some() || next.is_some()).then(|| {
        let previous = previous.map(|path| view! { <a rel="prev" href=path>{texts.previous_page}</a> });
        let next = next.map(|path| view! { <a rel="next" href=path>{texts.next_page}</a> });
        let position = view! { <span class="position">{(texts.page_number)(page)}</span> };
        view! { <nav class="pagination" aria-label=texts.paging>{previous}{position}{next}</nav> }
    });
    let hits = (!hits.is_empty()).then(|| {
        let hits = hits.into_iter().map(|hit| view! { <li><SearchHits hit /></li> }).collect_view();
        view! { <ol class="search-hits">{hits}</ol> }
    });
    view! {
        <header class="listing-header search-header">
            <h1>{texts.search}</h1>
            <SearchForm id="search-page-query" name=texts.search_label focus=typed.is_empty() typed />
            {found}
            {filter}
        </header>
        {help}
        {hits}
        {paging}
    }
}

/// Renders links to the results of one kind.
#[component]
fn SearchFilter(scope: SearchScope, scopes: Vec<(SearchScope, String)>) -> impl IntoView {
    let texts = use_navigation_texts();
    let links = scopes.into_iter().map(|(other, path)| {
        let current = (other == scope).then_some("true");
        view! { <li><a href=path aria-current=current>{(texts.search_scope)(other)}</a></li> }
    });
    view! { <nav class="search-filter" aria-label=texts.search_filter><ul>{links.collect_view()}</ul></nav> }
}

#[component]
fn SearchHits(hit: SearchHit) -> impl IntoView {
    let texts = use_texts();
    let SearchHit { kind, path, title, passage, image, date } = hit;
    let picture = image.map(|image| view! { <Picture image sizes="7rem" is_first=false /> });
    let kind = match kind {
        SearchHitKind::Post => None,
        SearchHitKind::Page => Some(texts.search_page.to_owned()),
        SearchHitKind::Comment(name) => Some((texts.comment_by)(&name)),
    };
    view! {
        <article class="search-hit">
            {picture}
            <h2 dir=direction_of(&title)><a href=path inner_html=highlight_matches(&title)></a></h2>
            <div class="meta">
                {kind.map(|kind| view! { <span class="kind">{kind}</span> " " })}
                <time datetime=date.iso>{date.text}</time>
            </div>
            <p class="excerpt" dir=direction_of(&passage) inner_html=highlight_matches(&passage)></p>
        </article>
    }
}

/// Renders the search syntax, preceded by advice if nothing was found.
#[component]
fn SearchHelp(is_in_vain: bool) -> impl IntoView {
    let texts = use_texts();
    let lines = texts.search_help.iter().map(|(example, meaning)| {
        view! { <div><dt><code>{*example}</code></dt><dd>{*meaning}</dd></div> }
    });
    view! {
        <section class="search-help">
            {is_in_vain.then(|| view! { <p>{texts.search_in_vain}</p> })}
            <dl>{lines.collect_view()}</dl>
        </section>
    }
}

/// Renders the suggestions for `components::search_box`. `all` is the path of the results.
pub fn suggestions(found: &Suggestions, all: &str, language: Language) -> String {
    let texts = texts(language);
    let hits = found.hits.iter();
    let hits = hits.map(|hit| (hit.path.as_str(), highlight_matches(&hit.title), direction_of(&hit.title)));
    let all = (all, view! { <span class="all">{(texts.search_all)(&found.typed)}</span> }.to_html(), None);
    let options = hits.chain([all]).enumerate().map(|(number, (path, content, direction))| {
        let id = format!("suggestion-{number}");
        view! { <li role="option" id=id data-path=path.to_owned() aria-selected="false" dir=direction inner_html=content></li> }
    });
    let status = (texts.suggestion_count)(found.hits.len());
    let list = view! {
        <ul role="listbox" id="suggestions" aria-label=texts.suggestions data-status=status>{options.collect_view()}</ul>
    };
    list.to_html()
}

/// Renders a text as HTML, with the matches of a search in `<mark>`.
fn highlight_matches(pieces: &[TextFragment]) -> String {
    let piece = |piece: &TextFragment| match piece.is_marked {
        true => format!("<mark>{}</mark>", escape(&piece.text)),
        false => escape(&piece.text),
    };
    pieces.iter().map(piece).collect()
}

fn direction_of(pieces: &[TextFragment]) -> Option<&'static str> {
    pieces.iter().find_map(|piece| direction(&piece.text))
}
