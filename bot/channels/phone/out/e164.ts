/** A telephone as providers want it, with + and country; undefined if it can be none. Without a country it is Chinese. */
export function e164(phone: string): string | undefined {
  const digits = phone.replace(/[\s().-]/g, '').replace(/^00(?=[1-9])/, '+');
  if (digits.startsWith('+')) return whole.test(digits) ? digits : undefined;
  if (chineseMobile.test(digits)) return `+86${digits}`;
  if (chineseLandline.test(digits)) return `+86${digits.slice(1)}`;
  return withCountry.test(digits) ? `+${digits}` : undefined;
}

const whole = /^\+[1-9]\d{6,14}$/;
const chineseMobile = /^1[3-9]\d{9}$/;
/** With its area code: 021 6888 1234. */
const chineseLandline = /^0[1-9]\d{8,10}$/;
/** As callers from abroad are known to us: digits with their country. */
const withCountry = /^[2-9]\d{9,14}$/;
