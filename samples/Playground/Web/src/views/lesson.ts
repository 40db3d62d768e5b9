// Back-propagation of one sample as a list of steps: what is computed, with which numbers.

import type { Inspection, InspectedBlock, Network } from '../protocol';
import { backward, copy, forward, type Named } from './lessonblocks';
import { formula, matrix, mi, mn, mo, primed, row, slope, subscripted, vector } from './notation';

export interface Step {
  /** The block that it belongs to; -1 for the loss. */
  block: number;
  title: string;
  sentence: string;
  formulas(most: number): Element[];
}

/** The steps: forward from the first block, the losses, back from the last, and the update. */
export function stepsOf(inspection: Inspection, network: Network): Step[] {
  const named = name(inspection, network);
  if (named.length === 0)
    return [];
  const title = (block: InspectedBlock) => network.blocks[block.index]?.text ?? block.kind;
  return [
    ...named.map(item => forward(item, title(item.block), inspection)),
    ...losses(inspection, network, named),
    ...named.toReversed().map(item => backward(item, title(item.block), inspection)),
    ...named.filter(item => item.block.weights).map(item => update(item, title(item.block), inspection)),
  ];
}

function name(inspection: Inspection, network: Network): Named[] {
  const ends = network.heads.length > 0 ? network.heads.map(head => head.last) : [network.blocks.length - 1];
  // Blocks that only train are left out of what is shown, so places are told by the names of heads.
  let layer = -1, head = -1, norms = 0, input: Element = mi('x'), trunk: Element | null = null;
  return inspection.blocks.map((block, index) => {
    const isDense = block.kind === 'Dense', isHead = block.kind === 'Head', next = inspection.blocks[index + 1];
    if (isHead) {
      head++;
      trunk ??= input;
      input = trunk;
    }
    if (isDense)
      layer++;
    const isLast = !next || (next.kind === 'Head' && head >= 0);
    const rest = inspection.blocks.slice(index + 1), end = rest.findIndex(other => other.kind === 'Head');
    const isOutput = (head >= 0 || network.heads.length === 0) && !(end < 0 || head < 0 ? rest : rest.slice(0, end)).some(other => other.kind === 'Dense');
    const mark = (symbol: string) => ends.length > 1 ? subscripted(symbol, head + 1) : mi(symbol);
    const isNorm = !!block.hats, isActivation = !block.hats && !isDense && !isHead;
    const output: Element = isHead ? copy(input)
      : isLast && !isDense ? mark('P')
        : isDense ? isOutput ? mark('O') : primed('z', layer)
          : isActivation && ['activation', 'output'].includes(groupOf(network, block.kind)) ? primed('y', Math.max(0, layer)) : primed('u', Math.max(0, layer));
    const made: Named = {
      block, input, output, layer, isDense, head,
      weights: isDense ? primed(layer === 0 ? 'W' : 'w', layer) : primed(isNorm || block.kind === 'Scale' ? 'γ' : 'a', isNorm ? norms : Math.max(0, layer)),
      bias: isDense ? primed('b', layer) : primed('β', norms),
    };
    if (isNorm)
      norms++;
    input = copy(output);
    return made;
  });
}

function groupOf(network: Network, kind: string): string {
  return network.blocks.find(block => block.kind === kind)?.group ?? '';
}

/** One loss, or one per head and their weighted sum. */
function losses(inspection: Inspection, network: Network, named: readonly Named[]): Step[] {
  const { heads } = network;
  if (heads.length === 0)
    return [loss(inspection, network.loss.kind, named.at(-1)!, null, inspection.loss, [0, inspection.output.length])];
  const steps = heads.map((head, index) =>
    loss(inspection, head.loss.kind, named.filter(item => item.head === index).at(-1)!, index, inspection.headLosses[index] ?? NaN, [head.offset, head.offset + head.outputs]));
  const terms = heads.flatMap((head, index) => [...index > 0 ? [mo('+')] : [], ...head.weight === 1 ? [] : [mn(head.weight), mo('·')], subscripted('L', index + 1)]);
  return [...steps, {
    block: -1, title: 'L sum',
    sentence: 'What is minimised is the sum of the heads’ losses, each times its weight.',
    formulas: () => [formula(mi('L'), mo('='), ...terms.map(copy), mo('='), mn(inspection.loss))],
  }];
}

