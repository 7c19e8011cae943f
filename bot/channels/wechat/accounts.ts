import type { Server } from 'restify';
import { demoTemplateKind } from '../../../dialogs/text/wechat.ts';
import type { WeChatConfig } from '../../config.ts';
import { type WeChat, type WeChatOptions, wechat } from './index.ts';
import { WeChatDemo } from './simulator/demo.ts';
import { WeChatSimulator } from './simulator/index.ts';
import { readTemplate, type Template } from './template.ts';

/** What the accounts need of the house. */
export type AccountParts = Pick<
  WeChatOptions,
  'clock' | 'log' | 'storage' | 'blobs' | 'forget' | 'failed' | 'listen' | 'publicBaseUrl'
>;

/** What a test brings instead of WeChat and of real time. */
export type WeChatGiven = Partial<
  Pick<WeChatOptions, 'fetch' | 'after' | 'patience' | 'listen' | 'template' | 'notification'>
>;

export interface Accounts {
  readonly channels: readonly WeChat[];
  readonly mounts: readonly ((server: Server) => void)[];
  close(): void;
}

/** The service account and the mini program, as far as they are set up; without WeChat's address, a simulated one. */
export function accounts(
  service: WeChatConfig | undefined,
  mini: WeChatConfig | undefined,
  parts: AccountParts,
  given: WeChatGiven = {},
): Accounts {
  const simulated = service && !service.apiBaseUrl && !given.fetch;
  const demo = simulated ? simulate(service, parts) : undefined;
  const channels: WeChat[] = [];
  if (service)
    channels.push(
      wechat({
        ...options(service, 'wechat', '/wechat', true),
        ...parts,
        ...(demo && { fetch: demo.simulator.api.fetch, template: demoTemplate }),
        ...given,
      }),
    );
  if (mini && (mini.apiBaseUrl || given.fetch))
    channels.push(
      wechat({ ...options(mini, 'wechat-mini', '/wechat/mini', false), ...parts, ...given }),
    );
  // A demo's account has a menu from the start; a real one gets it by command.
  if (demo) void channels[0]?.createMenu();
  return {
    channels,
    mounts: demo ? [(server) => demo.mount(server)] : [],
    close: () => demo?.close(),
  };
}

function options(config: WeChatConfig, name: string, path: string, passive: boolean) {
  const { appSecret, apiBaseUrl = 'https://api.weixin.qq.com' } = config;
  const { template, notification, serviceDesk } = config;
  return {
    name,
    path,
    passive,
    keys: config,
    appSecret,
    apiBaseUrl,
    ...(template && { template }),
    ...(notification && { notification }),
    ...(serviceDesk && { serviceDesk }),
  };
}

function simulate(service: WeChatConfig, { clock, log }: AccountParts): WeChatDemo {
  const world = (callback: () => string) =>
    new WeChatSimulator({
      account: { ...service, kind: 'service', callback },
      now: () => clock.now(),
      templates: { [demoTemplate.id]: demoTemplateKind },
    });
  return new WeChatDemo(world, '/wechat', log);
}

const demoTemplate = readTemplate(
  'demo-progress character_string1=number thing2=line thing3=news time4=time',
) as Template;
