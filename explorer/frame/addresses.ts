/** Where things stand within the explorer. */

/** How an address names an agency: by its id, or by its name where it stands outside the registry. */
export const agencyKey = (agencyId: string | null, name: string): string => agencyId ?? name;

type Params = Readonly<Record<string, string | number | null | undefined>>;

/** `path` with these parameters; what is null, undefined or empty is left out. */
export function address(path: string, params: Params = {}): string {
  const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

export const agencyAddress = (key: string): string => `/agency/${encodeURIComponent(key)}`;

/** `params`: `cell` (a code), `check` (an identity) or `section` (its ordinal) to be shown at once. */
export const reportAddress = (key: string, year: number, params: Params = {}): string => address(`/report/${encodeURIComponent(key)}/${year}`, params);
