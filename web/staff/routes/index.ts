import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { auditRoutes } from './audit.ts';
import { openApiRoute } from './openapi.ts';
import { sessionRoutes } from './session.ts';
import { ticketRoutes } from './tickets.ts';

/** Everything below `/staff`; a new area of work is a file and a line here. */
const described: readonly Route[] = [
  ...sessionRoutes,
  ...ticketRoutes,
  ...accountRoutes,
  ...auditRoutes,
];

export const routes: readonly Route[] = [...described, openApiRoute(described)];
