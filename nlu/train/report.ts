import { pathToFileURL } from 'node:url';
import { createUnderstand } from '../understand.ts';
import type { Entities } from '../understanding.ts';
import { readCorpus } from './corpus.ts';
import { crossAnswers } from './cross.ts';
import { confusionOf, type Score, scoreOf } from './measure.ts';
import {
  type Answered,
  answerAll,
  exactness,
  falseMajor,
  intentScore,
  readMeasuringSet,
  reports,
  urgencyPairs,
} from './measuring-set.ts';
import { rivalsOn } from './rivals.ts';

/**
 * `npm run nlu:report`: how well the shipped model does on the measuring set, or on a file of the
 * same form (`-- FILE`), or by cross-validation on the corpus (`-- --cross`). `--totals` keeps the
 * mistakes back, so that nobody learns from what only measures.
 */
const file = new URL('../../tests/nlu/measuring-set.jsonl', import.meta.url);
const wanted = process.argv.slice(2).find((word) => word !== '--totals');
const corpus = readCorpus(new URL('corpus/', import.meta.url));
const began = performance.now();
const understand = createUnderstand();
const loaded = performance.now() - began;
const answered =
  wanted === '--cross'
    ? crossAnswers(corpus, 5)
    : answerAll(readMeasuringSet(wanted ? pathToFileURL(wanted) : file), understand);

print(`${answered.length} utterances · model and rules loaded in ${loaded.toFixed(0)} ms`);
printScore('Intent', intentScore(answered));
print(
  confusionOf(answered.map(({ truth, given }) => ({ truth: truth.intent, given: given.intent }))),
);
printScore('Urgency of reports', scoreOf(urgencyPairs(answered)));
print(confusionOf(urgencyPairs(answered)));
print(`  general reports called major: ${percent(falseMajor(answered))}`);
printFiner();
printGroups();
printEntities();
if (wanted !== '--cross') await printRivals();
printConfidence();
if (!process.argv.includes('--totals')) printMistakes();

function printScore(title: string, { accuracy, macroF1, classes }: Score): void {
  print(`\n${title}: accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}`);
  for (const { label, f1, precision, recall, count } of classes) {
    print(
      `  ${label.padEnd(16)} F1 ${percent(f1)}  precision ${percent(precision)}` +
        `  recall ${percent(recall)}  n ${count}`,
    );
  }
}

function printFiner(): void {
  const surveys = answered.filter(({ truth }) => truth.surveyPolarity !== undefined);
  const polarity = surveys.map(({ truth, given }) => ({
    truth: String(truth.surveyPolarity),
    given: String(given.polarity),
  }));
  const major = reports(answered).filter(({ truth }) => truth.urgency === 'major');
  const also = major.map(({ truth, given }) => ({
    truth: String(truth.alsoUrgent === true),
    given: String(given.alsoUrgent),
  }));
  const bookings = answered.filter(({ truth }) => truth.intent === 'booking');
  const rush = bookings.map(({ truth, given }) => ({
    truth: String(truth.urgency),
    given: String(given.urgency),
  }));
  printScore('Survey polarity', scoreOf(polarity));
  printScore('Major and the danger still going on', scoreOf(also));
  printScore('Bookings in a rush', scoreOf(rush));
}

function printGroups(): void {
  print('\nBy language, channel and tag (intent accuracy, intent macro-F1, urgency accuracy)');
  const groups = new Map<string, Answered[]>();
  for (const each of answered) {
    const { lang, channel, hard } = each.truth;
    for (const name of [
      lang,
      channel === 'voice' ? 'voice' : 'chat',
      ...hard.map((tag) => `#${tag}`),
    ]) {
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
  }
  for (const [name, group] of groups) {
    const intent = intentScore(group);
    const urgency = scoreOf(urgencyPairs(group));
    print(
      `  ${name.padEnd(18)} ${percent(intent.accuracy)} ${percent(intent.macroF1)}` +
        ` ${percent(urgency.accuracy)}  n ${group.length}, reports ${reports(group).length}`,
    );
  }
}

function printEntities(): void {
  print('\nEntities (exact spans)');
  const names = [
    'phone',
    'ticketNo',
    'timeText',
    'addressText',
    'amountText',
    'areaText',
    'productText',
  ];
  for (const name of names as (keyof Entities)[]) {
    const { labelled, exact, invented } = exactness(answered, name);
    print(
      `  ${name.padEnd(12)} ${exact} of ${labelled}; found where none is labelled: ${invented}`,
    );
  }
}

async function printRivals(): Promise<void> {
  print(`\nBeside others (intent macro-F1; ours ${percent(intentScore(answered).macroF1)})`);
  const set = answered.map(({ truth }) => truth);
  for (const { name, macroF1 } of await rivalsOn(corpus, set)) {
    print(
      macroF1 === undefined
        ? `  ${name} is left out: not installed. For one run: npm install --no-save ${name}`
        : `  ${name.padEnd(42)} ${percent(macroF1)}`,
    );
  }
}

function printConfidence(): void {
  const sure = answered.filter(({ given }) => given.sure);
  const right = sure.filter(({ truth, given }) => truth.intent === given.intent);
  const second = answered.filter(({ truth, given }) =>
    given.alternatives.slice(0, 2).some(({ intent }) => intent === truth.intent),
  );
  print(
    `\nSure of ${percent(sure.length / answered.length)}, right in ${percent(right.length / sure.length)} of them; ` +
      `the right intent is among the first two in ${percent(second.length / answered.length)}`,
  );
}

function printMistakes(): void {
  const line = ({ truth, given }: Answered) =>
    `  ${truth.id} [${truth.hard.join(' ')}] ${truth.intent}/${truth.urgency} → ` +
    `${given.intent}/${given.urgency} ${given.confidence.toFixed(2)} ` +
    `{${given.reasons.map(({ rule, words, suppressed }) => `${rule}: ${words.join('+')}${suppressed ? ` (${suppressed})` : ''}`).join('; ')}} ${truth.text}`;
  const missed = ({ truth, given }: Answered) =>
    (truth.urgency === 'urgent' || truth.urgency === 'major') &&
    rank(given.urgency) < rank(truth.urgency);
  const alarmed = ({ truth, given }: Answered) => rank(given.urgency) > rank(truth.urgency);
  printLines('Danger or loss missed', answered.filter(missed).map(line));
  printLines('False alarms', answered.filter(alarmed).map(line));
  const other = answered.filter(
    (each) => each.truth.intent !== each.given.intent && !missed(each) && !alarmed(each),
  );
  printLines('Other mistakes of intent', other.map(line));
}

function rank(urgency: string | null): number {
  return ['general', 'urgent', 'major'].indexOf(urgency ?? '');
}

function printLines(title: string, lines: readonly string[]): void {
  print(`\n${title}: ${lines.length}`);
  for (const each of lines) print(each);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
