// The forward and the backward step of each kind of block, in the lecture's notation.

import type { Inspection, InspectedBlock } from '../protocol';
import { formula, fraction, hat, matrix, mi, mn, mo, root, slope, squared, transposed, vector } from './notation';
import type { Step } from './lesson';

/** A block with the symbols of what goes through it. */
export interface Named { block: InspectedBlock; input: Element; output: Element; weights: Element; bias: Element; layer: number; isDense: boolean; head: number }

export const copy = (element: Element) => element.cloneNode(true) as Element;

export function forward(item: Named, title: string, inspection: Inspection): Step {
  const { block, input, output, weights, bias } = item, hasBias = !!block.biases;
  const step = (sentence: string, formulas: (most: number) => Element[]): Step => ({ block: block.index, title: `→ ${title}`, sentence, formulas });
  const passes = (most: number) => [formula(copy(output), mo('='), vector(block.y, most))];
  if (item.isDense)
    return step('Weighted sums: each unit multiplies its inputs by its weights, and adds them up with its bias.', most => [
      formula(copy(output), mo('='), copy(weights), mo('·'), copy(input), ...hasBias ? [mo('+'), copy(bias)] : []),
      formula(vector(block.z ?? block.y, most), mo('='), matrix(block.weights ?? [], most), mo('·'), vector(block.x, most), ...hasBias ? [mo('+'), vector(block.biases, most)] : []),
    ]);
  if (block.hats)
    return step(normSentence(block, inspection), most => normForward(item, most));
  switch (block.kind) {
    case 'Head':
      return step('A head begins: it takes what the trunk gives, as every other head does.', passes);
    case 'BeginResidual':
      return step('A shortcut begins: what arrives goes on, and is kept for the end of the residual.', passes);
    case 'EndResidual':
      return step('The shortcut ends: what was kept is added.', most => [formula(copy(output), mo('='), vector(block.y, most), mo('='), vector(block.x, most), mo('+'), vector(kept(block), most))]);
    case 'Standardize':
      return step('Each input minus its mean in the training data, divided by its deviation.', most => [formula(copy(output), mo('='), vector(block.y, most), mo(','), copy(input), mo('='), vector(block.x, most))]);
    case 'StandardizeTargets':
      return step('In training the target is standardised; the values go on as they are.', passes);
    case 'Scale':
      return step('Each value times its learned factor.', most => [formula(copy(output), mo('='), copy(weights), mo('⊙'), copy(input)), formula(vector(block.y, most), mo('='), vector(block.weights?.[0], most), mo('⊙'), vector(block.x, most))]);
    default:
      return step(`${block.kind} turns each sum into an output.`, most => [
        formula(copy(output), mo('='), mi('φ'), mo('('), copy(input), mo(')'), mo(','), mi('φ'), mo('='), mi(block.kind)),
        formula(vector(block.y, most), mo('='), mi('φ'), vector(block.x, most)),
      ]);
  }
}

/** What a residual has added at its end. */
function kept(block: InspectedBlock): (number | null)[] | null {
  return block.x && block.y ? block.y.map((value, at) => value === null || block.x![at] === null ? null : value - block.x![at]!) : null;
}

function normSentence(block: InspectedBlock, inspection: Inspection): string {
  const ends = 'The learned γ and β then set the scale and the middle.';
  if (block.kind === 'BatchNorm')
    return `Over the ${inspection.batch?.rows ?? ''} samples of the batch, each unit has a mean μ and a variance σ²; they bring it to mean 0 and variance 1. ${ends}`;
  return block.kind === 'RmsNorm'
    ? 'Over the units of this sample: every value is divided by the root of the mean square σ². Learned factors γ then set the scale.'
    : `Over the units of this sample there is one mean μ and one variance σ²; they bring it to mean 0 and variance 1. ${ends}`;
}

function normForward({ block, input, output, weights, bias }: Named, most: number): Element[] {
  const isCentred = block.kind !== 'RmsNorm', x = hat('x');
  const statistics = [...isCentred ? [mi('μ'), mo('='), vector(block.means, most), mo(',')] : [], squared('σ'), mo('='), vector(block.variances, most)];
  const above = isCentred ? [copy(input), mo('−'), mi('μ')] : [copy(input)];
  return [
    formula(...statistics),
    formula(copy(x), mo('='), fraction(above, [root(squared('σ'), mo('+'), mi('ε'))]), mo('='), vector(block.hats, most), mo(','), copy(input), mo('='), vector(block.x, most)),
    block.weights
      ? formula(copy(output), mo('='), copy(weights), mo('⊙'), copy(x), ...block.biases ? [mo('+'), copy(bias)] : [], mo('='), vector(block.weights[0], most), mo('⊙'), vector(block.hats, most),
        ...block.biases ? [mo('+'), vector(block.biases, most)] : [], mo('='), vector(block.y, most))
      : formula(copy(output), mo('='), copy(x)),
  ];
}

/** φ′ of an element-wise block, from what arrives and what goes on; not known where nothing arrives. */
function slopes(block: InspectedBlock): (number | null)[] | null {
  const { dx, dy } = block;
  return dx && dy && dx.length === dy.length ? dx.map((value, at) => value !== null && dy[at] ? value / dy[at]! : null) : null;
}

