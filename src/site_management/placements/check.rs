use super::*;

/// Maximum lengths, in characters.
const LONGEST_NAME: usize = 100;
const LONGEST_LABEL: usize = 40;
const LONGEST_SOURCE: usize = 10_000;
const LONGEST_ALT: usize = 300;
/// Minimum and maximum of numbers.
const POSITIONS: (i64, i64) = (1, 50);
const WEIGHTS: (i64, i64) = (1, 100);

/// Normalizes and validates what does not need the database, and collects the errors. The HTML, category and picture of the
/// row are not set yet.
pub fn check(draft: &PlacementDraft, zone: &TimeZone, texts: &PlacementTexts) -> Result<PlacementRow, Error> {
    let mut errors = Rejections::default();
    let name = collapse(&draft.name);
    let label = collapse(&draft.label);
    let is_banner = draft.kind == PlacementKind::Banner;
    let (alt, link) = if is_banner { (collapse(&draft.alt), draft.link.trim().to_owned()) } else { Default::default() };
    let source = if is_banner { String::new() } else { draft.source.trim().replace("\r\n", "\n") };
    if name.is_empty() {
        errors.add("placement-name", texts.name_missing);
    }
    let lengths = [
        ("placement-name", &name, LONGEST_NAME),
        ("placement-label", &label, LONGEST_LABEL),
        ("placement-source", &source, LONGEST_SOURCE),
        ("placement-alt", &alt, LONGEST_ALT),
    ];
    for (field, text, longest) in lengths {
        if text.chars().count() > longest {
            errors.add(field, (texts.too_long)(longest));
        }
    }
    let pages: Vec<PageKind> =
        PageKind::ALL.into_iter().filter(|page| draft.pages.contains(page) && draft.slot.is_on(*page)).collect();
    if pages.is_empty() {
        errors.add("placement-pages", texts.pages_missing);
    }
    let mut number = |field: &str, typed: &str, (least, most): (i64, i64)| {
        let number = typed.trim().parse::<i64>().ok().filter(|number| (least..=most).contains(number));
        number.unwrap_or_else(|| {
            errors.add(field, (texts.not_in_range)(least, most));
            least
        })
    };
    let position = if draft.slot.has_position() { number("placement-position", &draft.position, POSITIONS) } else { 0 };
    let weight = number("placement-weight", &draft.weight, WEIGHTS);
    let mut time = |field: &str, typed: &str| match typed.trim() {
        "" => None,
        typed => local_time::parse(typed, zone).map_err(|_| errors.add(field, texts.time_wrong)).ok(),
    };
    let (starts_at, ends_at) = (time("placement-starts", &draft.starts), time("placement-ends", &draft.ends));
    if starts_at.zip(ends_at).is_some_and(|(start, end)| end <= start) {
        errors.add("placement-ends", texts.ends_before_start);
    }
    if is_banner {
        if draft.image.trim().is_empty() {
            errors.add("placement-image", texts.picture_missing);
        }
        if alt.is_empty() {
            errors.add("placement-alt", texts.alt_missing);
        }
        if !leads_somewhere(&link) {
            errors.add("placement-link", texts.link_wrong);
        }
    } else if source.is_empty() {
        errors.add("placement-source", texts.source_missing);
    }
    if draft.reach == PlacementReach::Category && draft.category.is_none() {
        errors.add("placement-category", texts.category_missing);
    }
    errors.check()?;
    Ok(PlacementRow {
        id: draft.id.unwrap_or_default(),
        name,
        active: draft.switch == Switch::On,
        slot: draft.slot,
        position,
        pages: pages.into_iter().map(PageKind::as_str).collect::<Vec<_>>().join(" "),
        reach: draft.reach,
        category_id: None,
        weight,
        starts_at,
        ends_at,
        label,
        kind: draft.kind,
        source,
        html: String::new(),
        media_id: None,
        alt,
        link,
        media_name: None,
        category_slug: None,
        category_name: None,
    })
}
