//! Texts of mails. Those about account events are in `admin::account`.

use crate::model::language::Language;

/// Words of the mails that the site sends.
pub struct MailTexts {
    pub greeting: fn(&str) -> String,
    /// All subjects end with the site's title.
    pub test_subject: fn(&str) -> String,
    pub test: fn(&str) -> String,
    pub invitation_subject: fn(&str) -> String,
    /// Who invites, and the site's title.
    pub invitation: fn(&str, &str) -> String,
    pub invitation_button: &'static str,
    pub invitation_note: &'static str,
    pub reset_subject: fn(&str) -> String,
    /// The account's email address, and the site's title.
    pub reset: fn(&str, &str) -> String,
    pub reset_button: &'static str,
    pub reset_note: &'static str,
    /// The event, and the site's title.
    pub event_subject: fn(&str, &str) -> String,
    pub event: fn(&str) -> String,
    pub account: &'static str,
    pub moment: &'static str,
    pub browser: &'static str,
    pub system: &'static str,
    pub address: &'static str,
    pub event_button: &'static str,
    pub event_note: &'static str,
    /// Number of comments, and the site's title.
    pub waiting_subject: fn(i64, &str) -> String,
    pub waiting: fn(i64) -> String,
    pub waiting_button: &'static str,
    pub waiting_note: &'static str,
    pub question_subject: fn(&str) -> String,
    /// The title of the post, and of the site.
    pub question: fn(&str, &str) -> String,
    pub question_button: &'static str,
    pub question_note: &'static str,
    /// The title of the post.
    pub reply_subject: fn(&str) -> String,
    /// The name of who replies, and the title of the post.
    pub reply: fn(&str, &str) -> String,
    pub reply_button: &'static str,
    /// The address of the page with all subscriptions.
    pub reply_note: fn(&str) -> String,
}

static VI: MailTexts = MailTexts {
    greeting: |name| format!("Chào {name},"),
    test_subject: |site| format!("Thư thử từ {site}"),
    test: |site| format!("Nếu bạn đọc được thư này thì {site} gửi thư được rồi."),
    invitation_subject: |site| format!("Mời bạn viết cho {site}"),
    invitation: |inviter, site| {
        format!("{inviter} đã tạo cho bạn một tài khoản ở {site}. Hãy chọn mật khẩu để bắt đầu.")
    },
    invitation_button: "Chọn mật khẩu",
    invitation_note: "Liên kết dùng được một lần, trong 3 ngày.",
    reset_subject: |site| format!("Đặt lại mật khẩu ở {site}"),
    reset: |email, site| format!("Có người, có lẽ là bạn, vừa xin đặt lại mật khẩu của tài khoản {email} ở {site}."),
    reset_button: "Đặt lại mật khẩu",
    reset_note: "Liên kết dùng được một lần, trong một giờ. Nếu bạn không xin thì cứ bỏ qua thư này: mật khẩu vẫn như cũ.",
    event_subject: |event, site| format!("{event} – {site}"),
    event: |event| format!("Vừa có thay đổi ở tài khoản của bạn: {event}."),
    account: "Tài khoản",
    moment: "Lúc",
    browser: "Trình duyệt",
    system: "Thiết bị",
    address: "Địa chỉ mạng",
    event_button: "Xem tài khoản",
    event_note: "Nếu không phải bạn, hãy đổi mật khẩu ngay và báo cho quản trị viên.",
    waiting_subject: |count, site| format!("{count} bình luận chờ duyệt – {site}"),
    waiting: |count| format!("Hiện có {count} bình luận đang chờ duyệt."),
    waiting_button: "Duyệt bình luận",
    waiting_note: "Bạn nhận thư này vì đã chọn như vậy ở trang tài khoản của mình, và có thể tắt ở đó.",
    question_subject: |site| format!("Xác nhận nhận thông báo trả lời – {site}"),
    question: |title, site| {
        format!(
            "Có người, có lẽ là bạn, vừa bình luận bài “{title}” ở {site} và muốn được báo qua email này khi có trả lời."
        )
    },
    question_button: "Đồng ý, hãy báo cho tôi",
    question_note: "Nếu không phải bạn thì cứ bỏ qua thư này: sẽ không có thư nào nữa, và địa chỉ bị xóa sau hai ngày.",
    reply_subject: |title| format!("Có trả lời cho bình luận của bạn: {title}"),
    reply: |name, title| format!("{name} vừa trả lời bình luận của bạn ở bài “{title}”:"),
    reply_button: "Xem trả lời",
    reply_note: |address| format!("Không muốn nhận nữa? Mọi thông báo của bạn ở đây: {address}"),
};

static EN: MailTexts = MailTexts {
    greeting: |name| format!("Hello {name},"),
    test_subject: |site| format!("Test mail from {site}"),
    test: |site| format!("If you can read this, {site} can send mail."),
    invitation_subject: |site| format!("An invitation to write for {site}"),
    invitation: |inviter, site| format!("{inviter} has made an account for you at {site}. Choose a password to begin."),
    invitation_button: "Choose a password",
    invitation_note: "The link works once, within 3 days.",
    reset_subject: |site| format!("Another password for {site}"),
    reset: |email, site| {
        format!("Somebody, probably you, has asked for another password of the account {email} at {site}.")
    },
    reset_button: "Choose another password",
    reset_note: "The link works once, within an hour. If you did not ask for it, ignore this mail: the password stays as it is.",
    event_subject: |event, site| format!("{event} – {site}"),
    event: |event| format!("Your account has been changed: {event}."),
    account: "Account",
    moment: "Time",
    browser: "Browser",
    system: "Device",
    address: "Network address",
    event_button: "Show the account",
    event_note: "If it was not you, change your password at once and tell an administrator.",
    waiting_subject: |count, site| match count {
        1 => format!("A comment waits – {site}"),
        count => format!("{count} comments wait – {site}"),
    },
    waiting: |count| match count {
        1 => "One comment waits for a moderator.".to_owned(),
        count => format!("{count} comments wait for a moderator."),
    },
    waiting_button: "Moderate comments",
    waiting_note: "You get this mail because you have asked for it on your account page, where you can switch it off.",
    question_subject: |site| format!("Please confirm notices of replies – {site}"),
    question: |title, site| {
        format!(
            "Somebody, probably you, has commented on “{title}” at {site} and wants to be told of replies at this address."
        )
    },
    question_button: "Yes, tell me of replies",
    question_note: "If it was not you, ignore this mail: there will be no other, and the address is deleted after two days.",
    reply_subject: |title| format!("A reply to your comment: {title}"),
    reply: |name, title| format!("{name} has replied to your comment on “{title}”:"),
    reply_button: "Read the reply",
    reply_note: |address| format!("No more of these? All your notices are here: {address}"),
};

/// Returns the texts of mails in a language.
pub fn mail_texts(language: Language) -> &'static MailTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}
