import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** The field says what is wrong with it, has the focus, and keeps what was typed. */
export async function refuses(field: Locator, message: string | RegExp, typed?: string): Promise<void> {
  await field.and(field.page().locator('[aria-invalid="true"]')).waitFor();
  const told = await field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
  expect(told).toMatch(message);
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  if (typed !== undefined) expect(await field.inputValue()).toBe(typed);
}

/** A ticket of the customer found by a filter, raised through the API. */
export async function raised({ person }: Visitor, filter: string): Promise<{ id: string; number: string }> {
  const { customers } = await person.get<{
    customers: { nodes: { id: string; registeredProducts: { id: string }[] }[] };
  }>(`{ customers(${filter}, first: 50) { nodes { id registeredProducts { id } } } }`);
  // With one product, the filter speaks of it.
  const customer = customers.nodes.find(({ registeredProducts }) => registeredProducts.length === 1);
  const { raiseTicket } = await person.get<{ raiseTicket: { id: string; number: string } }>(
    'mutation ($input: RaiseTicketInput!) { raiseTicket(input: $input) { id number } }',
    {
      input: {
        customerId: customer?.id,
        registeredProductId: customer?.registeredProducts[0]?.id,
        symptom: '打印凭证时报错 1706',
      },
    },
  );
  return raiseTicket;
}
