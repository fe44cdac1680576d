use super::{Costs, repeat, run};
use crate::model::admin::block_rule::BlockRuleKind;
use crate::screening::message::Message;
use crate::screening::{BlockRule, RuleSet};

#[test]
fn many_rules_against_long_comments() {
    let rules = (0..500).map(|number| BlockRule::parse(BlockRuleKind::Word, &format!("vay tiền {number}")).unwrap());
    let rules = RuleSet::new(rules.collect());
    let mut costs = Costs::default();
    let examine = run(|text| rules.find(&Message::read("Lan", "a@b.vn", &format!("<p>{text}</p>"), None)).is_some());
    for piece in ["vay tiền x.y ", "v.a.y ", "vay\u{ad}tiền ", "\u{200d}"] {
        costs.check(&format!("rules {piece:?}"), 8_000, |bytes| repeat(piece, bytes), &examine);
    }
}
