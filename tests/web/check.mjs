/* check.mjs CHROMIUM FILE…: each page in one run of the browser, at two widths, light and dark: axe-core's findings, and what
 * is wider than the screen outside regions that can be scrolled. A line of JSON for each page and setting. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [chromium, ...files] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'], protocolTimeout: 600000 });
const page = await browser.newPage();
await page.setBypassCSP(true);      // for axe-core alone: the pages have no script of their own

/* What sticks out of the screen, and stands in no region that scrolls. An svg cuts off what lies outside its box, and so does the
 * box of the cover's art; what is only heard (.vh) is a clipped pixel. What they make the page wider by is in `scroll`. */
function too_wide() {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => e.closest('[role=region][tabindex="0"], pre[tabindex="0"], svg *, .vh, .art');
  const out = [...document.body.querySelectorAll('*')].filter((e) => !scrolls(e) && e.getBoundingClientRect().right > width + 1);
  return { scroll: document.documentElement.scrollWidth, width, out: out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)) };
}

for (const file of files) {
  for (const width of [320, 1280]) {
    for (const scheme of ['light', 'dark']) {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(pathToFileURL(resolve(file)).href);
      const wide = await page.evaluate(too_wide);
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
      /* axe-core does not know that a printed page's beginning may have a label (DPUB-ARIA 1.1, doc-pagebreak). */
      for (const v of found.violations) {
        if (v.id === 'aria-prohibited-attr') v.nodes = v.nodes.filter((n) => !n.html.includes('role="doc-pagebreak"'));
      }
      found.violations = found.violations.filter((v) => v.nodes.length);
      const violations = found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}): ` +
        v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`).join(' | '));
      console.log(JSON.stringify({ file, width, scheme, violations, wide, rules: found.passes.length }));
    }
  }
}
await browser.close();