export function backward(item: Named, title: string, inspection: Inspection): Step {
  const { block, input, output } = item;
  const step = (sentence: string, formulas: (most: number) => Element[]): Step => ({ block: block.index, title: `← ${title}`, sentence, formulas });
  const passes = (most: number) => [formula(slope(copy(input)), mo('='), vector(block.dx, most))];
  if (item.isDense)
    return step(`Each weight’s gradient is what arrives at its unit, times the input that it carried.${summed(inspection)} What goes on to the block before is gathered over all units.`, most => denseBackward(item, inspection, most));
  if (block.hats)
    return step(`γ and β get what arrives, times x̂ and as it is.${summed(inspection)} What goes on has lost its mean and its part along x̂, because the statistics move with the values.`, most => normBackward(item, inspection, most));
  switch (block.kind) {
    case 'Head':
      return step(item.head > 0 ? 'This head’s gradient goes back to the end of the trunk.' : 'At the end of the trunk the gradients of all heads are added.', passes);
    case 'BeginResidual':
      return step('The gradient of the shortcut joins the one that came through the blocks.', passes);
    case 'EndResidual':
      return step('The gradient goes both ways: through the blocks, and along the shortcut as it is.', passes);
    case 'StandardizeTargets':
      return step('The gradient goes on as it is.', passes);
    case 'Standardize':
      return step('What arrives, divided by the deviations.', passes);
  }
  const isSoftmax = block.kind === 'Softmax' || block.kind === 'LogSoftmax';
  const sentence = isSoftmax ? 'All outputs depend on all inputs. With cross-entropy, what goes on is P − t, which never divides by zero.' : 'The chain rule: what arrives from above, times the slope of this block.';
  return step(sentence, most => [
    isSoftmax ? formula(slope(copy(input)), mo('='), vector(block.dx, most), mo(','), slope(copy(output)), mo('='), vector(block.dy, most))
      : formula(slope(copy(input)), mo('='), slope(copy(output)), mo('⊙'), primedPhi(), mo('('), copy(input), mo(')')),
    ...isSoftmax ? [] : [formula(vector(block.dx, most), mo('='), vector(block.dy, most), mo('⊙'), vector(slopes(block), most))],
    ...block.weights ? [formula(slope(copy(item.weights)), mo('='), vector(block.dWeights?.[0], most))] : [],
  ]);
}

function summed(inspection: Inspection): string {
  return inspection.batch ? ` It is summed over the ${inspection.batch.rows} samples of the batch; shown is this sample’s part, and the sum.` : '';
}

function denseBackward({ block, input, output, weights, bias }: Named, inspection: Inspection, most: number): Element[] {
  const dz = block.dz ?? block.dy, isBatch = inspection.batch !== null;
  const own = isBatch && dz && block.x ? dz.map(each => block.x!.map(value => each === null || value === null ? null : each * value)) : block.dWeights ?? [];
  return [
    formula(slope(copy(weights)), mo('='), ...isBatch ? [mo('∑')] : [], slope(copy(output)), mo('·'), transposed(copy(input)), ...block.dBiases ? [mo(','), slope(copy(bias)), mo('='), ...isBatch ? [mo('∑')] : [], slope(copy(output))] : []),
    formula(matrix(own, most), mo('='), vector(dz, most), mo('·'), matrix([block.x ?? []], most)),
    ...isBatch ? [formula(slope(copy(weights)), mo('='), matrix(block.dWeights ?? [], most))] : [],
    ...block.dBiases ? [formula(slope(copy(bias)), mo('='), vector(block.dBiases, most))] : [],
    ...block.dx ? [formula(slope(copy(input)), mo('='), transposed(copy(weights)), mo('·'), slope(copy(output)), mo('='), vector(block.dx, most))] : [],
  ];
}

function normBackward({ block, input, output, weights, bias }: Named, inspection: Inspection, most: number): Element[] {
  const sum = inspection.batch ? [mo('∑')] : [], x = hat('x'), g = slope(copy(x));
  const mean = (...terms: Element[]) => [mi('mean'), mo('('), ...terms, mo(')')];
  const isCentred = block.kind !== 'RmsNorm';
  return [
    formula(slope(copy(output)), mo('='), vector(block.dy, most), mo(','), copy(x), mo('='), vector(block.hats, most)),
    ...block.weights ? [formula(slope(copy(weights)), mo('='), ...sum, slope(copy(output)), mo('⊙'), copy(x), mo('='), vector(block.dWeights?.[0], most),
      ...block.dBiases ? [mo(','), slope(copy(bias)), mo('='), ...sum.map(copy), slope(copy(output)), mo('='), vector(block.dBiases, most)] : [])] : [],
    formula(slope(copy(input)), mo('='), fraction([mn(1)], [root(squared('σ'), mo('+'), mi('ε'))]), mo('('), copy(g), ...isCentred ? [mo('−'), ...mean(copy(g))] : [], mo('−'), copy(x), mo('⊙'), ...mean(copy(g), mo('⊙'), copy(x)), mo(')')),
    formula(slope(copy(input)), mo('='), vector(block.dx, most)),
  ];
}

function primedPhi(): Element {
  const made = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'msup');
  made.append(mi('φ'), mo('′'));
  return made;
}
