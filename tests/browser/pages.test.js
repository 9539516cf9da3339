// Every kind of page, opened as a reader would: in a phone's and a desk's width, in light and dark, and in print.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');
const program = process.env.CERTCMP ?? join(root, 'target', 'debug', 'certcmp');
const axe = readFileSync(join(import.meta.dirname, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

const PAGES = {
  compare: ['compare', 'aws', 'gcp', 'azure'],
  'compare-many': ['compare', 'mla-c01', 'mla-c02', 'pmle', 'ai-102', 'ai-103', 'ai-300', 'hostile'],
  'compare-hostile': ['compare', 'hostile', 'odd-names'],
  show: ['show', 'mla-c02'],
  'show-sources': ['show', 'mls-c01', '--sources'],
  'show-hostile': ['show', 'hostile', '--full'],
  'show-full': ['show', 'pmle', '--full'],
  list: ['list', '--all'],
  'list-nothing': ['list', '--max-price', '1'],
  'list-hostile': ['list', '--provider', 'mallory', '--fields', 'name,exam_code,price,audience,domains'],
  cost: ['cost', 'pmle', 'aip-c01', 'ai-103', '--years', '6', '--attempts', '2'],
  'cost-long': ['cost', 'pmle', 'hostile', '--years', '30'],
  plan: ['plan', 'pmle', '--exam', '2027-03-01', '--hours-per-week', '6'],
  'plan-hostile': ['plan', 'hostile', '--exam', '2027-03-01', '--hours-per-week', '6'],
  overlap: ['overlap', 'aws', 'gcp', 'azure'],
  recommend: ['recommend', '--cloud', 'aws', '--topic', 'agents', '--explain'],
  services: ['services', 'cognitive services'],
  sources: ['sources', 'hostile'],
  held: ['held', join(root, 'tests', 'held', 'frozen.csv')],
  changes: ['changes', '--since', '2025-01-01'],
};

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

let browser;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'certcmp-pages-'));
  const own = ['hostile', 'exams'].flatMap((name) => ['--data', join(root, 'tests', 'own-data', `${name}.yaml`)]);
  const fixed = ['--as-of', '2026-11-23', '--format', 'html', '--quiet'];
  for (const [name, command] of Object.entries(PAGES)) {
    const env = { PATH: process.env.PATH };
    writeFileSync(join(folder, `${name}.html`), execFileSync(program, [...command, ...own, ...fixed], { env }));
  }
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and hands it on with everything that it did beside being shown. */
async function opened(name, options, look) {
  // The page's own policy would hide a script that got through; without it the script runs and is seen.
  const context = await browser.newContext({ bypassCSP: true, ...options });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const seen = { requests: [], faults: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => seen.faults.push(message.text()));
  page.on('pageerror', (error) => seen.faults.push(String(error)));
  page.on('dialog', async (dialog) => {
    seen.faults.push(`a script ran: ${dialog.message()}`);
    await dialog.dismiss();
  });
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
  await page.goto(url, { waitUntil: 'load' });
  try {
    await look(page, seen, url);
  } finally {
    await context.close();
  }
}

const widest = () => document.documentElement.scrollWidth;

/** What axe-core has against a page as it is shown. */
async function violations(page) {
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes[0].html} ${rule.nodes[0].failureSummary}`);
}

for (const name of Object.keys(PAGES)) {
  test(`${name} is accessible, fits, and asks for nothing`, async () => {
    await opened(name, { viewport: PHONE, colorScheme: 'light' }, async (page, seen, url) => {
      await page.evaluate(axe);
      // Small pages hold the same elements as long ones, and are looked at in every way.
      const all = [[PHONE, 'light'], [DESK, 'dark'], [PHONE, 'dark'], [DESK, 'light']];
      for (const [viewport, colorScheme] of name.endsWith('hostile') ? all : all.slice(0, 2)) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        const how = `${viewport.width} px, ${colorScheme}`;
        assert.ok((await page.evaluate(widest)) <= viewport.width, `the page scrolls sideways: ${how}`);
        assert.deepEqual(await violations(page), [], how);
      }
      assert.deepEqual(seen.requests, [url]);
      assert.deepEqual(seen.faults, []);
    });
  });

  test(`${name} holds nothing but text and drawings, and fits on paper`, async () => {
    await opened(name, { viewport: { width: 690, height: 980 } }, async (page) => {
      const odd = 'script, img, iframe, object, embed, link, form, input, marquee, base, audio, video, [onclick], [onload]';
      assert.equal(await page.locator(odd).count(), 0);
      assert.equal(await page.locator('style').count(), 1);
      const links = await page.locator('a').evaluateAll((links) => links.map((link) => link.protocol));
      assert.ok(links.every((protocol) => ['http:', 'https:', 'file:'].includes(protocol)), links.join());

      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      assert.equal(await page.locator('nav').isVisible(), false);
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(paper, 'rgb(255, 255, 255)', 'paper is white, whatever the screen is');
      const cut = await page.locator('table').evaluateAll((tables) =>
        tables.filter((table) => table.rows[0].cells.length <= 4 && table.scrollWidth > innerWidth).length);
      assert.equal(cut, 0, 'a table of few columns runs over the edge');
    });
  });
}

test('hostile strings stay text', async () => {
  await opened('show-hostile', {}, async (page) => {
    assert.equal(await page.title(), `</title></h1><script>alert('name')</script> & “quotes” "' שלום عربي`);
    const text = await page.locator('body').innerText();
    for (const string of [
      `</title></h1><script>alert('name')</script> & “quotes” "'`,
      `" onmouseover="alert('code')`,
      `<a href="javascript:alert('claim')">free</a>`,
      `<svg onload=alert('renewal')>`,
      '<!-- comment --> <![CDATA[ x ]]> <?php ?> url(https://example.org/a.png)',
      '{{ 7 * 7 }} {% raw %} ${7*7}. &lt;b&gt; &amp; ]]> -->',
    ]) {
      assert.ok(text.includes(string), `${string} in ${text}`);
    }
  });
});

test('a table stays a table on a phone', async () => {
  const roles = async (viewport) => {
    let counted;
    await opened('compare', { viewport }, async (page) => {
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const count = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role).length;
      counted = ['table', 'row', 'columnheader', 'rowheader'].map((role) => [role, count(role)]);
    });
    return counted;
  };
  const [phone, desk] = [await roles(PHONE), await roles(DESK)];
  assert.deepEqual(phone, desk);
  assert.ok(desk.every(([, count]) => count > 1), JSON.stringify(desk));
});

test('a mark leads to its note and the note back', async () => {
  await opened('compare', { viewport: PHONE }, async (page) => {
    await page.locator('#mark-3').click();
    assert.equal(new URL(page.url()).hash, '#note-3');
    await page.waitForFunction(() => document.querySelector('#note-3').getBoundingClientRect().top < innerHeight);
    await page.locator('#note-3 .back').click();
    assert.equal(new URL(page.url()).hash, '#mark-3');
  });
});
