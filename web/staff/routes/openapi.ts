import { z } from 'zod';
import { describe } from '../openapi.ts';
import { type Route, route } from '../route.ts';

/** The description of these routes, and of itself; made when it is first asked for. */
export function openApiRoute(routes: readonly Route[]): Route {
  let made: Readonly<Record<string, unknown>> | undefined;
  const self = route({
    id: 'describe',
    method: 'GET',
    path: '/openapi.json',
    says: 'This description',
    needs: 'nothing',
    trace: 'plain',
    answer: z.record(z.string(), z.unknown()),
    async handle() {
      made ??= describe([...routes, self]);
      return { body: made };
    },
  });
  return self;
}
