import { Api } from '../channels/wechat/api.ts';
import { createMenu } from '../channels/wechat/menu.ts';
import { realClock } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { command } from './command.ts';

/** `npm run wechat-menu`: puts our menu below the chat of everybody who follows the service account. */
await command(async (_, env) => {
  const { wechat } = loadConfig(env);
  if (!wechat?.apiBaseUrl)
    throw new Error('No WeChat account is set up; a demo has its menu already.');
  const api = new Api({ ...wechat, apiBaseUrl: wechat.apiBaseUrl, fetch, clock: realClock });
  const outcome = await createMenu(api);
  if (!outcome.ok) throw new Error(`WeChat did not take the menu: ${outcome.why}`);
  return 'The menu is set. Phones show it within a day, or after following again.';
});
