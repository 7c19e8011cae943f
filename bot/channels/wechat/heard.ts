import type { Instant } from '../../../desk/words.ts';
import { wechatLeavesQueue } from '../../../dialogs/text/wechat.ts';
import type { Follower } from './follower.ts';
import type { Consent, Push, What } from './parse.ts';
import { granted, type Trigger } from './quota.ts';

/** What we know of a person after this push of theirs. */
export function heard(follower: Follower, { what, to, at }: Push, now: Instant): Follower {
  const trigger = triggerOf(what);
  return {
    ...follower,
    ...(to && { to }),
    newest: Math.max(follower.newest, at),
    following: what.kind !== 'unfollow' && (follower.following || what.kind === 'follow'),
    ...(what.kind === 'agent' && { agent: what.busy ? { since: now, busy: true } : undefined }),
    ...(leavesQueue(follower, what) && { agent: undefined }),
    ...(trigger && { allowance: granted(follower.allowance, trigger, now) }),
    ...(what.kind === 'consent' && { credits: credited(follower.credits, what.consents) }),
  };
}

/** They would rather have the bot back than wait on. */
export function leavesQueue({ agent }: Follower, what: What): boolean {
  return agent?.busy === false && what.kind === 'text' && wechatLeavesQueue.test(what.text);
}

/** Each yes to a pop-up is good for one notification; a no in the settings takes all of them back. */
function credited(credits: Follower['credits'], consents: readonly Consent[]): Follower['credits'] {
  const after = { ...credits };
  for (const { template, accepted, counted } of consents) {
    if (accepted && counted) after[template] = (after[template] ?? 0) + 1;
    else if (!accepted && !counted) after[template] = 0;
  }
  return after;
}

function triggerOf(what: What): Trigger | undefined {
  switch (what.kind) {
    case 'text':
      return what.menu ? 'tap' : 'talk';
    case 'photo':
    case 'video':
    case 'voice':
    case 'place':
    case 'unsupported':
      return 'talk';
    case 'click':
    case 'follow':
    case 'scan':
      return 'tap';
    case 'enter':
      return 'enter';
    default:
      return undefined;
  }
}
