import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House } from '../bot/main.ts';
import type { Person, TicketRecord } from '../desk/ports.ts';
import { loadOrMakeKeys } from '../store/keys.ts';
import { openLowdb } from '../store/lowdb/engine.ts';
import { type Files, nodeFiles } from '../store/lowdb/files.ts';
import { type Store, storeOn } from '../store/store.ts';
import { openHotline, reports, turnsOfReport } from './hotline.ts';

/** Raise it when documents change their shape: an older folder is then built anew. */
const version = 2;

/**
 * A data folder with so many tickets, one in fifty open, the others spread over four years; five to a customer, and
 * twice as many customers who never had one. Built once and kept in the temporary folder; built anew when earlier runs
 * have left too many of their own open tickets in it.
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
const quietPerCustomer = 2;
export const years = 4;

async function fill(dir: string, tickets: number, like: Templates, progress: (n: number) => void) {
  const store = await storeOn(await openLowdb({ dir, files: hurried }), loadOrMakeKeys(dir));
  for (let first = 0; first < tickets; first += perCustomer) {
    if (first % 10_000 === 0) progress(first);
    await customer(store, first, (first / tickets) * years * aYear, like);
  }
  await store.close();
}

const aYear = 365 * 86_400_000;

async function customer(store: Store, first: number, ago: number, { open, closed }: Templates) {
  const phone = String(15_000_000_000 + first);
  const id = `webchat:customer-${first}`;
  const records = Array.from({ length: perCustomer }, (_, i) => {
    const no = String(2_000_000_000 + first + i);
    // What is open is new: nobody's promises are years old.
    return (first + i) % 50 === 0
      ? copyOf(open, no, phone, id)
      : copyOf(closed, no, phone, id, ago);
  });
  const numbers = records.map(({ no }) => no);
  await store.tx(async (tx) => {
    for (const record of records) tx.saveTicket(record);
    tx.saveAccount({ id, phone, tickets: numbers });
    tx.savePerson(person(phone, first, numbers));
    for (let i = 0; i < quietPerCustomer; i += 1)
      tx.savePerson(person(String(17_000_000_000 + first * 10 + i), first + i, []));
  });
}

function person(phone: string, nth: number, tickets: readonly string[]): Person {
  return {
    phone,
    name: `${names[nth % names.length]}${names[(nth * 7 + 3) % names.length]}`,
    language: 'zh-Hans',
    tickets,
    addresses: [`朝阳区望京花园${nth}号楼2单元501`],
    vip: nth % 40 === 0,
    optedOut: false,
  };
}

const names = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';

function copyOf(
  template: TicketRecord,
  no: string,
  phone: string,
  account: string,
  ago = 0,
): TicketRecord {
  const timeline = template.timeline.map((event) => ({ ...event, at: event.at - ago }));
  const [first, ...rest] = timeline;
  if (first?.type !== 'registered') throw new Error('A ticket begins with its registration.');
  const request = { ...first.request, phone, account };
  return { ...template, no, timeline: [{ ...first, cause: `bench/${no}`, request }, ...rest] };
}
