// The output panel: the decision region, where points are painted and samples chosen, or the drawn digit; the loss curves below.

import type { App } from '../app';
import { byId, element, setText } from '../dom';
import { isPlane, type Label } from '../protocol';
import type { Topology } from '../topology';
import { DigitView } from './digit';
import { LossView } from './loss';
import { RegionView } from './region';

type Tool = 'look' | 'erase' | number;

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
  /** Points that are being painted: the state changes when the stroke ends. */
  private stroke: Label[] | null = null;
  private lastPlace: [number, number] | null = null;

  constructor(private readonly app: App, private readonly topology: Topology, private readonly inspect: (place: number[], label: number) => void) {
    this.region = new RegionView(app, this.canvas);
    const curves = element('canvas', { id: 'losses', role: 'img', 'aria-label': 'Loss curves of training and test' });
    this.loss = new LossView(app, curves);
    this.digit = new DigitView(app, inspect);
    const test = element('input', { type: 'checkbox', id: 'show-test' });
    test.addEventListener('change', () => {
      this.region.showsTest = test.checked;
      this.draw();
    });
    this.plane.append(this.canvas, this.tools, element('label', { class: 'inline' }, test, 'show test points (outlined)'), this.words);
    byId('output').append(this.plane, this.digit.root, this.legend, curves);
    this.canvas.addEventListener('pointerdown', event => this.press(event));
    this.canvas.addEventListener('pointermove', event => this.move(event));
    for (const event of ['pointerup', 'pointercancel'])
      this.canvas.addEventListener(event, () => this.lift());
    this.canvas.addEventListener('keydown', event => this.key(event));
    this.canvas.addEventListener('blur', () => {
      this.region.cross = null;
      this.draw();
    });
    app.on(['network', 'state'], () => this.show());
    app.on(['data', 'unit', 'palette'], () => this.draw());
    app.on('inspection', () => {
      const input = app.inspection?.input;
      this.region.mark = input?.length === 2 ? [input[0]!, input[1]!] : null;
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  draw(): void {
    const frame = this.app.frame;
    if (this.app.isPlane)
      this.region.draw();
    else
      this.digit.draw();
    this.loss.draw();
    if (frame)
      setText(this.legend, `Loss: training ${frame.trainLoss.toFixed(4)} (line), test ${frame.testLoss.toFixed(4)} (dashes)`);
  }

  private show(): void {
    this.plane.hidden = !this.app.isPlane;
    this.digit.root.hidden = this.app.isPlane;
    const outputs = this.app.network?.outputs ?? 1, classes = Math.max(2, outputs, 1 + Math.max(...this.app.state.own.map(point => point[2]), 0));
    if (this.shownTools !== classes)
      this.offerTools(classes);
    setText(this.words, this.app.unit === null ? 'Click a place to follow one sample there; paint points with the mouse or a finger. Keyboard: arrow keys move a cross, Space acts there.' : '');
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
    this.stroke = [...this.app.state.own];
    this.lastPlace = null;
    this.paint(place);
  }

  private move(event: PointerEvent): void {
    const place = this.placeOf(event);
    if (this.stroke)
      this.paint(place);
    else
      this.app.send({ type: 'probe', input: place });
  }

  private lift(): void {
    if (!this.stroke)
      return;
    const own = this.stroke;
    this.stroke = null;
    this.useOwn(own);
  }

  private useOwn(own: Label[]): void {
    const classes = 1 + Math.max(1, ...own.map(point => point[2]));
    this.app.change({ own, declaration: this.topology.withClasses(this.app.state.declaration, classes) });
  }

  /** A point every few pixels; what is painted shows at once. */
  private paint(place: [number, number]): void {
    const most = this.app.hello?.limits.own ?? 2000;
    if (!this.stroke || (this.lastPlace && Math.hypot(place[0] - this.lastPlace[0], place[1] - this.lastPlace[1]) < 0.04))
      return;
    this.lastPlace = place;
    if (this.tool === 'erase') {
      this.stroke = this.stroke.filter(([x, y]) => Math.hypot(x - place[0], y - place[1]) > 0.08);
    } else if (this.tool !== 'look') {
      if (this.stroke.length >= most)
        return this.app.tell(`There are ${most} own points, which is the limit. Erase some to paint others.`);
      this.stroke.push([place[0], place[1], this.tool]);
      const data = this.app.data;
      if (data && isPlane(data)) {
        data.train.push(place[0], place[1], this.tool);
        data.classes = Math.max(data.classes, this.tool + 1);
      }
    }
    this.draw();
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
        this.stroke = [...this.app.state.own];
        this.lastPlace = null;
        this.paint(cross);
        this.lift();
      }
    } else
      return;
    event.preventDefault();
    this.draw();
  }
}
