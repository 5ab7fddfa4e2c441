/** Something that is not a CSV, by its first bytes: what it is, and what the person who sent it should do. */
export interface ForeignFile {
  code: string;
  name: string;
  todo: string;
}

const saveAs = 'open it in a spreadsheet and save each sheet as "CSV UTF-8"';
const exportCsv = 'export again and choose CSV';

const magic: readonly (readonly [hex: string, ForeignFile])[] = [
  ['504b0304', { code: 'file_is_zip', name: 'a ZIP archive', todo: 'unpack it and give the CSV files inside' }],
  ['504b0506', { code: 'file_is_zip', name: 'an empty ZIP archive', todo: exportCsv }],
  ['25504446', { code: 'file_is_pdf', name: 'a PDF', todo: exportCsv }],
  [
    '1f8b',
    { code: 'file_is_gzip', name: 'a gzip-compressed file', todo: 'unpack it (gunzip) and give the CSV inside' },
  ],
  ['d0cf11e0a1b11ae1', { code: 'file_is_xls', name: 'an old Excel workbook (.xls)', todo: saveAs }],
  ['425a68', { code: 'file_is_bzip2', name: 'a bzip2-compressed file', todo: 'unpack it and give the CSV inside' }],
  ['377abcaf271c', { code: 'file_is_7z', name: 'a 7-Zip archive', todo: 'unpack it and give the CSV files inside' }],
  ['526172211a07', { code: 'file_is_rar', name: 'a RAR archive', todo: 'unpack it and give the CSV files inside' }],
  ['fd377a585a00', { code: 'file_is_xz', name: 'an xz-compressed file', todo: 'unpack it and give the CSV inside' }],
  ['28b52ffd', { code: 'file_is_zstd', name: 'a zstd-compressed file', todo: 'unpack it and give the CSV inside' }],
  ['89504e47', { code: 'file_is_image', name: 'a PNG picture', todo: exportCsv }],
  ['ffd8ff', { code: 'file_is_image', name: 'a JPEG picture', todo: exportCsv }],
  ['47494638', { code: 'file_is_image', name: 'a GIF picture', todo: exportCsv }],
  [
    '53514c69746520666f726d6174',
    { code: 'file_is_sqlite', name: 'an SQLite database', todo: 'export its tables as CSV' },
  ],
  ['50415231', { code: 'file_is_parquet', name: 'a Parquet file', todo: 'convert it to CSV' }],
];

const inZip: readonly (readonly [needle: string, ForeignFile])[] = [
  ['xl/', { code: 'file_is_xlsx', name: 'an Excel workbook (.xlsx)', todo: saveAs }],
  ['word/', { code: 'file_is_docx', name: 'a Word document (.docx)', todo: exportCsv }],
  ['opendocument.spreadsheet', { code: 'file_is_ods', name: 'an OpenDocument spreadsheet (.ods)', todo: saveAs }],
  ['Index/', { code: 'file_is_numbers', name: 'an Apple Numbers document', todo: 'choose File, Export To, CSV' }],
];

const texts: readonly (readonly [RegExp, ForeignFile])[] = [
  [
    /^\s*(?:<!doctype html|<html|<head|<table|<meta)/i,
    {
      code: 'file_is_html',
      name: 'a web page (some systems name it .xls or .csv; it may also be a log-in page)',
      todo: `check that the export finished; then ${saveAs}`,
    },
  ],
  [/^\s*<\?xml/i, { code: 'file_is_xml', name: 'an XML file', todo: exportCsv }],
  [
    /^\s*\{\\rtf/i,
    {
      code: 'file_is_rtf',
      name: 'a rich-text document',
      todo: 'copy the text into a plain text file, or export again and choose CSV',
    },
  ],
  [/^BEGIN:VCARD/i, { code: 'file_is_vcard', name: 'a vCard address book', todo: exportCsv }],
  [/^BEGIN:VCALENDAR/i, { code: 'file_is_icalendar', name: 'a calendar file', todo: exportCsv }],
  [/^\s*[[{]\s*["{[\]}]/, { code: 'file_is_json', name: 'a JSON file', todo: exportCsv }],
  [/^MIME-Version:/i, { code: 'file_is_mhtml', name: 'a saved web archive', todo: saveAs }],
];

/** What the file is, if its beginning shows that it is no CSV. `head`: its first kilobytes. */
export function recogniseForeignFile(head: Buffer): ForeignFile | null {
  const hex = head.subarray(0, 16).toString('hex');
  const found = magic.find(([start]) => hex.startsWith(start))?.[1];
  if (found?.code === 'file_is_zip') {
    const names = head.toString('latin1');
    return inZip.find(([needle]) => names.includes(needle))?.[1] ?? found;
  }
  if (found) return found;
  const text = head
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '');
  return texts.find(([start]) => start.test(text))?.[1] ?? null;
}

/** True where control characters are so frequent that the bytes cannot be text in any 8-bit encoding. */
export function looksBinary(head: Buffer): boolean {
  let control = 0;
  // Tab, line feed, form feed, carriage return and escape (ISO-2022) are part of texts.
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++;
  return head.length > 0 && control / head.length > 0.05;
}
