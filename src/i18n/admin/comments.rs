use super::block_rules::BlockRulesTexts;
use crate::model::admin::comment::{Decision, ModerationStatus, SpamCause};
use crate::model::admin::spam::SpamFeature;

/// Texts of the comments page.
pub struct CommentsTexts {
    pub title: &'static str,
    pub statuses: &'static str,
    pub waiting: &'static str,
    pub published: &'static str,
    pub spam: &'static str,
    pub trash: &'static str,
    pub fresh: fn(i64) -> String,
    pub load_more: &'static str,
    pub none_waiting: &'static str,
    pub none_waiting_text: &'static str,
    pub none: &'static str,
    pub search: &'static str,
    pub none_found: &'static str,

    pub choose_all: &'static str,
    pub choose: fn(&str) -> String,
    pub chosen: fn(usize) -> String,
    pub choose_none: &'static str,
    pub bulk: &'static str,
    pub keys: &'static str,
    pub key_down_up: &'static str,
    pub key_choose: &'static str,
    pub key_undo: &'static str,
    pub nothing_to_undo: &'static str,

    pub about: &'static str,
    pub answers: fn(&str) -> String,
    pub edited: fn(&str) -> String,
    pub approve: &'static str,
    pub reply: &'static str,
    pub edit: &'static str,
    pub mark_spam: &'static str,
    pub to_trash: &'static str,
    pub restore: &'static str,
    pub delete: &'static str,
    pub ask_delete: fn(usize) -> String,
    pub approved: fn(usize) -> String,
    pub marked_spam: fn(usize) -> String,
    pub trashed: fn(usize) -> String,
    pub restored: fn(usize) -> String,
    pub deleted: fn(usize) -> String,
    pub undone: &'static str,

    pub reply_to: fn(&str) -> String,
    pub reply_hint: fn(&str) -> String,
    pub reply_approves: &'static str,
    pub send_reply: &'static str,
    pub approve_and_reply: &'static str,
    pub replied: fn(&str) -> String,
    pub name: &'static str,
    pub body: &'static str,
    pub saved: &'static str,
    pub stale: &'static str,
    pub kept: &'static str,

    pub looks_like_spam: fn(u8) -> String,
    pub score: &'static str,
    pub reasons: &'static str,
    pub links: fn(u8) -> String,
    pub capitals: &'static str,
    pub bare_link: &'static str,
    pub seen: fn(i64, i64) -> String,
    pub caught_by_trap: &'static str,
    pub caught_by_score: &'static str,
    pub caught_by_block: fn(&str, &str) -> String,
}

impl CommentsTexts {
    /// Returns the name of a status.
    pub fn status(&self, status: ModerationStatus) -> &'static str {
        match status {
            ModerationStatus::Waiting => self.waiting,
            ModerationStatus::Published => self.published,
            ModerationStatus::Spam => self.spam,
            ModerationStatus::Trash => self.trash,
        }
    }

    /// Returns the message after a decision about this many comments.
    pub fn decided(&self, decision: Decision, count: usize) -> String {
        match decision {
            Decision::Approve => (self.approved)(count),
            Decision::Spam => (self.marked_spam)(count),
            Decision::Trash => (self.trashed)(count),
            Decision::Restore => (self.restored)(count),
        }
    }

    /// Returns a short description of a spam feature.
    pub fn feature(&self, feature: &SpamFeature) -> String {
        match feature {
            SpamFeature::Word(words) | SpamFeature::Pair(words) => format!("“{words}”"),
            SpamFeature::Link(host) => host.clone(),
            SpamFeature::Email(host) => format!("@{host}"),
            SpamFeature::Links(count) => (self.links)(*count),
            SpamFeature::Capitals => self.capitals.to_owned(),
            SpamFeature::BareLink => self.bare_link.to_owned(),
        }
    }

    /// Returns why a comment was classified as spam.
    pub fn caught(&self, blocks: &BlockRulesTexts, caught: &SpamCause) -> String {
        match caught {
            SpamCause::Trap => self.caught_by_trap.to_owned(),
            SpamCause::Score => self.caught_by_score.to_owned(),
            SpamCause::Block { kind, pattern } => (self.caught_by_block)(blocks.kind_of(*kind), pattern),
        }
    }
}

