import { z } from 'zod';
import { isLate, type Row } from '../../../desk/board-row.ts';
import { type Hands, mayReach } from '../../../desk/crew-reach.ts';
import { maskAddress, maskName, maskPhone, maskWords } from '../../../desk/mask.ts';
import { milestoneOf } from '../../../desk/notices.ts';
import type { Policies } from '../../../desk/policy.ts';
import type { Instant } from '../../../desk/words.ts';
import { outputs } from './names.ts';
import { instant, iso, kind, names, status, urgency } from './words.ts';

export const owner = z
  .strictObject({
    role: z.string(),
    staff: z.string().optional(),
    /** As the roster has it. */
    name: z.string().optional(),
  })
  .register(outputs, { id: 'Owner' });

export const rowFields = {
  no: z.string(),
  /** For `If-Match`: as many events as its timeline has. */
  version: z.int(),
  line: z.string(),
  kind,
  urgency,
  status,
  hold: z.enum(['customer', 'parts']).optional(),
  owner,
  vip: z.boolean(),
  confirmUrgency: z.boolean(),
  registeredAt: instant,
  changedAt: instant,
  endedAt: instant.optional(),
  next: z
    .strictObject({ milestone: z.string(), name: names, due: instant, late: z.boolean() })
    .optional(),
  /** Name, telephone and address are not shown in full. */
  masked: z.boolean(),
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  subject: z.string(),
  words: z.string(),
  channel: z.string(),
};

export const row = z.strictObject(rowFields).register(outputs, { id: 'Row' });
export type RowShown = z.output<typeof row>;

export interface Sight {
  readonly hands: Hands;
  readonly policies: Policies;
  readonly now: Instant;
  /** Shown in full for once, which is on record. */
  readonly unmasked?: boolean;
}

/** A ticket in a list, as this colleague may see it. */
export function showRow(it: Row, sight: Sight): RowShown {
  const { hands, policies, now, unmasked = false } = sight;
  const clear = unmasked || mayReach(hands, 'personal.read', it);
  const next = it.next && milestoneOf(it.next.milestone, policies.of(it.line));
  return {
    no: it.no,
    version: it.seq,
    line: it.line,
    kind: it.kind,
    urgency: it.urgency,
    status: it.status,
    ...(it.hold && { hold: it.hold }),
    owner: showOwner(it.owner, hands),
    vip: it.vip,
    confirmUrgency: it.confirmUrgency,
    registeredAt: iso(it.registeredAt),
    changedAt: iso(it.changedAt),
    ...(it.endedAt !== undefined && { endedAt: iso(it.endedAt) }),
    ...(it.next &&
      next && {
        next: { ...it.next, name: next.name, due: iso(it.next.due), late: isLate(it, now) },
      }),
    masked: !clear,
    name: clear ? it.name : maskName(it.name),
    phone: clear ? it.phone : maskPhone(it.phone),
    address: clear ? it.address : maskAddress(it.address),
    subject: clear ? it.subject : maskWords(it.subject, it.people),
    words: clear ? it.words : maskWords(it.words, it.people),
    channel: it.channel,
  };
}

export function showOwner({ role, staff }: Row['owner'], { roster }: Hands) {
  const name = roster.colleagues.find(({ id }) => id === staff)?.name;
  return { role, ...(staff && { staff }), ...(name && { name }) };
}
