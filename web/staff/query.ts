import { z } from 'zod';

/**
 * Query parameters as the shape's types: numbers, flags and repeated parameters. What does not read as its
 * type stays text, for the shape to refuse with the parameter's name; so does a parameter given twice.
 */
export function typedQuery(query: URLSearchParams, shape: z.ZodType | undefined): unknown {
  const properties = shape ? propertiesOf(shape) : {};
  const typed = [...new Set(query.keys())].map((name): [string, unknown] => {
    const given = query.getAll(name);
    const type = Object.hasOwn(properties, name) ? properties[name]?.type : undefined;
    if (type === 'array') return [name, given.flatMap((value) => value.split(','))];
    return [name, given.length > 1 ? given : readAs(given[0] ?? '', type)];
  });
  return Object.fromEntries(typed);
}

type Property = { readonly type?: string };

const known = new WeakMap<z.ZodType, Readonly<Record<string, Property>>>();

function propertiesOf(shape: z.ZodType): Readonly<Record<string, Property>> {
  const before = known.get(shape);
  if (before) return before;
  const { properties = {} } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  const found = properties as Record<string, Property>;
  known.set(shape, found);
  return found;
}

function readAs(text: string, type: string | undefined): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'integer' || type === 'number')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  return text;
}
