use crate::model::admin::block_rule::{BlockRuleError, BlockRuleKind};

/// Texts of the block rules.
pub struct BlockRulesTexts {
    pub title: &'static str,
    pub block: &'static str,
    pub block_address: &'static str,
    pub block_email: &'static str,
    pub block_email_host: &'static str,
    pub block_host: &'static str,
    pub block_word: &'static str,
    pub blocked: fn(&str, usize) -> String,
    pub block_title: fn(&str) -> String,
    /// Number of waiting comments.
    pub hits_waiting: fn(usize) -> String,
    /// Number of matching published comments, and of those that were checked.
    pub hits_published: fn(usize, usize) -> String,
    pub large_provider: &'static str,
    pub confirm_provider: fn(&str) -> String,
    pub unblock: fn(&str) -> String,
    pub unblock_title: fn(&str) -> String,
    pub unblock_caught: fn(usize) -> String,
    pub unblock_only: &'static str,
    pub unblock_and_restore: &'static str,
    pub unblocked_and_restored: fn(&str, usize) -> String,
    pub unblocked: fn(&str) -> String,
    pub remove: &'static str,
    pub rules_text: &'static str,
    pub no_rules: &'static str,
    pub since: fn(&str) -> String,
    pub kind: &'static str,
    pub address: &'static str,
    pub email: &'static str,
    pub word: &'static str,
    pub host: &'static str,
    pub pattern: &'static str,
    pub pattern_hint: &'static str,
    pub add_rule: &'static str,
    pub empty: &'static str,
    pub too_short: &'static str,
    pub too_long: &'static str,
    pub not_an_address: &'static str,
    pub too_wide: &'static str,
    pub not_an_email: &'static str,
    pub not_a_host: &'static str,
}

impl BlockRulesTexts {
    /// Returns what a rule of this kind matches.
    pub fn kind_of(&self, kind: BlockRuleKind) -> &'static str {
        match kind {
            BlockRuleKind::Address => self.address,
            BlockRuleKind::Email => self.email,
            BlockRuleKind::Word => self.word,
            BlockRuleKind::Host => self.host,
        }
    }

    /// Returns why a text is not a valid rule.
    pub fn fault(&self, fault: BlockRuleError) -> &'static str {
        match fault {
            BlockRuleError::Empty => self.empty,
            BlockRuleError::TooShort => self.too_short,
            BlockRuleError::TooLong => self.too_long,
            BlockRuleError::NotAnAddress => self.not_an_address,
            BlockRuleError::TooWide => self.too_wide,
            BlockRuleError::NotAnEmail => self.not_an_email,
            BlockRuleError::NotAHost => self.not_a_host,
        }
    }
}

/// The Vietnamese texts.
pub const VI: BlockRulesTexts = BlockRulesTexts {
    title: "Chặn",
    block: "Chặn",
    block_address: "Chặn địa chỉ mạng",
    block_email: "Chặn email",
    block_email_host: "Chặn mọi email của tên miền",
    block_host: "Chặn trang được liên kết",
    block_word: "Chặn từ khóa…",
    blocked: |pattern, count| match count {
        0 => format!("Đã chặn {pattern}."),
        count => format!("Đã chặn {pattern}; {count} bình luận đang chờ đã chuyển vào spam."),
    },
    block_title: |pattern| format!("Chặn {pattern}?"),
    hits_waiting: |count| match count {
        0 => "Hiện không có bình luận chờ duyệt nào khớp.".to_owned(),
        count => format!("{count} bình luận đang chờ duyệt sẽ bị chuyển vào spam."),
    },
    hits_published: |count, checked| match count {
        0 => format!("Không có bình luận nào khớp trong {checked} bình luận được đăng gần đây nhất."),
        count => format!(
            "{count} trong {checked} bình luận được đăng gần đây nhất cũng khớp: những người này sẽ bị chặn từ nay."
        ),
    },
    large_provider: "Đây là dịch vụ email của rất nhiều độc giả. Hãy xác nhận nếu thật sự muốn chặn tất cả.",
    confirm_provider: |pattern| format!("Tôi muốn chặn mọi người dùng email {pattern}"),
    unblock: |pattern| format!("Bỏ chặn {pattern}"),
    unblock_title: |pattern| format!("Bỏ chặn {pattern}?"),
    unblock_caught: |count| {
        format!("{count} bình luận trong spam là do quy tắc này. Có đưa chúng về hàng chờ duyệt không?")
    },
    unblock_only: "Chỉ bỏ chặn",
    unblock_and_restore: "Bỏ chặn và đưa về chờ duyệt",
    unblocked_and_restored: |pattern, count| format!("Đã bỏ chặn {pattern}; {count} bình luận đã về hàng chờ duyệt."),
    unblocked: |pattern| format!("Đã bỏ chặn {pattern}."),
    remove: "Bỏ chặn",
    rules_text: "Bình luận khớp một trong các quy tắc sau sẽ vào thẳng spam. Người gửi vẫn thấy bình luận của mình như đang chờ duyệt.",
    no_rules: "Chưa có quy tắc chặn nào.",
    since: |date| format!("từ {date}"),
    kind: "Chặn theo",
    address: "địa chỉ mạng",
    email: "email",
    word: "từ khóa",
    host: "liên kết",
    pattern: "Nội dung cần chặn",
    pattern_hint: "Ví dụ: 203.0.113.7 hoặc 203.0.113.0/24; ten@example.com hoặc @example.com; vay tiền; example.com",
    add_rule: "Chặn",
    empty: "Bạn chưa nhập nội dung cần chặn.",
    too_short: "Một chữ cái có trong quá nhiều bình luận bình thường; hãy nhập cả từ.",
    too_long: "Quá dài: tối đa 254 ký tự.",
    not_an_address: "Đây không phải địa chỉ mạng, ví dụ đúng: 203.0.113.7 hoặc 203.0.113.0/24.",
    too_wide: "Mạng này quá rộng, sẽ chặn cả những độc giả bình thường.",
    not_an_email: "Đây không phải email, ví dụ đúng: ten@example.com, hoặc @example.com cho cả tên miền.",
    not_a_host: "Đây không phải tên miền, ví dụ đúng: example.com.",
};

