// The health of each block, in numbers and in words, and the confusion of the test data.

import type { App } from '../app';
import { byId, element, setText } from '../dom';
import { count, percent, short } from '../numbers';

export class HealthView {
  private readonly body = element('tbody');
  private readonly words = element('ul', { class: 'verdicts' });

  constructor(private readonly app: App) {
    const columns = ['block', '‖gradient‖', 'update / weights', 'activations', 'dead', 'saturated', 'verdict'];
    byId('health').append(
      element('p', { class: 'hint' }, 'Measured while it learns. About 0.001 is a typical update; gradients should not shrink much from the last block to the first.'),
      element('div', { class: 'scroll' }, element('table', {},
        element('thead', {}, element('tr', {}, ...columns.map(name => element('th', { scope: 'col' }, name)))), this.body)),
      this.words);
    app.on('network', () => this.lay());
    app.on('health', () => this.say());
  }

  draw(): void {
    const frame = this.app.frame;
    if (!frame || frame.health.length !== this.body.children.length)
      return;
    frame.health.forEach((figures, index) => {
      const cells = this.body.children[index]!.children, units = Number(this.body.children[index]!.getAttribute('data-units'));
      setText(cells[1]!, short(figures.gradientNorm));
      setText(cells[2]!, short(figures.updateRatio));
      setText(cells[3]!, short(figures.activationRms));
      setText(cells[4]!, `${count(figures.deadUnits)} of ${units}`);
      setText(cells[5]!, percent(figures.saturatedShare));
      const bits: [number, string][] = [[1, 'vanishing'], [2, 'exploding'], [4, 'dead units'], [8, 'saturated'], [16, 'silent units']];
      const verdict = bits.filter(([bit]) => figures.verdict & bit).map(([, word]) => word).join(', ');
      setText(cells[6]!, verdict || 'healthy');
      cells[6]!.className = verdict ? 'ill' : 'well';
    });
  }

  private lay(): void {
    const blocks = this.app.network!.blocks.filter(block => block.parameters > 0);
    this.body.replaceChildren(...blocks.map(block => {
      const row = element('tr', { 'data-units': block.outputs }, element('th', { scope: 'row' }, block.view), ...Array.from({ length: 6 }, () => element('td', {}, '–')));
      row.addEventListener('pointerenter', () => this.app.setHover(block.index));
      row.addEventListener('pointerleave', () => this.app.setHover(null));
      return row;
    }));
    this.words.replaceChildren();
  }

  private say(): void {
    const blocks = this.app.health?.blocks ?? [];
    this.words.replaceChildren(...blocks.filter(block => block.words).map(block => element('li', { class: block.verdict ? 'ill' : 'well' }, element('b', {}, block.view), ` ${block.words}`)));
  }
}

export class ConfusionView {
  private readonly table = element('table', { class: 'confusion' });
  private readonly number = element('p', { id: 'no-confusion', hidden: true });
  private classes = 0;

  constructor(private readonly app: App) {
    byId('confusion').append(
      element('p', { class: 'hint' }, 'Test samples: rows are what they are, columns what the network takes them for.'),
      element('div', { class: 'scroll' }, this.table), this.number);
    app.on('network', () => this.classes = 0);
    app.on('head', () => {
      this.classes = 0;
      this.draw();
    });
  }

  draw(): void {
    const frame = this.app.frame, network = this.app.network;
    if (!frame || !network)
      return;
    const figures = frame.heads[this.app.head], head = network.heads[this.app.head];
    const n = figures ? figures.classCount : frame.classCount, confusion = figures?.confusion ?? frame.confusion;
    this.table.hidden = n === 0;
    this.number.hidden = n > 0;
    if (n === 0)
      return setText(this.number, `${head?.name ?? 'The output'} is a number, from ${short(head?.low)} to ${short(head?.high)} in the training data, and has no classes to confuse. It explains ${short(figures?.testMeasure)} of the variance of the test data (R²).`);
    if (this.classes !== n)
      this.lay(n, head?.classes ?? network.classes);
    for (let actual = 0; actual < n; actual++) {
      const row = confusion.subarray(actual * n, (actual + 1) * n), sum = row.reduce((total, value) => total + value, 0);
      row.forEach((value, predicted) => {
        const cell = this.table.tBodies[0]!.rows[actual]!.cells[predicted + 1]!;
        setText(cell, count(value));
        cell.style.setProperty('--share', String(sum ? value / sum : 0));
      });
    }
  }

  private lay(n: number, names: string[]): void {
    this.classes = n;
    const name = (index: number) => names[index] ?? String(index);
    this.table.replaceChildren(
      element('thead', {}, element('tr', {}, element('td'), ...Array.from({ length: n }, (_, index) => element('th', { scope: 'col' }, name(index))))),
      element('tbody', {}, ...Array.from({ length: n }, (_, actual) => element('tr', {}, element('th', { scope: 'row' }, name(actual)),
        ...Array.from({ length: n }, (_, predicted) => element('td', { class: actual === predicted ? 'right' : 'wrong' }))))));
  }
}
