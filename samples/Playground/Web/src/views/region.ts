// The decision region with the points on it: what the network makes of every place of the square.

import type { App } from '../app';
import { fit } from '../dom';
import { css, mix, palette, signedColours, word, type Rgb } from '../palette';
import { isPlane } from '../protocol';

/** Pixels of a picture from the server, drawn at any size. */
class Pixels {
  private readonly canvas = document.createElement('canvas');
  private image: ImageData | null = null;

  words(side: number): Uint32Array {
    if (this.image?.width !== side) {
      this.canvas.width = this.canvas.height = side;
      this.image = new ImageData(side, side);
    }
    return new Uint32Array(this.image.data.buffer);
  }

  draw(context: CanvasRenderingContext2D, size: number): void {
    if (!this.image)
      return;
    this.canvas.getContext('2d')!.putImageData(this.image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.canvas, 0, 0, size, size);
  }
}

export class RegionView {
  showsTest = false;
  /** A place under the keyboard's cross, from -1 to 1, or null. */
  cross: [number, number] | null = null;
  /** The inspected sample. */
  mark: [number, number] | null = null;
  private readonly pixels = new Pixels();
  private shades: Uint32Array[] = [];

  constructor(private readonly app: App, readonly canvas: HTMLCanvasElement) {
    app.on('palette', () => this.shades = []);
  }

  draw(): void {
    const { context, width } = fit(this.canvas);
    context.clearRect(0, 0, width, width);
    if (this.app.unit !== null && this.paintUnit(this.app.unit) || this.paintRegion())
      this.pixels.draw(context, width);
    this.drawArrows(context, width);
    this.drawPoints(context, width);
    this.drawMarks(context, width);
  }

  private paintRegion(): boolean {
    const frame = this.app.frame;
    if (!frame || frame.regionSide === 0)
      return false;
    if (this.shades.length === 0) {
      const { paper, classes } = palette();
      this.shades = classes.map(colour => Uint32Array.from({ length: 256 }, (_, index) => word(mix(paper, colour, 0.06 + 0.62 * index / 255))));
    }
    const words = this.pixels.words(frame.regionSide);
    for (let index = 0; index < words.length; index++)
      words[index] = this.shades[frame.classes[index]! % 10]![frame.confidence[index]!]!;
    return true;
  }

  /** One unit's own region, large. */
  private paintUnit(unit: number): boolean {
    const frame = this.app.frame, side = frame?.thumbSide ?? 0;
    if (!frame || side === 0 || 2 * unit + 1 >= frame.ranges.length)
      return false;
    paintThumb(this.pixels.words(side), frame.thumbs.subarray(unit * side * side, (unit + 1) * side * side), frame.ranges[2 * unit]!, frame.ranges[2 * unit + 1]!);
    return true;
  }

  private drawPoints(context: CanvasRenderingContext2D, size: number): void {
    const data = this.app.data;
    if (!data || !isPlane(data))
      return;
    const { paper, ink, classes } = palette(), radius = data.train.length > 1500 ? 2 : 2.8;
    // A head that learns something else colours the points by that: by their class, or from the least to the greatest number.
    const id = this.app.network?.heads[this.app.head]?.target ?? 'class', target = id === 'class' ? undefined : data.targets?.find(each => each.id === id);
    const shades = target && target.classes.length === 0 ? 16 : 0;
    const colourOf = (value: number) => shades ? mix(classes[0]!, classes[1]!, value / (shades - 1)) : classes[value % 10]!;
    const draw = (points: number[], outer: Rgb, values: number[] | undefined) => {
      // A point that has just been painted has no value yet.
      const valueOf = (at: number) => !target || values?.[at / 3] === undefined ? points[at + 2]!
        : shades ? Math.round(Math.max(0, Math.min(1, (values[at / 3]! - target.low) / (target.high - target.low))) * (shades - 1)) : values[at / 3]!;
      for (let label = 0; label < (shades || (target ? target.classes.length : data.classes)); label++) {
        context.beginPath();
        for (let at = 0; at < points.length; at += 3) {
          if (valueOf(at) !== label)
            continue;
          const x = (points[at]! + 1) / 2 * size, y = (1 - points[at + 1]!) / 2 * size;
          context.moveTo(x + radius, y);
          context.arc(x, y, radius, 0, 7);
        }
        context.fillStyle = css(colourOf(label));
        context.strokeStyle = css(outer);
        context.lineWidth = 1;
        context.stroke();
        context.fill();
      }
    };
    draw(data.train, paper, target?.train);
    if (this.showsTest)
      draw(data.test, ink, target?.test);
  }

