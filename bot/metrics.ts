import type { Line } from './channels/channel.ts';

/** The line, with every turn counted and timed by channel; a turn that failed is counted as one. */
export function measured(line: Line, metrics: Metrics): Line {
  return {
    conversation: (id) => line.conversation(id),
    since: (id, watermark) => line.since(id, watermark),
    onAppend: (listener) => line.onAppend(listener),
    create: (id, account, channel, locale) => line.create(id, account, channel, locale),
    begin: (id, beginning, key) => line.begin(id, beginning, key),
    tell: (...said) => line.tell(...said),
    addressed: (id, change) => line.addressed(id, change),
    forget: (id) => line.forget(id),
    async receive(activity) {
      const began = performance.now();
      const channel = activity.channelId ?? 'none';
      let outcome = 'failed';
      try {
        const turned = await line.receive(activity);
        outcome = turned.again ? 'again' : 'answered';
        return turned;
      } finally {
        const seconds = (performance.now() - began) / 1000;
        metrics.count('hotline_turns_total', 'Turns of conversations.', { channel, outcome });
        metrics.time('hotline_turn_seconds', 'Time a turn takes, saving included.', seconds, {
          channel,
        });
      }
    },
  };
}

/** Counts what happens, for `GET /metrics` in Prometheus' text format. */
export class Metrics {
  readonly #families = new Map<string, Family>();

  /** `name` ends in `_total`. */
  count(name: string, help: string, labels: Labels = {}): void {
    const { series } = this.#family(name, 'counter', help);
    const key = written(labels);
    series.set(key, (series.get(key) ?? 0) + 1);
  }

  /** `name` ends in `_seconds`. */
  time(name: string, help: string, seconds: number, labels: Labels = {}): void {
    const { series } = this.#family(name, 'histogram', help);
    for (const edge of edges)
      if (seconds <= edge) add(series, 'bucket', { ...labels, le: String(edge) }, 1);
    add(series, 'bucket', { ...labels, le: '+Inf' }, 1);
    add(series, 'sum', labels, seconds);
    add(series, 'count', labels, 1);
  }

  /** Read when somebody asks, e.g. the length of a queue. */
  gauge(name: string, help: string, read: () => number): void {
    this.#family(name, 'gauge', help).read = read;
  }

  text(): string {
    return [...this.#families].map(([name, family]) => page(name, family)).join('');
  }

  #family(name: string, type: Family['type'], help: string): Family {
    const known = this.#families.get(name);
    if (known) return known;
    const family: Family = { type, help, series: new Map() };
    this.#families.set(name, family);
    return family;
  }
}

export type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly type: 'counter' | 'histogram' | 'gauge';
  readonly help: string;
  /** What stands after the name (suffix and labels) → its value. */
  readonly series: Map<string, number>;
  read?: () => number;
}

/** From a lookup to a customer who has given up waiting. */
const edges = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function add(series: Map<string, number>, suffix: string, labels: Labels, by: number): void {
  const key = `_${suffix}${written(labels)}`;
  series.set(key, (series.get(key) ?? 0) + by);
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function page(name: string, { type, help, series, read }: Family): string {
  const lines = read ? [`${name} ${read()}`] : [...series].map(([key, n]) => `${name}${key} ${n}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}
