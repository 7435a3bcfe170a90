/** What the exit code of a command means. The codes are fixed: other programs act on them. */
export const EXIT = {
  ok: 0,
  /** A fault of the program; for `verify`, silent errors. */
  failed: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** The document is not a report. */
  refused: 3,
  /** A file, folder or database that was named does not exist. */
  missing: 4,
  unknownAgency: 5,
  /** Another process holds the database or the ledger. */
  locked: 6,
  /** Database or archive are damaged, or are something else. */
  damaged: 7,
  diskFull: 8,
  /** Permissions forbid it. */
  notPermitted: 9,
  /** Nothing is stored under what was asked for. */
  notStored: 10,
  /** A file of the registry, the overrides or the gold does not hold what it should. */
  badData: 11,
  /** Database or archive were written by another version of the program. */
  otherVersion: 12,
  /** Another night is running. */
  running: 13,
  /** The night came to its end, but some column or document could not be had. */
  partial: 14,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** The table that `--help` ends with. */
export const EXIT_HELP = `
Exit codes:
  0 done                      5 unknown agency            10 nothing stored under it
  1 internal error; verify:   6 database locked           11 invalid registry, override
    silent errors found       7 database or archive          or gold file
  2 wrong use                   damaged                   12 written by another version
  3 refused: not a report     8 disk full
  4 missing file              9 not permitted         13 another night is running
                                                    14 night ended, in part`;
