use leptos::prelude::*;

use super::portrait::{AuthorLinks, Portrait};
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
    let portrait = view! { <Portrait name=author.name.clone() portrait=author.portrait.clone() sizes="44px" /> };
    let links = view! { <AuthorLinks author=&author /> };
    let role_dir = direction(&author.role);
    let role = (!author.role.is_empty()).then(|| view! { " " <span class="role" dir=role_dir>{author.role}</span> });
    view! {
        <section class="section author-box" aria-labelledby="author-box">
            <h2 id="author-box">{texts.author}</h2>
            <p class="author">
                {portrait}
                " "
                <a href=path.clone() dir=dir>{author.name}</a>
                {role}
            </p>
            <div class="biography prose" dir=biography_dir inner_html=author.biography></div>
            {links}
            <p class="more"><a href=path>{all}</a></p>
        </section>
    }
}
