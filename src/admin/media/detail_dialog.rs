use leptos::prelude::*;
use leptos::task::spawn_local;

use super::change_question::{ChangeQuestion, ChangeQuestionBar};
use super::crop_frame::CropFrame;
use super::dialog::MediaDialog;
use super::focal_picture::FocalPicture;
use super::list_state::MediaListState;
use super::picture_tools::PictureTools;
use super::replace_file::ReplaceFile;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::toast::use_toaster;
use crate::api::admin::media::{delete_media, describe_media, focus_media, list_media_uses};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::editor_path;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::media::{Deletion, MediaItem, MediaUse, Uses};
use crate::model::admin::picture_edit::PictureEdit;
use crate::model::media::{MediaFormat, MediaKind, PictureFormat};
use crate::model::user::Role;

/// Renders a dialog with the details of an image: alternative text, facts, uses.
#[component]
pub fn MediaDetailDialog(chosen: RwSignal<Option<MediaItem>>, list: MediaListState) -> impl IntoView {
    let title =
        Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|m| m.name.clone()).unwrap_or_default()));
    let is_open = Signal::derive(move || chosen.with(Option::is_some));
    let close = Callback::new(move |()| chosen.set(None));
    view! {
        <MediaDialog id="media-detail" title is_open close>
            {move || chosen.get_untracked().map(|media_item| view! { <MediaDetails media_item chosen list /> })}
        </MediaDialog>
    }
}

/// Shows a picture, plays sound or film, or links to a document.
#[component]
fn MediaPreview(media_item: MediaItem) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let MediaItem { kind, path, alt, name, width, height, .. } = media_item;
    match kind.kind() {
        MediaKind::Picture => view! { <img src=path alt=alt width=width height=height /> }.into_any(),
        MediaKind::Audio => view! { <audio controls preload="none" src=path aria-label=name></audio> }.into_any(),
        MediaKind::Video => view! { <video controls preload="none" src=path aria-label=name></video> }.into_any(),
        MediaKind::Captions | MediaKind::Document => {
            view! { <a class="button quiet" href=path target="_blank" rel="external">{texts.files.open}</a> }.into_any()
        }
    }
}