  /** ∂y/∂x: each arrow points where the output grows, and is the longer the faster it does. */
  private drawArrows(context: CanvasRenderingContext2D, size: number): void {
    const frame = this.app.frame, side = frame?.arrowSide ?? 0;
    if (!frame || side === 0 || this.app.unit !== null)
      return;
    const cell = size / side, { arrows } = frame, { ink, paper } = palette();
    let most = 1e-6;
    for (let at = 0; at < arrows.length; at += 2)
      most = Math.max(most, Math.hypot(arrows[at]!, arrows[at + 1]!));
    context.beginPath();
    for (let at = 0; at < arrows.length; at += 2) {
      const steep = Math.hypot(arrows[at]!, arrows[at + 1]!) / most;
      if (!(steep > 0.01))
        continue;
      // The square root lets gentle slopes be seen next to steep ones.
      const length = 0.92 * cell * Math.sqrt(steep), angle = Math.atan2(-arrows[at + 1]!, arrows[at]!);
      const x = (at / 2 % side + 0.5) * cell, y = (Math.floor(at / 2 / side) + 0.5) * cell, [dx, dy] = [Math.cos(angle) * length / 2, Math.sin(angle) * length / 2];
      context.moveTo(x - dx, y - dy);
      context.lineTo(x + dx, y + dy);
      for (const turn of [2.6, -2.6]) {
        const head = Math.min(6, 0.45 * length);
        context.moveTo(x + dx, y + dy);
        context.lineTo(x + dx + Math.cos(angle + turn) * head, y + dy + Math.sin(angle + turn) * head);
      }
    }
    context.lineCap = 'round';
    for (const [colour, alpha, width] of [[paper, 0.55, 3], [ink, 0.8, 1.2]] as const) {
      context.strokeStyle = css(colour, alpha);
      context.lineWidth = width;
      context.stroke();
    }
    context.lineCap = 'butt';
  }

  private drawMarks(context: CanvasRenderingContext2D, size: number): void {
    const { ink, paper } = palette();
    const at = (place: [number, number]) => [(place[0] + 1) / 2 * size, (1 - place[1]) / 2 * size] as const;
    if (this.mark) {
      const [x, y] = at(this.mark);
      for (const [radius, colour, width] of [[7, paper, 4], [7, ink, 1.8]] as const) {
        context.beginPath();
        context.arc(x, y, radius, 0, 7);
        context.strokeStyle = css(colour);
        context.lineWidth = width;
        context.stroke();
      }
    }
    if (this.cross) {
      const [x, y] = at(this.cross);
      context.beginPath();
      context.moveTo(x - 12, y);
      context.lineTo(x + 12, y);
      context.moveTo(x, y - 12);
      context.lineTo(x, y + 12);
      context.strokeStyle = css(ink);
      context.lineWidth = 1.5;
      context.stroke();
    }
  }
}

let colours: Uint32Array | null = null;

/** Forgets colours after the page has turned light or dark. */
export function forgetColours(): void {
  colours = null;
}

/** A unit's outputs as pixels: 0 is paper, what is furthest from 0 has the full colour. */
export function paintThumb(words: Uint32Array, bytes: Uint8Array, low: number, high: number): void {
  colours ??= signedColours();
  const most = Math.max(Math.abs(low), Math.abs(high), 1e-9), step = (high - low) / 255;
  for (let index = 0; index < words.length; index++) {
    const value = (low + step * bytes[index]!) / most;
    words[index] = colours[Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * value)))]!;
  }
}
