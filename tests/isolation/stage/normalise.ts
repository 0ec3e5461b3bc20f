const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g;
const HASH = /\b[0-9a-f]{64}\b/g;
/** Places in a list: base64url of a value and an id. */
const CURSOR = /"(cursor|endCursor)":"[\w-]+"/g;
/** Minutes a clock ran until now, or will: a walk a minute later says another number. */
const MINUTES = /"minutes":-?\d+/g;

/**
 * Answers as they are to somebody who looks at numbers, counts, words, order and errors, and not at which ids, times and
 * places they were made with. Ids keep their identity: the first one seen is `<id 1>` wherever it stands.
 */
export class Normaliser {
  private readonly ids = new Map<string, string>();

  /** @param own what was made at random for one walk (telephone numbers, serials), by its name */
  constructor(private readonly own: ReadonlyMap<string, string>) {}

  text(answer: unknown): string {
    let text = JSON.stringify(answer) ?? '';
    for (const [value, name] of this.own) text = text.replaceAll(value, `<${name}>`);
    return text
      .replaceAll(CURSOR, '"$1":"<place>"')
      .replaceAll(INSTANT, '<time>')
      .replaceAll(HASH, '<hash>')
      .replaceAll(MINUTES, '"minutes":0')
      .replaceAll(UUID, (id) => this.nameOf(id));
  }

  private nameOf(id: string): string {
    const name = this.ids.get(id) ?? `<id ${this.ids.size + 1}>`;
    this.ids.set(id, name);
    return name;
  }
}
