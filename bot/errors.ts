/** An error that knows what to do next. `code` is stable; `message` is safe to show to a developer, never to a customer. */
export class HotlineError extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
  }
}

/** The settings are wrong; the message lists every one of them and how to mend it. */
export class ConfigError extends HotlineError {
  constructor(message: string) {
    super('config', message);
  }
}

/** A request we refuse or cannot serve. Below 500 the caller reads the message; from 500 on only the code. */
export class HttpError extends HotlineError {
  readonly status: number;

  constructor(status: number, code: string, message: string, cause?: unknown) {
    super(code, message, cause);
    this.status = status;
  }
}

/** What a caller may know: Direct Line's error shape, which our other interfaces use as well. */
export function errorBody(error: unknown): { error: { code: string; message: string } } {
  if (error instanceof HttpError && error.status < 500)
    return { error: { code: error.code, message: error.message } };
  const code = error instanceof HttpError ? error.code : 'ServiceError';
  return { error: { code, message: 'Something went wrong on our side. Please try again.' } };
}

/** 500 for everything that is not a refusal of ours. */
export function statusOf(error: unknown): number {
  return error instanceof HttpError ? error.status : 500;
}
