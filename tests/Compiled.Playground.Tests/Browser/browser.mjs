// What all scenarios share: a Chromium, a page that remembers complaints, and answers as JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { chromium } from '../../Compiled.Report.Tests/Browser/node_modules/playwright-core/index.mjs';

export const [executablePath, address, ...rest] = process.argv.slice(2);
const hang = Number(process.env.COMPILED_HANG ?? 120_000);

/** Runs a scenario and prints what it returns. */
export async function run(scenario) {
  const profile = mkdtempSync(join(tmpdir(), 'compiled-playground-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    console.log(JSON.stringify(await scenario(context)));
  } catch (error) {
    for (const page of context.pages())
      console.error(page.url().slice(0, 60), page.complaints, await page.locator('#notice').textContent().catch(() => ''), page.sent?.slice(-3).map(message => JSON.stringify(message).slice(0, 300)));
    throw error;
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A page with the playground in it, that has drawn its first frames. `complaints` has what the console said, `sent` the messages to the server. */
export async function open(context, { width = 1440, height = 1000, colorScheme = 'light', reducedMotion = 'no-preference', fragment = '' } = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(hang);
  page.complaints = [];
  page.sent = [];
  page.on('console', message => page.complaints.push(message.text()));
  page.on('pageerror', error => page.complaints.push(String(error.stack)));
  page.on('request', request => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url()))
      page.complaints.push(`asked for ${request.url()}`);
  });
  page.on('websocket', socket => socket.on('framesent', ({ payload }) => page.sent.push(JSON.parse(payload))));
  await page.emulateMedia({ colorScheme, reducedMotion });
  await page.setViewportSize({ width, height });
  await page.goto(address + '/' + fragment, { waitUntil: 'load' });
  await page.waitForFunction(() => document.documentElement.dataset.learning !== undefined);
  return page;
}

/** A link that trains a state so many steps, as the page writes it. */
export function link(state, step = 0, hash = '') {
  return '#1' + deflateRawSync(JSON.stringify({ s: { version: 1, ...state }, n: step, h: hash })).toString('base64url');
}

export const text = (page, selector) => page.locator(selector).innerText();

/** The last state that the page has sent. */
export const lastState = page => page.sent.filter(message => message.type === 'state').at(-1)?.state;

/** Waits until the server has taken the declaration that the page shows. */
export const settled = page => page.waitForFunction(() => document.querySelector('main')?.getAttribute('aria-busy') === 'false');

export async function repaints(page, milliseconds) {
  const drawn = () => page.evaluate(() => [performance.now(), Number(document.documentElement.dataset.drawn)]);
  const [start, before] = await drawn();
  await page.waitForTimeout(milliseconds);
  const [end, after] = await drawn();
  return 1000 * (after - before) / (end - start);
}
