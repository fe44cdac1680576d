use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dialog::Dialog;
use super::shelf::Shown;
use crate::admin::failure::{explain_in, use_expiry};
use crate::admin::icon::{Drawn, Icon};
use crate::admin::toast::use_toaster;
use crate::api::admin::media::{delete_medium, describe_medium, list_uses};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::{Deletion, Medium, Use, Uses};
use crate::model::admin::post::Kind;

/// A dialog about one picture: its description, its facts, where it is used.
#[component]
pub fn Detail(chosen: RwSignal<Option<Medium>>, shown: Shown) -> impl IntoView {
    let title =
        Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|m| m.name.clone()).unwrap_or_default()));
    let is_open = Signal::derive(move || chosen.with(Option::is_some));
    let close = Callback::new(move |()| chosen.set(None));
    view! {
        <Dialog id="media-detail" title is_open close>
            {move || chosen.get_untracked().map(|medium| view! { <About medium chosen shown /> })}
        </Dialog>
    }
}

#[component]
fn About(medium: Medium, chosen: RwSignal<Option<Medium>>, shown: Shown) -> impl IntoView {
    let texts = use_admin_texts();
    let (toaster, expiry) = (use_toaster(), use_expiry());
    let alt = RwSignal::new(medium.alt.clone());
    let failure = RwSignal::new(None::<String>);
    let is_asking = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let uses = RwSignal::new(None::<Uses>);
    let Medium { id, editable, width, height, .. } = medium;
    let look = move || {
        spawn_local(async move {
            match list_uses(id).await {
                Ok(found) => uses.set(Some(found)),
                Err(error) => failure.set(Some(explain_in(texts, &error))),
            }
        })
    };
    Effect::new(move |_| look());
    let save = move |_| {
        is_busy.set(true);
        spawn_local(async move {
            let answer = describe_medium(id, alt.get_untracked()).await;
            expiry.note(&answer);
            is_busy.set(false);
            match answer {
                Ok(medium) => {
                    shown.replace(medium);
                    chosen.set(None);
                    toaster.tell(texts.media.alt_saved);
                }
                Err(error) => failure.set(Some(explain_in(texts, &error))),
            }
        });
    };
    let delete = move |_| {
        is_busy.set(true);
        // What was seen to be used may go; what is used only now may not.
        let is_used = uses.with_untracked(|uses| uses.as_ref().is_some_and(|uses| uses.count() > 0));
        let deletion = if is_used { Deletion::Confirmed } else { Deletion::Careful };
        spawn_local(async move {
            let answer = delete_medium(id, deletion).await;
            expiry.note(&answer);
            is_busy.set(false);
            match answer {
                Ok(()) => {
                    shown.remove(id);
                    chosen.set(None);
                    toaster.tell(texts.media.deleted);
                }
                Err(error) => {
                    failure.set(Some(explain_in(texts, &error)));
                    look();
                }
            }
        });
    };
    let markdown = medium.clone();
    let copy = move |_| {
        let medium = Medium { alt: alt.get_untracked(), ..markdown.clone() };
        match browser::copy(&medium.markdown()) {
            true => toaster.tell(texts.media.copied),
            false => toaster.fail(texts.media.not_copied),
        }
    };
    let question = (texts.media.delete_question)(&medium.name);
    let question = move || match uses.with(|uses| uses.as_ref().map_or(0, Uses::count)) {
        0 => question.clone(),
        count => format!("{question} {}", (texts.media.is_used)(count)),
    };
    let confirm = move || match uses.with(|uses| uses.as_ref().is_some_and(|uses| uses.count() > 0)) {
        true => texts.media.delete_anyway,
        false => texts.media.delete,
    };
    let size = texts.media.amount(u64::try_from(medium.size).unwrap_or_default());
    let added = match medium.by.is_empty() {
        true => medium.added.text.clone(),
        false => format!("{}, {}", medium.added.text, medium.by),
    };
    view! {
        <div class="body">
            {move || failure.get().map(|failure| view! { <p class="banner alarm" role="alert">{failure}</p> })}
            <div class="media-detail">
                <div class="picture">
                    <img src=medium.path.clone() alt=medium.alt.clone() width=width height=height />
                </div>
                <div class="about">
                    <div class="field">
                        <label for="media-alt">{texts.media.alt}</label>
                        <textarea
                            id="media-alt"
                            rows="3"
                            aria-describedby="media-alt-hint"
                            disabled=!editable
                            prop:value=alt
                            on:input=move |event| alt.set(event_target_value(&event))
                        ></textarea>
                        <p class="hint" id="media-alt-hint">{texts.media.alt_hint}</p>
                    </div>
                    <dl class="facts">
                        <div><dt>{texts.media.dimensions}</dt><dd>{format!("{width} × {height}")}</dd></div>
                        <div><dt>{texts.media.size}</dt><dd>{size}</dd></div>
                        <div><dt>{texts.media.added}</dt><dd>{added}</dd></div>
                    </dl>
                    <section aria-labelledby="media-used">
                        <h3 id="media-used">{texts.media.used_in}</h3>
                        {move || uses.get().map(|uses| view! { <UsedIn uses /> })}
                    </section>
                </div>
            </div>
        </div>
        <Show
            when=move || is_asking.get()
            fallback=move || {
                let copy = copy.clone();
                view! {
                    <footer>
                        <Show when=move || editable>
                            <button type="button" class="button danger start" on:click=move |_| is_asking.set(true)>
                                <Drawn icon=Icon::Trash />{texts.media.delete}
                            </button>
                        </Show>
                        <button type="button" class="button quiet" on:click=copy>{texts.media.copy_markdown}</button>
                        <Show when=move || editable>
                            <button type="button" class="button" disabled=is_busy on:click=save>{texts.desk.save}</button>
                        </Show>
                    </footer>
                }
            }
        >
            <footer>
                <p class="start" role="alert">{question.clone()}</p>
                <button type="button" class="button quiet" on:click=move |_| is_asking.set(false)>
                    {texts.desk.cancel}
                </button>
                <button type="button" class="button danger" disabled=is_busy on:click=delete>{confirm}</button>
            </footer>
        </Show>
    }
}

#[component]
fn UsedIn(uses: Uses) -> impl IntoView {
    let texts = &use_admin_texts().media;
    if uses.count() == 0 {
        return view! { <p class="hint">{texts.used_nowhere}</p> }.into_any();
    }
    let hidden = (uses.hidden > 0).then(|| view! { <li>{(texts.used_by_others)(uses.hidden)}</li> });
    let lines = uses.posts.into_iter().map(|Use { id, kind, title }| {
        let place = if kind == Kind::Page { "pages" } else { "posts" };
        view! { <li><a href=format!("/admin/{place}/{id}")>{title}</a></li> }
    });
    view! { <ul class="used-in">{lines.collect_view()}{hidden}</ul> }.into_any()
}
