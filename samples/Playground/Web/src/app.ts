// What the page knows, and who wants to hear of it. Views read it and call its methods; only this file talks to the server.

import { Connection } from './connection';
import type { Frame } from './frame';
import { debounce } from './dom';
import type { DigitData, Health, Hello, Inspection, Network, Paused, PlaneData, Points, Problem, Replay, Reply, Request, Source, State } from './protocol';

/** One name for each thing that can change. */
export type Topic =
  | 'hello' | 'state' | 'network' | 'data' | 'frame' | 'problems' | 'notice' | 'paused' | 'replay' | 'health' | 'source' | 'points' | 'inspection' | 'hover' | 'running' | 'unit' | 'head' | 'palette';

/** With heads, training and test of each one after the other. */
export interface LossPoint { step: number; train: number; test: number; heads: number[] }

/** A block of the network, -1 for its loss, null for none. */
export type Hover = number | null;

export class App {
  hello: Hello | null = null;
  /** As wanted: sent to the server, and replaced by what it accepts. */
  state!: State;
  network: Network | null = null;
  data: PlaneData | DigitData | null = null;
  frame: Frame | null = null;
  weights = new Float32Array(0);
  losses: LossPoint[] = [];
  problems: Problem[] = [];
  notice = '';
  paused: Paused | null = null;
  replay: Replay | null = null;
  health: Health | null = null;
  source: Source | null = null;
  points: Points | null = null;
  inspection: Inspection | null = null;
  hover: Hover = null;
  /** The unit whose region is shown large: its place among the thumbnails. */
  unit: number | null = null;
  /** The head that is looked at: its region, curves and confusion are shown. */
  head = 0;
  isRunning = false;
  /** The drawn digit: 64 numbers from 0 to 16. */
  digit: number[] = new Array<number>(64).fill(0);
  /** Called once, with the first network. */
  whenReady: () => void = () => {};

  private readonly listeners = new Map<Topic, (() => void)[]>();
  private readonly connection: Connection;
  private id = 0;
  /** A change that the server has not been told of: answers to what was before must not take it back. */
  private isPending = false;
  private readonly sendSoon = debounce(120, () => this.sendState());

  constructor(private readonly begin: (hello: Hello) => Promise<State>) {
    this.connection = new Connection({
      reply: reply => void this.take(reply),
      frame: frame => this.takeFrame(frame),
      connected: (isConnected, reason) => this.tell(isConnected ? '' : reason),
    });
  }

  on(topics: Topic | Topic[], listener: () => void): void {
    for (const topic of [topics].flat())
      this.listeners.set(topic, [...this.listeners.get(topic) ?? [], listener]);
  }

  emit(topic: Topic): void {
    for (const listener of this.listeners.get(topic) ?? [])
      listener();
  }

  send(request: Request): void {
    this.connection.send(request);
  }

  /** Changes some of the state. The server hears of it when the hand rests for a moment. */
  change(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    this.isPending = true;
    this.setSettled(false);
    this.emit('state');
    this.sendSoon();
  }

  /** Another state in place of the whole one, at once: that of a link. */
  replace(state: State): void {
    this.state = state;
    this.setSettled(false);
    this.emit('state');
    this.sendState();
  }

  play(until?: number): void {
    this.send(until === undefined ? { type: 'play' } : { type: 'play', until });
    this.setRunning(true);
  }

  pause(): void {
    this.send({ type: 'pause' });
    this.setRunning(false);
  }

  setHover(block: Hover): void {
    if (this.hover !== block) {
      this.hover = block;
      this.emit('hover');
    }
  }

  setUnit(unit: number | null): void {
    if (this.unit !== unit) {
      this.unit = unit;
      this.emit('unit');
    }
  }

  setHead(head: number): void {
    this.head = head;
    this.send({ type: 'head', index: head });
    this.emit('head');
  }

  /** Says something that needs attention; '' takes it back. */
  tell(notice: string): void {
    this.notice = notice;
    this.emit('notice');
  }

