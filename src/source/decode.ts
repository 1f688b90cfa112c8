import { exitCode, JiaokanError } from '../model/message.js';

export interface Decoded {
  readonly text: string;
  readonly charset: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
}

/** Share of control characters above which bytes are no text; a text has none but tabs and line ends (guessed). */
const mostControls = 0.01;

/**
 * Decodes captured bytes: UTF-16 by its byte order mark, UTF-8, else GB18030 (which portals still use). A byte order
 * mark stays in the text, so that offsets count from the first byte.
 *
 * @throws JiaokanError `source/not-text` (exit 3) where the bytes are in none of them or are no text
 */
export function decodeBytes(bytes: Uint8Array, file: string): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return checked(bytes, 'utf-16le', file);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return checked(bytes, 'utf-16be', file);
  const utf8 = tryDecode(bytes, 'utf-8');
  return utf8 === null ? checked(bytes, 'gb18030', file) : refuseBinary(utf8, 'utf-8', file);
}

function checked(bytes: Uint8Array, charset: Decoded['charset'], file: string): Decoded {
  const text = tryDecode(bytes, charset);
  if (text === null) {
    throw new JiaokanError(
      'source/not-text',
      'is neither UTF-8 nor GB18030 text; convert it to UTF-8',
      exitCode.source,
      { file },
    );
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
  if (controls > text.length * mostControls) {
    throw new JiaokanError(
      'source/not-text',
      'holds control characters as binary files do; give a text capture',
      exitCode.source,
      { file },
    );
  }
  return { text, charset };
}