/// The Vietnamese texts.
pub const VI: CommentsTexts = CommentsTexts {
    title: "Bình luận",
    statuses: "Trạng thái",
    waiting: "Chờ duyệt",
    published: "Đã đăng",
    spam: "Spam",
    trash: "Thùng rác",
    fresh: |count| format!("{count} bình luận mới – bấm để xem"),
    load_more: "Xem thêm",
    none_waiting: "Đã duyệt hết",
    none_waiting_text: "Không còn bình luận nào chờ duyệt. Bình luận mới sẽ được báo ở đây.",
    none: "Không có bình luận nào ở đây",
    search: "Tìm theo tên, email, nội dung",
    none_found: "Không tìm thấy bình luận nào",

    choose_all: "Chọn cả trang",
    choose: |name| format!("Chọn bình luận của {name}"),
    chosen: |count| format!("Đã chọn {count} bình luận"),
    choose_none: "Bỏ chọn",
    bulk: "Thao tác với các bình luận đã chọn",
    keys: "Phím tắt",
    key_down_up: "Xuống, lên",
    key_choose: "Chọn",
    key_undo: "Hoàn tác",
    nothing_to_undo: "Không có gì để hoàn tác.",

    about: "về",
    answers: |name| format!("Trả lời {name}"),
    edited: |date| format!("sửa lúc {date}"),
    approve: "Duyệt",
    reply: "Trả lời",
    edit: "Sửa",
    mark_spam: "Spam",
    to_trash: "Thùng rác",
    restore: "Khôi phục",
    delete: "Xóa hẳn",
    ask_delete: |count| format!("Xóa hẳn {count} bình luận? Việc này không hoàn tác được."),
    approved: |count| format!("Đã duyệt {count} bình luận."),
    marked_spam: |count| format!("Đã chuyển {count} bình luận vào spam."),
    trashed: |count| format!("Đã bỏ {count} bình luận vào thùng rác."),
    restored: |count| format!("Đã khôi phục {count} bình luận."),
    deleted: |count| format!("Đã xóa hẳn {count} bình luận."),
    undone: "Đã hoàn tác.",

    reply_to: |name| format!("Trả lời {name}"),
    reply_hint: |name| format!("Đăng với tên {name}."),
    reply_approves: "Bình luận này cũng được duyệt luôn.",
    send_reply: "Trả lời",
    approve_and_reply: "Duyệt và trả lời",
    replied: |name| format!("Đã trả lời {name}."),
    name: "Tên",
    body: "Bình luận",
    saved: "Đã lưu bình luận.",
    stale: "Có người vừa sửa bình luận này. Nội dung bạn gõ vẫn còn đây; hãy sao chép nếu cần, rồi mở lại để sửa trên bản mới.",
    kept: "Đã khôi phục nội dung bạn đang viết dở.",

    looks_like_spam: |score| format!("Khả năng spam: {score}%"),
    score: "Điểm spam",
    reasons: "Lý do",
    links: |count| match count {
        0 => "không có liên kết".to_owned(),
        3.. => "nhiều liên kết".to_owned(),
        count => format!("{count} liên kết"),
    },
    capitals: "viết hoa gần như toàn bộ",
    bare_link: "chỉ có liên kết",
    seen: |spam, ham| format!("gặp trong {spam} spam và {ham} bình luận được duyệt"),
    caught_by_trap: "Vào spam vì đã điền vào ô bẫy mà độc giả không thấy.",
    caught_by_score: "Vào spam vì điểm spam cao.",
    caught_by_block: |kind, pattern| format!("Vào spam vì bị chặn – {kind}: {pattern}"),
};

/// The English texts.
pub const EN: CommentsTexts = CommentsTexts {
    title: "Comments",
    statuses: "Status",
    waiting: "Waiting",
    published: "Published",
    spam: "Spam",
    trash: "Trash",
    fresh: |count| match count {
        1 => "1 new comment – show it".to_owned(),
        count => format!("{count} new comments – show them"),
    },
    load_more: "Show more",
    none_waiting: "All done",
    none_waiting_text: "No comment waits. New ones will be announced here.",
    none: "There are no comments here",
    search: "Search names, emails, words",
    none_found: "No comment was found",

    choose_all: "Select the page",
    choose: |name| format!("Select the comment by {name}"),
    chosen: |count| format!("{count} selected"),
    choose_none: "Clear",
    bulk: "With the selected comments",
    keys: "Shortcuts",
    key_down_up: "Down, up",
    key_choose: "Select",
    key_undo: "Undo",
    nothing_to_undo: "There is nothing to undo.",

    about: "on",
    answers: |name| format!("Reply to {name}"),
    edited: |date| format!("edited {date}"),
    approve: "Approve",
    reply: "Reply",
    edit: "Edit",
    mark_spam: "Spam",
    to_trash: "Trash",
    restore: "Restore",
    delete: "Delete for good",
    ask_delete: |count| format!("Delete {} for good? This cannot be undone.", comments(count)),
    approved: |count| format!("{} approved.", comments(count)),
    marked_spam: |count| format!("{} marked as spam.", comments(count)),
    trashed: |count| format!("{} moved to the trash.", comments(count)),
    restored: |count| format!("{} restored.", comments(count)),
    deleted: |count| format!("{} deleted.", comments(count)),
    undone: "Undone.",

    reply_to: |name| format!("Reply to {name}"),
    reply_hint: |name| format!("Published as {name}."),
    reply_approves: "This comment is approved with it.",
    send_reply: "Reply",
    approve_and_reply: "Approve and reply",
    replied: |name| format!("Replied to {name}."),
    name: "Name",
    body: "Comment",
    saved: "Comment saved.",
    stale: "Somebody has just edited this comment. What you typed is still here; copy it if you need it, and open the form again to edit the new version.",
    kept: "What you were writing is back.",

    looks_like_spam: |score| format!("{score}% like spam"),
    score: "Spam score",
    reasons: "Why",
    links: |count| match count {
        0 => "no links".to_owned(),
        1 => "1 link".to_owned(),
        2 => "2 links".to_owned(),
        3.. => "many links".to_owned(),
    },
    capitals: "mostly capitals",
    bare_link: "little but a link",
    seen: |spam, ham| format!("seen in {spam} spam and {ham} approved"),
    caught_by_trap: "Spam, because it filled a field that readers do not see.",
    caught_by_score: "Spam, because of its high score.",
    caught_by_block: |kind, pattern| format!("Spam, because it is blocked – {kind}: {pattern}"),
};

fn comments(count: usize) -> String {
    match count {
        1 => "1 comment".to_owned(),
        count => format!("{count} comments"),
    }
}
