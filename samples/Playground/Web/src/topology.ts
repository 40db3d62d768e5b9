// The layers of a declaration, and the edits that the page's controls make: units, activations, dropout, norms, residuals, the loss.

import { append, argument, attributesOf, insertLine, remove, removeAll, replace, withArgument, written, type Attribute } from './declaration';
import type { Hello } from './protocol';

/** A dense block and what follows it until the next one. */
export interface Layer {
  readonly dense: Attribute;
  readonly units: number;
  readonly followers: readonly Attribute[];
  readonly activation: Attribute | undefined;
  /** The head that it belongs to, from 0; -1 for the trunk. */
  readonly head: number;
  /** Whether the network's or a head's outputs come from it. */
  readonly isOutput: boolean;
}

/** A head as it is written. */
export interface WrittenHead { readonly attribute: Attribute; readonly name: string; readonly weight: number }

/** How a head ends that learns a target; a number needs a regression. */
const ends: Record<string, string> = {
  even: '[Dense(1), Sigmoid]\n[BinaryCrossEntropy]',
  quadrant: '[Dense(4), Softmax]\n[CrossEntropy]',
};

/** The edits know kinds of blocks by the groups that the server has sent. */
export class Topology {
  private readonly groups: Map<string, string>;

  constructor(hello: Hello) {
    this.groups = new Map(hello.catalogue.blocks.map(block => [block.kind, block.group]));
    for (const loss of hello.catalogue.losses)
      this.groups.set(loss.kind, 'loss');
  }

  groupOf(name: string): string {
    return this.groups.get(name) ?? (name === 'Network' ? 'network' : 'other');
  }

  layersOf(text: string): Layer[] {
    const layers: { -readonly [K in keyof Layer]: K extends 'followers' ? Attribute[] : Layer[K] }[] = [];
    let head = -1;
    for (const attribute of attributesOf(text)) {
      const group = this.groupOf(attribute.name);
      if (attribute.name === 'Head') {
        if (head >= 0 && layers.length > 0)
          layers.at(-1)!.isOutput = true;
        head++;
      } else if (attribute.name === 'Dense')
        layers.push({ dense: attribute, units: Number(argument(attribute, 'units', 0) ?? 0), followers: [], activation: undefined, head, isOutput: false });
      else if (layers.length > 0 && !['loss', 'other'].includes(group)) {
        const layer = layers.at(-1)!;
        layer.followers.push(attribute);
        if ((group === 'activation' || group === 'output') && !layer.activation)
          layer.activation = attribute;
      }
    }
    if (layers.length > 0)
      layers.at(-1)!.isOutput = true;
    return layers;
  }

  /** All layers but those that outputs come from, whose widths the targets decide. */
  hidden(text: string): Layer[] {
    return this.layersOf(text).filter(layer => !layer.isOutput);
  }

  /** The loss of the network or of its first head. */
  lossOf(text: string): Attribute | undefined {
    return attributesOf(text).find(attribute => this.groupOf(attribute.name) === 'loss');
  }

  headsOf(text: string): WrittenHead[] {
    return attributesOf(text).filter(attribute => attribute.name === 'Head').map(attribute => ({
      attribute, name: (argument(attribute, 'name', 0) ?? '').replaceAll('"', ''), weight: Number((argument(attribute, 'Weight') ?? '1').replace(/[fFdD]$/, '')),
    }));
  }

  /** The class and a second target, each with a head after the same trunk; null for one target and no heads. */
  withSecondHead(text: string, target: string | null): string {
    text = this.withoutHeads(text);
    const layers = this.layersOf(text), output = layers.at(-1);
    if (target === null || !output)
      return text;
    // A network of one layer gets a trunk to share.
    text = insertLine(text, output.dense, `${layers.length === 1 ? '[Dense(8), Tanh]\n' : ''}[Head("class")]`, true);
    const loss = this.lossOf(text);
    return loss ? insertLine(text, loss, `[Head("${target}")]\n${ends[target] ?? '[Dense(1)]\n[MeanSquaredError]'}`) : text;
  }

  /** Only the first head's blocks, as the end of the network. */
  withoutHeads(text: string): string {
    const attributes = attributesOf(text), heads = attributes.filter(attribute => attribute.name === 'Head');
    const second = heads[1] ? attributes.indexOf(heads[1]) : attributes.length;
    const kept = (group: string, name: string) => group === 'other' && name !== 'Head';
    return removeAll(text, attributes.filter((attribute, index) => attribute.name === 'Head' || (index > second && !kept(this.groupOf(attribute.name), attribute.name))));
  }

  withHeadWeight(text: string, index: number, weight: number): string {
    const head = this.headsOf(text)[index];
    return head ? replace(text, head.attribute, withArgument(head.attribute, 'Weight', weight === 1 ? null : String(weight))) : text;
  }

  withUnits(text: string, layer: number, units: number): string {
    const dense = this.layersOf(text)[layer]?.dense;
    if (!dense)
      return text;
    const hasName = argument(dense, 'units') !== undefined;
    const args = hasName ? dense.args.replace(/units\s*:\s*\d+/, `units: ${units}`) : dense.args.replace(/^\s*[^,]*/, String(units));
    return replace(text, dense, written('Dense', args));
  }