  get isPlane(): boolean {
    return (this.network?.inputs ?? 2) === 2;
  }

  private sendState(): void {
    this.isPending = false;
    this.send({ type: 'state', state: this.state, id: ++this.id });
  }

  private setRunning(isRunning: boolean): void {
    if (this.isRunning !== isRunning) {
      this.isRunning = isRunning;
      this.emit('running');
    }
  }

  private async take(reply: Reply): Promise<void> {
    switch (reply.type) {
      case 'hello':
        return this.takeHello(reply);
      case 'network':
        return this.takeNetwork(reply);
      case 'data':
        this.data = reply;
        return this.emit('data');
      case 'problems':
        if (!this.isOld(reply.id) && !this.isPending) {
          this.problems = reply.problems;
          this.setSettled(true);
          this.emit('problems');
        }
        return;
      case 'rejected':
        if (this.isOld(reply.id))
          return;
        if (this.network && reply.id && !this.isPending) {
          this.state = { ...this.network.state, declaration: this.state.declaration };
          this.setSettled(true);
          this.emit('state');
        }
        return this.tell(reply.message);
      case 'paused':
        this.paused = reply;
        this.setRunning(false);
        if (reply.message && reply.reason !== 'minimized')
          this.tell(reply.message);
        return this.emit('paused');
      case 'replay':
        this.replay = reply;
        return this.emit('replay');
      case 'health':
        this.health = reply;
        return this.emit('health');
      case 'source':
        this.source = reply;
        return this.emit('source');
      case 'points':
        this.points = reply;
        return this.emit('points');
      case 'inspection':
        this.inspection = reply;
        return this.emit('inspection');
    }
  }

  /** The first message. After a lost connection the page sends what it had. */
  private async takeHello(hello: Hello): Promise<void> {
    const isFirst = this.hello === null;
    this.hello = hello;
    if (isFirst)
      this.state = await this.begin(hello);
    this.emit('hello');
    this.emit('state');
    this.sendState();
    if (!isFirst && this.isRunning)
      this.send({ type: 'play' });
  }

  private takeNetwork(network: Network): void {
    // What the server trains before it has heard of this page is not shown.
    if (this.isOld(network.id) || (this.network === null && !network.id))
      return;
    const isFirst = this.network === null;
    this.network = network;
    if (!this.isPending)
      this.state = network.state;
    if (!this.isPending)
      this.problems = network.warnings;
    this.losses = [];
    this.paused = this.replay = this.health = this.source = this.inspection = null;
    this.unit = null;
    this.weights = new Float32Array(network.parameters);
    this.setHover(null);
    this.tell('');
    this.setSettled(true);
    for (const topic of ['state', 'network', 'problems', 'replay', 'health', 'inspection', 'unit'] as const)
      this.emit(topic);
    this.send({ type: 'source' });
    // The server begins with the first head.
    this.setHead(this.head < network.heads.length ? this.head : 0);
    if (isFirst)
      this.whenReady();
  }

  private takeFrame(frame: Frame): void {
    if (frame.revision < (this.network?.revision ?? Infinity))
      return;
    if (this.frame && frame.step < this.frame.step)
      this.losses = [];
    this.losses.push(...frame.losses);
    // A night of training must not fill memory: every second point goes when there are many.
    if (this.losses.length > 6000)
      this.losses = this.losses.filter((_, index) => index % 2 === 0);
    if (frame.weights.length > 0)
      this.weights = frame.weights as Float32Array<ArrayBuffer>;
    this.frame = frame;
    this.setRunning(frame.running);
    this.emit('frame');
  }

  /** Until the server has answered, the main part of the page is busy: for screen readers and for tests. */
  private setSettled(isSettled: boolean): void {
    document.querySelector('main')!.setAttribute('aria-busy', String(!isSettled || this.isPending));
  }

  /** Whether an answer is to a state that has been replaced since. */
  private isOld(id: number | null | undefined): boolean {
    return !!id && id !== this.id;
  }
}
