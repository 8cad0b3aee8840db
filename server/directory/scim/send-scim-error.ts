import type { Response } from 'express';
import type { Refusal } from '../../platform/refusal.ts';
import { sendScim } from './present-scim.ts';
import { errorUrn } from './scim-urns.ts';

const typeOfReason: Record<string, string> = {
  malformed: 'invalidSyntax',
  'json-key': 'invalidSyntax',
  'json-too-deep': 'invalidSyntax',
  'not-utf8': 'invalidSyntax',
  'malformed-field': 'invalidValue',
  'scim-value': 'invalidValue',
  'scim-filter': 'invalidFilter',
  'scim-path': 'invalidPath',
  'scim-target': 'noTarget',
  'scim-taken': 'uniqueness',
};

/** RFC 7644 section 3.12; `detail` is a sentence for whoever reads the log of the IdP. */
export function sendScimError(
  response: Response,
  status: number,
  refusal: Refusal | null,
  detail: string,
): void {
  const scimType = typeOfReason[refusal?.reason ?? ''];
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  const error = { schemas: [errorUrn], status: String(status), ...(scimType ? { scimType } : {}), detail };
  sendScim(response, status, error);
}
