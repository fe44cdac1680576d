//! The admin's texts: one file per page, both languages side by side.

pub mod account;
pub mod ago;
pub mod backup;
pub mod blocks;
pub mod comments;
pub mod dashboard;
pub mod desk;
pub mod editor;
pub mod entrance;
pub mod media;
pub mod menu;
pub mod posts;
pub mod settings;
pub mod size;
pub mod terms;
pub mod users;
pub mod writing;

use leptos::prelude::use_context;

use crate::model::language::Language;

/// All texts of the admin.
pub struct AdminTexts {
    pub account: account::AccountTexts,
    pub backup: backup::BackupTexts,
    pub blocks: blocks::BlocksTexts,
    pub comments: comments::CommentsTexts,
    pub dashboard: dashboard::DashboardTexts,
    pub desk: desk::DeskTexts,
    pub editor: editor::EditorTexts,
    pub entrance: entrance::EntranceTexts,
    pub media: media::MediaTexts,
    pub menu: menu::MenuTexts,
    pub posts: posts::PostsTexts,
    pub settings: settings::SettingsTexts,
    pub terms: terms::TermsTexts,
    pub users: users::UsersTexts,
    pub writing: writing::WritingTexts,
}

static VI: AdminTexts = AdminTexts {
    account: account::VI,
    backup: backup::VI,
    blocks: blocks::VI,
    comments: comments::VI,
    dashboard: dashboard::VI,
    desk: desk::VI,
    editor: editor::VI,
    entrance: entrance::VI,
    media: media::VI,
    menu: menu::VI,
    posts: posts::VI,
    settings: settings::VI,
    terms: terms::VI,
    users: users::VI,
    writing: writing::VI,
};

static EN: AdminTexts = AdminTexts {
    account: account::EN,
    backup: backup::EN,
    blocks: blocks::EN,
    comments: comments::EN,
    dashboard: dashboard::EN,
    desk: desk::EN,
    editor: editor::EN,
    entrance: entrance::EN,
    media: media::EN,
    menu: menu::EN,
    posts: posts::EN,
    settings: settings::EN,
    terms: terms::EN,
    users: users::EN,
    writing: writing::EN,
};

/// The admin's texts in a language.
pub fn admin_texts(language: Language) -> &'static AdminTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}

/// The admin's texts in the site's language.
pub fn use_admin_texts() -> &'static AdminTexts {
    use_context::<&'static AdminTexts>().unwrap_or(&VI)
}
