//! Sentences that resemble Vietnamese ones: typical lengths and letters, and about as large a vocabulary as a regional
//! newspaper uses.

use fastrand::Rng;
use unicode_normalization::UnicodeNormalization;

const WHO: [&str; 24] = [
    "chị thợ may",
    "anh lái tàu",
    "bác nông dân",
    "tổ kỹ thuật",
    "nhóm sinh viên",
    "người bán hàng",
    "chủ vựa trái cây",
    "đội thi công",
    "cô giáo làng",
    "thợ sửa máy",
    "ông chủ ghe",
    "hợp tác xã",
    "ban quản lý chợ",
    "kỹ sư trẻ",
    "người trồng mai",
    "đội tuần tra",
    "xã viên",
    "thợ mộc",
    "bà chủ quán",
    "anh giao hàng",
    "trạm khuyến nông",
    "nhà máy nước",
    "phòng thí nghiệm",
    "lớp học nghề",
];
const DOES: [&str; 24] = [
    "lắp đặt",
    "kiểm tra",
    "vận chuyển",
    "sửa chữa",
    "ghi chép",
    "đo đạc",
    "trồng thử",
    "phơi khô",
    "đóng gói",
    "cân lại",
    "bàn giao",
    "thiết kế",
    "thu hoạch",
    "giới thiệu",
    "mở rộng",
    "bảo dưỡng",
    "so sánh",
    "nâng cấp",
    "dọn sạch",
    "sắp xếp",
    "cải tiến",
    "tính toán",
    "chọn lọc",
    "chia sẻ",
];
const WHAT: [&str; 32] = [
    "máy bơm nước",
    "giàn phơi bánh",
    "kho lạnh nhỏ",
    "chuyền may",
    "khuôn ép nhựa",
    "ruộng lúa thơm",
    "vườn thanh long",
    "đường ống dẫn",
    "bảng điện",
    "xe nâng",
    "mẻ gạch đầu",
    "sổ nhật ký",
    "phần mềm bán hàng",
    "tấm pin",
    "cầu tàu gỗ",
    "con đê",
    "lò sấy",
    "bể lọc",
    "cân điện tử",
    "đơn hàng mới",
    "giống mía",
    "trạm cân",
    "mái tôn",
    "bến phà cũ",
    "máy gặt",
    "chợ đêm",
    "bản vẽ",
    "dây chuyền",
    "thùng hàng",
    "ao cá",
    "hàng rào",
    "lớp nền",
];
const WHERE: [&str; 20] = [
    "ở Tân Trụ",
    "bên sông Vàm Cỏ",
    "tại Bến Lức",
    "gần Đức Hòa",
    "ở Cần Đước",
    "trong khu công nghiệp",
    "ngoài cánh đồng",
    "bên kênh Thủ Thừa",
    "ở Mộc Hóa",
    "gần chợ Tân An",
    "dọc quốc lộ",
    "tại Cần Giuộc",
    "ở Châu Thành",
    "sau nhà máy",
    "trên bến",
    "ở Thạnh Hóa",
    "cạnh trường làng",
    "trong xưởng",
    "ở Vĩnh Hưng",
    "bên cầu mới",
];
const WHEN: [&str; 16] = [
    "từ đầu mùa mưa",
    "trong ba tuần",
    "mỗi buổi sáng",
    "trước giờ tan ca",
    "suốt tháng tư",
    "vào ngày rằm",
    "sau Tết",
    "khi nước lên",
    "đã hơn một năm",
    "từ tuần trước",
    "trong đêm",
    "mỗi quý một lần",
    "trước mùa gặt",
    "lúc trời còn tối",
    "vừa mới đây",
    "theo đúng hẹn",
];
const BECAUSE: [&str; 16] = [
    "vì giá điện tăng",
    "để đỡ tốn công",
    "nhờ vốn góp chung",
    "mà không cần thêm người",
    "theo cách của ông bà",
    "để kịp chuyến hàng",
    "vì đất ở đây yếu",
    "nhờ một bản vẽ cũ",
    "cho bằng với nơi khác",
    "dù đường còn khó",
    "để giữ mối quen",
    "vì khách đã đặt trước",
    "mà vẫn giữ được nghề",
    "nhờ con nước lớn",
    "để bớt hao hụt",
    "vì ai cũng muốn thử",
];
pub const PEOPLE: [&str; 20] = [
    "Nguyễn Thị Lan",
    "Trần Văn Bình",
    "Lê Minh Khôi",
    "Phạm Thu Hà",
    "Huỳnh Tấn Phát",
    "Võ Ngọc Ánh",
    "Đặng Quốc Việt",
    "Bùi Thị Sáu",
    "Đỗ Hữu Nghĩa",
    "Ngô Thanh Trúc",
    "Dương Văn Tư",
    "Lý Kim Chi",
    "Hồ Đắc Lộc",
    "Mai Xuân Thảo",
    "Trương Mỹ Linh",
    "Phan Đình Giang",
    "Cao Thị Út",
    "Tạ Văn Năm",
    "Đinh Gia Hân",
    "Lâm Quang Sơn",
];

fn one<'a>(rng: &mut Rng, of: &[&'a str]) -> &'a str {
    of[rng.usize(..of.len())]
}

/// A few related words, as people would search for them.
pub fn term<'a>(rng: &mut Rng) -> &'a str {
    let kinds: [&[&str]; 4] = [&WHO, &DOES, &WHAT, &WHERE];
    let kind = kinds[rng.usize(..kinds.len())];
    one(rng, kind)
}

/// One sentence of ten to twenty-five words.
pub fn sentence(rng: &mut Rng) -> String {
    let mut text = format!("{} {} {}", one(rng, &WHO), one(rng, &DOES), one(rng, &WHAT));
    for part in [&WHERE[..], &WHEN, &BECAUSE] {
        if rng.u8(..3) > 0 {
            text = text + " " + one(rng, part);
        }
    }
    if rng.bool() {
        text += &format!(", còn {} thì {} {}", one(rng, &WHO), one(rng, &DOES), one(rng, &WHAT));
    }
    capitalize(&text) + "."
}

/// A paragraph of so many sentences.
pub fn paragraph(rng: &mut Rng, sentences: usize) -> String {
    (0..sentences).map(|_| sentence(rng)).collect::<Vec<_>>().join(" ")
}

/// A headline.
pub fn headline(rng: &mut Rng) -> String {
    capitalize(&format!("{} {} {} {}", one(rng, &WHO), one(rng, &DOES), one(rng, &WHAT), one(rng, &WHERE)))
}

fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// A text in lower case without diacritics, as the columns for searching titles store it.
pub fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).flat_map(char::to_lowercase);
    plain.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}

/// The slug of a text.
pub fn slug(text: &str) -> String {
    fold(text)
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_no_marks() {
        assert_eq!(slug("Ông chủ ghe đo đạc, ở Đức Hòa"), "ong-chu-ghe-do-dac-o-duc-hoa");
    }

    #[test]
    fn sentences_are_the_same_each_time_and_differ() {
        let texts =
            |seed| (0..9).map(|_| seed).scan(Rng::with_seed(seed), |rng, _| Some(sentence(rng))).collect::<Vec<_>>();
        assert_eq!(texts(1), texts(1));
        assert_ne!(texts(1), texts(2));
        assert!(texts(3).iter().all(|text| text.ends_with('.') && text.split(' ').count() > 5));
    }
}
