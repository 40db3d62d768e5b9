// The network as a picture that lives: each unit's own region, and the weights between them as lines.

import type { App } from '../app';
import { byId, element, fit, setText } from '../dom';
import { compact, short } from '../numbers';
import { css, mix, palette, word } from '../palette';
import type { Topology } from '../topology';
import { layOut, type Column, type Tile } from './graph';
import { HeadsView } from './heads';
import { paintThumb } from './region';

/** More lines than this between two columns are not drawn; the strongest are. */
const mostLines = 500;

export class NetworkView {
  private columns: Column[] = [];
  private readonly canvas = element('canvas', { id: 'graph', tabindex: '0', role: 'img', 'aria-describedby': 'graph-words' });
  private readonly paper = element('div', { class: 'paper' });
  private readonly words = element('p', { id: 'graph-words', class: 'hint' });
  private readonly title = byId('network-title');
  private readonly heads: HeadsView;
  private readonly scratch = document.createElement('canvas');
  private size = '';

  constructor(private readonly app: App, topology: Topology) {
    this.heads = new HeadsView(app, topology);
    this.paper.append(this.heads.root, this.canvas);
    byId('network').append(element('div', { class: 'title' }, this.title, this.heads.toolbar), element('div', { class: 'graph scroll' }, this.paper), this.words);
    app.on('network', () => this.lay());
    app.on(['unit', 'hover', 'head'], () => this.draw());
    new ResizeObserver(() => this.lay()).observe(this.canvas);
    this.canvas.addEventListener('pointermove', event => this.point(event.offsetX, event.offsetY));
    this.canvas.addEventListener('pointerleave', () => this.choose(null));
    this.canvas.addEventListener('blur', () => this.choose(null));
    this.canvas.addEventListener('keydown', event => this.key(event));
    this.canvas.addEventListener('click', () => this.showHead());
  }

  draw(): void {
    const network = this.app.network;
    if (!network || this.columns.length === 0)
      return;
    const { context, width, height } = fit(this.canvas);
    context.clearRect(0, 0, width, height);
    for (let index = 1; index < this.columns.length; index++)
      this.drawLines(context, this.columns[this.columns[index]!.source]!, this.columns[index]!);
    for (const column of this.columns)
      this.drawTiles(context, column);
    this.describe();
  }

  private lay(): void {
    const network = this.app.network;
    if (!network || this.canvas.clientWidth === 0)
      return;
    // On narrow screens deep networks are scrolled sideways.
    this.paper.style.minWidth = `${78 * (1 + network.blocks.filter(block => block.kind === 'Dense').length)}px`;
    this.columns = layOut(network, this.canvas.clientWidth, this.canvas.clientHeight);
    const size = `${network.revision} ${this.canvas.clientWidth}`;
    if (size !== this.size) {
      this.size = size;
      this.heads.place(this.columns);
    }
    const units = (head: number) => this.columns.filter(column => column.block >= 0 && column.head === head).map(column => column.units).join('-');
    const shape = [network.inputs, units(-1), network.heads.map((_, head) => units(head)).join(' + ')].filter(part => part !== '').join('-');
    setText(this.title, `Network ${shape}`);
    this.canvas.setAttribute('aria-label', `The network ${shape}, ${network.parameters} parameters. Arrow keys go from unit to unit.`);
    this.draw();
  }

  private drawLines(context: CanvasRenderingContext2D, from: Column, to: Column): void {
    if (from.block < 0 && !this.app.isPlane)
      return this.drawBundle(context, from, to);
    const weights = this.app.weights, { classes } = palette();
    const lines: { weight: number; source: Tile; target: Tile }[] = [];
    let most = 0;
    for (let unit = 0; unit < to.tiles.length; unit++) {
      for (let input = 0; input < to.inputs; input++) {
        const weight = weights[to.offset + unit * to.inputs + input] ?? 0;
        most = Math.max(most, Math.abs(weight));
        const source = from.tiles[input];
        if (source && Number.isFinite(weight))
          lines.push({ weight, source, target: to.tiles[unit]! });
      }
    }
    if (lines.length > mostLines)
      lines.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).length = mostLines;
    for (const { weight, source, target } of lines) {
      const share = Math.abs(weight) / Math.max(most, 0.5);
      const [x1, y1, x2, y2] = [source.x + source.size, source.y + source.size / 2, target.x, target.y + target.size / 2];
      context.beginPath();
      context.moveTo(x1, y1);
      context.bezierCurveTo((x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2);
      context.strokeStyle = css(classes[weight < 0 ? 0 : 1]!, 0.12 + 0.7 * share);
      context.lineWidth = 0.5 + 4 * share;
      context.stroke();
    }
  }

