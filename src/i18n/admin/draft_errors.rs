use crate::i18n::number::{en, vi};

/// Error messages of the editor.
pub struct DraftErrorTexts {
    pub too_long: fn(usize) -> String,
    pub too_many: fn(usize) -> String,
    /// The body takes too long to render, or its HTML is too long.
    pub too_complex: &'static str,
    pub title_missing: &'static str,
    pub slug_without_letters: &'static str,
    pub slug_reserved: fn(&str) -> String,
    /// Suggests a free slug.
    pub slug_taken: fn(&str) -> String,
    pub not_an_image: &'static str,
    pub not_an_address: &'static str,
    pub tag_without_letters: fn(&str) -> String,
    pub tag_too_long: fn(usize) -> String,
    pub category_gone: &'static str,
    pub author_gone: &'static str,
    pub author_is_another: &'static str,
    pub parent_gone: &'static str,
    pub parent_below: &'static str,
    pub not_a_time: &'static str,
    pub skipped_time: &'static str,
}

/// The Vietnamese texts.
pub const VI: DraftErrorTexts = DraftErrorTexts {
    too_long: |most| format!("Quá dài: tối đa {} ký tự.", vi(most as i64)),
    too_many: |most| format!("Quá nhiều: tối đa {most}."),
    too_complex: "Nội dung quá phức tạp nên chưa hiển thị được. Hãy rút ngắn, hoặc bớt các phần lồng vào nhau, rồi thử lại.",
    title_missing: "Bài chưa có tiêu đề. Hãy đặt tiêu đề rồi đăng.",
    slug_without_letters: "Đường dẫn cần có ít nhất một chữ cái hoặc chữ số.",
    slug_reserved: |slug| format!("Đường dẫn “{slug}” đã dành cho phần khác của trang. Hãy chọn đường dẫn khác."),
    slug_taken: |free| format!("Bài khác đang dùng đường dẫn này. Bạn có thể dùng “{free}”."),
    not_an_image: "Đây không phải là địa chỉ ảnh. Hãy chọn ảnh trong thư viện, hoặc nhập địa chỉ bắt đầu bằng https://.",
    not_an_address: "Đây không phải là địa chỉ trang. Hãy nhập địa chỉ bắt đầu bằng https://, hoặc đường dẫn bắt đầu bằng /.",
    tag_without_letters: |name| format!("Thẻ “{name}” cần có ít nhất một chữ cái hoặc chữ số."),
    tag_too_long: |most| format!("Mỗi thẻ dài tối đa {most} ký tự."),
    category_gone: "Một chuyên mục đã chọn không còn nữa. Hãy chọn lại.",
    author_gone: "Tác giả này không còn nữa. Hãy chọn người khác.",
    author_is_another: "Bạn chỉ có thể viết dưới tên của mình.",
    parent_gone: "Trang cha này không còn nữa. Hãy chọn trang khác.",
    parent_below: "Trang cha không thể là chính trang này hoặc trang con của nó.",
    not_a_time: "Hãy nhập đủ ngày và giờ, ví dụ 23/11/2026 14:05.",
    skipped_time: "Giờ này không tồn tại: đồng hồ được chỉnh nhanh lên qua giờ đó. Hãy chọn giờ khác.",
};

/// The English texts.
pub const EN: DraftErrorTexts = DraftErrorTexts {
    too_long: |most| format!("Too long: {} characters at most.", en(most as i64)),
    too_many: |most| format!("Too many: {most} at most."),
    too_complex: "This text is too complex to be shown. Shorten it, or nest it less, and try again.",
    title_missing: "There is no title yet. Give it one, then publish.",
    slug_without_letters: "The address needs at least one letter or digit.",
    slug_reserved: |slug| format!("“{slug}” belongs to another part of the site. Please choose another address."),
    slug_taken: |free| format!("Another entry has this address. “{free}” is free."),
    not_an_image: "This is not the address of a picture. Choose one from the library, or give one that begins with https://.",
    not_an_address: "This is not the address of a page. Give one that begins with https://, or a path that begins with /.",
    tag_without_letters: |name| format!("The tag “{name}” needs at least one letter or digit."),
    tag_too_long: |most| format!("A tag has {most} characters at most."),
    category_gone: "A category you chose is no longer there. Please choose again.",
    author_gone: "This author is no longer there. Please choose another.",
    author_is_another: "You can only write under your own name.",
    parent_gone: "The page above is no longer there. Please choose another.",
    parent_below: "A page cannot stand below itself, nor below a page that stands below it.",
    not_a_time: "Please give a day and a time, such as 2026-11-23 14:05.",
    skipped_time: "This time does not exist: the clocks go forward over it. Please choose another.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!((VI.too_long)(1_000_000), "Quá dài: tối đa 1.000.000 ký tự.");
        assert_eq!((EN.too_long)(300), "Too long: 300 characters at most.");
    }
}
