import { expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { EXIT } from '../../scripts/cli/exit.ts';
import { explain } from '../../scripts/cli/failure.ts';
import { findAgency, knownAgencies } from '../../scripts/cli/find-agency.ts';

const known = knownAgencies(loadRegistry());
const failure = (wanted: string): { message: string; exit: number } => {
  try {
    findAgency(wanted, known);
  } catch (error) {
    return explain(error);
  }
  throw new Error(`${wanted} was found`);
};

it('finds every agency by its id, names and aliases, and none by another', () => {
  for (const { id, names } of known) for (const wanted of [id!, ...names, ` ${id} `]) expect(findAgency(wanted, known).id).toBe(id);
});

it('says which are near to a name that no agency has', () => {
  expect(failure('宁夏应急厅局')).toMatchObject({ exit: EXIT.unknownAgency, message: expect.stringMatching(/^no agency has the id or name "宁夏应急厅局"; near to it: 640000 宁夏回族自治区应急管理厅/) as string });
  expect(failure('64000').message).toContain('640000');
  expect(failure('zzz')).toEqual({ exit: EXIT.unknownAgency, message: 'no agency has the id or name "zzz"; the ids are the file names in data/agencies' });
});
