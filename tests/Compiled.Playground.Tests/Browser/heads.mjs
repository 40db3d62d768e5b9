// The map's last items: a second head, derivatives by the inputs, and a batch norm taken apart.
import { lastState, open, run, settled, text } from './browser.mjs';

await run(async context => {
  const page = await open(context);
  const seen = {};
  await page.getByLabel('Second head').selectOption('radius');
  await settled(page);
  await page.getByLabel('Weight of head 2').fill('0.5');
  await page.keyboard.press('Enter');
  await settled(page);
  seen.declaration = await page.inputValue('#text');
  seen.title = await text(page, '#network-title');
  await page.waitForFunction(() => /^\d/.test(document.getElementById('figure-accuracy')?.textContent));
  await page.check('#head-tabs input[value="1"]', { force: true });
  await page.waitForFunction(() => /Loss of radius/.test(document.querySelector('.legend')?.textContent));
  seen.legend = await text(page, '.legend');
  await page.waitForFunction(() => document.getElementById('no-confusion')?.hidden === false);
  seen.number = await text(page, '#no-confusion');
  // Heads have no parameters, and no row of their own.
  await page.waitForFunction(() => /\d/.test(document.querySelector('#health tbody td')?.textContent));
  seen.health = await page.evaluate(() => [...document.querySelectorAll('#health tbody th')].map(cell => cell.textContent));
  // Back to the first head by keyboard: Enter at its output in the network.
  await page.focus('#graph');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter'])
    await page.keyboard.press(key);
  await page.waitForFunction(() => document.querySelector('#head-tabs input[value="0"]')?.checked);
  await page.waitForFunction(() => document.querySelectorAll('table.confusion td.right').length === 2);
  await page.click('#play');
  await page.click('#take-row');
  await page.waitForFunction(() => document.querySelectorAll('.steps li').length > 0);
  seen.steps = await page.evaluate(() => [...document.querySelectorAll('.steps li')].map(item => item.textContent));
  await page.click('.steps li:has-text("L sum") button');
  seen.sum = await text(page, '#sample [aria-live]');

  // Without arrows and with them: the same network, so that nothing else differs.
  const inked = () => page.evaluate(() => {
    const canvas = document.getElementById('region'), copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    return Array.from(context.getImageData(0, 0, copy.width, copy.height).data).filter((value, at) => at % 4 === 0 && value < 80).length;
  });
  await page.getByLabel('Second head').selectOption('');
  await settled(page);
  seen.plain = await page.inputValue('#text');
  const atStart = async () => {
    await page.click('#reset');
    await page.waitForFunction(() => document.getElementById('figure-step')?.textContent === '0');
    await page.waitForTimeout(200);
  };
  await atStart();
  const before = await inked();
  await page.getByLabel('Derivatives').check();
  await settled(page);
  await atStart();
  seen.arrows = [before, await inked()];
  seen.differentiable = await page.inputValue('#text');
  await page.locator('#region').scrollIntoViewIfNeeded();
  const box = await page.locator('#region').boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4);
  await page.waitForFunction(() => /∂y\/∂x = \(.+, .+\)/.test(document.getElementById('region-words')?.textContent));
  seen.slopes = await text(page, '#region-words');

  await page.getByLabel('Normalisation').selectOption('BatchNorm');
  await settled(page);
  await page.click('#take-row');
  await page.waitForFunction(() => [...document.querySelectorAll('.steps li')].some(item => item.textContent === '→ BatchNorm'));
  seen.batch = await text(page, '#sample .hint >> nth=1');
  await page.click('.steps li:has-text("→ BatchNorm") >> nth=0 >> button');
  seen.norm = [await text(page, '#sample [aria-live]'), await page.evaluate(() => document.querySelector('.maths').textContent)];
  return { ...seen, state: lastState(page).declaration, complaints: page.complaints };
});
