//! JSON by the browser's own parser, so that readers download none.

use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::js_sys::{Array, JSON, Object, Reflect};

/// A value that came as JSON. What is not there reads as nothing.
#[derive(Clone, Debug)]
pub struct Json(JsValue);

impl Json {
    /// Parses a text.
    pub fn parse(text: &str) -> Option<Json> {
        JSON::parse(text).ok().map(Json)
    }

    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<Json> {
        let value = Reflect::get(&self.0, &JsValue::from_str(name)).ok()?;
        (!value.is_null_or_undefined()).then_some(Json(value))
    }

    /// A member that is a text; else empty.
    pub fn text(&self, name: &str) -> String {
        self.get(name).and_then(|value| value.as_text()).unwrap_or_default()
    }

    /// A member that is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.0.as_f64()
    }

    /// Whether a member is true.
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.0.is_truthy())
    }

    /// The value as a text, if it is one.
    pub fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// The values of an array; none of anything else.
    pub fn items(&self) -> Vec<Json> {
        self.0.dyn_ref::<Array>().map(|items| items.iter().map(Json).collect()).unwrap_or_default()
    }

    /// The one member of an object that has one, as Serde writes a variant of an enum.
    pub fn variant(&self) -> Option<(String, Json)> {
        let name = Object::keys(self.0.dyn_ref::<Object>()?).get(0).as_string()?;
        let value = self.get(&name)?;
        Some((name, value))
    }
}

impl From<JsValue> for Json {
    fn from(value: JsValue) -> Json {
        Json(value)
    }
}

/// An object of texts, to be written.
#[derive(Debug)]
pub struct JsonObject(Object);

impl JsonObject {
    /// With these members.
    pub fn of(members: &[(&str, &str)]) -> JsonObject {
        let object = Object::new();
        for (name, value) in members {
            let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        JsonObject(object)
    }

    /// The same and a number.
    pub fn with_number(self, name: &str, number: i64) -> JsonObject {
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), &JsValue::from_f64(number as f64));
        self
    }

    /// This as the one member of another.
    pub fn within(self, name: &str) -> JsonObject {
        let object = Object::new();
        let _ = Reflect::set(&object, &JsValue::from_str(name), &self.0);
        JsonObject(object)
    }

    /// As JSON.
    pub fn write(&self) -> String {
        JSON::stringify(&self.0).map(String::from).unwrap_or_default()
    }
}

/// A list of texts as JSON.
pub fn write_list(texts: &[String]) -> String {
    let list: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    JSON::stringify(&list).map(String::from).unwrap_or_default()
}
