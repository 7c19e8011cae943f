import type { WorkTicketFacts } from '../work-kinds.ts';

export type SheetLabels = Readonly<
  Record<
    'address' | 'access' | 'customer' | 'words' | 'photos' | 'next' | 'why' | 'before' | 'owner',
    string
  >
>;

/** A ticket as a text: it is read on a ladder, and by SMS. */
export function sheet(it: WorkTicketFacts, labels: SheetLabels): string {
  const labelled = (label: keyof SheetLabels, ...words: readonly string[]) => {
    const said = words.filter(Boolean).join(' ');
    return said && `${labels[label]}: ${said}`;
  };
  return [
    `${it.number} ${it.line} [${it.urgency}] ${it.status}`,
    it.visit,
    labelled('owner', it.owner),
    labelled('address', it.address, it.map),
    labelled('access', it.access),
    labelled('customer', it.name, it.phone),
    labelled('words', it.words),
    it.photos > 0 ? labelled('photos', String(it.photos), it.pictures) : '',
    labelled('before', it.history.join('\n')),
    labelled('why', it.reasons),
    labelled('next', it.next),
  ]
    .filter(Boolean)
    .join('\n');
}

/** One line of a list: when, where, how it stands. */
export function line(it: WorkTicketFacts, comma: string): string {
  const standing = [it.visit, it.address, it.owner, it.status, it.next].filter(Boolean);
  return `${it.number} [${it.urgency}] ${standing.join(comma)}`;
}

/** Named items one a line; what only the paper names in one line. */
export function itemList(named: readonly string[], count: number, onPaper: string): string {
  const lines = named.slice(0, count).map((item, at) => `${at + 1}. ${item}`);
  const first = named.length + 1;
  const range = first === count ? `${count}` : `${first}–${count}`;
  return [...lines, ...(first <= count ? [`${range}. ${onPaper}`] : [])].join('\n');
}
