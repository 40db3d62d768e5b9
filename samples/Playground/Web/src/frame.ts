// The binary frames of PROTOCOL.md: what changes thirty times a second.

export interface BlockFigures {
  gradientNorm: number;
  weightNorm: number;
  updateRatio: number;
  silentUnits: number;
  activationRms: number;
  deadUnits: number;
  saturatedShare: number;
  verdict: number;
}

export interface HeadFigures {
  trainLoss: number;
  testLoss: number;
  /** Accuracy of classes, R² of numbers. */
  trainMeasure: number;
  testMeasure: number;
  /** 0 for a number. */
  classCount: number;
  confusion: Uint32Array;
}

export interface Frame {
  running: boolean;
  hasTest: boolean;
  revision: number;
  step: number;
  epochs: number;
  trainLoss: number;
  testLoss: number;
  trainAccuracy: number;
  testAccuracy: number;
  stepsPerSecond: number;
  samplesPerSecond: number;
  nanoseconds: number;
  rate: number;
  gradientNorm: number;
  regionSide: number;
  classes: Uint8Array;
  confidence: Uint8Array;
  thumbSide: number;
  thumbs: Uint8Array;
  /** Smallest and largest value, unit after unit. */
  ranges: Float32Array;
  weights: Float32Array;
  health: BlockFigures[];
  classCount: number;
  confusion: Uint32Array;
  probe: Float32Array;
  /** Points of the loss curves: step, training, test. */
  losses: { step: number; train: number; test: number; heads: number[] }[];
  /** Empty for a network without heads. */
  heads: HeadFigures[];
  /** The arrows along a side of the square that show ∂y/∂x; 0 for a network without derivatives. */
  arrowSide: number;
  arrows: Float32Array;
  /** ∂y/∂x where the pointer is, [output][input]. */
  probeSlopes: Float32Array;
}

const headerSize = 72;

/** Reads a frame. Arrays are views of the buffer where its alignment allows. */
export function readFrame(buffer: ArrayBuffer): Frame {
  const view = new DataView(buffer);
  if (view.getUint8(0) !== 1 || view.getUint8(1) !== 1)
    throw new Error(`The server sent a frame of kind ${view.getUint8(0)}, version ${view.getUint8(1)}. Reload the page.`);
  const flags = view.getUint16(2, true);
  const float = (at: number) => view.getFloat32(at, true), word = (at: number) => view.getUint16(at, true);
  const [regionSide, thumbSide, thumbCount, classCount, healthCount, probeCount] = [word(52), word(54), word(56), word(58), word(64), word(66)];
  const [weightCount, lossCount] = [view.getUint32(60, true), view.getUint32(68, true)];

  let at = headerSize;
  const take = (bytes: number) => {
    const start = at;
    at += (bytes + 3) & ~3;
    return start;
  };
  const cells = regionSide * regionSide, thumbBytes = thumbCount * thumbSide * thumbSide;
  const classes = new Uint8Array(buffer, take(cells), cells);
  const confidence = new Uint8Array(buffer, take(cells), cells);
  const thumbs = new Uint8Array(buffer, take(thumbBytes), thumbBytes);
  const ranges = new Float32Array(buffer, take(8 * thumbCount), 2 * thumbCount);
  const weights = new Float32Array(buffer, take(4 * weightCount), weightCount);
  const health: BlockFigures[] = [];
  for (let index = 0; index < healthCount; index++) {
    const start = take(32);
    health.push({
      gradientNorm: float(start),
      weightNorm: float(start + 4),
      updateRatio: float(start + 8),
      silentUnits: float(start + 12),
      activationRms: float(start + 16),
      deadUnits: float(start + 20),
      saturatedShare: float(start + 24),
      verdict: view.getUint32(start + 28, true),
    });
  }
  const confusion = new Uint32Array(buffer, take(4 * classCount * classCount), classCount * classCount);
  const probe = new Float32Array(buffer, take(4 * probeCount), probeCount);
  const losses = Array.from({ length: lossCount }, () => {
    const start = take(12);
    return { step: view.getUint32(start, true), train: float(start + 4), test: float(start + 8), heads: [] as number[] };
  });
  const heads: HeadFigures[] = [];
  if (flags & 4) {
    const headCount = view.getUint32(take(4), true);
    for (let index = 0; index < headCount; index++) {
      const start = take(20), classCount = view.getUint32(start + 16, true);
      heads.push({
        trainLoss: float(start), testLoss: float(start + 4), trainMeasure: float(start + 8), testMeasure: float(start + 12), classCount,
        confusion: new Uint32Array(buffer, take(4 * classCount * classCount), classCount * classCount),
      });
    }
    for (const point of losses)
      point.heads = [...new Float32Array(buffer, take(8 * headCount), 2 * headCount)];
  }
  const hasSlopes = (flags & 8) !== 0, arrowSide = hasSlopes ? view.getUint32(take(4), true) : 0;
  const arrows = new Float32Array(buffer, take(8 * arrowSide * arrowSide), 2 * arrowSide * arrowSide);
  const slopeCount = hasSlopes ? view.getUint32(take(4), true) : 0;
  const probeSlopes = new Float32Array(buffer, take(4 * slopeCount), slopeCount);
  return {
    running: (flags & 1) !== 0,
    hasTest: (flags & 2) !== 0,
    revision: view.getUint32(4, true),
    step: view.getUint32(8, true),
    epochs: float(12),
    trainLoss: float(16),
    testLoss: float(20),
    trainAccuracy: float(24),
    testAccuracy: float(28),
    stepsPerSecond: float(32),
    samplesPerSecond: float(36),
    nanoseconds: float(40),
    rate: float(44),
    gradientNorm: float(48),
    regionSide, classes, confidence, thumbSide, thumbs, ranges, weights, health, classCount, confusion, probe, losses, heads, arrowSide, arrows, probeSlopes,
  };
}
