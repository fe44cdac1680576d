/// The words of this page.
pub struct TermsTexts {
    pub title: &'static str,
}

pub const VI: TermsTexts = TermsTexts { title: "Chuyên mục và thẻ" };

pub const EN: TermsTexts = TermsTexts { title: "Categories and tags" };
