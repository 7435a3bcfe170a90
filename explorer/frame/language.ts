/** Chinese or English: what a visitor asked for, remembered in a cookie. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One thing said in both languages. */
export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

const isLanguage = (text: string | undefined): text is Language => LANGUAGES.includes(text as Language);

/**
 * The language of a request: of its address (`lang`), else of the cookie `lang`, else the first of `Accept-Language` that is one of ours,
 * else Chinese.
 */
export function languageOf(asked: string | undefined, cookie: string | undefined, accepted: string | undefined): Language {
  if (isLanguage(asked)) return asked;
  const remembered = /(?:^|;\s*)lang=(zh|en)(?:;|$)/.exec(cookie ?? '')?.[1];
  if (isLanguage(remembered)) return remembered;
  const first = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase()).find(isLanguage);
  return first ?? 'zh';
}

/** The cookie that remembers a language for a year. */
export const languageCookie = (language: Language): string => `lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
