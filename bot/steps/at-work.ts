import type { Step } from '../turn.ts';

/** A colleague who writes from the road is served by the work dialog; everybody else is a customer. */
export const atWork: Step = async (turn, next) => {
  const { ports, channel, activity, record, said } = turn;
  if (!ports.work || activity.type !== 'message' || ports.capabilities(channel).spoken)
    return next();
  const words = await ports.work.answer(turn);
  if (!words) return next();
  record.memory.offered = words.choices;
  said.push({
    type: 'message',
    text: words.text,
    speak: words.speak,
    ...(words.choices.length > 0 && {
      suggestedActions: {
        to: [],
        actions: words.choices.map(({ title }) => ({ type: 'imBack', title, value: title })),
      },
    }),
  });
};
