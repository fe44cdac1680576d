use crate::model::term::TermColor;

/// Texts of the colour, the picture and the sections of a category.
pub struct TermLooksTexts {
    pub color: &'static str,
    pub color_hint: &'static str,
    pub no_color: &'static str,
    pub color_name: fn(TermColor) -> &'static str,
    pub color_sample: &'static str,
    pub image: &'static str,
    pub image_hint: &'static str,
    pub choose_image: &'static str,
    pub image_wrong: &'static str,
    pub has_front_page: &'static str,
}

/// The Vietnamese texts.
pub const VI: TermLooksTexts = TermLooksTexts {
    color: "Màu",
    color_hint: "Dùng cho tên chuyên mục. Các màu đều đủ tương phản ở giao diện sáng và tối.",
    no_color: "(như cả báo)",
    color_name: |color| match color {
        TermColor::Red => "Đỏ",
        TermColor::Orange => "Cam",
        TermColor::Olive => "Ô liu",
        TermColor::Green => "Lục",
        TermColor::Teal => "Xanh két",
        TermColor::Blue => "Lam",
        TermColor::Violet => "Tím",
        TermColor::Magenta => "Hồng đậm",
        TermColor::Brown => "Nâu",
        TermColor::Grey => "Xám",
    },
    color_sample: "Tên chuyên mục sẽ có màu này",
    image: "Ảnh của chuyên mục",
    image_hint: "Hiện ở đầu trang chuyên mục. Bỏ trống nếu không cần.",
    choose_image: "Chọn ảnh",
    image_wrong: "Địa chỉ ảnh cần bắt đầu bằng “/”, https:// hoặc http://.",
    has_front_page: "Trang chuyên mục có tin chính và các chuyên mục con, rồi mới đến danh sách",
};

/// The English texts.
pub const EN: TermLooksTexts = TermLooksTexts {
    color: "Colour",
    color_hint: "For the name of the category. All of them have enough contrast in the light and the dark theme.",
    no_color: "(that of the site)",
    color_name: |color| match color {
        TermColor::Red => "Red",
        TermColor::Orange => "Orange",
        TermColor::Olive => "Olive",
        TermColor::Green => "Green",
        TermColor::Teal => "Teal",
        TermColor::Blue => "Blue",
        TermColor::Violet => "Violet",
        TermColor::Magenta => "Magenta",
        TermColor::Brown => "Brown",
        TermColor::Grey => "Grey",
    },
    color_sample: "The name of the category has this colour",
    image: "Picture of the category",
    image_hint: "At the top of the category's page. May be empty.",
    choose_image: "Choose a picture",
    image_wrong: "The address of a picture begins with “/”, https:// or http://.",
    has_front_page: "The category's page has a lead and its subcategories above the list",
};
