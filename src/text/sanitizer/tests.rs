//! The contract with the visual editor: `editor/schema.json`, which the editor's tests hold true, lists what the editor
//! may write.

use serde_json::Value;

use super::looks::LOOKS;
use super::policy::{ATTRIBUTES, CLASSES, GLOBAL, TAGS};
use super::{admit, confirm};
use crate::text::body::{Format, render};

fn contract() -> Value {
    serde_json::from_str(include_str!("../../../editor/schema.json")).unwrap()
}

fn samples(contract: &Value) -> Vec<&str> {
    contract["samples"].as_array().unwrap().iter().map(|sample| sample.as_str().unwrap()).collect()
}

#[test]
fn the_editor_knows_the_same_elements_and_attributes() {
    let contract = contract();
    let elements = contract["elements"].as_object().unwrap();
    let names: Vec<&str> = elements.keys().map(String::as_str).collect();
    let mut tags = TAGS.to_vec();
    tags.sort_unstable();
    assert_eq!(names, tags);
    for (name, attributes) in elements {
        let own = ATTRIBUTES.iter().find(|(tag, _)| tag == name).map_or(&[][..], |(_, own)| own);
        let mut allowed: Vec<&str> = GLOBAL.iter().chain(own).copied().collect();
        allowed.sort_unstable();
        let written: Vec<&str> = attributes.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(written, allowed, "{name}");
    }
    let mut classes = [CLASSES, LOOKS].concat();
    classes.sort_unstable();
    let kept: Vec<&str> = contract["classes"]["*"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(kept, classes);
}

#[test]
fn what_the_editor_writes_passes_unchanged() {
    let contract = contract();
    for sample in samples(&contract) {
        assert_eq!(admit(sample), sample);
        assert_eq!(confirm(sample), sample);
    }
}

#[test]
fn what_the_editor_writes_is_rendered_with_all_its_text() {
    let contract = contract();
    let pictures = |html: &str| html.matches("<img").count();
    for sample in samples(&contract) {
        let rendered = render(sample, Format::Html).html;
        let plain = |html: &str| crate::text::plain_text::plain(html);
        assert_eq!(plain(&rendered), plain(sample), "{sample}");
        assert_eq!(pictures(&rendered), pictures(sample), "{sample}");
        assert_eq!(render(&rendered, Format::Html).html, rendered, "{sample}");
    }
}
