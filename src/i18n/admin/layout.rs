use crate::model::user::Role;

/// Texts of the layout of all admin pages.
pub struct LayoutTexts {
    pub skip_to_content: &'static str,
    pub navigation: &'static str,
    pub pages: &'static str,
    pub more: &'static str,
    pub author: &'static str,
    pub editor: &'static str,
    pub administrator: &'static str,
    pub view_site: &'static str,
    pub log_out: &'static str,
    pub waiting_comments: fn(i64) -> String,
    pub switch_theme: &'static str,
    pub undo: &'static str,
    pub close: &'static str,
    pub cancel: &'static str,
    pub save: &'static str,
    pub loading: &'static str,
    pub try_again: &'static str,
    pub stopped: &'static str,
    pub reload: &'static str,
    pub session_ended: &'static str,
    pub log_in_again: &'static str,
    pub forbidden: &'static str,
    pub not_confirmed: &'static str,
    pub not_found: &'static str,
    pub conflict: &'static str,
    pub offline: &'static str,
    pub outdated: &'static str,
    pub unavailable: &'static str,
    pub broken: &'static str,
}

impl LayoutTexts {
    /// Returns the name of a role.
    pub fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Author => self.author,
            Role::Editor => self.editor,
            Role::Administrator => self.administrator,
        }
    }
}

/// The Vietnamese texts.
pub const VI: LayoutTexts = LayoutTexts {
    skip_to_content: "Đến nội dung chính",
    navigation: "Trang quản trị",
    pages: "Trang",
    more: "Thêm",
    author: "Tác giả",
    editor: "Biên tập viên",
    administrator: "Quản trị viên",
    view_site: "Xem trang báo",
    log_out: "Đăng xuất",
    waiting_comments: |count| format!("{count} bình luận đang chờ"),
    switch_theme: "Đổi giao diện sáng hoặc tối",
    undo: "Hoàn tác",
    close: "Đóng",
    cancel: "Hủy",
    save: "Lưu",
    loading: "Đang tải…",
    try_again: "Thử lại",
    stopped: "Trang này gặp lỗi và không lưu được nữa. Hãy chép lại những gì bạn vừa gõ rồi tải lại trang.",
    reload: "Tải lại trang",
    session_ended: "Phiên đăng nhập đã hết. Những gì bạn đang viết vẫn còn nguyên ở đây.",
    log_in_again: "Đăng nhập lại trong tab mới",
    forbidden: "Tài khoản của bạn không có quyền làm việc này.",
    not_confirmed: "Bạn chưa xác nhận nên chưa có gì thay đổi. Những gì đã nhập vẫn còn ở đây.",
    not_found: "Không tìm thấy. Có thể mục này đã bị xóa.",
    conflict: "Có người vừa thay đổi mục này. Hãy tải lại để xem bản mới nhất.",
    offline: "Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại.",
    outdated: "Máy chủ vừa được nâng cấp. Hãy tải lại trang này.",
    unavailable: "Cơ sở dữ liệu hoặc nơi lưu tệp đang bận hoặc gặp sự cố. Hãy thử lại sau giây lát.",
    broken: "Máy chủ gặp lỗi. Hãy thử lại sau giây lát.",
};

/// The English texts.
pub const EN: LayoutTexts = LayoutTexts {
    skip_to_content: "Skip to the content",
    navigation: "Administration",
    pages: "Pages",
    more: "More",
    author: "Author",
    editor: "Editor",
    administrator: "Administrator",
    view_site: "View the site",
    log_out: "Log out",
    waiting_comments: |count| match count {
        1 => "1 comment waits".to_owned(),
        count => format!("{count} comments wait"),
    },
    switch_theme: "Switch between light and dark",
    undo: "Undo",
    close: "Close",
    cancel: "Cancel",
    save: "Save",
    loading: "Loading…",
    try_again: "Try again",
    stopped: "This page has failed and can save nothing more. Copy what you have just typed, and load the page again.",
    reload: "Load the page again",
    session_ended: "Your session has ended. What you were writing is still here.",
    log_in_again: "Log in again in a new tab",
    forbidden: "Your account is not allowed to do this.",
    not_confirmed: "You have not confirmed that it is you, so nothing has changed. What you typed is still here.",
    not_found: "Not found. It may have been deleted.",
    conflict: "Somebody has just changed this. Reload to see the latest version.",
    offline: "The server cannot be reached. Check your connection and try again.",
    outdated: "The server has been upgraded. Please reload this page.",
    unavailable: "The site's database or its storage of files is busy or out of order. Please try again in a moment.",
    broken: "The server ran into an error. Please try again in a moment.",
};
