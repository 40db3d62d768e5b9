// Two hundred random interactions, the same ones each time: nothing may be complained of, and memory stays.
import { open, run } from './browser.mjs';

let seed = 20_240_601;
const random = () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
  return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
};
const below = n => Math.floor(random() * n);

const kinds = {
  button: page => page.evaluate(at => {
    const buttons = [...document.querySelectorAll('button:not(:disabled)')].filter(button => button.getClientRects().length);
    buttons[Math.floor(at * buttons.length)].click();
  }, random()),
  choice: page => page.evaluate(([at, to]) => {
    const selects = [...document.querySelectorAll('select:not(:disabled)')].filter(select => select.getClientRects().length);
    const select = selects[Math.floor(at * selects.length)];
    select.selectedIndex = Math.floor(to * select.options.length);
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, [random(), random()]),
  radio: page => page.evaluate(at => {
    const radios = [...document.querySelectorAll('input[type=radio], input[type=checkbox]')].filter(radio => radio.closest('label, .field').getClientRects().length && !radio.disabled);
    radios[Math.floor(at * radios.length)].click();
  }, random()),
  slider: page => page.evaluate(([at, to]) => {
    const sliders = [...document.querySelectorAll('input[type=range]:not(:disabled)')].filter(slider => slider.getClientRects().length);
    const slider = sliders[Math.floor(at * sliders.length)];
    slider.value = String(Number(slider.min) + to * (Number(slider.max) - Number(slider.min)));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, [random(), random()]),
  number: page => page.evaluate(([at, to]) => {
    const inputs = [...document.querySelectorAll('#training input[type=text]:not(:disabled)')];
    const input = inputs[Math.floor(at * inputs.length)];
    input.value = ['0', '1', '0.01', '-5', 'x', '', '1e9', '64'][Math.floor(to * 8)];
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, [random(), random()]),
  text: page => page.evaluate(([at, to]) => {
    const area = document.getElementById('text'), place = Math.floor(at * area.value.length);
    const added = ['[Dense(4), Relu]\n', ', Tanh', ']', '"', '(', '', 'Dropout(0.1), ', '🙂'][Math.floor(to * 8)];
    area.value = added ? area.value.slice(0, place) + added + area.value.slice(place) : '[Network(inputs: 2)]\n[Dense(6), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]';
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, [random(), random()]),
  async stroke(page) {
    const canvas = page.locator(['#region', '#digit', '#graph'][below(3)]);
    if (!await canvas.isVisible())
      return;
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox(), place = () => [box.x + random() * box.width, box.y + random() * box.height];
    await page.mouse.move(...place());
    await page.mouse.down();
    await page.mouse.move(...place(), { steps: 4 });
    await page.mouse.up();
  },
  async key(page) {
    await page.keyboard.press(['Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', ' ', 'p', 's', 'r', 'Enter'][below(10)]);
  },
};

async function memory(page, session) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.filter(({ name }) => ['JSHeapUsedSize', 'Nodes', 'JSEventListeners'].includes(name)).map(({ name, value }) => [name, value]));
}

await run(async context => {
  const page = await open(context), session = await context.newCDPSession(page);
  page.on('dialog', dialog => dialog.dismiss());
  await session.send('Performance.enable');
  const done = {}, measured = [];
  for (let count = 0; count < 200; count++) {
    const kind = Object.keys(kinds)[below(Object.keys(kinds).length)];
    done[kind] = (done[kind] ?? 0) + 1;
    await kinds[kind](page);
    await page.waitForTimeout(20);
    if (count % 50 === 49)
      measured.push(await memory(page, session));
  }

  // What was done leaves a page that still works.
  await page.evaluate(() => {
    document.getElementById('clear-own').click();
    document.querySelector('input[name=data][value=circle]').click();
  });
  await page.fill('#text', '[Network(inputs: 2)]\n[Dense(7), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]');
  await page.waitForFunction(() => document.getElementById('network-title')?.textContent === 'Network 2-7-1');
  return { done, measured, complaints: page.complaints };
});
