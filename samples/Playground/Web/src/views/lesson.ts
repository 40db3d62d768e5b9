// Back-propagation of one sample as a list of steps: what is computed, with which numbers.

import type { Inspection, InspectedBlock, Network } from '../protocol';
import { formula, matrix, mi, mn, mo, primed, row, slope, transposed, vector } from './notation';

export interface Step {
  /** The block that it belongs to; -1 for the loss. */
  block: number;
  title: string;
  sentence: string;
  formulas(most: number): Element[];
}

interface Named { block: InspectedBlock; input: Element; output: Element; weights: Element; bias: Element; layer: number; isDense: boolean }

/** The steps: forward from the first block, the loss, back from the last, and the update. */
export function stepsOf(inspection: Inspection, network: Network): Step[] {
  const named = name(inspection, network);
  const last = named.at(-1);
  if (!last)
    return [];
  const title = (block: InspectedBlock) => network.blocks[block.index]?.text ?? block.kind;
  const dense = named.filter(item => item.isDense);
  return [
    ...named.map(item => forward(item, title(item.block))),
    loss(inspection, network, last),
    ...named.toReversed().map(item => backward(item, title(item.block), inspection.target)),
    ...dense.map(item => update(item, title(item.block), inspection)),
  ];
}

function name(inspection: Inspection, network: Network): Named[] {
  const lastDense = inspection.blocks.findLastIndex(block => block.kind === 'Dense');
  let layer = -1, input = mi('x');
  return inspection.blocks.map((block, index) => {
    const isDense = block.kind === 'Dense';
    if (isDense)
      layer++;
    const group = network.blocks[block.index]?.group;
    const isLast = index >= lastDense;
    const output = index === inspection.blocks.length - 1 && !isDense ? mi('P') : isDense ? isLast ? mi('O') : primed('z', layer) : primed(group === 'activation' || group === 'output' ? 'y' : 'u', Math.max(0, layer));
    const made = { block, input, output, weights: primed(layer === 0 ? 'W' : 'w', Math.max(0, layer)), bias: primed('b', Math.max(0, layer)), layer, isDense };
    input = output.cloneNode(true) as Element;
    return made;
  });
}

const copy = (element: Element) => element.cloneNode(true) as Element;

function forward(item: Named, title: string): Step {
  const { block, input, output, weights, bias } = item, hasBias = !!block.biases;
  if (item.isDense)
    return {
      block: block.index, title: `→ ${title}`,
      sentence: 'Weighted sums: each unit multiplies its inputs by its weights, and adds them up with its bias.',
      formulas: most => [
        formula(copy(output), mo('='), copy(weights), mo('·'), copy(input), ...hasBias ? [mo('+'), copy(bias)] : []),
        formula(vector(block.z ?? block.y, most), mo('='), matrix(block.weights ?? [], most), mo('·'), vector(block.x, most), ...hasBias ? [mo('+'), vector(block.biases, most)] : []),
      ],
    };
  return {
    block: block.index, title: `→ ${title}`,
    sentence: `${block.kind} turns each sum into an output.`,
    formulas: most => [
      formula(copy(output), mo('='), mi('φ'), mo('('), copy(input), mo(')'), mo(','), mi('φ'), mo('='), mi(block.kind)),
      formula(vector(block.y, most), mo('='), mi('φ'), vector(block.x, most)),
    ],
  };
}

function loss(inspection: Inspection, network: Network, last: Named): Step {
  const t = mi('t'), p = copy(last.output);
  const square = row(mo('('), copy(t), mo('−'), copy(p), mo(')'));
  const squared = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'msup');
  squared.append(square, mn(2));
  const sums: Record<string, Element[]> = {
    SumSquaredError: [mo('∑'), copy(squared)],
    MeanSquaredError: [mo('∑'), copy(squared), mo('/'), mi('n')],
    MeanAbsoluteError: [mo('∑'), mo('|'), copy(t), mo('−'), copy(p), mo('|'), mo('/'), mi('n')],
    BinaryCrossEntropy: [mo('−'), copy(t), mi('ln'), copy(p), mo('−'), mo('('), mn(1), mo('−'), copy(t), mo(')'), mi('ln'), mo('('), mn(1), mo('−'), copy(p), mo(')')],
    CrossEntropy: [mo('−'), mo('∑'), copy(t), mi('ln'), copy(p)],
  };
  return {
    block: -1, title: `L ${network.loss.kind}`,
    sentence: 'The loss says with one number how far the prediction P is from the target t.',
    formulas: most => [
      formula(mi('L'), mo('='), ...(sums[network.loss.kind] ?? [mi(network.loss.kind), mo('('), copy(p), mo(','), copy(t), mo(')')]).map(copy), mo('='), mn(inspection.loss)),
      formula(copy(p), mo('='), vector(inspection.output, most), mo(','), copy(t), mo('='), vector(inspection.target, most)),
      ...last.block.dy ? [formula(slope(copy(p)), mo('='), vector(last.block.dy, most))] : [],
    ],
  };
}

/** φ′ of an element-wise block, from what arrives and what goes on; not known where nothing arrives. */
function slopes(block: InspectedBlock): (number | null)[] | null {
  const { dx, dy } = block;
  return dx && dy && dx.length === dy.length ? dx.map((value, at) => dy[at] ? value / dy[at]! : null) : null;
}

function backward(item: Named, title: string, target: number[]): Step {
  const { block, input, output, weights, bias } = item;
  if (!item.isDense) {
    const isFused = !block.dy;
    return {
      block: block.index, title: `← ${title}`,
      sentence: isFused ? 'The loss and this block are differentiated together, which is exact and never divides by zero.' : 'The chain rule: what arrives from above, times the slope of this block.',
      formulas: most => [
        formula(slope(copy(input)), mo('='), ...isFused ? [mi('P'), mo('−'), mi('t')] : [slope(copy(output)), mo('⊙'), math('φ'), mo('('), copy(input), mo(')')]),
        formula(vector(block.dx, most), ...isFused ? [mo('='), vector(block.y, most), mo('−'), vector(target, most)] : [mo('='), vector(block.dy, most), mo('⊙'), vector(slopes(block), most)]),
      ],
    };
  }
  const dz = block.dz ?? block.dy;
  return {
    block: block.index, title: `← ${title}`,
    sentence: 'Each weight’s gradient is what arrives at its unit, times the input that it carried. What goes on to the block before is gathered over all units.',
    formulas: most => [
      formula(slope(copy(weights)), mo('='), slope(copy(output)), mo('·'), transposed(copy(input)), ...block.dBiases ? [mo(','), slope(copy(bias)), mo('='), slope(copy(output))] : []),
      formula(matrix(block.dWeights ?? [], most), mo('='), vector(dz, most), mo('·'), matrix([block.x ?? []], most)),
      ...block.dBiases ? [formula(slope(copy(bias)), mo('='), vector(block.dBiases, most))] : [],
      ...block.dx ? [formula(slope(copy(input)), mo('='), transposed(copy(weights)), mo('·'), slope(copy(output)), mo('='), vector(block.dx, most))] : [],
    ],
  };

  function math(symbol: string): Element {
    const made = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'msup');
    made.append(mi(symbol), mo('′'));
    return made;
  }
}

function update(item: Named, title: string, inspection: Inspection): Step {
  const { block, weights, bias } = item, isPlain = inspection.optimizer === 'Sgd';
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
