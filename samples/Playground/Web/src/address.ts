// The address bar follows the state, so that a reload, a bookmark or a copied address gives back what is on the screen. It replaces the address, which keeps
// the button 'Back' for pages; a link that is opened in the same tab, or gone back to, is followed.

import type { App } from './app';
import { decodeLink, encodeLink, type Linked } from './link';

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const pause = 350;

export class Address {
  /** What the address stands for, as text. */
  private shown: string;
  private timer = 0;

  constructor(private readonly app: App, private linked: Linked | null, private readonly open: (linked: Linked) => void) {
    this.shown = this.textOf({ state: { ...app.hello!.state, ...linked?.state }, step: linked?.step ?? 0, hash: linked?.hash ?? '' });
    app.on(['network', 'paused', 'running'], () => this.follow());
    addEventListener('hashchange', () => void this.visit());
  }

  /** Writes the address soon, once for everything that changes until then. */
  private follow(): void {
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      void this.write();
    }, pause);
  }

  private async write(): Promise<void> {
    const wanted = this.wanted(), text = this.textOf(wanted);
    if (text === this.shown)
      return;
    this.shown = text;
    const link = text === this.textOf({ state: this.app.hello!.state, step: 0, hash: '' }) ? '' : await encodeLink(wanted, this.app.hello!.state);
    // Something may have changed while the link was compressed.
    if (text === this.shown)
      history.replaceState(null, '', link || location.pathname + location.search);
  }

  /** The state that the server has accepted. While it learns there is no step to come back to; a link that is being followed keeps its own. */
  private wanted(): Linked {
    const { network, paused, isRunning } = this.app, state = network?.state ?? this.app.state;
    const isPaused = !isRunning && paused !== null && paused.step > 0 && paused.reason !== 'minimized';
    if (isPaused)
      return { state, step: paused.step, hash: paused.hash.slice(0, 16) };
    const followed = this.linked;
    if (followed?.step && !paused && this.textOf({ ...followed, state: { ...this.app.hello!.state, ...followed.state } }) === this.textOf({ ...followed, state }))
      return { ...followed, state };
    this.linked = null;
    return { state, step: 0, hash: '' };
  }

  /** Another link in the address of this tab. */
  private async visit(): Promise<void> {
    try {
      this.linked = await decodeLink(location.hash) ?? { state: {}, step: 0, hash: '' };
    } catch (error) {
      return this.app.tell((error as Error).message);
    }
    this.shown = this.textOf({ ...this.linked, state: { ...this.app.hello!.state, ...this.linked.state } });
    this.open(this.linked);
  }

  /** The same text for the same fields, in whatever order they came. */
  private textOf(linked: Linked): string {
    return JSON.stringify([Object.entries(linked.state).sort(([a], [b]) => a < b ? -1 : 1), linked.step, linked.hash]);
  }
}
