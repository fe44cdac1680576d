use leptos::html;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlIFrameElement};
use std::time::Duration;

use crate::admin::settings::SettingsFormState;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::identity::AppearanceDraft;

/// How long the preview waits for further changes.
const PAUSE: Duration = Duration::from_millis(400);

/// Renders a page of the site with the draft. Each change makes a new frame, which replaces the former one once it has
/// loaded: so nothing flickers, the place on the page stays, and the browser's history does not grow.
#[component]
pub fn AppearancePreview(
    /// Path of the newest post; empty if there is none.
    article: String,
) -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let settings = expect_context::<SettingsFormState>();
    let (path, theme, width) =
        (RwSignal::new("/".to_owned()), RwSignal::new("light".to_owned()), RwSignal::new("desktop".to_owned()));
    let draft = Memo::new(move |_| {
        let draft = AppearanceDraft {
            changes: settings.changes(),
            path: path.get(),
            is_dark: theme.with(|theme| theme == "dark"),
        };
        serde_json::to_string(&draft).unwrap_or_default()
    });
    let sent = NodeRef::<html::Form>::new();
    let frames = RwSignal::new(vec![0_u32]);
    // The number of the frame that is being loaded. Its form is sent when it is there.
    let loading = RwSignal::new(0_u32);
    let send = move || {
        if let Some(form) = sent.get_untracked() {
            let _ = form.submit();
        }
    };
    let mut refresh = debounce(PAUSE, move |()| {
        let next = loading.get_untracked() + 1;
        loading.set(next);
        frames.update(|frames| frames.push(next));
        // After the new frame is in the document.
        request_animation_frame(send);
    });
    Effect::new(move |former: Option<()>| {
        draft.track();
        match former {
            None => request_animation_frame(send),
            Some(()) => refresh(()),
        }
    });
    let loaded = move |number: u32, event: Event| {
        let Some(frame) = event.target().and_then(|target| target.dyn_into::<HtmlIFrameElement>().ok()) else { return };
        // The empty document, which some browsers report.
        let place = frame.content_window().and_then(|window| window.location().href().ok());
        if place.as_deref() == Some("about:blank") {
            return;
        }
        let former = frame.previous_element_sibling().and_then(|former| former.dyn_into::<HtmlIFrameElement>().ok());
        if let Some((former, new)) = former.and_then(|former| former.content_window()).zip(frame.content_window()) {
            new.scroll_to_with_x_and_y(0.0, former.scroll_y().unwrap_or_default());
        }
        frames.update(|frames| frames.retain(|other| *other >= number));
    };
    let frame = move |number: u32| {
        view! {
            <iframe
                name=format!("preview-{number}")
                title=texts.preview
                tabindex="-1"
                // Without scripts. With its own origin, so that its fonts load.
                sandbox="allow-same-origin"
                on:load=move |event| loaded(number, event)
            ></iframe>
        }
    };
    let mut pages = vec![("/".to_owned(), texts.front_page)];
    if !article.is_empty() {
        pages.push((article, texts.article));
    }
    let themes = [("light", texts.light), ("dark", texts.dark)].map(|(value, name)| (value.to_owned(), name));
    let widths = [("desktop", texts.desktop), ("phone", texts.phone)].map(|(value, name)| (value.to_owned(), name));
    view! {
        <section class="appearance-preview" aria-labelledby="preview-title">
            <header>
                <h2 id="preview-title">{texts.preview}</h2>
                <Choice id="preview-page" label=texts.preview_page value=path choices=pages />
                <Choice id="preview-theme" label=texts.preview_theme value=theme choices=themes.to_vec() />
                <Choice id="preview-width" label=texts.preview_width value=width choices=widths.to_vec() />
            </header>
            <form
                node_ref=sent
                method="post"
                action=AdminAddress::AppearancePreview.path()
                target=move || format!("preview-{}", loading.get())
                hidden
            >
                <input type="hidden" name="draft" prop:value=draft />
            </form>
            <div class="frames" class:phone=move || width.with(|width| width == "phone")>
                <For each=move || frames.get() key=|number| *number children=frame />
            </div>
        </section>
    }
}

#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    choices: Vec<(String, &'static str)>,
) -> impl IntoView {
    let choices = choices.into_iter().map(|(value, name)| view! { <option value=value>{name}</option> });
    view! {
        <label for=id>
            <span class="visually-hidden">{label}</span>
            <select id=id class="input" prop:value=value on:change:target=move |event| value.set(event.target().value())>
                {choices.collect_view()}
            </select>
        </label>
    }
}
