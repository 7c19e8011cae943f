/** How a call of WeChat's interface ended. It is done only if WeChat said so. */
export type Outcome<T = unknown> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly trouble: Trouble; readonly code: number; readonly why: string };

export type Trouble =
  /** Our token: fetch another and try once more. */
  | 'token'
  /** The person wrote too long ago, or we wrote too often: another way is needed. */
  | 'window'
  | 'quota'
  /** The person does not follow us, or does not want this. */
  | 'unfollowed'
  | 'refused'
  /** This account may not do this at all. */
  | 'feature'
  /** What we sent is wrong; sending it again will not help. */
  | 'content'
  /** Settings or standing of the account: an operator must act. */
  | 'setup'
  /** Later it may work. */
  | 'busy'
  /** The connection broke: it may or may not have been done. */
  | 'unknown';

const troubles: Readonly<Record<Trouble, readonly number[]>> = {
  token: [40001, 40014, 42001],
  window: [45015],
  quota: [45047],
  unfollowed: [43004, 48002, 40003],
  refused: [43101],
  feature: [40200, 48001, 45162, 65400],
  content: [
    40004, 40005, 40006, 40009, 41005, 45001, 45002, 45008, 47001, 47003, 40007, 40033, 40036,
    40037, 43116, 40016, 40018, 45072,
  ],
  setup: [40013, 40125, 40164, 41001, 41002, 41004, 48004],
  busy: [-1, 45009, 45011, 43117, 45080, 45081, 65414, 65415, 61450],
  unknown: [],
};

const troubleOf: ReadonlyMap<number, Trouble> = new Map(
  Object.entries(troubles).flatMap(([trouble, codes]) =>
    codes.map((code) => [code, trouble as Trouble] as const),
  ),
);

/** Judged by the code alone: the words differ from answer to answer. An unknown code is not done. */
export function outcomeOf<T>(body: T & { errcode?: unknown; errmsg?: unknown }): Outcome<T> {
  const code = Number(body.errcode ?? 0);
  if (code === 0) return { ok: true, body };
  const trouble = troubleOf.get(code) ?? 'content';
  return { ok: false, trouble, code, why: `${code} ${String(body.errmsg ?? '').slice(0, 200)}` };
}

export function broken(why: string): Outcome<never> {
  return { ok: false, trouble: 'unknown', code: 0, why };
}

/** Is it worth asking again later? */
export function retryOf(trouble: Trouble): 'later' | 'never' {
  return trouble === 'busy' || trouble === 'unknown' || trouble === 'token' ? 'later' : 'never';
}
