import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isAllowedAttribute, isAllowedClass, isAllowedElement } from "../../src/schema/allowed";
import { schema } from "../../src/schema";
import { contractText } from "../support/contract";
import { covered, samples } from "../support/samples";

test("schema.json is up to date", () => {
  assert.equal(readFileSync("schema.json", "utf8"), contractText(), "run `npm run schema`");
});

test("there is a sample of each node and mark", () => {
  const all = [...Object.keys(schema.nodes), ...Object.keys(schema.marks)];
  assert.deepEqual(all.filter((name) => !covered.has(name) && !["doc", "raw"].includes(name)), []);
});

test("samples hold nothing but what the server lets pass", () => {
  for (const [, name = "", list = ""] of samples.join("").matchAll(/<([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>/g)) {
    assert.ok(isAllowedElement(name), name);
    for (const [, attribute = "", value = ""] of list.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      assert.ok(isAllowedAttribute(name, attribute), `${name} ${attribute}`);
      if (attribute === "class") assert.deepEqual(value.split(" ").filter((it) => !isAllowedClass(it)), []);
    }
  }
});
