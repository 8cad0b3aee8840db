import { Refusal } from '../../platform/refusal.ts';
import { readFlag, readUser, refuseCrowd, toResource, type UserResource } from './read-user.ts';
import { readPatch, type Operation } from './read-patch.ts';
import { readPath, type AttributePath } from './scim-filter.ts';
import type { ScimPerson } from './scim-person.ts';
import { enterpriseUrn } from './scim-urns.ts';
import { isStandard, keptName, keptPart } from './user-schema.ts';

/** A person after the operations of a PATCH (RFC 7644 section 3.5.2), in their order, all or none. */
export function patchUser(before: ScimPerson, body: unknown): ScimPerson {
  const resource = toResource(before);
  for (const operation of readPatch(body)) {
    for (const one of spread(operation)) change(resource, one);
    refuseCrowd(resource);
  }
  return readUser(resource, before);
}

const pathRefused = (path: string) => new Refusal('malformed', 'scim-path', { params: { path } });

type Change = { op: Operation['op']; at: AttributePath; value: unknown };

/** Without a path, each key of the value is one; keys may be paths themselves, as Entra ID writes them. */
function spread({ op, path, value }: Operation): Change[] {
  if (path !== undefined) return [{ op, at: readPath(path), value }];
  return Object.entries(value as object).map(([key, one]) => ({
    op,
    at: readPath(key),
    value: one as unknown,
  }));
}

function change(resource: UserResource, { op, at, value }: Change): void {
  const name = keptName(at.attribute);
  const next = op === 'remove' || value === null ? undefined : value;
  if (name === null) refuseUnknown(at.attribute);
  else if (name === 'emails') changeMail(resource, op, at, next);
  else if (name === 'name' || name === enterpriseUrn) changeParts(resource, name, at, next);
  else if (at.sub !== null || at.only !== null) throw pathRefused(at.attribute);
  else resource[name] = name === 'active' ? readFlag(next) : (next ?? null);
}

function refuseUnknown(attribute: string): void {
  if (!isStandard(attribute)) throw pathRefused(attribute);
}

/** Parts that are not spoken of stay as they are. */
function changeParts(
  resource: UserResource,
  name: string,
  { sub, only }: AttributePath,
  next: unknown,
): void {
  if (only !== null) throw pathRefused(name);
  const parts = sub === null ? next : { [sub]: next };
  if (parts === undefined) resource[name] = {};
  else if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) resource[name] = parts;
  else
    for (const [part, value] of Object.entries(parts)) {
      const kept = keptPart(name, part);
      if (kept !== null) resource[name] = { ...(resource[name] as object), [kept]: value as unknown };
    }
}

const isOurs = (only: AttributePath['only']): boolean =>
  (only ?? []).every(
    ({ attribute, value }) =>
      (attribute === 'type' && String(value).toLowerCase() === 'work') ||
      (attribute === 'primary' && String(value).toLowerCase() === 'true'),
  );

/** One address is kept, the one for work: with `emails[type eq "work"].value` it is set even where there was none. */
function changeMail(resource: UserResource, op: Operation['op'], at: AttributePath, next: unknown): void {
  const path = 'emails';
  if (!isOurs(at.only)) {
    if (op === 'remove') return;
    throw new Refusal('malformed', 'scim-target', { params: { path } });
  }
  if (at.only === null && at.sub === null) {
    const given = [next ?? []].flat();
    resource[path] = op === 'add' ? [...given, ...(resource[path] as unknown[])] : given;
  } else if (at.sub === null)
    resource[path] = [{ type: 'work', primary: true, ...(next as object | undefined) }];
  else if (at.sub.toLowerCase() === 'value')
    resource[path] = next === undefined ? [] : [{ value: next, type: 'work', primary: true }];
}
