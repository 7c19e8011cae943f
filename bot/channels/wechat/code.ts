import type { Duration } from '../../../desk/words.ts';
import type { Api } from './api.ts';
import type { Outcome } from './outcome.ts';

/**
 * A picture code that brings whoever scans it to us, with a word of ours (at most 64 characters). An account has
 * a hundred thousand codes that last forever.
 */
export async function createCode(
  api: Api,
  scene: string,
  lasts: Duration | 'forever',
): Promise<Outcome<{ readonly pictureUrl: string }>> {
  if (scene.length < 1 || scene.length > 64)
    return { ok: false, trouble: 'content', code: 0, why: 'a scene has 1 to 64 characters' };
  const outcome = await api.post<{ ticket?: string }>('/cgi-bin/qrcode/create', {
    ...(lasts === 'forever'
      ? { action_name: 'QR_LIMIT_STR_SCENE' }
      : {
          expire_seconds: Math.min(Math.floor(lasts / 1000), longest),
          action_name: 'QR_STR_SCENE',
        }),
    action_info: { scene: { scene_str: scene } },
  });
  if (!outcome.ok) return outcome;
  const ticket = encodeURIComponent(outcome.body.ticket ?? '');
  const pictureUrl = `https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=${ticket}`;
  return { ok: true, body: { pictureUrl } };
}

/** Thirty days. */
const longest = 2_592_000;
