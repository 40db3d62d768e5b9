// Wrong declarations: the error is at its attribute, the old network keeps training, and the next right text goes on.
import { open, run, settled, text } from './browser.mjs';

await run(async context => {
  const page = await open(context);
  const right = await page.inputValue('#text');
  const cases = [];
  for (const wrong of [right.replace('[Dense(1), Sigmoid]', '[Dense(1), Relu]'), right.replace('Dense(8), Tanh', 'Dense(8), Tahn'), right.replace('Dense(8)', 'Dense(0)')]) {
    await page.fill('#text', wrong);
    await settled(page);
    const seen = await page.evaluate(() => ({
      underlined: [...document.querySelectorAll('.editor mark.error')].map(mark => mark.textContent),
      messages: [...document.querySelectorAll('#problems .error')].map(item => item.textContent),
      invalid: document.getElementById('text').getAttribute('aria-invalid'),
    }));
    await page.click('#problems .error button');
    const selected = await page.evaluate(() => {
      const area = document.getElementById('text');
      return area.value.slice(area.selectionStart, area.selectionEnd);
    });
    const step = Number((await text(page, '#figure-step')).replaceAll(',', ''));
    await page.waitForFunction(step => Number(document.getElementById('figure-step')?.textContent.replaceAll(',', '')) > step, step);
    cases.push({ wrong, ...seen, selected });
  }
  await page.fill('#text', right.replace('Dense(8)', 'Dense(5)'));
  await settled(page);
  const afterwards = { title: await text(page, '#network-title'), problems: await page.locator('#problems li').count(), invalid: await page.getAttribute('#text', 'aria-invalid') };

  // A link that was cut off, and a number that is none.
  const cut = await open(context, { fragment: '#1abcdef' });
  const notice = await text(cut, '#notice');
  await cut.fill('#training input[type=text] >> nth=0', 'fast');
  await cut.keyboard.press('Enter');
  const invalid = await cut.locator('#training input[type=text] >> nth=0').evaluate(input => input.validationMessage);
  return { cases, afterwards, notice, invalid, complaints: [...page.complaints, ...cut.complaints] };
});
