// Small pictures of the data sets for the buttons. The points that are trained on come from the server.

type Point = readonly [x: number, y: number, label: 0 | 1];

/** Some points of a data set, the same every time. */
export function pictureOf(data: string): Point[] {
  if (data === 'digits')
    return digit();
  if (data === 'own')
    return [[-0.5, 0.4, 0], [-0.2, 0.6, 0], [-0.6, 0.1, 0], [0.4, -0.3, 1], [0.6, 0, 1], [0.3, -0.6, 1]];
  const points: Point[] = [];
  for (let index = 0; index < 140; index++) {
    // A sequence that fills the square evenly.
    const x = 2 * ((index * 0.754877666) % 1) - 1, y = 2 * ((index * 0.569840291) % 1) - 1;
    const label = labelOf(data, x, y, index);
    if (label)
      points.push(label);
  }
  return points;
}

function labelOf(data: string, x: number, y: number, index: number): Point | null {
  const radius = Math.hypot(x, y);
  switch (data) {
    case 'circle':
      return radius < 0.45 ? [x, y, 1] : radius > 0.65 && radius < 0.98 ? [x, y, 0] : null;
    case 'xor':
      return Math.abs(x) < 0.08 || Math.abs(y) < 0.08 ? null : [x, y, x * y > 0 ? 1 : 0];
    case 'spiral': {
      const share = index % 70 / 70, side = index < 70 ? 0 : 1, angle = 3.2 * Math.PI * share + side * Math.PI;
      return [0.95 * share * Math.sin(angle), 0.95 * share * Math.cos(angle), side as 0 | 1];
    }
    case 'halfplane':
      return [x, y, 0.6 * x + 0.8 * y < 0.1 ? 1 : 0];
    case 'convex':
      return [x, y, Math.max(-x - 0.9, x - 0.3 + 0.4 * y, y - 0.25, -y - 0.85, -x - y - 1.2) < 0 ? 1 : 0];
    default:
      return [x, y, radius < 0.3 || (radius > 0.6 && radius < 0.9 && !(x > 0.3 && Math.abs(y) < 0.2)) ? 1 : 0];
  }
}

/** An 8 in dots. */
function digit(): Point[] {
  const points: Point[] = [];
  for (let index = 0; index < 40; index++) {
    const angle = index / 20 * Math.PI * 2, isTop = index < 20;
    points.push([(isTop ? 0.36 : 0.44) * Math.sin(angle), (isTop ? 0.4 : -0.42) + (isTop ? 0.36 : 0.42) * Math.cos(angle), 1]);
  }
  return points;
}
