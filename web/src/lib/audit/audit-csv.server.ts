import { csvText } from '@landfall/kit/csv/csv-text';
import { inLocale } from '#lib/locale/locale.server.ts';
import type { Locale } from '#lib/locale/locales.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AuditLine, AuditListResult } from './audit.graphql';
import { auditFields } from './audit-fields.ts';
import { auditValue } from './audit-value.ts';
import { actorOf, wayWords } from './audit-who.ts';
import { auditActions, auditNouns, wordOf } from './audit-words.ts';

const header = () => [
  ...[m.audit_when(), m.audit_who(), m.audit_did(), m.audit_thing(), m.audit_f_number(), m.audit_customer()],
  ...[m.audit_changes(), m.audit_way(), m.audit_address(), m.audit_session(), m.audit_by_support(), m.audit_cause()],
];

const rowOf = (line: AuditLine, locale: Locale): string[] => {
  // Instants as the API has them: whoever computes with the file needs no zone.
  const how = { zone: 'UTC', locale, now: 0 };
  const value = (field: string, text: string | null) => auditValue(line.noun, field, text, how);
  const changes = line.changes.map(
    ({ field, before, after }) => `${wordOf(auditFields, field)}: ${value(field, before)} → ${value(field, after)}`,
  );
  if (line.isErased) changes.push(m.audit_erased());
  return [
    ...[line.at, actorOf(line), wordOf(auditActions, line.action), wordOf(auditNouns, line.noun), line.label ?? ''],
    ...[line.customerName ?? '', changes.join('\n'), wayWords[line.way](), line.address ?? '', line.sessionId ?? ''],
    ...[line.supportId ?? '', line.causeId ?? ''],
  ];
};

/** The trail as CSV, a page at a time: only what the reader takes is read. */
export const auditCsv = (
  pageAfter: (after: string | null) => Promise<AuditListResult>,
  locale: Locale,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let after: string | null | undefined;
  return new ReadableStream({
    async pull(controller) {
      const isFirst = after === undefined;
      const { nodes, pageInfo } = (await pageAfter(after ?? null)).auditEntries;
      // Whoever takes the next page does so outside the request that began it.
      const [first, ...rest] = inLocale(locale, () => [
        ...(isFirst ? [header()] : []),
        ...nodes.map((line) => rowOf(line, locale)),
      ]);
      // One file has one mark, at its beginning.
      if (first) controller.enqueue(encoder.encode(csvText(first, rest).replace(isFirst ? '' : '\uFEFF', '')));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) controller.close();
    },
  });
};
