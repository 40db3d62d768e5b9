// Six states of the page as pictures, written into a folder.
import { join } from 'node:path';
import { link, open, rest, run, settled } from './browser.mjs';

const [folder] = rest;
const spiral = '[Network(inputs: 2)]\n[Dense(16), Tanh]\n[Dense(12), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]';

await run(async context => {
  const written = [];
  const shoot = async (page, name, top = null) => {
    if (top)
      await page.evaluate(selector => document.querySelector(selector).scrollIntoView({ block: 'start' }), top);
    if (top)
      await page.evaluate(() => scrollBy(0, -document.querySelector('header').getBoundingClientRect().bottom - 14));
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    written.push({ name, complaints: page.complaints });
    await page.close();
  };
  const trained = async page => page.waitForFunction(() => document.getElementById('hash')?.textContent.length > 60);

  // Learning the spiral, with a block highlighted in the declaration and in the code.
  const learning = await open(context, { width: 1440, height: 1240, fragment: link({ data: 'spiral', noise: 0.02, points: 400, declaration: spiral }, 4000) });
  await trained(learning);
  await learning.click('#play');
  await learning.waitForTimeout(1500);
  await learning.evaluate(() => {
    const area = document.getElementById('text');
    area.focus({ preventScroll: true });
    area.setSelectionRange(area.value.indexOf('Dense(12)') + 2, area.value.indexOf('Dense(12)') + 2);
    area.dispatchEvent(new KeyboardEvent('keyup'));
  });
  await shoot(learning, 'learning');

  const digits = await open(context, { width: 1440, height: 1000, colorScheme: 'dark', fragment: link({ data: 'digits', declaration: '[Network(inputs: 64)]\n[Dense(32), Relu]\n[Dense(10), Softmax]\n[CrossEntropy]' }, 1500) });
  await trained(digits);
  await digits.click('.sample >> nth=3');
  await digits.waitForTimeout(500);
  await shoot(digits, 'digits');

  const error = await open(context, { width: 1180, height: 720 });
  await error.fill('#text', (await error.inputValue('#text')).replace('[Dense(1), Sigmoid]', '[Dense(1), Relu]'));
  await error.waitForFunction(() => document.querySelector('#problems .error') !== null);
  await shoot(error, 'error', '#declaration');

  const sample = await open(context, { width: 1180, height: 640, fragment: link({ optimizer: 'Sgd', rate: 0.1, declaration: '[Network(inputs: 2)]\n[Dense(4), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]' }, 300) });
  await trained(sample);
  await sample.click('#take-row');
  await sample.waitForFunction(() => document.querySelectorAll('.steps li').length > 0);
  await sample.click('.steps li:has-text("← Dense(4)") button');
  await shoot(sample, 'backpropagation', '#sample');

  // Two heads after one trunk, and the arrows of the one that learns the distance from the middle.
  const heads = await open(context, { width: 1440, height: 720, fragment: link({ rate: 0.02, declaration: '[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Head("class")]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]\n[Head("radius", Weight = 0.5)]\n[Dense(1)]\n[MeanSquaredError]\n[Differentiable]' }, 3000) });
  await trained(heads);
  await heads.check('#head-tabs input[value="1"]', { force: true });
  await heads.mouse.move(10, 10);
  await shoot(heads, 'heads');

  const phone = await open(context, { width: 390, height: 844, colorScheme: 'dark', fragment: link({ data: 'region', points: 1200, declaration: spiral }, 6000) });
  await trained(phone);
  await shoot(phone, 'phone');
  return written;
});
