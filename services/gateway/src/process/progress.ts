/** Says what is being done now, as counts or names: "600 customers". */
export type Tell = (detail: string) => void;

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** A step this long is named while it runs where lines can't be rewritten. */
const LONG_MS = 2000;

/**
 * Shows the steps of a start: each with its name, seconds and counts. On a terminal the running step moves in one line;
 * elsewhere there is a line when it is done (and one before, when it takes long).
 */
export class Progress {
  constructor(private readonly out: Output = process.stdout) {}

  /** One that says nothing: another process speaks. */
  static silent(): Progress {
    return new Progress({ write: () => undefined });
  }

  async step<T>(name: string, work: (tell: Tell) => Promise<T>): Promise<T> {
    const begin = performance.now();
    let detail = '';
    const seconds = () => `${((performance.now() - begin) / 1000).toFixed(1)} s`;
    const show = () =>
      this.out.write(
        `\r\x1b[2K… ${name}  ${seconds()}${detail && `  ${detail}`}`.slice(0, (this.out.columns || 80) + 4),
      );
    const timer = this.out.isTTY ? setInterval(show, 100) : setTimeout(() => this.out.write(`… ${name}\n`), LONG_MS);
    timer.unref();
    const end = (sign: string) => {
      clearInterval(timer);
      this.out.write(`${this.out.isTTY ? '\r\x1b[2K' : ''}${sign} ${name}  ${seconds()}${detail && `  ${detail}`}\n`);
    };
    try {
      const result = await work((text) => {
        detail = text;
      });
      end('✓');
      return result;
    } catch (error) {
      end('✗');
      throw error;
    }
  }

  /** One plain line. */
  line(text = ''): void {
    this.out.write(`${text}\n`);
  }
}
