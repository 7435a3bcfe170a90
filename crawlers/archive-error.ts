/** Why the archive cannot give or take something. `code` is stable; the message says what to do. */
export class ArchiveError extends Error {
  readonly code: 'missing' | 'damaged' | 'version';
  constructor(code: ArchiveError['code'], message: string) {
    super(message);
    this.name = 'ArchiveError';
    this.code = code;
  }
}
