/** What the file says of itself: the table `about`. */

export const ABOUT: readonly (readonly [topic: string, text: string])[] = [
  ['title', 'Gongkai: 政府信息公开工作年度报告, read cell by cell'],
  ['what', 'Every administrative organ of China publishes each January a report on government-information disclosure (政府信息公开工作年度报告) with the tables of a national form. This file holds those figures: agencies and years side by side, each value with its place in the original document.'],
  ['start', 'Begin with `panel` (one row per agency and year, one column per figure), look figures up in `codebook`, follow a number to its place in `cells`, copy from `example_queries`. Tables with singular names (cell, reading, section …) are storage; the plural views are for reading.'],
  ['nulls', 'A value is exactly what is printed, or null. Null never means 0 and a blank is never turned into 0. `cells.state` says why a value is null; `words` explains each state. In `panel` a null figure has its reason in `cells` under the same agency, year and code.'],
  ['rates', 'Rates are shares of 1 with the denominator stated in `codebook.formula`. A rate is null when its denominator is 0 or a figure that it needs is not printed; the column of the same name with _note says which. small_n marks rates, and `panel.small_n` reports, with fewer than 10 cases.'],
  ['verdicts', 'Two verdicts are kept apart. reading_verdict: did we read it right (exact, inferred by arithmetic, ambiguous). source_verdict: does the agency’s own arithmetic hold (`checks`, strict on printed numbers alone, lenient with blanks, dashes and 无 as 0). Nothing is ever repaired from an identity.'],
  ['editions', 'The form changed in 2014, 2019 and 2021. `codebook.comparability` and `codebook.crosswalk` say how a figure compares between editions. The edition of a report is told by its labels, never by its year.'],
  ['places', 'A cell stands in document `sha256`, in table, row and column (0-based) of the document, and there on `page` in `box` [left, top, right, bottom] in points from the top left corner (PDF), at the XPath `path` (HTML, DOCX), or in `line` from `start` to `end` (text).'],
  ['renditions', 'One report can stand in several documents. The most complete and consistent represents it: most figures settled less ten for each identity that fails, then fewest ambiguous, fewest inferred, most sections, latest published, then HTML, DOCX, PDF, text. The others stay in `reading_cells`; `rendition_differences` compares them.'],
  ['unplaced', 'A document whose agency or fiscal year cannot be told is kept with all its cells (`documents.standing`, `reading_cells`) and is not in `panel`.'],
  ['search', "Chinese words of two characters are found as they are: SELECT s.* FROM search JOIN sections s ON s.id = search.rowid WHERE search MATCH '公开'. Longer words go in overlapping pairs between double quotes: MATCH '\"信息 息公 公开\"' finds 信息公开; or MATCH '信息 公开' AND text LIKE '%信息公开%'. One character: MATCH '公*'. While a run is writing, its latest reports are not found yet."],
  ['history', 'A document read anew with another result supersedes its reading; `readings` and `reading_cells` keep the old one with the code version that made it.'],
  ['licence', 'The code and the arrangement of this file: MIT. The figures are facts printed by the agencies in official documents.'],
  ['citation', 'Gongkai contributors: Gongkai, annual reports on government-information disclosure of China’s agencies. Name the code version (`documents.code_version`) and the agency’s own document (`documents.sources`, `sha256`).'],
];
