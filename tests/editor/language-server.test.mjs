// What an editor shows while somebody types an extract or a checklist, according to the language server that editors use.
// `run` says where that server and the program are.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "./client.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const elsewhere = mkdtempSync(join(tmpdir(), "art28-"));
let client;

before(async () => {
  for (const name of ["extract", "checklist"]) {
    writeFileSync(join(elsewhere, `${name}.schema.json`), execFileSync(process.env.ART28, ["schema", name]));
  }
  client = await Client.start(process.env.LANGUAGE_SERVER);
});

after(() => {
  client?.stop();
  rmSync(elsewhere, { recursive: true });
});

// An extract with an annotation, and a checklist with a row of this condition, with more at the end.
const annotation = (text) => `
agreement: {title: A, processor: P, controller: C, relationship: controller-processor}
documents: [{id: vo, title: V, read: whole}]
clauses:
  - ref: "art. 1"
    summary: S
    annotations:
      - ${text}
`;
const row = (when, more = "verdict: met") => `
checklist: huisregels
version: "1"
title: H
parameters: {melding: {type: duration, default: 24 hours, label: L}}
areas:
  - id: a
    title: A
    requirements:
      - id: r
        title: R
        level: policy
        topics: [breach.notification]
        otherwise: {finding: F}
        remedy: R
        verdicts:
          - when: ${when}
            ${more}
`;
const example = (given, expect = "met") =>
  row("{has: own-use.ban}", `verdict: met\n        examples: [{name: E, given: [${given}], expect: ${expect}}]`);
const block = (text) => text.replaceAll("\n", "\n              ");

const vocabulary = readFileSync(join(root, "checklists/vocabulary.yaml"), "utf8");
const topics = Array.from(vocabulary.matchAll(/^ {2}([a-z-]+\.[a-z.-]+):$/gm), ([, name]) => name);
const facts = ["commitment", "deadline", "processor-decides", "recipient", "target", "trigger", "urgency"];
const urgencies = ["immediately", "none", "without-undue-delay"];
const durations = ["14 days", "48 hours", "5 working days"];
const verdicts = ["conflict", "met", "missing", "not-applicable", "partial", "review"];
const relationships = ["controller-processor", "independent-controllers", "joint-controllers", "unclear"];
const asked = ["at-least", "at-most", "known", "not"];

// What is offered at `‸`, and how one of those is explained. In braces a server offers keys from the first letter on.
const offers = {
  extract: [
    ["a topic", annotation("topic: ‸"), topics, ["breach.notification", "the processor notifies a personal data breach"]],
    ["a fact", annotation("topic: breach.notification\n        facts:\n          ‸"), facts, ["urgency", "with what urgency"]],
    ["a fact in braces", annotation("{topic: breach.notification, facts: {urgency: none, d‸}}"), facts.slice(0, -1)],
    ["a value", annotation("{topic: breach.notification, facts: {urgency: ‸}}"), urgencies, ["immediately", "onmiddellijk"]],
    ["several values", annotation("{topic: controller.position, facts: {kind: [‸]}}"), ["duty", "right"], ["duty", "een plicht"]],
    ["a flag", annotation("{topic: breach.notification, facts: {processor-decides: ‸}}"), ["false", "true"]],
    ["a duration", annotation("{topic: breach.notification, facts: {deadline: ‸}}"), durations],
  ],
  checklist: [
    ["a topic", row("{has: ‸}"), topics, ["breach.notification", "the processor notifies a personal data breach"]],
    ["a topic within", row("{any: [{not: {lacks: ‸}}]}"), topics],
    ["a fact", row(block("\nevery: breach.notification\nwhere:\n  ‸")), facts, ["urgency", "with what urgency"]],
    ["a fact in braces", row("{has: breach.notification, where: {urgency: none, d‸}}"), facts.slice(0, -1)],
    ["a value", row("{lacks: breach.notification, where: {urgency: ‸}}"), urgencies, ["immediately", "onmiddellijk"]],
    ["values of which one will do", row("{has: breach.notification, where: {urgency: [none, ‸]}}"), urgencies],
    ["a value that it is not", row("{has: breach.notification, where: {urgency: {not: ‸}}}"), urgencies],
    ["what is asked of a duration", row("{has: breach.notification, where: {deadline: {a‸}}}"), asked, ["at-most", "Not above"]],
    ["a bound", row("{has: breach.notification, where: {deadline: {at-most: ‸}}}"), durations],
    ["several values", row("{has: controller.position, where: {kind: {includes: [‸]}}}"), ["duty", "right"], ["duty", "een plicht"]],
    ["the relationship", row("{agreement: {relationship: ‸}}"), relationships, ["unclear", "onduidelijk"]],
    ["a verdict", row("{has: own-use.ban}", "verdict: ‸"), verdicts, ["met", "voldaan"]],
    ["a topic of an example", example("{topic: ‸}"), topics],
    ["a fact of an example", example("{topic: breach.notification, facts: {u‸}}"), facts],
    ["a value of an example", example("{topic: breach.notification, facts: {urgency: ‸}}"), urgencies],
    ["the verdict of an example", example("own-use.ban", "‸"), verdicts],
  ],
};

