import { wechatItself } from '../../../../dialogs/text/wechat.ts';
import { field, posted, replied } from './envelope.ts';
import type { Person, World } from './world.ts';

/** How one push may go wrong on the way, for tests that want it to. */
export interface Accidents {
  /** The same request so many times at once. */
  readonly copies?: number;
  /** So many answers that WeChat does not hear. */
  readonly unheard?: number;
}

/** How a push went: what was answered, request by request. */
export interface Delivery {
  readonly answers: readonly Answer[];
}

type Answer = 'hung up' | 'failed' | 'refused' | 'nothing' | { readonly reply: string };

const patience = 5000;

/** Sends a push as WeChat does: again after five seconds without an answer, and then the outage notice. */
export async function deliver(
  world: World,
  person: Person,
  xml: string,
  accidents: Accidents = {},
): Promise<Delivery> {
  const delivery = await attempt(world, person, xml, accidents);
  world.delivered(xml);
  return delivery;
}

async function attempt(
  world: World,
  person: Person,
  xml: string,
  accidents: Accidents,
): Promise<Delivery> {
  const answers: Answer[] = [];
  const signed = () => posted(world.account, person.openid, xml, world.now());
  const first = signed();
  for (let request = 1; request <= world.switches.deliveries; request += 1) {
    const sent = request > 1 && world.switches.resign ? signed() : first;
    const copies = Array.from({ length: request === 1 ? (accidents.copies ?? 1) : 1 }, () =>
      ask(world, sent),
    );
    const [answer = 'failed'] = await Promise.all(copies);
    const heard = request > (accidents.unheard ?? 0) ? answer : 'hung up';
    answers.push(answer);
    if (heard === 'hung up' || heard === 'failed' || heard === 'refused') continue;
    if (typeof heard === 'object') showReply(world, person, heard.reply);
    return { answers };
  }
  world.show(person, { from: 'wechat', type: 'text', text: wechatItself.outage });
  world.faults.push(`no valid answer in ${world.switches.deliveries} requests: ${answers.join()}`);
  return { answers };
}

/** One request; `hung up` after five seconds on the world's clock. */
function ask(world: World, { query, body }: ReturnType<typeof posted>): Promise<Answer> {
  const connection = new AbortController();
  return new Promise((resolve) => {
    const callOff = world.after(patience, () => {
      connection.abort();
      resolve('hung up');
    });
    const done = (answer: Answer) => {
      callOff();
      resolve(answer);
    };
    fetch(`${world.account.callback()}?${query}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/xml', 'User-Agent': 'Mozilla/4.0', Pragma: 'no-cache' },
      signal: connection.signal,
    }).then(
      async (response) => done(await judged(world, response)),
      () => done('failed'),
    );
  });
}

async function judged(world: World, response: Response): Promise<Answer> {
  const body = await response.text();
  if (response.status >= 500) return 'failed';
  if (response.status !== 200) return 'refused';
  if (body === '' || body === 'success') return 'nothing';
  const reply = replied(world.account, body);
  const right =
    reply !== undefined && /^<xml>[\s\S]*<\/xml>$/.test(reply) && mayReply(world, reply);
  if (right) return { reply };
  world.faults.push(`an answer WeChat does not understand: ${body.slice(0, 200)}`);
  return 'refused';
}

function mayReply({ account }: World, reply: string): boolean {
  const type = field(reply, 'MsgType');
  if (account.kind === 'mini') return type === 'transfer_customer_service';
  const text = field(reply, 'Content') ?? '';
  return type !== 'text' || (text !== '' && Buffer.byteLength(text) <= 2048);
}

function showReply(world: World, person: Person, reply: string): void {
  if (field(reply, 'ToUserName') !== person.openid) {
    world.faults.push('a reply to somebody else');
    return;
  }
  if (field(reply, 'MsgType') === 'transfer_customer_service') {
    person.agent = 'waiting';
    world.show(person, { from: 'wechat', type: 'text', text: wechatItself.transfer });
    return;
  }
  const text = field(reply, 'Content') ?? '';
  world.show(person, { from: 'account', via: 'passive', type: 'text', text });
}
