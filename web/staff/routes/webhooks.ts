import { z } from 'zod';
import { eventTypes } from '../../../desk/event-types.ts';
import type { Hook, Posted } from '../../../desk/hooks.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { id, instant, iso } from '../shapes/words.ts';

const events = z.array(z.enum(eventTypes)).max(eventTypes.length);
const url = z.string().max(500);

const webhook = z
  .strictObject({
    id: z.string(),
    url,
    events,
    active: z.boolean(),
    /** Why it was switched off, if it was not by us. */
    stopped: z.string().optional(),
    /** Shown once, when it is made. */
    secret: z.string().optional(),
  })
  .register(outputs, { id: 'Webhook' });

const attempt = z.strictObject({
  at: instant,
  message: z.string(),
  status: z.int().optional(),
  ms: z.int(),
  outcome: z.enum(['delivered', 'again', 'given up']),
  why: z.string().optional(),
});

const params = z.strictObject({ id });
const messageId = z.string().regex(/^\d{10}\.[1-9]\d{0,5}$/, 'As the log has it: ticket.event');

/** Programs that are told what happens to tickets, signed as Standard Webhooks has it. */
export const webhookRoutes: readonly Route[] = [
  route({
    id: 'listWebhooks',
    method: 'GET',
    path: '/webhooks',
    says: 'Every program that is told of tickets',
    needs: 'webhooks.read',
    trace: 'plain',
    answer: z.strictObject({ webhooks: z.array(webhook) }),
    async handle(_ask, { webhooks }) {
      return { body: { webhooks: webhooks.book.current.map((hook) => shown(hook)) } };
    },
  }),
  route({
    id: 'readWebhook',
    method: 'GET',
    path: '/webhooks/{id}',
    says: 'One of them',
    needs: 'webhooks.read',
    trace: 'plain',
    params,
    answer: webhook,
    async handle({ params: { id: name } }, { webhooks }) {
      return { body: shown(found(name, webhooks)) };
    },
  }),
  route({
    id: 'addWebhook',
    method: 'POST',
    path: '/webhooks',
    says: 'Tells another program of tickets from now on; no events means all of them',
    needs: 'webhooks.write',
    trace: 'changes',
    body: z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Small letters, digits and dashes.'),
      url,
      events: events.default([]),
    }),
    answer: webhook,
    status: 201,
    tells: ['Location'],
    async handle({ body, about }, { webhooks }) {
      about(body.id, body.url);
      if (webhooks.book.current.some((hook) => hook.id === body.id))
        throw fault(409, 'taken', 'id', 'There is one of this name already.');
      mustBeFit(body.url, webhooks);
      const hook = { ...body, secret: webhooks.newSecret(), active: true };
      await webhooks.book.put(hook);
      return { body: shown(hook, true), headers: { Location: `/staff/webhooks/${hook.id}` } };
    },
  }),
  route({
    id: 'changeWebhook',
    method: 'PATCH',
    path: '/webhooks/{id}',
    says: 'Another address, other events, on or off; `secret: true` makes a new secret and shows it once',
    needs: 'webhooks.write',
    trace: 'changes',
    params,
    body: z.strictObject({
      url: url.optional(),
      events: events.optional(),
      active: z.boolean().optional(),
      secret: z.literal(true).optional(),
    }),
    answer: webhook,
    async handle({ params: { id: name }, body, about }, { webhooks }) {
      about(name, Object.keys(body).join(','));
      const { stopped, ...known } = found(name, webhooks);
      const { secret, ...changes } = body;
      if (body.url !== undefined) mustBeFit(body.url, webhooks);
      const hook = {
        ...known,
        ...(body.active === undefined && stopped !== undefined && { stopped }),
        ...changes,
        ...(secret && { secret: webhooks.newSecret() }),
      };
      await webhooks.book.put(hook);
      return { body: shown(hook, secret === true) };
    },
  }),
  route({
    id: 'removeWebhook',
    method: 'DELETE',
    path: '/webhooks/{id}',
    says: 'Tells it nothing more; what it was still owed is dropped',
    needs: 'webhooks.write',
    trace: 'changes',
    params,
    async handle({ params: { id: name }, about }, { webhooks }) {
      about(name);
      await webhooks.book.remove(found(name, webhooks).id);
      return {};
    },
  }),
  route({
    id: 'pingWebhook',
    method: 'POST',
    path: '/webhooks/{id}/ping',
    says: 'Sends a signed message of type `ping` now, and tells how it went; the log has it as well',
    needs: 'webhooks.write',
    trace: 'changes',
    params,
    answer: attempt,
    async handle({ params: { id: name }, about }, { webhooks }) {
      about(name);
      return { body: attemptOf(await webhooks.ping(found(name, webhooks))) };
    },
  }),
  route({
    id: 'redeliver',
    method: 'POST',
    path: '/webhooks/{id}/redeliveries',
    says: 'Delivers messages once more, whatever became of them, from the first try on; each answers for itself',
    needs: 'webhooks.write',
    trace: 'changes',
    params,
    body: z.strictObject({ messages: z.array(messageId).min(1).max(100) }),
    answer: z.strictObject({
      results: z.array(z.strictObject({ message: z.string(), done: z.boolean() })),
    }),
    status: 202,
    async handle({ params: { id: name }, body, about, now }, { webhooks }) {
      about(name, body.messages.join(' '));
      const hook = found(name, webhooks);
      if (!hook.active) throw new Problem(409, 'inactive', 'Switch it on first.');
      const results = [];
      for (const message of new Set(body.messages))
        results.push({ message, done: await webhooks.book.again(hook.id, message, now) });
      return { body: { results } };
    },
  }),
  route({
    id: 'readWebhookLog',
    method: 'GET',
    path: '/webhooks/{id}/log',
    says: 'The newest tries to deliver, newest first',
    needs: 'webhooks.read',
    trace: 'plain',
    params,
    answer: z.strictObject({ attempts: z.array(attempt) }),
    async handle({ params: { id: name } }, { webhooks }) {
      const log = await webhooks.book.log(found(name, webhooks).id);
      return { body: { attempts: log.map(attemptOf) } };
    },
  }),
];

function found(name: string, { book }: StaffHouse['webhooks']): Hook {
  const hook = book.current.find(({ id: known }) => known === name);
  if (!hook) throw new Problem(404, 'unknown', 'There is no such webhook.');
  return hook;
}

function mustBeFit(address: string, { urlMistake }: StaffHouse['webhooks']): void {
  const mistake = urlMistake(address);
  if (mistake) throw fault(400, 'invalid', 'url', `The address ${mistake}.`);
}

function fault(status: number, code: string, field: string, detail: string): Problem {
  return new Problem(status, code, detail, { fields: [{ in: 'body', field, detail }] });
}

function shown({ secret, ...hook }: Hook, isNew = false): z.input<typeof webhook> {
  return { ...hook, events: [...hook.events], ...(isNew && { secret }) };
}

function attemptOf({ at, ms, ...posted }: Posted): z.input<typeof attempt> {
  return { ...posted, at: iso(at), ms: Math.round(ms) };
}
