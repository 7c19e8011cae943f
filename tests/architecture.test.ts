import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { settings } from '../bot/settings.ts';

const root = join(import.meta.dirname, '..');
const folders = ['bot', 'dialogs', 'nlu', 'desk', 'store', 'web'] as const;
type Folder = (typeof folders)[number];

const mayImport: Readonly<Record<Folder, readonly Folder[]>> = {
  bot: ['web', 'dialogs', 'store', 'nlu', 'desk'],
  web: ['desk'],
  dialogs: ['desk', 'nlu'],
  store: ['desk'],
  nlu: [],
  desk: [],
};

const sources = globSync(`{${folders.join(',')}}/**/*.{ts,js}`, { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.startsWith('web/vendor/') && !file.endsWith('.d.ts'))
  .sort();
const text = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const code = new Map([...text].map(([file, source]) => [file, withoutComments(source)]));

describe('The architecture', () => {
  it('has arrows that point one way', () => {
    const wrong = edges().filter(({ from, to }) => {
      const [here, there] = [folderOf(from), folderOf(to)];
      return here !== there && !mayImport[here].includes(there);
    });
    assert.deepEqual(
      wrong.map(({ from, to }) => `${from} → ${to}`),
      [],
    );
  });

  it('has no import cycles, types left aside', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, type } of edges())
      if (!type) next.set(from, [...(next.get(from) ?? []), to]);
    assert.deepEqual(cycles(next), []);
  });

  it('has files one can read at a sitting', () => {
    const long = [...text].filter(([, source]) => source.split('\n').length > 301);
    assert.deepEqual(
      long.map(([file]) => file),
      [],
    );
  });

  it('reads the clock in one place', () => {
    assert.deepEqual(filesWith(/\bDate\.now\(|new Date\(\)/, ['bot/clock.ts']), []);
  });

  it('reads the environment in one place', () => {
    assert.deepEqual(filesWith(/process\.env\b/, ['bot/config.ts']), []);
  });

  it('prints through the log or to a stream, never to the console', () => {
    assert.deepEqual(filesWith(/\bconsole\./, []), []);
  });

  it('asks other machines in few places, each of which says to whom it may speak', () => {
    const callers = [
      'bot/channels/sms/media.ts',
      'bot/channels/wechat/index.ts',
      'bot/channels/wechat/token.ts',
      'bot/hooks/send.ts',
      'bot/listen.ts',
    ];
    const found = filesWith(/(?<![.#\w])fetch\(|\?\? fetch\b|from 'node:https'/, callers);
    assert.deepEqual(
      found.filter((file) => !file.includes('/simulator/')),
      [],
    );
  });

  it('imports the Bot Framework SDK in one file', () => {
    assert.deepEqual(
      filesWith(/from '(botbuilder|botframework)|import\('botbuilder/, ['dialogs/sdk.ts']),
      [],
    );
  });

  it('keeps sentences for people in dialogs/text and on the pages', () => {
    const mayHold = (file: string) =>
      ['dialogs/text/', 'nlu/', 'web/pages/'].some((folder) => file.startsWith(folder));
    const found = [...code].filter(
      ([file, source]) => !mayHold(file) && /[\u4e00-\u9fff]/.test(source),
    );
    assert.deepEqual(
      found.map(([file]) => file),
      [],
    );
  });

  it('has folders at the top that design and readers know, and no others', () => {
    const known = [...folders, 'tests', 'bench', 'docs', 'node_modules', 'data', 'coverage', 'tmp'];
    const found = globSync('*/', { cwd: root }).map((folder) => folder.replace(/[\\/]$/, ''));
    assert.deepEqual(
      found.filter((folder) => !known.includes(folder) && !folder.includes('.')),
      [],
    );
  });
});

describe('The documentation', () => {
  const pages = globSync('{*.md,docs/**/*.md}', { cwd: root });

  for (const page of pages) {
    const said = readFileSync(join(root, page), 'utf8');

    it(`${page} names only files that exist`, () => {
      const named = [
        ...said.matchAll(/`((?:bot|dialogs|nlu|desk|store|web|tests|bench|docs)\/[\w./-]+)`/g),
      ];
      const links = [...said.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = '']) =>
        join(dirname(page), path),
      );
      const missing = [...named.map(([, path = '']) => path), ...links].filter(
        (path) => !existsSync(join(root, path)),
      );
      assert.deepEqual(missing, []);
    });

    it(`${page} names only commands that exist`, () => {
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      const named = [...said.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
      assert.deepEqual(
        named.filter((name) => !(name in scripts)),
        [],
      );
    });
  }

  it('explains every setting in .env.example, and no others', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^#? ?([A-Za-z_]+)=/gm)].map(([, name = '']) => name);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(settings).sort());
  });
});

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly type: boolean;
}

function edges(): Edge[] {
  return [...code].flatMap(([from, source]) =>
    [
      ...source.matchAll(
        /(import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g,
      ),
    ]
      .map(([, , type, path, lazy]) => ({
        from,
        to: normalize(join(dirname(from), path ?? lazy ?? '')).replaceAll('\\', '/'),
        type: Boolean(type),
      }))
      .filter(({ to }) => text.has(to)),
  );
}

function cycles(next: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}

function filesWith(pattern: RegExp, allowed: readonly string[]): string[] {
  return [...code]
    .filter(
      ([file, source]) =>
        !file.startsWith('web/pages/') && !allowed.includes(file) && pattern.test(source),
    )
    .map(([file]) => file);
}

const folderOf = (file: string): Folder => file.split('/')[0] as Folder;

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
