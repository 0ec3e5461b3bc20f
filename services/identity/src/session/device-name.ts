import Bowser from 'bowser';

/** What somebody holds in their hands. */
export enum DeviceKind {
  COMPUTER = 'COMPUTER',
  PHONE = 'PHONE',
  TABLET = 'TABLET',
  PROGRAM = 'PROGRAM',
}

/** Browser, system and kind of device by what a browser says of itself; what can't be told is null. */
export function deviceOf(userAgent: string | null): {
  browser: string | null;
  system: string | null;
  kind: DeviceKind;
} {
  if (!userAgent?.includes('Mozilla/'))
    return { browser: userAgent?.split('/')[0] || null, system: null, kind: DeviceKind.PROGRAM };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const kind =
    platform.type === 'mobile'
      ? DeviceKind.PHONE
      : platform.type === 'tablet'
        ? DeviceKind.TABLET
        : DeviceKind.COMPUTER;
  return { browser: browser.name ?? null, system: os.name ?? null, kind };
}
