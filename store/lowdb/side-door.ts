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
  const path = join(root, doorName);
  rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket, answers));
  return new Promise((done) => {
    server.once('error', () => done(() => {}));
    server.listen(path, () => {
      chmodSync(path, 0o600);
      server.unref();
      done(() => server.close());
    });
  });
}

/** undefined if no process has the data folder; throws StoreTrouble with what the other process answered. */
export async function askSideDoor(root: string, question: Question): Promise<unknown> {
  const socket = connect({ path: join(root, doorName), allowHalfOpen: true });
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

async function serve(socket: Socket, answers: Answers): Promise<void> {
  socket.on('error', () => {});
  try {
    const question = JSON.parse(await text(socket)) as Question;
    const answer =
      question.ask === 'backup' ? await answers.backup(question.dir) : await answers.health();
    socket.end(JSON.stringify({ answer }));
  } catch (error) {
    socket.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
}
