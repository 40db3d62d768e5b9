// The same bits again, and what can be taken along: files, a program, the report, a link.

import type { App } from '../app';
import { byId, element, setText } from '../dom';
import { encodeLink, type Linked } from '../link';
import { count, short } from '../numbers';

const files: [file: string, label: string, sentence: string][] = [
  ['network.cs', 'C# class', 'the declaration as a file of your project'],
  ['program.cs', 'C# program', 'trains the same network in a console, and prints the same hash'],
  ['network.weights', 'Weights', 'for [Weights]: the parameters in the binary'],
  ['network.safetensors', 'safetensors', 'PyTorch’s names and order'],
  ['network.onnx', 'ONNX', 'for ONNX Runtime and others'],
  ['report.html', 'Report', 'of what was just trained: metrics, pictures, one file'],
  ['train.csv', 'Training data', 'the points that it learns from'],
  ['test.csv', 'Test data', 'the points that it is judged by'],
];

export class TakeView {
  private readonly hash = element('code', { id: 'hash', class: 'hash' }, '–');
  private readonly verdict = element('p', { id: 'verdict', 'aria-live': 'polite' });
  private readonly links = element('ul', { class: 'files' });
  private readonly copied = element('p', { class: 'hint', 'aria-live': 'polite' });
  private readonly replay = element('button', { type: 'button', id: 'replay', click: () => this.again() }, 'Train again from the seed');

  constructor(private readonly app: App, private readonly linked: () => Linked | null) {
    byId('bits').append(
      element('p', { class: 'hint' }, 'The same declaration, data, options and seed give the same parameters after n steps: on every processor, with any number of threads, bit for bit. Pause to see the hash.'),
      element('p', {}, 'SHA-256 of the parameters ', element('span', { id: 'hash-step' }), this.hash),
      this.replay, this.verdict);
    byId('take').append(this.links, element('button', { type: 'button', id: 'copy', click: () => void this.copy() }, 'Copy a link to all of this'), this.copied);
    app.on('hello', () => this.offer());
    app.on(['paused', 'network', 'running'], () => this.showHash());
    app.on('replay', () => this.showReplay());
  }

  private offer(): void {
    const session = this.app.hello!.session;
    this.links.replaceChildren(...files.map(([file, label, sentence]) =>
      element('li', {}, element('a', { href: `session/${session}/${file}`, ...(file === 'report.html' ? { target: '_blank', rel: 'noopener' } : { download: file }) }, label), ` ${sentence}`)));
  }

  private showHash(): void {
    const paused = this.app.isRunning ? null : this.app.paused;
    setText(this.hash, paused?.hash ? paused.hash.replace(/(.{8})/g, '$1 ').trim() : '–');
    setText(byId('hash-step'), paused ? `after step ${count(paused.step)}: ` : '');
    const linked = this.linked();
    if (paused && linked && linked.hash && paused.step === linked.step && paused.reason === 'until')
      this.say(paused.hash.startsWith(linked.hash), `The link promised ${linked.hash} after ${count(linked.step)} steps: `);
  }

  private again(): void {
    if (this.app.isRunning)
      this.app.pause();
    setText(this.verdict, 'Training again …');
    this.app.send({ type: 'replay' });
  }

  private showReplay(): void {
    const replay = this.app.replay;
    if (!replay)
      setText(this.verdict, '');
    else
      this.say(replay.same, `${count(replay.step)} steps once more in ${short(replay.seconds)} s: ${replay.again.slice(0, 16)}…, `);
  }

  private say(isSame: boolean, before: string): void {
    this.verdict.className = isSame ? 'well' : 'ill';
    setText(this.verdict, before + (isSame ? 'the same bits.' : 'other bits.'));
  }

  /** The link goes into the address, too, so that a bookmark is the same. */
  private async copy(): Promise<void> {
    const { state, frame, paused, hello } = this.app;
    const isPaused = !this.app.isRunning && paused?.step === frame?.step;
    const link = await encodeLink({ state, step: frame?.step ?? 0, hash: isPaused ? paused?.hash.slice(0, 16) ?? '' : '' }, hello!.state);
    history.replaceState(null, '', link);
    try {
      await navigator.clipboard.writeText(location.href);
      setText(this.copied, `Copied: ${location.href.length} characters. It holds the state, and the ${count(frame?.step ?? 0)} steps to train.`);
    } catch {
      setText(this.copied, 'The link is in the address bar; this browser does not let pages copy.');
    }
  }
}
