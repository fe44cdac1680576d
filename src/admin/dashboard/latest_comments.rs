use leptos::prelude::*;

use crate::i18n::admin::relative_time::relative_time;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::{AdminAddress, editor_path};
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::dashboard::{LatestComment, LatestCommentState};

/// Renders the latest comments.
#[component]
pub fn LatestComments(comments: Vec<LatestComment>) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let language = expect_context::<AdminContext>().language;
    let items = comments.into_iter().map(|comment| {
        let (class, state) = match comment.state {
            LatestCommentState::Waiting => ("status pending", texts.state_waiting),
            LatestCommentState::Published => ("status published", texts.state_published),
            LatestCommentState::Spam => ("status spam", texts.state_spam),
        };
        view! {
            <li>
                <p class="line">
                    <strong dir="auto">{comment.name}</strong>
                    " " <span>{texts.about} " " <a href=editor_path(comment.kind, comment.post)>{comment.title}</a></span>
                    " " <time datetime=comment.moment.iso title=comment.moment.text>{relative_time(comment.age, language)}</time>
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
                <a href=AdminAddress::Comments.path()>{texts.all_comments}</a>
            </header>
            {if items.is_empty() {
                view! { <p class="hint">{texts.no_comments}</p> }.into_any()
            } else {
                view! { <ul class="brief-list">{items}</ul> }.into_any()
            }}
        </section>
    }
}