// What is said of the word at `‸`.
const meanings = {
  extract: [
    ["a topic", annotation("topic: breach‸.notification"), "the processor notifies a personal data breach"],
    ["a topic without facts", annotation("breach‸.notification"), "the processor notifies a personal data breach"],
    ["a fact", annotation("{topic: breach.notification, facts: {urg‸ency: immediately}}"), "with what urgency the breach is notified"],
    ["a value", annotation("{topic: breach.notification, facts: {urgency: immed‸iately}}"), "`immediately`: immediately / onmiddellijk"],
  ],
  checklist: [
    ["a topic", row("{has: breach‸.notification}"), "the processor notifies a personal data breach"],
    ["the form of a condition", row("{la‸cks: breach.notification}"), "No clause is annotated"],
    ["a fact", row("{has: breach.notification, where: {urg‸ency: immediately}}"), "with what urgency the breach is notified"],
    ["a value", row("{has: breach.notification, where: {urgency: [immed‸iately]}}"), "`immediately`: immediately / onmiddellijk"],
    ["what is asked", row("{has: breach.notification, where: {deadline: {at-m‸ost: $melding}}}"), "Not above this"],
    ["a verdict", row("{has: own-use.ban}", "verdict: part‸ial"), "`partial`: partial / deels"],
    ["a fact of an example", example("{topic: breach.notification, facts: {urg‸ency: immediately}}"), "with what urgency the breach is notified"],
    ["the verdict of an example", example("own-use.ban", "m‸et"), "`met`: met / voldaan"],
  ],
};

// What is wrong stands between `«` and `»`; nothing else may be marked.
const slips = {
  extract: [
    ["nothing", annotation("{topic: breach.notification, facts: {urgency: immediately, deadline: 48 hours}}")],
    ["a topic", annotation("topic: «breach.notificaton»"), /Valid values: .*"breach.notification"/],
    ["a topic without facts", annotation("«breach.notificaton»"), /Valid values: .*"breach.notification"/],
    ["a fact", annotation("{topic: breach.notification, facts: {«urgncy»: immediately}}"), /urgncy is not allowed/],
    ["a fact of another topic", annotation("{topic: own-use.ban, facts: {«deadline»: 48 hours}}"), /deadline is not allowed/],
    ["a value", annotation("{topic: breach.notification, facts: {urgency: «soon»}}"), /Valid values: "immediately"/],
    ["one of several values", annotation("{topic: controller.position, facts: {kind: [duty, «rihgt»]}}"), /Valid values: "right", "duty"/],
    ["a flag", annotation("{topic: breach.notification, facts: {processor-decides: «maybe»}}"), /Expected "boolean"/],
    ["a duration", annotation("{topic: breach.notification, facts: {deadline: «48 uur»}}"), /Write a whole number and a unit: 48 hours/],
  ],
  checklist: [
    ["nothing", row("{has: breach.notification, where: {deadline: {at-most: $melding}, urgency: {not: none}}}")],
    ["a topic", row("{has: «breach.notificaton»}"), /Valid values: .*"breach.notification"/],
    ["a topic within", row("{all: [{not: {every: «breach.notificaton»}}]}"), /Valid values: .*"breach.notification"/],
    ["not a topic of the checklist's own", "\ntopics: {house.seal: {label: S, when: W}}" + row("{has: house.seal, where: {colour: red}}")],
    ["not a topic of the checklist that it rests on", "\nextends: sector.yaml" + row("{has: house.seal}")],
    ["a fact", row("{lacks: breach.notification, where: {«urgncy»: immediately}}"), /urgncy is not allowed/],
    ["a value", row("{every: breach.notification, where: {urgency: «soon»}}"), /Valid values: "immediately"/],
    ["values of which one will do", row("{has: breach.notification, where: {urgency: [none, «soon»]}}"), /Valid values: "immediately"/],
    ["one of several values", row("{has: controller.position, where: {kind: {includes: [«rihgt»]}}}"), /Valid values: "right", "duty"/],
    ["a value where several can be", row("{has: controller.position, where: {kind: «duty»}}"), /use `includes`/],
    ["what is asked", row("{has: breach.notification, where: {urgency: {«at-most»: none}}}"), /at-most is not allowed/],
    ["a bound", row("{has: breach.notification, where: {deadline: {at-most: «48 uur»}}}"), /Write a whole number and a unit: 48 hours/],
    ["the relationship", row("{agreement: {relationship: «unclaer»}}"), /"unclear"/],
    ["a verdict", row("{has: own-use.ban}", "verdict: «maybe»"), /Valid values: "met"/],
    ["a topic of an example", example("«own-use.bann»"), /Valid values: .*"own-use.ban"/],
    ["a fact of an example", example("{topic: breach.notification, facts: {«urgncy»: none}}"), /urgncy is not allowed/],
    ["a value of an example", example("{topic: breach.notification, facts: {urgency: «soon»}}"), /Valid values: "immediately"/],
    ["the verdict of an example", example("own-use.ban", "«maybe»"), /Valid values: "met"/],
  ],
};

