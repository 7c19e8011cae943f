import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What the provider's own package would let us write: element → what it may hold, and its attributes. */
export interface Grammar {
  children(element: string): ReadonlySet<string>;
  attributes(element: string): ReadonlySet<string>;
}

/** Read from the installed package, so that it is as new as the package and nothing is copied. */
export function loadGrammar(root: 'VoiceResponse' | 'MessagingResponse'): Grammar {
  const path = createRequire(import.meta.url).resolve(`twilio/lib/twiml/${root}.js`);
  const children = classes(readFileSync(path, 'utf8'));
  const attributes = interfaces(readFileSync(path.replace(/js$/, 'd.ts'), 'utf8'));
  const none: ReadonlySet<string> = new Set();
  return {
    children: (element) => children.get(element === 'Response' ? root : element) ?? none,
    attributes: (element) => attributes.get(element) ?? none,
  };
}

function classes(source: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const part of source.split(/^(?: {4})?class /m).slice(1)) {
    const name = /^\w+/.exec(part)?.[0] ?? '';
    found.set(name, new Set([...part.matchAll(/\.ele\("([\w:-]+)"/g)].map(([, to = '']) => to)));
  }
  return found;
}

function interfaces(types: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, name = '', body = ''] of types.matchAll(/interface (\w+)Attributes \{([^}]*)\}/g)) {
    const names = [...body.matchAll(/^\s*"?([\w:.-]+)"?\?:/gm)].map(([, to = '']) => to);
    found.set(name, new Set([...(found.get(name) ?? []), ...names]));
  }
  return found;
}
