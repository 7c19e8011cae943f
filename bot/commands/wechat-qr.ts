import { parseArgs } from 'node:util';
import { Api } from '../channels/wechat/api.ts';
import { createCode } from '../channels/wechat/code.ts';
import { opens } from '../channels/wechat/scene.ts';
import { realClock } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { command } from './command.ts';

const day = 86_400_000;

/** `npm run -s wechat-qr -- --scene ticket:4829130576 [--days 30 | --forever]`: prints where the picture of the code is. */
await command(async (args, env) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scene: { type: 'string', default: '' },
      days: { type: 'string', default: '30' },
      forever: { type: 'boolean', default: false },
    },
  });
  const { scene, days, forever } = values;
  if (!opens(scene))
    throw new Error(
      'Say with --scene what the code opens: ticket:<its ten digits>, line:<a service line>, or intent:<report, booking, suggestion, progress, urge, addinfo or handoff>.',
    );
  if (!/^([1-9]|[12]\d|30)$/.test(days)) throw new Error('--days is 1 to 30; or say --forever.');
  const { wechat } = loadConfig(env);
  if (!wechat?.apiBaseUrl) throw new Error('No WeChat account is set up.');
  const api = new Api({ ...wechat, apiBaseUrl: wechat.apiBaseUrl, fetch, clock: realClock });
  const outcome = await createCode(api, scene, forever ? 'forever' : Number(days) * day);
  if (!outcome.ok) throw new Error(`WeChat made no code: ${outcome.why}`);
  return outcome.body.pictureUrl;
});
