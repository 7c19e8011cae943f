import { peopleOf, type Row } from '../../../desk/board-row.ts';
import { type Hands, mayReach } from '../../../desk/crew-reach.ts';
import { maskAddress, maskName, maskPhone, maskWords } from '../../../desk/mask.ts';
import type { Ticket } from '../../../desk/ticket.ts';
import { iso } from './words.ts';

/** What lies between a ticket's words and who reads them. */
export interface Veil {
  words(text: string): string;
  facts(facts: Facts): Record<string, unknown>;
}

type Facts = Readonly<Record<string, unknown>>;

/** For who may see everything. */
export const clear: Veil = { words: (text) => text, facts: (facts) => ({ ...facts }) };

/** Hides everybody the ticket ever named, wherever they are named. */
export function veilOf({ people }: Pick<Row, 'people'>): Veil {
  const words = (text: string) => maskWords(text, people);
  return { words, facts: (facts) => veiled(facts, words) as Record<string, unknown> };
}

/** What of this ticket's words this colleague may read. */
export function veilBefore(hands: Hands, ticket: Ticket): Veil {
  const { request, owner, crew } = ticket;
  const { line, urgency, address = '' } = request;
  const may = mayReach(hands, 'personal.read', { line, urgency, address, owner, crew });
  return may ? clear : veilOf({ people: peopleOf(ticket) });
}

/** Instants among the facts of an event, as all others: UTC. */
export function datedFacts(facts: Facts): Record<string, unknown> {
  return walked(facts, (name, value) =>
    typeof value === 'number' && instants.has(name) ? iso(value) : value,
  ) as Record<string, unknown>;
}

function veiled(facts: Facts, words: (text: string) => string): unknown {
  return walked(facts, (name, value, inside) => {
    if (typeof value !== 'string' || codes.has(name)) return value;
    return inside === 'changes' ? (masks[name] ?? words)(value) : words(value);
  });
}

type Turn = (name: string, value: unknown, inside: string) => unknown;

function walked(value: unknown, turn: Turn, name = '', inside = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => walked(one, turn, name, inside));
  if (typeof value !== 'object' || value === null) return turn(name, value, inside);
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, walked(one, turn, key, name)]));
}

/** What was corrected is masked as what it is. */
const masks: Readonly<Record<string, (text: string) => string>> = {
  name: maskName,
  phone: maskPhone,
  address: maskAddress,
};

/** Names of things: nobody is named in them, and a number in them is no telephone. */
const codes: ReadonlySet<string> = new Set([
  ...['id', 'contentType', 'rule', 'role', 'staff', 'callback', 'conversation', 'milestone'],
  ...['to', 'into', 'as', 'of', 'from', 'until', 'finish', 'expected'],
]);

const instants: ReadonlySet<string> = new Set(['from', 'to', 'until', 'finish', 'expected']);
