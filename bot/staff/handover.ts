import { type Row, rowOf } from '../../desk/board-row.ts';
import { type Hands, idOf, postFor } from '../../desk/crew-reach.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Policies } from '../../desk/policy.ts';
import type { Records } from '../../desk/ports.ts';
import type { Colleague } from '../../desk/roster.ts';
import { isOpen } from '../../desk/status.ts';
import type { Stays } from '../../dialogs/text/handover.ts';
import type { HandedOver } from '../../dialogs/work-turn.ts';

export interface Handover {
  readonly records: Pick<Records, 'tx'>;
  readonly policies: Policies;
  readonly desk: Pick<Desk, 'staff'>;
  /** Of the colleague who takes over, in full. */
  readonly name: string;
  readonly cause: string;
  /** Whose shift ends. */
  readonly hands: Hands;
}

/** The end of a shift: each ticket moves or stays by itself, and it is told which. The same cause again moves nothing twice. */
export async function handOver(
  numbers: readonly string[],
  handover: Handover,
): Promise<HandedOver | undefined> {
  const { name, hands } = handover;
  const [to, ...more] = hands.roster.colleagues.filter((one) => one.name === name && !one.away);
  if (!to || more.length > 0 || to.id === idOf(hands)) return undefined;
  const moved: string[] = [];
  const stayed: { no: string; why: Stays }[] = [];
  for (const no of numbers) {
    const why = await give(no, to, handover);
    if (why) stayed.push({ no, why });
    else moved.push(no);
  }
  return { name: to.name, moved, stayed };
}

/** undefined if it moved, now or when this was asked before. */
async function give(no: string, to: Colleague, handover: Handover): Promise<Stays | undefined> {
  const { records, policies, desk, hands } = handover;
  const record = await records.tx((tx) => tx.ticket(no));
  const cause = `${handover.cause}/${no}`;
  if (record?.timeline.some((event) => event.cause === cause)) return undefined;
  const row = record && rowOf(record, policies);
  if (!record || !row) return 'changed';
  const role = postIn(to, row);
  const stays = staysBecause(row, idOf(hands));
  if (stays || !role) return stays ?? 'no_post';
  const by = { id: idOf(hands), role: postFor(hands, row, policies.of(row.line)) };
  const action = { do: 'assign', role, staff: to.id } as const;
  // Only as it was judged: between the look and the deed somebody else may have taken it.
  const answer = await desk.staff(no, action, by, cause, record.timeline.length);
  return answer.done ? undefined : 'changed';
}

function staysBecause(row: Row, me: string): Stays | undefined {
  if (!isOpen(row.status)) return 'finished';
  if (row.owner.staff === me) return undefined;
  return row.crew.some(({ staff }) => staff === me) ? 'helping' : 'not_yours';
}

/** The post they take it over in: the owner's, or any of theirs in that line. */
export const postIn = (to: Colleague, { line, owner }: Row): string | undefined => {
  const roles = to.posts.filter((post) => post.line === line).map(({ role }) => role);
  return roles.includes(owner.role) ? owner.role : roles[0];
};
