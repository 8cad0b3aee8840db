import { BerWriter, PagedResultsControl } from 'ldapts';

const octets = 0x04;
const set = 0x31;
const controls = 0xa0;

export function entryMessage(
  id: number,
  dn: string,
  attributes: [name: string, values: (string | Buffer)[]][],
): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(0x64);
  writer.writeString(dn);
  writer.startSequence();
  for (const [name, values] of attributes) {
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(set);
    for (const value of values) writer.writeBuffer(Buffer.from(value), octets);
    writer.endSequence();
    writer.endSequence();
  }
  for (let open = 0; open < 3; open++) writer.endSequence();
  return writer.buffer;
}

export function resultMessage(
  id: number,
  operation: number,
  code: number,
  { cookie, value }: { cookie?: Buffer; value?: string } = {},
): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(operation);
  writer.writeEnumeration(code);
  writer.writeString('');
  writer.writeString('');
  if (value !== undefined) writer.writeString(value, 0x8b);
  writer.endSequence();
  if (cookie) {
    writer.startSequence(controls);
    new PagedResultsControl({ value: { size: 0, cookie } }).write(writer);
    writer.endSequence();
  }
  writer.endSequence();
  return writer.buffer;
}