#[component]
fn MediaDetails(media_item: MediaItem, chosen: RwSignal<Option<MediaItem>>, list: MediaListState) -> impl IntoView {
    let texts = use_admin_texts();
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let alt = RwSignal::new(media_item.alt.clone());
    let old_focus = media_item.focus;
    let focus = RwSignal::new(old_focus);
    let failure = RwSignal::new(None::<String>);
    let is_asking = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let uses = RwSignal::new(None::<Uses>);
    let MediaItem { id, editable, width, height, uses: known_uses, .. } = media_item;
    let look = move || {
        spawn_local(async move {
            match list_media_uses(id).await {
                Ok(found) => uses.set(Some(found)),
                Err(error) => failure.set(Some(error_text_in(texts, &error))),
            }
        });
    };
    Effect::new(move |_| look());
    let save = move |_| {
        is_busy.set(true);
        spawn_local(async move {
            let mut answer = describe_media(id, alt.get_untracked()).await;
            let new_focus = focus.get_untracked();
            if answer.is_ok() && new_focus != old_focus {
                answer = focus_media(id, new_focus).await;
            }
            expiry.note(&answer);
            is_busy.set(false);
            match answer {
                Ok(media_item) => {
                    list.replace(media_item);
                    chosen.set(None);
                    toaster.tell(texts.media.alt_saved);
                }
                Err(error) => failure.set(Some(error_text_in(texts, &error))),
            }
        });
    };
    let delete = move |_| {
        is_busy.set(true);
        // The user has confirmed the deletion only for uses that were displayed.
        let is_used = uses.with_untracked(|uses| uses.as_ref().is_some_and(|uses| uses.count() > 0));
        let deletion = if is_used { Deletion::Confirmed } else { Deletion::Careful };
        spawn_local(async move {
            let answer = delete_media(id, deletion).await;
            expiry.note(&answer);
            is_busy.set(false);
            match answer {
                Ok(()) => {
                    list.remove(id);
                    chosen.set(None);
                    toaster.tell(texts.media.deleted);
                }
                Err(error) => {
                    failure.set(Some(error_text_in(texts, &error)));
                    look();
                }
            }
        });
    };
    let is_picture = media_item.kind.kind() == MediaKind::Picture;
    let is_still =
        !matches!(media_item.kind, MediaFormat::Picture(PictureFormat::Svg | PictureFormat::Gif | PictureFormat::Avif));
    let editing = (is_picture && is_still && editable).then(|| media_item.clone());
    // It changes posts of others.
    let is_editor = use_context::<AdminContext>().is_some_and(|context| context.user.role >= Role::Editor);
    let replacing = is_editor.then(|| media_item.clone());
    let changed_uses = Signal::derive(move || uses.with(|uses| uses.as_ref().map_or(known_uses, Uses::count)));
    let question = ChangeQuestion::new(if is_editor { changed_uses } else { Signal::stored(0) });
    let (crop, is_cropping) = (RwSignal::new(PictureEdit::default()), RwSignal::new(false));
    let shown = media_item.clone();
    let preview = move || {
        let media_item = shown.clone();
        match is_picture && editable {
            true if is_cropping.get() => view! { <CropFrame media_item crop /> }.into_any(),
            true => view! { <FocalPicture media_item focus /> }.into_any(),
            false => view! { <MediaPreview media_item /> }.into_any(),
        }
    };
    let markdown = media_item.clone();
    let copy = move |_| {
        let media_item = MediaItem { alt: alt.get_untracked(), ..markdown.clone() };
        match browser::copy(&media_item.markdown()) {
            true => toaster.tell(texts.media.copied),
            false => toaster.fail(texts.media.not_copied),
        }
    };
    let deletion_question = (texts.media.delete_question)(&media_item.name);
    let deletion_question = move || match uses.with(|uses| uses.as_ref().map_or(0, Uses::count)) {
        0 => deletion_question.clone(),
        count => format!("{deletion_question} {}", (texts.media.is_used)(count)),
    };
    let confirm = move || match uses.with(|uses| uses.as_ref().is_some_and(|uses| uses.count() > 0)) {
        true => texts.media.delete_anyway,
        false => texts.media.delete,
    };
    let size = texts.media.amount(u64::try_from(media_item.size).unwrap_or_default());
    let added = match media_item.by.is_empty() {
        true => media_item.added.text.clone(),
        false => format!("{}, {}", media_item.added.text, media_item.by),
    };
    view! {
        <div class="body">
            {move || failure.get().map(|failure| view! { <p class="banner alarm" role="alert">{failure}</p> })}
            <div class="media-detail">
                <div class="picture">{preview}</div>
                <div class="about">
                    <div class="field">
                        <label for="media-alt">{if is_picture { texts.media.alt } else { texts.media.files.title }}</label>
                        <textarea
                            id="media-alt"
                            dir="auto"
                            rows="3"
                            aria-describedby="media-alt-hint"
                            disabled=!editable
                            prop:value=alt
                            on:input=move |event| alt.set(event_target_value(&event))
                        ></textarea>
                        <p class="hint" id="media-alt-hint">
                            {if is_picture { texts.media.alt_hint } else { texts.media.files.title_hint }}
                        </p>
                    </div>
                    <dl class="facts">
                        {is_picture.then(|| view! {
                            <div><dt>{texts.media.dimensions}</dt><dd>{format!("{width} × {height}")}</dd></div>
                        })}
                        <div><dt>{texts.media.size}</dt><dd>{size}</dd></div>
                        <div><dt>{texts.media.added}</dt><dd>{added}</dd></div>
                    </dl>
                    {editing.clone().map(|media_item| view! { <PictureTools media_item list chosen failure crop is_cropping question /> })}
                    <section aria-labelledby="media-used">
                        <h3 id="media-used">{texts.media.used_in}</h3>
                        {move || uses.get().map(|uses| view! { <UsedIn uses /> })}
                    </section>
                </div>
            </div>
        </div>
        <ChangeQuestionBar question />
        <Show
            when=move || is_asking.get()
            fallback=move || {
                let (copy, replacing) = (copy.clone(), replacing.clone());
                view! {
                    <footer>
                        <Show when=move || editable>
                            <button type="button" class="button danger start" on:click=move |_| is_asking.set(true)>
                                <IconImage icon=Icon::Trash />{texts.media.delete}
                            </button>
                        </Show>
                        {replacing.clone().map(|media_item| view! { <ReplaceFile media_item list chosen failure question /> })}
                        <button type="button" class="button quiet" on:click=copy>{texts.media.copy_markdown}</button>
                        <Show when=move || editable>
                            <button type="button" class="button" disabled=is_busy on:click=save>{texts.layout.save}</button>
                        </Show>
                    </footer>
                }
            }
        >
            <footer>
                <p class="start" role="alert">{deletion_question.clone()}</p>
                <button type="button" class="button quiet" on:click=move |_| is_asking.set(false)>
                    {texts.layout.cancel}
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
    let lines = uses.posts.into_iter().map(|MediaUse { id, kind, title }| {
        view! { <li><a href=editor_path(kind, id) dir="auto">{title}</a></li> }
    });
    let in_site = uses.in_site.then(|| view! { <li>{texts.used_in_site}</li> });
    view! { <ul class="used-in">{lines.collect_view()}{hidden}{in_site}</ul> }.into_any()
}
