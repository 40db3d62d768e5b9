// The loss curves of training and test, on a logarithmic axis once they fall far.

import type { App, LossPoint } from '../app';
import { fit } from '../dom';
import { compact, short } from '../numbers';
import { css, palette } from '../palette';

export class LossView {
  constructor(private readonly app: App, private readonly canvas: HTMLCanvasElement) {}

  draw(): void {
    const { context, width, height } = fit(this.canvas);
    const { muted, line, classes, ink } = palette();
    context.clearRect(0, 0, width, height);
    const points = thin(this.app.losses, 600);
    const [left, bottom, top, right] = [52, height - 18, 8, width - 8];
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'middle';
    context.strokeStyle = css(line);
    context.lineWidth = 1;

    // With heads: the losses of the one that is looked at, and the sum that is minimised, in grey.
    const hasHeads = (this.app.network?.heads.length ?? 0) > 0, at = 2 * this.app.head;
    const read = { train: (point: LossPoint) => hasHeads ? point.heads[at] ?? NaN : point.train, test: (point: LossPoint) => hasHeads ? point.heads[at + 1] ?? NaN : point.test, sum: (point: LossPoint) => point.train };
    const values = points.flatMap(point => [read.train(point), read.test(point), ...hasHeads ? [point.train] : []]).filter(value => Number.isFinite(value) && value > 0);
    let [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
    const isLog = low > 0 && high / low > 20;
    if (!isLog)
      low = 0;
    const scale = (value: number) => isLog ? Math.log(Math.max(value, low)) : value;
    const y = (value: number) => bottom - (scale(value) - scale(low)) / (scale(high) - scale(low) || 1) * (bottom - top);
    const last = points.at(-1)?.step ?? 1, x = (step: number) => left + step / last * (right - left);

    context.fillStyle = css(muted);
    context.textAlign = 'right';
    const ticks = isLog ? [low, Math.sqrt(low * high), high] : [0, high / 2, high];
    for (const tick of ticks) {
      context.beginPath();
      context.moveTo(left, y(tick));
      context.lineTo(right, y(tick));
      context.stroke();
      context.fillText(short(tick, 2), left - 6, Math.min(bottom, Math.max(top + 2, y(tick))));
    }
    context.fillText(`${compact(last)} steps`, right, bottom + 11);
    context.textAlign = 'left';
    context.fillText(isLog ? '0, logarithmic' : '0', left, bottom + 11);

    for (const [key, colour, dash] of [...hasHeads ? [['sum', muted, []] as const] : [], ['test', ink, [4, 3]], ['train', classes[1]!, []]] as const) {
      context.beginPath();
      let isDown = false;
      for (const point of points) {
        const value = read[key](point);
        if (Number.isFinite(value))
          context[isDown ? 'lineTo' : 'moveTo'](x(point.step), y(value));
        isDown = Number.isFinite(value);
      }
      context.setLineDash([...dash]);
      context.strokeStyle = css(colour);
      context.lineWidth = key === 'train' ? 1.8 : 1.3;
      context.stroke();
    }
    context.setLineDash([]);
  }
}

/** At most `most` points, evenly spaced; the last one is always kept. */
function thin<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most)
    return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)]!);
}
