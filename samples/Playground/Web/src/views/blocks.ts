// The blocks one by one: added, moved, removed. Each button edits the declaration's text.

import type { App } from '../app';
import { append, attributesOf, insertLine, remove, swap, type Attribute } from '../declaration';
import { byId, element } from '../dom';
import type { Topology } from '../topology';

const groups: Record<string, string> = {
  dense: 'Weights', activation: 'Activations', output: 'Outputs', regularisation: 'Against overfitting', normalisation: 'Normalisation', structure: 'Residuals', other: 'Other',
};

export class BlocksView {
  private readonly list = element('ol', { class: 'blocks', 'aria-label': 'Blocks' });
  private readonly kind = element('select', { id: 'add-kind', 'aria-describedby': 'add-words' });
  private readonly words = element('p', { class: 'hint', id: 'add-words' });

  constructor(private readonly app: App, private readonly topology: Topology) {
    byId('declaration').append(
      this.list,
      element('div', { class: 'row' },
        element('label', { for: 'add-kind' }, 'Add a block'),
        this.kind,
        element('button', { type: 'button', id: 'add-block', click: () => this.add() }, 'Add')),
      this.words);
    this.kind.addEventListener('change', () => this.describe());
    app.on('hello', () => this.offer());
    app.on(['state', 'network'], () => this.show());
    app.on('hover', () => this.mark());
  }

  private offer(): void {
    const blocks = this.app.hello!.catalogue.blocks;
    const sorted = new Map<string, HTMLOptGroupElement>();
    for (const block of blocks) {
      const label = groups[block.group] ?? block.group;
      if (!sorted.has(label))
        sorted.set(label, element('optgroup', { label }));
      sorted.get(label)!.append(element('option', { value: block.kind }, block.kind));
    }
    this.kind.replaceChildren(...sorted.values());
    this.describe();
  }

  private describe(): void {
    this.words.textContent = this.chosen?.text ?? '';
  }

  private get chosen() {
    return this.app.hello?.catalogue.blocks.find(block => block.kind === this.kind.value);
  }

  /** A dense block gets a line before the last layer, others follow the activation of the last hidden layer. */
  private add(): void {
    const text = this.app.state.declaration, chosen = this.chosen, hidden = this.topology.hidden(text);
    if (!chosen)
      return;
    const last = this.topology.layersOf(text).at(-1)?.dense, end = this.topology.headsOf(text)[0]?.attribute ?? last;
    if (chosen.kind === 'Standardize')
      return this.set(this.topology.withFirst(text, `[${chosen.example}]`));
    if (chosen.kind === 'StandardizeTargets') {
      const output = this.topology.layersOf(text).at(-1);
      return output && this.set(append(text, output.followers.at(-1) ?? output.dense, chosen.example));
    }
    if (chosen.group === 'dense' && last)
      return this.set(insertLine(text, end!, `[${chosen.example}]`, true));
    if (chosen.kind === 'EndResidual' && last)
      return this.set(insertLine(text, end!, '[EndResidual]', true));
    if (chosen.group === 'structure') {
      const before = hidden.at(-1)?.dense ?? last;
      return before && this.set(insertLine(text, before, `[${chosen.example}]`, true));
    }
    const after = chosen.group === 'output' ? this.topology.layersOf(text).at(-1) : hidden.at(-1);
    const place = chosen.group === 'normalisation' ? after?.dense : after?.followers.at(-1) ?? after?.dense;
    if (place)
      this.set(append(text, place, chosen.example));
    else if (last)
      this.set(insertLine(text, last, `[${chosen.example}]`, true));
  }

  private show(): void {
    const text = this.app.state.declaration, attributes = attributesOf(text);
    const focused = document.activeElement?.getAttribute('data-key');
    this.list.replaceChildren(...attributes.map((attribute, index) => this.row(attribute, index, attributes)));
    if (focused)
      this.list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    this.mark();
  }

  private row(attribute: Attribute, index: number, attributes: readonly Attribute[]): HTMLElement {
    const text = this.app.state.declaration, written = text.slice(attribute.start, attribute.end);
    const group = this.topology.groupOf(attribute.name), isFixed = group === 'network' || group === 'loss';
    const block = this.app.network?.text === text ? this.app.network.blocks.find(block => block.start === attribute.start) : undefined;
    const row = element('li', { 'data-block': group === 'loss' ? -1 : block?.index ?? '' }, element('code', { class: group }, written));
    const previous = attributes[index - 1], next = attributes[index + 1];
    const button = (key: string, label: string, sign: string, click: () => void, isOn: boolean) =>
      element('button', { type: 'button', class: 'small', 'data-key': `${key}${index}`, 'aria-label': `${label} ${written}`, disabled: !isOn, click }, sign);
    if (!isFixed) {
      row.append(
        button('up', 'Move up', '↑', () => this.set(swap(text, previous!, attribute)), index > 1),
        button('down', 'Move down', '↓', () => this.set(swap(text, attribute, next!)), !!next && this.topology.groupOf(next.name) !== 'loss'),
        button('gone', 'Remove', '×', () => this.set(remove(text, attribute)), true));
    }
    row.addEventListener('pointerenter', () => this.app.setHover(group === 'loss' ? -1 : block?.index ?? null));
    row.addEventListener('pointerleave', () => this.app.setHover(null));
    return row;
  }

  private mark(): void {
    for (const row of this.list.children)
      row.classList.toggle('hovered', this.app.hover !== null && row.getAttribute('data-block') === String(this.app.hover));
  }

  private set(declaration: string): void {
    this.app.change({ declaration });
  }
}
