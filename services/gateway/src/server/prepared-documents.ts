import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { LIMITS, limitsRule } from './limits.ts';

const MOST = 500;
const LONGEST_TEXT = 20_000;

/** Documents of a contract that came over sockets: parsed and validated by the same rules as HTTP, once a text. */
export class PreparedDocuments {
  private readonly known = new Map<string, DocumentNode>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** The document of a text, or why it is refused. */
  prepare(text: string): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
    const known = this.known.get(text);
    if (known) return { document: known };
    try {
      const document = parse(text, { maxTokens: LIMITS.tokens });
      const errors = validate(this.schema, document, [...specifiedRules, limitsRule]);
      if (errors.length > 0) return { errors };
      if (text.length <= LONGEST_TEXT) this.keep(text, document);
      return { document };
    } catch (error) {
      return { errors: [error as GraphQLError] };
    }
  }

  private keep(text: string, document: DocumentNode): void {
    const oldest = this.known.size >= MOST ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(text, document);
  }
}