// Each document is a new one for the server, in a folder from which the first line leads to the schema.
let number = 0;
const open = (folder, schema, text) =>
  client.open(join(folder, `${++number}.yaml`), `# yaml-language-server: $schema=${schema}${text.replace(/[‸«»]/g, "")}`);
const ask = async (what, folder, schema, text) => {
  const { uri } = await open(folder, schema, text);
  const before = text.slice(0, text.indexOf("‸")).split("\n");
  return client.ask(what, { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1).length } });
};

for (const kind of ["extract", "checklist"]) {
  const places = [
    ["in the checkout", root, `schemas/${kind}.schema.json`],
    ["beside a schema that the program printed", elsewhere, `${kind}.schema.json`],
  ];
  for (const [place, folder, schema] of places) {
    describe(`${kind} ${place}`, { concurrency: true }, () => {
      for (const [what, text, names, [name, meaning] = []] of offers[kind]) {
        test(`completes ${what}`, async () => {
          const { items } = await ask("textDocument/completion", folder, schema, text);
          // A list in brackets also gets the dash of a list in lines: the server's own doing.
          const labels = items.map(({ label }) => label).filter((label) => !label.startsWith("- "));
          assert.deepEqual(labels.toSorted(), names.toSorted());
          const documentation = items.find(({ label }) => label === name)?.documentation;
          if (name) assert.match(documentation.value ?? documentation, new RegExp(meaning));
        });
      }
      for (const [what, text, meaning] of meanings[kind]) {
        test(`explains ${what}`, async () => {
          const { contents } = await ask("textDocument/hover", folder, schema, text);
          assert.ok(contents.value.includes(meaning), contents.value);
        });
      }
      for (const [what, text, message] of slips[kind]) {
        test(`marks ${what}`, async () => {
          const { diagnostics } = await open(folder, schema, text);
          const lines = text.replace(/[«»]/g, "").split("\n");
          const marked = diagnostics.map(({ range }) => lines[range.start.line].slice(range.start.character, range.end.character));
          assert.deepEqual(marked, Array.from(text.matchAll(/«(.*?)»/g), ([, wrong]) => wrong), JSON.stringify(diagnostics));
          if (message) assert.match(diagnostics[0].message, message);
        });
      }
    });
  }
}

describe("what ships", { concurrency: true }, () => {
  for (const folder of ["checklists", "tests/agreements"]) {
    for (const file of readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml"))) {
      test(`marks nothing in ${folder}/${file}`, async () => {
        const path = join(root, folder, file);
        assert.deepEqual((await client.open(path, readFileSync(path, "utf8"))).diagnostics, []);
      });
    }
  }
});
