/** Active Directory keeps the first three groups of a GUID with the last byte first. */
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
const shuffle = (bytes: Buffer): Buffer => Buffer.from(order.map((index) => bytes[index] ?? 0));

export function guidOf(bytes: Buffer): string | null {
  if (bytes.length !== 16) return null;
  return shuffle(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const guidBytes = (guid: string): Buffer => shuffle(Buffer.from(guid.replaceAll('-', ''), 'hex'));
