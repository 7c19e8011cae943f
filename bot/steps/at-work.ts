import type { Step } from '../turn.ts';

/** A colleague who reports from the road, in writing or by keys, is served here; everybody else is a customer. */
export const atWork: Step = async (turn, next) => {
  const { ports, record, said } = turn;
  const words = await ports.work?.answer(turn);
  if (!words) return next();
  record.memory.offered = words.choices;
  said.push({
    type: 'message',
    text: words.text,
    speak: words.speak,
    ...(words.act && { channelData: { act: words.act } }),
    ...(words.choices.length > 0 && {
      suggestedActions: {
        to: [],
        actions: words.choices.map(({ title }) => ({ type: 'imBack', title, value: title })),
      },
    }),
  });
};
