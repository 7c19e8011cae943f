import { z } from 'zod';
import { problemShape } from './problem.ts';
import type { Route } from './route.ts';
import { inputs, outputs } from './shapes/names.ts';

/** The description of the interface, made of the very shapes that check it. */
export function describe(routes: readonly Route[]): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const item = paths[`/staff${route.path}`] ?? {};
    item[route.method.toLowerCase()] = operation(route);
    paths[`/staff${route.path}`] = item;
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Hotline desk', version: '1' },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { ...named(inputs, 'input'), ...named(outputs, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'staff' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
      },
    },
  };
}

function operation(route: Route): Readonly<Record<string, unknown>> {
  const open = route.needs === 'nothing';
  const security = route.method === 'GET' ? [{ session: [] }] : [{ session: [], csrf: [] }];
  const parameters = [...parametersOf(route, 'path'), ...parametersOf(route, 'query')];
  const body = bodyOf(route);
  return {
    operationId: route.id,
    summary: route.says,
    ...(route.needs !== 'nothing' && route.needs !== 'session' && { 'x-right': route.needs }),
    security: open ? [] : security,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [route.status ?? (route.answer || route.gives ? 200 : 204)]: answerOf(route),
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: schemaOf(problemShape, 'output') } },
      },
    },
  };
}

function parametersOf(route: Route, where: 'path' | 'query'): unknown[] {
  const shape = where === 'path' ? route.params : route.query;
  if (!shape) return [];
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema,
  }));
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

function bodyOf({ takes, body }: Route): object | undefined {
  if (takes === 'text/csv') return { 'text/csv': { schema: { type: 'string' } } };
  if (takes === 'pictures') {
    const file = { type: 'string', format: 'binary' };
    const form = { type: 'object', properties: { file } };
    return { 'multipart/form-data': { schema: form }, 'image/*': { schema: file } };
  }
  return body && { 'application/json': { schema: schemaOf(body, 'input') } };
}

function answerOf({ gives, also, answer, says }: Route): unknown {
  if (gives) return { description: says, content: { [gives]: { schema: { type: 'string' } } } };
  if (!answer) return { description: says };
  return {
    description: says,
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
