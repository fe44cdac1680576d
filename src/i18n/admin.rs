//! Texts of the admin: one file per page, with both languages.

pub mod account;
pub mod appearance;
pub mod authors;
pub mod backup;
pub mod block_rules;
pub mod byte_size;
pub mod comments;
pub mod dashboard;
pub mod draft_errors;
pub mod editor;
pub mod formats;
pub mod front_page;
pub mod imports;
pub mod layout;
pub mod link_previews;
pub mod local_time;
pub mod login;
pub mod mail;
pub mod media;
pub mod menu;
pub mod placements;
pub mod posts;
pub mod relative_time;
pub mod search_engines;
pub mod settings;
pub mod snippets;
pub mod term_looks;
pub mod terms;
pub mod users;

use leptos::prelude::use_context;

use crate::model::language::Language;

/// All texts of the admin.
pub struct AdminTexts {
    pub account: account::AccountTexts,
    pub authors: authors::AuthorTexts,
    pub appearance: appearance::AppearanceTexts,
    pub backup: backup::BackupTexts,
    pub blocks: block_rules::BlockRulesTexts,
    pub comments: comments::CommentsTexts,
    pub dashboard: dashboard::DashboardTexts,
    pub layout: layout::LayoutTexts,
    pub editor: editor::EditorTexts,
    pub link_previews: link_previews::LinkPreviewTexts,
    pub formats: formats::FormatTexts,
    pub imports: imports::ImportTexts,
    pub front_page: front_page::FrontPageTexts,
    pub login: login::LoginTexts,
    pub mail: mail::MailAdminTexts,
    pub media: media::MediaTexts,
    pub menu: menu::MenuTexts,
    pub placements: placements::PlacementTexts,
    pub posts: posts::PostsTexts,
    pub search_engines: search_engines::SearchEngineTexts,
    pub settings: settings::SettingsTexts,
    pub snippets: snippets::SnippetTexts,
    pub terms: terms::TermsTexts,
    pub users: users::UsersTexts,
    pub writing: draft_errors::DraftErrorTexts,
}

static VI: AdminTexts = AdminTexts {
    account: account::VI,
    authors: authors::VI,
    appearance: appearance::VI,
    backup: backup::VI,
    blocks: block_rules::VI,
    comments: comments::VI,
    dashboard: dashboard::VI,
    layout: layout::VI,
    editor: editor::VI,
    formats: formats::VI,
    imports: imports::VI,
    front_page: front_page::VI,
    link_previews: link_previews::VI,
    login: login::VI,
    mail: mail::VI,
    media: media::VI,
    menu: menu::VI,
    placements: placements::VI,
    posts: posts::VI,
    search_engines: search_engines::VI,
    settings: settings::VI,
    snippets: snippets::VI,
    terms: terms::VI,
    users: users::VI,
    writing: draft_errors::VI,
};

static EN: AdminTexts = AdminTexts {
    account: account::EN,
    authors: authors::EN,
    appearance: appearance::EN,
    backup: backup::EN,
    blocks: block_rules::EN,
    comments: comments::EN,
    dashboard: dashboard::EN,
    layout: layout::EN,
    editor: editor::EN,
    formats: formats::EN,
    imports: imports::EN,
    front_page: front_page::EN,
    link_previews: link_previews::EN,
    login: login::EN,
    mail: mail::EN,
    media: media::EN,
    menu: menu::EN,
    placements: placements::EN,
    posts: posts::EN,
    search_engines: search_engines::EN,
    settings: settings::EN,
    snippets: snippets::EN,
    terms: terms::EN,
    users: users::EN,
    writing: draft_errors::EN,
};

/// Returns the admin's texts in a language.
pub fn admin_texts(language: Language) -> &'static AdminTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}

/// Returns the provided texts of the admin.
pub fn use_admin_texts() -> &'static AdminTexts {
    use_context::<&'static AdminTexts>().unwrap_or(&VI)
}
