use leptos::prelude::*;

use super::edit;
use crate::i18n::admin::ago::ago;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::dashboard::{CommentState, LatestComment};
use crate::model::admin::desk::Desk;

/// The comments that came last.
#[component]
pub fn LatestComments(comments: Vec<LatestComment>) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let language = expect_context::<Desk>().language;
    let items = comments.into_iter().map(|comment| {
        let (class, state) = match comment.state {
            CommentState::Waiting => ("status pending", texts.state_waiting),
            CommentState::Published => ("status published", texts.state_published),
            CommentState::Spam => ("status spam", texts.state_spam),
        };
        view! {
            <li>
                <p class="line">
                    <strong>{comment.name}</strong>
                    " " <span>{texts.about} " " <a href=edit(comment.kind, comment.post)>{comment.title}</a></span>
                    " " <time datetime=comment.moment.iso title=comment.moment.text>{ago(comment.age, language)}</time>
                    " " <span class=class>{state}</span>
                </p>
                <p class="excerpt">{comment.excerpt}</p>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <section class="group" aria-labelledby="dashboard-comments">
            <header>
                <h2 id="dashboard-comments">{texts.latest_comments}</h2>
                <a href="/admin/comments">{texts.all_comments}</a>
            </header>
            {if items.is_empty() {
                view! { <p class="hint">{texts.no_comments}</p> }.into_any()
            } else {
                view! { <ul class="brief-list">{items}</ul> }.into_any()
            }}
        </section>
    }
}
