import { Refusal } from '../../platform/refusal.ts';
import type { UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { describeResourceTypes, describeSchemas, describeService } from './describe-service.ts';
import { presentList, scimPath, sendScim } from './present-scim.ts';

/** What an IdP may ask about this service (RFC 7644 section 4). */
export function scimDiscoveryCalls({ config }: Umlauf): UmlaufRoute[] {
  const base = config.baseUrl + scimPath;
  const [schemas, types] = [describeSchemas(base), describeResourceTypes(base)];
  const described = (path: string, all: { id: string }[]): UmlaufRoute[] => [
    {
      method: 'get',
      path: scimPath + path,
      guard: 'provisioner',
      handle: (_request, response) => sendScim(response, 200, presentList(all, all.length)),
    },
    {
      method: 'get',
      path: `${scimPath}${path}/:id`,
      guard: 'provisioner',
      handle: (request, response) => {
        const one = all.find(({ id }) => id === request.params['id']);
        if (!one) throw new Refusal('not-found');
        sendScim(response, 200, one);
      },
    },
  ];
  return [
    {
      method: 'get',
      path: `${scimPath}/ServiceProviderConfig`,
      guard: 'provisioner',
      handle: (_request, response) => sendScim(response, 200, describeService(base)),
    },
    ...described('/ResourceTypes', types),
    ...described('/Schemas', schemas),
  ];
}
