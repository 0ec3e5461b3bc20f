import { invalid } from '@landfall/kit/problem/problem';

/** What may be uploaded. Bytes. */
export const LOGO_BYTES = 1_000_000;
/** Larger than any screen shows a logo; what is wider or higher is made smaller. */
const WIDEST = 480;
const HIGHEST = 160;
/** A small file can claim to be a wall of pixels. */
const MOST_PIXELS = 25_000_000;

type Kind = 'png' | 'jpeg' | 'webp';

/** A picture as we made it. */
export interface Picture {
  readonly mediaType: 'image/webp';
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** What a file is by its first bytes; what it is called says nothing. */
export function kindOf(bytes: Uint8Array): Kind | null {
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  const isRiff = starts(0x52, 0x49, 0x46, 0x46);
  const isWebp = [0x57, 0x45, 0x42, 0x50].every((byte, i) => bytes[8 + i] === byte);
  return isRiff && isWebp ? 'webp' : null;
}

/**
 * Makes a picture anew from its pixels: nothing else of the file lives on (metadata, what follows it, what a viewer might
 * run). @throws Problem INVALID at `logo`
 */
export async function remakePicture(bytes: Buffer): Promise<Picture> {
  if (bytes.length > LOGO_BYTES) throw invalid('logo.tooBig', ['logo']);
  const kind = kindOf(bytes);
  if (!kind) throw invalid('logo.notPicture', ['logo']);
  // Native code, loaded for the one who uploads.
  const { default: sharp } = await import('sharp');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .rotate()
      .resize({ width: WIDEST, height: HIGHEST, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 90, alphaQuality: 100 })
      .timeout({ seconds: 5 })
      .toBuffer({ resolveWithObject: true });
    return { mediaType: 'image/webp', width: info.width, height: info.height, bytes: data };
  } catch {
    throw invalid('logo.unreadable', ['logo']);
  }
}
