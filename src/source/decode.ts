import { exitCode, JiaokanError } from '../model/message.js';

export interface Decoded {
  readonly text: string;
  readonly charset: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
}

/** Share of control characters above which bytes are no text; a text has none but tabs and line ends (guessed). */
const mostControls = 0.01;
/** So many are no reason to refuse a short text either; they are reported. */
const fewControls = 4;

/** How files that are no text begin, whatever they are called, and what they are. */
const formats: readonly (readonly [start: string, name: string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or an Office document (.docx, .xlsx)'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office document (.doc, .xls)'],
  ['{\\rtf', 'a document in RTF'],
  ['\u001f\u008b', 'compressed by gzip'],
  ['7z\u00bc\u00af', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['\u0089PNG', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['GIF8', 'a picture'],
];

/**
 * Decodes captured bytes: UTF-16 by its byte order mark, UTF-8, else GB18030 (which portals still use). A byte order
 * mark stays in the text, so that offsets count from the first byte.
 *
 * @throws JiaokanError `source/not-text` (exit 3) where the bytes are in none of them or are no text
 */
export function decodeBytes(bytes: Uint8Array, file: string): Decoded {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  const format = formats.find(([magic]) => start.startsWith(magic));
  if (format) throw notText(`is ${format[1]} and no text; give its text`, file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return checked(bytes, 'utf-16le', file);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return checked(bytes, 'utf-16be', file);
  const utf8 = tryDecode(bytes, 'utf-8');
  return utf8 === null ? checked(bytes, 'gb18030', file) : refuseBinary(utf8, 'utf-8', file);
}

function checked(bytes: Uint8Array, charset: Decoded['charset'], file: string): Decoded {
  const text = tryDecode(bytes, charset);
  if (text === null) {
    throw notText('is neither UTF-8 nor GB18030 text; convert it to UTF-8', file);
  }
  return refuseBinary(text, charset, file);
}

function tryDecode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null; // how a fatal decoder reports bytes that are not of its charset
    throw error;
  }
}

function refuseBinary(text: string, charset: Decoded['charset'], file: string): Decoded {
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  if (controls > Math.max(fewControls, text.length * mostControls))
    throw notText('holds control characters as binary files do; give a text capture', file);
  return { text, charset };
}

function notText(what: string, file: string): JiaokanError {
  return new JiaokanError('source/not-text', what, exitCode.source, { file });
}
