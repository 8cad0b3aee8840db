import type { Announcement } from '../../server/announcements/announcement.ts';
import { nobody } from '../../server/announcements/audience.ts';

export type { Announcement };

const dayMs = 24 * 3600 * 1000;
export const noon = Date.UTC(2026, 10, 21, 12);

/** Anna's draft for the early shift, critical, to be confirmed within a day of noon. */
export const fireDrill: Announcement = {
  ...{ id: 'a'.repeat(32), number: '2026-118', version: 1, asksFromVersion: 1 },
  ...{ versionKind: 'original', versionNote: '', versionCreatedAt: noon - 1000 },
  ...{
    status: 'draft',
    senderId: 'anna',
    priority: 'critical',
    acknowledgement: 'confirm',
    drill: false,
    reminders: 'default' as const,
    overrideReason: '',
    channelId: null,
  },
  ...{ title: 'Brandschutz', body: 'Bitte lesen.', bodyHtml: '<p>Bitte lesen.</p>', contentHash: 'hash' },
  ...{ language: 'de', translations: [], translationsHtml: {} },
  audience: { ...nobody, teams: ['early-shift'] },
  ...{ deadlineAt: noon + dayMs, releaseAt: null, expiresAt: null },
  ...{ releasedAt: null, submittedAt: null, heldAt: null, withdrawnAt: null, withdrawalReason: null },
  ...{ createdAt: noon - 1000, updatedAt: noon - 1000 },
};
