import type { ApiTokenScope } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a token may, in words. */
export const scopeWords: Record<ApiTokenScope, () => string> = {
  READ: m.tokens_scope_read,
  WRITE: m.tokens_scope_write,
  DOCUMENTS: m.tokens_scope_documents,
  INTROSPECTION: m.tokens_scope_introspection,
};
