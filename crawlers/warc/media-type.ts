/** Media types of files by the ending of their name, for files that came without a header. */
const TYPES: Readonly<Record<string, string>> = {
  htm: 'text/html', html: 'text/html', shtml: 'text/html', txt: 'text/plain', csv: 'text/csv', json: 'application/json', xml: 'application/xml',
  pdf: 'application/pdf', doc: 'application/msword', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', rtf: 'application/rtf',
  wps: 'application/vnd.ms-works', ofd: 'application/ofd', zip: 'application/zip', rar: 'application/vnd.rar',
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif',
};

export const mediaTypeOf = (name: string): string => TYPES[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
