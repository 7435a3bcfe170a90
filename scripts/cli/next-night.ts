/** When the daemon wakes: once a night, in the small hours of China, at a moment that differs from night to night. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** China keeps one time, eight hours ahead of UTC. */
const AHEAD = 8 * HOUR;

/** Milliseconds from `now` until a moment between one and two o’clock in China. `share`: which moment, 0 to 1. */
export function untilNight(now: number, share: number): number {
  const sinceMidnight = (now + AHEAD) % DAY;
  const start = HOUR + share * HOUR;
  return sinceMidnight < start ? start - sinceMidnight : DAY + start - sinceMidnight;
}
