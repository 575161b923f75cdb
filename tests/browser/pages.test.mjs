// What a browser makes of the pages: they can be read by everybody, filtered, followed, and printed; they ask nothing of any
// network; and whatever an agreement says stays text.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

const tools = createRequire(join(process.env.TOOLS, "package.json"));
const { chromium } = tools("playwright-core");
const axe = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const folder = mkdtempSync(join(tmpdir(), "art28-browser-"));
const at = (name) => pathToFileURL(join(folder, name)).href;
const hostile = "tests/browser/hostile.yaml";

let browser;

function run(command, ...args) {
  try {
    execFileSync(process.env.ART28, [command, "--fail-on", "never", "--date", "2026-11-21", ...args]);
  } catch (error) {
    throw new Error(`${args.join(" ")}: ${error.stderr}`);
  }
}

before(async () => {
  run("check", "tests/agreements/lai-media.yaml", "-c", "avg-art28", "-c", "checklists/huisregels.yaml", "--lang", "nl", "-o", join(folder, "one.html"));
  run("check", "tests/agreements", hostile, "-o", join(folder, "all.html"), "-o", join(folder, "pages/"), "--lang", "en");
  run("check", "tests/agreements/imakeit.yaml", "-c", "checklists/huisregels.yaml", "-c", "scc-2021-915", "--lang", "nl", "-o", join(folder, "wide.html"));
  run("check", hostile, "-o", join(folder, "hostile.html"), "--lang", "en");
  const later = readFileSync(hostile, "utf8")
    .replaceAll("alert(", "confirm(")
    .replace("recipient: controller", "recipient: authority, deadline: 24 hours")
    .replace("read: partly", "read: whole");
  for (const [year, extract] of [["2025", readFileSync(hostile)], ["2026", later]]) {
    mkdirSync(join(folder, year));
    writeFileSync(join(folder, year, "hostile.yaml"), extract);
    writeFileSync(join(folder, year, `only-${year}.yaml`), extract);
  }
  run("diff", "tests/agreements/visma.yaml", "tests/agreements/imakeit.yaml", "--lang", "nl", "-o", join(folder, "diff.html"));
  run("diff", join(folder, "2025/hostile.yaml"), join(folder, "2026/hostile.yaml"), "--lang", "en", "-o", join(folder, "diff-hostile.html"));
  run("diff", join(folder, "2025"), join(folder, "2026"), "--lang", "en", "-o", join(folder, "diff-all.html"));
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page, and notes everything that it does beyond being shown. */
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const deeds = [];
  page.on("request", (request) => deeds.push(`asks for ${request.url()}`));
  page.on("dialog", (dialog) => (deeds.push(`says ${dialog.message()}`), dialog.dismiss()));
  page.on("console", (message) => deeds.push(`logs ${message.text()}`));
  page.on("pageerror", (error) => deeds.push(`fails: ${error}`));
  await page.goto(at(name));
  return { page, context, deeds: deeds.filter((deed) => deed !== `asks for ${at(name)}`), all: deeds };
}

const REPORTS = ["one.html", "wide.html", "all.html", "hostile.html", "pages/index.html", "pages/visma.html"];
const COMPARISONS = ["diff.html", "diff-hostile.html", "diff-all.html"];
const PAGES = [...REPORTS, ...COMPARISONS];

for (const name of PAGES) {
  describe(name, () => {
    test("does nothing but be shown", async () => {
      const { page, context, all } = await open(name);
      for (const link of await page.locator("a[href^='#']").all().then((links) => links.slice(0, 3))) {
        await link.evaluate((one) => one.click());
      }
      await page.mouse.move(300, 300);
      assert.deepEqual(all.filter((deed) => !deed.startsWith(`asks for ${at(name)}`)), []);
      assert.equal(await page.evaluate(() => document.scripts.length), REPORTS.includes(name) ? 1 : 0);
      await context.close();
    });

    for (const [where, options] of [
      ["in light", { colorScheme: "light" }],
      ["in the dark", { colorScheme: "dark" }],
      ["on a telephone", { viewport: { width: 390, height: 800 } }],
      ["on a small telephone", { viewport: { width: 320, height: 640 } }],
    ]) {
      test(`can be read by everybody ${where}`, { timeout: 120_000 }, async () => {
        // The tool is not the page's, so it needs to get past the page's policy.
        const { page, context } = await open(name, { ...options, bypassCSP: true });
        await page.addScriptTag({ content: axe });
        const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels wider than the window`);
        await context.close();
      });
    }

    test("can be printed", async () => {
      const { page, context } = await open(name);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      await context.close();
    });
  });
}

test("the style is the page's own, in spite of its strict policy", async () => {
  const { page, context } = await open("one.html");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).maxWidth), "none");
  await context.close();
});

test("filters choose, count, and give way to links", async () => {
  const { page, context } = await open("one.html");
  const shown = () => page.locator("table.gaps tbody tr:visible").count();
  const all = await shown();
  const met = await page.locator("tr[data-verdict=met]").count();
  await page.getByRole("checkbox", { name: "voldaan" }).uncheck();
  assert.equal(await shown(), all - met);
  assert.match(await page.getByRole("status").textContent(), new RegExp(`^${all - met} van ${all} `));
  await page.getByRole("combobox").selectOption("breach");
  assert.ok((await shown()) < all - met);
  // A clause links back to a finding that is filtered away.
  const target = await page.locator("tr[data-verdict=met]").first().getAttribute("id");
  await page.locator(`.clauses a[href="#${target}"]`).first().click();
  await page.locator(`#${target}`).waitFor({ state: "visible" });
  assert.equal(await shown(), all);
  await page.getByRole("checkbox", { name: "wet", exact: true }).uncheck();
  assert.equal(await shown(), all - (await page.locator("tr[data-level=law]").count()));
  await page.getByRole("button").click();
  await page.waitForFunction((all) => document.querySelector("[role=status]").textContent.startsWith(`${all} `), all);
  await context.close();
});

test("without scripts everything is shown, and no filter", async () => {
  const { page, context } = await open("one.html", { javaScriptEnabled: false });
  assert.equal(await page.locator("#_filters").isVisible(), false);
  assert.equal(await page.locator("table.gaps tbody tr:visible").count(), await page.locator("table.gaps tbody tr").count());
  await context.close();
});

test("the keyboard reaches the findings first", async () => {
  const { page, context } = await open("one.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#_findings");
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#_findings");
  await context.close();
});

test("the overview leads to findings on other pages", async () => {
  const { page, context } = await open("pages/index.html");
  await page.locator(".map td a").first().click();
  assert.match(page.url(), /pages\/[a-z-]+\.html#/);
  assert.ok(await page.locator(":target").isVisible());
  await page.locator("nav.up a").click();
  assert.match(page.url(), /index\.html$/);
  await context.close();
});

test("a comparison says in words what was and what is, the worst first", async () => {
  const { page, context } = await open("diff.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#_changes");
  const first = page.locator("table.gaps tbody tr").first();
  assert.equal(await first.getAttribute("data-change"), "worse");
  assert.match(await first.innerText(), /was\s+voldaan\s+nu\s+deels/);
  assert.match(await first.locator("li").first().innerText(), /urgency: was .+, nu .+/);
  const [was, now] = await Promise.all(["del", "ins"].map((tag) =>
    first.locator(`li ${tag}`).first().evaluate((one) => getComputedStyle(one).textDecorationLine)));
  assert.deepEqual([was, now], ["line-through", "underline"]);
  await page.locator(".contents a").first().click();
  assert.ok(await page.locator(":target").isVisible());
  await context.close();
});
