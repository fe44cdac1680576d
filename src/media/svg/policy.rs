//! Allowlists for SVG (<https://www.w3.org/TR/SVG2/>).

/// Elements that are kept.
#[rustfmt::skip]
pub const ELEMENTS: &[&str] = &[
    "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "view",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "tspan", "textPath",
    "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker",
    "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
    "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB",
    "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    "animate", "animateMotion", "animateTransform", "mpath",
];

/// Elements that are replaced by their content: links, and `switch`, of whose alternatives programs write only one that
/// is drawn.
pub const UNWRAPPED: &[&str] = &["a", "switch"];

/// Elements that draw something.
pub const DRAWN: &[&str] = &["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"];

/// Names of the attributes that reference another element.
pub const ADDRESSES: [&str; 2] = ["href", "xlink:href"];

/// Prefixes of allowed attribute names.
pub const PREFIXES: [&str; 1] = ["aria-"];

/// Attributes that are kept if their values are harmless.
#[rustfmt::skip]
pub const ATTRIBUTES: &[&str] = &[
    // Common attributes.
    "class", "id", "lang", "role", "style", "transform", "transform-origin", "xml:lang", "xml:space", "type", "media",
    // Sizes, positions and shapes.
    "cx", "cy", "d", "fr", "fx", "fy", "height", "pathLength", "points", "preserveAspectRatio", "r", "refX", "refY",
    "rx", "ry", "version", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
    // Text.
    "dx", "dy", "lengthAdjust", "method", "rotate", "side", "spacing", "startOffset", "textLength",
    // Gradients, patterns, masks, markers.
    "clipPathUnits", "gradientTransform", "gradientUnits", "markerHeight", "markerUnits", "markerWidth",
    "maskContentUnits", "maskUnits", "offset", "orient", "patternContentUnits", "patternTransform", "patternUnits",
    "spreadMethod",
    // Filters.
    "amplitude", "azimuth", "baseFrequency", "bias", "diffuseConstant", "divisor", "edgeMode", "elevation",
    "exponent", "filterUnits", "in", "in2", "intercept", "k1", "k2", "k3", "k4", "kernelMatrix", "kernelUnitLength",
    "limitingConeAngle", "mode", "numOctaves", "operator", "order", "pointsAtX", "pointsAtY", "pointsAtZ",
    "preserveAlpha", "primitiveUnits", "radius", "result", "scale", "seed", "slope", "specularConstant",
    "specularExponent", "stdDeviation", "stitchTiles", "surfaceScale", "tableValues", "targetX", "targetY",
    "xChannelSelector", "yChannelSelector", "z",
    // Animations.
    "accumulate", "additive", "attributeName", "attributeType", "begin", "by", "calcMode", "dur", "end", "from",
    "keyPoints", "keySplines", "keyTimes", "max", "min", "path", "repeatCount", "repeatDur", "restart", "to",
    "values",
    // Presentation.
    "alignment-baseline", "baseline-shift", "clip", "clip-path", "clip-rule", "color", "color-interpolation",
    "color-interpolation-filters", "cursor", "direction", "display", "dominant-baseline", "enable-background",
    "fill", "fill-opacity", "fill-rule", "filter", "flood-color", "flood-opacity", "font", "font-family",
    "font-size", "font-size-adjust", "font-stretch", "font-style", "font-variant", "font-weight",
    "image-rendering", "isolation", "letter-spacing", "lighting-color", "marker", "marker-end", "marker-mid",
    "marker-start", "mask", "mask-type", "mix-blend-mode", "opacity", "overflow", "paint-order",
    "pointer-events", "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
    "stroke-width", "text-anchor", "text-decoration", "text-rendering", "unicode-bidi", "vector-effect",
    "visibility", "white-space", "word-spacing", "writing-mode",
];
