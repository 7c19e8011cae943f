import { rowOf } from '../../desk/board-row.ts';
import { idOf, mayReach, postFor } from '../../desk/crew-reach.ts';
import type { WorkAnswer } from '../../dialogs/work-turn.ts';
import { type Handover, postIn } from './handover.ts';

/** A lead gives one ticket to the colleague of that name; undefined if there is not exactly one who could have it. */
export async function assignTo(
  no: string,
  { name, hands, cause, records, policies, desk }: Handover,
): Promise<WorkAnswer | 'no_post' | undefined> {
  const [to, ...more] = hands.roster.colleagues.filter((one) => one.name === name && !one.away);
  if (!to || more.length > 0) return undefined;
  const record = await records.tx((tx) => tx.ticket(no));
  const row = record && rowOf(record, policies);
  if (!record || !row || !mayReach(hands, 'ticket.assign', row)) return refused;
  const role = postIn(to, row);
  if (!role) return 'no_post';
  const by = { id: idOf(hands), role: postFor(hands, row, policies.of(row.line)) };
  const action = { do: 'assign', role, staff: to.id } as const;
  const answer = await desk.staff(no, action, by, cause, record.timeline.length);
  return answer.done ? { done: true } : { done: false, why: answer.why, name: '' };
}

const refused = { done: false, why: 'forbidden', name: '' } as const;
