import { translate, type Language } from '../platform/views/languages.ts';
import { offeredTimes, type ReminderTime } from '../delivery/plan/reminder-time.ts';
import type { Content } from './announcement.ts';

/** How a time before the deadline is said. */
export function sayReminderTime(time: ReminderTime, language: Language): string {
  const [, days, clock] = /^(\d+)d (\d\d:\d\d)$/.exec(time) ?? [];
  if (days === '0') return translate(language, 'write.remind.sameDay', { time: clock });
  if (days !== undefined)
    return translate(language, 'write.remind.days', { count: Number(days), time: clock });
  const unit = time.endsWith('h') ? 'hours' : 'minutes';
  return translate(language, `write.remind.${unit}`, { count: parseInt(time, 10) });
}

/** The choice as the form shows it: what is offered, and what was chosen besides. */
export function describeReminders({ reminders }: Pick<Content, 'reminders'>, language: Language) {
  const chosen = reminders === 'default' ? [] : reminders;
  const others = chosen.filter((time) => !offeredTimes.includes(time));
  return {
    choice: reminders === 'default' ? 'default' : reminders.length === 0 ? 'none' : 'own',
    times: [...others, ...offeredTimes].map((time) => ({
      ...{ time, isChosen: chosen.includes(time), said: sayReminderTime(time, language) },
    })),
  };
}
