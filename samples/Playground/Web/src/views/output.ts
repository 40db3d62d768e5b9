// The output panel: the decision region, where points are painted and samples chosen, or the drawn digit; the loss curves below.

import type { App } from '../app';
import { byId, element, setText } from '../dom';
import { percent, short } from '../numbers';
import { isPlane } from '../protocol';
import type { Topology } from '../topology';
import { DigitView } from './digit';
import { HeadTabs } from './headtabs';
import { LossView } from './loss';
import { Painter, type Tool } from './painter';
import { RegionView } from './region';

export class OutputView {
  private readonly region: RegionView;
  private readonly loss: LossView;
  private readonly digit: DigitView;
  private readonly canvas = element('canvas', { id: 'region', tabindex: '0', role: 'application', 'aria-describedby': 'region-words' });
  private readonly plane = element('div', {});
  private readonly words = element('p', { class: 'hint', id: 'region-words' });
  private readonly tools = element('div', { class: 'row', role: 'radiogroup', 'aria-label': 'What a click on the square does' });
  private readonly legend = element('p', { class: 'legend' });
  private tool: Tool = 'look';
  private shownTools = -1;
  private readonly painter: Painter;
  private place: [number, number] | null = null;
  private probed = 0;

  constructor(private readonly app: App, topology: Topology, private readonly inspect: (place: number[], label: number) => void) {
    this.region = new RegionView(app, this.canvas);
    this.painter = new Painter(app, topology);
    const curves = element('canvas', { id: 'losses', role: 'img', 'aria-label': 'Loss curves of training and test' });
    this.loss = new LossView(app, curves);
    this.digit = new DigitView(app, inspect);
    const test = element('input', { type: 'checkbox', id: 'show-test' });
    test.addEventListener('change', () => {
      this.region.showsTest = test.checked;
      this.draw();
    });
    this.plane.append(this.canvas, this.tools, element('label', { class: 'inline' }, test, 'show test points (outlined)'), this.words);
    byId('output').append(new HeadTabs(app).root, this.plane, this.digit.root, this.legend, curves);
    this.canvas.addEventListener('pointerdown', event => this.press(event));
    this.canvas.addEventListener('pointermove', event => this.move(event));
    for (const event of ['pointerup', 'pointercancel'])
      this.canvas.addEventListener(event, () => this.painter.end());
    this.canvas.addEventListener('pointerleave', () => this.probe(null));
    this.canvas.addEventListener('keydown', event => this.key(event));
    this.canvas.addEventListener('blur', () => {
      this.region.cross = null;
      this.draw();
    });
    app.on(['network', 'state'], () => this.show());
    app.on(['data', 'unit', 'head', 'palette'], () => this.draw());
    app.on('inspection', () => {
      const input = app.inspection?.input;
      this.region.mark = input?.length === 2 ? [input[0]!, input[1]!] : null;
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  draw(): void {
    const frame = this.app.frame;
    if (this.app.isPlane) {
      this.region.draw();
      this.say();
    } else
      this.digit.draw();
    this.loss.draw();
    if (frame)
      setText(this.legend, this.losses());
  }

  /** The losses that the curves show: of the network, or of the head that is looked at and of their weighted sum. */
  private losses(): string {
    const { frame, network, head } = this.app, figures = frame!.heads[head], shown = network?.heads[head];
    const text = (name: string, train: number, test: number) => `${name}: training ${train.toFixed(4)} (line), test ${test.toFixed(4)} (dashes)`;
    if (!figures || !shown)
      return text('Loss', frame!.trainLoss, frame!.testLoss);
    const measure = figures.classCount > 0 ? `accuracy ${percent(figures.testMeasure)}` : `R² ${figures.testMeasure.toFixed(3)}`;
    const sum = network!.heads.map(each => `${each.weight === 1 ? '' : `${short(each.weight)} · `}${each.name}`).join(' + ');
    return `${text(`Loss of ${shown.name}`, figures.trainLoss, figures.testLoss)}; ${measure} on the test data. Grey: what is minimised, ${sum} = ${frame!.trainLoss.toFixed(4)}.`;
  }

  private show(): void {
    this.plane.hidden = !this.app.isPlane;
    this.digit.root.hidden = this.app.isPlane;
    const heads = this.app.network?.heads ?? [];
    const outputs = heads.length > 0 ? heads.find(head => head.target === 'class')?.outputs ?? 1 : this.app.network?.outputs ?? 1, classes = Math.max(2, outputs, 1 + Math.max(...this.app.state.own.map(point => point[2]), 0));
    if (this.shownTools !== classes)
      this.offerTools(classes);
    this.say();
    this.canvas.setAttribute('aria-label', 'The decision region of the network on the square from −1 to 1');
  }

  private offerTools(classes: number): void {
    this.shownTools = classes;
    const tools: [Tool, string, string][] = [['look', 'Look', '']];
    for (let label = 0; label < Math.min(10, classes + 1); label++)
      tools.push([label, label < classes ? `Class ${label}` : 'New class', `swatch class${label}`]);
    tools.push(['erase', 'Erase', '']);
    this.tools.replaceChildren(...tools.map(([tool, label, swatch]) => {
      const radio = element('input', { type: 'radio', name: 'tool', value: tool, checked: tool === this.tool });
      radio.addEventListener('change', () => this.tool = tool);
      return element('label', { class: 'tab' }, radio, ...swatch ? [element('span', { class: swatch })] : [], label);
    }));
  }

  private placeOf(event: PointerEvent): [number, number] {
    const size = this.canvas.clientWidth, round = (value: number) => Math.max(-1, Math.min(1, Math.round(value * 1000) / 1000));
    return [round(2 * event.offsetX / size - 1), round(1 - 2 * event.offsetY / size)];
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0)
      return;
    const place = this.placeOf(event);
    if (this.tool === 'look')
      return this.look(place);
    this.canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
    this.painter.begin(this.tool);
    this.paint(place);
  }

  private paint(place: [number, number]): void {
    this.painter.paint(place);
    this.draw();
  }

  private move(event: PointerEvent): void {
    const place = this.placeOf(event);
    if (this.painter.isPainting)
      this.paint(place);
    else
      this.probe(place);
  }

  /** What the network says at the place under the mouse comes with the next frames. */
  private probe(place: [number, number] | null): void {
    if (place && performance.now() - this.probed < 60)
      return;
    this.probed = performance.now();
    this.place = place;
    this.app.send({ type: 'probe', input: place });
    this.say();
  }

  private say(): void {
    const probe = this.app.frame?.probe, place = this.place;
    setText(this.words, place && probe?.length
      ? `At (${place.map(value => short(value, 2)).join(', ')}) the network says ${this.saying(probe)}.${this.slopes()}`
      : 'Click a place to follow one sample there; paint points with the mouse or a finger. Keyboard: arrow keys move a cross, Space acts there.');
  }

  /** What the outputs say, head by head. */
  private saying(probe: Float32Array): string {
    const numbers = (from: number, to: number) => Array.from(probe.subarray(from, to), value => short(value)).join(', ');
    const heads = this.app.network?.heads ?? [];
    return heads.length === 0 ? numbers(0, probe.length) : heads.map(head => `${head.name} ${numbers(head.offset, head.offset + head.outputs)}`).join('; ');
  }

  /** The derivatives by the inputs at the place under the mouse, of each output that is shown. */
  private slopes(): string {
    const values = this.app.frame?.probeSlopes;
    if (!values?.length)
      return '';
    const rows = Array.from({ length: values.length / 2 }, (_, row) => `(${short(values[2 * row]!)}, ${short(values[2 * row + 1]!)})`);
    return rows.length === 1 ? ` There ∂y/∂x = ${rows[0]}.` : ` There ${rows.map((row, index) => `∂y${sub(index + 1)}/∂x = ${row}`).join(', ')}.`;
  }

  /** The nearest point of the training data, if it is near; otherwise the place itself with the class the network sees there. */
  private look(place: [number, number]): void {
    const data = this.app.data;
    let [best, distance] = [-1, 0.05];
    if (data && isPlane(data)) {
      for (let at = 0; at < data.train.length; at += 3) {
        const away = Math.hypot(data.train[at]! - place[0], data.train[at + 1]! - place[1]);
        if (away < distance)
          [best, distance] = [at, away];
      }
      if (best >= 0)
        return this.inspect([data.train[best]!, data.train[best + 1]!], data.train[best + 2]!);
    }
    const frame = this.app.frame, side = frame?.regionSide ?? 0;
    const cell = Math.min(side - 1, Math.floor((1 - place[1]) / 2 * side)) * side + Math.min(side - 1, Math.floor((place[0] + 1) / 2 * side));
    this.inspect(place, frame?.classes[cell] ?? 0);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const cross = this.region.cross ?? [0, 0];
    if (step) {
      const clamp = (value: number) => Math.max(-1, Math.min(1, Math.round(value * 1000) / 1000));
      this.region.cross = [clamp(cross[0] + step[0]! * (event.shiftKey ? 0.2 : 0.05)), clamp(cross[1] + step[1]! * (event.shiftKey ? 0.2 : 0.05))];
    } else if (event.key === ' ' || event.key === 'Enter') {
      this.region.cross ??= [0, 0];
      if (this.tool === 'look')
        this.look(cross);
      else {
        this.painter.begin(this.tool);
        this.paint(cross);
        this.painter.end();
      }
    } else
      return;
    event.preventDefault();
    this.draw();
  }
}

/** y₁, y₂ … */
function sub(number: number): string {
  return String(number).replace(/\d/g, digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
}
