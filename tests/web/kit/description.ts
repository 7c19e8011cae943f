import assert from 'node:assert/strict';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, Responded>;
}

interface Responded {
  readonly content?: Record<string, { schema: object }>;
  readonly headers?: Record<string, object>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: { readonly type?: string };
}

export interface Sent {
  readonly method: string;
  /** Without `/staff`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const made = new Map<string, Description>();

/** The interface as it describes itself, and a judge of what goes over the wire. */
export class Description {
  readonly document: { readonly paths: Record<string, Record<string, Operation>> };
  readonly #ajv: Ajv2020.default;
  readonly #validators = new Map<object, ValidateFunction>();

  private constructor(document: Description['document']) {
    this.document = document;
    this.#ajv = new Ajv2020.default({ strict: false, allErrors: true });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'all', ...document });
  }

  /** The same for every house of a run: its text decides. */
  static async at(url: string): Promise<Description> {
    const text = await (await fetch(`${url}/staff/openapi.json`)).text();
    const known = made.get(text) ?? new Description(JSON.parse(text));
    made.set(text, known);
    return known;
  }

  get operations(): { method: string; path: string; operation: Operation }[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
  }

  /** What the description does not allow must have been refused; what was answered must be as described. */
  check(sent: Sent, status: number, answer: unknown, headers: Headers): void {
    const found = this.operations.find(({ method, path }) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
      return method === sent.method && pattern.test(`/staff${sent.path}`);
    });
    if (!found) {
      assert.ok(status === 404 || status === 405, `${sent.method} ${sent.path} is not described`);
      this.#must(problem, answer, 'a refusal');
      return;
    }
    const { operation } = found;
    const wrong = this.#faults(sent, operation);
    if (wrong !== undefined && status < 400)
      assert.fail(`${operation.operationId} took what it does not describe: ${wrong}`);
    const described = operation.responses[String(status)];
    if (status < 400) assert.ok(described, `${operation.operationId} never answers ${status}`);
    if (status >= 400) {
      this.#must(problem, answer, `${operation.operationId} ${status}`);
      return;
    }
    for (const name of ['ETag', 'Location'])
      assert.equal(
        headers.has(name),
        described?.headers !== undefined && name in described.headers,
        `${operation.operationId}: ${name}`,
      );
    const content = described?.content ?? {};
    const schema = Object.entries(content).find(([type]) => type.includes('json'))?.[1].schema;
    // What is also there as a table may come as one.
    const isTable = answer === undefined && content['text/csv'] !== undefined;
    if (schema && !isTable) this.#must(schema, answer, `${operation.operationId} ${status}`);
  }

  #faults(sent: Sent, operation: Operation): string | undefined {
    const known = operation.parameters?.filter((one) => one.in === 'query') ?? [];
    for (const [name, value] of Object.entries(sent.query)) {
      const parameter = known.find((one) => one.name === name);
      if (!parameter) return `query ${name}`;
      const typed = typedAs(parameter.schema.type, value);
      if (!this.#fits(parameter.schema, typed)) return `query ${name}=${value}`;
    }
    const body = operation.requestBody?.content['application/json']?.schema;
    return body && sent.body !== undefined && !this.#fits(body, sent.body)
      ? `body ${JSON.stringify(sent.body)}`
      : undefined;
  }

  #must(schema: object, value: unknown, what: string): void {
    const validate = this.#validator(schema);
    assert.ok(
      validate(value),
      `${what}: ${JSON.stringify(validate.errors)}\n${JSON.stringify(value)}`,
    );
  }

  #fits(schema: object, value: unknown): boolean {
    return this.#validator(schema)(value) === true;
  }

  #validator(schema: object): ValidateFunction {
    const known = this.#validators.get(schema);
    if (known) return known;
    const json = JSON.stringify(schema).replaceAll('"#/components', '"all#/components');
    const validate = this.#ajv.compile(JSON.parse(json));
    this.#validators.set(schema, validate);
    return validate;
  }
}

const problem = { $ref: '#/components/schemas/Problem' };

function typedAs(type: string | undefined, value: string): unknown {
  if (type === 'array') return value.split(',');
  if (type === 'integer' || type === 'number') return Number(value);
  return type === 'boolean' ? value === 'true' || (value === 'false' ? false : value) : value;
}
