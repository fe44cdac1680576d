use super::*;

#[test]
fn one_is_not_many() {
    let mut report = ImportReport::default();
    report.count_term(ImportedTermKind::Tag);
    report.count_author();
    report.count_author();
    let text = report.to_string();
    for line in ["     1  tag\n", "     2  authors\n", "     0  categories\n"] {
        assert!(text.contains(line), "no {line} in {text}");
    }
}
