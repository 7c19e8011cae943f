import { itemOf } from '../desk/actions/inspect.ts';
import type { Order } from '../desk/delivery.ts';
import type { Choice } from '../desk/dispatch/choice.ts';
import type { EventType } from '../desk/events.ts';
import { milestoneOf, type StaffNoticeKind } from '../desk/notices.ts';
import type { Language, Urgency } from '../desk/words.ts';
import { reply, type Say, sayIn } from '../dialogs/say.ts';
import { lackIn, meritIn } from '../dialogs/text/choice.ts';
import type { NoticeFacts } from '../dialogs/text/facts.ts';
import { picturesWords } from '../dialogs/text/pictures.ts';
import { followedIn, staffBriefs, taskIn } from '../dialogs/text/staff.ts';
import { caseFacts, caseScript } from './case-call.ts';
import type { News, NotifyParts } from './notify.ts';

/** What a colleague is told: their side of the promises this ticket was born with, and why it comes to them. */
export function staffWords(parts: NotifyParts, order: Order): News {
  const { clock, staffLanguage } = parts;
  const { notice, ticket, staff } = order;
  const language = staff?.hearer?.colleague.language ?? staffLanguage;
  const say = sayIn(language, clock.now());
  const what = notice.what as StaffNoticeKind;
  const facts = factsOf(parts, order, say);
  const said = reply(say.s.notices[what](facts));
  const page = pageOf(parts, order);
  const words = page
    ? { ...said, text: `${said.text}\n${picturesWords[language].at(page)}` }
    : said;
  const pressing = (notice.facts.urgency ?? ticket.urgency) !== 'general';
  const hearer = staff?.hearer;
  const call =
    notice.ring && hearer
      ? { script: caseScript, facts: caseFacts(order, hearer, words.speak) }
      : undefined;
  return {
    ...words,
    brief: staffBriefs[language](what, facts),
    facts,
    ...(page && { page }),
    ...(pressing && { pressing }),
    ...(call && { call }),
  };
}

/** Whoever gets a ticket can look at its pictures before they go. */
function pageOf({ pictureLinks }: NotifyParts, { notice, ticket, staff }: Order) {
  const hearer = staff?.hearer?.colleague.id;
  if (!hearer || !staff.photos || !handed.has(notice.what)) return undefined;
  return pictureLinks?.to(ticket.no, hearer);
}

function factsOf(parts: NotifyParts, order: Order, say: Say): NoticeFacts {
  const { notice, ticket, staff } = order;
  const { language } = say;
  const promise = promiseOf(parts, order, say);
  const event = notice.facts.event as EventType | undefined;
  const news = event ? followedIn[language](event) : wanting(parts, order, language);
  const why = staff?.choice && whyOf(staff.choice, notice.what, language);
  return {
    number: say.number(ticket.no),
    line: ticket.lineName[language],
    urgency: (notice.facts.urgency ?? ticket.urgency) as Urgency,
    ...(promise && { promise }),
    ...(staff?.hearer && ticket.subject && { subject: ticket.subject }),
    ...(staff?.area && { area: staff.area }),
    ...(staff?.vip && { vip: true }),
    ...(news && { news }),
    ...(why && why.length > 0 && { why }),
  };
}

/** What an inspection found wanting, by name. */
function wanting(
  { policies }: NotifyParts,
  { notice, ticket, policyVersion }: Order,
  language: Language,
): string {
  const { inspection } = policies.of(ticket.line, policyVersion);
  const failed = String(notice.facts.failed ?? '').split(',');
  const names = failed.map(
    (item) => inspection && item && itemOf(inspection, Number(item))[language],
  );
  return names.filter(Boolean).join(language === 'en' ? '; ' : '\uff1b');
}

/** As a task of theirs; where nothing is theirs, as the promise the notice is about. */
function promiseOf(
  { policies }: NotifyParts,
  { notice, ticket, policyVersion, staff }: Order,
  { language, when }: Say,
): NoticeFacts['promise'] {
  const task = staff?.duty && taskIn[language](staff.duty.task);
  if (staff?.duty && task) return { what: task, due: when(staff.duty.due) };
  const policy = policies.of(ticket.line, policyVersion);
  const milestone = milestoneOf(String(notice.facts.milestone ?? ''), policy);
  const what = (milestone?.name ?? ticket.next?.what)?.[language];
  const due = Number(notice.facts.due ?? ticket.next?.due ?? 0);
  return what && due > 0 ? { what, due: when(due) } : undefined;
}

const handed: ReadonlySet<string> = new Set(['staff.new', 'staff.assigned', 'staff.called_out']);

/** To who was chosen the two weightiest reasons; to who must step in what keeps the others. */
function whyOf({ why, others }: Choice, what: string, language: Language): readonly string[] {
  if (handed.has(what)) return why.slice(0, 2).map(meritIn[language]);
  if (what !== 'staff.unmanned') return [];
  const people = new Map<keyof typeof lackOrder, number>();
  for (const { not } of others)
    if (not in lackOrder) {
      const lack = not as keyof typeof lackOrder;
      people.set(lack, (people.get(lack) ?? 0) + 1);
    }
  return [...people].map(([lack, count]) => lackIn[language](lack, count));
}

const lackOrder = {
  away: true,
  area: true,
  declined: true,
  unanswered: true,
  off_duty: true,
  full: true,
  kept: true,
  queued: true,
} as const;
