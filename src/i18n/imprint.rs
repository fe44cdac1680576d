use crate::model::language::Language;

/// Texts of the footer that most sites do not need. They are apart from those of the readers' client.
pub struct ImprintTexts {
    pub publisher: &'static str,
    pub license: &'static str,
    pub responsible_editor: &'static str,
    pub address: &'static str,
    pub telephone: &'static str,
    pub email: &'static str,
    /// Accessible name of the list of profiles.
    pub profiles: &'static str,
}

static VI: ImprintTexts = ImprintTexts {
    publisher: "Cơ quan chủ quản",
    license: "Giấy phép",
    responsible_editor: "Chịu trách nhiệm nội dung",
    address: "Địa chỉ",
    telephone: "Điện thoại",
    email: "Email",
    profiles: "Theo dõi chúng tôi",
};

static EN: ImprintTexts = ImprintTexts {
    publisher: "Publisher",
    license: "License",
    responsible_editor: "Responsible editor",
    address: "Address",
    telephone: "Telephone",
    email: "Email",
    profiles: "Follow us",
};

/// Returns the texts in a language.
pub fn imprint_texts(language: Language) -> &'static ImprintTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}
