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

/** Free words in which a telephone may stand. */
export function maskWords(words: string): string {
  return words.replace(/\d(?:[\s-]?\d){6,}/g, (digits) => maskPhone(digits.replace(/\D/g, '')));
}
