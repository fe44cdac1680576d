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
    pub unblock: fn(&str) -> String,
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
    block_host: "Chặn nơi liên kết dẫn đến",
    block_word: "Chặn một từ…",
    blocked: |pattern, count| match count {
        0 => format!("Đã chặn {pattern}."),
        count => format!("Đã chặn {pattern}; {count} bình luận đang chờ vào spam."),
    },
    unblock: |pattern| format!("Thôi chặn {pattern}"),
    unblocked: |pattern| format!("Đã thôi chặn {pattern}."),
    remove: "Thôi chặn",
    rules_text: "Bình luận trúng một trong các điều sau vào thẳng spam. Người gửi thấy như đang chờ duyệt.",
    no_rules: "Chưa chặn ai và điều gì.",
    since: |date| format!("từ {date}"),
    kind: "Chặn theo",
    address: "địa chỉ mạng",
    email: "email",
    word: "từ",
    host: "liên kết",
    pattern: "Chặn gì",
    pattern_hint: "Ví dụ: 203.0.113.7 hoặc 203.0.113.0/24; ten@example.com hoặc @example.com; vay tiền; example.com",
    add_rule: "Chặn",
    empty: "Bạn chưa ghi chặn gì.",
    too_short: "Một chữ cái có trong quá nhiều bình luận tử tế; hãy ghi cả từ.",
    too_long: "Dài quá: nhiều nhất 254 ký tự.",
    not_an_address: "Đây không phải địa chỉ mạng, ví dụ đúng: 203.0.113.7 hoặc 203.0.113.0/24.",
    too_wide: "Mạng này rộng quá, sẽ chặn cả người đọc thường.",
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
    unblock: |pattern| format!("Stop blocking {pattern}"),
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
