use leptos::prelude::*;

use super::avatar::Avatar;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::author::Author;
use crate::model::direction::direction;

/// Renders the author of a post with their biography.
#[component]
pub fn AuthorBox(author: Author) -> impl IntoView {
    let texts = use_texts();
    let path = Address::Author(&author.slug).to_string();
    let all = (texts.all_posts_by)(&author.name);
    let (dir, biography_dir) = (direction(&author.name), direction(&author.biography));
    view! {
        <section class="section author-box" aria-labelledby="author-box">
            <h2 id="author-box">{texts.author}</h2>
            <p class="author">
                <Avatar name=author.name.clone() />
                " "
                <a href=path.clone() dir=dir>{author.name}</a>
            </p>
            <div class="biography prose" dir=biography_dir inner_html=author.biography></div>
            <p class="more"><a href=path>{all}</a></p>
        </section>
    }
}
