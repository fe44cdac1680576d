use crate::model::language::Language;

/// Texts about code of other services, which runs only if the reader agrees. They are written into HTML.
pub struct ConsentTexts {
    pub name: &'static str,
    pub question: &'static str,
    pub agree: &'static str,
    pub refuse: &'static str,
    /// A button for the footer, as HTML. Scripts show it.
    pub link: &'static str,
}

const VI: ConsentTexts = ConsentTexts {
    name: "Quyền riêng tư",
    question: "Trang này muốn tải thêm mã của dịch vụ khác, chẳng hạn để thống kê lượt xem hay hiện quảng cáo. Các dịch vụ \
               ấy sẽ biết bạn đọc trang nào. Từ chối thì vẫn đọc được đầy đủ.",
    agree: "Đồng ý",
    refuse: "Từ chối",
    link: "<p><button type=\"button\" class=\"consent-link\" hidden>Lựa chọn về quyền riêng tư</button></p>",
};

const EN: ConsentTexts = ConsentTexts {
    name: "Privacy",
    question: "This site would like to load code of other services, such as for statistics or advertisements. They learn \
               which pages you read. If you decline, you can still read everything.",
    agree: "Agree",
    refuse: "Decline",
    link: "<p><button type=\"button\" class=\"consent-link\" hidden>Privacy choices</button></p>",
};

/// Returns the texts in a language.
pub fn consent_texts(language: Language) -> &'static ConsentTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}
