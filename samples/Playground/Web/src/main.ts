// Puts the page together: views hear of changes through the app, and draw once per repaint of the screen.

import './style.css';
import { Address } from './address';
import { App } from './app';
import { byId, element, setText } from './dom';
import { decodeLink, type Linked } from './link';
import { onPalette } from './palette';
import { Topology } from './topology';
import { BlocksView } from './views/blocks';
import { CodeView } from './views/code';
import { DataView } from './views/data';
import { EditorView } from './views/editor';
import { ConfusionView, HealthView } from './views/health';
import { NetworkView } from './views/network';
import { OutputView } from './views/output';
import { forgetColours } from './views/region';
import { SampleView } from './views/sample';
import { TakeView } from './views/take';
import { TrainingView } from './views/training';
import { TransportView } from './views/transport';

let linked: Linked | null = null, damaged = '';

const app = new App(async hello => {
  try {
    linked = await decodeLink(location.hash);
  } catch (error) {
    damaged = (error as Error).message;
  }
  build(hello);
  return { ...hello.state, ...linked?.state };
});

const notice = byId('notice'), notices = element('span');
notice.append(notices, element('button', { type: 'button', class: 'small', 'aria-label': 'Close', click: () => app.tell('') }, '×'));
app.on('notice', () => {
  setText(notices, app.notice);
  notice.hidden = app.notice === '';
});

// A link says how far to train; without one, training begins at once, so that there is something to see.
app.whenReady = () => {
  if (damaged)
    app.tell(damaged);
  app.play(linked?.step || undefined);
};

function build(hello: NonNullable<App['hello']>): void {
  const topology = new Topology(hello);
  const sample = new SampleView(app);
  const inspect = (input: number[], label: number) => sample.inspect(input, label);
  new DataView(app, topology);
  const network = new NetworkView(app, topology);
  const output = new OutputView(app, topology, inspect);
  new EditorView(app);
  new BlocksView(app, topology);
  new CodeView(app);
  new TrainingView(app, topology);
  const health = new HealthView(app), confusion = new ConfusionView(app);
  new TakeView(app, () => linked);
  new Address(app, linked, next => {
    linked = next;
    app.replace({ ...hello.state, ...next.state });
    app.play(next.step || undefined);
  });
  const transport = new TransportView(app);

  // Pictures are repainted with each frame of the server, tables a few times a second, everything seldom where motion is not wanted.
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let isAsked = false, lastPicture = 0, lastTable = 0;
  const draw = (now: number) => {
    isAsked = false;
    if (still.matches && app.isRunning && now - lastPicture < 1000)
      return ask();
    lastPicture = now;
    network.draw();
    output.draw();
    if (now - lastTable > 240 || !app.isRunning) {
      lastTable = now;
      transport.draw(now);
      health.draw();
      confusion.draw();
    } else
      transport.count(now);
    document.documentElement.dataset.drawn = String(Number(document.documentElement.dataset.drawn ?? 0) + 1);
    if (document.documentElement.dataset.learning === undefined && (app.frame?.step ?? 0) > 0)
      document.documentElement.dataset.learning = now.toFixed(0);
  };
  const ask = () => {
    if (!isAsked) {
      isAsked = true;
      requestAnimationFrame(draw);
    }
  };
  app.on(['frame', 'network'], ask);
  onPalette(() => {
    forgetColours();
    app.emit('palette');
    ask();
  });
}
