import { deliver } from './deliver.ts';
import { event } from './pushes.ts';
import type { Person, World } from './world.ts';

type Data = Record<string, { readonly value?: string } | undefined>;

/** What WeChat says to a template message or a notification; 0 if it takes it. */
export async function sendTemplate(
  world: World,
  person: Person,
  body: Record<string, unknown>,
  sent: Map<string, string>,
): Promise<object> {
  const template = world.templates[String(body.template_id)];
  if (!template) return { errcode: 40037, errmsg: 'invalid template_id' };
  const data = (body.data ?? {}) as Data;
  for (const name of Object.keys(template.fields))
    if (!fits(name, data[name]?.value ?? ''))
      return { errcode: 47003, errmsg: `argument invalid! data.${name}.value invalid` };
  const url = body.url === undefined ? '' : String(body.url);
  if (url && !/^https?:\/\/[^\s]{1,2000}$/.test(url))
    return { errcode: 40048, errmsg: 'invalid url' };
  // The same client_msg_id to the same person is sent once in ten minutes.
  const once = `${person.openid}/${body.client_msg_id}`;
  const before = body.client_msg_id ? sent.get(once) : undefined;
  const msgId = before ?? world.nextId();
  if (before === undefined) {
    sent.set(once, msgId);
    await bring(world, person, template, data, { msgId, url });
  }
  return { errcode: 0, errmsg: 'ok', msgid: `#${msgId}#` };
}

async function bring(
  world: World,
  person: Person,
  template: World['templates'][string],
  data: Data,
  { msgId, url }: { readonly msgId: string; readonly url: string },
): Promise<void> {
  const status = person.blocks ? 'failed:user block' : 'success';
  if (!person.blocks)
    world.show(person, {
      from: 'account',
      via: 'template',
      type: 'card',
      text: '',
      title: template.title,
      ...(url && { url }),
      rows: Object.entries(template.fields).map(([field, name]) => ({
        name,
        value: data[field]?.value ?? '',
      })),
    });
  const end = () => {
    const xml = event(world, person, 'TEMPLATESENDJOBFINISH', { MsgID: msgId, Status: status });
    return deliver(world, person, xml);
  };
  if (world.switches.endsFirst) await end();
  else world.after(200, () => void end());
}

/** Each type of field has its own rule; an empty value fits none. */
function fits(field: string, value: string): boolean {
  const characters = Array.from(value).length;
  if (characters === 0 || /\n/.test(value)) return false;
  switch (field.replace(/[0-9]+$/, '')) {
    case 'thing':
      return characters <= 20;
    case 'character_string':
      return characters <= 32 && !/[^\x20-\x7e]/.test(value);
    case 'number':
      return characters <= 32 && !Number.isNaN(Number(value));
    case 'phrase':
      return characters <= 5 && !/[^\u4e00-\u9fff]/.test(value);
    case 'time':
      return /\d{1,2}:\d{2}/.test(value);
    default:
      return characters <= 32;
  }
}
