// The emitted code: the lines of the block under the mouse are highlighted here as in the declaration, and the other way round.

import type { App } from '../app';
import { byId, element, setText } from '../dom';
import { highlight } from '../highlight';
import { compact, count } from '../numbers';

/** Longer texts are shown without colours. */
const mostColoured = 300_000;

export class CodeView {
  private readonly text = element('pre', { class: 'text' });
  private readonly marks = element('div', { class: 'marks' });
  private readonly sheet = element('div', { class: 'sheet code', tabindex: '0', role: 'region', 'aria-label': 'The emitted C#' }, this.marks, this.text);
  private readonly words = element('p', { class: 'hint' });
  private readonly tabs = element('div', { class: 'row', role: 'group', 'aria-label': 'Part of the code' });
  /** Lines of the whole text that are shown, in order; null: all. */
  private shown: number[] | null = null;
  private pass = 'forward';
  private isOwnHover = false;

  constructor(private readonly app: App) {
    for (const [pass, label] of [['forward', 'Forward'], ['backward', 'Backward'], ['all', 'Whole class'], ['declared', 'C# file']] as const) {
      const radio = element('input', { type: 'radio', name: 'pass', value: pass, checked: pass === this.pass });
      radio.addEventListener('change', () => {
        this.pass = pass;
        this.show();
      });
      this.tabs.append(element('label', { class: 'tab' }, radio, label));
    }
    byId('code').append(this.words, this.tabs, this.sheet);
    this.sheet.addEventListener('pointermove', event => this.point(event));
    this.sheet.addEventListener('pointerleave', () => this.hover(null));
    app.on(['source', 'network'], () => this.show());
    app.on('hover', () => this.mark());
  }

  private show(): void {
    const source = this.app.source, network = this.app.network;
    if (!network || (!source && this.pass !== 'declared'))
      return;
    const lines = (source?.text ?? '').split('\n');
    this.shown = this.pass === 'forward' || this.pass === 'backward' ? this.linesOf(this.pass, lines.length) : null;
    const text = this.pass === 'declared' ? network.source : this.shown ? outdented(this.shown.map(line => lines[line - 1] ?? '')) : lines.join('\n');
    if (text.length > mostColoured)
      this.text.textContent = text;
    else
      this.text.innerHTML = highlight(text);
    this.sheet.scrollTop = 0;
    if (source)
      setText(this.words, `${count(lines.length)} lines of C#, ${compact(source.text.length)} characters, ${network.cached ? 'taken from the cache' : `emitted and compiled in ${network.compileMilliseconds.toFixed(1)} ms`}. Point at a block, here or in the declaration.`);
    this.mark();
  }

  /** The lines of one pass in the order of the text; 0, which no line is, where something was left out. */
  private linesOf(pass: string, all: number): number[] {
    const wanted = new Set<number>();
    for (const part of this.app.source!.parts) {
      if (part.pass === pass) {
        for (let line = part.first; line <= Math.min(part.last, all); line++)
          wanted.add(line);
      }
    }
    const sorted = [...wanted].sort((a, b) => a - b);
    return sorted.flatMap((line, at) => at > 0 && line > sorted[at - 1]! + 1 ? [0, line] : [line]);
  }

  private mark(): void {
    this.marks.replaceChildren();
    const source = this.app.source, hover = this.app.hover;
    if (!source || hover === null || this.pass === 'declared')
      return;
    const height = parseFloat(getComputedStyle(this.text).lineHeight);
    let first = Infinity, last = -1;
    for (const part of source.parts) {
      if (part.block !== hover)
        continue;
      const from = this.placeOf(part.first), to = this.placeOf(part.last);
      if (from < 0 || to < 0)
        continue;
      const mark = element('div', { class: 'mark' });
      mark.style.top = `${from * height}px`;
      mark.style.height = `${(to - from + 1) * height}px`;
      this.marks.append(mark);
      if (from < first)
        [first, last] = [from, to];
    }
    const top = this.sheet.scrollTop, end = top + this.sheet.clientHeight;
    const isVisible = (first + 4) * height < end && (last + 1) * height > top + height;
    if (first < Infinity && !this.isOwnHover && !isVisible)
      this.sheet.scrollTop = Math.max(0, (first - 2) * height);
  }

  /** Where a line of the text is shown, from 0; -1 if it is not. */
  private placeOf(line: number): number {
    return this.shown ? this.shown.indexOf(line) : line - 1;
  }

  private point(event: PointerEvent): void {
    const source = this.app.source;
    if (!source || this.pass === 'declared')
      return;
    const style = getComputedStyle(this.text), box = this.text.getBoundingClientRect();
    const place = Math.floor((event.clientY - box.top - parseFloat(style.paddingTop)) / parseFloat(style.lineHeight));
    const line = this.shown ? this.shown[place] : place + 1;
    // The smallest part that has the line is the block's own.
    const parts = source.parts.filter(part => line && part.first <= line && line <= part.last).sort((a, b) => a.last - a.first - (b.last - b.first));
    this.hover(parts[0]?.block ?? null);
  }

  private hover(block: number | null): void {
    this.isOwnHover = true;
    this.app.setHover(block);
    this.isOwnHover = false;
  }
}

/** Without the spaces that all lines begin with. */
function outdented(lines: readonly string[]): string {
  const spaces = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length), 100);
  return lines.map(line => line.slice(spaces)).join('\n');
}
