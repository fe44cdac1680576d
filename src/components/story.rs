use leptos::prelude::*;

use super::portrait::Portrait;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::image::Image;
use crate::model::post::PostSummary;

/// How much of a post a section shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorySize {
    /// The lead of the page: its picture is loaded first.
    Lead,
    /// A large picture and the excerpt.
    Large,
    /// A picture above the headline; on phones, as a row.
    Card,
    /// A small picture beside the headline.
    Row,
    Headline,
    /// The author, and what they say.
    Opinion,
}

impl StorySize {
    fn class(self) -> &'static str {
        match self {
            StorySize::Lead => "story large lead h-entry",
            StorySize::Large => "story large h-entry",
            StorySize::Card => "story card h-entry",
            StorySize::Row | StorySize::Headline => "story h-entry",
            StorySize::Opinion => "story opinion h-entry",
        }
    }

    /// Returns the value of `sizes`, or `None` without a picture.
    fn picture_sizes(self) -> Option<&'static str> {
        match self {
            StorySize::Lead => Some("(min-width: 64rem) 50rem, 100vw"),
            StorySize::Large => Some("(min-width: 48rem) 25rem, 100vw"),
            StorySize::Card => Some("(min-width: 40rem) 20rem, 7rem"),
            StorySize::Row => Some("7rem"),
            StorySize::Headline | StorySize::Opinion => None,
        }
    }

    fn has_excerpt(self) -> bool {
        matches!(self, StorySize::Lead | StorySize::Large | StorySize::Opinion)
    }
}

/// Renders a post in a section. Without a heading of the section, that of the post is one level higher.
#[component]
pub fn Story(post: PostSummary, size: StorySize, is_below_heading: bool) -> impl IntoView {
    let texts = use_texts();
    let category = post.categories.into_iter().next().map(|category| {
        let dir = direction(&category.name);
        view! { <a class="category" dir=dir href=Address::Category(&category.slug).to_string()>{category.name}</a> " " }
    });
    let author = post.author.filter(|_| size == StorySize::Opinion).map(|author| {
        let dir = direction(&author.name);
        view! {
            <Portrait name=author.name.clone() portrait=author.portrait sizes="44px" is_in_list=true />
            " "
            <a class="author p-author h-card" dir=dir href=Address::Author(&author.slug).to_string()>{author.name}</a>
            " "
        }
    });
    let comments = (post.comments > 0).then(|| {
        view! { " " <span class="comments-count">{(texts.comment_count)(post.comments)}</span> }
    });
    let excerpt = size.has_excerpt().then(|| {
        let dir = direction(&post.excerpt);
        view! { <p class="excerpt p-summary" dir=dir>{post.excerpt}</p> }
    });
    let picture = size.picture_sizes().zip(post.image).map(|(sizes, image)| {
        view! { <Picture image sizes is_first=size == StorySize::Lead /> }
    });
    let dir = direction(&post.title);
    let link = view! { <a class="u-url" href=Address::Post(&post.slug).to_string()>{post.title}</a> };
    let heading = match is_below_heading {
        true => view! { <h3 class="p-name" dir=dir>{link}</h3> }.into_any(),
        false => view! { <h2 class="p-name" dir=dir>{link}</h2> }.into_any(),
    };
    view! {
        <article class=size.class()>
            <div class="meta">
                {author}
                {category}
                <time class="dt-published" datetime=post.date.iso>{post.date.text}</time>
                {comments}
            </div>
            {heading}
            {excerpt}
            {picture}
        </article>
    }
}

/// Renders the picture of a story, cropped by the style sheet. The headline says what it shows.
#[component]
pub fn Picture(image: Image, sizes: &'static str, is_first: bool) -> impl IntoView {
    let set = (!image.set.is_empty()).then_some(image.set);
    let class = image.focus.classes().map_or_else(|| "image".to_owned(), |focus| format!("image {focus}"));
    view! {
        <img
            class=class
            srcset=set.clone()
            sizes=set.map(|_| sizes)
            src=image.src
            alt=""
            width=image.width
            height=image.height
            loading=if is_first { "eager" } else { "lazy" }
            decoding="async"
            fetchpriority=is_first.then_some("high")
        />
    }
}
