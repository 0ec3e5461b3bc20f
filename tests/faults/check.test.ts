import { expect, test } from 'vitest';
import { check } from './check.ts';
import { type Intent, Journal, type Outcome } from './journal.ts';
import type { Site } from './site.ts';

/** A site whose tables say how often each note was kept. */
const siteWith = (notes: Readonly<Record<string, number>>): Site =>
  ({
    rows: async (text: string) =>
      text.includes('support.activity')
        ? Object.entries(notes).map(([intent, times]) => ({ intent, times, id: null }))
        : [],
  }) as unknown as Site;

function noted(...outcomes: Outcome[]): Journal {
  const journal = new Journal();
  for (const [i, outcome] of outcomes.entries()) {
    const intent: Intent = journal.begin({ id: `#note ${i}`, tenant: 'a', kind: 'note' });
    intent.outcome = outcome;
  }
  return journal;
}

test('an acknowledged mutation that isn’t there is lost, and one that is there twice is doubled', async () => {
  const verdict = await check(siteWith({ '#note 1': 2 }), noted('acknowledged', 'acknowledged'));
  expect(verdict).toEqual({ lost: ['note #note 0'], doubled: ['note #note 1: 2 times'], wrong: [] });
});

test('what nobody was told may be there once or not at all; what was refused may not be there', async () => {
  const verdict = await check(siteWith({ '#note 0': 1, '#note 2': 1 }), noted('unknown', 'unknown', 'refused'));
  expect(verdict).toEqual({ lost: [], doubled: [], wrong: ['note #note 2: refused, and done'] });
});
