// The messages of PROTOCOL.md. The C# side is the folder Protocol.

/** A point with its class, and a value of its own where it has one. */
export type Label = [x: number, y: number, label: number, value?: number];

/** Everything that decides the trained bits. */
export interface State {
  version: 1;
  data: string;
  points: number;
  noise: number;
  testShare: number;
  dataSeed: number;
  own: Label[];
  declaration: string;
  optimizer: string;
  rate: number;
  momentum: number;
  nesterov: boolean;
  weightDecay: number;
  batch: number;
  l1: number;
  l2: number;
  maxNorm: number;
  clipNorm: number;
  clipValue: number;
  augment: number;
  schedule: string;
  scheduleSteps: number;
  patience: number;
  seed: number;
}

export type Request =
  | { type: 'state'; state: Partial<State>; id: number }
  | { type: 'play'; until?: number }
  | { type: 'pause' | 'reset' | 'replay' | 'source' }
  | { type: 'step'; count: number }
  | { type: 'pace'; stepsPerSecond: number }
  | { type: 'probe'; input: number[] | null }
  | { type: 'inspect'; split: 'train' | 'test'; row: number }
  | { type: 'inspect'; input: number[]; label: number }
  | { type: 'head'; index: number }
  | { type: 'csv'; text: string }
  | { type: 'minimize'; iterations: number };

export interface Choice { id: string; text: string; label?: string }
export interface BlockChoice { kind: string; group: string; text: string; example: string }

export interface Hello {
  type: 'hello';
  version: number;
  session: string;
  state: State;
  limits: Record<'points' | 'own' | 'blocks' | 'units' | 'outputs' | 'parameters' | 'declaration' | 'sessions', number>;
  catalogue: {
    data: (Choice & { inputs: number; classes: number })[];
    targets: (Choice & { inputs: number; number: boolean })[];
    blocks: BlockChoice[];
    losses: Omit<BlockChoice, 'group'>[];
    initializers: Choice[];
    optimizers: (Choice & { rate: number; momentum: boolean; weightDecay: boolean })[];
    schedules: Choice[];
  };
}

export interface Span { start: number; length: number }
export interface Problem extends Span { id: string; message: string; line: number; column: number; severity?: string }

export interface Block extends Span {
  index: number;
  kind: string;
  view: string;
  text: string;
  inputs: number;
  outputs: number;
  parameters: number;
  offset: number;
  bias: boolean;
  group: string;
}

export interface Loss extends Span { kind: string; text: string }

/** A head: what it learns, and where its outputs and blocks are. No classes: a number, with its range in the training data. */
export interface Head extends Span {
  name: string;
  target: string;
  classes: string[];
  offset: number;
  outputs: number;
  weight: number;
  loss: Loss;
  first: number;
  last: number;
  low: number;
  high: number;
}

/** What heads can learn of the points, one value per point. */
export interface Target { id: string; classes: string[]; low: number; high: number; train: number[]; test: number[] }

export interface Network {
  type: 'network';
  id?: number | null;
  revision: number;
  state: State;
  text: string;
  canonical: string;
  source: string;
  compileMilliseconds: number;
  cached: boolean;
  inputs: number;
  outputs: number;
  parameters: number;
  classes: string[];
  network: Span;
  blocks: Block[];
  loss: Loss;
  heads: Head[];
  differentiable: boolean;
  warnings: Problem[];
  thumbs: { block: number; units: number }[];
}

export interface PlaneData { type: 'data'; revision: number; classes: number; train: number[]; test: number[]; removed: number; targets: Target[] }
export interface DigitData { type: 'data'; revision: number; classes: number; train: number; test: number; pictures: number[][]; labels: number[] }
export interface Problems { type: 'problems'; id?: number | null; problems: Problem[] }
export interface Rejected { type: 'rejected'; id?: number | null; field: string; message: string }
export interface Paused { type: 'paused'; revision: number; step: number; hash: string; reason: string; message: string }
export interface Replay { type: 'replay'; revision: number; step: number; hash: string; again: string; same: boolean; seconds: number }
export interface Health { type: 'health'; revision: number; step: number; blocks: { block: number; view: string; verdict: number; words: string }[] }
export interface Source { type: 'source'; revision: number; text: string; parts: { block: number; pass: string; first: number; last: number }[] }
export interface Points { type: 'points'; points: Label[]; classes: string[]; scaled: boolean; text: string }

type Vector = number[] | null;

export interface InspectedBlock {
  index: number;
  kind: string;
  view: string;
  inputs: number;
  outputs: number;
  x: Vector;
  z?: Vector;
  y: Vector;
  dy: Vector;
  dz?: Vector;
  dx: Vector;
  weights?: number[][] | null;
  biases?: Vector;
  dWeights?: number[][] | null;
  dBiases?: Vector;
  newWeights?: number[][] | null;
  newBiases?: Vector;
  /** Of norms: x̂, μ and σ². */
  hats?: Vector;
  means?: Vector;
  variances?: Vector;
}

export interface Inspection {
  type: 'inspection';
  revision: number;
  step: number;
  input: number[];
  target: number[];
  output: number[];
  loss: number;
  rate: number;
  optimizer: string;
  /** The batch that the sample is seen in; null where it is alone. */
  batch: { rows: number; row: number; words: string } | null;
  headLosses: number[];
  blocks: InspectedBlock[];
}

export type Reply = Hello | Network | PlaneData | DigitData | Problems | Rejected | Paused | Replay | Health | Source | Points | Inspection;

export function isPlane(data: PlaneData | DigitData): data is PlaneData {
  return Array.isArray(data.train);
}
