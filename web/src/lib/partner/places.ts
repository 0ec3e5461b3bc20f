/** Where a partner lives decides its clock and its holidays; the server says the same. */
export const placeOf = (provinceCode: string): { timeZone: string; calendar: string } =>
  ({
    '71': { timeZone: 'Asia/Taipei', calendar: 'TW' },
    '81': { timeZone: 'Asia/Hong_Kong', calendar: 'HK' },
    '82': { timeZone: 'Asia/Macau', calendar: 'HK' },
  })[provinceCode.slice(0, 2)] ?? { timeZone: 'Asia/Shanghai', calendar: 'CN' };

/** Time zones partners live in. */
export const timeZones = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau', 'Asia/Taipei'] as const;
