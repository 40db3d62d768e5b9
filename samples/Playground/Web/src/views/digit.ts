// A digit drawn on 8x8 cells, and what the network makes of it while it learns.

import type { App } from '../app';
import { element, fit } from '../dom';
import { percent, short } from '../numbers';
import { css, mix, palette } from '../palette';
import { isPlane } from '../protocol';

export class DigitView {
  private readonly canvas = element('canvas', { id: 'digit', tabindex: '0', role: 'application', 'aria-label': 'Eight by eight cells to draw a digit on. Arrow keys move, Space draws, Backspace clears.' });
  private readonly bars = element('ol', { class: 'bars', start: 0, 'aria-label': 'Probability of each digit' });
  private readonly samples = element('div', { class: 'samples', role: 'group', 'aria-label': 'Digits of the training data' });
  private readonly words = element('p', { class: 'hint', hidden: true }, '∂y/∂x of the answer: where more ink speaks for it (blue) and where against it (orange).');
  readonly root = element('div', { class: 'digits', hidden: true },
    element('p', { class: 'hint' }, 'Draw a digit with the mouse, a finger or the keyboard, or take one of the training data.'),
    element('div', { class: 'pair' }, this.canvas, this.bars),
    this.words,
    element('div', { class: 'row' },
      element('button', { type: 'button', click: () => this.set(new Array<number>(64).fill(0)) }, 'Clear'),
      element('label', { class: 'inline' }, 'It is a ', element('select', { id: 'digit-label' }, ...Array.from({ length: 10 }, (_, digit) => element('option', { value: digit }, String(digit))))),
      element('button', { type: 'button', click: () => this.follow() }, 'Follow it step by step')),
    this.samples);
  private cell: number | null = null;
  private isDrawing = false;

  constructor(private readonly app: App, private readonly inspect: (input: number[], label: number) => void) {
    this.canvas.addEventListener('pointerdown', event => {
      this.isDrawing = true;
      this.canvas.setPointerCapture(event.pointerId);
      this.brush(event);
    });
    this.canvas.addEventListener('pointermove', event => this.isDrawing && this.brush(event));
    for (const event of ['pointerup', 'pointercancel'])
      this.canvas.addEventListener(event, () => this.isDrawing = false);
    this.canvas.addEventListener('keydown', event => this.key(event));
    this.canvas.addEventListener('blur', () => {
      this.cell = null;
      this.draw();
    });
    app.on('data', () => this.offer());
    app.on('network', () => this.send());
  }

