import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { HttpError } from '../../errors.ts';

/** An element as read: text, or what is in it. Text is never turned into numbers: ids have more digits than those keep. */
export type Element = string | Elements | readonly Element[];
export interface Elements {
  readonly [name: string]: Element | undefined;
}

/** What is inside the root `xml`. Throws HttpError 400 for anything that WeChat would not send. */
export function readXml(body: string): Elements {
  const text = body.replace(/^\uFEFF/, '');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unreadable('it declares entities');
  if (XMLValidator.validate(text) !== true) throw unreadable('it is not well-formed XML');
  const root = parsed(text).xml;
  if (typeof root !== 'object' || Array.isArray(root)) throw unreadable('its root is not xml');
  return root as Elements;
}

/** Text of a child element; empty if there is none. */
export function textOf(elements: Elements, name: string): string {
  const found = Object.hasOwn(elements, name) ? elements[name] : undefined;
  return typeof found === 'string' ? found : '';
}

/** A child with children of its own; empty if there is none. */
export function insideOf(elements: Elements, name: string): Elements {
  const found = Object.hasOwn(elements, name) ? elements[name] : undefined;
  return typeof found === 'object' && !Array.isArray(found) ? (found as Elements) : {};
}

/** Every entry of a list, be there none, one or several. */
export function entriesOf(elements: Elements, name: string): readonly Elements[] {
  const list = Object.hasOwn(elements, name) ? elements[name] : undefined;
  return Array.isArray(list) ? list.filter((one): one is Elements => typeof one === 'object') : [];
}

/** Elements as XML: text in CDATA, numbers bare. */
export function writeXml(elements: Written): string {
  return Object.entries(elements)
    .map(([name, value]) => `<${name}>${content(value)}</${name}>`)
    .join('');
}

export interface Written {
  readonly [name: string]: string | number | Written;
}

function content(value: Written[string]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return writeXml(value);
  return `<![CDATA[${clean(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Without what XML cannot hold. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '');
}

const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: false,
  cdataPropName: '#cdata',
  isArray: (name) => name === 'List' || name === 'item',
});

/** Text outside CDATA is unescaped by us: the parser's own way of doing it would also expand entities. */
function parsed(text: string): Elements {
  try {
    return inner(parser.parse(text)) as Elements;
  } catch (cause) {
    throw unreadable('it has names no element may have', cause);
  }
}

function inner(element: unknown): Element {
  if (typeof element === 'string') return plain(element);
  if (Array.isArray(element)) return element.map(inner);
  const { '#cdata': cdata, '#text': text, ...children } = element as Record<string, unknown>;
  if (cdata !== undefined) return [cdata].flat().join('');
  const names = Object.keys(children);
  if (names.length === 0) return typeof text === 'string' ? plain(text) : '';
  return Object.fromEntries(names.map((name) => [name, inner(children[name])]));
}

const plain = (text: string): string =>
  text.trim().replace(/&(lt|gt|amp|quot|apos);/g, (_, name: keyof typeof named) => named[name]);

const named = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" } as const;

const unreadable = (why: string, cause?: unknown): HttpError =>
  new HttpError(400, 'BadXml', `We cannot read this body: ${why}.`, cause);
