import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe as describeRoutes } from '../../web/staff/openapi.ts';
import { routes } from '../../web/staff/routes/index.ts';
import { glossary } from '../../web/staff/shapes/glossary.ts';

type Node = { readonly [key: string]: unknown };

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Node> };
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
}

describe('The description of the desk’s interface', () => {
  const document = describeRoutes(routes) as unknown as Document;
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

  it('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    assert.ok(valid, JSON.stringify(errors));
  });

  it('has one name for each operation, and none without words', () => {
    const names = operations.map(({ operationId }) => operationId);
    assert.equal(new Set(names).size, names.length);
    for (const { operationId, summary } of operations) assert.ok(summary.length > 4, operationId);
  });

  it('explains every schema, field, parameter and action', () => {
    const silent: string[] = [];
    const look = (node: unknown, where: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties } = node as { properties?: Record<string, Node> };
      for (const [name, field] of Object.entries(properties ?? {}))
        if (name === 'do' ? !('description' in node) : !field.description)
          silent.push(`${where}.${name}`);
      for (const inner of Object.values(node)) look(inner, where);
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (!schema.description) silent.push(name);
      look(schema, name);
    }
    for (const operation of operations) {
      look(operation, operation.operationId);
      for (const { name, description } of operation.parameters ?? [])
        if (!description) silent.push(`${operation.operationId}?${name}`);
    }
    assert.deepEqual(silent, []);
  });

  it('explains nothing that is not there', () => {
    const text = JSON.stringify(document);
    const unused = Object.entries(glossary).filter(
      ([, words]) => !text.includes(JSON.stringify(words).slice(1, -1)),
    );
    assert.deepEqual(unused, []);
  });

  it('pages every list that grows', () => {
    const bounded = new Set([
      ...['listAccounts', 'listPolicies', 'listWebhooks', 'readWebhookLog'],
      // A span of time bounds them.
      ...['listInspections', 'listInspectionsDue', 'listSuggestions'],
    ]);
    const lists = operations.filter(({ operationId }) =>
      /^list|Queue|Audit|Log$/.test(operationId),
    );
    for (const { operationId, parameters = [] } of lists) {
      const names = parameters.map(({ name }) => name);
      if (!bounded.has(operationId)) assert.ok(names.includes('limit'), operationId);
    }
  });
});
