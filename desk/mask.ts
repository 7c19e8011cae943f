/** Somebody as a ticket names them. */
export interface Somebody {
  readonly name: string;
  readonly phone: string;
  readonly address?: string;
}

/** Personal data as who does not need it may see it: enough to tell two people apart, not enough to find one. */
export function maskPhone(phone: string): string {
  if (phone.length < 7) return '*'.repeat(phone.length);
  return `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
}

export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(rest.length);
}

export function maskAddress(address: string): string {
  const shown = [...address].slice(0, 4).join('');
  return address.length > shown.length ? `${shown}…` : shown;
}

/** Free words in which a telephone or an e-mail may stand, and the names and addresses of people one knows of. */
export function maskWords(words: string, people: readonly Somebody[] = []): string {
  const nameless = people.reduce(
    (text, { name, address = '' }) =>
      without(parts(address), maskAddress, without([name], maskName, text)),
    words,
  );
  return nameless
    .replace(mail, (_all, first: string) => `${first}***`)
    .replace(digits, (found) => maskPhone(plain(found)))
    .replace(numerals, (found) => '*'.repeat(found.length));
}

const mail = /([\w+])[\w.+-]*@[\w-]+(?:\.[\w-]+)+/g;
const digits = /[\d０-９](?:[\s.－–-]?[\d０-９]){6,}/g;
const numerals = /[零〇一二三四五六七八九幺]{7,}/g;

const plain = (found: string): string => found.normalize('NFKC').replace(/\D/g, '');

function without(known: readonly string[], mask: (text: string) => string, text: string): string {
  return known
    .filter((one) => [...one].length > 1)
    .reduce((rest, one) => rest.replaceAll(anyCase(one), mask(one)), text);
}

/** People say the street without the city: an address also counts from each district on. */
function parts(address: string): string[] {
  const from = [...address.matchAll(/[省市区县镇,，\s]/g)].map(({ index }) => index + 1);
  const shorter = from.map((at) => address.slice(at)).filter((part) => part.length >= 4);
  return [address, ...shorter];
}

const anyCase = (text: string): RegExp =>
  new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
