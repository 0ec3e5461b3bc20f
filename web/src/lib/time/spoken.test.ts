import { describe, expect, test, vi } from 'vitest';

vi.mock('#lib/paraglide/messages.js', () => ({
  m: {
    app_time_today: ({ time }: { time: string }) => `今天 ${time}`,
    app_time_tomorrow: ({ time }: { time: string }) => `明天 ${time}`,
    app_time_yesterday: ({ time }: { time: string }) => `昨天 ${time}`,
  },
}));
const { duration, spokenTime, spokenDay } = await import('./spoken.ts');

// Monday 23 November 2026, 23:30 in Shanghai
const speaking = { zone: 'Asia/Shanghai', locale: 'zh-CN' as const, now: Date.parse('2026-11-23T15:30:00Z') };

describe('times are said as people say them, in the zone of the partner', () => {
  test.each([
    ['2026-11-23T06:05:00Z', '今天 14:05'],
    ['2026-11-23T16:05:00Z', '明天 00:05'],
    ['2026-11-22T15:59:00Z', '昨天 23:59'],
    ['2026-11-27T00:00:00Z', '周五 08:00'],
    ['2026-11-18T00:00:00Z', '11月18日 08:00'],
    ['2025-11-18T00:00:00Z', '2025年11月18日'],
  ])('%s is %s', (at, said) => {
    expect(spokenTime(Date.parse(at), speaking)).toBe(said);
  });

  test('a duration has two units and never none', () => {
    expect(duration(12_000_000, 'zh-CN')).toBe('3小时20分钟');
    expect(duration(0, 'zh-CN')).toBe('1分钟');
    expect(duration(90_000_000 * 2, 'en')).toBe('2d 2h');
  });

  test('a calendar day is the same everywhere', () => {
    expect(spokenDay('2027-03-31', 'zh-CN')).toBe('2027年3月31日');
  });
});
