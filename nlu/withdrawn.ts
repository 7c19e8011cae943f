import { z } from 'zod';
import { checked } from './data/checked.ts';
import raw from './data/withdrawn.json' with { type: 'json' };
import type { Intent, Reason } from './understanding.ts';
import { pattern } from './urgency/pattern.ts';

/** A wish named only to say that it is not, or no longer, wished: "不取消了", "don't cancel it after all". */
export interface Withdrawn {
  readonly intent: Intent;
  /** The words that take it back, where they stand in the folded text. */
  readonly start: number;
  readonly end: number;
  /** Nothing else is said: "算了不用改时间了", but not "我不想取消，我想改时间". */
  readonly alone: boolean;
}

/** The first wish taken back; null if none is. */
export function findWithdrawn(folded: string): Withdrawn | null {
  for (const [intent, words] of withdrawals) {
    const match = words.exec(folded);
    if (!match) continue;
    const [start, end] = [match.index, match.index + match[0].length];
    const rest = `${folded.slice(0, start)} ${folded.slice(end)}`.replace(nothing, '');
    return { intent, start, end, alone: rest.length <= 1 };
  }
  return null;
}

const nothing =
  /算了|好了|谢谢|麻烦|[我那就吧了啊呀哦先请您你]|\b(?:never ?mind|ok(?:ay)?|no|please|thanks?|you|i|after all|actually)\b|[\s\p{P}]/gu;

/** For supervisors: why a wish whose words are there was not taken as one. */
export function withdrawnReason({ start, end }: Withdrawn, text: string): Reason {
  return { rule: 'withdrawn', words: [text.slice(start, end)], says, suppressed: 'negated' };
}

const says: Reason['says'] = {
  'zh-Hans': '这件事提到了，但不要我们做',
  'zh-Hant': '這件事提到了，但不要我們做',
  en: 'This was mentioned, but only to say that it is not wanted',
};

const lists = z.array(z.string().min(1)).min(1);
const words = z.strictObject({ zh: lists, en: lists });
const shape = z.strictObject({ cancel: words, reschedule: words, urge: words, handoff: words });

const withdrawals = Object.entries(checked('withdrawn.json', shape, raw)).map(
  ([intent, { zh, en }]) =>
    [
      intent as Intent,
      new RegExp(
        [zh, en].map((list) => pattern(list, `withdrawn.json: ${intent}`, '').source).join('|'),
      ),
    ] as const,
);
