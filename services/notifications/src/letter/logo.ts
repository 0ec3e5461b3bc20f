/** The name under which a letter's HTML finds its logo among the parts of the mail. */
export const LOGO_CID = 'logo@landfall';

const MOST_REMEMBERED = 100;
const remembered = new Map<string, Promise<Buffer>>();

/** A logo as every mail program shows it: PNG, where ours are WebP. Made once a logo, whose id changes with its picture. */
export function logoAsPng(id: string, bytes: () => Promise<Buffer>): Promise<Buffer> {
  let png = remembered.get(id);
  if (!png) {
    png = convert(bytes);
    const oldest = remembered.size >= MOST_REMEMBERED ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(id, png);
    png.catch(() => remembered.delete(id));
  }
  return png;
}

async function convert(bytes: () => Promise<Buffer>): Promise<Buffer> {
  // Native code, loaded for the first partner that has a logo.
  const { default: sharp } = await import('sharp');
  return sharp(await bytes())
    .resize({ height: 80, width: 240, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