function loss(inspection: Inspection, kind: string, last: Named, head: number | null, value: number, [from, to]: [number, number]): Step {
  const mark = (symbol: string) => head === null ? mi(symbol) : subscripted(symbol, head + 1);
  const t = mark('t'), p = copy(last.output);
  const square = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'msup');
  square.append(row(mo('('), copy(t), mo('−'), copy(p), mo(')')), mn(2));
  const sums: Record<string, Element[]> = {
    SumSquaredError: [mo('∑'), copy(square)],
    MeanSquaredError: [mo('∑'), copy(square), mo('/'), mi('n')],
    MeanAbsoluteError: [mo('∑'), mo('|'), copy(t), mo('−'), copy(p), mo('|'), mo('/'), mi('n')],
    BinaryCrossEntropy: [mo('−'), copy(t), mi('ln'), copy(p), mo('−'), mo('('), mn(1), mo('−'), copy(t), mo(')'), mi('ln'), mo('('), mn(1), mo('−'), copy(p), mo(')')],
    CrossEntropy: [mo('−'), mo('∑'), copy(t), mi('ln'), copy(p)],
  };
  const rows = inspection.batch?.rows;
  return {
    block: -1, title: `L ${kind}`,
    sentence: `The loss says with one number how far the prediction P is from the target t.${rows ? ` The number is the mean over the ${rows} samples of the batch.` : ''}`,
    formulas: most => [
      formula(mark('L'), mo('='), ...(sums[kind] ?? [mi(kind), mo('('), copy(p), mo(','), copy(t), mo(')')]).map(copy), mo('='), mn(value)),
      formula(copy(p), mo('='), vector(inspection.output.slice(from, to), most), mo(','), copy(t), mo('='), vector(inspection.target.slice(from, to), most)),
      ...last.block.dy ? [formula(slope(copy(p)), mo('='), vector(last.block.dy, most))] : [],
    ],
  };
}

function update(item: Named, title: string, inspection: Inspection): Step {
  const { block, weights, bias } = item, isPlain = inspection.optimizer === 'Sgd';
  if (!block.newWeights)
    return {
      block: block.index, title: `↓ ${title}`,
      sentence: 'The update is not shown: with dropout or noise a step draws random numbers, and this view leaves them out. The gradient is that of the network without them.',
      formulas: most => [formula(slope(copy(weights)), mo('='), matrix(block.dWeights ?? [], most))],
    };
  const rule = (name: Element, slopeOf: Element) => isPlain
    ? formula(copy(name), mo('←'), copy(name), mo('−'), mi('η'), mo('·'), slopeOf)
    : formula(copy(name), mo('←'), copy(name), mo('−'), mi('η'), mo('·'), mi(inspection.optimizer), mo('('), slopeOf, mo(')'));
  return {
    block: block.index, title: `↓ ${title}`,
    sentence: `The step downhill, with η = ${inspection.rate}${isPlain ? '' : ` and what ${inspection.optimizer} remembers of the steps before`}.`,
    formulas: most => [
      rule(weights, slope(copy(weights))),
      formula(matrix(block.newWeights ?? [], most), mo('←'), matrix(block.weights ?? [], most), mo(','), slope(copy(weights)), mo('='), matrix(block.dWeights ?? [], most)),
      ...block.newBiases ? [formula(copy(bias), mo(':'), vector(block.newBiases, most), mo('←'), vector(block.biases, most), mo(','), slope(copy(bias)), mo('='), vector(block.dBiases, most))] : [],
    ],
  };
}
