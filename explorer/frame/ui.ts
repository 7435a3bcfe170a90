/** What every page needs in order to speak: the language, addresses within the explorer, numbers. */
import type { Language, Phrase } from './language.ts';

export interface Ui {
  readonly language: Language;
  /** The address shown, path and parameters without `lang`. */
  readonly path: string;
  readonly params: URLSearchParams;
  /** The phrase in the visitor's language. */
  say(phrase: Phrase): string;
  /** The Chinese or the English of two texts, the other where one is missing. */
  pick(zh: string | null, en: string | null): string;
  /** A number as people write it; null as a dash, never as 0. */
  number(value: number | null): string;
  /** A rate between 0 and 1 as per cent with one decimal; null as a dash. */
  percent(value: number | null): string;
  /** This address with other parameters; null takes one away. */
  link(changes: Record<string, string | number | null>, path?: string): string;
}

/** What stands where there is no value. */
export const NOTHING = '—';

export function uiOf(language: Language, url: URL): Ui {
  const params = new URLSearchParams(url.searchParams);
  params.delete('lang');
  const plain = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 6 });
  return {
    language, path: url.pathname, params,
    say: (phrase) => phrase[language],
    pick: (zh, en) => (language === 'zh' ? (zh ?? en) : (en ?? zh)) ?? '',
    number: (value) => (value === null ? NOTHING : plain.format(value)),
    percent: (value) => (value === null ? NOTHING : `${(100 * value).toFixed(1)} %`),
    link(changes, path = url.pathname) {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) next.delete(name);
        else next.set(name, String(value));
      }
      const text = next.toString();
      return text === '' ? path : `${path}?${text}`;
    },
  };
}
