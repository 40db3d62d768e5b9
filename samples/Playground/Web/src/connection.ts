// The WebSocket of this tab. One socket is one session on the server.

import { readFrame, type Frame } from './frame';
import type { Reply, Request } from './protocol';

export interface Listener {
  reply(reply: Reply): void;
  frame(frame: Frame): void;
  /** Whether there is a connection; the reason if not. */
  connected(isConnected: boolean, reason: string): void;
}

export class Connection {
  private socket: WebSocket | null = null;
  private retries = 0;

  constructor(private readonly listener: Listener) {
    this.open();
  }

  send(request: Request): void {
    if (this.socket?.readyState === WebSocket.OPEN)
      this.socket.send(JSON.stringify(request));
  }

  private open(): void {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/training`);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = event => {
      if (typeof event.data === 'string') {
        this.retries = 0;
        this.listener.reply(JSON.parse(event.data) as Reply);
      } else
        this.listener.frame(readFrame(event.data as ArrayBuffer));
    };
    socket.onclose = event => {
      this.socket = null;
      const wait = Math.min(10_000, 500 * 2 ** this.retries++);
      const reason = event.code === 1009 ? 'The message was longer than 1 MiB.' : 'The server does not answer. Is it still running?';
      this.listener.connected(false, `${reason} Trying again in ${wait / 1000} s.`);
      setTimeout(() => this.open(), wait);
    };
    socket.onopen = () => this.listener.connected(true, '');
    this.socket = socket;
  }
}
