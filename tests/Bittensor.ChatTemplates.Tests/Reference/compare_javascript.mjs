// Compares Jinja2's outcomes of the test templates with those of the JavaScript interpreter that Transformers.js has.
//
//   npm install --no-save @huggingface/jinja && node compare_javascript.mjs
//
// Prints how many are equal, and the templates behind each kind of difference.
import fs from "node:fs";
import path from "node:path";
import { Template } from "@huggingface/jinja";

const here = import.meta.dirname;
const read = name => JSON.parse(fs.readFileSync(path.join(here, name), "utf8"));
const conversations = read("conversations.json");
const expected = read("templates.expected.json");

// strftime_now has the clock of make_expected.py
const SystemDate = Date;
globalThis.Date = class extends SystemDate {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [2024, 6, 6, 9, 5, 3]));
  }
};

function render(source, variables) {
  try {
    return { text: new Template(source).render(structuredClone(variables)) };
  } catch (error) {
    return { error: error.message };
  }
}

const counts = { equal: 0, bothFail: 0 };
const differences = new Map();
for (const [name, outcomes] of Object.entries(expected)) {
  const source = fs.readFileSync(path.join(here, "..", "Templates", `${name}.jinja`), "utf8");
  for (const [conversation, outcome] of Object.entries(outcomes)) {
    const found = render(source, conversations[conversation]);
    if (outcome.text === undefined && found.text === undefined) {
      counts.bothFail++;
    } else if (outcome.text === found.text) {
      counts.equal++;
    } else {
      let kind = found.error ?? "texts differ";
      if (outcome.text === undefined) {
        kind = "fails in Jinja2 only";
      }
      differences.set(kind, (differences.get(kind) ?? new Set()).add(name));
    }
  }
}
console.log(counts);
for (const [kind, names] of differences) {
  console.log(`${kind}: ${[...names].join(", ")}`);
}
