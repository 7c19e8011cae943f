import { loadConfig } from '../bot/config.ts';
import type { Log } from '../bot/log.ts';
import { build, type House } from '../bot/main.ts';
import { message } from './bare.ts';

/** The whole program on a data folder, without its web server listening. */
export function openHotline(dataDir: string): Promise<House> {
  const silent: Log = { info: () => {}, warn: () => {}, error: complain };
  return build(loadConfig({ PORT: '0', DEMO: '1', DATA_DIR: dataDir }), { log: silent });
}

function complain(event: string, fields?: object): never {
  throw new Error(`${event} ${JSON.stringify(fields)}`);
}

/** One customer after another reports a problem, six messages each; every call is one message. */
export function reports({ line }: Pick<House, 'line'>): () => Promise<void> {
  const first = Date.now() % 100_000_000;
  let turn = 0;
  return async () => {
    const customer = first + Math.floor(turn / turnsOfReport);
    const words = script(customer)[turn % turnsOfReport] ?? '';
    const last = turn % turnsOfReport === turnsOfReport - 1;
    turn += 1;
    const { entries } = await line.receive(message(`bench-${customer}`, `m${turn}`, words));
    const said = entries.map(({ text }) => text).join('\n');
    if (opened.test(said) !== last) throw new Error(`Not as in the script: ${said}`);
  };
}

/** A ticket number in groups. */
const opened = /\d{3} \d{3} \d{4}/;

export const turnsOfReport = 6;

function script(customer: number): readonly string[] {
  const phone = `138${String(customer % 100_000_000).padStart(8, '0')}`;
  return customer % 4 === 3 ? english(customer, phone) : chinese(customer, phone);
}

const chinese = (customer: number, phone: string) => [
  problems[customer % problems.length] ?? '',
  `朝阳区望京花园${customer % 90}号楼2单元501`,
  '我姓王',
  phone,
  '明天上午',
  '确认提交',
];

const english = (customer: number, phone: string) => [
  'The cleaner came yesterday and the kitchen floor is still sticky all over',
  `12 Garden Road, Block ${customer % 90}, Apt 501, Chaoyang District`,
  'My name is Alice Brown',
  `My number is ${phone}`,
  'Tomorrow morning please',
  'Yes, submit',
];

const problems = [
  '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦',
  '你们保洁把客厅的玻璃擦得全是水印，跟没擦一样',
  '阳台的垃圾没有带走，卫生间的镜子也没有擦干净',
];
