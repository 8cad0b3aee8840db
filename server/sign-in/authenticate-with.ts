import type { Request, Response } from 'express';
import type { Passport } from 'passport';

/** Asks a Passport strategy who this is; null when it does not know the person. Sessions are ours, not Passport's. */
export function authenticateWith<Found extends object = { personId: string }>(
  passport: InstanceType<typeof Passport>,
  strategy: string,
  request: Request,
  response: Response,
): Promise<Found | null> {
  return new Promise((resolve, reject) => {
    const decide = (error: unknown, found: Found | false | null): void => {
      if (error) reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
      else resolve(found || null);
    };
    const attempt = passport.authenticate(strategy, { session: false }, decide) as (
      request: Request,
      response: Response,
      next: (error: unknown) => void,
    ) => void;
    attempt(request, response, reject);
  });
}
