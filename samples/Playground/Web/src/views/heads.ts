// The controls above the columns of the network: how many layers, how many units, which activation.

import type { App } from '../app';
import { element } from '../dom';
import { attributesOf } from '../declaration';
import type { Topology } from '../topology';
import type { Column } from './graph';

export class HeadsView {
  readonly root = element('div', { class: 'heads' });
  readonly toolbar = element('div', { class: 'row', role: 'group', 'aria-label': 'Hidden layers' });
  private readonly layers = element('output', { class: 'count' });

  constructor(private readonly app: App, private readonly topology: Topology) {
    this.toolbar.append(
      element('span', {}, 'Hidden layers'),
      element('button', { type: 'button', class: 'small', 'aria-label': 'Remove the last hidden layer', click: () => this.removeLayer() }, '−'),
      this.layers,
      element('button', { type: 'button', class: 'small', id: 'add-layer', 'aria-label': 'Add a hidden layer', click: () => this.edit(text => this.topology.withLayer(text)) }, '+'));
    app.on('state', () => {
      const layers = this.topology.layersOf(app.state.declaration);
      this.layers.textContent = String(layers.filter(layer => !layer.isOutput).length);
      for (const shown of this.root.querySelectorAll('[data-units]'))
        shown.textContent = String(layers[Number(shown.getAttribute('data-units'))]?.units ?? '');
    });
  }

  /** Writes the controls over the columns. The focus stays on the control that had it. */
  place(columns: readonly Column[]): void {
    const focused = document.activeElement?.getAttribute('data-key');
    this.root.replaceChildren(...columns.map((column, index) => this.head(column, index - 1)));
    if (focused)
      this.root.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  }

  private head(column: Column, layer: number): HTMLElement {
    const head = element('div', { class: 'head' });
    head.style.left = `${column.centre}px`;
    if (layer < 0)
      head.append(element('span', {}, 'inputs'));
    else if (column.isOutput)
      head.append(element('span', { class: 'name' }, this.app.network?.heads[column.head]?.name ?? 'output'), this.activations(layer, column));
    else
      head.append(element('span', { class: 'units' },
        this.button(`less${layer}`, '−', `One unit less in hidden layer ${layer + 1}`, () => this.resize(layer, -1)),
        element('span', { class: 'count', 'data-units': layer }, String(column.units)),
        this.button(`more${layer}`, '+', `One unit more in hidden layer ${layer + 1}`, () => this.resize(layer, 1))),
      this.activations(layer, column));
    const others = this.others(column);
    if (others)
      head.append(element('span', { class: 'chips', title: others }, others));
    head.addEventListener('pointerenter', () => this.app.setHover(column.block >= 0 ? column.block : null));
    head.addEventListener('pointerleave', () => this.app.setHover(null));
    return head;
  }

  private button(key: string, text: string, label: string, click: () => void): HTMLElement {
    return element('button', { type: 'button', class: 'small', 'data-key': key, 'aria-label': label, click }, text);
  }

  private activations(layer: number, column: Column): HTMLElement {
    const present = this.topology.layersOf(this.app.state.declaration)[layer]?.activation?.name ?? '';
    const isLast = column.isOutput;
    const choices = (this.app.hello?.catalogue.blocks ?? [])
      .filter(block => block.group === 'activation' || (isLast && block.group === 'output'))
      .map(block => element('option', { value: block.example, selected: block.kind === present }, block.kind));
    const select = element('select', { 'data-key': `activation${layer}`, 'aria-label': `Activation of ${this.app.network?.blocks[column.block]?.view ?? 'the layer'}` },
      element('option', { value: '', selected: present === '' }, 'none'), ...choices);
    select.addEventListener('change', () => this.edit(text => this.topology.withActivation(text, layer, select.value || null)));
    return select;
  }

  /** What else follows the dense block: norms, dropout, brackets. */
  private others(column: Column): string {
    const network = this.app.network;
    if (!network || column.block < 0)
      return '';
    return network.blocks
      .slice(column.block + 1, column.last + 1)
      .filter(block => block.group !== 'activation' && block.group !== 'output' && block.kind !== 'Head')
      .map(block => block.text)
      .join(', ');
  }

  private resize(layer: number, by: number): void {
    const units = (this.topology.layersOf(this.app.state.declaration)[layer]?.units ?? 0) + by;
    if (units >= 1 && units <= (this.app.hello?.limits.units ?? 128))
      this.edit(text => this.topology.withUnits(text, layer, units));
  }

  private removeLayer(): void {
    this.edit(text => this.topology.withoutLayer(text, this.topology.hidden(text).length - 1));
  }

  private edit(change: (text: string) => string): void {
    const text = change(this.app.state.declaration);
    if (attributesOf(text).length > 0)
      this.app.change({ declaration: text });
  }
}
