// Own points: painted in strokes, erased, and made the state when a stroke ends.

import type { App } from '../app';
import { isPlane, type Label } from '../protocol';
import type { Topology } from '../topology';

/** What a click on the square does: look at a sample, erase own points, or paint points of a class. */
export type Tool = 'look' | 'erase' | number;

export class Painter {
  private stroke: Label[] | null = null;
  private last: [number, number] | null = null;
  private tool: Tool = 'look';

  constructor(private readonly app: App, private readonly topology: Topology) {}

  get isPainting(): boolean {
    return this.stroke !== null;
  }

  begin(tool: Tool): void {
    this.tool = tool;
    this.stroke = [...this.app.state.own];
    this.last = null;
  }

  /** A point every few pixels; what is painted shows at once. */
  paint(place: [number, number]): void {
    if (!this.stroke || (this.last && Math.hypot(place[0] - this.last[0], place[1] - this.last[1]) < 0.04))
      return;
    this.last = place;
    if (this.tool === 'erase')
      this.stroke = this.stroke.filter(([x, y]) => Math.hypot(x - place[0], y - place[1]) > 0.08);
    else if (this.tool !== 'look')
      this.add(place, this.tool);
  }

  /** The stroke becomes the state; the end of the network fits the classes. */
  end(): void {
    const own = this.stroke;
    this.stroke = null;
    if (!own)
      return;
    const classes = 1 + Math.max(1, ...own.map(point => point[2]));
    this.app.change({ own, declaration: this.topology.withClasses(this.app.state.declaration, classes) });
  }

  private add([x, y]: [number, number], label: number): void {
    const most = this.app.hello?.limits.own ?? 2000, data = this.app.data;
    if (this.stroke!.length >= most)
      return this.app.tell(`There are ${most} own points, which is the limit. Erase some to paint others.`);
    // Where points have a value of their own, a painted one takes that of its nearest neighbour.
    const away = (point: Label) => Math.hypot(point[0] - x, point[1] - y), valued = this.stroke!.filter(point => point.length > 3);
    const near = valued.length > 0 ? valued.reduce((best, point) => away(point) < away(best) ? point : best) : null;
    this.stroke!.push(near ? [x, y, label, near[3]!] : [x, y, label]);
    if (data && isPlane(data)) {
      data.train.push(x, y, label);
      data.classes = Math.max(data.classes, label + 1);
    }
  }
}
