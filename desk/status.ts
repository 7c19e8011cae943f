import type { EventBody, EventType } from './events.ts';

/** Where a ticket stands, in the desk's own words. */
export const statuses = [
  'registered',
  'assigned',
  'confirmed',
  'dispatched',
  'on_site',
  'resolved',
  'accepted',
  'closed',
  'on_hold',
  'reopened',
  'cancelled',
] as const;
export type Status = (typeof statuses)[number];

/** 待处理 / 处理中 / 已完成 (000), and cancelled. */
export type CustomerStatus = 'waiting' | 'working' | 'done' | 'cancelled';

export const customerStatus: Readonly<Record<Status, CustomerStatus>> = {
  registered: 'waiting',
  assigned: 'waiting',
  confirmed: 'working',
  dispatched: 'working',
  on_site: 'working',
  on_hold: 'working',
  reopened: 'working',
  resolved: 'done',
  accepted: 'done',
  closed: 'done',
  cancelled: 'cancelled',
};

/** Work is still to be done. */
export function isOpen(status: Status): boolean {
  return customerStatus[status] === 'waiting' || customerStatus[status] === 'working';
}

/** May this event happen to a ticket in this status? */
export function mayHappen(type: EventType, status: Status): boolean {
  return moves[type].includes(status);
}

/** The status (a hold left aside) after an event; most events leave it as it was. */
export function stageAfter(stage: Status, event: EventBody): Status {
  switch (event.type) {
    case 'assigned':
      return stage === 'registered' ? 'assigned' : stage;
    case 'contacted':
      return stage === 'dispatched' || stage === 'on_site' || done.includes(stage)
        ? stage
        : 'confirmed';
    case 'dispatched':
      return 'dispatched';
    case 'arrived':
      return 'on_site';
    case 'resolved':
      return event.temporary ? stage : 'resolved';
    case 'accepted':
      return 'accepted';
    case 'refused':
    case 'reopened':
      return 'reopened';
    case 'closed':
      return 'closed';
    case 'cancelled':
      return 'cancelled';
    default:
      return stage;
  }
}

/** Work on a ticket says the same as "I take it"; a remark, a correction or a refusal does not. */
export function isWork({ type }: EventBody): boolean {
  return type !== 'noted' && type !== 'corrected' && type !== 'declined';
}

const open: readonly Status[] = [
  'registered',
  'assigned',
  'confirmed',
  'dispatched',
  'on_site',
  'reopened',
];
const done: readonly Status[] = ['resolved', 'accepted'];
const live: readonly Status[] = [...open, 'on_hold', ...done];

const moves: Readonly<Record<EventType, readonly Status[]>> = {
  registered: [],
  assigned: [...open, 'on_hold'],
  called_out: [...open, 'on_hold'],
  taken: [...open, 'on_hold'],
  declined: [...open, 'on_hold'],
  informed: statuses,
  contacted: live,
  diagnosed: open,
  dispatched: open,
  arrived: open,
  surveyed: open,
  planned: [...open, 'on_hold'],
  plan_confirmed: [...open, 'on_hold'],
  plan_changes: [...open, 'on_hold'],
  negotiated: live,
  paid: live,
  progressed: [...open, 'on_hold'],
  resolved: open,
  reported_back: live,
  accepted: ['resolved'],
  refused: ['resolved'],
  reminded: [...open, 'on_hold', 'resolved'],
  called_back: [...done, 'closed'],
  closed: live,
  held: open,
  resumed: ['on_hold'],
  reopened: [...done, 'closed'],
  cancelled: [...open, 'on_hold'],
  added: live,
  urged: [...open, 'on_hold'],
  corrected: live,
  reclassified: live,
  // A wish for a human is never turned down.
  handoff_requested: statuses,
  person_joined: statuses,
  person_left: statuses,
  noted: statuses,
  rated: statuses,
  callback_promised: statuses,
  verification_asked: statuses,
  verified: statuses,
  warned: live,
  missed: live,
  acknowledged: live,
  asked: live,
  filed: live,
  appointed: [...open, 'on_hold'],
  visit_dropped: [...open, 'on_hold'],
  visit_confirmed: [...open, 'on_hold'],
  late: ['registered', 'assigned', 'confirmed', 'dispatched', 'reopened', 'on_hold'],
  replanned: open,
  related: statuses,
  inspected: [...live, 'closed'],
  decided: [...live, 'closed'],
};
