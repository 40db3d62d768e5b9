// A visit: the network learns, points are drawn, a block is added, the circle is learned within 3,000 steps, the bits come out again.
import { lastState, link, open, repaints, run, settled, text } from './browser.mjs';

await run(async context => {
  const page = await open(context);
  const learning = Number(await page.evaluate(() => document.documentElement.dataset.learning));
  const framesPerSecond = await repaints(page, 3000);

  await page.click('.tab:has(input[name=tool][value="1"])');
  const box = await page.locator('#region').boundingBox();
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 40, { steps: 12 });
  await page.mouse.up();
  await page.waitForFunction(() => document.getElementById('clear-own')?.disabled === false);
  await settled(page);
  const drawn = lastState(page).own;

  const before = await page.inputValue('#text');
  await page.selectOption('#add-kind', 'LayerNorm');
  await page.click('#add-block');
  await page.click('#add-layer');
  await settled(page);
  const declaration = await page.inputValue('#text'), title = await text(page, '#network-title');

  await page.hover('.blocks li:has-text("LayerNorm")');
  await page.waitForFunction(() => document.querySelector('.code .mark') !== null);
  const highlighted = await page.evaluate(() => ({ editor: document.querySelector('.editor mark.block')?.textContent, code: document.querySelectorAll('.code .mark').length }));
  const complaints = [...page.complaints];
  await page.close();

  // The first example, exactly 3,000 steps.
  const circle = await open(context, { fragment: link({}, 3000) });
  await circle.waitForFunction(() => document.getElementById('hash')?.textContent.length > 60);
  const accuracy = await text(circle, '#figure-accuracy'), steps = await text(circle, '#figure-step');
  const hash = (await text(circle, '#hash')).replaceAll(/\s/g, '');
  const figures = await circle.evaluate(() => Object.fromEntries([...document.querySelectorAll('#figures dd')].map(value => [value.id.slice(7), value.textContent])));
  await circle.click('#replay');
  await circle.waitForFunction(() => /bits/.test(document.getElementById('verdict')?.textContent));
  const replay = await text(circle, '#verdict');

  const files = await circle.evaluate(async () => {
    const answers = {};
    for (const anchor of document.querySelectorAll('.files a')) {
      const response = await fetch(anchor.href);
      answers[anchor.getAttribute('href').split('/').at(-1)] = [response.status, (await response.arrayBuffer()).byteLength];
    }
    return answers;
  });

  // The link of the address bar, in another tab.
  await circle.click('#copy');
  await circle.waitForFunction(() => /^Copied|in the address bar/.test(document.querySelector('#take .hint')?.textContent));
  const fragment = await circle.evaluate(() => location.hash);
  const again = await open(context, { fragment });
  await again.waitForFunction(() => /bits/.test(document.getElementById('verdict')?.textContent));
  const linked = await text(again, '#verdict');

  // What tests/Compiled.Playground.Console trains: its hash is compared there.
  const program = await open(context, { fragment: link({
    declaration: '[Network(inputs: 2)]\n[Dense(8), Tanh, Dropout(0.1)]\n[Dense(8), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]',
    seed: 7, optimizer: 'Sgd', rate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.001, l1: 0.0001, clipNorm: 1, batch: 10, schedule: 'Cosine', scheduleSteps: 800,
  }, 1000) });
  await program.waitForFunction(() => document.getElementById('hash')?.textContent.length > 60);
  const programHash = (await text(program, '#hash')).replaceAll(/\s/g, '');
  const trainingData = await program.evaluate(async () => (await fetch(document.querySelector('.files a[href$="train.csv"]').href)).text());
  return { programHash, trainingData, learning, framesPerSecond, drawn, before, declaration, title, highlighted, accuracy, steps, hash, figures, replay, files, fragment, linked, complaints: [...complaints, ...circle.complaints, ...again.complaints, ...program.complaints] };
});
