use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::EditorState;
use super::textarea::BODY;
use crate::api::admin::media::read_media_descriptions;
use crate::browser::visual_editor;
use crate::model::address::paths;
use crate::model::admin::post::{BodyFormat, PostDraft};

/// The pictures of a draft that have no description, and the descriptions that the library has.
#[derive(Clone, Debug, Default, PartialEq)]
struct Undescribed {
    count: usize,
    /// By the address of the picture.
    offered: HashMap<String, String>,
}

/// Renders how many pictures have no description, and offers those of the library. They are never taken by themselves.
#[component]
pub fn UndescribedPictures(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let found = RwSignal::new(Undescribed::default());
    Effect::new(move |_| {
        if editor.confirming.get() {
            look(editor, found);
        }
    });
    let apply = move |_| {
        take(editor, &found.with_untracked(|found| found.offered.clone()));
        look(editor, found);
    };
    move || {
        let Undescribed { count, offered } = found.get();
        (count > 0).then(|| {
            view! {
                <div class="banner caution">
                    <div class="text"><p>{(texts.undescribed)(count)}</p></div>
                    {(!offered.is_empty()).then(|| view! {
                        <button type="button" class="button quiet" on:click=apply>
                            {(texts.use_descriptions)(offered.len())}
                        </button>
                    })}
                </div>
            }
        })
    }
}

fn look(editor: EditorState, found: RwSignal<Undescribed>) {
    let addresses = editor.draft.with_untracked(list);
    found.set(Undescribed { count: addresses.len(), offered: HashMap::new() });
    let numbers: Vec<i64> = addresses.iter().filter_map(|address| paths::parse_media(address)).collect();
    if numbers.is_empty() {
        return;
    }
    spawn_local(async move {
        // It is an offer: without an answer, nothing is lost.
        let Ok(known) = read_media_descriptions(numbers).await else { return };
        let known: HashMap<i64, String> = known.into_iter().collect();
        let offer = |address: String| {
            let alt = known.get(&paths::parse_media(&address)?)?.clone();
            Some((address, alt))
        };
        let offered = addresses.into_iter().filter_map(offer).collect();
        found.try_update(|found| found.offered = offered);
    });
}

/// Lists the addresses of the pictures without a description, as often as they occur.
fn list(draft: &PostDraft) -> Vec<String> {
    let mut addresses = match draft.format {
        BodyFormat::Visual => visual_editor::undescribed_pictures(),
        BodyFormat::Markdown => list_in_markdown(&draft.source),
    };
    let own = draft.image_src.trim();
    if !own.is_empty() && draft.image_alt.trim().is_empty() {
        addresses.push(own.to_owned());
    }
    addresses
}

/// Describes the pictures that have no description.
fn take(editor: EditorState, offered: &HashMap<String, String>) {
    let format = editor.draft.with_untracked(|draft| draft.format);
    match format {
        BodyFormat::Visual => {
            visual_editor::describe(offered);
            visual_editor::report_changes();
        }
        BodyFormat::Markdown => {
            editor.write(BODY, |draft| draft.source = describe_in_markdown(&draft.source, offered));
        }
    }
    editor.write("post-image-alt", |draft| {
        let is_missing = draft.image_alt.trim().is_empty();
        if let Some(alt) = offered.get(draft.image_src.trim()).filter(|_| is_missing) {
            draft.image_alt.clone_from(alt);
        }
    });
}

/// How a picture without a description begins in Markdown.
const BEGIN: &str = "![](";

fn address_at(rest: &str) -> &str {
    &rest[..rest.find([')', ' ', '\n']).unwrap_or(rest.len())]
}

fn list_in_markdown(markdown: &str) -> Vec<String> {
    markdown.split(BEGIN).skip(1).map(|rest| address_at(rest).to_owned()).collect()
}

fn describe_in_markdown(markdown: &str, offered: &HashMap<String, String>) -> String {
    let mut parts = markdown.split(BEGIN);
    let mut described = parts.next().unwrap_or_default().to_owned();
    for rest in parts {
        let alt = offered.get(address_at(rest)).map(|alt| alt.replace(['[', ']', '\n'], " ")).unwrap_or_default();
        described.push_str(&format!("![{alt}]({rest}"));
    }
    described
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_in_markdown_are_described() {
        let markdown = "![](/media/1/a.jpg) a ![Có](/media/1/a.jpg)\n\n![](/media/2/b.jpg \"B\")";
        assert_eq!(list_in_markdown(markdown), ["/media/1/a.jpg", "/media/2/b.jpg"]);
        let offered = HashMap::from([("/media/2/b.jpg".to_owned(), "Cầu [mới]".to_owned())]);
        let described = "![](/media/1/a.jpg) a ![Có](/media/1/a.jpg)\n\n![Cầu  mới ](/media/2/b.jpg \"B\")";
        assert_eq!(describe_in_markdown(markdown, &offered), described);
    }
}
