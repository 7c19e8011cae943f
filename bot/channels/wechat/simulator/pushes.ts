import type { Person, World } from './world.ts';

type Parts = Readonly<Record<string, string | number | Raw>>;
/** Elements already written. */
type Raw = { readonly raw: string };

/** A message of a person, as WeChat writes it for the account's server. */
export function message(world: World, person: Person, type: string, parts: Parts): string {
  return push(world, person, { MsgType: type, ...parts, MsgId: { raw: world.nextId() } });
}

export function event(world: World, person: Person, name: string, parts: Parts = {}): string {
  return push(world, person, { MsgType: 'event', Event: name, ...parts });
}

function push(world: World, person: Person, parts: Parts): string {
  const whole: Parts = {
    ToUserName: `gh_${world.account.appId.slice(-12)}`,
    FromUserName: person.openid,
    CreateTime: Math.floor(world.now() / 1000),
    ...parts,
  };
  const inside = Object.entries(whole).map(
    ([name, value]) => `<${name}>${written(value)}</${name}>`,
  );
  return `<xml>${inside.join('\n')}</xml>`;
}

function written(value: Parts[string]): string {
  if (typeof value === 'object') return value.raw;
  if (typeof value === 'number') return `${value}`;
  return `<![CDATA[${value.split(']]>').join(']]]]><![CDATA[>')}]]>`;
}
