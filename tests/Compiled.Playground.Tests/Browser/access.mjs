// For everybody: widths from 360 pixels, light and dark, names of all controls, the keyboard, less motion.
import { lastState, open, repaints, run, settled, text } from './browser.mjs';

await run(async context => {
  const views = [];
  for (const [width, colorScheme] of [[360, 'light'], [768, 'dark'], [1180, 'light'], [1920, 'dark']]) {
    const page = await open(context, { width, height: 900, colorScheme });
    await page.click('#take-row');
    await page.waitForFunction(() => document.querySelector('.maths math') !== null);
    views.push({
      width, colorScheme, complaints: page.complaints,
      ...await page.evaluate(() => {
        const isShown = element => element.getClientRects().length > 0;
        const nameOf = element => element.getAttribute('aria-label') || [...element.labels ?? []].map(label => label.textContent).join(' ').trim() || element.textContent.trim();
        const controls = [...document.querySelectorAll('button, input, select, textarea, a, [tabindex="0"]')].filter(isShown);
        const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
        const style = getComputedStyle(document.documentElement);
        const light = name => {
          let digits = style.getPropertyValue(name).trim().slice(1);
          if (digits.length === 3)
            digits = [...digits].map(digit => digit + digit).join('');
          const [r, g, b] = [0, 2, 4].map(at => parseInt(digits.slice(at, at + 2), 16) / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
        return {
          scrollWidth: document.documentElement.scrollWidth,
          background: getComputedStyle(document.body).backgroundColor,
          controls: controls.length,
          nameless: controls.filter(element => !nameOf(element)).map(element => element.outerHTML.slice(0, 120)),
          unlabelled: [...document.querySelectorAll('canvas:not([aria-hidden])')].filter(canvas => isShown(canvas) && !canvas.getAttribute('aria-label') && !canvas.closest('button')).map(canvas => canvas.outerHTML.slice(0, 120)),
          undescribed: [...document.querySelectorAll('#training input, #training select')].filter(control => !document.getElementById(control.getAttribute('aria-describedby'))?.textContent.trim()).map(control => control.outerHTML.slice(0, 120)),
          doubled: ids.filter((id, at) => ids.indexOf(id) !== at),
          small: controls.filter(element => !element.matches('a, [type=radio]')).map(element => [element.getBoundingClientRect(), element.outerHTML.slice(0, 90)]).filter(([box]) => box.height < 16 || box.width < 16).map(([, html]) => html),
          contrasts: Object.fromEntries(['--ink', '--muted', '--accent', '--well', '--ill', '--keyword', '--type', '--number', '--string', '--comment'].map(name => [name, Math.min(contrast(name, '--paper'), contrast(name, '--page'))])),
        };
      }),
    });
    await page.close();
  }

  // By keyboard alone: the link to the network, a unit, a point, pause.
  const page = await open(context);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.textContent);
  await page.focus('#graph');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const unit = await text(page, '#graph-words');
  await page.focus('input[name=tool][value="look"]');
  await page.keyboard.press('ArrowRight');
  await page.focus('#region');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'Space'])
    await page.keyboard.press(key);
  await page.waitForFunction(() => document.getElementById('clear-own')?.disabled === false);
  await settled(page);
  const own = lastState(page).own;
  await page.focus('#play');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /Paused/.test(document.getElementById('spoken')?.textContent));
  const spoken = await page.locator('#spoken').textContent();
  await page.close();

  const still = await open(context, { reducedMotion: 'reduce' });
  return { views, first, unit, own, spoken, repaintsWithLessMotion: await repaints(still, 3000) };
});
