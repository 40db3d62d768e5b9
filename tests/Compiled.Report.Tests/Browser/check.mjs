// Opens a page at several widths, in light and in dark, and prints what a person would complain of as JSON.
// Usage: node check.mjs CHROMIUM PAGE.html [FOLDER for screenshots]
import { chromium } from 'playwright-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [executablePath, file, folder] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), 'compiled-report-'));
const address = pathToFileURL(file).href;
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const views = [];
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [400, 1200]) {
      const page = await context.newPage();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const messages = [], requests = [];
      page.on('console', message => messages.push(message.text()));
      page.on('pageerror', error => messages.push(String(error)));
      page.on('dialog', dialog => { messages.push('dialog: ' + dialog.message()); dialog.dismiss(); });
      page.on('request', request => { if (request.url() !== address && !request.url().startsWith('data:')) requests.push(request.url()); });
      await page.goto(address, { waitUntil: 'load' });
      const seen = await page.evaluate(() => {
        const visible = element => element.getClientRects().length > 0;
        const figures = [...document.querySelectorAll('figure')].filter(visible);
        const texts = figures.flatMap(figure => [...figure.querySelectorAll('svg[viewBox][role] text')].map(text => {
          const svg = text.closest('svg[role]');
          return { text: text.textContent, size: parseFloat(text.getAttribute('font-size')) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width };
        }));
        const outside = figures.flatMap(figure => {
          const paper = figure.querySelector('svg[role]').getBoundingClientRect();
          return [...figure.querySelectorAll('svg[role] > text')].filter(text => {
            const box = text.getBoundingClientRect();
            return box.left < paper.left - 1 || box.right > paper.right + 1 || box.top < paper.top - 1 || box.bottom > paper.bottom + 1;
          }).map(text => text.textContent);
        });
        return {
          scrollWidth: document.documentElement.scrollWidth,
          background: getComputedStyle(document.body).backgroundColor,
          colour: getComputedStyle(document.body).color,
          paper: [...new Set(figures.map(figure => getComputedStyle(figure.querySelector('svg[role] > rect')).fill))],
          figures: figures.length,
          smallest: texts.length ? texts.reduce((least, text) => text.size < least.size ? text : least) : null,
          outside,
          headings: [...document.querySelectorAll('h2')].map(heading => heading.textContent),
          scripts: document.scripts.length,
          text: document.body.innerText,
        };
      });
      if (folder)
        await page.screenshot({ path: join(folder, `report-${colorScheme}-${width}.png`), fullPage: true });
      views.push({ colorScheme, width, messages, requests, ...seen });
      await page.close();
    }
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(views));
