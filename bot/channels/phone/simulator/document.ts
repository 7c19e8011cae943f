import { XMLParser } from 'fast-xml-parser';
import { type Grammar, loadGrammar } from './grammar.ts';

/** One verb of a document as the provider reads it. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly inside: readonly Verb[];
}

/** Throws Error with the provider's number for whatever it would refuse or silently not do. */
export function readDocument(
  body: string,
  contentType: string,
  kind: keyof typeof grammars = 'voice',
): readonly Verb[] {
  if (Buffer.byteLength(body) > 65_536) throw new Error('11750: the document is too long');
  if (!/^(text|application)\/(xml|html)/.test(contentType))
    throw new Error(`12300: content type ${contentType}`);
  if (!body.startsWith('<')) throw new Error('12100: does not begin with markup');
  const roots = (parser.parse(body) as Node[]).filter((node) => !('?xml' in node)).map(verb);
  const [root] = roots;
  if (roots.length !== 1 || root?.name !== 'Response') throw new Error('12100: no Response');
  check(root, grammars[kind]);
  return root.inside;
}

type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
});
const grammars = {
  voice: loadGrammar('VoiceResponse'),
  messaging: loadGrammar('MessagingResponse'),
};

function verb(node: Node): Verb {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const parts = Array.isArray(node[name]) ? (node[name] as Node[]) : [];
  const text = parts.map((part) => String(part['#text'] ?? '')).join('');
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    text: text.trim(),
    inside: parts.filter((part) => !('#text' in part)).map(verb),
  };
}

function check({ name, attributes, text, inside }: Verb, grammar: Grammar): void {
  for (const attribute of Object.keys(attributes))
    if (!grammar.attributes(name).has(attribute)) throw new Error(`12200: ${name} ${attribute}`);
  for (const child of inside) {
    if (!grammar.children(name).has(child.name)) throw new Error(`12200: ${name}/${child.name}`);
    check(child, grammar);
  }
  checkValues({ name, attributes, text, inside });
}

/** What the types do not say. */
function checkValues({ name, attributes, text }: Verb): void {
  if (name === 'Say' && text === '') throw new Error('13520: empty Say');
  if (name === 'Say' && encodeURIComponent(text).length > 4500) throw new Error('13521: long Say');
  const { speechTimeout, timeout, numDigits, hints = '', action, waitUrl, url } = attributes;
  if (speechTimeout && !/^([1-9]\d*|auto)$/.test(speechTimeout)) throw new Error('13335');
  for (const whole of [timeout, numDigits])
    if (whole !== undefined && !/^\d+$/.test(whole)) throw new Error(`12200: ${whole}`);
  if (hints.split(',').length > 500 || hints.split(',').some((hint) => hint.length > 100))
    throw new Error('hints');
  for (const address of [action, waitUrl, url, name === 'Redirect' ? text : undefined])
    if (address !== undefined && !URL.canParse(address)) throw new Error(`15004: ${address}`);
}
