// The declaration as text: coloured, with problems underlined at their attribute, and the block under the mouse or the caret highlighted here as in the emitted code.

import type { App } from '../app';
import { attributeAt, attributesOf } from '../declaration';
import { byId, element, setText } from '../dom';
import { escape, highlight } from '../highlight';
import type { Problem, Span } from '../protocol';

export class EditorView {
  readonly area = element('textarea', {
    id: 'text', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', wrap: 'off', 'aria-label': 'The declaration of the network', 'aria-describedby': 'problems',
  });
  private readonly back = element('pre', { class: 'back', 'aria-hidden': 'true' });
  private readonly problems = element('ul', { id: 'problems', 'aria-live': 'polite', 'aria-label': 'Problems of the declaration' });
  private readonly compiled = element('p', { class: 'hint', id: 'compiled' });

  constructor(private readonly app: App) {
    const sheet = element('div', { class: 'sheet editor' }, this.back, this.area);
    byId('declaration').append(
      element('p', { class: 'hint' }, 'One attribute is one block. Edit it here, or with the buttons: it is the same text.'),
      sheet, this.problems, this.compiled);
    this.area.addEventListener('input', () => this.edit());
    this.area.addEventListener('scroll', () => this.scroll());
    this.area.addEventListener('pointermove', event => app.setHover(this.blockAt(this.placeAt(event))));
    this.area.addEventListener('pointerleave', () => app.setHover(null));
    for (const event of ['keyup', 'click', 'focus'])
      this.area.addEventListener(event, () => app.setHover(this.blockAt(this.area.selectionStart)));
    app.on('state', () => this.show());
    app.on(['problems', 'network'], () => this.showProblems());
    app.on('hover', () => this.paint());
  }

  private edit(): void {
    this.app.problems = [];
    this.app.change({ declaration: this.area.value });
    this.paint();
  }

  private show(): void {
    if (this.area.value !== this.app.state.declaration) {
      this.area.value = this.app.state.declaration;
      this.app.problems = [];
    }
    this.area.rows = Math.max(7, this.area.value.split('\n').length + 1);
    this.paint();
  }

  private showProblems(): void {
    const network = this.app.network, problems = this.app.problems;
    this.problems.replaceChildren(...problems.map(problem => this.line(problem)));
    this.area.setAttribute('aria-invalid', String(problems.some(isError)));
    if (network) {
      const time = network.cached ? 'taken from the cache' : `compiled in ${network.compileMilliseconds.toFixed(1)} ms`;
      setText(this.compiled, problems.some(isError) ? 'The last network without an error keeps training.' : `${time}: ${network.parameters} parameters, ${network.blocks.length} blocks.`);
    }
    this.paint();
  }

  private line(problem: Problem): HTMLElement {
    const go = () => {
      this.area.focus();
      this.area.setSelectionRange(problem.start, problem.start + problem.length);
    };
    return element('li', { class: isError(problem) ? 'error' : 'warning' },
      element('button', { type: 'button', click: go }, `${problem.id}, line ${problem.line}`), ' ', problem.message.replace(/^line \d+, column \d+: /, ''));
  }

  /** The text once more, under the transparent text of the field: with colours, underlines and the highlighted block. */
  private paint(): void {
    const text = this.area.value, hovered = this.spanOf();
    const marks: { at: number; html: string; order: number }[] = [];
    const mark = (span: Span, kind: string) => {
      const end = Math.min(text.length, span.start + Math.max(1, span.length));
      marks.push({ at: span.start, html: `<mark class="${kind}">`, order: 1 }, { at: end, html: '</mark>', order: 0 });
    };
    for (const problem of this.app.problems)
      mark(problem, isError(problem) ? 'error' : 'warning');
    if (hovered)
      mark(hovered, 'block');
    marks.sort((a, b) => a.at - b.at || a.order - b.order);
    let html = '', last = 0;
    for (const { at, html: tag } of marks) {
      html += highlight(text.slice(last, at)) + tag;
      last = at;
    }
    this.back.innerHTML = html + highlight(text.slice(last)) + escape('\n ');
    this.scroll();
  }

  /** Where the highlighted block is in the text. Places of the server hold for the text it has compiled. */
  private spanOf(): Span | null {
    const network = this.app.network, hover = this.app.hover;
    if (!network || hover === null || network.text !== this.area.value)
      return null;
    return hover < 0 ? network.loss : network.blocks[hover] ?? null;
  }

  private blockAt(place: number): number | null {
    const network = this.app.network;
    if (!network || network.text !== this.area.value)
      return null;
    const attribute = attributesOf(this.area.value)[attributeAt(attributesOf(this.area.value), place)];
    if (!attribute)
      return null;
    if (network.loss.length > 0 && attribute.start === network.loss.start)
      return -1;
    return network.blocks.find(block => block.start === attribute.start)?.index ?? null;
  }

  /** The character under the mouse: the field's letters are all equally wide, and its lines equally high. */
  private placeAt(event: PointerEvent): number {
    const style = getComputedStyle(this.area);
    const line = Math.floor((event.offsetY + this.area.scrollTop - parseFloat(style.paddingTop)) / parseFloat(style.lineHeight));
    const column = Math.floor((event.offsetX + this.area.scrollLeft - parseFloat(style.paddingLeft)) / this.letterWidth(style));
    const lines = this.area.value.split('\n');
    if (line < 0 || line >= lines.length || column < 0 || column > lines[line]!.length)
      return -1;
    return lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + column;
  }

  private letter = 0;

  private letterWidth(style: CSSStyleDeclaration): number {
    if (this.letter === 0) {
      const context = document.createElement('canvas').getContext('2d')!;
      context.font = `${style.fontSize} ${style.fontFamily}`;
      this.letter = context.measureText('0'.repeat(100)).width / 100;
    }
    return this.letter;
  }

  private scroll(): void {
    this.back.scrollTop = this.area.scrollTop;
    this.back.scrollLeft = this.area.scrollLeft;
  }
}

export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}
