import type { Language } from '../../platform/views/languages.ts';
import type { Translation } from '../announcement.ts';

/** German unless it says otherwise. */
type Text = {
  sender: string;
  title: string;
  body: string;
  language?: Language;
  translations?: Translation[];
};

export type DemoAudience = {
  everyone?: true;
  teams?: string[];
  people?: string[];
  except?: { people?: string[] };
};

export type PastDraft = Text & {
  priority: 'normal' | 'important' | 'critical';
  acknowledgement: 'none' | 'confirm';
  audience: DemoAudience;
};

/** Released `daysAgo` days before the first start; `clock` is the house's time as HH:MM. */
export type PastAnnouncement = PastDraft & {
  key: string;
  daysAgo: number;
  clock: string;
  deadlineDaysAfter: number | null;
  deadlineClock: string | null;
  confirmedShare: number;
  unconfirmed?: string[];
  confirmed?: string[];
};
