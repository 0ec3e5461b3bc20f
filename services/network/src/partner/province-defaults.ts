/** Where a partner lives decides its clock and its holidays, unless headquarters says otherwise. */
interface Place {
  readonly timeZone: string;
  readonly calendar: 'CN' | 'HK' | 'TW';
}

const MAINLAND: Place = { timeZone: 'Asia/Shanghai', calendar: 'CN' };
const OTHERS: Readonly<Record<string, Place>> = {
  '71': { timeZone: 'Asia/Taipei', calendar: 'TW' },
  '81': { timeZone: 'Asia/Hong_Kong', calendar: 'HK' },
  '82': { timeZone: 'Asia/Macau', calendar: 'HK' },
};

/** Time zone and calendar of a province, by its division code. */
export function placeOf(provinceCode: string): Place {
  return OTHERS[provinceCode.slice(0, 2)] ?? MAINLAND;
}

/** Whether the system knows a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Z][\w+-]*\/[\w/+-]+$/.test(name);
  } catch {
    return false;
  }
}
