import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { attachmentRoutes } from './attachments.ts';
import { auditRoutes } from './audit.ts';
import { callbackRoutes } from './callbacks.ts';
import { conversationRoutes } from './conversations.ts';
import { customerRoutes } from './customers.ts';
import { joiningRoutes } from './joining.ts';
import { liveRoute } from './live.ts';
import { openApiRoute } from './openapi.ts';
import { peopleRoutes } from './people.ts';
import { policyRoutes } from './policies.ts';
import { qualityRoutes } from './quality.ts';
import { registerRoute } from './register.ts';
import { reportRoutes } from './reports.ts';
import { sessionRoutes } from './session.ts';
import { ticketRoutes } from './tickets.ts';
import { webhookRoutes } from './webhooks.ts';

/** Everything below `/staff`; a new area of work is a file and a line here. */
const described: readonly Route[] = [
  ...sessionRoutes,
  ...ticketRoutes,
  registerRoute,
  ...joiningRoutes,
  ...attachmentRoutes,
  ...conversationRoutes,
  ...callbackRoutes,
  liveRoute,
  ...accountRoutes,
  ...auditRoutes,
  ...peopleRoutes,
  ...customerRoutes,
  ...policyRoutes,
  ...qualityRoutes,
  ...reportRoutes,
  ...webhookRoutes,
];

export const routes: readonly Route[] = [...described, openApiRoute(described)];