  /** From a picture of 64 inputs to each unit: lines that say no more than that. */
  private drawBundle(context: CanvasRenderingContext2D, from: Column, to: Column): void {
    context.strokeStyle = css(palette().line);
    context.lineWidth = 1;
    const source = from.tiles[0]!, [x1, y1] = [source.x + source.size, source.y + source.size / 2];
    for (const { x, y, size } of to.tiles) {
      context.beginPath();
      context.moveTo(x1, y1);
      context.bezierCurveTo((x1 + x) / 2, y1, (x1 + x) / 2, y + size / 2, x, y + size / 2);
      context.stroke();
    }
  }

  private drawTiles(context: CanvasRenderingContext2D, column: Column): void {
    const { ink, line, muted, paper } = palette(), isHovered = this.app.hover !== null && this.app.hover >= column.block && this.app.hover <= column.last;
    context.imageSmoothingEnabled = true;
    column.tiles.forEach((tile, unit) => {
      context.fillStyle = css(paper);
      context.fillRect(tile.x, tile.y, tile.size, tile.size);
      if (this.paint(column, unit))
        context.drawImage(this.scratch, tile.x, tile.y, tile.size, tile.size);
      else if (this.isAnother(column) && tile.size > 30) {
        context.fillStyle = css(muted);
        context.font = '12px system-ui, sans-serif';
        context.textAlign = 'center';
        context.textBaseline = 'middle';
        context.fillText('show', tile.x + tile.size / 2, tile.y + tile.size / 2);
      }
      const isChosen = this.app.unit !== null && this.app.unit === column.thumb + unit && column.thumb >= 0;
      context.strokeStyle = css(isChosen || isHovered ? ink : line);
      context.lineWidth = isChosen ? 2.5 : isHovered ? 1.8 : 1;
      context.strokeRect(tile.x - 0.5, tile.y - 0.5, tile.size + 1, tile.size + 1);
    });
    context.fillStyle = css(muted);
    context.font = '12px system-ui, sans-serif';
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    if (column.block < 0 && this.app.isPlane)
      column.tiles.forEach((tile, unit) => context.fillText('x' + '₁₂'[unit], tile.x - 6, tile.y + tile.size / 2));
    const names = this.app.network!.heads[column.head]?.classes ?? this.app.network!.classes;
    if (column.isOutput && column.units > 1 && (!this.app.isPlane || column.head >= 0))
      column.tiles.forEach((tile, unit) => context.fillText(names[unit] ?? '', tile.x + tile.size + 14, tile.y + tile.size / 2));
    if (column.units > column.tiles.length) {
      context.textAlign = 'center';
      context.fillText(`and ${column.units - column.tiles.length} more`, column.centre, this.canvas.clientHeight - 8);
    }
  }

  /** A unit's picture on the scratch canvas, if there is one. */
  private paint(column: Column, unit: number): boolean {
    const frame = this.app.frame;
    if (!frame)
      return false;
    if (column.block < 0)
      return this.app.isPlane ? this.paintInput(unit) : this.paintDigit(this.app.digit, -16, 16);
    const side = frame.thumbSide, at = column.thumb + unit;
    if (column.thumb >= 0 && side > 0 && 2 * at + 1 < frame.ranges.length) {
      this.image(side, words => paintThumb(words, frame.thumbs.subarray(at * side * side, (at + 1) * side * side), frame.ranges[2 * at]!, frame.ranges[2 * at + 1]!));
      return true;
    }
    // The region that is shown is that of one head.
    if (column.isOutput && frame.regionSide > 0)
      return column.head < 0 || column.head === this.app.head ? this.paintOutput(column.units === 1 ? 1 : unit) : false;
    const offset = this.app.network!.heads[column.head]?.offset ?? 0;
    if (column.isOutput && frame.probe.length >= offset + column.units) {
      this.image(1, words => words[0] = word(mix(palette().paper, palette().classes[1]!, Math.max(0, Math.min(1, frame.probe[offset + unit]!)))));
      return true;
    }
    // Without a square there is still what a unit of the first block looks for: its weights, as a picture.
    const start = column.offset + unit * column.inputs;
    return column.inputs === 64 && this.paintDigit(this.app.weights.subarray(start, start + 64));
  }