  draw(): void {
    const { context, width } = fit(this.canvas), { paper, ink, line, accent } = palette(), size = width / 8;
    this.app.digit.forEach((value, cell) => {
      context.fillStyle = css(mix(paper, ink, value / 16));
      context.fillRect(cell % 8 * size, Math.floor(cell / 8) * size, size + 1, size + 1);
    });
    this.drawSlopes(context, size);
    context.strokeStyle = css(line);
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, width - 1, width - 1);
    if (this.cell !== null) {
      context.strokeStyle = css(accent);
      context.lineWidth = 2;
      context.strokeRect(this.cell % 8 * size + 1, Math.floor(this.cell / 8) * size + 1, size - 2, size - 2);
    }
    this.showBars();
  }

  /** ∂y/∂x of the answer as a dot in each cell: more ink there speaks for it (blue) or against it (orange). */
  private drawSlopes(context: CanvasRenderingContext2D, size: number): void {
    const slopes = this.app.frame?.probeSlopes;
    this.words.hidden = slopes?.length !== 64;
    if (slopes?.length !== 64)
      return;
    const most = Math.max(1e-9, ...slopes.map(Math.abs)), { classes, paper } = palette();
    slopes.forEach((slope, cell) => {
      context.beginPath();
      context.arc((cell % 8 + 0.5) * size, (Math.floor(cell / 8) + 0.5) * size, 0.4 * size * Math.sqrt(Math.abs(slope) / most), 0, 7);
      context.fillStyle = css(classes[slope < 0 ? 0 : 1]!);
      context.strokeStyle = css(paper);
      context.lineWidth = 1;
      context.fill();
      context.stroke();
    });
  }

  private showBars(): void {
    const heads = this.app.network?.heads ?? [], head = heads[this.app.head];
    const outputs = this.app.frame?.probe, probe = head && outputs ? outputs.subarray(head.offset, head.offset + head.outputs) : outputs;
    // One output tells two classes apart, or is a number.
    const names = head?.classes ?? this.app.network?.classes ?? [], classes = probe?.length === 1 ? [names[1] ?? head?.name ?? ''] : names;
    if (!probe || probe.length !== classes.length)
      return;
    const isNumber = head?.classes.length === 0;
    while (this.bars.children.length > classes.length)
      this.bars.lastElementChild!.remove();
    classes.forEach((name, index) => {
      const row = this.bars.children[index] as HTMLElement | undefined ?? this.bars.appendChild(element('li', {}, element('span', { class: 'name' }, name), element('span', { class: 'bar' }), element('span', { class: 'value' })));
      const share = Math.max(0, Math.min(1, probe[index]!));
      (row.children[1] as HTMLElement).style.setProperty('--share', String(share));
      row.children[0]!.textContent = name;
      row.children[2]!.textContent = isNumber ? short(probe[index]) : percent(share);
      row.classList.toggle('best', probe[index] === Math.max(...probe));
    });
  }

  private offer(): void {
    const data = this.app.data;
    if (!data || isPlane(data))
      return;
    this.samples.replaceChildren(...data.pictures.slice(0, 20).map((picture, index) => {
      const canvas = element('canvas', { width: 8, height: 8 });
      const { paper, ink } = palette(), context = canvas.getContext('2d')!;
      picture.forEach((value, cell) => {
        context.fillStyle = css(mix(paper, ink, value / 16));
        context.fillRect(cell % 8, Math.floor(cell / 8), 1, 1);
      });
      const button = element('button', { type: 'button', class: 'sample', 'aria-label': `Training row ${index}: a ${data.labels[index]}` }, canvas);
      button.addEventListener('click', () => {
        (this.root.querySelector('#digit-label') as HTMLSelectElement).value = String(data.labels[index]);
        this.set([...picture]);
      });
      return button;
    }));
    if (this.app.digit.every(value => value === 0) && data.pictures[0])
      this.set([...data.pictures[0]]);
  }

  private set(digit: number[]): void {
    this.app.digit = digit;
    this.send();
    this.draw();
  }

  private send(): void {
    if (!this.app.isPlane)
      this.app.send({ type: 'probe', input: this.app.digit });
  }

  /** A soft brush: the cell under it, and some of the cells around. */
  private brush(event: PointerEvent): void {
    const size = this.canvas.clientWidth / 8, x = event.offsetX / size - 0.5, y = event.offsetY / size - 0.5;
    this.set(this.app.digit.map((value, cell) => Math.min(16, Math.round(Math.max(value, 20 - 16 * Math.hypot(cell % 8 - x, Math.floor(cell / 8) - y))))));
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -8, ArrowDown: 8 }[event.key];
    const cell = this.cell ?? 0;
    if (step)
      this.cell = this.cell === null ? 0 : cell + step >= 0 && cell + step < 64 ? cell + step : cell;
    else if (event.key === ' ')
      this.set(this.app.digit.map((value, index) => index === cell ? (value >= 16 ? 0 : 16) : value));
    else if (event.key === 'Backspace')
      this.set(new Array<number>(64).fill(0));
    else
      return;
    event.preventDefault();
    this.draw();
  }

  private follow(): void {
    this.inspect(this.app.digit, Number((this.root.querySelector('#digit-label') as HTMLSelectElement).value));
  }
}
