// One sample, step by step, with every number.

import type { App } from '../app';
import { byId, element, setText } from '../dom';
import { count, short } from '../numbers';
import { isPlane, type Request } from '../protocol';
import { stepsOf, type Step } from './lesson';

/** Larger matrices are shortened unless every number is asked for. */
const mostShown = 8;

export class SampleView {
  private readonly list = element('ol', { class: 'steps', 'aria-label': 'Steps of back-propagation' });
  private readonly sentence = element('p', { 'aria-live': 'polite' });
  private readonly maths = element('div', { class: 'maths scroll', tabindex: '0', role: 'region', 'aria-label': 'The numbers of this step' });
  private readonly words = element('p', { class: 'hint' });
  private readonly all = element('input', { type: 'checkbox', id: 'every-number' });
  private readonly index = element('input', { type: 'number', id: 'row', min: 0, value: 0, 'aria-label': 'Training row' });
  private steps: Step[] = [];
  private at = 0;
  /** What was asked for last, to be asked again after a step. */
  private asked: Request | null = null;

  constructor(private readonly app: App) {
    this.all.addEventListener('change', () => this.showStep());
    this.index.addEventListener('change', () => this.takeRow());
    byId('sample').append(
      element('p', { class: 'hint' }, 'What one step does to one sample, in the notation of the lecture: forward, the loss, backward, the update. Click a point in the output, or take a training row.'),
      element('div', { class: 'row' },
        element('label', { class: 'inline', for: 'row' }, 'training row'), this.index,
        element('button', { type: 'button', id: 'take-row', click: () => this.takeRow() }, 'Show'),
        element('button', { type: 'button', id: 'previous-step', click: () => this.go(this.at - 1) }, '← Previous'),
        element('button', { type: 'button', id: 'next-step', click: () => this.go(this.at + 1) }, 'Next →'),
        element('label', { class: 'inline' }, this.all, 'every number of large matrices')),
      this.words, this.list, this.sentence, this.maths);
    app.on('inspection', () => this.show());
    app.on('paused', () => {
      if (this.asked && app.paused && app.paused.reason !== 'reset')
        app.send(this.asked);
    });
  }

  inspect(input: number[], label: number): void {
    this.ask({ type: 'inspect', input, label });
  }

  private takeRow(): void {
    const data = this.app.data, rows = data ? isPlane(data) ? data.train.length / 3 : data.train : 1;
    const row = Math.max(0, Math.min(rows - 1, Math.round(Number(this.index.value) || 0)));
    this.index.value = String(row);
    this.ask({ type: 'inspect', split: 'train', row });
  }

  private ask(request: Request): void {
    this.asked = request;
    this.app.send(request);
  }

  private show(): void {
    const { inspection, network } = this.app;
    if (!inspection || !network) {
      this.steps = [];
      this.list.replaceChildren();
      this.maths.replaceChildren();
      setText(this.sentence, '');
      return setText(this.words, '');
    }
    const input = inspection.input.length <= 4 ? `x = (${inspection.input.map(value => short(value)).join(', ')})` : `${inspection.input.length} inputs`;
    const batch = inspection.batch ? ` BatchNorm has statistics of a batch, so the sample is seen within one: it is ${inspection.batch.words}.` : '';
    setText(this.words, `After ${count(inspection.step)} steps: ${input}, target ${inspection.target.map(value => short(value)).join(', ')}, output ${inspection.output.map(value => short(value)).join(', ')}, loss ${short(inspection.loss)}.${batch}`);
    this.steps = stepsOf(inspection, network);
    this.list.replaceChildren(...this.steps.map((step, index) => {
      const button = element('button', { type: 'button', click: () => this.go(index) }, step.title);
      button.addEventListener('pointerenter', () => this.app.setHover(step.block));
      button.addEventListener('pointerleave', () => this.app.setHover(null));
      return element('li', {}, button);
    }));
    this.at = Math.min(this.at, Math.max(0, this.steps.length - 1));
    this.showStep();
  }

  private go(index: number): void {
    if (this.steps.length === 0)
      return this.takeRow();
    this.at = Math.max(0, Math.min(this.steps.length - 1, index));
    this.showStep();
    this.app.setHover(this.steps[this.at]!.block);
  }

  private showStep(): void {
    const step = this.steps[this.at];
    [...this.list.children].forEach((item, index) => {
      const button = item.firstElementChild!;
      if (index === this.at)
        button.setAttribute('aria-current', 'step');
      else
        button.removeAttribute('aria-current');
    });
    if (!step)
      return this.maths.replaceChildren();
    setText(this.sentence, `${this.at + 1} of ${this.steps.length}. ${step.sentence}`);
    this.maths.replaceChildren(...step.formulas(this.all.checked ? Infinity : mostShown));
  }
}
