// Play, pause, step, reset, and the figures of the run.

import type { App } from '../app';
import { byId, element, setText } from '../dom';
import { compact, count, percent } from '../numbers';

export class TransportView {
  private readonly play = element('button', { type: 'button', id: 'play', class: 'primary', 'aria-keyshortcuts': 'p', click: () => this.toggle() }, 'Play');
  private readonly figures = new Map<string, HTMLElement>();
  private readonly spoken = byId('spoken');
  private frames: number[] = [];

  constructor(private readonly app: App) {
    const pace = element('select', { id: 'pace', 'aria-label': 'Speed' },
      ...[[10, '10 steps/s'], [100, '100 steps/s'], [1000, '1,000 steps/s'], [0, 'as fast as it goes']].map(([value, text]) => element('option', { value: value!, selected: value === 1000 }, String(text))));
    pace.addEventListener('change', () => app.send({ type: 'pace', stepsPerSecond: Number(pace.value) }));
    byId('transport').append(
      element('button', { type: 'button', id: 'reset', 'aria-keyshortcuts': 'r', title: 'Back to step 0 (r)', click: () => app.send({ type: 'reset' }) }, 'Reset'),
      this.play,
      element('button', { type: 'button', id: 'step', 'aria-keyshortcuts': 's', title: 'One step (s)', click: () => this.step() }, 'Step'),
      pace);
    const names: [string, string][] = [
      ['step', 'step'], ['epochs', 'epoch'], ['accuracy', 'test accuracy'], ['loss', 'test loss'], ['steps', 'steps/s'], ['samples', 'samples/s'], ['prediction', 'one prediction'], ['compile', 'compile time'], ['frames', 'frames/s'],
    ];
    for (const [key, label] of names) {
      const value = element('dd', { id: `figure-${key}` }, '–');
      this.figures.set(key, value);
      byId('figures').append(element('div', {}, element('dt', {}, label), value));
    }
    app.on('running', () => this.showRunning());
    app.on('network', () => {
      const network = app.network!;
      this.set('compile', network.cached ? 'cached' : `${network.compileMilliseconds.toFixed(1)} ms`);
    });
    app.on('paused', () => this.sayPaused());
    app.on('problems', () => this.sayProblems());
    document.addEventListener('keydown', event => this.shortcut(event));
  }

  /** The figures of a frame, and how many frames were drawn in the last second. */
  draw(now: number): void {
    const frame = this.app.frame;
    if (!frame)
      return;
    this.count(now);
    this.set('step', count(frame.step));
    this.set('epochs', frame.epochs.toFixed(1));
    this.set('accuracy', percent(frame.testAccuracy));
    this.figures.get('accuracy')!.title = frame.heads.length > 0 ? 'Of the first head that tells classes apart' : '';
    this.set('loss', frame.testLoss.toFixed(4));
    this.set('steps', frame.running ? compact(frame.stepsPerSecond) : '–');
    this.set('samples', frame.running ? compact(frame.samplesPerSecond) : '–');
    this.set('prediction', frame.nanoseconds > 0 ? `${frame.nanoseconds < 100 ? frame.nanoseconds.toFixed(1) : count(frame.nanoseconds)} ns` : '–');
    this.set('frames', frame.running ? String(this.frames.length) : '–');
  }

  /** Counts a repaint. */
  count(now: number): void {
    this.frames = [...this.frames.filter(time => now - time < 1000), now];
  }

  private set(key: string, text: string): void {
    setText(this.figures.get(key)!, text);
  }

  private toggle(): void {
    if (this.app.isRunning)
      this.app.pause();
    else
      this.app.play();
  }

  private step(): void {
    if (this.app.isRunning)
      this.app.pause();
    this.app.send({ type: 'step', count: 1 });
  }

  private showRunning(): void {
    setText(this.play, this.app.isRunning ? 'Pause' : 'Play');
    this.play.title = this.app.isRunning ? 'Pause (p)' : 'Play (p)';
    if (this.app.isRunning)
      setText(this.spoken, 'Training.');
  }

  private sayPaused(): void {
    const { paused, frame } = this.app;
    if (!paused || paused.reason === 'reset')
      return;
    const why = { patience: 'Stopped early', nonfinite: 'Stopped, because numbers became infinite', minimized: 'L-BFGS has finished' }[paused.reason] ?? 'Paused';
    setText(this.spoken, `${why} at step ${count(paused.step)}, test accuracy ${percent(frame?.testAccuracy ?? NaN)}.`);
  }

  private sayProblems(): void {
    const errors = this.app.problems.filter(problem => problem.severity === 'error').length;
    if (errors > 0)
      setText(this.spoken, `${errors} ${errors === 1 ? 'error' : 'errors'} in the declaration.`);
  }

  private shortcut(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [role=application]'))
      return;
    if (event.key === 'p')
      this.toggle();
    else if (event.key === 's')
      this.step();
    else if (event.key === 'r')
      this.app.send({ type: 'reset' });
  }
}
