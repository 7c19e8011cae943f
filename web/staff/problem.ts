import { z } from 'zod';
import { outputs } from './shapes/names.ts';

/** A refusal as RFC 9457 tells it; whatever the caller can mend is named by its field. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { fields?: readonly FieldFault[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.fields = more.fields ?? [];
    this.headers = more.headers ?? {};
  }
}

export interface FieldFault {
  readonly in: 'path' | 'query' | 'body' | 'header';
  /** Dotted, e.g. `action.note`; empty for the whole. */
  readonly field: string;
  readonly detail: string;
}

export const problemShape = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** Stable; programs decide by it. */
    code: z.string(),
    detail: z.string(),
    request: z.string().optional(),
    errors: z
      .array(
        z.strictObject({
          in: z.enum(['path', 'query', 'body', 'header']),
          field: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .register(outputs, { id: 'Problem' });

export function problemDocument(problem: Problem, request: string): z.output<typeof problemShape> {
  return {
    type: `urn:hotline:problem:${problem.code}`,
    title: titles[problem.status] ?? 'Refused',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(request && { request }),
    ...(problem.fields.length > 0 && { errors: [...problem.fields] }),
  };
}

/** What somebody else refused (too large, broken JSON, another type), told as we tell it. */
export function foreignProblem(error: { status: number; code: string; message: string }): Problem {
  const code = error.code.replace(betweenWords, '_').toLowerCase();
  const detail = error.message;
  const at = places[code];
  const fields = at === undefined ? [] : [{ ...at, detail }];
  return new Problem(error.status, code, detail, { fields });
}

const betweenWords = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;
const whole = { in: 'body', field: '' } as const;
const places: Readonly<Record<string, Pick<FieldFault, 'in' | 'field'>>> = {
  bad_json: whole,
  bad_form: whole,
  bad_argument: whole,
  not_a_picture: whole,
  too_large: whole,
  too_slow: whole,
  unsupported_media_type: { in: 'header', field: 'Content-Type' },
  unsupported_encoding: { in: 'header', field: 'Content-Encoding' },
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not possible',
  428: 'Version needed',
  429: 'Too many tries',
  500: 'Failed on our side',
  503: 'Busy',
};

/** What a shape found wrong, as a problem that names each field. */
export function unfit(error: z.ZodError, where: FieldFault['in'], status = 400): Problem {
  const fields = error.issues.flatMap((issue) => faultsOf(issue, where)).slice(0, 20);
  const names = [...new Set(fields.map(({ field }) => field || where))].join(', ');
  return new Problem(status, 'invalid', `These cannot be as they are: ${names}.`, { fields });
}

function faultsOf(issue: z.core.$ZodIssue, where: FieldFault['in']): FieldFault[] {
  const at = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys')
    return [{ in: where, field: at.join('.'), detail: issue.message }];
  return issue.keys.map((key) => ({
    in: where,
    field: [...at, key].join('.'),
    detail: 'There is no such field.',
  }));
}
