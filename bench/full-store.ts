import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House } from '../bot/main.ts';
import type { TicketRecord } from '../desk/ports.ts';
import { loadOrMakeKeys } from '../store/keys.ts';
import { openLowdb } from '../store/lowdb/engine.ts';
import { type Files, nodeFiles } from '../store/lowdb/files.ts';
import { type Store, storeOn } from '../store/store.ts';
import { openHotline, reports, turnsOfReport } from './hotline.ts';

/** Raise it when documents change their shape: an older folder is then built anew. */
const version = 1;

/**
 * A data folder with so many tickets, one in fifty open, five to a customer. Built once and kept in
 * the temporary folder; built anew when earlier runs have left too many of their own open tickets in it.
 */
export async function fullStore(tickets: number, progress: (done: number) => void) {
  const dir = join(tmpdir(), `hotline-bench-${tickets}-tickets-v${version}`);
  if (existsSync(dir) && (await openTickets(dir)) <= tickets / 10) return dir;
  rmSync(dir, { recursive: true, force: true });
  const building = `${dir}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  await fill(building, tickets, await templates(building), progress);
  renameSync(building, dir);
  return dir;
}

async function openTickets(dir: string): Promise<number> {
  const house = await openHotline(dir);
  try {
    return (await house.store.health()).live.tickets ?? 0;
  } finally {
    await house.close();
  }
}

interface Templates {
  readonly open: TicketRecord;
  readonly closed: TicketRecord;
}

/** One real ticket as it was opened and as it was closed: all others are like it. */
async function templates(dir: string): Promise<Templates> {
  const house = await openHotline(dir);
  try {
    const turn = reports(house);
    for (let i = 0; i < turnsOfReport; i += 1) await turn();
    const [open] = await house.store.liveTickets();
    if (!open) throw new Error('The report opened no ticket.');
    await finish(house, open.no);
    const worked = await house.store.tx((tx) => tx.ticket(open.no));
    return { open, closed: { ...open, ...worked, live: false, jobs: [], notices: [] } };
  } finally {
    await house.close();
  }
}

async function finish({ desk }: House, no: string): Promise<void> {
  const by = { id: 'staff-1', role: 'service_staff' };
  const actions = [
    { do: 'contact' },
    { do: 'resolve', note: '已重新清洁厨房地面和油烟机，客户在场查看。' },
    { do: 'accept' },
    { do: 'close', outcome: 'accepted' },
  ] as const;
  for (const [i, action] of actions.entries()) {
    const answer = await desk.staff(no, action, by, `bench/${i}`);
    if (!answer.done) throw new Error(`The ticket cannot ${action.do}: ${answer.why}.`);
  }
}

/** Without waiting for the disk: what counts is what is there afterwards. */
const hurried: Files = { ...nodeFiles, sync: async () => {}, syncFolder: async () => {} };
const perCustomer = 5;

async function fill(dir: string, tickets: number, like: Templates, progress: (n: number) => void) {
  const store = await storeOn(await openLowdb({ dir, files: hurried }), loadOrMakeKeys(dir));
  for (let first = 0; first < tickets; first += perCustomer) {
    if (first % 10_000 === 0) progress(first);
    await customer(store, first, like);
  }
  await store.close();
}

async function customer(store: Store, first: number, { open, closed }: Templates): Promise<void> {
  const phone = String(15_000_000_000 + first);
  const id = `webchat:customer-${first}`;
  const records = Array.from({ length: perCustomer }, (_, i) =>
    copyOf((first + i) % 50 === 0 ? open : closed, String(2_000_000_000 + first + i), phone, id),
  );
  const numbers = records.map(({ no }) => no);
  await store.tx(async (tx) => {
    for (const record of records) tx.saveTicket(record);
    tx.saveAccount({ id, phone, tickets: numbers });
    tx.savePerson({
      phone,
      name: '王',
      language: 'zh-Hans',
      tickets: numbers,
      addresses: [`朝阳区望京花园${first}号楼2单元501`],
      vip: false,
      optedOut: false,
    });
  });
}

function copyOf(template: TicketRecord, no: string, phone: string, account: string): TicketRecord {
  const timeline = template.timeline.map((event) =>
    event.type === 'registered'
      ? { ...event, cause: `bench/${no}`, request: { ...event.request, phone, account } }
      : event,
  );
  return { ...template, no, timeline };
}
