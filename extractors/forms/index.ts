/** The editions of the national form. A new edition is one file here and one line below (in `figures.ts`). */
import { EDITIONS, figure, figures } from './figures.ts';
import type { Form } from './form.ts';
import type { FormId } from '../report.ts';

export { EDITIONS, figure, figures };
export type { BlockSpec, Comparability, Figure, Form, Identity } from './form.ts';

export const forms = Object.fromEntries(EDITIONS.map((form) => [form.id, form])) as Readonly<Record<FormId, Form>>;
