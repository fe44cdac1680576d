/// Texts about search engines and other services that read the site.
pub struct SearchEngineTexts {
    pub title: &'static str,
    pub hint: &'static str,
    pub google: &'static str,
    pub bing: &'static str,
    pub facebook: &'static str,
    pub zalo: &'static str,
    pub code_wrong: &'static str,
    pub ai_crawlers: &'static str,
    pub ai_crawlers_hint: &'static str,
    pub allow: &'static str,
    pub refuse: &'static str,
    pub noindex: &'static str,
    pub canonical: &'static str,
    pub canonical_hint: &'static str,
}

/// The Vietnamese texts.
pub const VI: SearchEngineTexts = SearchEngineTexts {
    title: "Máy tìm kiếm",
    hint: "Mã xác minh chứng tỏ bạn là chủ trang. Dán mã, hoặc dán cả thẻ <meta> mà dịch vụ đưa cho.",
    google: "Mã xác minh của Google",
    bing: "Mã xác minh của Bing",
    facebook: "Mã xác minh của Facebook",
    zalo: "Mã xác minh của Zalo",
    code_wrong: "Đây không phải mã xác minh của dịch vụ này. Hãy sao chép lại cả thẻ <meta> mà dịch vụ đưa cho.",
    ai_crawlers: "Trình thu thập của AI",
    ai_crawlers_hint: "Lời đề nghị trong robots.txt: GPTBot, ClaudeBot, CCBot, Google-Extended… Kết quả tìm kiếm không bị \
                       ảnh hưởng. Không phải chương trình nào cũng nghe theo.",
    allow: "Cho đọc trang",
    refuse: "Đề nghị không đọc",
    canonical: "Địa chỉ gốc (canonical)",
    canonical_hint: "Chỉ điền khi bài này đã đăng trước ở địa chỉ khác. Máy tìm kiếm sẽ hiện địa chỉ đó, và sơ đồ trang không có bài này.",
    noindex: "Không đưa vào máy tìm kiếm, sơ đồ trang và nguồn tin RSS",
};

/// The English texts.
pub const EN: SearchEngineTexts = SearchEngineTexts {
    title: "Search engines",
    hint: "Verification codes show that the site is yours. Paste the code, or the whole <meta> tag that the service gives.",
    google: "Google verification code",
    bing: "Bing verification code",
    facebook: "Facebook verification code",
    zalo: "Zalo verification code",
    code_wrong: "This is not a verification code of this service. Copy the whole <meta> tag again that it gives.",
    ai_crawlers: "AI crawlers",
    ai_crawlers_hint: "A request in robots.txt: GPTBot, ClaudeBot, CCBot, Google-Extended and others. Search results are not \
                       affected. Not every program complies.",
    allow: "May read the site",
    refuse: "Are asked to stay away",
    canonical: "Canonical address",
    canonical_hint: "Only if this was published at another address first. Search engines then name that one, and the sitemap leaves this out.",
    noindex: "Keep out of search engines, sitemaps and feeds",
};
