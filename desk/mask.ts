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
const digits = /[\d\uff10-\uff19](?:[\s.\uff0d\u2013-]?[\d\uff10-\uff19]){6,}/g;
/** Zero to nine as they are written out in Chinese, and the one of telephones. */
const numerals = /[\u96f6\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5e7a]{7,}/g;

const plain = (found: string): string => found.normalize('NFKC').replace(/\D/g, '');

function without(known: readonly string[], mask: (text: string) => string, text: string): string {
  return known
    .filter((one) => [...one].length > 1)
    .reduce((rest, one) => rest.replaceAll(anyCase(one), () => mask(one)), text);
}

/** People say the street without the city: an address also counts from each district on. */
function parts(address: string): string[] {
  const from = [...address.matchAll(districts)].map(({ index }) => index + 1);
  const shorter = from.map((at) => address.slice(at)).filter((part) => part.length >= 4);
  return [address, ...shorter];
}

/** The last character of a province, city, district, county or town, or a comma or space. */
const districts = /[\u7701\u5e02\u533a\u53bf\u9547,\uff0c\s]/g;

const anyCase = (text: string): RegExp =>
  new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
