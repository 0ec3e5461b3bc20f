import type { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');

/** What others see after each step of the way. */
interface Seen {
  readonly agreed?: () => Promise<unknown>;
  readonly left?: () => Promise<unknown>;
  readonly arrived?: () => Promise<unknown>;
}

/** From the screen that asks for a time to the customer's door. Takes the next opening offered: it may be night. */
export async function agreeAndArrive({ page }: Visitor, { agreed, left, arrived }: Seen = {}): Promise<void> {
  const button = (key: string) => page.getByRole('button', { name: say(key), exact: true });
  await page
    .getByRole('group', { name: say('visits_time_offers') })
    .getByRole('button')
    .first()
    .tap();
  await button('visits_schedule_verb').tap();
  await button('visits_next_depart').waitFor();
  await agreed?.();
  await button('visits_next_depart').tap();
  await button('visits_next_arrive').waitFor();
  await left?.();
  await button('visits_next_arrive').tap();
  await page.getByRole('heading', { name: say('visits_step_record') }).waitFor();
  await arrived?.();
}

/** Fills the record screen by screen; what is known already stands there. Signs, and saves it. */
export async function fillRecord(visitor: Visitor, { steps = '反结账后重新过账\n校验科目余额' } = {}): Promise<void> {
  const { page } = visitor;
  const next = () => page.getByRole('button', { name: say('visits_next'), exact: true }).tap();
  const part = (key: string) => page.getByText(say(key), { exact: true }).first().waitFor();
  await part('visits_part_place');
  await next();
  await part('visits_part_problem');
  await next();
  await part('visits_part_work');
  await page.getByLabel(say('visits_diagnosis'), { exact: true }).fill('上月凭证反过账后没有重新结账');
  await page.getByLabel(say('visits_steps'), { exact: true }).fill(steps);
  await next();
  await part('visits_part_items');
  await next();
  await part('visits_part_result');
  await page.getByRole('button', { name: `${say('visits_left_at')}: ${say('visits_time_now')}` }).tap();
  await page.getByRole('radio', { name: say('visits_result_solved'), exact: true }).check();
  await next();
  await part('visits_part_review');
  await visitor.draw('#record canvas');
  await page.getByRole('button', { name: say('visits_save_record') }).tap();
  await page.getByRole('button', { name: say('visits_hand_over') }).waitFor();
}

/** Hands the phone over: the customer reads, rates and signs with a finger. */
export async function confirmOnDevice(
  visitor: Visitor,
  { rating, name }: { rating: number; name: string },
): Promise<void> {
  const { page } = visitor;
  await page.getByRole('button', { name: say('visits_hand_over') }).tap();
  const sheet = page.getByRole('dialog', { name: say('visits_for_customer') });
  await sheet.getByRole('button', { name: say('visits_said_right') }).tap();
  await sheet.getByRole('radio', { name: new RegExp(`^${rating}`) }).check({ force: true });
  await sheet.getByRole('button', { name: say('visits_next'), exact: true }).tap();
  await sheet.getByLabel(say('visits_signatory')).fill(name);
  await visitor.draw('#hand-over canvas');
  await sheet.getByRole('button', { name: say('visits_confirm_verb') }).tap();
  await page.getByText(say('visits_done_title')).first().waitFor();
}
