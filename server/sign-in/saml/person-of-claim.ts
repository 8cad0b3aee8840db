import type { SamlEntry } from '../../directory/enter-by-saml.ts';
import type { SamlSettings } from '../../saml-settings.ts';
import { defaultAttributes } from './attribute-names.ts';
import type { SamlClaim } from './check-assertion.ts';
import { valuesOf } from './read-attributes.ts';

const longest = 200;

/** What the attributes say of a person, for a house in which nobody else says it. */
export function personOf(
  { issuer, key, attributes }: SamlClaim,
  settings: SamlSettings,
  language: string,
): SamlEntry {
  const first = (names: string[]): string | null =>
    valuesOf(attributes, names)[0]
      ?.replace(/\p{Cc}/gu, ' ')
      .slice(0, longest) ?? null;
  const [given, family] = [first(defaultAttributes.given), first(defaultAttributes.family)];
  const whole = given !== null && family !== null ? `${given} ${family}` : null;
  const login = first(settings.attributes.login);
  const name = first(settings.attributes.name) ?? whole ?? login ?? key.slice(0, longest);
  return {
    ...{ issuer, key, language },
    isKeyOfDirectory: settings.attributes.id !== null,
    login: login ?? key.slice(0, longest),
    name: name.normalize('NFC'),
    sortName: (whole === null ? name : `${family ?? ''}, ${given ?? ''}`).normalize('NFC'),
    mail: first(settings.attributes.mail),
    groups: [...new Set(valuesOf(attributes, settings.attributes.groups))],
  };
}
