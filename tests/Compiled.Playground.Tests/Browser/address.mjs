// The address bar: it follows every change, a reload gives back what was there, and another link in the same tab is followed.
import { link, open, run, settled, text } from './browser.mjs';

await run(async context => {
  const page = await open(context);
  const fresh = await page.evaluate(() => location.hash);
  const hash = () => page.evaluate(() => location.hash);
  const changed = async before => {
    await page.waitForFunction(before => location.hash !== before, before);
    return hash();
  };

  await page.click('#add-layer');
  await settled(page);
  const layered = await changed(fresh);
  const entries = await page.evaluate(() => history.length);
  await page.reload({ waitUntil: 'load' });
  await page.waitForFunction(() => document.documentElement.dataset.learning !== undefined);
  const reloaded = await page.inputValue('#text');

  // Paused, it holds the step and the hash, and a reload trains as far and compares.
  await page.click('#play');
  await changed(layered);
  const step = await text(page, '#figure-step');
  await page.reload({ waitUntil: 'load' });
  await page.waitForFunction(() => /bits/.test(document.getElementById('verdict')?.textContent));
  const again = [await text(page, '#figure-step'), await text(page, '#verdict')];

  // Playing on, there is no step to come back to.
  const paused = await hash();
  await page.click('#play');
  const playing = await changed(paused);

  // Another link, then the button 'Back', then one that is damaged.
  await page.evaluate(other => { location.hash = other; }, link({ data: 'xor', rate: 0.03 }));
  await page.waitForFunction(() => document.querySelector('input[name=data][value=xor]')?.checked);
  await settled(page);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('input[name=data][value=circle]')?.checked);
  await settled(page);
  const back = [await page.inputValue('#text'), await hash()];
  await page.evaluate(() => { location.hash = '#1zzzz'; });
  await page.waitForFunction(() => document.getElementById('notice')?.hidden === false);
  const notice = await text(page, '#notice'), kept = await page.inputValue('#text');

  // The first example needs no link.
  await page.evaluate(() => { location.hash = ''; });
  await page.waitForFunction(() => document.getElementById('network-title')?.textContent === 'Network 2-8-8-1');
  const home = await hash();

  // Many changes at once are few changes of the address, which browsers limit.
  const writes = await page.evaluate(async () => {
    const began = performance.now();
    let count = 0;
    const replace = history.replaceState;
    history.replaceState = function (...args) { count++; return replace.apply(this, args); };
    const slider = document.querySelector('#data input[type=range]');
    for (let value = 0; value < 100; value++) {
      slider.value = String(100 + 20 * (value % 50));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(done => setTimeout(done, 10));
    }
    await new Promise(done => setTimeout(done, 800));
    // One in 350 ms at most, however slow this machine is.
    return [count, Math.ceil((performance.now() - began) / 350) + 1];
  });
  return { fresh, layered: layered.slice(0, 2), entries: [entries, await page.evaluate(() => history.length)], reloaded, step, again, playing: [playing === paused, playing === layered], back: [back[0], back[1] === playing], notice, kept, home, writes, complaints: page.complaints };
});
