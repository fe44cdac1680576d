use std::fmt;

use crate::model::admin::post::PostKind;

/// The address of a page or form of the admin. Those with parameters are formed by the functions below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminAddress {
    Dashboard,
    Posts,
    NewPost,
    Pages,
    NewPage,
    Comments,
    /// The media library, and where pictures are uploaded to.
    Media,
    /// Where files that are not pictures are uploaded to.
    MediaFiles,
    Terms,
    Redirects,
    FrontPage,
    Menu,
    Slots,
    Snippets,
    Appearance,
    /// Where a draft is sent to, to see it.
    AppearancePreview,
    Settings,
    Users,
    Account,
    Backup,
    BackupDownload,
    BackupRestore,
    Imports,
    /// Where exports are uploaded to.
    ImportFiles,
    Login,
    PasskeyLogin,
    RecoveryLogin,
    ForgottenPassword,
    PasswordReset,
    Logout,
    Invitation,
    Reauthentication,
    PasskeyReauthentication,
    Setup,
}

impl AdminAddress {
    /// The pages that need a session.
    const PAGES: [AdminAddress; 15] = [
        AdminAddress::Dashboard,
        AdminAddress::Posts,
        AdminAddress::Pages,
        AdminAddress::Comments,
        AdminAddress::Media,
        AdminAddress::Terms,
        AdminAddress::FrontPage,
        AdminAddress::Menu,
        AdminAddress::Slots,
        AdminAddress::Appearance,
        AdminAddress::Settings,
        AdminAddress::Users,
        AdminAddress::Account,
        AdminAddress::Backup,
        AdminAddress::Imports,
    ];

    /// Returns the list of posts or of pages.
    pub fn list_of(kind: PostKind) -> AdminAddress {
        match kind {
            PostKind::Post => AdminAddress::Posts,
            PostKind::Page => AdminAddress::Pages,
        }
    }

    /// Returns the editor of a new post or page.
    pub fn new_of(kind: PostKind) -> AdminAddress {
        match kind {
            PostKind::Post => AdminAddress::NewPost,
            PostKind::Page => AdminAddress::NewPage,
        }
    }

    /// Returns the path.
    pub const fn path(self) -> &'static str {
        match self {
            AdminAddress::Dashboard => "/admin",
            AdminAddress::Posts => "/admin/posts",
            AdminAddress::NewPost => "/admin/posts/new",
            AdminAddress::Pages => "/admin/pages",
            AdminAddress::NewPage => "/admin/pages/new",
            AdminAddress::Comments => "/admin/comments",
            AdminAddress::Media => "/admin/media",
            AdminAddress::MediaFiles => "/admin/media/files",
            AdminAddress::Terms => "/admin/terms",
            AdminAddress::Redirects => "/admin/terms/redirects",
            AdminAddress::FrontPage => "/admin/front-page",
            AdminAddress::Menu => "/admin/menu",
            AdminAddress::Slots => "/admin/slots",
            AdminAddress::Snippets => "/admin/slots/snippets",
            AdminAddress::Appearance => "/admin/appearance",
            AdminAddress::AppearancePreview => "/admin/appearance/preview",
            AdminAddress::Settings => "/admin/settings",
            AdminAddress::Users => "/admin/users",
            AdminAddress::Account => "/admin/account",
            AdminAddress::Backup => "/admin/backup",
            AdminAddress::BackupDownload => "/admin/backup/download",
            AdminAddress::BackupRestore => "/admin/backup/restore",
            AdminAddress::Imports => "/admin/imports",
            AdminAddress::ImportFiles => "/admin/imports/files",
            AdminAddress::Login => "/admin/login",
            AdminAddress::PasskeyLogin => "/admin/login/passkey",
            AdminAddress::RecoveryLogin => "/admin/login/recovery",
            AdminAddress::ForgottenPassword => "/admin/login/forgotten",
            AdminAddress::PasswordReset => "/admin/login/reset",
            AdminAddress::Logout => "/admin/logout",
            AdminAddress::Invitation => "/admin/invitation",
            AdminAddress::Reauthentication => "/admin/reauthenticate",
            AdminAddress::PasskeyReauthentication => "/admin/reauthenticate/passkey",
            AdminAddress::Setup => "/admin/setup",
        }
    }

    /// Returns the path that starts the passkey ceremony whose result is sent to this address.
    pub fn ceremony_path(self) -> String {
        format!("{self}/start")
    }

    /// Returns whether a path is in the admin.
    pub fn contains(path: &str) -> bool {
        path.strip_prefix(AdminAddress::Dashboard.path()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Returns whether a path is that of a page that needs a session, or below one.
    pub fn is_page(path: &str) -> bool {
        let section = |path: &str| path.split('/').nth(2).unwrap_or_default().to_owned();
        AdminAddress::PAGES.iter().any(|page| section(page.path()) == section(path))
    }
}

impl fmt::Display for AdminAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())
    }
}

/// Returns the path of the editor of a stored post or page.
pub fn editor_path(kind: PostKind, id: i64) -> String {
    format!("{}/{id}", AdminAddress::list_of(kind))
}

/// Returns the path that downloads the report of an import.
pub fn import_report_path(id: &str) -> String {
    format!("{}/{id}/report.json", AdminAddress::Imports)
}

/// Returns the path that downloads a copy of the database.
pub fn backup_copy_path(name: &str) -> String {
    format!("{}/copies/{name}", AdminAddress::Backup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_admin_ends_at_a_slash() {
        assert!(AdminAddress::contains("/admin") && AdminAddress::contains("/admin/posts"));
        assert!(!AdminAddress::contains("/administration") && !AdminAddress::contains("/posts/admin"));
    }

    #[test]
    fn pages_are_known_by_their_first_segment() {
        for path in ["/admin", "/admin/", "/admin/posts/7", "/admin/terms/redirects", "/admin/backup"] {
            assert!(AdminAddress::is_page(path), "{path}");
        }
        for path in ["/admin/login", "/admin/postss", "/admin/x"] {
            assert!(!AdminAddress::is_page(path), "{path}");
        }
    }

    #[test]
    fn posts_and_pages_have_their_own_editors() {
        assert_eq!(editor_path(PostKind::Post, 7), "/admin/posts/7");
        assert_eq!(editor_path(PostKind::Page, 7), "/admin/pages/7");
    }
}
