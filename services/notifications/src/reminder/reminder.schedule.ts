import type { Schedule } from '@landfall/kit/clock-work/schedule';
import { tellReminders } from './tell-reminders.ts';

/** Every minute: who owes something soon is told. */
export const reminderSchedule: Schedule = {
  name: 'notifications.reminders',
  cron: '* * * * *',
  run: tellReminders,
};
