import { expect, test } from 'vitest';
import { detailProblems, tidyDetails } from './member.details.ts';

const person = { name: '李 敏', email: ' ｌi.min＠example.com ', roles: ['sales', ' sales '] };

test('what an input method makes of a name and an address is tidied', () => {
  expect(tidyDetails(person)).toMatchObject({ name: '李敏', email: 'li.min@example.com', roles: ['sales'] });
});

test.each([
  [{}, undefined],
  [{ name: ' ' }, ['name', 'required']],
  [{ email: '' }, ['email', 'required']],
  [{ email: 'li.min' }, ['email', 'person.email']],
  [{ roles: [] }, ['roles', 'person.roleMissing']],
  [{ roles: ['wizard'] }, ['roles', 'person.role']],
  [{ roles: ['customer_admin'] }, ['roles', 'person.role']],
  [{ productLines: ['EAS'] }, ['productLines', 'person.product']],
  [{ divisions: ['31011'] }, ['divisions', 'person.region']],
  [{ title: 'x'.repeat(41) }, ['title', 'tooLong']],
])('%j: %s', (change, problem) => {
  const [first] = detailProblems(tidyDetails({ ...person, ...change }), 'staff');
  expect(first && [first.field, first.reason]).toEqual(problem);
});

test('a customer’s person has a customer’s roles', () => {
  expect(detailProblems(tidyDetails({ ...person, roles: ['customer_admin'] }), 'customer')).toEqual([]);
  expect(detailProblems(tidyDetails(person), 'customer')[0]?.reason).toBe('person.role');
});
