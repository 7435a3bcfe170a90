import { describe, expect, it } from 'vitest';
import type { Extraction, Report } from '../../extractors/report.ts';
import { isOutdated, stamped, unreads } from '../../scripts/cli/scans.ts';

const scan = { status: 'report', problems: [{ code: 'read_by_ocr', message: '' }] } as unknown as Report;
const text = { status: 'report', problems: [] } as unknown as Report;
const halved = { status: 'report', problems: [{ code: 'parts_need_ocr', message: '' }] } as unknown as Report;
const refused: Extraction = { status: 'unreadable', code: 'needs_ocr', reason: '' };

describe('the version of a reading', () => {
  it('names the engine of a scan, and of nothing else', () => {
    expect(stamped('v1', scan, 'tesseract-5')).toBe('v1+tesseract-5');
    expect(stamped('v1', text, 'tesseract-5')).toBe('v1');
    expect(stamped('v1', refused, null)).toBe('v1');
    expect(stamped('v1', halved, null)).toBe('v1+none');
  });

  it.each([
    ['text, same version', { codeVersion: 'v1', refusal: null }, 'tesseract-5', false],
    ['text, older version', { codeVersion: 'v0', refusal: null }, 'tesseract-5', true],
    ['scan, same engine', { codeVersion: 'v1+tesseract-5', refusal: null }, 'tesseract-5', false],
    ['scan, other engine', { codeVersion: 'v1+tesseract-4', refusal: null }, 'tesseract-5', true],
    ['scan, no engine here', { codeVersion: 'v1+tesseract-5', refusal: null }, null, false],
    ['refused for want of one, still none', { codeVersion: 'v1', refusal: 'needs_ocr' }, null, false],
    ['refused for want of one, now one', { codeVersion: 'v1', refusal: 'needs_ocr' }, 'tesseract-5', true],
    ['a page without its pictures, still none', { codeVersion: 'v1+none', refusal: null }, null, false],
    ['a page without its pictures, now one', { codeVersion: 'v1+none', refusal: null }, 'tesseract-5', true],
    ['refused otherwise', { codeVersion: 'v1', refusal: 'encrypted' }, 'tesseract-5', false],
    ['never read', null, null, true],
  ] as const)('%s', (_, stored, engine, outdated) => expect(isOutdated(stored, 'v1', engine)).toBe(outdated));

  it('a refusal for want of an engine never takes the place of what one has read', () => {
    expect(unreads({ codeVersion: 'v0+tesseract-5', refusal: null }, refused)).toBe(true);
    expect(unreads({ codeVersion: 'v0', refusal: 'needs_ocr' }, refused)).toBe(false);
    expect(unreads({ codeVersion: 'v0+tesseract-5', refusal: null }, { status: 'unreadable', code: 'truncated', reason: '' })).toBe(false);
    expect(unreads(null, refused)).toBe(false);
    expect(unreads({ codeVersion: 'v1+tesseract-5', refusal: null }, halved)).toBe(true);
    expect(unreads({ codeVersion: 'v1+none', refusal: null }, halved)).toBe(false);
  });
});
