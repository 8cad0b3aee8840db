import { firstOf } from './directory-entry.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { withDirectory, type Patience } from './open-directory.ts';
import { findSchema } from './read-roster.ts';

/**
 * A word that differs whenever a group has been made, changed or deleted since it was last asked for. Each group is
 * named with its version, as a search for what is newer than a moment would never show a deletion.
 */
export function readGroupVersions(settings: LdapSettings, patience?: Patience): Promise<string> {
  return withDirectory(
    settings,
    async (directory) => {
      const schema = await findSchema(directory, settings);
      const { idAttribute, versionAttribute } = schema;
      const found = new Set<string>();
      for (const base of new Set([...settings.groupsBases, settings.baseDn])) {
        const attributes = [idAttribute, versionAttribute];
        const filter = schema.groupsFilter(null);
        for (const entry of await directory.search({ base, scope: 'sub', filter, attributes }))
          found.add(`${schema.idOf(entry) ?? entry.dn} ${firstOf(entry, versionAttribute) ?? ''}`);
      }
      return [...found].sort().join('\n');
    },
    patience,
  );
}
