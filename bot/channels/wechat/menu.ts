import { wechatMenu as names } from '../../../dialogs/text/wechat.ts';
import type { Api } from './api.ts';
import type { Outcome } from './outcome.ts';

/** A button of the menu below the chat; its code says what picking it means, as an offered choice's does. */
export type Button =
  | { readonly name: string; readonly code: string }
  | { readonly name: string; readonly url: string }
  | { readonly name: string; readonly buttons: readonly Button[] };

/** What most customers come for. */
export const menu: readonly Button[] = [
  {
    name: names.report,
    buttons: [
      { name: names.reportNow, code: 'intent:report' },
      { name: names.booking, code: 'intent:booking' },
      { name: names.suggestion, code: 'intent:suggestion' },
    ],
  },
  {
    name: names.tickets,
    buttons: [
      { name: names.progress, code: 'intent:progress' },
      { name: names.urge, code: 'intent:urge' },
      { name: names.addinfo, code: 'intent:addinfo' },
    ],
  },
  { name: names.person, code: 'intent:handoff' },
];

/** Shows these buttons to everybody who follows the account; phones take it up within a day. */
export function createMenu(api: Api, buttons: readonly Button[] = menu): Promise<Outcome> {
  const wrong = complaint(buttons, 3, 16) ?? subComplaint(buttons);
  if (wrong)
    return Promise.resolve({ ok: false, trouble: 'content', code: 0, why: wrong } as const);
  return api.post('/cgi-bin/menu/create', { button: buttons.map(written) });
}

function written(button: Button): object {
  if ('buttons' in button) return { name: button.name, sub_button: button.buttons.map(written) };
  if ('url' in button) return { type: 'view', name: button.name, url: button.url };
  return { type: 'click', name: button.name, key: button.code };
}

function subComplaint(buttons: readonly Button[]): string | undefined {
  for (const button of buttons) {
    const wrong = 'buttons' in button ? complaint(button.buttons, 5, 60) : undefined;
    if (wrong) return wrong;
  }
  return undefined;
}

/** WeChat's limits, in bytes. */
function complaint(buttons: readonly Button[], most: number, longest: number): string | undefined {
  if (buttons.length > most) return `at most ${most} buttons side by side`;
  const bad = buttons.find(
    (button) =>
      Buffer.byteLength(button.name) > longest ||
      ('code' in button && Buffer.byteLength(button.code) > 128) ||
      ('url' in button && Buffer.byteLength(button.url) > 1024),
  );
  return bad && `the button ${bad.name} is too long`;
}
