import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { HttpError, statusOf } from '../../errors.ts';
import { refuseOtherSites } from './verify.ts';
import { type Visits, watermarkIn } from './visits.ts';

interface Listener {
  readonly conversation: string;
  readonly watermark: number;
}

const pingEvery = 30_000;
/** A reader this far behind is cut off; it comes back and goes on from its watermark. */
const mostUnread = 1024 * 1024;
const mostPerConversation = 8;
const goodbye = 1000;

/** Direct Line's WebSocket side: what is appended to a conversation reaches everyone who listens to it. */
export class Streams {
  readonly #visits: Visits;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #stop: () => void;
  readonly #pings: NodeJS.Timeout;

  constructor(server: Server, visits: Visits) {
    this.#visits = visits;
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#stop = visits.line.onAppend((id) => {
      for (const wake of this.#listeners.get(id) ?? []) wake();
    });
    this.#pings = setInterval(() => this.#ping(), pingEvery).unref();
  }

  close(): void {
    this.#stop();
    clearInterval(this.#pings);
    for (const client of this.#sockets.clients) {
      client.close(1001, 'restarting');
      // Whoever does not answer would keep the process for half a minute.
      setTimeout(() => client.terminate(), goodbye).unref();
    }
    this.#sockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      const admitted = this.#admit(request);
      if (!admitted) return;
      this.#sockets.handleUpgrade(request, socket, head, (client) =>
        this.#serve(client, admitted, request),
      );
    } catch (error) {
      turnAway(socket, statusOf(error));
    }
  }

  /** Throws HttpError if this caller may not listen; undefined if the address is not ours. */
  #admit(request: IncomingMessage): Listener | undefined {
    const url = new URL(request.url ?? '', 'http://here');
    const id = /^\/v3\/directline\/conversations\/([\w-]+)\/stream$/.exec(url.pathname)?.[1];
    if (!id) return undefined;
    refuseOtherSites(request, this.#visits.options.publicBaseUrl);
    this.#visits.seals.pass(url.searchParams.get('t') ?? '', id);
    if ((this.#listeners.get(id)?.size ?? 0) >= mostPerConversation)
      throw new HttpError(429, 'TooMany', 'This conversation is open in too many places.');
    return { conversation: id, watermark: watermarkIn(url.searchParams) };
  }

  #serve(client: WebSocket, { conversation, watermark }: Listener, request: IncomingMessage) {
    const pump = this.#pump(client, conversation, watermark, request);
    const listeners = this.#listeners.get(conversation) ?? new Set();
    this.#listeners.set(conversation, listeners.add(pump));
    client.on('error', () => client.terminate());
    client.on('close', () => {
      listeners.delete(pump);
      if (listeners.size === 0) this.#listeners.delete(conversation);
    });
    pump();
    void this.#look(client, conversation);
  }

  /** Who has the page open is told news there. */
  async #look(client: WebSocket, id: string): Promise<void> {
    const conversation = await this.#visits.line.conversation(id);
    if (!conversation || client.readyState !== client.OPEN) return;
    client.once('close', this.#visits.looking.opened(conversation));
  }

  /** Sends what is new; a call while it is sending makes it look once more. */
  #pump(client: WebSocket, id: string, from: number, request: IncomingMessage): () => void {
    let watermark = from;
    let wanted = 0;
    const run = async () => {
      for (let seen = 0; seen !== wanted; ) {
        seen = wanted;
        const conversation = await this.#visits.line.conversation(id);
        if (!conversation || conversation.ended) return client.close(1000, 'ended');
        const news = await this.#visits.since(conversation, watermark, request);
        watermark = Number(news.watermark);
        if (news.activities.length > 0) client.send(JSON.stringify(news));
        if (client.bufferedAmount > mostUnread) return client.terminate();
      }
      wanted = 0;
    };
    return () => {
      wanted += 1;
      if (wanted > 1) return;
      run().catch((error) => {
        this.#visits.options.log.error('stream.failed', { conversation: id, error });
        client.terminate();
      });
    };
  }

  /** An empty frame keeps proxies from closing a quiet line; a client that has gone fails to take it. */
  #ping(): void {
    for (const client of this.#sockets.clients) {
      if (client.bufferedAmount > mostUnread) client.terminate();
      else client.send('');
    }
  }
}

/** A caller who resets the connection meanwhile must not take the process with it. */
function turnAway(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
