import { z } from 'zod';
import { parse, text } from '../../platform/http/parse.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { ScimPerson } from './scim-person.ts';
import { enterpriseUrn } from './scim-urns.ts';
import { coerceUser, keptName } from './user-schema.ts';

/** A User as an IdP sends it, of which only what is kept is there. */
export type UserResource = Record<string, unknown>;

const long = 200;
const part = () =>
  text()
    .max(long)
    .nullish()
    .transform((value) => value?.trim() || null);
const userShape = z.object({
  userName: text().trim().min(1).max(long),
  externalId: part(),
  displayName: part(),
  preferredLanguage: part(),
  name: z.object({ formatted: part(), familyName: part(), givenName: part() }).nullish(),
  emails: z
    .array(
      z.object({
        value: text().max(320).nullish(),
        type: z.string().nullish(),
        primary: z.boolean().nullish(),
      }),
    )
    .max(100)
    .nullish(),
  active: z.boolean().nullish(),
  [enterpriseUrn]: z.object({ department: part() }).nullish(),
});

/** What of a User is kept; what is null counts as not said, and what nobody knows is passed over. */
export function pickKept(body: unknown): UserResource {
  const kept: UserResource = {};
  for (const [key, value] of Object.entries(parse(z.record(z.string(), z.unknown()), body))) {
    const name = key === 'schemas' ? key : keptName(key);
    if (name !== null && value !== null) kept[name] = name === 'active' ? readFlag(value) : value;
  }
  return kept;
}

/** Entra ID writes booleans as words. */
export const readFlag = (value: unknown): unknown =>
  typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;

/** More than any User has. Its schema takes its time for each value, and the whole house waits meanwhile. */
const mostValues = 1000;

const countValues = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, one) => sum + countValues(one), 1)
    : 1;

export function refuseCrowd(resource: UserResource): void {
  if (countValues(resource) > mostValues)
    throw new Refusal('malformed', 'scim-value', { params: { trouble: 'there are too many values' } });
}

/**
 * The person whom a User speaks of (RFC 7644 sections 3.3 and 3.5.1). What it does not say is cleared, but for the
 * access and the external id: those are only changed by who says so.
 */
export function readUser(resource: UserResource, before: ScimPerson | null): ScimPerson {
  refuseCrowd(resource);
  const user = parse(userShape, coerceUser(resource));
  return {
    userName: user.userName,
    externalId: 'externalId' in resource ? user.externalId : (before?.externalId ?? null),
    displayName: user.displayName,
    formattedName: user.name?.formatted ?? null,
    familyName: user.name?.familyName ?? null,
    givenName: user.name?.givenName ?? null,
    department: user[enterpriseUrn]?.department ?? null,
    mail: mailOf(user.emails ?? []),
    preferredLanguage: user.preferredLanguage,
    active: user.active ?? before?.active ?? true,
  };
}

type Email = NonNullable<z.infer<typeof userShape>['emails']>[number];

function mailOf(emails: Email[]): string | null {
  const chosen =
    emails.find(({ primary }) => primary) ??
    emails.find(({ type }) => type?.toLowerCase() === 'work') ??
    emails[0];
  return chosen?.value?.trim() || null;
}

/** The way back, for a PATCH to work on. */
export function toResource(person: ScimPerson): UserResource {
  const { userName, externalId, displayName, preferredLanguage, active, mail } = person;
  return {
    ...{ userName, externalId, displayName, preferredLanguage, active },
    name: {
      formatted: person.formattedName,
      familyName: person.familyName,
      givenName: person.givenName,
    },
    emails: mail === null ? [] : [{ value: mail, type: 'work', primary: true }],
    [enterpriseUrn]: { department: person.department },
  };
}
