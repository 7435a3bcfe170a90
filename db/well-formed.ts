const LONE_SURROGATE = /\p{Surrogate}/u;

/** Half a surrogate pair cannot be written as UTF-8; SQLite would replace it on the way in, so it is replaced beforehand (U+FFFD). */
export const wellFormed = (text: string): string => (LONE_SURROGATE.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text);