  /** The decision region as the output unit of a class sees it. */
  private paintOutput(label: number): boolean {
    const { regionSide, classes, confidence } = this.app.frame!;
    const bytes = Uint8Array.from(confidence, (value, at) => 127.5 + (classes[at] === label ? value : -value) / 2);
    this.image(regionSide, words => paintThumb(words, bytes, -1, 1));
    return true;
  }

  private paintInput(input: number): boolean {
    const bytes = Uint8Array.from({ length: 400 }, (_, at) => (input === 0 ? at % 20 : 19 - Math.floor(at / 20)) / 19 * 255);
    this.image(20, words => paintThumb(words, bytes, -1, 1));
    return true;
  }

  private paintDigit(values: ArrayLike<number>, low?: number, high?: number): boolean {
    if (values.length !== 64)
      return false;
    const list = Array.from(values), most = Math.max(...list.map(Math.abs), 1e-9);
    const [from, to] = [low ?? -most, high ?? most];
    this.image(8, words => paintThumb(words, Uint8Array.from(list, value => (value - from) / (to - from) * 255), from, to));
    return true;
  }

  private image(side: number, fill: (words: Uint32Array) => void): void {
    this.scratch.width = this.scratch.height = side;
    const image = new ImageData(side, side);
    fill(new Uint32Array(image.data.buffer));
    this.scratch.getContext('2d')!.putImageData(image, 0, 0);
  }

  private point(x: number, y: number): void {
    for (const column of this.columns) {
      const unit = column.tiles.findIndex(tile => x >= tile.x - 2 && x <= tile.x + tile.size + 2 && y >= tile.y - 2 && y <= tile.y + tile.size + 2);
      if (unit >= 0)
        return this.choose(column, unit);
    }
    this.choose(null);
  }

  private chosen: { column: Column; unit: number } | null = null;

  private choose(column: Column | null, unit = 0): void {
    this.chosen = column && { column, unit };
    this.app.setHover(column && column.block >= 0 ? column.block : null);
    this.app.setUnit(column && column.thumb >= 0 ? column.thumb + unit : null);
    this.describe();
  }

  /** Whether a column has the outputs of a head that is not looked at: its region is not there. */
  private isAnother(column: Column): boolean {
    return column.isOutput && column.head >= 0 && column.head !== this.app.head && this.app.isPlane;
  }

  /** The head under the mouse, or of the unit that the keyboard has chosen, is looked at. */
  private showHead(): void {
    if (this.chosen && this.isAnother(this.chosen.column))
      this.app.setHead(this.chosen.column.head);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.showHead();
    }
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step || this.columns.length === 0)
      return;
    event.preventDefault();
    const index = this.chosen ? this.columns.findIndex(column => column.block === this.chosen!.column.block) + step[0]! : 1;
    const column = this.columns[Math.max(0, Math.min(this.columns.length - 1, index))]!;
    this.choose(column, Math.max(0, Math.min(column.tiles.length - 1, (this.chosen?.unit ?? 0) + (this.chosen ? step[1]! : 0))));
  }

  private describe(): void {
    const network = this.app.network;
    if (!network)
      return;
    if (!this.chosen)
      return setText(this.words, `${compact(network.parameters)} parameters. Orange is negative, blue positive; thick lines are large weights. Point at a unit to see its region in large.`);
    const { column, unit } = this.chosen, weights = this.app.weights;
    if (column.block < 0)
      return setText(this.words, this.app.isPlane ? `Input x${'₁₂'[unit]}, from −1 to 1.` : 'The digit that you drew: 64 inputs.');
    const row = Array.from(weights.subarray(column.offset + unit * column.inputs, column.offset + (unit + 1) * column.inputs));
    const shown = row.length <= 6 ? row.map(weight => short(weight, 2)).join(', ') : `${row.length} from ${short(Math.min(...row), 2)} to ${short(Math.max(...row), 2)}`;
    const bias = column.bias ? `, bias ${short(weights[column.offset + column.units * column.inputs + unit], 2)}` : '';
    const ranges = this.app.frame?.ranges, at = 2 * (column.thumb + unit);
    const output = column.thumb >= 0 && ranges && at + 1 < ranges.length ? `; gives ${short(ranges[at], 2)} to ${short(ranges[at + 1], 2)} on the square` : '';
    setText(this.words, `${network.blocks[column.block]!.view}, unit ${unit}: weights ${shown}${bias}${output}.`);
  }
}
