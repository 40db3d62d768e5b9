// The data: seven shapes in the plane, own points, a pasted table, digits.

import type { App } from '../app';
import { byId, element, fit } from '../dom';
import { percent } from '../numbers';
import { css, palette } from '../palette';
import type { State } from '../protocol';
import type { Topology } from '../topology';
import { slider, type Field } from './fields';
import { pictureOf } from './pictures';

const digitNetwork = '[Network(inputs: 64)]\n[Dense(32), Relu]\n[Dense(10), Softmax]\n[CrossEntropy]';
const planeNetwork = '[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]';

export class DataView {
  private readonly sets = element('div', { class: 'sets', role: 'radiogroup', 'aria-label': 'Data set' });
  private readonly words = element('p', { class: 'hint', id: 'data-words' });
  private readonly fields: [Field<number>, keyof State, boolean][];
  private readonly csv = element('textarea', { id: 'csv', rows: 5, spellcheck: 'false', placeholder: 'x,y,label\n0.5,-0.2,red\n-0.4,0.9,blue', 'aria-describedby': 'csv-words' });
  private readonly csvWords = element('p', { class: 'hint', id: 'csv-words', 'aria-live': 'polite' }, 'Two columns of numbers, a label and, if you like, another number as the target of a second head; with or without a header. Numbers beyond −1 to 1 are scaled.');

  constructor(private readonly app: App, private readonly topology: Topology) {
    const set = <K extends keyof State>(key: K) => (value: number) => app.change({ [key]: value });
    this.fields = [
      [slider('Points', 'Training and test points together.', [20, 2000, 20], set('points')), 'points', true],
      [slider('Noise', 'How far points stray from their places.', [0, 0.5, 0.01], set('noise'), value => value.toFixed(2)), 'noise', true],
      [slider('Test share', 'Kept away from training: only they tell what the network has understood.', [0.1, 0.9, 0.05], set('testShare'), percent), 'testShare', false],
    ];
    byId('data').append(
      this.sets, this.words,
      ...this.fields.map(([field]) => field.root),
      element('div', { class: 'row' },
        element('button', { type: 'button', click: () => app.change({ dataSeed: app.state.dataSeed + 1 }) }, 'Other points'),
        element('button', { type: 'button', id: 'clear-own', click: () => this.clear() }, 'Remove own points')),
      element('details', {},
        element('summary', {}, 'Paste a table'),
        element('label', { for: 'csv' }, 'Comma-separated values'), this.csv, this.csvWords,
        element('button', { type: 'button', click: () => this.paste() }, 'Use these points')));
    app.on('hello', () => this.offer());
    app.on('state', () => this.show());
    app.on('points', () => this.takePoints());
    app.on('palette', () => this.drawSets());
  }

  private offer(): void {
    this.sets.replaceChildren(...this.app.hello!.catalogue.data.map(data => {
      const radio = element('input', { type: 'radio', name: 'data', value: data.id, class: 'unseen' });
      radio.addEventListener('change', () => this.choose(data.id, data.inputs, data.classes));
      return element('label', { class: 'set', title: data.text }, radio, element('canvas', { 'data-set': data.id, 'aria-hidden': 'true' }), element('span', {}, data.label ?? data.id));
    }));
    this.drawSets();
  }

  private drawSets(): void {
    const { classes, paper } = palette();
    for (const canvas of this.sets.querySelectorAll('canvas')) {
      const { context, width, height } = fit(canvas);
      context.fillStyle = css(paper);
      context.fillRect(0, 0, width, height);
      for (const [x, y, label] of pictureOf(canvas.getAttribute('data-set')!)) {
        context.fillStyle = css(classes[label]!);
        context.beginPath();
        context.arc((x + 1) / 2 * width, (1 - y) / 2 * height, 1.6, 0, 7);
        context.fill();
      }
    }
  }

  /** Other data may need another network: as many inputs, and an end that fits the classes. */
  private choose(data: string, inputs: number, classes: number): void {
    const present = this.app.network?.inputs ?? 2;
    let declaration = this.app.state.declaration;
    if (inputs !== present)
      declaration = inputs === 64 ? digitNetwork : planeNetwork;
    else if (inputs === 2)
      declaration = this.topology.withClasses(declaration, Math.max(classes, 2, 1 + Math.max(0, ...this.app.state.own.map(point => point[2]))));
    this.app.change({ data, declaration: data === 'own' ? declaration : this.withoutValue(declaration) });
  }

  /** The values of a pasted table are not those of a shape. */
  private withoutValue(declaration: string): string {
    return this.topology.headsOf(declaration)[1]?.name.toLowerCase() === 'value' ? this.topology.withSecondHead(declaration, 'radius') : declaration;
  }

  private show(): void {
    const state = this.app.state, isDigits = state.data === 'digits';
    for (const [field, key, isGenerated] of this.fields) {
      field.show(state[key] as number);
      field.root.hidden = isGenerated && (isDigits || state.data === 'own');
    }
    const chosen = this.app.hello?.catalogue.data.find(data => data.id === state.data);
    this.words.textContent = chosen ? chosen.text : '';
    for (const radio of this.sets.querySelectorAll('input'))
      radio.checked = radio.value === state.data;
    byId<HTMLButtonElement>('clear-own').disabled = state.own.length === 0;
  }

  private clear(): void {
    const isOwn = this.app.state.data === 'own';
    this.app.change({ own: [], ...(isOwn ? { data: 'circle' } : {}), declaration: this.withoutValue(this.topology.withClasses(this.app.state.declaration, 2)) });
  }

  private paste(): void {
    if (this.csv.value.trim() === '') {
      this.csvWords.textContent = 'The field is empty: paste a table first.';
      return;
    }
    this.app.send({ type: 'csv', text: this.csv.value });
  }

  private takePoints(): void {
    const reply = this.app.points!;
    this.csvWords.textContent = `${reply.points.length} points. ${reply.text}`;
    const classes = Math.max(2, reply.classes.length);
    const declaration = (this.app.network?.inputs ?? 2) === 2 ? this.app.state.declaration : planeNetwork;
    this.app.change({ data: 'own', own: reply.points, declaration: this.topology.withClasses(declaration, classes) });
  }
}
