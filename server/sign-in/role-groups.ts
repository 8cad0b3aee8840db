import type { House } from '../umlauf.ts';
import type { RoleGroups } from './actor.ts';

const demoRoleGroups: RoleGroups = {
  admin: ['Umlauf-Administration'],
  publisher: ['Umlauf-Freigabe'],
  auditor: ['Umlauf-Revision'],
};

/** The directory groups that give the roles: as they are set, or those of the demo organisation. */
export function roleGroups({ config, demo }: Pick<House, 'config' | 'demo'>): RoleGroups {
  const unset = (role: keyof RoleGroups) => (demo ? demoRoleGroups[role] : []);
  const { admin, publisher, auditor } = config.roleGroups;
  return {
    admin: admin ?? unset('admin'),
    publisher: publisher ?? unset('publisher'),
    auditor: auditor ?? unset('auditor'),
  };
}
