import { gzipSync } from 'node:zlib';

export type BadBody = {
  name: string;
  body: string | Buffer;
  headers?: Record<string, string>;
  status: number;
};

const json = { 'content-type': 'application/json' };
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const aTitle = '{"title":"Probe","everyone":true}';
const typed = (type: string): Record<string, string> => ({ 'content-type': type });

/** JSON that no call may take, whatever it asks for. */
export const unreadableBodies: BadBody[] = [
  { name: 'null', body: 'null', status: 400 },
  { name: 'a bare string', body: '"text"', status: 400 },
  { name: 'a bare number', body: '1e999', status: 400 },
  { name: 'half an object', body: '{"title":', status: 400 },
  { name: 'half a string', body: '{"title":"Pro', status: 400 },
  { name: 'a comma too many', body: '{"title":"x",}', status: 400 },
  { name: 'single quotes', body: "{'title':'x'}", status: 400 },
  { name: 'NaN', body: '{"version":NaN}', status: 400 },
  { name: 'a comment', body: '{"title":"x"/* */}', status: 400 },
  { name: 'two documents', body: '{}{}', status: 400 },
  { name: 'arrays 10,000 deep', body: '['.repeat(10_000) + ']'.repeat(10_000), status: 400 },
  { name: 'objects 10,000 deep', body: '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), status: 400 },
  { name: 'a key twice', body: '{"title":"a","title":"b"}', status: 400 },
  { name: 'a key twice, once escaped', body: '{"title":"a","t\\u0069tle":"b"}', status: 400 },
  { name: '__proto__', body: '{"__proto__":{"polluted":true}}', status: 400 },
  { name: '__proto__ escaped', body: '{"\\u005f_proto__":{"polluted":true}}', status: 400 },
  { name: '__proto__ inside', body: '{"audience":{"__proto__":{"polluted":true}}}', status: 400 },
  { name: 'constructor', body: '{"constructor":{"prototype":{"polluted":true}}}', status: 400 },
  { name: 'a NUL between', body: '{"title":\u0000"x"}', status: 400 },
  { name: 'a NUL in a string', body: '{"title":"a\u0000b"}', status: 400 },
  { name: 'a byte order mark', body: `\ufeff${aTitle}`, status: 400 },
  { name: 'bytes that are not UTF-8', body: Buffer.from('7b2261223a22ff227d', 'hex'), status: 400 },
  { name: 'a surrogate as bytes', body: Buffer.from('7b2261223a22eda080227d', 'hex'), status: 400 },
  {
    name: 'UTF-16 with its mark',
    body: Buffer.concat([Buffer.from('fffe', 'hex'), utf16(aTitle)]),
    status: 400,
  },
  { name: 'UTF-16 in secret', body: utf16(aTitle), status: 400 },
  {
    name: 'UTF-16 as announced',
    body: utf16(aTitle),
    headers: typed('application/json; charset=utf-16le'),
    status: 415,
  },
  { name: 'UTF-7', body: '+AHsAIg-', headers: typed('application/json; charset=utf-7'), status: 415 },
  { name: 'Latin-1', body: aTitle, headers: typed('application/json; charset=iso-8859-1'), status: 415 },
  { name: '10 MB', body: `{"title":"${'x'.repeat(10 * 1024 * 1024)}"}`, status: 413 },
  {
    name: 'a compressed body',
    body: gzipSync(aTitle),
    headers: { ...json, 'content-encoding': 'gzip' },
    status: 415,
  },
  {
    name: 'an encoding nobody knows',
    body: aTitle,
    headers: { ...json, 'content-encoding': 'zebra' },
    status: 415,
  },
];

/** What says that it is no JSON. Calls want JSON and say so; pages find nothing in it. */
export const otherTypes: BadBody[] = [
  { name: 'text/plain', body: aTitle, headers: typed('text/plain'), status: 415 },
  { name: 'a form', body: 'title=x', headers: typed('application/x-www-form-urlencoded'), status: 415 },
  {
    name: 'multipart',
    body: '--x\r\n\r\n--x--',
    headers: typed('multipart/form-data; boundary=x'),
    status: 415,
  },
  { name: 'multipart without a boundary', body: '--x', headers: typed('multipart/form-data'), status: 415 },
  {
    name: 'XML',
    body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    headers: typed('application/xml'),
    status: 415,
  },
  { name: 'no type', body: aTitle, headers: {}, status: 415 },
  { name: 'a broken type', body: aTitle, headers: typed(';;;'), status: 415 },
];
