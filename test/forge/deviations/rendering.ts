/** What a file format and the program that wrote it do to a report. The renderers read these by name. */
import { HTML } from './deviation.ts';
import type { Deviation } from './deviation.ts';

/** Drawn on pages by us. */
const PDF = ['pdf-own', 'ofd'] as const;
const DOCX = ['docx', 'pdf-libreoffice', 'doc', 'rtf'] as const;
/** Not printed to PDF: there deleted words stay visible and boxes lie over the text. */
const DOCX_ONLY = ['docx'] as const;
const ROWS = ['text-rows'] as const;
const CELLS = ['text-cells'] as const;

const of = (only: Deviation['only'], probabilities: Record<string, number>): Deviation[] =>
  Object.entries(probabilities).map(([name, probability]) => ({ name, probability, always: true, ...(only ? { only } : {}) }));

export const RENDER_DEVIATIONS: readonly Deviation[] = [
  ...of([...HTML, 'pdf-chromium'], {
    'html.spans_disagree': 0.12, 'html.th': 0.15, 'html.split_runs': 0.2, 'html.thead': 0.15,
  }),
  ...of(HTML, { 'html.gb_encoding': 0.25, 'html.other_reports': 0.4, 'html.section_in_cell': 0.1 }),
  ...of(DOCX_ONLY, { 'docx.tracked_changes': 0.15, 'docx.text_box': 0.1, 'docx.number_in_box': 0.04 }),
  ...of(DOCX, {
    'docx.bookmarks': 0.25, 'docx.auto_numbering': 0.12,
    'docx.repeated_header': 0.2, 'docx.content_control': 0.06, 'docx.split_runs': 0.3, 'docx.hyphen_minus': 0.1, 'docx.small_page': 0.3,
  }),
  ...of(PDF, {
    'pdf.fills': 0.5, 'pdf.each_cell_ruled': 0.3, 'pdf.double_rules': 0.1, 'pdf.shaded_titles': 0.3, 'pdf.white_rectangles': 0.4, 'pdf.clips': 0.4,
    'pdf.glyphs': 0.3, 'pdf.jitter': 0.3, 'pdf.cut_row': 0.35, 'pdf.repeated_header': 0.25, 'pdf.no_closing_rule': 0.3, 'pdf.narrow_labels': 0.5,
    'pdf.running_header': 0.2, 'pdf.small_page': 0.4, 'pdf.no_page_numbers': 0.15, 'pdf.left_aligned': 0.3, 'pdf.borderless': 0.05,
    'pdf.horizontal_rules': 0.04, 'pdf.landscape': 0.1, 'pdf.form_xobject': 0.1,
  }),
  ...of(CELLS, { 'text.blank_lines_in_row': 0.25, 'text.page_number_end': 0.3, 'text.indented': 0.3 }),
  ...of(ROWS, {
    'text.page_break': 0.8, 'text.repeated_header': 0.15, 'text.label_first': 0.3, 'text.extra_cell': 0.15, 'text.lost_column': 0.08,
    'text.cut_row': 0.2, 'text.compact': 0.25, 'text.padded': 0.4, 'text.page_number': 0.3,
    'text.hard_breaks': 0.3, 'text.kangxi_radicals': 0.08,
  }),
  // Labels cut in two and labels moved to the front do not go together: a second half would stand among the figures.
  { name: 'text.cut_label', probability: 0.25, only: ROWS, not: ['text.label_first'], always: true },
];
