import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type CrewRole, crewRoles } from '../../desk/crew.ts';
import type { Crew, Refused } from '../../desk/crew-accounts.ts';
import type { Rosters } from '../../desk/rosters.ts';
import { ConfigError } from '../errors.ts';

/** What somebody asks of `npm run staff`; a password if one was read from standard input. */
export interface Wish {
  readonly words: readonly string[];
  readonly password?: string | undefined;
}

export interface CommandParts {
  readonly crew: Crew;
  readonly rosters: Rosters;
  /** Absent while the program does not run: nobody could say the code anywhere. */
  readonly binding?: (name: string) => Promise<string>;
}

/** Resolves with what to print. Throws ConfigError with a sentence on what to do instead. */
export async function staffCommand(wish: Wish, parts: CommandParts): Promise<string> {
  const [name = '', ...words] = wish.words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || words.length < command.least || words.length > command.most)
    throw new ConfigError(usage);
  return command.run(words, parts, wish.password);
}

/** The running program answers here; nobody else may have the data folder meanwhile. */
export function staffDoorOf(dataDir: string): string {
  return join(dataDir, 'staff.sock');
}

export function readWish(asked: unknown): Wish {
  return shape.parse(asked);
}

const shape = z.strictObject({ words: z.array(z.string()), password: z.string().optional() });

interface Command {
  readonly least: number;
  readonly most: number;
  run(words: readonly string[], parts: CommandParts, password?: string): Promise<string>;
}

const commands: Readonly<Record<string, Command>> = {
  add: { least: 2, most: 3, run: add },
  list: { least: 0, most: 0, run: list },
  password: { least: 1, most: 1, run: newPassword },
  role: {
    least: 2,
    most: 2,
    run: ([name = '', role = ''], { crew }) => change(name, { role: roleOf(role) }, crew),
  },
  colleague: {
    least: 1,
    most: 2,
    async run([name = '', colleague = ''], { crew, rosters }) {
      await mustBeKnown(colleague, rosters);
      return change(name, { colleague }, crew);
    },
  },
  disable: {
    least: 1,
    most: 1,
    run: ([name = ''], { crew }) => change(name, { disabled: true }, crew),
  },
  enable: {
    least: 1,
    most: 1,
    run: ([name = ''], { crew }) => change(name, { disabled: false }, crew),
  },
  'sign-out': {
    least: 1,
    most: 1,
    async run([name = ''], { crew }) {
      const done = await crew.signOutEverywhere(name);
      return done.ok ? `${name} is signed out everywhere.` : complain(done);
    },
  },
  bind: {
    least: 1,
    most: 1,
    async run([name = ''], { crew, binding }) {
      if (!binding) throw new ConfigError('Start the program first: the code is said to it.');
      const account = await crew.account(name);
      if (!account?.colleague) throw new ConfigError(`${name} belongs to nobody in the roster.`);
      const code = await binding(account.name);
      return `Binding code ${code}, good for ten minutes. Said on WeChat as: staff code ${code}`;
    },
  },
  remove: {
    least: 1,
    most: 1,
    async run([name = ''], { crew }) {
      const done = await crew.remove(name);
      return done.ok ? `${name} can sign in no more.` : complain(done);
    },
  },
};

const usage = `Say what to do:
  npm run staff -- add NAME ROLE [COLLEAGUE]   lets somebody in; COLLEAGUE is an id of the roster
  npm run staff -- list
  npm run staff -- password NAME               a new first password
  npm run staff -- role NAME ROLE
  npm run staff -- colleague NAME [COLLEAGUE]
  npm run staff -- bind NAME                   a code that connects their WeChat
  npm run staff -- disable NAME | enable NAME | sign-out NAME | remove NAME
A password is made and printed once, or read from standard input with --stdin.
ROLE is one of ${crewRoles.join(', ')}.`;

async function add(words: readonly string[], { crew, rosters }: CommandParts, password?: string) {
  const [name = '', role = '', colleague] = words;
  await mustBeKnown(colleague, rosters);
  const first = password ?? freshPassword();
  const done = await crew.add({ name, role: roleOf(role), colleague, password: first });
  return done.ok ? `${done.account.name} can sign in.${told(first, password)}` : complain(done);
}

async function newPassword([name = '']: readonly string[], { crew }: CommandParts, given?: string) {
  const password = given ?? freshPassword();
  const done = await crew.setPassword(name, password, { own: false });
  return done.ok ? `${name} is signed out everywhere.${told(password, given)}` : complain(done);
}

async function list(_words: readonly string[], { crew, rosters }: CommandParts): Promise<string> {
  const { colleagues } = await rosters.read();
  const accounts = await crew.all();
  if (accounts.length === 0) return 'Nobody can sign in yet.';
  const rows = accounts.map(({ name, role, colleague, disabled }) => {
    const known = colleagues.find(({ id }) => id === colleague)?.name ?? colleague ?? '';
    return [name.padEnd(20), role.padEnd(10), known, disabled ? '(disabled)' : '']
      .join(' ')
      .trimEnd();
  });
  return rows.join('\n');
}

async function change(name: string, wish: Parameters<Crew['change']>[1], crew: Crew) {
  const done = await crew.change(name, wish);
  return done.ok ? `Done; ${name} is signed out everywhere.` : complain(done);
}

function roleOf(word: string): CrewRole {
  const role = crewRoles.find((known) => known === word);
  if (role) return role;
  throw new ConfigError(`There is no role "${word}": it is one of ${crewRoles.join(', ')}.`);
}

async function mustBeKnown(colleague: string | undefined, rosters: Rosters): Promise<void> {
  if (!colleague) return;
  const { colleagues } = await rosters.read();
  if (!colleagues.some(({ id }) => id === colleague))
    throw new ConfigError(`Nobody in the roster has the id "${colleague}".`);
}

function told(password: string, given: string | undefined): string {
  const change = ' It must be changed at the first sign-in.';
  return given === undefined
    ? `\nFirst password, shown this once: ${password}\n${change.trim()}`
    : change;
}

/** Twenty letters and digits without those one mistakes for others: read aloud, it still fits. */
function freshPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join(''),
  );
  return groups.join('-');
}

function complain({ fault }: Refused): never {
  throw new ConfigError(complaints[fault.why]);
}

const complaints: Readonly<Record<Refused['fault']['why'], string>> = {
  name: 'A name is 2 to 32 of a-z, 0-9, dot, underscore and dash.',
  taken: 'Somebody has this name already.',
  unknown: 'There is no such account: npm run staff -- list.',
  password:
    'A password has 10 to 200 characters, not the name in it, not one character over and over.',
  wrong: 'This is not the present password.',
  last_admin: 'There must be an administrator left who can sign in: add another one first.',
  code: 'A code is four to eight digits, not all the same.',
};
