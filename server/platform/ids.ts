import { createHash, randomBytes } from 'node:crypto';

/** An opaque id: 128 random bits in hexadecimal, 32 characters. */
export const newId = (): string => randomBytes(16).toString('hex');

/** A secret to be handed out once: 256 random bits in base64url, 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Secrets rest only as their SHA-256; the input has full entropy, so no salt and no slow hash is needed. */
export const fingerprint = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const idPattern = /^[0-9a-f]{32}$/;
