/** When the daemon wakes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { untilNight } from '../../scripts/cli/next-night.ts';

const at = (iso: string): number => Date.parse(iso);
const HOUR = 3_600_000;

it.each([
  // [now in UTC, share, the night in UTC]: one o’clock in China is 17:00 UTC of the day before
  ['2026-01-20T12:00:00Z', 0, '2026-01-20T17:00:00Z'],
  ['2026-01-20T12:00:00Z', 0.5, '2026-01-20T17:30:00Z'],
  ['2026-01-20T17:29:59Z', 0.5, '2026-01-20T17:30:00Z'],
  ['2026-01-20T17:30:00Z', 0.5, '2026-01-21T17:30:00Z'],
  ['2026-01-20T23:00:00Z', 0, '2026-01-21T17:00:00Z'],
  ['2026-12-31T16:00:00Z', 0, '2026-12-31T17:00:00Z'],
] as const)('from %s, share %d: %s', (now, share, night) => {
  expect(new Date(at(now) + untilNight(at(now), share)).toISOString()).toBe(new Date(at(night)).toISOString());
});

it('always comes within a day, between one and two o’clock in China', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }), fc.double({ min: 0, max: 0.999, noNaN: true }), (now, share) => {
      const wait = untilNight(now, share);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(24 * HOUR);
      const inChina = (now + wait + 8 * HOUR) % (24 * HOUR);
      expect(inChina).toBeGreaterThanOrEqual(HOUR - 1);
      expect(inChina).toBeLessThan(2 * HOUR);
    }),
  );
});
