import assert from 'node:assert/strict';
import { immutableForms } from '../../server/directory/immutable-forms.ts';

describe('An immutable id', () => {
  const guid = '6f9619ff-8b86-d011-b42d-00c04fc964ff';

  it('is the same GUID with hyphens, without, in braces, and as Active Directory keeps its bytes', () => {
    const bytes = Buffer.from('ff19966f868b11d0b42d00c04fc964ff', 'hex');
    for (const written of [
      guid,
      guid.toUpperCase(),
      `{${guid}}`,
      guid.replaceAll('-', ''),
      bytes.toString('base64'),
    ])
      assert.ok(immutableForms(written).includes(guid), written);
  });

  it('that is something else stays what it is', () => {
    assert.deepEqual(immutableForms('personnel-4711'), ['personnel-4711']);
  });
});
