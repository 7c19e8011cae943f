import { Ajv, type ValidateFunction } from 'ajv';
import type { Contract } from '../../bot/channels/phone/simulator/rest.ts';
import published from './twilio-api.json' with { type: 'json' };

/** The provider's published description of its REST interface, as a judge of what we send and of what our simulator answers. */
export function publishedContract(): Contract {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: { schemas: withNulls(published.schemas) } });
  const known = new Map<string, ValidateFunction>();
  const judge = (name: string, schema: () => object): ValidateFunction => {
    const validate = known.get(name) ?? ajv.compile(pointed(schema()));
    known.set(name, validate);
    return validate;
  };
  return {
    request(method, path, form) {
      const operation = operationOf(method, path);
      if (!operation) return `${method} ${path} is not published`;
      const schema = method === 'POST' ? bodyOf(operation) : queryOf(operation);
      const validate = judge(`${method} ${operation.name}`, () => ({
        ...schema,
        additionalProperties: false,
      }));
      return validate(valuesOf(form, schema)) ? undefined : ajv.errorsText(validate.errors);
    },
    answer(method, path, status, body) {
      const operation = operationOf(method, path);
      const schema = operation?.responses?.[status]?.content?.['application/json']?.schema;
      if (!operation || !schema) return status < 400 ? `${status} is not published` : undefined;
      const validate = judge(`${status} ${method} ${operation.name}`, () => withNulls(schema));
      return validate(body) ? undefined : ajv.errorsText(validate.errors);
    },
  };
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [more: string]: unknown;
}

interface Operation {
  readonly name: string;
  readonly parameters?: readonly { name: string; in: string; schema: Schema }[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
  readonly responses?: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

function operationOf(method: string, path: string): Operation | undefined {
  for (const [name, methods] of Object.entries(published.paths)) {
    const pattern = name.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[A-Za-z]{2}[0-9a-f]{32}');
    const operation = (methods as Record<string, object>)[method.toLowerCase()];
    if (operation && new RegExp(`^${pattern}$`).test(path)) return { name, ...operation };
  }
  return undefined;
}

const bodyOf = ({ requestBody }: Operation): Schema =>
  requestBody?.content['application/x-www-form-urlencoded']?.schema ?? {};

const queryOf = ({ parameters = [] }: Operation): Schema => ({
  type: 'object',
  properties: Object.fromEntries(
    parameters.filter((one) => one.in === 'query').map(({ name, schema }) => [name, schema]),
  ),
});

/** A form knows texts only; what the schema calls a number or a list is read as one. */
function valuesOf(form: URLSearchParams, { properties = {} }: Schema): object {
  const values: Record<string, unknown> = {};
  for (const key of new Set(form.keys())) {
    const all = form.getAll(key);
    values[key] =
      properties[key]?.type === 'array' ? all : read(all[0] ?? '', properties[key]?.type);
  }
  return values;
}

function read(text: string, type: string | undefined): unknown {
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/** `nullable` as JSON Schema says it. */
function withNulls<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(withNulls) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = schema as Record<string, unknown>;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, withNulls(one)]));
  return (nullable ? { anyOf: [inner, { type: 'null' }] } : inner) as T;
}

/** References, as seen from outside the published document. */
const pointed = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));
