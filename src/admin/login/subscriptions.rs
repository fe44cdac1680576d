use leptos::prelude::*;

use super::LoginPage;
use crate::model::address::paths::SUBSCRIPTIONS;

/// A subscription of a reader.
#[derive(Clone, Debug)]
pub struct Subscription {
    pub id: i64,
    /// Path and title of the post.
    pub path: String,
    pub title: String,
}

/// Renders the page with all that a reader is told by mail. It looks like the login pages, since its reader has come from
/// a mail, too, and has one thing to do. `said` tells what has just been done.
pub fn show_subscriptions(
    login: &LoginPage,
    email: &str,
    token: &str,
    subscriptions: Vec<Subscription>,
    said: Option<&'static str>,
) -> String {
    let texts = login.texts();
    let is_empty = subscriptions.is_empty();
    let intro = if is_empty { texts.no_subscriptions.to_owned() } else { (texts.subscriptions_of)(email) };
    let hidden = |token: &str| view! { <input r#type="hidden" name="token" value=token.to_owned() /> };
    let items = subscriptions.into_iter().map(|subscription| {
        let Subscription { id, path, title } = subscription;
        let label = (texts.unsubscribe_from)(&title);
        view! {
            <li>
                <form method="post" action=SUBSCRIPTIONS>
                    <a href=path dir="auto">{title}</a>
                    {hidden(token)}
                    <input r#type="hidden" name="id" value=id />
                    " "
                    <button class="button quiet" aria-label=label>{texts.unsubscribe}</button>
                </form>
            </li>
        }
    });
    let items = items.collect_view();
    let all = (!is_empty).then(|| {
        view! {
            <form method="post" action=SUBSCRIPTIONS>
                {hidden(token)}
                <button class="button large wide">{texts.unsubscribe_all}</button>
            </form>
        }
    });
    let body = move |_| {
        view! {
            <h1>{texts.subscriptions_title}</h1>
            {said.map(|said| view! { <p class="banner note" role="status">{said}</p> })}
            <p>{intro}</p>
            <ul class="brief-list">{items}</ul>
            {all}
            <p class="foot"><a href="/">{texts.to_site}</a></p>
        }
    };
    login.document(texts.subscriptions_title, Vec::new(), body)
}

/// Renders the page for a link that is not right.
pub fn show_subscriptions_unknown(login: &LoginPage) -> String {
    let texts = login.texts();
    let body = move |_| {
        view! {
            <h1>{texts.subscriptions_title}</h1>
            <p>{texts.subscriptions_unknown}</p>
            <p class="foot"><a href="/">{texts.to_site}</a></p>
        }
    };
    login.document(texts.subscriptions_title, Vec::new(), body)
}
