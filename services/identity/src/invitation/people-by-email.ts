/** Runs one statement: a unit of work's, or a reader's. `?` stands for a value. */
export type Run = <R extends object>(statement: string, values: readonly unknown[]) => Promise<R[]>;

/** Whether an e-mail is somebody's here already. */
export type Known = 'MEMBER' | 'INVITED';

/**
 * Who of these e-mails (by their hashes) is a member here already, or has an open invitation: at the partner itself, or at one
 * customer. Other customers and other partners are not asked: nobody learns where else a person is known.
 */
export async function peopleByEmail(
  run: Run,
  emailKeys: readonly string[],
  customerId: string | null,
): Promise<Map<string, Known>> {
  const rows = await run<{ key: string; known: Known }>(
    `with given as (select value as key, ?::uuid as customer_id from jsonb_array_elements_text(?::jsonb))
     select g.key, 'MEMBER' as known from given g where exists (select from identity.membership m where m.email_key = g.key
       and m.ended_at is null and m.customer_id is not distinct from g.customer_id)
     union all select g.key, 'INVITED' from given g where exists (select from identity.invitation i where i.email_key = g.key
       and i.accepted_at is null and i.withdrawn_at is null and i.customer_id is not distinct from g.customer_id)`,
    [customerId, JSON.stringify(emailKeys)],
  );
  // Somebody who is both is a member: that is what there is to know.
  return new Map(rows.toReversed().map(({ key, known }) => [key, known]));
}
