/** `String.prototype.isWellFormed` is in Node 20, not yet in the compiler's library for it. */
interface Es2024 {
  isWellFormed(): boolean;
  toWellFormed(): string;
}

/** Half a surrogate pair cannot be written as UTF-8; SQLite would replace it on the way in, so it is replaced beforehand (U+FFFD). */
export function wellFormed(text: string): string {
  const string = text as unknown as Es2024;
  return string.isWellFormed() ? text : string.toWellFormed();
}
