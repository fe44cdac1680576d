//! JSON by the browser's own parser, which keeps the client small.

use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::js_sys::{Array, JSON, Object, Reflect};

/// A parsed JSON value. Accessors of missing members return `None` or empty values.
#[derive(Clone, Debug)]
pub struct Json(JsValue);

impl Json {
    /// Parses JSON.
    pub fn parse(text: &str) -> Option<Json> {
        JSON::parse(text).ok().map(Json)
    }

    /// Returns a member of an object; `None` if it is missing or null.
    pub fn get(&self, name: &str) -> Option<Json> {
        let value = Reflect::get(&self.0, &JsValue::from_str(name)).ok()?;
        (!value.is_null_or_undefined()).then_some(Json(value))
    }

    /// Returns a string member; empty if there is none.
    pub fn text(&self, name: &str) -> String {
        self.get(name).and_then(|value| value.as_text()).unwrap_or_default()
    }

    /// Returns a string, number or boolean member as text. Dots in `name` lead into nested objects.
    pub fn field(&self, name: &str) -> Option<String> {
        let value = name.split('.').try_fold(self.clone(), |value, name| value.get(name))?;
        value.as_text().or_else(|| JSON::stringify(&value.0).ok().map(String::from))
    }

    /// Returns a number member.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.0.as_f64()
    }

    /// Returns whether a member is truthy.
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.0.is_truthy())
    }

    /// Returns the value if it is a string.
    pub fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// Returns the elements of an array; empty for any other value.
    pub fn items(&self) -> Vec<Json> {
        self.0.dyn_ref::<Array>().map(|items| items.iter().map(Json).collect()).unwrap_or_default()
    }

    /// Returns the first member of an object with its name, which is how Serde serializes an enum variant.
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

/// A JSON object to serialize.
#[derive(Debug)]
pub struct JsonObject(Object);

impl JsonObject {
    /// Creates an object with these string members.
    pub fn of(members: &[(&str, &str)]) -> JsonObject {
        let object = Object::new();
        for (name, value) in members {
            let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        JsonObject(object)
    }

    /// Adds a number member.
    pub fn with_number(self, name: &str, number: i64) -> JsonObject {
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), &JsValue::from_f64(number as f64));
        self
    }

    /// Wraps the object as the only member of another.
    pub fn within(self, name: &str) -> JsonObject {
        let object = Object::new();
        let _ = Reflect::set(&object, &JsValue::from_str(name), &self.0);
        JsonObject(object)
    }

    /// Serializes the object.
    pub fn write(&self) -> String {
        JSON::stringify(&self.0).map(String::from).unwrap_or_default()
    }
}

/// Serializes a list of strings as a JSON array.
pub fn write_list(texts: &[String]) -> String {
    let list: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    JSON::stringify(&list).map(String::from).unwrap_or_default()
}
