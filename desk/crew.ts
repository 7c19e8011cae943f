import type { Instant } from './words.ts';

/** What somebody who signs in is to the desk; what each may do is in `desk/crew-rights.ts`. */
export const crewRoles = ['agent', 'worker', 'lead', 'director', 'quality', 'admin'] as const;
export type CrewRole = (typeof crewRoles)[number];

/** Who may sign in. */
export interface CrewAccount {
  /** What they sign in with: 2 to 32 of `a-z 0-9 . _ -`. */
  readonly name: string;
  readonly role: CrewRole;
  /** Id of their entry in the roster; absent for who works with no tickets. */
  readonly colleague?: string;
  /** What `Passwords` made of their password. */
  readonly password: string;
  /** Given by somebody else: must be changed before anything else. */
  readonly changePassword: boolean;
  /** What `Passwords` made of the code they say or key on the telephone. */
  readonly code?: string;
  /** Cannot sign in until further notice. */
  readonly disabled: boolean;
  /** Raised to end all their sessions. */
  readonly generation: number;
  readonly since: Instant;
}

/** Turns secrets into something one may keep. Slow on purpose. */
export interface Passwords {
  hash(secret: string): Promise<string>;
  /** Takes as long for `undefined`, which fits nothing. */
  fits(secret: string, hash: string | undefined): Promise<boolean>;
}

/** Why an account cannot be as wished: a stable code and the field it concerns. */
export interface CrewFault {
  readonly why: 'name' | 'taken' | 'unknown' | 'password' | 'wrong' | 'last_admin' | 'code';
  readonly field: 'name' | 'password' | 'role' | 'code';
}

export function isCrewName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,31}$/.test(name);
}

/** Long beats complicated: 10 characters at least, not the sign-in name, nothing that is guessed first. */
export function isGoodPassword(password: string, name: string): boolean {
  const length = [...password].length;
  if (length < 10 || length > 200) return false;
  const lower = password.normalize('NFKC').toLowerCase();
  const letters = lower.replace(/[^\p{L}]/gu, '');
  return new Set(lower).size >= 4 && !lower.includes(name) && !guessedFirst.has(letters);
}

/** What is left of the passwords tried first when digits and signs are taken away; nothing is left of a telephone. */
const guessedFirst: ReadonlySet<string> = new Set([
  ...['', 'a', 'aa', 'q', 'qq', 'abc', 'abcd', 'abcde', 'abcdef', 'qwe', 'qwer', 'qwert', 'qwerty'],
  ...['qwertyuiop', 'qaz', 'qazwsx', 'qazwsxedc', 'asd', 'asdf', 'asdfgh', 'asdfghjkl', 'zxc'],
  ...['zxcv', 'zxcvbn', 'zxcvbnm', 'qweasd', 'qweasdzxc', 'password', 'passwd', 'passw', 'passwrd'],
  ...['pssword', 'pssw', 'passwort', 'admin', 'admn', 'administrator', 'root', 'test', 'guest'],
  ...['welcome', 'letmein', 'changeme', 'secret', 'hello', 'iloveyou', 'love', 'dragon', 'monkey'],
  ...['football', 'baseball', 'superman', 'sunshine', 'princess', 'woaini', 'woaiwojia', 'nihao'],
  ...['mima', 'kefu', 'hotline', 'company', 'summer', 'winter', 'spring', 'autumn'],
]);
