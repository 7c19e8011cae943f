import { z } from 'zod';
import { problemShape } from './problem.ts';
import type { Route } from './route.ts';
import { glossary } from './shapes/glossary.ts';
import { inputs, outputs } from './shapes/names.ts';

/** The description of the interface, made of the very shapes that check it. */
export function describe(routes: readonly Route[]): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const item = paths[`/staff${route.path}`] ?? {};
    item[route.method.toLowerCase()] = explained(operation(route), route.id);
    paths[`/staff${route.path}`] = item;
  }
  const schemas = { ...named(inputs, 'input'), ...named(outputs, 'output') };
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Hotline desk', version: '1', description: about },
    servers: [{ url: '/' }],
    security: signedIn,
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [
          name,
          { description: glossary[name], ...(explained(schema, name) as object) },
        ]),
      ),
      headers: headersOf,
      responses: { Refused: refused },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'staff', description: 'Over http.' },
        hostSession: {
          ...{ type: 'apiKey', in: 'cookie', name: '__Host-staff' },
          description: 'Over https, bound to the host.',
        },
        csrf: {
          ...{ type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
          description: '`csrf` of the session.',
        },
      },
    },
  };
}

const about = [
  'Sign in with `POST /staff/session`; the session is a cookie, and whatever changes something needs `X-CSRF-Token`.',
  'Unknown fields and parameters are refused, not ignored. Instants are UTC. Lists that grow have `limit` and `after`.',
  'Every GET answers HEAD as well. Nothing is kept by caches, and no other site may ask.',
].join('\n\n');

const signedIn = [{ session: [] }, { hostSession: [] }];
const changing = signedIn.map((one) => ({ ...one, csrf: [] }));

const refused = {
  description: 'Refused, by a problem document that names what must be mended',
  headers: {
    'Retry-After': { description: 'Seconds to wait (429, 503).', schema: { type: 'integer' } },
    Allow: { description: 'What the address takes (405).', schema: { type: 'string' } },
  },
  content: { 'application/problem+json': { schema: schemaOf(problemShape, 'output') } },
};

const headersOf = {
  ETag: {
    ...{ description: 'The version, for `If-Match`.', required: true },
    ...{ schema: { type: 'string' }, example: '"7"' },
  },
  Location: {
    ...{ description: 'Where it is now.', required: true },
    ...{ schema: { type: 'string' }, example: '/staff/tickets/2853739694' },
  },
};

function operation(route: Route): Readonly<Record<string, unknown>> {
  const open = route.needs === 'nothing';
  const parameters = [
    ...parametersOf(route, 'path'),
    ...parametersOf(route, 'query'),
    ...headerParameters(route),
  ];
  const body = bodyOf(route);
  return {
    operationId: route.id,
    tags: [tagOf(route)],
    summary: route.says,
    ...(route.needs !== 'nothing' && route.needs !== 'session' && { 'x-right': route.needs }),
    security: open ? [] : route.method === 'GET' ? signedIn : changing,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [route.status ?? (route.answer || route.gives ? 200 : 204)]: answerOf(route),
      default: { $ref: '#/components/responses/Refused' },
    },
  };
}

/** The area of work: what its address begins with. */
const tagOf = ({ path }: Route): string => /^\/([a-z]+)/.exec(path)?.[1] ?? '';

function parametersOf(route: Route, where: 'path' | 'query'): unknown[] {
  const shape = where === 'path' ? route.params : route.query;
  if (!shape) return [];
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    description: entry(route.id, name),
    required: required.includes(name),
    // One parameter with commas, or one for each.
    ...((schema as { type?: string }).type === 'array' && { style: 'form', explode: false }),
    schema,
  }));
}

function headerParameters({ versioned, resumes, method, path }: Route): unknown[] {
  // What is done with tickets is done once for each key.
  const once = method === 'POST' && /^\/(tickets|bulk)\b/.test(path);
  const header = (name: string, description: string, example: string) => ({
    ...{ name, in: 'header', description, required: false },
    ...{ schema: { type: 'string' }, example },
  });
  return [
    ...(versioned
      ? [header('If-Match', 'Only if it is as one saw it (412 otherwise): its ETag.', '"7"')]
      : []),
    ...(once
      ? [
          header(
            'Idempotency-Key',
            'The same request under the same key has the effect of once; another one is refused (422).',
            'c0ffee-1',
          ),
        ]
      : []),
    ...(resumes ? [header('Last-Event-ID', 'The `id` of the event heard last.', 'life.42')] : []),
  ];
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

function bodyOf({ takes, body }: Route): object | undefined {
  if (takes === 'text/csv') return { 'text/csv': { schema: { type: 'string' } } };
  if (takes === 'pictures') {
    const file = { type: 'string', format: 'binary' };
    const form = { type: 'object', properties: { file: { ...file } } };
    return { 'multipart/form-data': { schema: form }, 'image/*': { schema: file } };
  }
  return body && { 'application/json': { schema: schemaOf(body, 'input') } };
}

function answerOf({ gives, also, answer, says, tells = [] }: Route): unknown {
  const headers = Object.fromEntries(
    tells.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
  const told = { description: says, ...(tells.length > 0 && { headers }) };
  if (gives) return { ...told, content: { [gives]: { schema: { type: 'string' } } } };
  if (!answer) return told;
  return {
    ...told,
    content: {
      'application/json': { schema: schemaOf(answer, 'output') },
      ...(also && { [also]: { schema: { type: 'string' } } }),
    },
  };
}

type Direction = 'input' | 'output';

/** A shape alone, or a pointer to it if it has a name of its own; named shapes inside become pointers too. */
function schemaOf(shape: z.ZodType, io: Direction): unknown {
  const id = (io === 'input' ? inputs : outputs).get(shape)?.id;
  if (id !== undefined) return { $ref: `#/components/schemas/${id}` };
  const registry = z.registry<{ id: string }>();
  for (const [name, known] of (io === 'input' ? inputs : outputs)._idmap)
    registry.add(known as z.ZodType, { id: name });
  registry.add(shape, { id: 'this' });
  const { schemas } = z.toJSONSchema(registry, { io, uri: pointer, unrepresentable: 'any' });
  return bare(schemas.this);
}

function named(registry: typeof inputs, io: Direction): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(registry, { io, uri: pointer, unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

const pointer = (id: string): string => `#/components/schemas/${id}`;

/** Inside a description a schema needs no address of its own. */
function bare(schema: unknown): unknown {
  const { $id: _id, $schema: _schema, ...rest } = schema as Record<string, unknown>;
  return rest;
}

/** What a field means, where the shape does not say it itself. */
function explained<T>(node: T, where: string): T {
  if (Array.isArray(node)) return node.map((one) => explained(one, where)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, explained(value, where)]);
  const copy = Object.fromEntries(entries);
  const { properties } = copy as { properties?: Readonly<Record<string, Property>> };
  if (!properties || typeof properties !== 'object') return copy;
  copy.properties = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const description = schema.description ?? entry(where, name);
      return [
        name,
        name === 'do' || description === undefined ? schema : { ...schema, description },
      ];
    }),
  );
  const does = properties.do?.const;
  return does === undefined ? copy : { description: glossary[`do ${does}`], ...copy };
}

interface Property {
  readonly description?: string;
  readonly const?: string;
}

const entry = (where: string, name: string): string | undefined =>
  glossary[`${where}.${name}`] ?? glossary[name];
