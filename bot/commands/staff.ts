import { text } from 'node:stream/consumers';
import { Crew } from '../../desk/crew-accounts.ts';
import { Rosters } from '../../desk/rosters.ts';
import { askDoor } from '../../store/lowdb/side-door.ts';
import { openStore } from '../../store/store.ts';
import { realClock } from '../clock.ts';
import { type Config, loadConfig } from '../config.ts';
import { loadPolicies } from '../policies.ts';
import { staffCommand, staffDoorOf, type Wish } from '../staff/command.ts';
import { passwords } from '../staff/passwords.ts';
import { command } from './command.ts';

/** `npm run staff -- …`: who may sign in; also while the program runs. */
await command(async (args, env) => {
  const config = loadConfig(env);
  const words = args.filter((word) => word !== '--stdin');
  const password = words.length < args.length ? (await text(process.stdin)).trim() : undefined;
  const wish: Wish = { words, ...(password !== undefined && { password }) };
  const answer = await askDoor(staffDoorOf(config.dataDir), wish);
  return answer === undefined ? alone(wish, config) : String(answer);
});

/** The program does not run: the data folder is free for this command. */
async function alone(wish: Wish, { dataDir, dataKeys }: Config): Promise<string> {
  const store = await openStore({ dir: dataDir, keys: [...dataKeys] });
  try {
    const ground = { clock: realClock, books: store.books, passwords: passwords() };
    const rosters = new Rosters({ ...ground, records: store, policies: loadPolicies() });
    return await staffCommand(wish, { crew: new Crew(ground), rosters });
  } finally {
    await store.close();
  }
}
