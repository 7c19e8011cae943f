import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Everything that came, for what is no single answer. */
  readonly all: string;
}

/** Sends lines as no browser would, and reads what comes until the other side closes, or `patience` is over. */
export async function raw(url: string, lines: readonly string[], patience = 2000) {
  const { hostname, port } = new URL(url);
  const all = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const late = setTimeout(() => socket.destroy(), patience);
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('close', () => {
      clearTimeout(late);
      resolve(text);
    });
    socket.on('error', reject);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
  return read(all);
}

function read(all: string): RawAnswer {
  const [head = '', ...rest] = all.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(': ');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 2)];
  });
  const status = Number(first.split(' ')[1]);
  return { status, headers: new Map(headers), body: rest.join('\r\n\r\n'), all };
}