  /** Another activation after a layer; null takes it away. */
  withActivation(text: string, index: number, name: string | null): string {
    const layer = this.layersOf(text)[index];
    if (!layer)
      return text;
    if (layer.activation)
      return name === null ? remove(text, layer.activation) : replace(text, layer.activation, name);
    return name === null ? text : append(text, layer.followers.find(follower => this.groupOf(follower.name) === 'normalisation') ?? layer.dense, name);
  }

  /** The same activation for all hidden layers, from the last to the first, since an edit moves what follows it. */
  withActivations(text: string, name: string | null): string {
    for (let index = this.hidden(text).length - 1; index >= 0; index--)
      text = this.withActivation(text, index, name);
    return text;
  }

  /** One more hidden layer at the end of the trunk, like the one before it. */
  withLayer(text: string): string {
    const layers = this.layersOf(text), last = layers.at(-1);
    if (!last)
      return text;
    const model = layers.filter(layer => layer.head < 0 && !layer.isOutput).at(-1);
    return insertLine(text, this.headsOf(text)[0]?.attribute ?? last.dense, `[Dense(${model?.units ?? 4}), ${model?.activation?.name ?? 'Tanh'}]`, true);
  }

  /** Without a hidden layer and what follows it, brackets of residuals apart. */
  withoutLayer(text: string, index: number): string {
    const layer = this.hidden(text)[index];
    if (!layer)
      return text;
    text = removeAll(text, [layer.dense, ...layer.followers.filter(follower => this.groupOf(follower.name) !== 'structure')]);
    // A residual around nothing goes, too.
    const attributes = attributesOf(text);
    const empty = attributes.findIndex((attribute, at) => attribute.name === 'BeginResidual' && attributes[at + 1]?.name === 'EndResidual');
    return empty < 0 ? text : removeAll(text, attributes.slice(empty, empty + 2));
  }

  /** An argument such as `Initializer` of every dense block; null for its default. */
  withDenseArgument(text: string, name: string, value: string | null): string {
    for (const layer of this.layersOf(text).toReversed())
      text = replace(text, layer.dense, withArgument(layer.dense, name, value));
    return text;
  }

  /** A block such as `Dropout(0.2)` after the activation of every hidden layer, or none of its kind. */
  withFollower(text: string, kinds: readonly string[], added: string | null, beforeActivation = false): string {
    text = this.without(text, kinds);
    if (added === null)
      return text;
    for (const layer of this.hidden(text).toReversed())
      text = append(text, beforeActivation ? layer.dense : layer.activation ?? layer.dense, added);
    return text;
  }

  /** Without all attributes of some kinds. */
  without(text: string, kinds: readonly string[]): string {
    return removeAll(text, attributesOf(text).filter(attribute => kinds.includes(attribute.name)));
  }

  /** A line before the first block, such as `[Standardize]`. */
  withFirst(text: string, line: string): string {
    const first = attributesOf(text).find(attribute => attribute.name !== 'Network');
    return first ? insertLine(text, first, line, true) : text;
  }

  /** A line before or after the loss. */
  withOption(text: string, line: string): string {
    const attributes = attributesOf(text), last = attributes.findLast(attribute => this.groupOf(attribute.name) === 'loss') ?? attributes.at(-1);
    return last ? insertLine(text, last, line) : text;
  }

  /** Brackets around a layer that keeps its width: a new one after the first hidden layer. Off: without the brackets and what they hold. */
  withResidual(text: string, isOn: boolean): string {
    const attributes = attributesOf(text);
    if (!isOn) {
      const begin = attributes.findIndex(attribute => attribute.name === 'BeginResidual');
      const end = attributes.findIndex(attribute => attribute.name === 'EndResidual');
      return begin < 0 ? text : removeAll(text, attributes.slice(begin, end < begin ? begin + 1 : end + 1));
    }
    const layer = this.hidden(text)[0];
    return layer
      ? insertLine(text, layer.followers.at(-1) ?? layer.dense, `[BeginResidual]\n[Dense(${layer.units}), ${layer.activation?.name ?? 'Tanh'}]\n[EndResidual]`)
      : text;
  }

  withInputs(text: string, inputs: number): string {
    const network = attributesOf(text).find(attribute => attribute.name === 'Network');
    return network ? replace(text, network, `Network(inputs: ${inputs})`) : `[Network(inputs: ${inputs})]\n${text}`;
  }

  withLoss(text: string, example: string): string {
    const loss = this.lossOf(text);
    return loss ? replace(text, loss, example) : `${text.trimEnd()}\n[${example}]`;
  }

  /** An end of the network, or of its first head, that fits the classes: one sigmoid for two of them, a softmax for more. */
  withClasses(text: string, classes: number): string {
    const heads = this.headsOf(text), layers = this.layersOf(text);
    const last = layers.findIndex(layer => layer.isOutput && (heads.length === 0 || heads[layer.head]?.name.toLowerCase() === 'class'));
    if (last < 0 || layers[last]!.units === (classes === 2 ? 1 : classes) || (classes === 2 && layers[last]!.units === 2))
      return text;
    text = this.withUnits(text, last, classes === 2 ? 1 : classes);
    text = this.withActivation(text, last, classes === 2 ? 'Sigmoid' : 'Softmax');
    return this.withLoss(text, classes === 2 ? 'BinaryCrossEntropy' : 'CrossEntropy');
  }
}
