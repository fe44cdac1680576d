//! The sections of a front page. The admin previews them with the same components.

use leptos::prelude::*;

use super::post_list::PostList;
use super::slot::PageSlot;
use super::story::{Picture, Story, StorySize};
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::front_page::{SectionKind, SectionLayout, ShownSection};
use crate::model::post::PostSummary;
use crate::model::slot::Slot;

/// Renders the sections of a front page.
#[component]
pub fn FrontSections(sections: Vec<ShownSection>) -> impl IntoView {
    let last = sections.len().saturating_sub(1);
    // Each position is there once: those within the list of the latest posts follow those above it.
    let mut position = 0;
    let sections = sections.into_iter().enumerate().map(|(number, section)| {
        let slots_above = position;
        let is_list = section.kind == SectionKind::Latest;
        position += if is_list { section.posts.len().max(1) } else { 1 };
        let slot = (number < last && !is_list).then(|| view! { <PageSlot at=Slot::BetweenPosts position=position /> });
        view! { <FrontSection number section slots_above />{slot} }
    });
    sections.collect_view()
}

#[component]
fn FrontSection(number: usize, section: ShownSection, slots_above: usize) -> impl IntoView {
    let ShownSection { kind, layout, heading, path, color, posts, html, older, .. } = section;
    let id = format!("front-section-{number}");
    let has_heading = !heading.is_empty();
    let class = format!(
        "front-section {}{}",
        class(kind, layout),
        color.map(|color| format!(" color-{}", color.as_str())).unwrap_or_default()
    );
    let labelled_by = has_heading.then(|| id.clone());
    let heading = has_heading.then(|| {
        let dir = direction(&heading);
        let text = match path {
            Some(path) => view! { <a href=path>{heading}</a> }.into_any(),
            None => heading.into_any(),
        };
        view! { <h2 id=id dir=dir>{text}</h2> }
    });
    let content = match kind {
        SectionKind::Text => view! { <div class="prose" inner_html=html></div> }.into_any(),
        SectionKind::Latest => view! { <PostList posts newer=None older slots_above /> }.into_any(),
        SectionKind::Gallery => strip(posts).into_any(),
        SectionKind::MostRead | SectionKind::MostDiscussed => {
            let items = posts.into_iter().map(|post| {
                view! { <li><Story post size=StorySize::Headline is_below_heading=has_heading /></li> }
            });
            view! { <ol class="stories">{items.collect_view()}</ol> }.into_any()
        }
        SectionKind::Lead | SectionKind::Term | SectionKind::Opinion => {
            // Only the first section has the picture that is loaded first.
            let stories = posts.into_iter().enumerate().map(|(place, post)| {
                let size = match size(kind, layout, place) {
                    StorySize::Lead if number > 0 => StorySize::Large,
                    size => size,
                };
                view! { <Story post size is_below_heading=has_heading /> }
            });
            view! { <div class="stories">{stories.collect_view()}</div> }.into_any()
        }
    };
    match labelled_by {
        Some(id) => view! { <section class=class aria-labelledby=id>{heading}{content}</section> }.into_any(),
        None => view! { <div class=class>{content}</div> }.into_any(),
    }
}

/// Returns the class of a section, which decides its columns.
fn class(kind: SectionKind, layout: SectionLayout) -> &'static str {
    match (kind, layout) {
        (SectionKind::Lead, _) => "with-lead",
        (SectionKind::Term, SectionLayout::Story) => "with-story",
        (SectionKind::Term, SectionLayout::List) => "in-list",
        (SectionKind::MostRead | SectionKind::MostDiscussed, _) => "ranking",
        _ => "in-grid",
    }
}

fn size(kind: SectionKind, layout: SectionLayout, place: usize) -> StorySize {
    match (kind, layout, place) {
        (SectionKind::Opinion, ..) => StorySize::Opinion,
        (SectionKind::Lead, _, 0) => StorySize::Lead,
        (SectionKind::Term, SectionLayout::Story, 0) => StorySize::Large,
        (SectionKind::Term, SectionLayout::Grid, _) => StorySize::Card,
        (SectionKind::Term, SectionLayout::Headlines, _) => StorySize::Headline,
        _ => StorySize::Row,
    }
}

fn strip(posts: Vec<PostSummary>) -> impl IntoView {
    let items = posts.into_iter().map(|post| {
        let picture = post.image.map(|image| view! { <Picture image sizes="18rem" is_first=false /> });
        let dir = direction(&post.title);
        view! { <li><a href=Address::Post(&post.slug).to_string() dir=dir>{picture}<span>{post.title}</span></a></li> }
    });
    view! { <ul class="strip">{items.collect_view()}</ul> }
}
