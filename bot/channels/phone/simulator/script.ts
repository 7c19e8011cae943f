export interface Line {
  readonly who: 'bot' | 'caller' | 'line';
  readonly text: string;
}

/** What was said and done on a telephone, line by line. */
export class Script {
  readonly lines: Line[] = [];
  #from = 0;

  /** Everything the bot said since somebody did something. */
  get heard(): string {
    const said = this.lines.slice(this.#from).filter(({ who }) => who === 'bot');
    return said.map(({ text }) => text).join('\n');
  }

  get transcript(): string {
    return this.lines.map(({ who, text }) => `${who.padEnd(6)} ${text}`).join('\n');
  }

  hears(text: string): void {
    this.lines.push({ who: 'bot', text });
  }

  acts(text: string): void {
    this.beginsAnew();
    this.lines.push({ who: 'caller', text });
  }

  notes(text: string): void {
    this.lines.push({ who: 'line', text: `(${text})` });
  }

  /** What is heard from now on is an answer to what happens now. */
  beginsAnew(): void {
    this.#from = this.lines.length;
  }
}
