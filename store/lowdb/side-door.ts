import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type BackupReport, type EngineHealth, StoreTrouble } from '../engine.ts';

/** What another process of the same user may ask of the one that has the data folder. */
export type Question =
  | { readonly ask: 'health' }
  | { readonly ask: 'backup'; readonly dir: string };

export interface Answers {
  health(): Promise<EngineHealth>;
  backup(dir: string): Promise<BackupReport>;
}

/**
 * Opens a socket in the data folder, for its owner only: `npm run backup` works while the program
 * runs. Only for the holder of the folder's lock. Where sockets cannot be had (a very long path,
 * a file system without them) the store works without.
 */
export function openSideDoor(root: string, answers: Answers): Promise<() => void> {
  return openDoor(join(root, doorName), async (asked) => {
    const question = asked as Question;
    return question.ask === 'backup' ? answers.backup(question.dir) : answers.health();
  });
}

/** undefined if no process has the data folder; throws StoreTrouble with what the other process answered. */
export function askSideDoor(root: string, question: Question): Promise<unknown> {
  return askDoor(join(root, doorName), question);
}

export type Answer = (question: unknown) => Promise<unknown>;

/** The same for other questions, at a socket of their own. */
export function openDoor(path: string, answer: Answer): Promise<() => void> {
  rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket, answer));
  return new Promise((done) => {
    server.once('error', () => done(() => {}));
    server.listen(path, () => {
      chmodSync(path, 0o600);
      server.unref();
      done(() => server.close());
    });
  });
}

/** undefined if nobody is behind it; throws StoreTrouble with what the other process answered. */
export async function askDoor(path: string, question: unknown): Promise<unknown> {
  const socket = connect({ path, allowHalfOpen: true });
  try {
    await new Promise((done, fail) => socket.once('connect', done).once('error', fail));
  } catch {
    return undefined;
  }
  socket.end(JSON.stringify(question));
  const answer = JSON.parse((await text(socket)) || '{"error":"it stopped before it answered"}');
  if (answer.error) throw new StoreTrouble(answer.error);
  return answer.answer;
}

const doorName = 'door.sock';

async function serve(socket: Socket, answer: Answer): Promise<void> {
  socket.on('error', () => {});
  try {
    socket.end(JSON.stringify({ answer: await answer(JSON.parse(await text(socket))) }));
  } catch (error) {
    socket.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
}
