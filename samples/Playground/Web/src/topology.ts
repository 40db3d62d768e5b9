// The layers of a declaration, and the edits that the page's controls make: units, activations, dropout, norms, residuals, the loss.

import { append, argument, attributesOf, insertLine, remove, removeAll, replace, withArgument, written, type Attribute } from './declaration';
import type { Hello } from './protocol';

/** A dense block and what follows it until the next one. */
export interface Layer {
  readonly dense: Attribute;
  readonly units: number;
  readonly followers: readonly Attribute[];
  readonly activation: Attribute | undefined;
}

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
    const layers: { dense: Attribute; units: number; followers: Attribute[]; activation: Attribute | undefined }[] = [];
    for (const attribute of attributesOf(text)) {
      const group = this.groupOf(attribute.name);
      if (attribute.name === 'Dense')
        layers.push({ dense: attribute, units: Number(argument(attribute, 'units', 0) ?? 0), followers: [], activation: undefined });
      else if (layers.length > 0 && !['loss', 'other'].includes(group)) {
        const layer = layers.at(-1)!;
        layer.followers.push(attribute);
        if ((group === 'activation' || group === 'output') && !layer.activation)
          layer.activation = attribute;
      }
    }
    return layers;
  }

  /** All layers but the last, whose width the classes decide. */
  hidden(text: string): Layer[] {
    return this.layersOf(text).slice(0, -1);
  }

  lossOf(text: string): Attribute | undefined {
    return attributesOf(text).find(attribute => this.groupOf(attribute.name) === 'loss');
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

  /** One more hidden layer, before the last, like the one before it. */
  withLayer(text: string): string {
    const layers = this.layersOf(text), last = layers.at(-1);
    if (!last)
      return text;
    const model = layers.at(-2);
    return insertLine(text, last.dense, `[Dense(${model?.units ?? 4}), ${model?.activation?.name ?? 'Tanh'}]`, true);
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
    const last = this.lossOf(text) ?? attributesOf(text).at(-1);
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

  /** An end that fits the classes: one sigmoid for two of them, a softmax for more. */
  withClasses(text: string, classes: number): string {
    const layers = this.layersOf(text), last = layers.length - 1;
    if (last < 0 || layers[last]!.units === (classes === 2 ? 1 : classes) || (classes === 2 && layers[last]!.units === 2))
      return text;
    text = this.withUnits(text, last, classes === 2 ? 1 : classes);
    text = this.withActivation(text, last, classes === 2 ? 'Sigmoid' : 'Softmax');
    return this.withLoss(text, classes === 2 ? 'BinaryCrossEntropy' : 'CrossEntropy');
  }
}
