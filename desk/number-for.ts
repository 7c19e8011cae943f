import type { Numbers, TicketRecord, Tx } from './ports.ts';

/** The first number this cause draws that is free, or the one it already opened. Throws when all are used up. */
export async function drawNumber(
  cause: string,
  numbers: Numbers,
  tx: Tx,
): Promise<{ no: string; record?: TicketRecord }> {
  for (let attempt = 0; attempt < attemptsAllowed; attempt++) {
    const no = numbers.draw(cause, attempt);
    const record = await tx.ticket(no);
    if (!record) return { no };
    if (record.timeline[0]?.cause === cause) return { no, record };
  }
  throw new Error(`No free ticket number in ${attemptsAllowed} attempts: the numbers are used up`);
}

const attemptsAllowed = 50;
