import sharp from 'sharp';
import { expect, it } from 'vitest';
import { encodeImage } from './image-codec.js';

const avatar = { maxPixels: 40_000_000, widths: [256], isSquare: true };
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } });

it.each([
  [1000, 400, 256],
  [400, 1000, 256],
  [256, 256, 256],
  [100, 50, 50],
  [1, 1, 1],
  [5000, 1, 1],
])('a square of %i x %i has %i a side', async (width, height, side) => {
  const sizes = await encodeImage(await plain(width, height).png().toBuffer(), avatar);
  expect(sizes.map((size) => [size.mime, size.width, size.height])).toEqual([['image/webp', side, side]]);
});

it('a square is cut from the middle of the picture as people see it', async () => {
  const stripes = await plain(300, 100)
    .composite([
      {
        input: await sharp({ create: { width: 100, height: 100, channels: 3, background: 'blue' } })
          .png()
          .toBuffer(),
        left: 100,
        top: 0,
      },
    ])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const [only] = await encodeImage(stripes, avatar);
  const { channels } = await sharp(only!.bytes).stats();
  expect(channels[2]!.mean).toBeGreaterThan(240);
  expect(channels[0]!.mean).toBeLessThan(15);
});

it.each(['gray16', 'cmyk'])('takes %s, which screens do not show as it is', async (kind) => {
  const upload =
    kind === 'cmyk'
      ? await plain(40, 40).toColourspace('cmyk').jpeg().toBuffer()
      : await plain(40, 40).toColourspace('grey16').png().toBuffer();
  const [only] = await encodeImage(upload, avatar);
  expect((await sharp(only!.bytes).metadata()).space).toBe('srgb');
});

it('refuses more than may wait, and goes on with the rest', async () => {
  const upload = await plain(1200, 1200).png().toBuffer();
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => encodeImage(upload, avatar)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(['image.busy', 'image.busy']);
  expect(await encodeImage(upload, avatar)).toHaveLength(1);
});
