// Which head is looked at: its region, its curves and its confusion are shown. Hidden for a network without heads.

import type { App } from '../app';
import { element } from '../dom';

export class HeadTabs {
  readonly root = element('div', { class: 'row', id: 'head-tabs', role: 'radiogroup', 'aria-label': 'The head that is shown', hidden: true });
  private shown = '';

  constructor(private readonly app: App) {
    app.on(['network', 'head'], () => this.show());
  }

  private show(): void {
    const heads = this.app.network?.heads ?? [], names = heads.map(head => head.name).join(' ');
    this.root.hidden = heads.length === 0;
    if (this.shown !== names) {
      this.shown = names;
      this.root.replaceChildren(element('span', { class: 'hint' }, 'Show the head'), ...heads.map((head, index) => {
        const radio = element('input', { type: 'radio', name: 'head', value: String(index) });
        radio.addEventListener('change', () => this.app.setHead(index));
        return element('label', { class: 'tab' }, radio, head.name);
      }));
    }
    for (const radio of this.root.querySelectorAll('input'))
      radio.checked = Number(radio.value) === this.app.head;
  }
}