/// The English texts.
pub const EN: BlockRulesTexts = BlockRulesTexts {
    title: "Blocked",
    block: "Block",
    block_address: "Block the address",
    block_email: "Block the email",
    block_email_host: "Block all email of the domain",
    block_host: "Block where the link leads",
    block_word: "Block a word…",
    blocked: |pattern, count| match count {
        0 => format!("{pattern} is blocked."),
        count => format!("{pattern} is blocked; waiting and now spam: {count}."),
    },
    block_title: |pattern| format!("Block {pattern}?"),
    hits_waiting: |count| match count {
        0 => "No comment that waits matches it.".to_owned(),
        1 => "1 comment that waits will go to spam.".to_owned(),
        count => format!("{count} comments that wait will go to spam."),
    },
    hits_published: |count, checked| match count {
        0 => format!("None of the latest {checked} published comments matches it."),
        count => {
            format!("It matches {count} of the latest {checked} published comments: who wrote those will be blocked.")
        }
    },
    large_provider: "Very many readers have email of this provider. Please confirm that you mean to block all of them.",
    confirm_provider: |pattern| format!("I want to block everybody whose email ends in {pattern}"),
    unblock: |pattern| format!("Stop blocking {pattern}"),
    unblock_title: |pattern| format!("Stop blocking {pattern}?"),
    unblock_caught: |count| match count {
        1 => "1 comment is in spam because of this rule. Should it wait for a decision again?".to_owned(),
        count => format!("{count} comments are in spam because of this rule. Should they wait for a decision again?"),
    },
    unblock_only: "Remove the rule only",
    unblock_and_restore: "Remove it and restore them",
    unblocked_and_restored: |pattern, count| format!("{pattern} is no longer blocked; waiting again: {count}."),
    unblocked: |pattern| format!("{pattern} is no longer blocked."),
    remove: "Remove",
    rules_text: "Comments that match one of these go straight to spam. Who sent them sees them as waiting.",
    no_rules: "Nothing is blocked.",
    since: |date| format!("since {date}"),
    kind: "Block by",
    address: "address",
    email: "email",
    word: "word",
    host: "link",
    pattern: "What to block",
    pattern_hint: "Such as 203.0.113.7 or 203.0.113.0/24; name@example.com or @example.com; easy money; example.com",
    add_rule: "Block",
    empty: "Say what to block.",
    too_short: "A single letter stands in too many good comments; write a whole word.",
    too_long: "Too long: at most 254 characters.",
    not_an_address: "Not an address; a right one is 203.0.113.7 or 203.0.113.0/24.",
    too_wide: "So large a network would block ordinary readers.",
    not_an_email: "Not an email address; right ones are name@example.com, or @example.com for a whole domain.",
    not_a_host: "Not a host; a right one is example.com.",
};
