use super::{CountedNoun, ImportReportTexts};
use crate::model::media::MediaKind;

/// The English texts.
pub static EN: ImportReportTexts = ImportReportTexts {
    came_in: "Came in:",
    seen: "Seen:",
    already_here: "Already here, and left as they are:",
    left_out: "Left out:",
    for_example: |example| format!(" (for example: {example})"),
    warnings: "Warnings:",
    more_warnings: |count| format!("and {count} more"),
    posts: CountedNoun { one: "post", many: "posts" },
    pages: CountedNoun { one: "page", many: "pages" },
    posts_and_pages: CountedNoun { one: "post or page", many: "posts and pages" },
    comments: CountedNoun { one: "comment", many: "comments" },
    categories: CountedNoun { one: "category", many: "categories" },
    tags: CountedNoun { one: "tag", many: "tags" },
    authors: CountedNoun { one: "author", many: "authors" },
    pictures: CountedNoun { one: "picture", many: "pictures" },
    files: CountedNoun { one: "other file", many: "other files" },
    files_of: |kind| match kind {
        MediaKind::Picture => CountedNoun { one: "picture", many: "pictures" },
        MediaKind::Audio => CountedNoun { one: "audio file", many: "audio files" },
        MediaKind::Video => CountedNoun { one: "video", many: "videos" },
        MediaKind::Captions => CountedNoun { one: "file of captions", many: "files of captions" },
        MediaKind::Document => CountedNoun { one: "document", many: "documents" },
    },
    redirects: CountedNoun { one: "redirect from an old address", many: "redirects from old addresses" },
    menu_items: CountedNoun { one: "item of the menu", many: "items of the menu" },
    attachments: CountedNoun { one: "attachment", many: "attachments" },
    attachments_stay: "in use at the old address; no file was moved",
    published: "published",
    draft: "draft",
    scheduled: "scheduled",
    private: "private",
    protected: "behind a password",
    trash: "in the trash",
    waiting: "waiting",
    spam: "spam",
    published_and_protected: |published, protected| {
        format!("{published} published, {protected} of them behind a password")
    },
    mentions: |count| format!("pingbacks and trackbacks among all: {count}"),
    no_date: |title| format!("“{title}” has no date; it gets the present one"),
    menu_chosen: |name| format!("the menu is “{name}”; the export does not say which one the old site showed"),
    menu_raised: |count, titles| {
        format!("menu items that were deeper than the two levels here, and are in the second now ({count}): {titles}")
    },
    refused: |file, reason| format!("{file}: {reason} Until then its old address stays in the posts."),
    translated: &[],
    translated_sources: &[],
};
